"""What every test may start from: databases of both kinds, and a world with people in it."""

from __future__ import annotations

import gc
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from tests import given
from tests.databases import PostgresServer
from tests.given import Known, World
from tests.reuse import Places
from tests.soundness import assert_sound

STEPS = [
    "refusals",
    "people",
    "evaluations",
    "groups",
    "drafts",
    "differences",
    "word",
    "copies",
    "rounds",
    "comments",
    "anchors",
    "placements",
    "matrix",
    "imports",
    "dispositions",
    "minority",
    "repetition",
    "sources",
    "findings",
    "theory",
    "quality",
    "flags",
    "approvals",
    "erasures",
    "desk",
    "trail",
    "prints",
    "meetings",
    "interests",
    "signals",
    "compromises",
    "access_reviews",
    "passkeys",
    "halting",
    "policy",
    "timeline",
    "publication",
    "closing",
    "planning",
    "tracks",
    "interviews",
    "risks",
    "amendments",
    "withdrawing",
    "together",
    "modes",
    "sets",
    "replies",
    "attendance",
    "quorums",
    "positions",
    "sections",
    "mandates",
    "overlaps",
]
pytest_plugins = ["tests.databases", "tests.reuse", *(f"tests.steps.{room}" for room in STEPS)]
settings.register_profile("house", deadline=None)
settings.load_profile("house")
"""How fast something is, the bench tells: a machine that stands still for a moment fails no test."""
INSTALLATIONS = {"sqlite": "sqlite_installation", "postgresql": "postgres_installation"}


def pytest_collection_finish() -> None:
    """What is loaded by now stays till the end: to look through it for garbage again and again took a sixth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 30)


class Template(NamedTuple):
    """An installation at rest, to be copied: its folder, its database, what is in it."""

    folder: Path
    url: str
    at: int
    known: Known

    def copied(self, folder: Path, url: str = "") -> World:
        """A copy in this folder; on PostgreSQL in the database of this address."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return given.reopened(folder, url or f"sqlite:///{folder / 'data' / 'toetssteen.db'}", self.at, self.known)


def _at_rest(folder: Path, url: str) -> Template:
    world = given.found(folder, url)
    world.close()
    return Template(folder, url, world.clock.now, world.known)


@pytest.fixture(scope="session")
def sqlite_installation(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """On SQLite: everybody of the cast sits in an open evaluation."""
    folder = tmp_path_factory.mktemp("installation")
    (folder / "data").mkdir(mode=0o700)
    shutil.copyfile(sqlite_template, folder / "data" / "toetssteen.db")
    return _at_rest(folder, f"sqlite:///{folder / 'data' / 'toetssteen.db'}")


@pytest.fixture(scope="session")
def postgres_installation(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Template]:
    """The same on PostgreSQL."""
    url = postgres_server.migrated()
    yield _at_rest(tmp_path_factory.mktemp("installation"), url)
    postgres_server.drop(url)


class Told:
    """Stories told once on SQLite, each at rest in a folder of its own."""

    def __init__(self, folders: pytest.TempPathFactory) -> None:
        self._folders = folders
        self._kept: dict[Callable[[World], object], Template] = {}

    def after(self, story: Callable[[World], object], template: Template) -> Template:
        """The installation of this template after that story."""
        if story not in self._kept:
            folder = self._folders.mktemp("told")
            world = template.copied(folder)
            story(world)
            world.require_noticed()
            world.close()
            url = f"sqlite:///{folder / 'data' / 'toetssteen.db'}"
            self._kept[story] = Template(folder, url, world.clock.now, world.known)
        return self._kept[story]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return Told(tmp_path_factory)


@pytest.fixture
def copied(request: pytest.FixtureRequest, places: Places, told: Told) -> Iterator[Callable[..., World]]:
    """Makes a world of a kind of database: a copy of the installation with everybody seated.

    ``after`` is a story (SQLite only): the copy is of how things stood when it had been told, which happens once.
    """
    made: list[tuple[World, Path, str]] = []

    def copy_of(dialect: str, *, after: Callable[[World], object] | None = None) -> World:
        template: Template = request.getfixturevalue(INSTALLATIONS[dialect])
        if after is not None:
            assert dialect == "sqlite"
            template = told.after(after, template)
        url = ""
        if dialect == "postgresql":
            url = request.getfixturevalue("postgres_copies").lend()
        folder = places.lend()
        made.append((template.copied(folder, url), folder, url))
        return made[-1][0]

    yield copy_of
    for world, folder, url in made:
        world.close()
        places.take_back(folder)
        if url.startswith("postgresql"):
            request.getfixturevalue("postgres_copies").take_back(url)


def _rebuilds(request: pytest.FixtureRequest) -> bool:
    """Every fourth on SQLite and the whole job on both make their tables anew; the others project into memory."""
    chosen = zlib.crc32(request.node.nodeid.encode()) % 4 == 0
    return "whole_job" in request.node.nodeid or (request.param == "sqlite" and chosen)


@pytest.fixture(params=[pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, copied: Callable[[str], World]) -> Iterator[World]:
    """A world on SQLite and then on PostgreSQL; at the end everything in it must be sound."""
    world = copied(request.param)
    yield world
    world.require_noticed()
    assert_sound(world.review, rebuild=_rebuilds(request))
