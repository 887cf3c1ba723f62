"""Who takes no part in a round and why: standing aside, and absence that was announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.application import Command
from review.commands.absences import EndAbsence, EndRecusal, RecordAbsence, Recuse, RecuseMember
from review.domain import visibility
from review.domain.acts import Acting, Reader
from review.domain.attendance import Attendance
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.projections import absences, drafts, rounds
from review.projections.schema import Tx
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.round_pages import show_refused
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("attendances", __name__)


@dataclass(frozen=True)
class TakingPart:
    """What every member whom this reader may know did with a round, and who takes no part in it."""

    by_seat: Mapping[UUID, Attendance]
    apart: Sequence[absences.Apart]
    own: Sequence[Acting]  #: the seats in which this reader was asked and can stand aside
    conducts: bool


@blueprint.app_template_global()
def taking_part(it: rounds.Round) -> TakingPart:
    """For the page of a round; a member who speaks under a pseudonym is left out."""
    with review().reading() as tx:
        reader = reader_knowing(tx, it.evaluation)
        visibility.require_reading(reader)
        root = _root(tx, it)
        took = absences.took_part(tx, it.id, review().opened_by(it.evaluation, root))
        apart = absences.apart(tx, review().door(), reader, it.id)
        aside = {one.seat for one in apart if one.absence is None}
        asked = {one.seat for one in it.participations} - aside
        return TakingPart(
            absences.known_of(took, it, reader),
            apart,
            [one for one in offered(reader, Permission.COMMENT) if one.seat in asked] if it.is_open else [],
            bool(offered(reader, Permission.CONDUCT_ROUND, body_group=it.group)),
        )


def _root(tx: Tx, it: rounds.Round) -> str:
    return drafts.bare(tx, it.evaluation, it.draft, it.draft_version).root.hex()


def _reader_of(tx: Tx, review_round: UUID) -> tuple[rounds.Round, Reader]:
    """A round and who reads it. Raises Unknown."""
    nobody = Reader(person=review().installation.id, moment=0)
    it = rounds.one(tx, review().door(), nobody, review_round)
    reader = reader_knowing(tx, it.evaluation)
    visibility.require_reading(reader)
    return it, reader


@blueprint.post("/rounds/<uuid:review_round>/recusal")
def recuse(review_round: UUID) -> Response:
    """A member stands aside."""
    it, entered = _asked(review_round)
    command = Recuse(evaluation=it.evaluation, round=it.id, motive=entered.text("motive"), **command_id())
    try:
        review().do(command, acting_for(Permission.COMMENT, it.evaluation))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "aside")
    return _back(it, gettext("It is on record that you stand aside in this round."))


@blueprint.post("/rounds/<uuid:review_round>/recusals")
def recuse_member(review_round: UUID) -> Response:
    it, entered = _asked(review_round)
    try:
        command = RecuseMember(
            evaluation=it.evaluation,
            round=it.id,
            seat=entered.identifier("member"),
            motive=entered.text("motive"),
            **command_id(),
        )
        return _conduct(it, command, gettext("It is on record that this member stands aside."))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "recuse")


@blueprint.post("/rounds/<uuid:review_round>/recusals/<uuid:seat>/end")
def end_recusal(review_round: UUID, seat: UUID) -> Response:
    it, entered = _asked(review_round)
    motive = entered.text("motive")
    command = EndRecusal(evaluation=it.evaluation, round=it.id, seat=seat, motive=motive, **command_id())
    return _conduct(it, command, gettext("This member takes part again."))


@blueprint.post("/rounds/<uuid:review_round>/absences")
def record_absence(review_round: UUID) -> Response:
    """For this round, or where days are given for every round whose deadline lies in that period."""
    it, entered = _asked(review_round)
    try:
        starts_on, ends_on = entered.day_or_none("starts_on"), entered.day_or_none("ends_on")
        command = RecordAbsence(
            evaluation=it.evaluation,
            seat=entered.identifier("member"),
            round=None if starts_on or ends_on else it.id,
            starts_on=starts_on,
            ends_on=ends_on,
            substitute=entered.identifier_or_none("substitute"),
            motive=entered.text("motive"),
            **command_id(),
        )
        return _conduct(it, command, gettext("The absence is on record."))
    except Invalid as refused:
        return show_refused(review_round, entered, refused, "absent")


@blueprint.post("/rounds/<uuid:review_round>/absences/<uuid:absence>/end")
def end_absence(review_round: UUID, absence: UUID) -> Response:
    it, _ = _asked(review_round)
    command = EndAbsence(evaluation=it.evaluation, absence=absence, **command_id())
    return _conduct(it, command, gettext("This member takes part again."))


def _asked(review_round: UUID) -> tuple[rounds.Round, Entered]:
    with review().reading() as tx:
        it, _ = _reader_of(tx, review_round)
    return it, Entered(request.form)


def _conduct(it: rounds.Round, command: Command, said: str) -> Response:
    review().do(command, acting_for(Permission.CONDUCT_ROUND, it.evaluation, group=it.group))
    return _back(it, said)


def _back(it: rounds.Round, said: str) -> Response:
    return see_other(url_for("rounds.show_round", review_round=it.id), said=said)
