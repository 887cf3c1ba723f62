"""Who has an interest in what is evaluated, as the pages of other rooms ask it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import g

from review.domain.acts import Words
from review.domain.interests import is_evaluated
from review.domain.vocabulary import INVITED, REVIEWING_BODIES, Capacity
from review.projections import interests
from review.projections.comments import Comment
from review.web.acting import groups_of, reader_knowing
from review.web.session import current_person, review


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside a person."""

    has_interest: bool
    evaluated: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A member with an interest, or who speaks for an evaluated organisation."""

    name: Words
    organisation: str
    capacity: Capacity
    it: interests.Declaration | None
    evaluated: bool


def interests_of(evaluation: UUID) -> interests.Interests:
    """What who is signed in may know of the interests in an evaluation; asked once a request."""
    if "interests" not in g:
        g.interests = {}
    known: dict[UUID, interests.Interests] = g.interests
    if evaluation not in known:
        with review().reading() as tx:
            reader = reader_knowing(tx, evaluation)
            known[evaluation] = interests.of_evaluation(tx, review().door(), reader, evaluation)
    return known[evaluation]


def interest_of(it: Comment) -> Mark:
    """What stands beside a comment; nothing where this reader may not know whose it is."""
    known = interests_of(it.evaluation)
    declared = known.of_person(it.person, it.round)
    return Mark(declared is not None and declared.has_interest, is_evaluated(it.organisation, known.parties))


def interests_told(evaluation: UUID) -> list[Told]:
    """The members of the reviewing groups of whom something stands in the way, in the order of the groups."""
    known = interests_of(evaluation)
    with review().reading() as tx:
        reader_knowing(tx, evaluation)
        found = groups_of(tx, evaluation)
    told = []
    for seat in (one for group in found if group.body in REVIEWING_BODIES for one in group.seats):
        standing = next((one for one in known.declared if one.seat == seat.id), None)
        evaluated = seat.capacity in INVITED and is_evaluated(seat.organisation, known.parties)
        if standing or evaluated:
            told.append(Told(seat.name, seat.organisation, seat.capacity, standing, evaluated))
    return told


def undeclared(evaluation: UUID, review_round: UUID | None) -> bool:
    """Whether who is signed in has said nothing yet about interests in this round."""
    if "declared" not in g:
        with review().reading() as tx:
            g.declared = interests.declared_by(tx, current_person())
    return review_round is not None and not {(evaluation, review_round), (evaluation, None)} & g.declared
