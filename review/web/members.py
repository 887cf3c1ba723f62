"""Who was asked in a round, as far as this reader may know, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from review.domain.acts import Name, Reader
from review.domain.visibility import NOBODY
from review.domain.vocabulary import RoundMode
from review.projections import comments, groups, rounds
from review.projections.schema import Tx
from review.web.session import review
from review.web.translations import gettext


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was asked, and what came of it."""

    seat: groups.Seat | None
    answer: rounds.Participation
    opened_at: int | None  #: when this person first opened the version
    comments: int  #: of those the reader may see

    @property
    def name(self) -> Name:
        """The own name, or the pseudonym where this reader may not know who it is."""
        return self.seat.name if self.seat else self.answer.pseudonym or gettext("former member")


def members(tx: Tx, reader: Reader, it: rounds.Round, root: bytes, said: Sequence[comments.Comment]) -> list[Member]:
    found = groups.of_evaluation(tx, review().door(), reader, it.evaluation)
    seats = {seat.id: seat for group in found for seat in group.seats}
    opened: dict[UUID, int] = {}
    for one in review().readings.of(log=it.evaluation, subject=root.hex()):
        opened.setdefault(one.person, one.at)
    asked = []
    for answer in it.participations:
        seat = seats.get(answer.seat)
        own = sum(one.person == (seat.person if seat else NOBODY) for one in _of_member(said, answer))
        asked.append(Member(seat, answer, opened.get(seat.person) if seat else None, own))
    order = {} if it.mode is RoundMode.PSEUDONYMOUS else {seat: at for at, seat in enumerate(seats)}
    return sorted(asked, key=lambda one: order.get(one.answer.seat, len(order)))


def _of_member(said: Sequence[comments.Comment], answer: rounds.Participation) -> Iterator[comments.Comment]:
    """Those that can be of this member; where members speak under pseudonyms, of this pseudonym."""
    return (one for one in said if one.pseudonym == answer.pseudonym)
