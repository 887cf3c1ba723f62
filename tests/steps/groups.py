"""Steps about seats, deputies and who may act as whom."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.evaluations import AllowCopyComments
from review.commands.groups import AppointActing, EndActing, EndSeat, GiveSeat
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import groups
from tests.given import DAY, World
from tests.steps.words import words


@given("these people get seats:")
@when("these people get seats:")
def _(world: World, datatable: list[list[str]]) -> None:
    for name, body, capacity, organisation in datatable[1:]:
        world.seat(name, BodyKind(body.replace(" ", "_")), Capacity(capacity.replace(" ", "_")), organisation)


@given(words('{who:Who} seats "{name}" of {organisation:Organisation} in the {body:Body} as {capacity:Capacity}'))
@when(words('{who:Who} seats "{name}" of {organisation:Organisation} in the {body:Body} as {capacity:Capacity}'))
def _(world: World, who: str, name: str, organisation: str, body: BodyKind, capacity: Capacity) -> None:
    world.seat(name, body, capacity, organisation, by=who)


@when(words('{who:Who} seats "{name}" in the {body:Body} as {capacity:Capacity} until the day before it starts'))
def _(world: World, who: str, name: str, body: BodyKind, capacity: Capacity) -> None:
    today = world.today()
    given_seat = GiveSeat(
        evaluation=world.known.evaluation,
        body=body,
        person=world.person(name),
        capacity=capacity,
        organisation="BZ/DSO",
        starts_on=today,
        ends_on=today.replace(year=today.year - 1),
    )
    world.attempt(who, given_seat)


@when(words("{who:Who}, on the instruction of {by:Who}, seats {name} in the {body:Body} as {capacity:Capacity}"))
def _(world: World, who: str, by: str, name: str, body: BodyKind, capacity: Capacity) -> None:
    seat = GiveSeat(
        evaluation=world.known.evaluation,
        body=body,
        person=world.person(name),
        capacity=capacity,
        organisation="BZ/DSO",
    )
    done = world.attempt(who, seat, instructed_by=by)
    if done is not None:
        world.known.seats["the new member"] = (world.person(name), done.subject)


@when(words('{who:Who} seats "{name}" of an organisation in prose'))
def _(world: World, who: str, name: str) -> None:
    world.seat(name, BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT, "de directie van hiernaast", by=who)


@when(words("{who:Who} seats somebody unknown in the reference group"))
def _(world: World, who: str) -> None:
    stranger = GiveSeat(
        evaluation=world.known.evaluation,
        body=BodyKind.REFERENCE_GROUP,
        person=world.known.evaluation,
        capacity=Capacity.EXTERNAL_EXPERT,
        organisation="UvT",
    )
    world.attempt(who, stranger)


@given(words("{who:Who} ends the seat of {member:Who} yesterday"))
@when(words("{who:Who} ends the seat of {member:Who} yesterday"))
def _(world: World, who: str, member: str) -> None:
    world.clock.pass_days(2)
    ended_on = world.today().replace(day=world.today().day - 1)
    seat = world.known.seats[member][1]
    world.attempt(who, EndSeat(evaluation=world.known.evaluation, seat=seat, ended_on=ended_on, motive="Andere baan."))


@given(words("{who:Who} appoints the deputy to act for {days:Count} days"))
@when(words("{who:Who} appoints the deputy to act for {days:Count} days"))
def _(world: World, who: str, days: int) -> None:
    act = AppointActing(
        evaluation=world.known.evaluation,
        seat=world.known.seats["the deputy chair"][1],
        chair=world.known.seats["the chair of the reference group"][1],
        ends_at=world.clock.now + days * DAY,
        motive="De voorzitter is op reis.",
    )
    world.attempt(who, act)


@when(words("{who:Who} ends the acting of the deputy"))
def _(world: World, who: str) -> None:
    seat = world.known.seats["the deputy chair"][1]
    world.attempt(who, EndActing(evaluation=world.known.evaluation, seat=seat))


@when(words("{who:Who} lets copy recipients {what}"))
def _(world: World, who: str, what: str) -> None:
    world.attempt(who, AllowCopyComments(evaluation=world.known.evaluation, allowed=what == "comment"))


@then(
    words(
        "{member:Who} holds a seat in the {body:Body} as {capacity:Capacity} on behalf of {organisation:Organisation}"
    )
)
def _(world: World, member: str, body: BodyKind, capacity: Capacity, organisation: str) -> None:
    held = [acting for acting in world.reader(member).holds if acting.body is body]
    assert (capacity, organisation) in [(acting.capacity, acting.organisation) for acting in held]


@then(words("{member:Who} holds no seat any more, and the record of it stays"))
def _(world: World, member: str) -> None:
    person, seat = world.known.seats[member]
    assert seat not in world.reader(member).seats
    with world.review.reading() as tx:
        all_groups = groups.of_evaluation(tx, world.review.door(), world.reader("the auditor"), world.known.evaluation)
    assert (person, seat) in [(one.person, one.id) for group in all_groups for one in group.seats]
