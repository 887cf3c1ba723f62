"""The table of what the Terms of Reference demand names rooms that are there, and leaves no group out."""

from __future__ import annotations

import re
from pathlib import Path

HOME = Path(__file__).parents[2]
TABLE = (HOME / "docs/inventory.md").read_text("utf-8")


def test_every_group_of_demands_has_its_place() -> None:
    headings = " ".join(re.findall(r"^## .*$", TABLE, flags=re.MULTILINE))
    assert re.findall(r"R-([A-Z])", headings) == [*"ABCJDEFGHIKLMNOP"]


def test_every_room_it_names_is_there() -> None:
    body = TABLE.split("\n## ", 1)[1]
    rooms = {
        path.stem
        for floor in ("domain", "projections", "web", "documents")
        for path in HOME.glob(f"review/{floor}/*.py")
    }
    for name in set(re.findall(r"`([^`]+)`", body)):
        there = name in rooms or (HOME / name).exists() or (HOME / "review" / name).exists()
        assert there, f"docs/inventory.md names {name}, which is nowhere"
