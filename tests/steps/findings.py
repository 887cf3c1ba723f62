"""Steps about findings: recording them, what they rest on, and what is weak in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pytest_bdd import given, parsers, then, when

from review.application import uuid7
from review.commands.findings import RecordFinding, ReviseFinding, WithdrawFinding
from review.commands.sources import RegisterSource
from review.documents.questions import Questions, questions
from review.domain.findings import Caution, FindingKind, weigh
from review.domain.goals import GoalLevel
from review.domain.visibility import sees_findings
from review.domain.vocabulary import DocumentKind, Level, SourceType
from review.passages import passages
from review.projections import drafts, findings
from tests.given import World
from tests.steps.words import words

RECORDED = parsers.re(
    r'(?P<who>the [a-z ]+) records the finding "(?P<text>[^"]*)"(?P<impact> at the level of impact)?'
    r" on sources (?P<one>\d) and (?P<two>\d) for question (?P<label>\w+)"
)
FINDING, LESSON = FindingKind.FINDING, FindingKind.LESSON


def source(world: World, who: str, type: SourceType) -> None:
    registered = RegisterSource(
        evaluation=world.known.evaluation, title="Een bron", type=type, owner="BZ/DAF", level=Level.UNCLASSIFIED
    )
    world.known.sources.append(world.do(who, registered).subject)


def tree(world: World) -> Questions:
    """The questions of the latest Terms of Reference."""
    evaluation, draft = world.known.evaluation, world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    with world.review.reading() as tx:
        number = drafts.bare(tx, evaluation, draft).number
        return questions(list(passages(world.review, tx, evaluation, draft, number).items()))


def question(world: World, label: str) -> int:
    return next(one.block for one in tree(world).all if one.label == label)


def all_(world: World) -> list[findings.Finding]:
    with world.review.reading() as tx:
        reader = world.reader("the team lead")
        return findings.of_evaluation(tx, world.review.door(), reader, world.known.evaluation)


def the(world: World, kind: FindingKind, number: int = 1) -> findings.Finding:
    return next(one for one in all_(world) if (one.kind, one.number) == (kind, number))


def record(world: World, who: str, text: str, kind: FindingKind = FINDING, **linked: Any) -> None:
    world.attempt(who, RecordFinding(evaluation=world.known.evaluation, kind=kind, text=text, **linked))


def weak(world: World, it: findings.Finding) -> tuple[Caution, ...]:
    asked = tree(world)
    with world.review.reading() as tx:
        types = findings.source_types(tx, world.known.evaluation)
    return weigh(findings.weighed(all_(world), types, asked.blocks), asked.grounds)[it.id]


@given("the evaluator registers a document and an interview")
def _(world: World) -> None:
    for type in (SourceType.DOCUMENT, SourceType.INTERVIEW):
        source(world, "the evaluator", type)


@given("the evaluator registers a message")
def _(world: World) -> None:
    source(world, "the evaluator", SourceType.MESSAGE)


@given(RECORDED)
@when(RECORDED)
def _(world: World, who: str, text: str, impact: str | None, one: str, two: str, label: str) -> None:
    linked = {
        "sources": tuple(world.known.sources[int(number) - 1] for number in (one, two)),
        "questions": (question(world, label),),
        "level": GoalLevel.IMPACT if impact else None,
    }
    record(world, who, text, **linked)


@given(words('{who:Who} records the lesson "{text}" on {what}'))
@when(words('{who:Who} records the lesson "{text}" on {what}'))
def _(world: World, who: str, text: str, what: str) -> None:
    rests_on = () if what == "nothing" else (the(world, FINDING).id,)
    record(world, who, text, LESSON, rests_on=rests_on)


@when("the evaluator records a finding that rests on lesson 1")
def _(world: World) -> None:
    record(world, "the evaluator", "Dit volgt daaruit.", rests_on=(the(world, LESSON).id,))


@when("the evaluator records a finding on a source that nobody registered")
def _(world: World) -> None:
    record(world, "the evaluator", "Dit blijkt daaruit.", sources=(uuid7(),))


@when("the evaluator records a finding for a question that nobody asked")
def _(world: World) -> None:
    record(world, "the evaluator", "Dit blijkt daaruit.", questions=(1,))


@when(words('{who:Who} revises finding {number:d} to "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    it = the(world, FINDING, number)
    linked = {"level": it.level, "questions": it.questions, "sources": it.sources, "rests_on": it.rests_on}
    revised = ReviseFinding(
        evaluation=world.known.evaluation, finding=it.id, text=text, motive="Zo is het juister.", **linked
    )
    world.attempt(who, revised)


@when(words("{who:Who} withdraws finding {number:d}"))
def _(world: World, who: str, number: int) -> None:
    it: UUID = the(world, FINDING, number).id
    world.attempt(who, WithdrawFinding(evaluation=world.known.evaluation, finding=it, motive="Het klopt niet."))


@then("finding 1 and lesson 1 have nothing weak in them")
def _(world: World) -> None:
    assert [weak(world, the(world, kind)) for kind in (FINDING, LESSON)] == [(), ()]


@then("finding 1 has nothing weak in it")
def _(world: World) -> None:
    assert weak(world, the(world, FINDING)) == ()


@then(words("what is weak in {kind} {number:d} is: {caution}"))
def _(world: World, kind: str, number: int, caution: str) -> None:
    it = the(world, FindingKind(kind), number)
    assert weak(world, it) == (Caution(caution.replace(" ", "_")),)


@then(words("finding {number:d} was worded {count:Count} times"))
def _(world: World, number: int, count: int) -> None:
    with world.review.reading() as tx:
        door, reader = world.review.door(), world.reader("the team lead")
        found = findings.history(tx, door, reader, the(world, FINDING, number).id)
    assert len(found) == count
    assert [one.motive is None for one in found] == [True, *[False] * (count - 1)]


@then(words("{who:Who} sees the findings"))
def _(world: World, who: str) -> None:
    assert sees(world, who)


@then(words("{who:Who} does not see the findings"))
def _(world: World, who: str) -> None:
    assert not sees(world, who)


def sees(world: World, who: str) -> bool:
    return sees_findings(world.reader(who), reported=DocumentKind.REPORT in world.known.drafts)
