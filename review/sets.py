"""What members have not submitted yet: encoded, sealed apart from the log, and answered to the member alone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.domain.sets import Mine, Unsubmitted, require_continuing, require_room
from review.store.unsubmitted import Kept, Place, UnsubmittedTexts


class Sets:
    """The own sets of an installation. Nothing here says to anybody else that there is one."""

    def __init__(self, texts: UnsubmittedTexts) -> None:
        self._texts = texts

    def of(self, person: UUID, review_round: UUID, seats: Collection[UUID]) -> list[Mine]:
        """The set of a person in a round, from these seats, in the order of writing."""
        found = (one for one in self._texts.of(person) if one.place.round == review_round)
        return [_mine(one) for one in found if one.place.seat in seats]

    def rounds_of(self, person: UUID, evaluation: UUID) -> dict[UUID, list[Mine]]:
        """All sets of a person in an evaluation, by round; also what was written in a seat that has ended."""
        found: dict[UUID, list[Mine]] = {}
        for one in self._texts.of(person):
            if one.place.log == evaluation:
                found.setdefault(one.place.round, []).append(_mine(one))
        return found

    def held(self, person: UUID) -> dict[UUID, list[Mine]]:
        """All that a person holds, in whichever evaluation, by round."""
        found: dict[UUID, list[Mine]] = {}
        for one in self._texts.of(person):
            found.setdefault(one.place.round, []).append(_mine(one))
        return found

    def one(self, person: UUID, id: UUID) -> Mine | None:
        found = self._texts.one(person, id)
        return None if found is None else _mine(found)

    def keep(self, tx: sa.Connection, id: UUID, new: Unsubmitted, *, seen: int, epoch: int) -> None:
        """Write one, in the transaction that holds the lock of the evaluation. Raises Stale, SetFull."""
        there = self.one(new.person, id)
        require_continuing(there, new, seen)
        place = Place(new.evaluation, new.person, new.seat, new.round)
        if there is None:
            require_room(self._texts.count(place))
        self._texts.keep(tx, id, place, msgspec.json.encode(new).decode(), epoch=epoch)

    def change(self, tx: sa.Connection, log: UUID, change: Callable[[Unsubmitted], Unsubmitted], *, epoch: int) -> None:
        """Write anew what this changes in the sets of an evaluation, whosesoever they are; nobody is told what."""
        for one in self._texts.of_log(log):
            it = _read(one)
            if it is not None and (new := change(it)) != it:
                self._texts.keep(tx, one.id, one.place, msgspec.json.encode(new).decode(), epoch=epoch)

    def take(self, tx: sa.Connection, person: UUID, ids: Collection[UUID]) -> int:
        """Remove them; answers how many there were."""
        return self._texts.take(tx, person, ids)

    def clear(self, tx: sa.Connection, log: UUID) -> None:
        """The file of an evaluation is destroyed, and with it what nobody submitted."""
        self._texts.clear(tx, log)


def _mine(kept: Kept) -> Mine:
    return Mine(id=kept.id, revision=kept.revision, changed_at=kept.changed_at, it=_read(kept))


def _read(kept: Kept) -> Unsubmitted | None:
    """None where it does not open, or is not what this row says it is."""
    if kept.text is None:
        return None
    try:
        it = msgspec.json.decode(kept.text, type=Unsubmitted)
    except msgspec.MsgspecError:
        return None
    says = (it.evaluation, it.person, it.seat, it.round)
    return it if says == (kept.place.log, kept.place.person, kept.place.seat, kept.place.round) else None
