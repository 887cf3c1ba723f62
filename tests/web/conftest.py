"""What the tests of the web floor start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from review.web.factory import create_app
from tests.given import World
from tests.web.deciding_story import Floor, floor, heard
from tests.web.sample.room import blueprint
from tests.web.visiting import Visit, installation


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """An installation and its web application, with one room more that shows every part."""
    yield from _visit(tmp_path_factory.mktemp("installation"), demo=False)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The same, where the installation says that it is a demonstration."""
    yield from _visit(tmp_path_factory.mktemp("demonstration"), demo=True)


@pytest.fixture
def house(request: pytest.FixtureRequest, copied: Callable[..., World]) -> Floor:
    """The web floor after what the module tells (its function ``told``), or else over a version that was advised on."""
    return floor(copied("sqlite", after=getattr(request.module, "told", heard)))


def _visit(folder: Path, *, demo: bool) -> Iterator[Visit]:
    review, person = installation(folder, demo=demo)
    app = create_app(review, testing=True)
    app.register_blueprint(blueprint)
    yield Visit(review, app, person)
    review.engine.dispose()
