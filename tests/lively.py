"""A world in which everything is under way: something of every kind, in every state that a page can show."""

from __future__ import annotations

from review.commands.conditions import RevokeApproval
from review.commands.dispositions import MaintainComment
from review.commands.erasures import RequestErasure
from review.commands.findings import RecordFinding
from review.commands.flags import AgreeSettlement, DoubtFlag, SettleFlag
from review.commands.interviews import ReportBack
from review.commands.meetings import AgreeAction, RecordMinutes
from review.commands.minority import FileMinority
from review.commands.people import OpenAccount
from review.commands.rounds import SubmitResponse
from review.commands.signals import RaiseSignal
from review.commands.theory import AddElement, DrawStep
from review.commands.tracks import DeliverTrack, PostponeTrack, StartTrack
from review.domain.findings import FindingKind
from review.domain.goals import GoalLevel
from review.domain.interviews import ReportAnswer
from review.domain.signals import SignalKind
from review.domain.vocabulary import (
    BodyKind,
    CommentKind,
    Disposition,
    DocumentKind,
    ErasureGround,
    Level,
    Position,
    Settlement,
    SourceType,
    Visibility,
)
from tests.authenticator import Authenticator
from tests.given import World
from tests.ready import judged
from tests.steps.approvals import approve_terms, request
from tests.steps.comments import dispose, raise_comment
from tests.steps.compromises import contain, investigate, report_compromise
from tests.steps.erasures import text_of_comment
from tests.steps.findings import source
from tests.steps.flags import consulted, raise_flag
from tests.steps.interviews import at as spoken_with
from tests.steps.interviews import consent, hold, make_nameless, plan_interview
from tests.steps.meetings import record_meeting
from tests.steps.passkeys import make
from tests.steps.people import PASSWORD
from tests.steps.planning import milestone, set_plan
from tests.steps.quality import sign
from tests.steps.risks import ask, register_risk
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.steps.sets import keep
from tests.steps.sources import register
from tests.steps.tracks import at, plan_track

TOR, REPORT = DocumentKind.TERMS_OF_REFERENCE, DocumentKind.REPORT
SB, RG = BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP


def make_lively(world: World) -> World:
    """Fills a seated evaluation; nothing in it is refused."""
    world.clock.step = 1_000
    _report_waits_for_approval(world)
    make(world, "the director", Authenticator())
    _terms_of_reference_are_discussed(world)
    keep(world, "the external expert", 4, "Nog niet klaar.", visibility=Visibility.TEAM)
    _one_goes_another_way(world)
    _flags_are_on_their_way(world)
    _answer_and_erase(world)
    _they_met(world)
    source(world, "the evaluator", SourceType.INTERVIEW)
    sign(world, "the evaluator")
    finding = RecordFinding(evaluation=world.known.evaluation, kind=FindingKind.FINDING, text="Het noorden viel af.")
    world.known.findings.append(world.do("the evaluator", finding).subject)
    _it_should_have_led_to_that(world)
    raised = RaiseSignal(
        evaluation=world.known.evaluation, kind=SignalKind.SELECTIVE_SUPPLY, text="Een dossier bleef weg."
    )
    world.do("the external expert", raised)
    _something_leaked(world)
    set_plan(world, "the team lead", milestone("Interviews gereed", "2026-22"), milestone("the report", "2026-41"))
    tracks_on_their_way(world)
    interviews_on_their_way(world)
    register_risk(world, "the team lead", "Reizen is onmogelijk", "Uitstellen", "Een lokaal team")
    ask(world, "the evaluator", "BZ/DVB", "De weekberichten")
    login = OpenAccount(person=world.person("the policy representative"), login="veld", password=PASSWORD)
    world.do("the operator", login)
    world.require_noticed()
    return world


def _something_leaked(world: World) -> None:
    """One in every state in which something can be done about it; what is frozen is not read meanwhile."""
    for many in (1, 2, 0):
        report_compromise(world, "the external expert")
        for act in (contain, investigate)[:many]:
            world.do("the director", act(world))


def _report_waits_for_approval(world: World) -> None:
    register(world, "the team lead", "Weekberichten van de ambassade", "BZ/DAF", Level.DEP_V)
    approve_terms(world)
    world.submit("the team lead", REPORT)
    for body in (SB, RG):
        open_round(world, CHAIRS[body], body, kind=REPORT)
        close_round(world, CHAIRS[body], body)
    judged(world)
    request(world, "the team lead", kind=REPORT)
    evaluation, terms = world.known.evaluation, world.known.approvals[0]
    world.do("the director", RevokeApproval(evaluation=evaluation, approval=terms, motive="Toch te smal."))


def _terms_of_reference_are_discussed(world: World) -> None:
    open_round(world, CHAIRS[SB], SB)
    raise_comment(world, "the peer reader", 2, "Valt het noorden hierbuiten?", body=SB)
    close_round(world, CHAIRS[SB], SB)
    dispose(world, "the team lead", 1, Disposition.ACCEPTED)
    blocks = list(world.known.texts[TOR])
    blocks[1] = "Deze Terms of Reference beschrijven de evaluatie van de bijdrage aan de missie in heel Tamberland."
    blocks[13] = "Het rapport is gereed in de tweede helft van het jaar, met vijftien procent onvoorziene uitloop."
    world.submit("the team lead", TOR, blocks)
    open_round(world, CHAIRS[RG], RG)
    members = ("the external expert", "the policy representative", "the evaluation representative")
    for number, kind in enumerate(CommentKind):
        wording = "Dat kan korter." if kind is CommentKind.EDITORIAL else ""
        text = f"Opmerking over {kind}."
        raise_comment(world, members[number % 3], number + 2, text, body=RG, kind=kind, proposal=wording)
    raise_comment(world, members[0], None, "Een helder stuk.", body=RG, visibility=Visibility.TEAM)
    raise_comment(world, "the director", 3, "Graag korter.", body=RG)


def _one_goes_another_way(world: World) -> None:
    statement = FileMinority(
        evaluation=world.known.evaluation, draft=world.known.drafts[TOR], number=2, text="De vraag had breder gemoeten."
    )
    world.do("the external expert", statement)


def _flags_are_on_their_way(world: World) -> None:
    register(world, "the team lead", "Een bericht zonder niveau", "Def/DGB", None)
    for block in (2, 3, 4, 6):
        raise_flag(world, "the policy representative", block, source=world.known.sources[0])
    at = [{"evaluation": world.known.evaluation, "flag": flag} for flag in world.known.flags]
    world.do("the team lead", DoubtFlag(**at[1], directorate="BZ/DAF", motive="Dit is al openbaar."))
    world.do("the team lead", DoubtFlag(**at[2], directorate="BZ/DAF", motive="Dit is al openbaar."))
    consulted(world, "the evaluator", 3, "BZ/DAF", world.today(), "Het mag blijven.")
    for flag in at[2:]:
        agreed = AgreeSettlement(**flag, settlement=Settlement.KEPT, motive="Zo is het veilig.")
        world.do("the classification authority", agreed)
    world.do("the team lead", SettleFlag(**at[3], settlement=Settlement.KEPT))


def _answer_and_erase(world: World) -> None:
    evaluation = world.known.evaluation
    dispose(world, "the team lead", 2, Disposition.REJECTED, motive="Dat blijkt niet.", evidence="Weekbericht 12.")
    dispose(world, "the team lead", 3, Disposition.REJECTED, motive="Dat hoort elders.")
    dispose(world, "the evaluator", 4, Disposition.ACCEPTED)
    author = "the policy representative"
    world.do(author, MaintainComment(evaluation=evaluation, comment=world.known.comments[2], motive="Toch niet."))
    answer = SubmitResponse(evaluation=evaluation, round=world.known.rounds[RG], position=Position.COMMENTS)
    world.do("the evaluation representative", answer)
    wrong = RequestErasure(
        evaluation=evaluation,
        subject=world.known.comments[0],
        keys=(text_of_comment(world, 1).key,),
        ground=ErasureGround.SPILL,
        motive="Dit hoort hier niet.",
    )
    world.known.erasures.append(world.do("the data protection officer", wrong).subject)


def _it_should_have_led_to_that(world: World) -> None:
    at = {"evaluation": world.known.evaluation}
    for level in (GoalLevel.INPUT, GoalLevel.IMPACT):
        added = world.do("the evaluator", AddElement(**at, level=level, text=f"Iets op niveau {level}."))
        world.known.elements.append(added.subject)
    origin, target = world.known.elements
    world.known.steps.append(world.do("the evaluator", DrawStep(**at, origin=origin, target=target)).subject)


def _they_met(world: World) -> None:
    """At the meeting something was agreed that is not done yet."""
    record_meeting(world, "the secretary", RG, "the external expert and the team lead", round=world.known.rounds[RG])
    at = {"evaluation": world.known.evaluation, "meeting": world.known.meetings[-1]}
    world.do(
        "the secretary",
        RecordMinutes(**at, text="Er is gesproken over de jaren.", discussed=(world.known.comments[1],)),
    )
    agreed = AgreeAction(**at, seat=world.known.seats["the team lead"][1], what="De cijfers nazoeken.")
    world.do("the team lead", agreed)


def tracks_on_their_way(world: World) -> None:
    """One in every state in which something can be done with it."""
    lead = "the team lead"
    plan_track(world, lead, "Literatuurstudie")
    plan_track(world, lead, "Documentanalyse")
    world.do(lead, StartTrack(**at(world)))
    plan_track(world, lead, "Interviews")
    world.do(lead, StartTrack(**at(world)))
    world.do(lead, DeliverTrack(**at(world)))
    plan_track(world, lead, "Veldwerk")
    world.do(lead, PostponeTrack(**at(world), risk="Reizen kan niet.", option="Wachten.", effect="Later."))


def interviews_on_their_way(world: World) -> None:
    """One in every state in which something can be done with it; the evaluator holds them."""
    acts = (consent, hold, make_nameless)
    for many in (0, 1, 2, 3, 3):
        plan_interview(world, "the evaluator", f"Majoor {many}")
        for act in acts[:many]:
            world.do("the evaluator", act(world))
    world.do("the evaluator", ReportBack(**spoken_with(world), answer=ReportAnswer.AGREED))
