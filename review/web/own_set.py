"""What the signed-in person holds unsubmitted, as pages and forms show it; never that of anybody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from werkzeug.datastructures import ImmutableMultiDict

from review.domain.anchors import Mark
from review.domain.sets import Mine, Unsubmitted
from review.projections import rounds
from review.web.forms import Entered
from review.web.session import current_person, review


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A comment that its member has not submitted; ``it`` None: it does not open any more."""

    id: UUID
    round: UUID
    round_open: bool
    revision: int
    changed_at: int
    it: Unsubmitted | None

    @property
    def words(self) -> str:
        """Those it points at."""
        return " / ".join(mark.words for mark in self.it.marks if mark.words) if self.it else ""

    @property
    def block(self) -> int | None:
        return self.it.block if self.it else None

    @property
    def blocks(self) -> tuple[int | None, ...]:
        """The passages it is about."""
        return tuple(mark.block for mark in self.it.marks) or (self.it.block,) if self.it else (None,)


def drafts_of(person: UUID, evaluation: UUID, among: Iterable[rounds.Round]) -> Sequence[OwnDraft]:
    """The drafts of a person in these rounds, in the order of writing; nobody's but those of who is signed in."""
    if person != current_person():
        return ()
    held = review().sets.rounds_of(person, evaluation)
    return [_own(one, it) for it in among for one in held.get(it.id, ())]


def _own(one: Mine, it: rounds.Round) -> OwnDraft:
    return OwnDraft(one.id, it.id, it.is_open, one.revision, one.changed_at, one.it)


def continued(entered: Entered) -> Entered:
    """The fields of a form that goes on with a draft: as it was kept, where it is there."""
    wanted = entered.identifier_or_none("unsubmitted")
    found = review().sets.one(current_person(), wanted) if wanted else None
    if found is None or found.it is None:
        return entered
    it = found.it
    fields = [
        ("unsubmitted", str(found.id)),
        ("seen", str(found.revision)),
        ("text", it.text),
        ("proposal", it.proposal),
        ("kind", it.kind or ""),
        ("visibility", it.visibility),
        ("seat", str(it.seat)),
        ("round", str(it.round)),
        *_pointing(it.marks),
    ]
    return Entered(ImmutableMultiDict(fields))


def _pointing(marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """What a form points at, as it was sent."""
    for first, mark in enumerate(marks):
        if first:
            yield "mark", f"{mark.block} {mark.start} {mark.words}" if mark.words else str(mark.block)
            continue
        yield "scope", "section" if mark.section else "passage"
        yield "words", mark.words
        if mark.start is not None:
            yield "start", str(mark.start)
