"""What members and team do around the text, for a fixture in which everything happened: each act once."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from review.commands.absences import EndAbsence, EndRecusal, RecordAbsence, Recuse
from review.commands.access import RecordAnswer, RequestAccess
from review.commands.access_reviews import ReviewAccess
from review.commands.amendments import DropAmendment, ProposeAmendment
from review.commands.changes import ExplainChange
from review.commands.comments import RaiseComment
from review.commands.compromises import (
    CloseCompromise,
    ContainCompromise,
    InvestigateCompromise,
    ReportCompromise,
)
from review.commands.copies import ImportReviewCopy, Line
from review.commands.dispositions import DisposeComment
from review.commands.findings import RecordFinding, ReviseFinding, WithdrawFinding
from review.commands.halting import ResumeEvaluation, SuspendEvaluation, WithdrawEvaluation
from review.commands.interests import DeclareInterest, NameParties
from review.commands.interviews import ReportBack, SeeIdentity, UseInterview, WithdrawInterview
from review.commands.lateness import DecideLateComment
from review.commands.matrix import ImportMatrix
from review.commands.meetings import AgreeAction, CompleteAction, RecordMeeting, RecordMinutes
from review.commands.minority import FileMinority, WithdrawMinority
from review.commands.placements import PlaceComment
from review.commands.planning import Milestone, ReachMilestone, RevisePlan, SetPlan
from review.commands.quality import AssessQuality, FileOpinion
from review.commands.replies import ReplyToComment
from review.commands.risks import AddOption, CloseRisk, EnteredOption, RecordOccurrence, RegisterRisk
from review.commands.signals import AssessSignal, RaiseSignal
from review.commands.sources import RegisterSource
from review.commands.theory import AddElement, DrawStep, RecordTest, RemoveElement, RemoveStep, ReviseElement
from review.commands.traceability import CheckTraceability
from review.commands.tracks import (
    AcceptTrack,
    ContractTrack,
    DeliverTrack,
    DropTrack,
    PlanTrack,
    PostponeTrack,
    ReassignTrack,
    ResumeTrack,
    ReturnTrack,
    StartTrack,
)
from review.domain.access import AccessAnswer
from review.domain.access_reviews import ReviewOutcome, ReviewScope
from review.domain.anchors import Mark
from review.domain.compromises import CompromiseKind, CompromiseOutcome
from review.domain.findings import FindingKind
from review.domain.goals import GoalLevel
from review.domain.interviews import ReportAnswer, WithdrawalGround
from review.domain.matrix import MatrixFormat
from review.domain.placements import Tier
from review.domain.planning import MilestoneKind, RevisionGround
from review.domain.quality import CRITERIA_OF, Grade, QualityPhase
from review.domain.signals import SignalKind, SignalOutcome
from review.domain.theory import Verdict
from review.domain.traceability import CheckOutcome
from review.domain.tracks import TrackKind
from review.domain.vocabulary import BodyKind, CommentKind, Disposition, DocumentKind, Level, SourceType
from review.projections import placements
from tests.given import World
from tests.ready import pledged
from tests.steps import interviews as story

TOR, GROUP = DocumentKind.TERMS_OF_REFERENCE, BodyKind.REFERENCE_GROUP
LEAKED = CompromiseOutcome.EXCLUDED
LEAD, CHAIR, SECRETARY = "the team lead", "the chair of the reference group", "the secretary"
MEMBER, EXPERT = "the policy representative", "the external expert"


def interested(world: World) -> None:
    """Who is evaluated is named, and a member of it says so and stands aside for a while; round open."""
    at = _round(world)
    world.do(LEAD, NameParties(evaluation=world.known.evaluation, organisations=("BZ/DVB", "Def/EVA")))
    world.do(MEMBER, DeclareInterest(**at, has_interest=True, note="Werkte eraan mee."))
    world.do(MEMBER, Recuse(**at, motive="Te dichtbij."))
    world.do(CHAIR, EndRecusal(**at, seat=world.known.seats[MEMBER][1], motive="Het gaat om iets anders."))


def signalled(world: World) -> None:
    """Somebody says that the evaluation is steered, and the director says what was done with that."""
    evaluation = world.known.evaluation
    raised = RaiseSignal(evaluation=evaluation, kind=SignalKind.STEERING_OR_PRESSURE, text="Er werd gebeld.")
    signal = world.do(EXPERT, raised).subject
    outcome = SignalOutcome.PASSED_ON
    world.do("the director", AssessSignal(evaluation=evaluation, signal=signal, outcome=outcome, motive="Besproken."))


def compromised(world: World) -> None:
    """A version was mailed to somebody else; it is called back, looked into and closed."""
    evaluation = world.known.evaluation
    wrong, terms = CompromiseKind.WRONG_RECIPIENT, world.known.drafts[TOR]
    reported = ReportCompromise(
        evaluation=evaluation, kind=wrong, since=world.today(), text="Verkeerd adres.", draft=terms, number=1
    )
    it = {"evaluation": evaluation, "compromise": world.do(EXPERT, reported).subject}
    world.do("the director", ContainCompromise(**it, measures="Teruggehaald.", officer_told_on=world.today()))
    world.do("the classification authority", InvestigateCompromise(**it, outcome=LEAKED, findings="Niet geopend."))
    world.do("the director", CloseCompromise(**it, note="Adresboek opgeschoond."))


def access_looked_through(world: World) -> None:
    """The auditor looks through who may do what."""
    found = {"outcome": ReviewOutcome.TO_BE_MENDED, "finding": "Een account te veel.", "seen": world.clock()}
    world.do("the auditor", ReviewAccess(scope=ReviewScope.EVERYTHING, **found))


def assured(world: World) -> None:
    """The team lead signs the pledge; a version is judged, has an opinion, and is checked on traceability."""
    at = _version(world, 2)
    phase = QualityPhase.TERMS_OF_REFERENCE
    judged = tuple((one, Grade.GOOD, "") for one in CRITERIA_OF[phase])
    world.do(EXPERT, AssessQuality(**at, phase=phase, judged=judged))
    declared = {"involvement": "Las het concept.", "no_policy": True, "no_role": True}
    world.do(EXPERT, FileOpinion(**at, text="Een goed plan.", **declared))
    world.do(LEAD, CheckTraceability(**at, outcome=CheckOutcome.PASSED, motive="Alles gelezen."))
    pledged(world)


def found(world: World) -> None:
    """A finding is recorded, worded anew and withdrawn."""
    evaluation = world.known.evaluation
    first = RecordFinding(evaluation=evaluation, kind=FindingKind.FINDING, text="De training beklijfde niet.")
    it = world.do(LEAD, first).subject
    again = ReviseFinding(
        evaluation=evaluation, finding=it, text="De training beklijfde beperkt.", motive="Te stellig."
    )
    world.do(LEAD, again)
    world.do(LEAD, WithdrawFinding(evaluation=evaluation, finding=it, motive="Staat al in bevinding 2."))


def reconstructed(world: World) -> None:
    """Two elements and a step are added to the theory of change, tested, changed and taken out."""
    at = {"evaluation": world.known.evaluation}
    ends = [
        world.do(LEAD, AddElement(**at, level=level, text="Iets.")).subject
        for level in (GoalLevel.INPUT, GoalLevel.OUTPUT)
    ]
    step = world.do(LEAD, DrawStep(**at, origin=ends[0], target=ends[1], assumption="Het regent niet.")).subject
    world.do(LEAD, RecordTest(**at, step=step, verdict=Verdict.HELD_PARTLY, motive="Vaak wel."))
    revised = {"level": GoalLevel.OUTCOME, "text": "Iets anders.", "motive": "Zo is het juister."}
    world.do(LEAD, ReviseElement(**at, element=ends[1], **revised))
    world.do(LEAD, RemoveStep(**at, step=step, motive="Dubbel."))
    world.do(LEAD, RemoveElement(**at, element=ends[1], motive="Dubbel."))


def planned(world: World) -> None:
    """A plan is set, moves, and a milestone of it is reached."""
    evaluation = world.known.evaluation
    milestones = tuple(Milestone(MilestoneKind.OTHER, when, "Interviews") for when in ("2026-22", "2027"))
    world.do(LEAD, SetPlan(evaluation=evaluation, starts_on=world.today(), milestones=milestones))
    ground = RevisionGround.SECURITY
    moved = RevisePlan(evaluation=evaluation, ground=ground, motive="Te onveilig.", moves=((2, "2028-12"),))
    world.do("the director", moved)
    world.do(LEAD, ReachMilestone(evaluation=evaluation, number=1))


def researched(world: World) -> None:
    """A track goes all its ways until it is accepted; another one is dropped."""
    evaluation = world.known.evaluation
    planned = PlanTrack(evaluation=evaluation, kind=TrackKind.INTERVIEWS, title="Interviews in Nederland")
    of = {"evaluation": evaluation, "track": world.do(LEAD, planned).subject}
    world.do(LEAD, ContractTrack(**of, party="Bureau Veldzicht"))
    world.do(LEAD, StartTrack(**of))
    world.do(LEAD, PostponeTrack(**of, risk="Ziekte.", option="Wachten.", effect="Een maand later."))
    world.do(LEAD, ResumeTrack(**of, motive="Iedereen is beter."))
    world.do(LEAD, ReassignTrack(**of, motive="Een ander bureau.", party="Bureau Bosrand"))
    world.do(LEAD, DeliverTrack(**of))
    world.do(LEAD, ReturnTrack(**of, motive="Er mist een deel."))
    world.do(LEAD, DeliverTrack(**of))
    world.do(LEAD, AcceptTrack(**of))
    other = PlanTrack(evaluation=evaluation, kind=TrackKind.FIELDWORK, title="Veldwerk")
    dropped = world.do(LEAD, other).subject
    world.do("the director", DropTrack(evaluation=evaluation, track=dropped, motive="Te onveilig.", effect="Geen."))


def interviewed(world: World) -> None:
    """One is used as a source, another is let go, and the team lead learns who was heard."""
    story.plan_interview(world, LEAD, "Een oud-minister")
    for act in (story.consent, story.hold, story.make_nameless):
        world.do(LEAD, act(world))
    of = story.at(world)
    world.do(LEAD, ReportBack(**of, answer=ReportAnswer.AGREED))
    registered = RegisterSource(
        evaluation=world.known.evaluation,
        title="Respondent 1",
        type=SourceType.INTERVIEW,
        owner="BZ/IOB",
        level=Level.UNCLASSIFIED,
    )
    world.do(LEAD, UseInterview(**of, source=world.do(LEAD, registered).subject))
    world.do(LEAD, SeeIdentity(**of, motive="Een afspraak."))
    story.plan_interview(world, "the evaluator", "Een tolk")
    gone = WithdrawInterview(**story.at(world), ground=WithdrawalGround.SAFETY, motive="Te gevaarlijk.")
    world.do("the evaluator", gone)


def watched(world: World) -> None:
    """A risk comes true and is closed; a directorate refuses what was asked."""
    evaluation = world.known.evaluation
    option = EnteredOption("Uitstellen", "Een maand later.")
    registered = RegisterRisk(evaluation=evaluation, title="Reizen is onmogelijk", options=(option,))
    of = {"evaluation": evaluation, "risk": world.do(LEAD, registered).subject}
    world.do(LEAD, AddOption(**of, option=EnteredOption("Een lokaal team")))
    world.do(LEAD, RecordOccurrence(**of, option=2, motive="De weg is dicht."))
    world.do(LEAD, CloseRisk(**of, motive="Het veldwerk is klaar."))
    asked = RequestAccess(evaluation=evaluation, directorate="BZ/DVB", what="Weekberichten", asked_on=world.today())
    at = {"evaluation": evaluation, "access": world.do(LEAD, asked).subject}
    refused = RecordAnswer(**at, answer=AccessAnswer.REFUSED, answered_on=world.today(), motive="Kwijt.")
    world.do(LEAD, refused)


def halted(world: World) -> None:
    """The evaluation waits for a while, and goes on."""
    evaluation, director = world.known.evaluation, "the director"
    until = world.today() + timedelta(days=30)
    world.do(director, SuspendEvaluation(evaluation=evaluation, motive="Te onveilig.", review_on=until))
    world.do(director, ResumeEvaluation(evaluation=evaluation, motive="Het kan weer."))


def amended(world: World) -> None:
    """What was approved turns out to be too narrow; the proposal to amend it is dropped, and made again."""
    evaluation, director = world.known.evaluation, "the director"
    proposed = world.do(LEAD, ProposeAmendment(evaluation=evaluation, motive="Het mandaat is verruimd.")).subject
    world.do(director, DropAmendment(evaluation=evaluation, amendment=proposed, motive="Het is weer verkleind."))
    world.do(LEAD, ProposeAmendment(evaluation=evaluation, motive="Toch verruimd."))


def ended(world: World) -> None:
    """For good: nothing can be played after it."""
    evaluation = world.known.evaluation
    world.do("the director", WithdrawEvaluation(evaluation=evaluation, motive="Het verzoek is ingetrokken."))


def absent(world: World) -> None:
    """A member cannot be there, and is after all; round open."""
    ill = RecordAbsence(**_round(world), seat=world.known.seats[EXPERT][1], motive="Ziek.")
    absence = world.do(CHAIR, ill).subject
    world.do(CHAIR, EndAbsence(evaluation=world.known.evaluation, absence=absence))


def met(world: World) -> None:
    """The group met on its round; the minutes are there, and what was agreed is done."""
    evaluation, expert = world.known.evaluation, world.known.seats[EXPERT][1]
    held = RecordMeeting(
        **_round(world),
        body=GROUP,
        occurred_on=world.today(),
        place="Zaal 3",
        subject="De afbakening van de evaluatie.",
        present=(expert, world.known.seats[SECRETARY][1]),
    )
    meeting = world.do(LEAD, held).subject
    discussed = (world.known.comments[1],)
    said = RecordMinutes(
        evaluation=evaluation, meeting=meeting, text="De afbakening is besproken.", discussed=discussed
    )
    world.do(LEAD, said)
    world.do(LEAD, AgreeAction(evaluation=evaluation, meeting=meeting, seat=expert, what="Literatuur sturen."))
    world.do(LEAD, CompleteAction(evaluation=evaluation, meeting=meeting, number=1))


def returned(world: World) -> UUID:
    """A comment comes in by Word, is talked about, and rejected by a filled-in matrix; round open."""
    evaluation = world.known.evaluation
    copy = ImportReviewCopy(
        **_round(world),
        lines=(Line(world.known.seats[MEMBER][1], CommentKind.SCOPE, "Dit is te ruim gesteld.", "", ((6, 0, 0),)),),
        name="Opmerkingen.docx",
        fingerprint=hashlib.sha256(b"docx").hexdigest(),
    )
    world.do(SECRETARY, copy)
    comment = _latest(world)
    world.do(LEAD, ReplyToComment(evaluation=evaluation, comment=comment, text="Dat komt in de methode."))
    rejected = DisposeComment(
        evaluation=evaluation, comment=comment, disposition=Disposition.REJECTED, motive="Staat in de methode."
    )
    matrix = ImportMatrix(
        evaluation=evaluation,
        fingerprint=hashlib.sha256(b"xlsx").digest(),
        name="Reactietabel.xlsx",
        format=MatrixFormat.XLSX,
        rows=3,
        refused=1,
        acts=(rejected,),
    )
    world.do(LEAD, matrix)
    return comment


def late(world: World) -> None:
    """A comment comes after the deadline of the round, which is still open, and is not taken along."""
    world.clock.pass_days(15)
    raised = RaiseComment(**_round(world), block=8, kind=CommentKind.QUESTION, text="En de kosten?")
    comment = world.do(MEMBER, raised).subject
    decided = DecideLateComment(
        evaluation=world.known.evaluation, comment=comment, admitted=False, motive="Te laat voor deze versie."
    )
    world.do(CHAIR, decided)


def promised(world: World, comment: UUID) -> None:
    """On second thoughts it is accepted: in the next version its passage will change."""
    accepted = DisposeComment(
        evaluation=world.known.evaluation,
        comment=comment,
        disposition=Disposition.ACCEPTED,
        motive="Wordt toegelicht.",
    )
    world.do(LEAD, accepted)


def left_as_it_was(world: World, comment: UUID, number: int) -> None:
    """A version came in which the passage of an accepted comment did not change: placed anew, and rejected."""
    evaluation = world.known.evaluation
    with world.review.reading() as tx:
        now = placements.one(tx, comment, number)
    placed = PlaceComment(
        evaluation=evaluation,
        comment=comment,
        number=number,
        tier=Tier.REATTACHED,
        seen=now.tier if now else None,
        marks=(Mark(block=7),),
    )
    world.do(LEAD, placed)
    rejected = DisposeComment(
        evaluation=evaluation, comment=comment, disposition=Disposition.REJECTED, motive="De vraag is helder genoeg."
    )
    world.do(LEAD, rejected)


def explained(world: World, number: int) -> None:
    """The team says why the second passage reads otherwise."""
    reason = ExplainChange(**_version(world, number), block=2, reason="De klankbordgroep vroeg erom.")
    world.do(LEAD, reason)


def dissented(world: World, number: int) -> None:
    """A member files a minority statement and takes it back."""
    filed = FileMinority(**_version(world, number), text="De vraag blijft te smal.")
    statement = world.do(EXPERT, filed).subject
    world.do(EXPERT, WithdrawMinority(evaluation=world.known.evaluation, statement=statement))


def _round(world: World) -> dict[str, Any]:
    return {"evaluation": world.known.evaluation, "round": world.known.rounds[GROUP]}


def _version(world: World, number: int) -> dict[str, Any]:
    return {"evaluation": world.known.evaluation, "draft": world.known.drafts[TOR], "number": number}


def _latest(world: World) -> UUID:
    """The comment that was raised last."""
    with world.review.reading() as tx:
        records = list(world.review.records(tx, world.known.evaluation))
    return [it.stream for it in records if it.event.NAME == "comment.raised"][-1]
