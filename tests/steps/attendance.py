"""Steps about what members did with a round: silence, absence, standing aside."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from pytest_bdd import given, then, when

from review.commands.absences import EndAbsence, EndRecusal, RecordAbsence, Recuse, RecuseMember
from review.commands.rounds import SubmitResponse
from review.domain.attendance import Attendance
from review.domain.vocabulary import BodyKind, Position
from review.projections import absences, drafts, rounds
from tests.given import World
from tests.steps.drafts import TOR
from tests.steps.words import words

GROUP = BodyKind.REFERENCE_GROUP


def at(world: World) -> dict[str, object]:
    return {"evaluation": world.known.evaluation, "round": world.known.rounds[GROUP]}


def opened(world: World) -> set[object]:
    with world.review.reading() as tx:
        root = drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR], 1).root
    return set(world.review.opened_by(world.known.evaluation, root.hex()))


def attendance(world: World, who: str) -> Attendance:
    seen = opened(world)
    with world.review.reading() as tx:
        took = absences.took_part(tx, world.known.rounds[GROUP], seen)
    return took[world.known.seats[who][1]].attendance


@given(words("{who:Who} opens the version"))
def _(world: World, who: str) -> None:
    person, seat = world.known.seats[who]
    with world.review.reading() as tx:
        root = drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR], 1).root
    world.review.readings.record(person, seat, world.known.evaluation, "read", root.hex(), 5)


@given(words('{who:Who} stands aside: "{motive}"'))
@when(words('{who:Who} stands aside: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, Recuse(**at(world), motive=motive))


@when(words('{who:Who} lets {member:Who} stand aside: "{motive}"'))
def _(world: World, who: str, member: str, motive: str) -> None:
    world.attempt(who, RecuseMember(**at(world), seat=world.known.seats[member][1], motive=motive))


@when(words('{who:Who} lets {member:Who} take part again: "{motive}"'))
def _(world: World, who: str, member: str, motive: str) -> None:
    world.attempt(who, EndRecusal(**at(world), seat=world.known.seats[member][1], motive=motive))


@when(words("{who:Who} records that {member:Who} is absent, replaced by {substitute:Who}"))
def _(world: World, who: str, member: str, substitute: str) -> None:
    seats = world.known.seats
    absent = RecordAbsence(**at(world), seat=seats[member][1], substitute=seats[substitute][1], motive="Ziek.")
    done = world.attempt(who, absent)
    if done is not None:
        world.found = done.subject


@when(words("{who:Who} records that {member:Who} is there after all"))
def _(world: World, who: str, member: str) -> None:
    world.attempt(who, EndAbsence(evaluation=world.known.evaluation, absence=world.found))


@when(words("{who:Who} records that {member:Who} is absent from today for {days:d} days"))
def _(world: World, who: str, member: str, days: int) -> None:
    period = {"starts_on": world.today(), "ends_on": world.today() + timedelta(days=days)}
    seat = world.known.seats[member][1]
    world.attempt(who, RecordAbsence(evaluation=world.known.evaluation, seat=seat, **period))


@given("all others in the round answer it")
def _(world: World) -> None:
    review_round = world.known.rounds[GROUP]
    with world.review.reading() as tx:
        it = rounds.one(tx, world.review.door(), world.reader("the director"), review_round)
        waiting = {one.seat for one in it.participations if one.responded_at is None}
    for who, (_, seat) in list(world.known.seats.items()):
        if seat in waiting and attendance(world, who) is not Attendance.RECUSED:
            waiting.remove(seat)
            world.do(who, SubmitResponse(**at(world), position=Position.NO_COMMENTS))


@when("what the members did is put together for a decision")
def _(world: World) -> None:
    seen = opened(world)
    with world.review.reading() as tx:
        world.found = absences.frozen(tx, world.known.drafts[TOR], {1: seen})


@then("it says no comments once, opened once and not opened for the others")
def _(world: World) -> None:
    counted = Counter(one.attendance for one in world.found)
    assert counted == {Attendance.NO_COMMENTS: 1, Attendance.OPENED: 1, Attendance.NOT_OPENED: 3}


@then("these members took part so:")
def _(world: World, datatable: list[list[str]]) -> None:
    world.require_noticed()
    for who, wanted in datatable[1:]:
        assert attendance(world, who) == wanted.replace(" ", "_"), who


@then(words("{who:Who} took part as {wanted}"))
def _(world: World, who: str, wanted: str) -> None:
    world.require_noticed()
    assert attendance(world, who) == wanted.replace(" ", "_")
