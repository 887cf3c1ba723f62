"""The table of what the Terms of Reference demand leaves no line out, and names only what the code has."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from review.domain.gates import Standing, clauses
from review.domain.permissions import CONDITIONS
from review.domain.vocabulary import DocumentKind

HOME = Path(__file__).parents[2]
TABLE = (HOME / "docs/inventory.md").read_text("utf-8")
DESIGN = next((path for folder in HOME.parents if (path := folder / "shared/design/inventory.md").exists()), None)
"""The inventory itself is no part of the project."""
LINES = dict(zip("ABCDEFGHIJKLMNOP", (34, 25, 24, 12, 11, 26, 9, 19, 11, 7, 14, 10, 9, 5, 12, 9), strict=True))
"""How many lines each group of demands has."""
MOST_WORDS = 8
ADMITTED = re.compile(r"\b(?:not modelled|open)\b")
WHY = re.compile(r"\b(?:not modelled|open): \S")


def _groups(text: str) -> dict[str, str]:
    parts = re.split(r"^## R-([A-Z])\b", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _rows() -> list[tuple[str, str, str, str]]:
    """Group, line, demand and place of every row."""
    rows = []
    for group, body in _groups(TABLE).items():
        for row in re.findall(r"^\|( *\d.*)\|$", body, flags=re.MULTILINE):
            line, demand, where = (cell.strip() for cell in row.split("|"))
            rows.append((group, line, demand, where))
    return rows


def _last(body: str) -> int:
    """The last number of a group in the design, where several lines may stand in one and ``7-15.`` is nine of them."""
    last = 0
    for first, until in re.findall(r"(?:^|(?<=\s))(\d{1,2})(?:-(\d{1,2}))?\.(?=\s)", body, flags=re.MULTILINE):
        if int(first) == last + 1:
            last = int(until or first)
    return last


def _source() -> str:
    files = [path for kind in ("py", "html") for path in (HOME / "review").rglob(f"*.{kind}")]
    return "\n".join(path.read_text("utf-8") for path in files)


def test_every_line_of_every_group_has_a_row_of_its_own() -> None:
    found: dict[str, list[str]] = {}
    for group, line, *_ in _rows():
        found.setdefault(group, []).append(line)
    assert list(found) == list(LINES)
    assert found == {group: [str(line) for line in range(1, last + 1)] for group, last in LINES.items()}


def test_the_design_has_as_many_lines() -> None:
    if DESIGN is None:
        pytest.skip("the design is not beside this copy of the project")
    assert {group: _last(body) for group, body in _groups(DESIGN.read_text("utf-8")).items()} == LINES


def test_a_demand_is_told_in_few_words_and_has_a_place_or_a_reason() -> None:
    for group, line, demand, where in _rows():
        assert 0 < len(demand.split()) <= MOST_WORDS, f"R-{group} {line}: {demand}"
        assert re.search(r"`|clause|condition", where) or WHY.search(where), f"R-{group} {line}: {where}"
        assert len(ADMITTED.findall(where)) == len(WHY.findall(where)), f"R-{group} {line} gives no reason: {where}"


def test_every_room_it_names_is_there() -> None:
    floors = ("domain", "commands", "projections", "web", "documents")
    rooms = {path.stem for floor in floors for path in HOME.glob(f"review/{floor}/*.py")}
    for group, line, _, where in _rows():
        for name in re.findall(r"`([^`]+)`", where):
            there = name in rooms or (HOME / name).exists() or (HOME / "review" / name).exists()
            assert there, f"R-{group} {line} names {name}, which is nowhere"


def test_every_clause_rule_condition_and_decision_it_names_is_there() -> None:
    kinds = [Standing(draft=UUID(int=0), kind=kind, version=1, root=b"") for kind in DocumentKind]
    gate = {clause.rule for it in kinds for clause in clauses(it)}
    ruled = set(re.findall(r"\b[A-Z]\d{1,2}\b", _source()))
    decided = {path.name[:4] for path in HOME.glob("docs/decisions/*.md")}
    for group, line, _, where in _rows():
        at = f"R-{group} {line}: {where}"
        assert set(re.findall(r"clause ([A-Z]\d+|\d\.\d)", where)) <= gate, at
        assert set(re.findall(r"\b[A-Z]\d{1,2}\b", where)) <= ruled, at
        assert set(re.findall(r"condition (\w+)", where)) <= set(CONDITIONS), at
        assert set(re.findall(r"decision (\d+)", where)) <= decided, at
