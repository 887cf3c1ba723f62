"""The response matrix as a sheet: its columns, its cells in the language of who makes it, what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from review.documents.json_table import FORMAT
from review.documents.sheets import Cell, Column, Sheet
from review.domain import moments
from review.domain.matrix import Audience
from review.domain.vocabulary import Disposition
from review.projections import comments, markings, trail
from review.projections.schema import Tx
from review.web.labels import label
from review.web.links import capitalised
from review.web.matrix_table import Row, Table
from review.web.pointing import shortened
from review.web.session import review
from review.web.times import short
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _
from review.web.words import plain

HEADINGS: dict[str, Any] = {
    "number": _("No."),
    "author": _("Author"),
    "organisation": _("Organisation"),
    "capacity": _("Capacity"),
    "body": _("Group"),
    "round": _("Round opened"),
    "document": _("Document and version"),
    "place": _("Place"),
    "quote": _("Quoted words"),
    "kind": _("Kind"),
    "text": _("Comment"),
    "proposal": _("Proposed wording"),
    "disposition": _("What was done"),
    "motive": _("Reasons"),
    "evidence": _("Evidence"),
    "in_version": _("Changed in version"),
    "passage": _("Changed passage"),
    "duplicate_of": _("Duplicate of no."),
    "responder": _("Dealt with by"),
    "disposed_at": _("Dealt with on"),
    "state": _("State"),
    "dissent": _("Objection maintained"),
    "raised_at": _("Raised on"),
    "late": _("Late"),
    "visibility": _("Visible to"),
    "seen": _("Edition of the row"),
    "id": _("Id"),
    "who": _("Raised by"),
    "where": _("About"),
    "dealt": _("Dealt with"),
}
"""What stands above each column; the import knows a column by it, in either language."""
WIDTHS = {
    "number": 6, "author": 20, "organisation": 13, "capacity": 18, "body": 16, "round": 13, "document": 20, "place": 22,
    "quote": 34, "kind": 14, "text": 60, "proposal": 40, "disposition": 20, "motive": 50, "evidence": 24,
    "in_version": 10, "passage": 22, "duplicate_of": 10, "responder": 20, "disposed_at": 16, "state": 18,
    "dissent": 36, "raised_at": 16, "late": 6, "visibility": 18, "seen": 9, "id": 12,
}  # fmt: skip
LYING = {
    "number": 6, "who": 18, "where": 20, "text": 38, "proposal": 24, "disposition": 17, "motive": 34, "evidence": 18,
    "in_version": 14, "passage": 17, "duplicate_of": 13, "dealt": 17, "seen": 8,
}  # fmt: skip
"""The columns of the printed table, where a sheet of paper ends."""
CODED = ("block", "answer_block", "admitted", "wording_taken", "unchanged")
"""What only programs get."""
OPEN = frozenset({"disposition", "motive", "evidence", "in_version", "passage", "duplicate_of"})
"""What may be filled in and read again; everything else in the file is there to be read."""


def sheet(tx: Tx, found: Table, ending: str) -> Sheet:
    """The matrix for one kind of file."""
    audience = found.choice.audience
    widths = LYING if ending == "docx" else WIDTHS
    make = coded if ending == "json" else worded
    columns = [_column(key, width, ending) for key, width in widths.items()]
    if ending == "json":
        columns += [Column(key, key) for key in CODED]
    return Sheet(
        title(found),
        columns,
        [make(row) for row in found.rows],
        about(tx, found, audience),
        naive(review().clock()),
        marking=_marking(tx, found),
        page=gettext("page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    )


def _marking(tx: Tx, found: Table) -> str:
    """The highest level of the sources in use, as on every document that leaves the house (rule K7), and for whom."""
    level = capitalised(label(markings.marking(tx, found.evaluation.id).level))
    whom = gettext("For: %(audience)s", audience=AUDIENCES[found.choice.audience])
    return f"{level} · {whom}"


def title(found: Table) -> str:
    return gettext("Response matrix: %(title)s", title=plain(found.evaluation.title))


def _column(key: str, width: int, ending: str) -> Column:
    choices = tuple(capitalised(label(one)) for one in Disposition) if key == "disposition" else ()
    return Column(key, key if ending == "json" else str(HEADINGS[key]), width, key in OPEN, choices)


AUDIENCES: dict[Audience, Any] = {
    Audience.OWN: _("own use"),
    Audience.TEAM: _("the evaluation team"),
    Audience.SOUNDING_BOARD: _("the sounding board"),
    Audience.REFERENCE_GROUP: _("the reference group"),
    Audience.CHAIR: _("chair and director"),
    Audience.PUBLIC: _("public, depersonalised"),
}


def about(tx: Tx, found: Table, audience: Audience) -> dict[str, str]:
    """What the file says of itself: format, evaluation, moment, position of the trail, audience."""
    said = {
        "format": FORMAT,
        "made_at": moments.of(review().clock()).isoformat(timespec="seconds"),
        "head": str(trail.reached(tx, found.evaluation.id, [one.id for one in found.all])),
        "audience": str(audience),
        "marking": str(markings.marking(tx, found.evaluation.id).level),
    }
    return said | ({"demo": "true"} if review().is_demo else {}) | {"evaluation": str(found.evaluation.id)}


def naive(moment: int) -> datetime:
    """A moment as spreadsheets know it: the time of the Netherlands, to the minute."""
    return moments.of(moment).replace(tzinfo=None, second=0, microsecond=0)


def worded(row: Row) -> Mapping[str, Cell]:
    """The cells of a row in words."""
    it = row.it
    cells: dict[str, Cell] = dict(_texts(row))
    cells |= {
        "capacity": label(it.capacity),
        "body": label(it.body),
        "kind": label(it.kind),
        "disposition": capitalised(label(it.disposition)),
        "state": label(it.state),
        "visibility": label(it.visibility),
        "late": _late(it),
        "round": naive(row.entry.round.opened_at),
        "raised_at": naive(it.at),
        "disposed_at": naive(it.disposed_at) if it.disposed_at else None,
    }
    cells["who"] = _lines(plain(it.name), it.organisation, label(it.capacity), short(it.at), _late(it))
    cells["where"] = _lines(row.document, row.place, label(it.kind), quoted(row))
    cells["dealt"] = _lines(label(it.state), cells["responder"], short(it.disposed_at), plain(it.dissent))
    return cells


def quoted(row: Row) -> str:
    """The quote in a cell that holds more: both ends of it, where it is long."""
    return f"“{shortened(row.quote)}”" if row.quote else ""


def _late(it: comments.Comment) -> str:
    """Whether it came after the deadline, and what the chair decided about that."""
    if not it.late:
        return ""
    said = {None: gettext("not decided"), True: gettext("taken along"), False: gettext("left out")}
    return ", ".join((gettext("late"), said[it.admitted]))


def coded(row: Row) -> Mapping[str, Cell]:
    """The cells of a row with the codes of the closed lists, for programs."""
    it = row.it
    lists = ("capacity", "body", "kind", "disposition", "state", "visibility")
    cells: dict[str, Cell] = dict(_texts(row)) | {name: _code(getattr(it, name)) for name in lists}
    return cells | {
        "late": it.late,
        "admitted": it.admitted,
        "wording_taken": it.wording_taken,
        "unchanged": it.unchanged,
        "round": moments.of(row.entry.round.opened_at),
        "raised_at": moments.of(it.at),
        "disposed_at": moments.of(it.disposed_at) if it.disposed_at else None,
        "block": it.block,
        "answer_block": it.answer_block,
    }


def _texts(row: Row) -> Sequence[tuple[str, Cell]]:
    it = row.it
    return (
        ("number", it.number),
        ("author", plain(it.name)),
        ("organisation", it.organisation),
        ("document", row.document),
        ("place", row.place),
        ("quote", row.quote),
        ("text", plain(it.text)),
        ("proposal", plain(it.proposal)),
        ("motive", plain(it.motive)),
        ("evidence", plain(it.evidence)),
        ("in_version", it.in_version),
        ("passage", row.passage),
        ("duplicate_of", row.entry.original),
        ("responder", plain(it.disposed_by_name)),
        ("dissent", plain(it.dissent)),
        ("seen", row.entry.seen),
        ("id", str(it.id)),
    )


def _code(value: Any) -> str | None:
    return str(value) if value else None


def _lines(*parts: Any) -> str:
    return "\n".join(str(part) for part in parts if part)
