"""Meetings: which were held, who was there, the minutes and what was agreed; and what members said about a passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
from review.commands.meetings import AgreeAction, CompleteAction, EnterSpoken, RecordMeeting, RecordMinutes
from review.domain import moments, visibility
from review.domain.acts import Reader, Words
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind, CommentKind, RoundMode
from review.projections import comments, drafts, evaluations, groups, meetings, rounds
from review.projections.damage import Rows
from review.projections.schema import Tx
from review.web import damaged, links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.discussed import comments_named, discussed_at, discussed_comments
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.offers import Offer, offer
from review.web.printing import document_name
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

RECORD = Permission.RECORD_PRESENTATION
SNIPPET = 60

blueprint = Blueprint("meetings", __name__)
links.install(blueprint)
blueprint.add_app_template_global(discussed_at)


@dataclass(frozen=True)
class Page:
    """A meeting with what this reader may do about it; ``passages`` is empty where nothing can be entered."""

    it: meetings.Meeting
    title: Words
    round: rounds.Round | None
    said: Sequence[comments.Comment]
    discussed: Sequence[comments.Comment]
    acting: Offer | None
    passages: Sequence[tuple[int, str]]

    @property
    def speakers(self) -> list[tuple[UUID, str]]:
        """Those present who were asked in the round."""
        asked = {one.seat for one in self.round.participations} if self.round else set()
        return [(one.seat, f"{plain(one.name)} ({one.organisation})") for one in self.it.present if one.seat in asked]

    @property
    def attending(self) -> list[tuple[UUID, str]]:
        return [(one.seat, f"{plain(one.name)} ({one.organisation})") for one in self.it.attended]


@blueprint.app_template_global("meetings_of")
@damaged.apart(Rows.MEETINGS)
def meetings_of(evaluation: UUID, review_round: UUID | None = None) -> list[meetings.Meeting]:
    """The meetings of an evaluation, or about one round, that who is signed in may know of."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if review_round is not None:
            return meetings.of_round(tx, review().door(), reader, review_round)
        return meetings.of_evaluation(tx, review().door(), reader, evaluation)


# -- the meetings of an evaluation


@blueprint.get("/evaluations/<uuid:evaluation>/meetings")
def list_meetings(evaluation: UUID) -> Response:
    with review().reading() as tx:
        reader = _reading(tx, evaluation)
        context = {
            "evaluation": evaluations.one(tx, review().door(), reader, evaluation),
            "meetings": meetings.of_evaluation(tx, review().door(), reader, evaluation),
            "records": offer(tx, review().door(), reader, RECORD, evaluation) is not None,
        }
    return make_response(render_template("meetings/list.html", **context))


@blueprint.get("/evaluations/<uuid:evaluation>/meetings/new")
def new_meeting(evaluation: UUID) -> Response:
    """The form to record a meeting; ``?body=`` and ``?round=`` choose the group and the round."""
    return _show_form(evaluation, Entered(request.args))


@blueprint.post("/evaluations/<uuid:evaluation>/meetings")
def record_meeting(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(RECORD, evaluation)
    try:
        command = RecordMeeting(
            evaluation=evaluation,
            body=entered.choice("body", BodyKind),
            occurred_on=entered.day("occurred_on"),
            place=entered.text("place", required=True),
            subject=entered.text("subject", required=True),
            present=tuple(UUID(seat) for seat in entered.values("present") if _is_id(seat)),
            round=entered.identifier_or_none("round"),
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _show_form(evaluation, entered.refuse(refused), 422)
    where = url_for("meetings.show_meeting", meeting=done.subject)
    return see_other(where, said=gettext("The meeting is on record."))


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _show_form(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = _reading(tx, evaluation)
        door = review().door()
        acting = offer(tx, door, reader, RECORD, evaluation)
        if acting is None:
            raise NotPermitted(act=RECORD)
        today = moments.day_of(reader.moment)
        found = groups.of_evaluation(tx, door, reader, evaluation)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "acting": acting,
            "bodies": [(str(group.body), links.capitalised(label(group.body))) for group in found],
            "groups": [(group.body, held) for group in found if (held := _held(group, today))],
            "rounds": [(str(one.id), _round_name(one)) for one in rounds.of_evaluation(tx, door, reader, evaluation)],
            "today": today.isoformat(),
            "ticked": set(entered.values("present")),
        }
    return make_response(render_template("meetings/new.html", form=entered, **context), status)


def _held(group: groups.Group, today: date) -> list[groups.Seat]:
    return [seat for seat in group.seats if seat.is_held(today)]


def _round_name(it: rounds.Round) -> str:
    document = document_name(it.kind, it.part, it.draft_version)
    name = f"{links.capitalised(label(it.body))}: {document}"
    return name if it.is_open else " ".join((name, gettext("(closed)")))


# -- one meeting


@blueprint.get("/meetings/<uuid:meeting>")
def show_meeting(meeting: UUID) -> Response:
    return _show(meeting, Entered())


def _show(meeting: UUID, entered: Entered, status: int = 200, act: str = "") -> Response:
    with review().reading() as tx:
        page = _page(tx, meeting)
    context = {"page": page, "it": page.it, "form": entered, "blank": Entered(), "act": act}
    context["kinds"] = [(str(one), links.capitalised(label(one))) for one in CommentKind]
    return make_response(render_template("meetings/meeting.html", **context), status)


def _page(tx: Tx, meeting: UUID) -> Page:
    door = review().door()
    evaluation, reader = _reader_of(tx, meeting)
    it = meetings.one(tx, door, reader, meeting)
    asked = rounds.one(tx, door, reader, it.round) if it.round else None
    acting = offer(tx, door, reader, RECORD, evaluation)
    takes = asked is not None and asked.is_open and asked.mode is not RoundMode.PSEUDONYMOUS
    known = comments.of_evaluation(tx, door, reader, evaluation)
    return Page(
        it=it,
        title=evaluations.one(tx, door, reader, evaluation).title,
        round=asked,
        said=[one for one in known if one.meeting == meeting],
        discussed=discussed_comments(tx, known, meeting),
        acting=acting,
        passages=_passages(tx, reader, asked) if asked and acting and takes else (),
    )


def _passages(tx: Tx, reader: Reader, asked: rounds.Round) -> list[tuple[int, str]]:
    """What a comment can be entered on: 0 is the document as a whole."""
    text = _text(tx, reader, asked)
    named = [(number, f"{text.name(number)}: {text.snippet(number, SNIPPET)}") for number in text.blocks]
    return [(0, gettext("the document as a whole")), *named]


def _text(tx: Tx, reader: Reader, asked: rounds.Round) -> Text:
    entries = review().versions.entries(tx, asked.evaluation, asked.draft, asked.draft_version)
    root = drafts.bare(tx, asked.evaluation, asked.draft, asked.draft_version).root
    return text_of(entries, root, passages_door(asked.evaluation, asked.draft), reader)


def _reading(tx: Tx, evaluation: UUID) -> Reader:
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return reader


def _reader_of(tx: Tx, meeting: UUID) -> tuple[UUID, Reader]:
    """The evaluation of a meeting and who reads it. Raises Unknown."""
    evaluation = meetings.evaluation_of(tx, meeting)
    return evaluation, _reading(tx, evaluation)


# -- acts


@blueprint.post("/meetings/<uuid:meeting>/minutes")
def record_minutes(meeting: UUID) -> Response:
    entered = Entered(request.form)

    def command(evaluation: UUID) -> Command:
        text = entered.text("text", required=True)
        with review().reading() as tx:
            _, reader = _reader_of(tx, meeting)
            if not offered(reader, RECORD):
                raise NotPermitted(act=RECORD)
            named = comments_named(tx, reader, evaluation, entered.text("discussed"))
        return RecordMinutes(evaluation=evaluation, meeting=meeting, text=text, discussed=named, **command_id())

    return _act(meeting, entered, "minutes", command, gettext("The minutes are on record."))


@blueprint.post("/meetings/<uuid:meeting>/actions")
def agree_action(meeting: UUID) -> Response:
    entered = Entered(request.form)

    def command(evaluation: UUID) -> Command:
        return AgreeAction(
            evaluation=evaluation,
            meeting=meeting,
            seat=entered.identifier("seat_of"),
            what=entered.text("what", required=True),
            due_on=entered.day_or_none("due_on"),
            **command_id(),
        )

    return _act(meeting, entered, "action", command, gettext("The agreement is on record."))


@blueprint.post("/meetings/<uuid:meeting>/actions/<int(max=9999):number>/completion")
def complete_action(meeting: UUID, number: int) -> Response:
    entered = Entered(request.form)

    def command(evaluation: UUID) -> Command:
        remark = entered.text("remark")
        return CompleteAction(evaluation=evaluation, meeting=meeting, number=number, remark=remark, **command_id())

    return _act(meeting, entered, f"done{number}", command, gettext("Reported as done."))


@blueprint.post("/meetings/<uuid:meeting>/comments")
def enter_spoken(meeting: UUID) -> Response:
    """What a member said about a passage, entered as that member's comment."""
    entered = Entered(request.form)

    def command(evaluation: UUID) -> Command:
        return EnterSpoken(
            evaluation=evaluation,
            meeting=meeting,
            speaker=entered.identifier("speaker"),
            block=entered.number("block") or None,
            kind=entered.choice("kind", CommentKind),
            text=entered.text("text", required=True),
            **command_id(),
        )

    return _act(meeting, entered, "spoken", command, gettext("The comment is on record as that of the member."))


def _act(meeting: UUID, entered: Entered, act: str, make: Callable[[UUID], Command], said: str) -> Response:
    with review().reading() as tx:
        evaluation, _ = _reader_of(tx, meeting)
    actor = acting_for(RECORD, evaluation)
    try:
        review().do(make(evaluation), actor)
    except Invalid as refused:
        return _show(meeting, entered.refuse(refused), 422, act=act)
    return see_other(url_for("meetings.show_meeting", meeting=meeting), said=said)
