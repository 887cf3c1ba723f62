"""What the house promises, in the words of its users: every scenario runs on SQLite and on PostgreSQL.

A file per room, so that the rooms are shared out over the workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from tests.given import World

found: dict[tuple[str, str], list[Any]] = {}


@pytest.fixture(scope="session", autouse=True)
def looked_up_once() -> Iterator[None]:
    """Which definition a step has, looked up once: every step is known everywhere, and there are hundreds to ask."""
    scenario = import_module("pytest_bdd.scenario")  # the name in the package is a function
    look_up = scenario.find_fixturedefs_for_step

    def remembered(step: Any, fixturemanager: Any, node: Any) -> list[Any]:
        key = step.type, step.name
        if key not in found:
            found[key] = list(look_up(step=step, fixturemanager=fixturemanager, node=node))
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario, "find_fixturedefs_for_step", remembered)
        yield


@pytest.fixture(autouse=True)
def on_both(world: World) -> World:
    """Every scenario gets a world, on each kind of database."""
    return world
