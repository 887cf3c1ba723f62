"""The matrix for the public: without names, ids and exact moments, in an order that says nothing (Woo 5.2, rule R9)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from review.documents.sheets import Cell, Column, Sheet
from review.domain.acts import Door, Reader
from review.domain.depersonalising import Pointer, pattern_of, pointers
from review.domain.matrix import Audience
from review.projections.matrix import around
from review.projections.schema import Tx
from review.web.labels import label
from review.web.links import capitalised
from review.web.matrix_sheet import HEADINGS, LYING, WIDTHS, about, naive, sheet
from review.web.matrix_table import Row, Table
from review.web.session import review
from review.web.times import day
from review.web.translations import gettext
from review.web.words import plain

KEPT = (
    "number", "body", "organisation", "round", "document", "place", "quote", "kind", "text", "proposal", "disposition",
    "motive", "evidence", "in_version", "passage", "duplicate_of", "dissent",
)  # fmt: skip
TEXTS = ("quote", "text", "proposal", "motive", "evidence", "dissent")
"""What people wrote, in which a name may stand."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A word in the release that points at a person."""

    number: int
    column: str
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Release:
    """The depersonalised matrix; ``unnamed`` counts rows whose organisation would point at a person."""

    sheet: Sheet
    warned: Sequence[Warned]
    unnamed: int
    withheld: int


def released(tx: Tx, door: Door, reader: Reader, found: Table, ending: str = "xlsx") -> Release:
    known = around(tx, door, reader, found.evaluation.id)
    rows = sorted(found.rows, key=_order)
    numbers = {row.it.number: number for number, row in enumerate(rows, 1)}
    cells = [_cells(row, numbers, known.telling) for row in rows]
    whole = sheet(tx, replace(found, rows=()), ending)
    today = naive(review().clock()).replace(hour=0, minute=0)
    made = replace(whole, columns=_columns(ending), rows=cells, about=_about(tx, found), made_at=today)
    names = pattern_of(known.names)
    warned = [
        Warned(int(str(row["number"])), str(HEADINGS[key]), pointer)
        for row in cells
        for key in TEXTS
        for pointer in pointers(str(row.get(key) or ""), names)
    ]
    return Release(made, warned, sum(not row["organisation"] for row in cells), found.matrix.withheld)


def _order(row: Row) -> tuple[str, int, int, bytes]:
    """By the place in the text; of comments on one place neither the time nor the number tells anything."""
    return (row.document, row.at, row.it.draft_version, hashlib.sha256(plain(row.it.text).encode()).digest())


def _columns(ending: str) -> list[Column]:
    widths = LYING if ending == "docx" else WIDTHS
    return [Column(key, key if ending == "json" else str(HEADINGS[key]), widths.get(key, WIDTHS[key])) for key in KEPT]


def _cells(row: Row, numbers: Mapping[int, int], telling: frozenset[str]) -> dict[str, Cell]:
    it = row.it
    original = numbers.get(row.entry.original) if row.entry.original else None
    return {
        "number": numbers[it.number],
        "body": label(it.body),
        "organisation": it.organisation if it.organisation in telling else "",
        "round": day(row.entry.round.opened_at, "MMMM y"),
        "document": row.document,
        "place": row.place,
        "quote": row.quote,
        "kind": label(it.kind),
        "text": plain(it.text),
        "proposal": plain(it.proposal),
        "disposition": capitalised(label(it.disposition)),
        "motive": plain(it.motive),
        "evidence": plain(it.evidence),
        "in_version": it.in_version,
        "passage": row.passage,
        "duplicate_of": original,
        "dissent": plain(it.dissent),
    }


def _about(tx: Tx, found: Table) -> dict[str, str]:
    """No id of the evaluation: with it the file would be a key to what was taken out."""
    said = {name: value for name, value in about(tx, found, Audience.PUBLIC).items() if name != "evaluation"}
    return said | {"made_at": day(review().clock(), "yyyy-MM-dd")}


def summary(found: Release) -> Iterator[str]:
    """What was left out, in sentences."""
    if found.withheld:
        yield gettext(
            "%(num)s comments are not in it: withdrawn, of a round that is still open, or not said to the whole group.",
            num=found.withheld,
        )
    if found.unnamed:
        yield gettext(
            "%(num)s rows name no organisation, because it has fewer than three people around this evaluation.",
            num=found.unnamed,
        )
