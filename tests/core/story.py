"""Short cuts of these tests through a story: acts that have to have happened before the fault can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from review.application import Done
from review.commands.approvals import GrantApproval, RecordPresentation, RequestApproval
from review.commands.comments import RaiseComment
from review.commands.flags import RaiseFlag
from review.commands.rounds import CloseRound, OpenRound
from review.domain.vocabulary import BodyKind, CommentKind, DocumentKind, FlagGround, Level
from review.projections import drafts, trail
from tests.given import World
from tests.ready import pledged

TOR = DocumentKind.TERMS_OF_REFERENCE
BOARD, REFERENCE = BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP
CHAIRS = {BOARD: "the chair of the sounding board", REFERENCE: "the chair of the reference group"}
MEMBER = "the external expert"


def submit(world: World, kind: DocumentKind = TOR, **changed: str) -> UUID:
    """The text as it stands, with blocks changed by number (``b2="..."``), as the next version; answers the draft."""
    blocks = list(world.known.texts.get(kind, ()))
    for name, text in changed.items():
        blocks[int(name[1:]) - 1] = text
    world.submit("the team lead", kind, blocks or None)
    world.require_noticed()
    return world.known.drafts[kind]


def latest(world: World, kind: DocumentKind = TOR) -> drafts.Bare:
    with world.review.reading() as tx:
        return drafts.bare(tx, world.known.evaluation, world.known.drafts[kind])


def open_round(world: World, body: BodyKind = REFERENCE, **fields: Any) -> UUID:
    version = latest(world)
    given = {"closes_at": world.in_days(14)} | fields
    command = OpenRound(
        evaluation=world.known.evaluation, draft=version.draft, number=version.number, body=body, **given
    )
    return world.do(CHAIRS[body], command).subject


def close_round(world: World, review_round: UUID, body: BodyKind = REFERENCE) -> None:
    closed = CloseRound(evaluation=world.known.evaluation, round=review_round, motive="Genoeg gehoord.")
    world.do(CHAIRS[body], closed)


def comment(world: World, review_round: UUID, who: str = MEMBER, **fields: Any) -> UUID:
    given: dict[str, Any] = {"block": 2, "kind": CommentKind.METHOD, "text": "Waarom deze jaren?"} | fields
    return world.do(who, RaiseComment(evaluation=world.known.evaluation, round=review_round, **given)).subject


def flag(world: World, who: str = "the policy representative", **fields: Any) -> UUID:
    version = latest(world)
    given: dict[str, Any] = {"block": 4, "level": Level.DEP_V, "ground": FlagGround.NATIONAL_SECURITY} | fields
    raised = RaiseFlag(evaluation=world.known.evaluation, draft=version.draft, number=version.number, **given)
    return world.do(who, raised).subject


def reviewed(world: World, bodies: Sequence[BodyKind] = (BOARD, REFERENCE)) -> None:
    """Rounds of these groups were held on the latest version, and nobody said anything."""
    for body in bodies:
        close_round(world, open_round(world, body), body)


def present(world: World) -> None:
    version = latest(world)
    presented = RecordPresentation(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=version.number,
        occurred_on=world.today(),
        note="Besproken.",
    )
    world.do("the team lead", presented)


def ready(world: World) -> None:
    """A first version that the director could be asked to approve."""
    submit(world)
    reviewed(world)
    pledged(world)
    present(world)


def asking(world: World, number: int | None = None) -> RequestApproval:
    version = latest(world)
    return RequestApproval(
        evaluation=world.known.evaluation, draft=version.draft, number=number or version.number, note="Klaar."
    )


def asked(world: World) -> UUID:
    return world.do("the team lead", asking(world)).subject


def granting(world: World, approval: UUID, **fields: Any) -> GrantApproval:
    with world.review.reading() as tx:
        seen = trail.last(tx, world.known.evaluation)
    given: dict[str, Any] = {"seen": seen, "root": latest(world).root} | fields
    return GrantApproval(evaluation=world.known.evaluation, approval=approval, **given)


def refusal(world: World, who: str, command: Any, *, instructed_by: str | None = None) -> Any:
    """The refusal that this act meets; None where it was done."""
    done: Done | None = world.attempt(who, command, instructed_by=instructed_by)
    found, world.refused = world.refused, None
    assert (done is None) == (found is not None)
    return found
