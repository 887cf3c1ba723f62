"""Steps about amending approved Terms of Reference."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.amendments import DropAmendment, ProposeAmendment
from review.domain.vocabulary import ApprovalState, BodyKind
from review.projections import approvals, course, evaluations
from tests.given import World
from tests.ready import pledged
from tests.steps.approvals import TOR, grant, last, present, request, root
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.steps.words import words

BODIES = (BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP)


@given("the Terms of Reference are approved")
def _(world: World) -> None:
    world.submit("the team lead", TOR)
    approve_latest(world)


def approve_latest(world: World) -> None:
    """Both groups advise on the latest version, it is presented, asked for and approved."""
    for body in BODIES:
        open_round(world, CHAIRS[body], body)
        close_round(world, CHAIRS[body], body)
    pledged(world)
    present(world, "the team lead")
    request(world, "the team lead")
    grant(world, "the director", last(world), root(world))
    world.require_noticed()


@given(words('{who:Who} proposes to amend them: "{motive}"'))
@when(words('{who:Who} proposes to amend them: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, ProposeAmendment(evaluation=world.known.evaluation, motive=motive))


@when(words('{who:Who} drops the amendment: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    it = _evaluation(world)
    world.found = it.amendment or world.found  # the one that was dropped before stays the one that is meant
    world.attempt(who, DropAmendment(evaluation=world.known.evaluation, amendment=world.found, motive=motive))


@when("the groups have advised and the director approves the amended version")
def _(world: World) -> None:
    approve_latest(world)


@then(words("version {number:d} of the Terms of Reference holds, and an amendment is under way"))
def _(world: World, number: int) -> None:
    it = _evaluation(world)
    assert it.amendment is not None
    assert it.amending_since is not None
    assert _held(world) == number


@then(words("version {number:d} of the Terms of Reference holds"))
def _(world: World, number: int) -> None:
    assert _evaluation(world).amendment is None
    assert _held(world) == number


@then(words("the approvals of versions {newer:d} and {older:d} are on record"))
def _(world: World, newer: int, older: int) -> None:
    with world.review.reading() as tx:
        found = approvals.of_evaluation(tx, world.review.door(), world.reader("the director"), world.known.evaluation)
    assert [(it.draft_version, it.state) for it in found] == [
        (newer, ApprovalState.GRANTED),
        (older, ApprovalState.GRANTED),
    ]


def _held(world: World) -> int | None:
    with world.review.reading() as tx:
        return course.terms(tx, world.known.evaluation).approved


def _evaluation(world: World) -> evaluations.Evaluation:
    with world.review.reading() as tx:
        return evaluations.one(tx, world.review.door(), world.reader("the director"), world.known.evaluation)


@given("the Terms of Reference are approved as they stand")
def _(world: World) -> None:
    approve_latest(world)
