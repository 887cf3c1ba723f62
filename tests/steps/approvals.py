"""Steps about the gate, and about asking, granting and returning an approval."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pytest_bdd import given, then, when

from review.commands.approvals import (
    GrantApproval,
    GrantWaiver,
    RecordPresentation,
    RequestApproval,
    ReturnForRevision,
    WithdrawRequest,
)
from review.commands.conditions import FulfilCondition, RevokeApproval
from review.domain.approvals import ApprovalGranted
from review.domain.errors import GateShut
from review.domain.gates import Clause, ClauseName, Outcome, clauses
from review.domain.lifecycle import Phase
from review.domain.vocabulary import ApprovalState, BodyKind, DocumentKind
from review.projections import approvals, conditions, course, drafts, evaluations, trail
from review.projections.standing import standing
from tests.given import World
from tests.ready import pledged
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE


def _version(world: World, number: int | None = None, kind: DocumentKind = TOR) -> Any:
    draft = world.known.drafts[kind]
    with world.review.reading() as tx:
        bare = drafts.bare(tx, world.known.evaluation, draft, number)
    return {"evaluation": world.known.evaluation, "draft": draft, "number": bare.number}


def last(world: World) -> int:
    """The position of the youngest record: what somebody has seen who opens the page now."""
    with world.review.reading() as tx:
        return trail.last(tx, world.known.evaluation)


def root(world: World, number: int | None = None) -> bytes:
    with world.review.reading() as tx:
        return drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR], number).root


@given("a version that is ready for approval")
def _(world: World) -> None:
    world.submit("the team lead", TOR)
    for body in (BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP):
        open_round(world, CHAIRS[body], body)
        close_round(world, CHAIRS[body], body)
    pledged(world)
    present(world, "the team lead")


@given("the team lead has asked for its approval")
@given(words("{who:Who} requests approval of the latest version"))
@when(words("{who:Who} requests approval of the latest version"))
def _(world: World, who: str = "the team lead") -> None:
    request(world, who)


def request(world: World, who: str, number: int | None = None, kind: DocumentKind = TOR) -> None:
    done = world.attempt(who, RequestApproval(**_version(world, number, kind), note="Klaar voor vaststelling."))
    if done is not None:
        world.known.approvals.append(done.subject)


@when(words("{who:Who} requests approval of version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    request(world, who, number)


@when(words("{who:Who} requests approval of {kind:Document}"))
def _(world: World, who: str, kind: DocumentKind) -> None:
    request(world, who, kind=kind)


def present(world: World, who: str, note: str = "Besproken in de stuurgroep.") -> None:
    presented = RecordPresentation(**_version(world), occurred_on=world.today(), note=note)
    world.attempt(who, presented)


@given(words("{who:Who} presents the latest version to the steering group"))
@when(words("{who:Who} presents the latest version to the steering group"))
def _(world: World, who: str) -> None:
    present(world, who)


@when(words("{who:Who} records a presentation of next year"))
def _(world: World, who: str) -> None:
    day = world.today().replace(year=world.today().year + 1)
    world.attempt(who, RecordPresentation(**_version(world), occurred_on=day, note="Staat gepland."))


@given(words("{who:Who} waives {clause:Clause}"))
@when(words("{who:Who} waives {clause:Clause}"))
def _(world: World, who: str, clause: ClauseName) -> None:
    world.attempt(who, GrantWaiver(**_version(world), clause=clause, motive="De stuurgroep is opgeheven."))


@when(words("{who:Who} waives {clause:Clause} without a motive"))
def _(world: World, who: str, clause: ClauseName) -> None:
    world.attempt(who, GrantWaiver(**_version(world), clause=clause, motive=""))


@given("the director opens the page of the decision")
@when("the director opens the page of the decision")
def _(world: World) -> None:
    world.found = (last(world), root(world))


@given(words("{who:Who} approves it"))
@when(words("{who:Who} approves it"))
@when(words("{who:Who} approves that version"))
def _(world: World, who: str) -> None:
    grant(world, who, last(world), root(world))


def approve_terms(world: World) -> None:
    """Terms of Reference are approved, with waivers; who needs them to be about something submits others after."""
    with world.review.reading() as tx:
        if course.terms(tx, world.known.evaluation).approved is not None:
            return
    if TOR not in world.known.drafts:
        world.submit("the team lead", TOR)
    groups = (ClauseName.SOUNDING_BOARD_CLOSED, ClauseName.REFERENCE_GROUP_CLOSED)
    for clause in (*groups, ClauseName.PRESENTED, ClauseName.PLEDGES_SIGNED):
        world.do("the director", GrantWaiver(**_version(world), clause=clause, motive="Er is haast."))
    request(world, "the team lead")
    world.require_noticed()
    grant(world, "the director", last(world), root(world))
    world.require_noticed()


def grant(world: World, who: str, seen: int, top: bytes, **more: Any) -> None:
    approval = world.known.approvals[-1]
    granted = GrantApproval(
        evaluation=world.known.evaluation, approval=approval, seen=seen, root=top, motive="Akkoord.", **more
    )
    world.attempt(who, granted)


@when(words("{who:Who} approves what that page showed"))
def _(world: World, who: str) -> None:
    grant(world, who, *world.found)


@when(words("{who:Who} approves it with the root of version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    grant(world, who, last(world), root(world, number))


@given(words('{who:Who} returns it for revision: "{motive}"'))
@when(words('{who:Who} returns it for revision: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    back(world, who, motive)


@when(words("{who:Who} returns it for revision without a motive"))
def _(world: World, who: str) -> None:
    back(world, who, "")


def back(world: World, who: str, motive: str) -> None:
    approval = world.known.approvals[-1]
    returned = ReturnForRevision(evaluation=world.known.evaluation, approval=approval, seen=last(world), motive=motive)
    world.attempt(who, returned)


@when(words("{who:Who} withdraws the request"))
def _(world: World, who: str) -> None:
    approval = world.known.approvals[-1]
    world.attempt(who, WithdrawRequest(evaluation=world.known.evaluation, approval=approval, motive="Nog een fout."))


def _clauses(world: World, kind: DocumentKind = TOR) -> dict[ClauseName, Clause]:
    with world.review.reading() as tx:
        facts = standing(tx, world.known.evaluation, world.known.drafts[kind])
    return {clause.name: clause for clause in clauses(facts)}


@then("the gate shows:")
def _(world: World, datatable: list[list[str]]) -> None:
    found = _clauses(world)
    shown = {name.replace("_", " "): (clause.outcome.replace("_", " "), clause.rule) for name, clause in found.items()}
    assert shown == {clause: (outcome, rule) for clause, outcome, rule in datatable[1:]}


@then(words("{clause:Clause} is {outcome:Outcome}"))
def _(world: World, clause: ClauseName, outcome: Outcome) -> None:
    assert _clauses(world)[clause].outcome is outcome


@then(words("in the gate of {kind:Document} {clause:Clause} is {outcome:Outcome}"))
def _(world: World, kind: DocumentKind, clause: ClauseName, outcome: Outcome) -> None:
    assert _clauses(world, kind)[clause].outcome is outcome


@then(words("{clause:Clause} is {outcome:Outcome}, proved by a record of {name}"))
def _(world: World, clause: ClauseName, outcome: Outcome, name: str) -> None:
    found = _clauses(world)[clause]
    assert found.outcome is outcome
    with world.review.reading() as tx:
        records = [world.review.record(tx, world.known.evaluation, position) for position in found.proofs]
    assert {it.event.NAME for it in records} == {name}


@then(words("it is refused because the gate is shut: {names}"))
def _(world: World, names: str) -> None:
    refused, world.refused = world.refused, None
    assert isinstance(refused, GateShut), refused
    assert [name.replace("_", " ") for name in refused.parameters["clauses"]] == names.split(", ")


@then(words("the refusal names what was recorded since: {names}"))
def _(world: World, names: str) -> None:
    refused = world.refused
    assert refused is not None
    with world.review.reading() as tx:
        since = [world.review.record(tx, world.known.evaluation, at).event.NAME for at in refused.parameters["since"]]
    assert since == names.split(", ")


def _approval(world: World) -> approvals.Approval:
    with world.review.reading() as tx:
        return approvals.one(tx, world.review.door(), world.reader("the director"), world.known.approvals[-1])


@then(words("the approval is {state}"))
def _(world: World, state: str) -> None:
    assert _approval(world).state is ApprovalState(state)


@then(words("version {number:d} is the approved one"))
def _(world: World, number: int) -> None:
    draft = world.known.drafts[TOR]
    with world.review.reading() as tx:
        assert drafts.bare(tx, world.known.evaluation, draft).approved == number


@then(words("nothing is approved"))
def _(world: World) -> None:
    with world.review.reading() as tx:
        assert drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR]).approved is None


def granted(world: World) -> ApprovalGranted:
    """The act itself, as recorded."""
    position = _approval(world).decided_position
    assert position is not None
    with world.review.reading() as tx:
        event = world.review.record(tx, world.known.evaluation, position).event
    assert isinstance(event, ApprovalGranted)
    return event


@then(words("the approval binds the root of version {number:d} and every clause as it stood"))
def _(world: World, number: int) -> None:
    event = granted(world)
    assert (event.draft_version, event.root) == (number, root(world, number))
    assert [clause.name for clause in event.clauses] == list(ClauseName)
    met = {Outcome.SATISFIED, Outcome.OVERRIDDEN, Outcome.NOT_APPLICABLE}
    assert all(clause.outcome in met for clause in event.clauses)


@then(words("the approval carries {count:Count} standing dissent"))
@then(words("the approval carries {count:Count} standing dissents"))
def _(world: World, count: int) -> None:
    assert len(granted(world).dissents) == count


@then(words("the approval keeps {clause:Clause} as overridden"))
def _(world: World, clause: ClauseName) -> None:
    assert {one.name: one.outcome for one in granted(world).clauses}[clause] is Outcome.OVERRIDDEN


@when(words("{who:Who} approves it under a condition due yesterday"))
def _(world: World, who: str) -> None:
    due = world.today() - timedelta(days=1)
    grant(world, who, last(world), root(world), conditions=(("De planning klopt.", due),))


@when(words("{who:Who} approves it under two conditions due in {days:d} days"))
def _(world: World, who: str, days: int) -> None:
    due = world.today() + timedelta(days=days)
    wanted = (("De planning klopt.", due), ("De begroting is rond.", due))
    grant(world, who, last(world), root(world), conditions=wanted)


@when(words("{who:Who} confirms condition {number:d}"))
def _(world: World, who: str, number: int) -> None:
    approval, evaluation = world.known.approvals[-1], world.known.evaluation
    world.attempt(who, FulfilCondition(evaluation=evaluation, approval=approval, number=number, note="Gezien."))


@when(words("{who:Who} withdraws the approval"))
def _(world: World, who: str) -> None:
    approval, evaluation = world.known.approvals[-1], world.known.evaluation
    world.attempt(who, RevokeApproval(evaluation=evaluation, approval=approval, motive="Er is een nieuw feit."))


def _condition(world: World, number: int) -> conditions.Condition:
    with world.review.reading() as tx:
        reader = world.reader("the director")
        found = conditions.of_approval(tx, world.review.door(), reader, world.known.approvals[-1])
    return found[number - 1]


@then(words("condition {number:d} is open"))
def _(world: World, number: int) -> None:
    found = _condition(world, number)
    assert (found.is_open, found.lapsed) == (True, False)
    assert not _condition(world, 1).is_open


@then(words("condition {number:d} has lapsed"))
def _(world: World, number: int) -> None:
    assert _condition(world, number).lapsed
    assert not _condition(world, 1).lapsed


@then("the evaluation is back in the phase of the ToR")
def _(world: World) -> None:
    with world.review.reading() as tx:
        it = evaluations.one(tx, world.review.door(), world.reader("the director"), world.known.evaluation)
    assert it.phase is Phase.TOR_ADOPTION
