"""Acts of an evaluation in one line each, for tests that need things to be in a certain state."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from review.commands.approvals import GrantApproval, RecordPresentation, RequestApproval, ReturnForRevision
from review.commands.comments import RaiseComment
from review.commands.dispositions import DisposeComment, MaintainComment
from review.commands.flags import RaiseFlag
from review.commands.publication import PublishTerms
from review.commands.rounds import CloseRound, OpenRound, SubmitResponse
from review.commands.sources import RegisterSource
from review.domain.vocabulary import (
    BodyKind,
    CommentKind,
    Disposition,
    DocumentKind,
    FlagGround,
    Level,
    Position,
    RoundMode,
    SourceType,
    Visibility,
)
from review.projections import drafts, trail
from tests.given import World
from tests.ready import pledged

TOR = DocumentKind.TERMS_OF_REFERENCE
SOUNDING, REFERENCE = BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP
CHAIRS = {SOUNDING: "the chair of the sounding board", REFERENCE: "the chair of the reference group"}
MEMBERS = {
    SOUNDING: ("the chair of the sounding board", "the peer reader"),
    REFERENCE: (
        "the chair of the reference group",
        "the deputy chair",
        "the external expert",
        "the policy representative",
        "the evaluation representative",
    ),
}


def latest(world: World, kind: DocumentKind = TOR) -> tuple[UUID, int]:
    draft = world.known.drafts[kind]
    with world.review.reading() as tx:
        return draft, drafts.bare(tx, world.known.evaluation, draft).number


def open_round(
    world: World, body: BodyKind, *, days: int = 14, mode: RoundMode = RoundMode.OPEN, kind: DocumentKind = TOR
) -> UUID:
    draft, number = latest(world, kind)
    command = OpenRound(
        evaluation=world.known.evaluation,
        draft=draft,
        number=number,
        body=body,
        mode=mode,
        closes_at=world.in_days(days),
    )
    return world.do(CHAIRS[body], command).subject


def respond(world: World, who: str, review_round: UUID, position: Position = Position.NO_COMMENTS) -> None:
    world.do(who, SubmitResponse(evaluation=world.known.evaluation, round=review_round, position=position))


def close(world: World, body: BodyKind, review_round: UUID) -> None:
    world.do(CHAIRS[body], CloseRound(evaluation=world.known.evaluation, round=review_round, motive="Klaar."))


def through(world: World, body: BodyKind) -> UUID:
    """A round in which everybody responds, opened and closed."""
    review_round = open_round(world, body)
    for who in MEMBERS[body]:
        respond(world, who, review_round)
    close(world, body, review_round)
    return review_round


def comment(world: World, who: str, review_round: UUID, visibility: Visibility = Visibility.GROUP) -> UUID:
    raised = RaiseComment(
        evaluation=world.known.evaluation,
        round=review_round,
        block=2,
        kind=CommentKind.METHOD,
        text="Waarom deze periode?",
        visibility=visibility,
    )
    return world.do(who, raised).subject


def dispose(world: World, subject: UUID) -> None:
    disposed = DisposeComment(
        evaluation=world.known.evaluation, comment=subject, disposition=Disposition.ACCEPTED, motive="Aangepast."
    )
    world.do("the evaluator", disposed)


def maintain(world: World, who: str, subject: UUID) -> None:
    world.do(who, MaintainComment(evaluation=world.known.evaluation, comment=subject, motive="Dit klopt nog niet."))


def source(world: World, level: Level | None = None, owner: str = "BZ/DAF") -> UUID:
    registered = RegisterSource(
        evaluation=world.known.evaluation, title="Ambassadebericht", type=SourceType.MESSAGE, owner=owner, level=level
    )
    return world.do("the team lead", registered).subject


def flag(world: World, who: str = "the policy representative", of: UUID | None = None) -> UUID:
    draft, number = latest(world)
    raised = RaiseFlag(
        evaluation=world.known.evaluation,
        draft=draft,
        number=number,
        block=2,
        level=Level.DEP_V,
        ground=FlagGround.NATIONAL_SECURITY,
        source=of,
    )
    return world.do(who, raised).subject


def present(world: World) -> None:
    draft, number = latest(world)
    held = RecordPresentation(
        evaluation=world.known.evaluation, draft=draft, number=number, occurred_on=day(world), note="Besproken."
    )
    world.do("the team lead", held)


def day(world: World) -> date:
    return world.today()


def ready_for_approval(world: World) -> None:
    """The first Terms of Reference with every clause of its gate met."""
    world.submit("the team lead", TOR)
    world.require_noticed()
    through(world, SOUNDING)
    through(world, REFERENCE)
    pledged(world)
    present(world)


def request(world: World) -> UUID:
    draft, number = latest(world)
    asked = RequestApproval(evaluation=world.known.evaluation, draft=draft, number=number)
    return world.do("the team lead", asked).subject


def seen(world: World) -> int:
    with world.review.reading() as tx:
        return trail.last(tx, world.known.evaluation)


def grant(world: World, approval: UUID, *, conditions: tuple[tuple[str, date], ...] = ()) -> None:
    draft, number = latest(world)
    with world.review.reading() as tx:
        root = drafts.bare(tx, world.known.evaluation, draft, number).root
    granted = GrantApproval(
        evaluation=world.known.evaluation, approval=approval, seen=seen(world), root=root, conditions=conditions
    )
    world.do("the director", granted)


def publish_terms(world: World, number: int = 1) -> None:
    file = {"address": "https://www.voorbeeld.nl/tor", "digest": "cd" * 32, "occurred_on": day(world)}
    world.do("the director", PublishTerms(evaluation=world.known.evaluation, number=number, **file))


def send_back(world: World, approval: UUID) -> None:
    returned = ReturnForRevision(
        evaluation=world.known.evaluation, approval=approval, seen=seen(world), motive="Scherp de hoofdvraag aan."
    )
    world.do("the director", returned)
