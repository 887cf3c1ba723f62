"""What the house promises, in the words of its users: every scenario runs on SQLite and on PostgreSQL.

A file per room, so that the rooms are shared out over the workers.
"""

from __future__ import annotations

import pytest

from tests.given import World


@pytest.fixture(autouse=True)
def on_both(world: World) -> World:
    """Every scenario gets a world, on each kind of database."""
    return world
