"""Groups: who sits where around an evaluation, in which capacity and until when, and who acts for the chair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.groups import AppointActing, EndActing, EndSeat, GiveSeat
from review.domain import moments
from review.domain.acts import Actor, Reader, Words
from review.domain.errors import Invalid, NoSuchChoice, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import CAPACITIES_OF, BodyKind, Capacity
from review.projections import evaluations, groups, people
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import answer, redirect_or
from review.web.labels import label
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

LONGEST = 200
"""So many characters of a code or a date are looked at; nobody types more."""
blueprint = Blueprint("groups", __name__)
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SeatRow:
    seat: groups.Seat
    acts_for_chair: bool
    chair: UUID | None  #: the chair this deputy can act for


@dataclass(frozen=True, slots=True)
class GroupPanel:
    """A group with who sits in it now, who sat in it, and what this reader may do there."""

    group: groups.Group
    held: tuple[SeatRow, ...]
    coming: tuple[groups.Seat, ...]
    ended: tuple[groups.Seat, ...]
    seating: Offer | None
    appointing: Offer | None


@dataclass(frozen=True, slots=True)
class Page:
    id: UUID
    title: Words
    today: date
    groups: tuple[GroupPanel, ...]
    seating: Offer | None
    places: tuple[tuple[str, Choices], ...]  #: capacities by group, where this reader may seat people
    people: Choices


@blueprint.get("/evaluations/<uuid:evaluation>/groups")
def show_groups(evaluation: UUID) -> Response:
    return _answer(evaluation, Entered())


@blueprint.post("/evaluations/<uuid:evaluation>/seats")
def give_seat(evaluation: UUID) -> Response:
    form = Entered(request.form)
    try:
        body, capacity = _place(form)
        actor = acting_for(Permission.GIVE_SEAT, evaluation, group=_group(evaluation, body))
        person = form.identifier("person")
        command = GiveSeat(
            evaluation=evaluation,
            body=body,
            person=person,
            capacity=capacity,
            organisation=form.text("organisation") or _organisation(person),
            expertise=form.text("expertise"),
            overlap=form.text("overlap"),
            starts_on=form.day_or_none("starts_on"),
            ends_on=form.day_or_none("ends_on"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422)
    return _done(evaluation, gettext("The seat has been given."))


@blueprint.post("/evaluations/<uuid:evaluation>/seats/<uuid:seat>/ending")
def end_seat(evaluation: UUID, seat: UUID) -> Response:
    form = Entered(request.form)
    try:
        command = EndSeat(
            evaluation=evaluation,
            seat=seat,
            ended_on=form.day_or_none("ended_on"),
            motive=form.text("motive"),
            **command_id(),
        )
        review().do(command, _actor(Permission.GIVE_SEAT, evaluation, seat))
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422, at=("end", seat))
    return _done(evaluation, gettext("The seat has ended."))


@blueprint.post("/evaluations/<uuid:evaluation>/seats/<uuid:seat>/acting")
def appoint_acting(evaluation: UUID, seat: UUID) -> Response:
    form = Entered(request.form)
    try:
        until = form.day_or_none("ends_on")
        command = AppointActing(
            evaluation=evaluation,
            seat=seat,
            chair=form.identifier("chair"),
            starts_at=None,
            ends_at=moments.end_of(until) if until else None,
            motive=form.text("motive", required=True),
            **command_id(),
        )
        review().do(command, _actor(Permission.APPOINT_ACTING, evaluation, seat))
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422, at=("act", seat))
    return _done(evaluation, gettext("The deputy acts for the chair from now on."))


@blueprint.post("/evaluations/<uuid:evaluation>/seats/<uuid:seat>/acting/ending")
def end_acting(evaluation: UUID, seat: UUID) -> Response:
    review().do(
        EndActing(evaluation=evaluation, seat=seat, **command_id()), _actor(Permission.APPOINT_ACTING, evaluation, seat)
    )
    return _done(evaluation, gettext("The chair leads the group again."))


# -- what came in


def _place(form: Entered) -> tuple[BodyKind, Capacity]:
    """A choice such as ``reference_group:chair``."""
    body, _colon, capacity = form.text("capacity", required=True)[:LONGEST].partition(":")
    try:
        return BodyKind(body), Capacity(capacity)
    except ValueError:
        raise NoSuchChoice(field="capacity") from None


def _group(evaluation: UUID, body: BodyKind) -> UUID | None:
    with review().reading() as tx:
        return groups.group_of(tx, evaluation, body)


def _organisation(person: UUID) -> str:
    """Where no organisation is given, a person speaks for the own one."""
    with review().reading() as tx:
        found = people.listed(tx, review().door(), Reader(person=person, moment=review().clock()), [person])
    return found[0].organisation if found else ""


def _actor(permission: Permission, evaluation: UUID, seat: UUID) -> Actor:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        found = groups.of_evaluation(tx, review().door(), reader, evaluation)
    group = next((one.group for panel in found for one in panel.seats if one.id == seat), None)
    if group is None:
        raise Unknown(what="seat")
    return acting_for(permission, evaluation, group=group)


# -- what goes out


def _answer(
    evaluation: UUID, form: Entered, status: int = 200, at: tuple[str, UUID | None] = ("seat", None)
) -> Response:
    """``at``: which of the forms ``form`` was, and of which seat; the others are as they come."""
    context: dict[str, Any] = {"page": _page(evaluation), "form": form, "at": at, "blank": Entered()}
    return answer("groups/groups.html", "groups/_groups.html", status, **context)


def _done(evaluation: UUID, said: str) -> Response:
    where = url_for("groups.show_groups", evaluation=evaluation)
    context: dict[str, Any] = {"page": _page(evaluation), "form": Entered(), "at": ("", None), "blank": Entered()}
    return redirect_or(where, "groups/_groups.html", said=said, **context)


def _page(evaluation: UUID) -> Page:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        door = review().door()
        it = evaluations.one(tx, door, reader, evaluation)
        found = groups.of_evaluation(tx, door, reader, evaluation)
        panels = tuple(_panel(tx, reader, evaluation, group) for group in found)
        seating = offer(tx, door, reader, Permission.GIVE_SEAT, evaluation)
        known = people.listed(tx, door, reader) if seating else []
    return Page(
        evaluation,
        it.title,
        moments.day_of(reader.moment),
        panels,
        seating,
        tuple(_places(panel.group.body) for panel in panels if panel.seating),
        [(str(person.id), f"{plain(person.name)} ({person.organisation})") for person in known],
    )


def _panel(tx: Tx, reader: Reader, evaluation: UUID, group: groups.Group) -> GroupPanel:
    today = moments.day_of(reader.moment)
    held = [seat for seat in group.seats if seat.is_held(today)]
    chair = next((seat.id for seat in held if seat.capacity is Capacity.CHAIR), None)
    door = review().door()
    return GroupPanel(
        group,
        tuple(_row(seat, chair, reader.moment) for seat in held),
        tuple(seat for seat in group.seats if seat.starts_on > today),
        tuple(seat for seat in group.seats if seat.ends_on is not None and seat.ends_on < today),
        offer(tx, door, reader, Permission.GIVE_SEAT, evaluation, group.id),
        offer(tx, door, reader, Permission.APPOINT_ACTING, evaluation, group.id),
    )


def _row(seat: groups.Seat, chair: UUID | None, now: int) -> SeatRow:
    acts = seat.acting and (seat.acting_until is None or now <= seat.acting_until)
    return SeatRow(seat, acts, chair if seat.capacity is Capacity.DEPUTY_CHAIR else None)


def _places(body: BodyKind) -> tuple[str, Choices]:
    order = [capacity for capacity in Capacity if capacity in CAPACITIES_OF[body]]
    return (
        links.capitalised(label(body)),
        [(f"{body}:{capacity}", links.capitalised(label(capacity))) for capacity in order],
    )
