"""Review rounds: opening one on a version, who was asked and who answered, and moving or ending it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.rounds import MODES, CloseRound, ExtendRound, OpenRound, ReopenRound, SubmitResponse
from review.domain import moments, visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.domain.vocabulary import INDEPENDENT, REVIEWING_BODIES, BodyKind, Capacity, Position, RoundMode
from review.projections import comments, drafts, evaluations, groups, rounds
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.round_pages import conducting, reader_of, show_page, show_refused
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft
from review.web.words import plain

blueprint = Blueprint("rounds", __name__)
links.install(blueprint)


# -- opening


@blueprint.get(f"{VERSION}/rounds/new")
def new_round(draft: UUID, number: int) -> Response:
    return _show_form(draft, number, Entered(request.args))


@blueprint.post(f"{VERSION}/rounds")
def open_round(draft: UUID, number: int) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    try:
        body = entered.choice("body", BodyKind)
        command = OpenRound(
            evaluation=evaluation,
            draft=draft,
            number=number,
            body=body,
            mode=entered.choice("mode", RoundMode),
            question=entered.text("question"),
            closes_at=moments.end_of(entered.day("closes_on")),
            **command_id(),
        )
        with review().reading() as tx:
            group = groups.group_of(tx, evaluation, body)
        done = review().do(command, acting_for(Permission.CONDUCT_ROUND, evaluation, group=group))
    except Invalid as refused:
        return _show_form(draft, number, entered.refuse(refused), 422)
    return see_other(url_for("rounds.show_round", review_round=done.subject), said=gettext("The round is open."))


def _show_form(draft: UUID, number: int, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        door = review().door()
        version = drafts.version(tx, door, reader, draft, number)
        today = moments.day_of(reader.moment)
        found = groups.of_evaluation(tx, door, reader, evaluation)
        asked = {group.body: [seat for seat in group.seats if seat.is_held(today)] for group in found}
        bodies = [
            (group.body, group.id)
            for group in found
            if group.body in REVIEWING_BODIES and offered(reader, Permission.CONDUCT_ROUND, body_group=group.id)
        ]
        if not bodies:
            raise NotPermitted(act=Permission.CONDUCT_ROUND)
        context = {
            "version": version,
            "title": evaluations.one(tx, door, reader, evaluation).title,
            "bodies": [(body, _members(asked[body])) for body, _ in bodies],
            "independent": _independent(asked, bodies),
            "modes": MODES,
            "left": _left(tx, reader, evaluation, draft),
            "conducting": conducting(tx, reader, evaluation, [group for _, group in bodies]),
            "earliest": today.isoformat(),
        }
    return make_response(render_template("rounds/new.html", form=entered, **context), status)


def _left(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID) -> int:
    """The comments that wait for the team, as far as whoever opens the round may know of them."""
    found = comments.of_evaluation(tx, review().door(), reader, evaluation)
    return sum(one.draft == draft and one.is_open and visibility.addresses_team(one.visibility) for one in found)


def _members(seats: Sequence[groups.Seat]) -> str:
    return ", ".join(plain(seat.name) for seat in seats if seat.capacity is not Capacity.SECRETARY)


def _independent(asked: dict[BodyKind, list[groups.Seat]], bodies: list[tuple[BodyKind, UUID]]) -> int | None:
    """How many independent members a round of the reference group would ask; None where that is not at issue (G6)."""
    if BodyKind.REFERENCE_GROUP not in dict(bodies):
        return None
    return sum(seat.capacity in INDEPENDENT for seat in asked[BodyKind.REFERENCE_GROUP])


# -- one round


@blueprint.get("/rounds/<uuid:review_round>")
def show_round(review_round: UUID) -> Response:
    """Who was asked, who opened the version, who answered; and the acts of whoever conducts it."""
    return show_page(review_round, Entered())


# -- acts


@blueprint.post("/rounds/<uuid:review_round>/extension")
def extend_round(review_round: UUID) -> Response:
    entered = Entered(request.form)
    try:
        command = ExtendRound(
            evaluation=_evaluation(review_round),
            round=review_round,
            closes_at=moments.end_of(entered.day("closes_on")),
            motive=entered.text("motive"),
            **command_id(),
        )
        return _conduct(command, gettext("The deadline has moved."))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "extend")


@blueprint.post("/rounds/<uuid:review_round>/closure")
def close_round(review_round: UUID) -> Response:
    entered = Entered(request.form)
    try:
        command = CloseRound(
            evaluation=_evaluation(review_round),
            round=review_round,
            ground=None,
            motive=entered.text("motive"),
            **command_id(),
        )
        return _conduct(command, gettext("The round is closed."))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "close")


@blueprint.post("/rounds/<uuid:review_round>/reopening")
def reopen_round(review_round: UUID) -> Response:
    entered = Entered(request.form)
    try:
        command = ReopenRound(
            evaluation=_evaluation(review_round),
            round=review_round,
            closes_at=moments.end_of(entered.day("closes_on")),
            motive=entered.text("motive"),
            **command_id(),
        )
        return _conduct(command, gettext("The round is open again."))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "reopen")


def _conduct(command: ExtendRound | CloseRound | ReopenRound, said: str) -> Response:
    with review().reading() as tx:
        _, reader = reader_of(tx, command.round)
        group = rounds.one(tx, review().door(), reader, command.round).group
    review().do(command, acting_for(Permission.CONDUCT_ROUND, command.evaluation, group=group))
    return see_other(url_for("rounds.show_round", review_round=command.round), said=said)


@blueprint.post("/rounds/<uuid:review_round>/responses")
def submit_response(review_round: UUID) -> Response:
    """A member is ready with the round, or has no comments: an act of its own."""
    entered = Entered(request.form)
    evaluation = _evaluation(review_round)
    try:
        command = SubmitResponse(
            evaluation=evaluation,
            round=review_round,
            position=entered.choice("position", Position),
            remark=entered.text("remark"),
            **command_id(),
        )
        review().do(command, acting_for(Permission.COMMENT, evaluation))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "respond")
    with review().reading() as tx:
        _, reader = reader_of(tx, review_round)
        it = rounds.one(tx, review().door(), reader, review_round)
    where = url_for("drafts.show_version", draft=it.draft, number=it.draft_version)
    return see_other(where, said=gettext("Your response is on record. Thank you."))


def _evaluation(review_round: UUID) -> UUID:
    with review().reading() as tx:
        return reader_of(tx, review_round)[0]
