"""Steps about quality: judging it, independent opinions, ethics pledges and checks on traceability."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.approvals import GrantWaiver
from review.commands.pledges import SignPledge
from review.commands.quality import AssessQuality, FileOpinion
from review.commands.traceability import CheckTraceability
from review.domain.gates import ClauseName, Outcome, clauses
from review.domain.quality import CRITERIA_OF, Grade, QualityPhase
from review.domain.traceability import CheckOutcome
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind, EvaluationType
from review.projections import drafts, quality
from review.projections.standing import standing
from tests.given import World
from tests.ready import pledged
from tests.steps.words import words

REPORT = DocumentKind.REPORT


def latest(world: World, kind: DocumentKind) -> int:
    with world.review.reading() as tx:
        return drafts.bare(tx, world.known.evaluation, world.known.drafts[kind]).number


def about(world: World, kind: DocumentKind) -> dict[str, object]:
    evaluation, draft = world.known.evaluation, world.known.drafts[kind]
    return {"evaluation": evaluation, "draft": draft, "number": latest(world, kind)}


def judge(world: World, who: str, kind: DocumentKind, grade: str, phase: str, motive: str) -> None:
    phase_ = QualityPhase(phase.replace(" ", "_"))
    judged = tuple((one, Grade(grade), motive) for one in CRITERIA_OF[phase_])
    world.attempt(who, AssessQuality(**about(world, kind), phase=phase_, judged=judged))


def sign(world: World, who: str) -> None:
    world.attempt(who, SignPledge(evaluation=world.known.evaluation))


@when(words("{who:Who} judges {kind:Document} {grade} in the phase {phase} without motives"))
def _(world: World, who: str, kind: DocumentKind, grade: str, phase: str) -> None:
    judge(world, who, kind, grade, phase, "")


@when(words("{who:Who} judges {kind:Document} {grade} in the phase {phase}"))
def _(world: World, who: str, kind: DocumentKind, grade: str, phase: str) -> None:
    judge(world, who, kind, grade, phase, "Dat kan beter.")


@then("two judgements are kept")
def _(world: World) -> None:
    with world.review.reading() as tx:
        reader = world.reader("the team lead")
        found = quality.of_evaluation(tx, world.review.door(), reader, world.known.evaluation)
    assert [(one.phase, {it.grade for it in one.judged.values()}) for one in found] == [
        (QualityPhase.DRAFT, {Grade.INADEQUATE}),
        (QualityPhase.FINAL, {Grade.GOOD}),
    ]


@when(words("{who:Who} files an opinion on the report without declaring independence"))
def _(world: World, who: str) -> None:
    opine(world, who, independent=False)


@when(words("{who:Who} files an opinion on the report"))
def _(world: World, who: str) -> None:
    opine(world, who, independent=True)


def opine(world: World, who: str, *, independent: bool) -> None:
    opinion = FileOpinion(
        **about(world, REPORT),
        text="De conclusies volgen uit het onderzoek.",
        involvement="Las twee concepten.",
        no_policy=True,
        no_role=independent,
    )
    world.attempt(who, opinion)


@given("a periodic report is under way")
def _(world: World) -> None:
    world.open_evaluation("Periodieke rapportage", type=EvaluationType.PERIODIC_REPORT)
    world.seat("Tom Torenaar", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB")
    world.seat("Nora Noord", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT, "UvT")
    world.submit("the team lead", REPORT)


@then(words("the gate of the report says that {clause:Clause} is {outcome:Outcome}"))
def _(world: World, clause: ClauseName, outcome: Outcome) -> None:
    with world.review.reading() as tx:
        found = clauses(standing(tx, world.known.evaluation, world.known.drafts[REPORT]))
    assert [one.outcome for one in found if one.name is clause] == [outcome]


@given("the team has signed the ethics pledge")
def _(world: World) -> None:
    pledged(world)


@when(words("{who:Who} signs the ethics pledge"))
def _(world: World, who: str) -> None:
    sign(world, who)


@when(words("{who:Who} checks the report for traceability: {outcome}"))
def _(world: World, who: str, outcome: str) -> None:
    checked = CheckTraceability(**about(world, REPORT), outcome=CheckOutcome(outcome), motive="Alle citaten gelezen.")
    world.attempt(who, checked)


@when("the director waives quality judged of the report")
def _(world: World) -> None:
    waiver = GrantWaiver(**about(world, REPORT), clause=ClauseName.QUALITY_JUDGED, motive="Er is haast bij.")
    world.do("the director", waiver)


@given("an evaluation with a team alone")
def _(world: World) -> None:
    world.open_evaluation("Een kleine evaluatie")
    world.seat("Tom Torenaar", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB")
    world.submit("the team lead", REPORT)
