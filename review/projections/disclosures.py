"""Which records of a trail speak under a pseudonym or are for others, and what of them may this reader know?

A record keeps the true person for ever; what leaves the trail for a reader leaves it through here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.domain.acts import Envelope, Event, Pseudonym, Reader, Recorded, Unnamed
from review.domain.comments import LateDecided
from review.domain.placements import CommentsPlaced
from review.domain.rounds import RoundOpened
from review.domain.visibility import NOBODY, knows_member
from review.domain.vocabulary import RoundMode
from review.projections import compromises, interviews, remarks, signals, unmaskings
from review.projections.comments import comments
from review.projections.rounds import participations
from review.projections.trail import lines

SAID = ("comment.", "reply.", "response.")
SPEAKS = ("seat", "speaker")
"""Fields of an event that say whose word it is."""


def is_said(event: Event) -> bool:
    """Whether an event is what somebody said in a round: then its very fields are for those who may read it."""
    return event.NAME.startswith(SAID)


class Unseen(Event, frozen=True):
    """Stands where a reader may not know what was recorded; it is never recorded itself."""

    NAME: ClassVar[str] = "unseen"


class Veils:
    """The records of one log of which this reader knows the speaker by pseudonym only, or nothing at all."""

    def __init__(self, tx: sa.Connection, reader: Reader, log: UUID) -> None:
        self._hidden: dict[int, Pseudonym] = {}
        self._lots: set[UUID] = set()
        self._tx, self._reader, self._log = tx, reader, log
        keeping = remarks.keeping(tx, log)
        hidden = [room.unseen(tx, reader, log) for room in (signals, interviews, compromises)]
        self.unseen = _of_streams(tx, log, self._blind(keeping).union(*hidden))
        self._draw(tx, reader, log, [row.id for row in keeping if row.mode == RoundMode.PSEUDONYMOUS])

    def _blind(self, keeping: Sequence[Any]) -> frozenset[UUID]:
        """What others said in rounds that this reader is blind in: not even who spoke may be known, while they run."""
        held = remarks.blinding(self._tx, self._reader, self._log, keeping)
        return remarks.unseen_in(self._tx, self._reader, self._log, held) if held else frozenset()

    def _draw(self, tx: sa.Connection, reader: Reader, log: UUID, found: Sequence[UUID]) -> None:
        if not found:
            return
        unmasked = unmaskings.by_round(tx, log)
        self._lots = {one for one in found if not knows_member(reader, 0, unmasked.get(one, frozenset()))}
        for row in tx.execute(_SPOKEN, {"log": log}):
            if row.round in self._lots and row.person != reader.person:
                self._hidden[row.position] = Pseudonym(row.pseudonym)

    def over(self, position: int) -> Pseudonym | Unnamed | None:
        """As whom this reader knows the one who spoke here; None where the name may be known."""
        return Unnamed.SOMEBODY if position in self.unseen else self._hidden.get(position)

    @property
    def positions(self) -> frozenset[int]:
        """Where this reader may not know who acted."""
        return frozenset(self._hidden) | self.unseen

    def hides(self, it: Recorded) -> bool:
        """Whether the stored bytes of a record would tell this reader who is who."""
        if isinstance(it.event, CommentsPlaced):
            return bool(self._unseen_among(it.event))
        return it.position in self.positions or (isinstance(it.event, RoundOpened) and it.stream in self._lots)

    def _unseen_among(self, event: CommentsPlaced) -> frozenset[UUID]:
        """Where a comment stands is for those who may read it."""
        placed = [one.comment for one in event.placements]
        return remarks.unseen_of(self._tx, self._reader, self._log, placed)

    def drawn_over(self, it: Recorded) -> Recorded:
        """The record without what the reader may not know of it."""
        if not self.hides(it):
            return it
        if isinstance(it.event, CommentsPlaced):
            unseen = self._unseen_among(it.event)
            kept = tuple(one for one in it.event.placements if one.comment not in unseen)
            return msgspec.structs.replace(it, event=msgspec.structs.replace(it.event, placements=kept))
        if isinstance(it.event, RoundOpened):
            return msgspec.structs.replace(it, event=msgspec.structs.replace(it.event, pseudonyms=()))
        if it.position in self.unseen:
            return msgspec.structs.replace(it, stream=NOBODY, envelope=_without_names(it.envelope), event=Unseen())
        told: dict[str, Any] = {name: NOBODY for name in SPEAKS if getattr(it.event, name, None) is not None}
        return msgspec.structs.replace(
            it, envelope=_without_names(it.envelope), event=msgspec.structs.replace(it.event, **told)
        )


def _without_names(by: Envelope) -> Envelope:
    return msgspec.structs.replace(
        by,
        person=NOBODY,
        capacity=None,
        seat=None,
        on_behalf_of="",
        instructed_by=None,
        acts_for=None,
        digest=b"",
        request=None,
    )


def _of_streams(tx: sa.Connection, log: UUID, streams: Collection[UUID]) -> frozenset[int]:
    """The positions of everything that was recorded about these things."""
    if not streams:
        return frozenset()
    wanted = list(streams)
    about = sa.or_(lines.c.stream.in_(wanted), lines.c.about.in_(wanted))
    query = sa.select(lines.c.position).where(lines.c.log == log, about)
    return frozenset(tx.scalars(query))


_direct, _author = participations.alias("direct"), participations.alias("author")
_SPOKEN = (
    sa.select(
        lines.c.position,
        lines.c.person,
        sa.func.coalesce(lines.c.round, comments.c.round).label("round"),
        sa.func.coalesce(_direct.c.pseudonym, _author.c.pseudonym).label("pseudonym"),
    )
    .join(comments, comments.c.id == lines.c.about, isouter=True)
    .join(
        _direct,
        sa.and_(_direct.c.round == sa.func.coalesce(lines.c.round, comments.c.round), _direct.c.seat == lines.c.seat),
        isouter=True,
    )
    .join(
        _author,
        sa.and_(
            _author.c.round == comments.c.round,
            _author.c.seat == comments.c.seat,
            comments.c.person == lines.c.person,
        ),
        isouter=True,
    )
    .where(
        lines.c.log == sa.bindparam("log"),
        lines.c.name != LateDecided.NAME,
        sa.or_(_direct.c.pseudonym.is_not(None), _author.c.pseudonym.is_not(None)),
    )
)
"""Whoever speaks in a round or about a comment of it: by the seat that was asked, or as the author of that comment.

Whoever decides on a late comment leads the round and speaks as that: under a pseudonym it would show whose that is.
"""
