"""Interviews: which there are, what becomes of each, and learning who a respondent is."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
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
from review.domain import moments
from review.domain.acts import Event, Reader
from review.domain.errors import Invalid, Unknown
from review.domain.interviews import (
    BEFORE,
    ConsentScope,
    InterviewMode,
    InterviewState,
    ReportAnswer,
    RespondentCategory,
    WithdrawalGround,
    may_look,
    sees_interviews,
)
from review.domain.permissions import Permission
from review.projections import evaluations, interviews, sources, tracks
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.interview_words import STEPS
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.teams import team_choices
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("interviews", __name__)
links.install(blueprint)
KEEP, LOOK = Permission.KEEP_INTERVIEWS, Permission.SEE_RESPONDENT
IDENTITY = "identity-seen"


@blueprint.app_template_global("interviews_way")
def interviews_way(evaluation: UUID) -> bool:
    """Whether the page of interviews is there for who is signed in."""
    with review().reading() as tx:
        return sees_interviews(reader_of(tx, evaluation))


@blueprint.get("/evaluations/<uuid:evaluation>/interviews")
def list_interviews(evaluation: UUID) -> Response:
    return _list(evaluation, Entered())


def _list(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        door = review().door()
        found = interviews.of_evaluation(tx, door, reader, evaluation)
        known = tracks.of_evaluation(tx, door, reader, evaluation)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "interviews": found,
            "few": interviews.few(found),
            "keeping": offer(tx, door, reader, KEEP, evaluation),
            "team": team_choices(tx, reader, evaluation),
            "tracks": [(str(one.id), plain(one.title)) for one in known if not one.is_done],
        }
    page = render_template("interviews/list.html", form=entered, categories=_choices(RespondentCategory), **context)
    return make_response(page, status)


def _reader(tx: Tx, evaluation: UUID) -> Reader:
    """Raises Unknown: to whom interviews are none of their business there are none."""
    reader = reader_knowing(tx, evaluation)
    if not sees_interviews(reader):
        raise Unknown(what="evaluation")
    return reader


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, capitalised(label(one))) for one in kind]


@blueprint.post("/evaluations/<uuid:evaluation>/interviews")
def plan_interview(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(KEEP, evaluation)
    try:
        command = PlanInterview(
            evaluation=evaluation,
            category=entered.choice("category", RespondentCategory),
            identity=entered.text("identity"),
            interviewer=entered.identifier_or_none("interviewer"),
            track=entered.identifier_or_none("track"),
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _list(evaluation, entered.refuse(refused), 422)
    said = gettext("The interview is planned. From here on the respondent is a number.")
    return see_other(url_for("interviews.show_interview", interview=done.subject), said=said)


# -- one interview


@blueprint.get("/interviews/<uuid:interview>")
def show_interview(interview: UUID) -> Response:
    return _show(interview, "", Entered())


def _show(interview: UUID, which: str, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = _reader(tx, interviews.evaluation_of(tx, interview))
        door = review().door()
        it = interviews.one(tx, door, reader, interview)
        registered = sources.register(tx, door, reader, it.evaluation)
        spoken = sources.interviews_in_use(tx, it.evaluation)
        known = tracks.of_evaluation(tx, door, reader, it.evaluation) if it.track else []
        context = {
            "evaluation": evaluations.one(tx, door, reader, it.evaluation),
            "steps": interviews.steps_of(tx, door, reader, interview),
            "acts": _acts(tx, reader, it),
            "track": next((one for one in known if one.id == it.track), None),
            "source": next((one for one in registered if one.id == it.source), None),
            "sources": [(str(one.id), plain(one.title)) for one in registered if one.id in spoken],
            "officer": bool(offered(reader, Permission.DECIDE_ERASURE)) and it.state is not InterviewState.KEY_SHREDDED,
            "today": moments.day_of(reader.moment),
        }
    forms = {name: entered if name == which else Entered() for name in (*BY_WORD, IDENTITY)}
    lists = {
        "scopes": _choices(ConsentScope),
        "modes": _choices(InterviewMode),
        "answers": _choices(ReportAnswer),
        "grounds": _choices(WithdrawalGround),
    }
    page = render_template(
        "interviews/interview.html", it=it, which=which, forms=forms, step_words=STEPS, **context, **lists
    )
    return make_response(page, status)


BY_WORD: dict[str, type[Event]] = {act.NAME.partition(".")[2]: act for act in BEFORE}


def _acts(tx: Tx, reader: Reader, it: interviews.Interview) -> dict[str, Offer]:
    """What this reader may do with the interview as it stands."""
    found = {}
    door = review().door()
    keeping = offer(tx, door, reader, KEEP, it.evaluation)
    for word, act in BY_WORD.items():
        if keeping is not None and it.state in BEFORE[act]:
            found[word] = keeping
    own = it.person == reader.person
    if it.identity is None and it.state is not InterviewState.KEY_SHREDDED:
        looking = offer(tx, door, reader, LOOK, it.evaluation)
        if looking is not None and any(may_look(acting, own=own) for acting in offered(reader, LOOK)):
            found[IDENTITY] = looking
    return found


def _act(interview: UUID, which: str, make: Callable[[UUID, Entered], Command], said: str) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation = interviews.evaluation_of(tx, interview)
        _reader(tx, evaluation)
    actor = acting_for(LOOK if which == IDENTITY else KEEP, evaluation)
    try:
        review().do(make(evaluation, entered), actor)
    except Invalid as refused:
        return _show(interview, which, entered.refuse(refused), 422)
    return see_other(url_for("interviews.show_interview", interview=interview), said=said)


@blueprint.post("/interviews/<uuid:interview>/consent")
def record_consent(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return RecordConsent(
            evaluation=evaluation,
            interview=interview,
            scope=entered.choice("scope", ConsentScope),
            consented_on=entered.day("consented_on"),
            told=entered.text("told"),
            **command_id(),
        )

    return _act(interview, "consented", make, gettext("The consent is on record."))


@blueprint.post("/interviews/<uuid:interview>/conversation")
def hold_interview(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        day, mode = entered.day("held_on"), entered.choice("mode", InterviewMode)
        return HoldInterview(evaluation=evaluation, interview=interview, held_on=day, mode=mode, **command_id())

    return _act(interview, "held", make, gettext("The conversation is on record. Take names out of the report of it."))


@blueprint.post("/interviews/<uuid:interview>/pseudonym")
def pseudonymise_interview(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        place = entered.text("place")
        return PseudonymiseInterview(evaluation=evaluation, interview=interview, place=place, **command_id())

    return _act(interview, "pseudonymised", make, gettext("The report of the conversation points at nobody."))


@blueprint.post("/interviews/<uuid:interview>/report")
def report_back(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        answered, note = entered.choice("answer", ReportAnswer), entered.text("note")
        return ReportBack(evaluation=evaluation, interview=interview, answer=answered, note=note, **command_id())

    return _act(interview, "reported-back", make, gettext("What the respondent said of the report is on record."))


@blueprint.post("/interviews/<uuid:interview>/use")
def use_interview(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        source = entered.identifier("source")
        return UseInterview(evaluation=evaluation, interview=interview, source=source, **command_id())

    return _act(interview, "used", make, gettext("Findings can rest on this interview."))


@blueprint.post("/interviews/<uuid:interview>/withdrawal")
def withdraw_interview(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        ground, motive = entered.choice("ground", WithdrawalGround), entered.text("motive")
        return WithdrawInterview(
            evaluation=evaluation, interview=interview, ground=ground, motive=motive, **command_id()
        )

    return _act(interview, "withdrawn", make, gettext("The interview is let go. Nothing of it is used."))


@blueprint.post("/interviews/<uuid:interview>/identity")
def see_identity(interview: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return SeeIdentity(evaluation=evaluation, interview=interview, motive=entered.text("motive"), **command_id())

    return _act(interview, IDENTITY, make, gettext("You read who it is from now on; that you do is on record."))
