"""Who may see what, as pure predicates: pages, exports, counters and replay all ask here."""

from __future__ import annotations

from uuid import UUID

import msgspec

from review.domain.acts import Acting, Reader
from review.domain.assignments import ASSIGNED_ONLY
from review.domain.errors import Unknown
from review.domain.permissions import Permission, may
from review.domain.vocabulary import INVITED, BodyKind, Capacity, RoundMode, Visibility

NOBODY = UUID(int=0)
"""Stands where somebody is whom the reader may not know."""


class CommentFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who sees a comment."""

    author: UUID
    seat: UUID
    organisation: str
    round: UUID
    body: BodyKind
    mode: RoundMode
    round_open: bool
    visibility: Visibility
    pseudonym: int | None = None  #: under which the author speaks in a pseudonymous round
    unmasked_by: frozenset[UUID] = frozenset()  #: who looked behind the pseudonyms of that round, by an act


def knows_author(reader: Reader, it: CommentFacts) -> bool:
    """Whether this reader may know who speaks: under a pseudonym that is the author alone, for ever.

    An auditor may too, after the act of unmasking the round in person; no other role ever does.
    """
    return it.author == reader.person or knows_member(reader, it.pseudonym, it.unmasked_by)


def knows_member(reader: Reader, pseudonym: int | None, unmasked_by: frozenset[UUID]) -> bool:
    """Whether this reader may know which member another one is."""
    return pseudonym is None or (reader.has(Capacity.AUDITOR) and reader.person in unmasked_by)


WIDER: dict[Visibility, frozenset[Visibility]] = {
    Visibility.OWN_ORGANISATION: frozenset({Visibility.GROUP}),
    Visibility.CHAIR: frozenset({Visibility.GROUP}),
    Visibility.TEAM: frozenset({Visibility.GROUP}),
    Visibility.GROUP: frozenset(),
}
"""Who reads with the narrower reads with the wider one too; team, chair and own organisation each leave others out."""


def is_wider(new: Visibility, old: Visibility) -> bool:
    return new in WIDER[old]


def may_read(reader: Reader) -> bool:
    """Whether this reader sees the evaluation's documents at all."""
    return any(may(Permission.READ_DRAFT, acting.capacity) for acting in reader.holds)


_PARTLY = ASSIGNED_ONLY | {Capacity.CLASSIFICATION_AUTHORITY}


def reads_partly(reader: Reader) -> bool:
    """Whether this reader sees of a text only the sections assigned (condition 5), or the passages that cite the own
    sources (condition 6); another seat opens the whole.
    """
    reading = [acting.capacity for acting in reader.holds if may(Permission.READ_DRAFT, acting.capacity)]
    return bool(reading) and all(capacity in _PARTLY for capacity in reading)


def may_know(reader: Reader) -> bool:
    """Whether this reader may know that the evaluation exists."""
    return (
        may_read(reader)
        or any(may(Permission.REPLAY, acting.capacity) for acting in reader.holds)
        or reader.has(Capacity.DATA_PROTECTION_OFFICER)
    )


def require_reading(reader: Reader) -> None:
    """Raises Unknown: to somebody without a seat the evaluation does not exist."""
    if not may_read(reader):
        raise Unknown(what="evaluation")


def may_replay(reader: Reader) -> bool:
    return any(may(Permission.REPLAY, acting.capacity) for acting in reader.holds)


FOR_THE_TEAM = frozenset({Visibility.GROUP, Visibility.TEAM})


def addresses_team(visibility: Visibility) -> bool:
    """Whether the team reads such a comment, and so has to deal with it (rule C3); others are for other eyes."""
    return visibility in FOR_THE_TEAM


def sees_comment(reader: Reader, it: CommentFacts, responded: frozenset[UUID]) -> bool:
    """``responded``: the rounds in which this reader has submitted a response."""
    if it.author == reader.person:
        return True
    return any(
        _sees(acting.capacity, acting.organisation, it, acting.body, responded, window=acting.window)
        for acting in reader.holds
    )


def is_blind(reader: Reader, body: BodyKind, mode: RoundMode, *, responded: bool) -> bool:
    """Whether an open round keeps from this reader what the reader will see once it is closed, or once answered."""

    def sees(*, is_open: bool) -> bool:
        said = CommentFacts(
            author=NOBODY,
            seat=NOBODY,
            organisation="",
            round=NOBODY,
            body=body,
            mode=mode,
            round_open=is_open,
            visibility=Visibility.GROUP,
        )
        return sees_comment(reader, said, frozenset({NOBODY} if responded else ()))

    return sees(is_open=False) and not sees(is_open=True)


class RemarkFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides who sees the remark that came with a response: it is for the chair and the team."""

    seat: UUID
    round: UUID
    body: BodyKind
    mode: RoundMode
    round_open: bool


def sees_remark(reader: Reader, it: RemarkFacts, responded: frozenset[UUID]) -> bool:
    """A member sees the own remark; who leads sees the others as the mode of the round allows."""
    if it.seat in reader.seats:
        return True
    facts = CommentFacts(
        author=it.seat,  # a seat is nobody's person: only the audience counts
        seat=it.seat,
        organisation="",
        round=it.round,
        body=it.body,
        mode=it.mode,
        round_open=it.round_open,
        visibility=Visibility.GROUP,
    )
    return any(
        (acting.capacity in _FOR_ALL or _leads(acting, it.body))
        and sees_comment(msgspec.structs.replace(reader, holds=(acting,)), facts, responded)
        for acting in reader.holds
    )


def sees_meeting(reader: Reader, body: BodyKind) -> bool:
    """The members of the group that met, and who works for all of them."""
    return any(acting.body is body or acting.capacity in _FOR_ALL for acting in reader.holds)


_FOR_ALL = frozenset({Capacity.AUDITOR, Capacity.TEAM_LEAD, Capacity.EVALUATOR, Capacity.SECRETARY, Capacity.DIRECTOR})


def _leads(acting: Acting, body: BodyKind) -> bool:
    deputy = acting.capacity is Capacity.DEPUTY_CHAIR and acting.window
    return acting.body is body and (acting.capacity is Capacity.CHAIR or deputy)


def _sees(
    capacity: Capacity,
    organisation: str,
    it: CommentFacts,
    body: BodyKind | None,
    responded: frozenset[UUID],
    *,
    window: bool,
) -> bool:
    if capacity is Capacity.AUDITOR:
        return True
    if not may(Permission.SEE_OTHERS, capacity) or not _in_audience(capacity, organisation, it, body, window=window):
        return False
    if capacity in (Capacity.TEAM_LEAD, Capacity.EVALUATOR, Capacity.SECRETARY):
        return True
    return not it.round_open or _mode_allows(it, responded)


def _in_audience(
    capacity: Capacity, organisation: str, it: CommentFacts, body: BodyKind | None, *, window: bool
) -> bool:
    team = capacity in (Capacity.TEAM_LEAD, Capacity.EVALUATOR, Capacity.SECRETARY)
    chair = capacity is Capacity.DIRECTOR or (
        body is it.body and (capacity is Capacity.CHAIR or (capacity is Capacity.DEPUTY_CHAIR and window))
    )
    member = body is it.body and capacity in INVITED  # its secretary sits with the group and is no member of it
    match it.visibility:
        case Visibility.GROUP:
            return team or chair or member
        case Visibility.TEAM:
            return team
        case Visibility.CHAIR:
            return chair
        case Visibility.OWN_ORGANISATION:
            return member and organisation == it.organisation


def _mode_allows(it: CommentFacts, responded: frozenset[UUID]) -> bool:
    match it.mode:
        case RoundMode.OPEN | RoundMode.PSEUDONYMOUS:
            return True
        case RoundMode.BLIND_UNTIL_OWN:
            return it.round in responded
        case RoundMode.BLIND_UNTIL_CLOSE:
            return False


def sees_findings(reader: Reader, *, reported: bool) -> bool:
    """Until a version of the report is submitted, what was found is for the team and for who decides or checks.

    ``reported``: there is a version; then who reads it whole reads what it rests on.
    """
    if any(acting.capacity in _FOR_ALL for acting in reader.holds):
        return True
    return reported and may_read(reader) and not reads_partly(reader)


_SEES_MINORITIES = frozenset(
    {Capacity.DIRECTOR, Capacity.AUDITOR, Capacity.TEAM_LEAD, Capacity.EVALUATOR, Capacity.SECRETARY}
)


def sees_minority(reader: Reader, author: UUID, body: BodyKind) -> bool:
    """A minority statement is for the group of its author, for the team, and for who decides or checks."""
    return author == reader.person or any(
        acting.body is body or acting.capacity in _SEES_MINORITIES for acting in reader.holds
    )
