"""Steps about interviews: what becomes of them, who knows of them, and who a respondent is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pytest_bdd import given, then, when

from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.interviews import (
    HoldInterview,
    PlanInterview,
    PseudonymiseInterview,
    RecordConsent,
    ReportBack,
    SeeIdentity,
    UseInterview,
    WithdrawInterview,
)
from review.domain.acts import Lost
from review.domain.interviews import (
    ConsentScope,
    InterviewMode,
    InterviewState,
    ReportAnswer,
    RespondentCategory,
    WithdrawalGround,
)
from review.domain.visibility import NOBODY
from review.domain.vocabulary import ErasureGround, SourceType
from review.projections import interviews, trail
from review.projections.disclosures import Unseen, Veils
from review.sight import sight_of
from tests.given import World
from tests.steps.findings import source
from tests.steps.trail import records
from tests.steps.words import words

STATES = {one.value.replace("_", " "): one for one in InterviewState}
TOLD = "Onafhankelijk onderzoek; u kunt zich terugtrekken."


def plan_interview(world: World, who: str, identity: str) -> UUID:
    planned = PlanInterview(
        evaluation=world.known.evaluation, category=RespondentCategory.DEPLOYED_STAFF, identity=identity
    )
    world.known.interviews.append(world.do(who, planned).subject)
    return world.known.interviews[-1]


def at(world: World) -> dict[str, UUID]:
    """The interview that the scenario speaks of."""
    return {"evaluation": world.known.evaluation, "interview": world.known.interviews[-1]}


def consent(world: World, told: str = TOLD, days: int = 0) -> RecordConsent:
    day = world.today() + timedelta(days=days)
    return RecordConsent(**at(world), scope=ConsentScope.PARAPHRASED, consented_on=day, told=told)


def hold(world: World) -> HoldInterview:
    return HoldInterview(**at(world), held_on=world.today(), mode=InterviewMode.VIDEO)


def make_nameless(world: World) -> PseudonymiseInterview:
    return PseudonymiseInterview(**at(world), place="Projectschijf, map R1")


def use(world: World, who: str, type: SourceType) -> None:
    source(world, who, type)
    world.attempt(who, UseInterview(**at(world), source=world.known.sources[-1]))


def seen(world: World, who: str) -> list[interviews.Interview]:
    with world.review.reading() as tx:
        return interviews.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)


@given(words('{who:Who} plans an interview with "{identity}"'))
@when(words('{who:Who} plans an interview with "{identity}"'))
def _(world: World, who: str, identity: str) -> None:
    plan_interview(world, who, identity)


@given(words("{who:Who} plans {count:Count} interviews with staff who were deployed"))
def _(world: World, who: str, count: int) -> None:
    for number in range(count):
        plan_interview(world, who, f"Uitgezonden militair {number}")


@given(words("{who:Who} records the consent"))
@when(words("{who:Who} records the consent"))
def _(world: World, who: str) -> None:
    world.attempt(who, consent(world))


@when(words("{who:Who} records the consent without saying what was told"))
def _(world: World, who: str) -> None:
    world.attempt(who, consent(world, told=" "))


@when(words("{who:Who} records a consent of tomorrow"))
def _(world: World, who: str) -> None:
    world.attempt(who, consent(world, days=1))


@when(words("{who:Who} records the conversation"))
def _(world: World, who: str) -> None:
    world.attempt(who, hold(world))


@when(words("{who:Who} takes names out of the report of it"))
def _(world: World, who: str) -> None:
    world.attempt(who, make_nameless(world))


@when(words("{who:Who} reports it back"))
def _(world: World, who: str) -> None:
    world.attempt(who, ReportBack(**at(world), answer=ReportAnswer.CORRECTED, note="Twee data verbeterd."))


@given("the interview is held and reported back")
def _(world: World) -> None:
    for command in (consent(world), hold(world), make_nameless(world)):
        world.do("the evaluator", command)
    world.do("the evaluator", ReportBack(**at(world), answer=ReportAnswer.SILENT))


@when(words("{who:Who} uses it as a source"))
def _(world: World, who: str) -> None:
    use(world, who, SourceType.INTERVIEW)


@when(words("{who:Who} uses it as a source that is a document"))
def _(world: World, who: str) -> None:
    use(world, who, SourceType.DOCUMENT)


@when(words("{who:Who} lets it go"))
def _(world: World, who: str) -> None:
    world.attempt(who, WithdrawInterview(**at(world), ground=WithdrawalGround.BY_RESPONDENT))


@given(words('{who:Who} asks who it is: "{motive}"'))
@when(words('{who:Who} asks who it is: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, SeeIdentity(**at(world), motive=motive))


@when("the officers have the identity destroyed")
def _(world: World) -> None:
    (it,) = seen(world, "the team lead")
    evaluation, motive = world.known.evaluation, "Het onderzoek is klaar."
    ground = ErasureGround.RETENTION_ENDED
    asked = RequestErasure(evaluation=evaluation, subject=it.id, keys=(it.key,), ground=ground, motive=motive)
    erasure = world.do("the data protection officer", asked).subject
    world.do("the records manager", CarryOutErasure(evaluation=evaluation, erasure=erasure))


@then(words("the interview is {state}"))
def _(world: World, state: str) -> None:
    world.require_noticed()
    assert [it.state for it in seen(world, "the team lead")] == [STATES[state]]


@then(words('{who:Who} reads that it is "{identity}"'))
def _(world: World, who: str, identity: str) -> None:
    assert [it.identity for it in seen(world, who)] == [identity]


@then(words("{who:Who} does not read who it is"))
def _(world: World, who: str) -> None:
    assert [it.identity for it in seen(world, who)] == [None]


@then(words("{who:Who} reads nothing of who it is"))
def _(world: World, who: str) -> None:
    assert [it.identity for it in seen(world, who)] == [Lost.ERASED]


@then(words("{who:Who} sees {count:Count} interview"))
@then(words("{who:Who} sees {count:Count} interviews"))
def _(world: World, who: str, count: int) -> None:
    assert len(seen(world, who)) == count


@then(words("{who:Who} does not find in the trail what it is"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        reader = world.reader(who)
        veils = Veils(tx, reader, last.log)
        shown = veils.drawn_over(last)
        assert (shown.event, shown.stream, shown.envelope.person) == (Unseen(), NOBODY, NOBODY)
        assert "interview" not in trail.rooms(tx, last.log, veils.unseen)
        assert last.position in sight_of(tx, reader, last.log, records(world)).withheld


@then(words("{who:Who} does, without who the respondent is"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        veils = Veils(tx, world.reader(who), last.log)
        assert veils.drawn_over(last) == last
        assert "interview" in trail.rooms(tx, last.log, veils.unseen)
        sight = sight_of(tx, world.reader(who), last.log, records(world))
    assert last.position not in sight.withheld
    assert seen(world, "the team lead")[0].key not in sight.keys


@then("deployed staff are too few to name")
def _(world: World) -> None:
    assert interviews.few(seen(world, "the evaluator")) == {RespondentCategory.DEPLOYED_STAFF: 4}


@then("no category is too small to name")
def _(world: World) -> None:
    assert interviews.few(seen(world, "the evaluator")) == {}
