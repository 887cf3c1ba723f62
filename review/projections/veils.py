"""Which rows of comments does this reader see, and whose are they, as far as this reader may know?

Every list, thread, count, export and mail takes its comments from here, so none can tell more than another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Name, Pseudonym, Reader
from review.domain.visibility import NOBODY, CommentFacts, knows_author, knows_member, sees_comment
from review.domain.vocabulary import BodyKind, RoundMode, Visibility
from review.projections import unmaskings
from review.projections.schema import members

_BODY, _MODE, _VISIBILITY = members(BodyKind), members(RoundMode), members(Visibility)
Row = Mapping[Any, Any]
"""A comment with ``body``, ``mode``, ``round_open`` of its round and the ``pseudonym`` of its author."""


def sifted(tx: sa.Connection, reader: Reader, rows: Sequence[Row], responded: frozenset[UUID]) -> list[Row]:
    """The rows that this reader sees; of those whose author stays hidden everything that names the author is gone."""
    unmasked = unmasked_in(tx, rows)
    known = ((row, facts(row, unmasked.get(row["round"], frozenset()))) for row in rows)
    return [
        row if knows_author(reader, it) else veiled(row) for row, it in known if sees_comment(reader, it, responded)
    ]


def unmasked_in(tx: sa.Connection, rows: Iterable[Row]) -> Mapping[UUID, frozenset[UUID]]:
    """Who unmasked the rounds of these rows of one evaluation; nothing is asked where nobody is hidden."""
    hidden = next((row for row in rows if row["pseudonym"] is not None), None)
    return {} if hidden is None else unmaskings.by_round(tx, hidden["evaluation"])


def veiled(row: Row) -> Row:
    return {**row, "person": NOBODY, "seat": NOBODY, "capacity": None, "organisation": ""}


def facts(row: Any, unmasked_by: frozenset[UUID] = frozenset()) -> CommentFacts:
    return CommentFacts(
        author=row["person"],
        seat=row["seat"],
        organisation=row["organisation"],
        round=row["round"],
        body=_BODY[row["body"]],
        mode=_MODE[row["mode"]],
        round_open=row["round_open"],
        visibility=_VISIBILITY[row["visibility"]],
        pseudonym=row["pseudonym"],
        unmasked_by=unmasked_by,
    )


def name_of(row: Row, names: Mapping[UUID, Name]) -> Name:
    hidden = pseudonym_of(row)
    return hidden if hidden is not None and row["person"] == NOBODY else names[row["person"]]


def seat_of(row: Row, reader: Reader, unmasked_by: frozenset[UUID]) -> UUID:
    """The seat of a member who was asked; nobody's where this reader may not know which member it is."""
    own = row["seat"] in reader.seats
    return row["seat"] if own or knows_member(reader, row["pseudonym"], unmasked_by) else NOBODY


def pseudonym_of(row: Row) -> Pseudonym | None:
    """As whom others know this member; None where members speak under their own names."""
    return None if row["pseudonym"] is None else Pseudonym(row["pseudonym"])
