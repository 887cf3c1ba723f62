"""Steps about the policy response: the report goes out, what is answered, and by when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pytest_bdd import given, then, when

from review.commands.approvals import GrantApproval
from review.commands.policy import (
    AnswerItem,
    ExtendParliamentTerm,
    ExtendTerm,
    NameItems,
    ReceiveResponse,
    RecordMemo,
    SendReport,
)
from review.domain.items import ItemKind, numbers_in
from review.domain.policy import Answer
from review.domain.vocabulary import BodyKind, DocumentKind
from review.projections import drafts, policy
from tests.given import World
from tests.ready import judged
from tests.steps.approvals import approve_terms, last, request
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.steps.words import words

REPORT = DocumentKind.REPORT
SECRETARY, DIRECTOR = "the secretary", "the director"


@given("the report is adopted")
def adopt_report(world: World) -> None:
    approve_terms(world)
    world.submit("the team lead", REPORT)
    for body in (BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP):
        open_round(world, CHAIRS[body], body, kind=REPORT)
        close_round(world, CHAIRS[body], body)
    judged(world)
    request(world, "the team lead", kind=REPORT)
    evaluation, draft = world.known.evaluation, world.known.drafts[REPORT]
    with world.review.reading() as tx:
        root = drafts.bare(tx, evaluation, draft).root
    approval = world.known.approvals[-1]
    world.do(DIRECTOR, GrantApproval(evaluation=evaluation, approval=approval, seen=last(world), root=root))


def record(world: World, act: Any, instructed_by: str | None = DIRECTOR, who: str = SECRETARY, **more: Any) -> None:
    """The secretary does it, on the instruction of the director."""
    world.attempt(who, act(evaluation=world.known.evaluation, **more), instructed_by=instructed_by)


def sent(world: World, **more: Any) -> None:
    record(world, SendReport, **{"organisations": ("BZ/DVB", "Def/DGB"), "occurred_on": world.today()} | more)


def answered(world: World, kind: ItemKind, number: str, answer: Answer) -> None:
    said = {"directorate": "BZ/DVB", "explanation": "Dit herkennen wij."}
    record(world, AnswerItem, kind=kind, number=number, answer=answer, **said)


@given("the secretary sends the report to the directorates, on the instruction of the director")
@when("the secretary sends the report to the directorates, on the instruction of the director")
def _(world: World) -> None:
    sent(world)


@when("the secretary sends the report to the directorates without an instruction")
def _(world: World) -> None:
    sent(world, instructed_by=None)


@when("the team lead sends the report to the directorates")
def _(world: World) -> None:
    sent(world, instructed_by=None, who="the team lead")


@when(words("it is {day}"))
@given(words("it is {day}"))
def _(world: World, day: str) -> None:
    world.clock.pass_days((date.fromisoformat(day) - world.today()).days)


@then(words("the response is due on {day} and parliament on {other}"))
def _(world: World, day: str, other: str) -> None:
    found = seen(world)
    assert (found.response_due, found.parliament_due) == (date.fromisoformat(day), date.fromisoformat(other))


def seen(world: World, who: str = "the external expert") -> policy.Response:
    with world.review.reading() as tx:
        found = policy.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
    assert found is not None
    return found


@given(words("{kind}s {numbers} have to be answered"))
@when(words("{kind}s {numbers} have to be answered"))
def _(world: World, kind: str, numbers: str) -> None:
    record(world, NameItems, kind=ItemKind(kind), numbers=numbers_in(numbers))


@given(words("{kind} {number} is answered: {answer}"))
@when(words("{kind} {number} is answered: {answer}"))
def _(world: World, kind: str, number: str, answer: str) -> None:
    answered(world, ItemKind(kind), number, Answer(answer.replace(" ", "_")))


@given("the response is received")
@when("the response is received")
def _(world: World) -> None:
    record(world, ReceiveResponse, occurred_on=world.today())


@when(words('the term is extended by {days:d} days: "{motive}"'))
def _(world: World, days: int, motive: str) -> None:
    due = seen(world).response_due + timedelta(days=days)
    record(world, ExtendTerm, response_due=due, motive=motive)


@when(words('the term for parliament is extended by {days:d} days: "{motive}"'))
def _(world: World, days: int, motive: str) -> None:
    due = seen(world).parliament_due + timedelta(days=days)
    record(world, ExtendParliamentTerm, parliament_due=due, motive=motive)


@when("the term for parliament is extended before the report is sent")
def _(world: World) -> None:
    record(world, ExtendParliamentTerm, parliament_due=date(2027, 1, 1), motive="De Kamer is met reces.")


@when(words("the decision memo is recorded with fingerprint {digest}"))
def _(world: World, digest: str) -> None:
    record(world, RecordMemo, occurred_on=world.today(), digest=digest)


@then(words("the response is {late}"))
def _(world: World, late: str) -> None:
    assert seen(world).is_late(world.today()) is (late == "late")


@then(words("of {total:d} items {open_:d} wait for an answer"))
def _(world: World, total: int, open_: int) -> None:
    found = seen(world)
    assert (len(found.items), found.unanswered) == (total, open_)
    assert found.is_complete is (found.received_on is not None and open_ == 0)
