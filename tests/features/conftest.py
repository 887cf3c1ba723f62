"""What the house promises, in the words of its users: every scenario runs on SQLite and on PostgreSQL.

A file per room, so that the rooms are shared out over the workers.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from tests.given import World


@pytest.fixture(scope="session", autouse=True)
def definitions_listed_once() -> Iterator[None]:
    """Which definition a step has: every one is known everywhere, so they are listed once and not for every step."""
    scenario = import_module("pytest_bdd.scenario")  # the name in the package is a function
    listed: list[tuple[Any, Any]] = []
    found: dict[tuple[str, str], list[Any]] = {}

    def remembered(step: Any, fixturemanager: Any, node: Any) -> list[Any]:
        if not listed:
            for name in scenario.get_fixture_names(fixturemanager):
                for it in scenario.getfixturedefs(fixturemanager, name, node) or ():
                    context = scenario.step_function_context_registry.get(it.func)
                    if context is not None:
                        listed.append((it, context))
        key = step.type, step.name
        if key not in found:
            found[key] = [
                it
                for it, context in listed
                if context.type in (None, step.type) and context.parser.is_matching(step.name)
            ]
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario, "find_fixturedefs_for_step", remembered)
        yield


@pytest.fixture(autouse=True)
def on_both(world: World) -> World:
    """Every scenario gets a world, on each kind of database."""
    return world
