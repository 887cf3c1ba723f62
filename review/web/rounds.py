"""Review rounds: opening one on a version, who was asked and who answered, and moving or ending it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.rounds import MODES, CloseRound, ExtendRound, OpenRound, ReopenRound, SubmitResponse
from review.domain import moments, visibility
from review.domain.acts import Acting, Reader
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission, cell
from review.domain.vocabulary import INDEPENDENT, REVIEWING_BODIES, BodyKind, Capacity, Position, RoundMode
from review.projections import comments, drafts, evaluations, groups, people, rounds, unmaskings
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, instructors, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.members import Member, members
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft
from review.web.words import plain

blueprint = Blueprint("rounds", __name__)
links.install(blueprint)


@dataclass(frozen=True)
class Conducting:
    """The capacities in which this reader may conduct the rounds of a group, and who may instruct a secretary."""

    seats: Sequence[Acting]
    instructors: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class RoundPage:
    evaluation: evaluations.Evaluation
    it: rounds.Round
    version: drafts.Version
    members: Sequence[Member]
    conducting: Conducting
    comments: int
    now: int
    mine: rounds.Participation | None
    unmaskings: Sequence[unmaskings.Unmasking]
    may_unmask: bool
    may_import: bool

    @property
    def hides(self) -> bool:
        """Whether members speak under a pseudonym that this reader cannot look behind."""
        return any(one.answer.pseudonym and not one.seat for one in self.members)

    @property
    def silent(self) -> list[Member]:
        return [one for one in self.members if one.answer.responded_at is None]

    @property
    def is_late(self) -> bool:
        return self.it.is_open and self.it.closes_at < self.now


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
            "conducting": _conducting(tx, reader, evaluation, [group for _, group in bodies]),
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


def _conducting(tx: Tx, reader: Reader, evaluation: UUID, of: Sequence[UUID]) -> Conducting:
    found = {one.seat: one for group in of for one in offered(reader, Permission.CONDUCT_ROUND, body_group=group)}
    if not any(cell(Permission.CONDUCT_ROUND, one.capacity) == "3" for one in found.values()):
        return Conducting(list(found.values()), ())
    who = {person for group in of for person in instructors(tx, evaluation, group, reader.moment)}
    names = people.Names(tx, review().door(), reader, who)
    return Conducting(list(found.values()), [(person, plain(names[person])) for person in sorted(who)])


# -- one round


@blueprint.get("/rounds/<uuid:review_round>")
def show_round(review_round: UUID) -> Response:
    """Who was asked, who opened the version, who answered; and the acts of whoever conducts it."""
    return _show_round(review_round, Entered())


def _show_round(review_round: UUID, entered: Entered, status: int = 200, act: str = "") -> Response:
    with review().reading() as tx:
        page = _page(tx, review_round)
    context = {"page": page, "it": page.it, "form": entered, "act": act, "forms": {act: entered}, "blank": Entered()}
    return make_response(render_template("rounds/round.html", **context), status)


def show_refused(review_round: UUID, entered: Entered, refused: Invalid, act: str) -> Response:
    """The page of the round with the form of this act open, as it was filled in, and what is wrong at its field."""
    return _show_round(review_round, entered.refuse(refused), 422, act=act)


def _page(tx: Tx, review_round: UUID) -> RoundPage:
    door = review().door()
    evaluation, reader = _reader_of(tx, review_round)
    it = rounds.one(tx, door, reader, review_round)
    version = drafts.version(tx, door, reader, it.draft, it.draft_version)
    said = [one for one in comments.of_version(tx, door, reader, it.draft, it.draft_version) if one.round == it.id]
    return RoundPage(
        evaluation=evaluations.one(tx, door, reader, evaluation),
        it=it,
        version=version,
        members=members(tx, reader, it, version.root, said),
        conducting=_conducting(tx, reader, evaluation, [it.group]),
        comments=len(said),
        now=reader.moment,
        mine=it.participation(reader.seats),
        unmaskings=unmaskings.of_round(tx, door, reader, it.id),
        may_unmask=it.mode is RoundMode.PSEUDONYMOUS
        and bool(offered(reader, Permission.UNMASK))
        and not unmaskings.has_unmasked(tx, it.id, reader.person),
        may_import=it.is_open and it.mode is not RoundMode.PSEUDONYMOUS and _may_import(reader, it),
    )


def _may_import(reader: Reader, it: rounds.Round) -> bool:
    """Whether this reader may bring a copy with comments: of the own seat, or for members."""
    asked = {one.seat for one in it.participations}
    found = offered(reader, Permission.IMPORT_COPY)
    return any(one.seat in asked or cell(Permission.IMPORT_COPY, one.capacity) == "+" for one in found)


def _reader_of(tx: Tx, review_round: UUID) -> tuple[UUID, Reader]:
    """The evaluation of a round and who reads it. Raises Unknown."""
    nobody = Reader(person=review().installation.id, moment=0)
    evaluation = rounds.one(tx, review().door(), nobody, review_round).evaluation
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return evaluation, reader


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
        _, reader = _reader_of(tx, command.round)
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
        _, reader = _reader_of(tx, review_round)
        it = rounds.one(tx, review().door(), reader, review_round)
    where = url_for("drafts.show_version", draft=it.draft, number=it.draft_version)
    return see_other(where, said=gettext("Your response is on record. Thank you."))


def _evaluation(review_round: UUID) -> UUID:
    with review().reading() as tx:
        return _reader_of(tx, review_round)[0]
