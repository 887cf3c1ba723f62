"""What of a log may this reader take away: which texts, and which records only as the leaf that proves them?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Event, Reader, Recorded, sealed_in
from review.domain.erasures import ErasureCarriedOut, ErasureRefused, ErasureRequested
from review.domain.errors import Unknown
from review.domain.evaluations import EvaluationOpened
from review.domain.interviews import InterviewPlanned, sees_interviews
from review.domain.permissions import Permission, usable
from review.domain.rounds import ResponseSubmitted
from review.domain.visibility import may_know, may_read, sees_comment, sees_remark
from review.freezing import frozen_keys
from review.projections import compromises, interviews, remarks, rounds
from review.projections.disclosures import Veils, is_said


@dataclass(frozen=True, slots=True)
class Sight:
    """Of one log, for one reader."""

    keys: frozenset[UUID]  #: of the texts that may be shown
    withheld: frozenset[int]  #: positions of records whose very bytes hold what the reader may not know
    unnamed: frozenset[UUID]  #: keys of texts that only such records name


def sight_of(tx: sa.Connection, reader: Reader, log: UUID, records: Iterable[Recorded]) -> Sight:
    """What was said for others is withheld whole, kind and place included; and so is who has which pseudonym."""
    responded = rounds.responded_by(tx, log, reader.seats)
    veils = Veils(tx, reader, log)
    keys: set[UUID] = set()
    named: set[UUID] = set()
    hidden: set[UUID] = set()
    withheld: set[int] = set()
    frozen = compromises.frozen_in(tx, reader, log)
    for it in records:
        found = {one.key for one in sealed_in(it.event)}
        seen = sees(tx, reader, log, it.stream, it.event, responded)
        if veils.hides(it) or (is_said(it.event) and not seen):
            withheld.add(it.position)
            hidden |= found
            continue
        named |= found
        keys |= found - frozen_keys(it.stream, it.event, frozen) if seen else set()
    return Sight(frozenset(keys), frozenset(withheld), frozenset(hidden - named))


def sees(
    tx: sa.Connection,
    reader: Reader,
    log: UUID,
    stream: UUID,
    event: Event,
    responded: frozenset[UUID] | None = None,
) -> bool:
    """Whether this reader may see the texts of a record; ``responded``: the rounds the reader has responded in."""
    match event:
        case EvaluationOpened():
            return may_know(reader)
        case ErasureRequested() | ErasureCarriedOut() | ErasureRefused():
            return may_read(reader) or bool(usable(reader, Permission.DECIDE_ERASURE))
        case InterviewPlanned():
            return stream in interviews.looked_by(tx, log, reader.person)
    if event.NAME.startswith("interview."):
        return sees_interviews(reader)
    if event.NAME.startswith("compromise."):
        return stream not in compromises.unseen(tx, reader, log)
    if not (event.NAME.startswith("comment.") or isinstance(event, ResponseSubmitted)):
        return may_read(reader)
    if responded is None:
        responded = rounds.responded_by(tx, log, reader.seats)
    try:
        if isinstance(event, ResponseSubmitted):
            return sees_remark(reader, rounds.remark_facts(tx, log, event.round, event.seat), responded)
        return sees_comment(reader, remarks.bare(tx, log, stream).facts, responded)
    except Unknown:
        return False
