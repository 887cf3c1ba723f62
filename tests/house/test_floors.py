"""Imports only go down; rooms on one floor do not know each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.web import factory
from tests.house.tree import REVIEW, module_of, modules, parsed

ROOMS = {
    "people", "evaluations", "groups", "drafts", "rounds", "comments", "sources", "flags", "approvals", "erasures",
    "trail", "desk", "verifications", "presentations", "waivers",
    "meetings", "interests", "signals", "halting", "amendments",
    "findings", "theory",
    "quality", "pledges", "traceability",
    "policy", "parliament", "withholdings", "publication", "commitments", "closing", "progress",
    "planning", "tracks", "interviews", "risks", "access", "compromises", "access_reviews",
}  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("review"):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("review"))


def test_every_contract_on_imports_is_kept() -> None:
    """In a process of its own: the linter switches off every logger that it finds."""
    linter = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    found = subprocess.run(linter, cwd=REVIEW.parent, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("floor", ["commands", "domain"])
def test_rooms_of_a_floor_do_not_import_each_other(floor: str) -> None:
    """The vocabulary, the errors and other common words are no rooms; the catalogue knows every room."""
    for path in sorted((REVIEW / floor).glob("*.py")):
        if path.stem in ROOMS:
            others = {name.split(".")[2] for name in imported(path) if name.startswith(f"review.{floor}.")}
            assert not (others & ROOMS) - {path.stem}, f"{floor}/{path.name} imports a room beside it"


def test_blueprints_are_known_to_the_factory_alone() -> None:
    """Those of the rooms; the shell around them (security, session, preferences) is there for everybody."""
    blueprints = {room.import_name for room in factory.ROOMS}
    assert len(blueprints) > 10
    for path in modules():
        if module_of(path) == factory.__name__:
            continue
        known = set(imported(path)) & blueprints - {module_of(path)}
        assert not known, f"{module_of(path)} imports {known}"


def test_projections_import_each_other_in_no_circle() -> None:
    graph = {
        module_of(path): {name for name in imported(path) if name.startswith("review.projections.")}
        for path in modules("projections")
    }
    graph = {name: {other for other in known if other in graph} for name, known in graph.items()}
    while leaves := {name for name, known in graph.items() if not known}:
        graph = {name: known - leaves for name, known in graph.items() if name not in leaves}
    assert not graph, f"a circle of projections: {sorted(graph)}"


def test_what_is_measured_beside_the_peer_is_not_slowed_by_it() -> None:
    """SQLAlchemy-Continuum listens to every engine of a process that loads it, so the figures and the tests do not."""
    asked = "import sys, benchmarks.__main__; sys.exit('sqlalchemy_continuum' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=REVIEW.parent, check=False).returncode == 0
