"""Whose words the lines of a returned copy are, and which answers in it may stand at their comment here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from review.domain.acts import Acting, Reader
from review.domain.errors import CannotAnswer, InstructionNeeded, NotPermitted
from review.domain.replies import require_speaker
from review.domain.visibility import sees_comment
from review.domain.vocabulary import CommentState
from review.projections import holdings, remarks, rounds
from review.projections.comments import Comment
from review.projections.rounds import Round
from review.projections.schema import Tx
from review.web.copy_lines import CopyLine


def speakers(tx: Tx, it: Round, own: Acting, said: Sequence[Comment], moment: int) -> Speakers:
    """Who can have said something in a file about this round, and which of these comments each may read."""
    sitting = holdings.sitting(tx, it.evaluation, moment)
    asked = {one.seat for one in it.participations}
    bares = list(remarks.bares(tx, it.evaluation, [one.id for one in said]))
    unseen = set()
    for acting in {own, *(sitting[seat] for seat in asked if seat in sitting)}:
        reader = Reader(person=acting.person, holds=(acting,), moment=moment)
        responded = rounds.responded_by(tx, it.evaluation, reader.seats)
        unseen |= {(acting.seat, one.id) for one in bares if not sees_comment(reader, one.facts, responded)}
    return Speakers(own, sitting, asked, {one.id: one for one in said}, unseen)


@dataclass(frozen=True)
class Speakers:
    """Who can have said something in a file: ``own`` brings it, ``asked`` are the seats of the round."""

    own: Acting
    sitting: Mapping[UUID, Acting]
    asked: Set[UUID]
    said: Mapping[UUID, Comment]
    unseen: Set[tuple[UUID, UUID]]  #: seat and comment, where that seat alone may not read it

    def obstacle(self, line: CopyLine, seat: UUID | None, authors: Mapping[int, UUID | None]) -> CannotAnswer | None:
        """Why an answer cannot stand at its comment, were it said from this seat (None: the own one).

        ``authors``: the people whose comments are read in, by their place in the file; None: not told yet.
        """
        if line.below is not None:
            if line.below not in authors:
                return CannotAnswer(problem="left_out")
            author = authors[line.below]
            return None if author is None else self._unfit(seat, author)
        it = self.said.get(line.to) if line.to is not None else None
        if it is None or it.state is CommentState.WITHDRAWN:
            return CannotAnswer(problem="gone")
        if it.pseudonym is not None:
            return CannotAnswer(problem="pseudonym")
        if (self.of(seat).seat, it.id) in self.unseen:
            return CannotAnswer(problem="unseen")
        return self._unfit(seat, it.person)

    def bars_comment(self, seat: UUID | None) -> CannotAnswer | None:
        """Who was not asked in the round gives answers only."""
        return CannotAnswer(problem="not_asked") if self.of(seat).seat not in self.asked else None

    def of(self, seat: UUID | None) -> Acting:
        return self.own if seat is None else self.sitting.get(seat, self.own)

    def _unfit(self, seat: UUID | None, author: UUID) -> CannotAnswer | None:
        try:
            require_speaker(self.of(seat), author)
        except (NotPermitted, InstructionNeeded):
            return CannotAnswer()
        return None
