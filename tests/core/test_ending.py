"""Seats, offices and windows: power begins and ends when the record says so, and not a day later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from review.application import Command
from review.commands.comments import RaiseComment
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import AppointActing, EndActing, EndSeat, GiveSeat
from review.commands.people import CloseAccount, EndOffice, OpenAccount
from review.commands.rounds import OpenRound
from review.domain.errors import AlreadyDone, BadPeriod, InstructionNeeded, NoSeat, OutsideActingWindow
from review.domain.vocabulary import BodyKind, Capacity, CommentKind
from review.projections import desk, groups, holdings
from tests.core.story import BOARD, REFERENCE, comment, latest, open_round, refusal, submit
from tests.given import DAY, World

PASSWORD = "een lange zin zonder geheim"


def ending(world: World, role: str, **fields: Any) -> EndSeat:
    return EndSeat(evaluation=world.known.evaluation, seat=world.known.seats[role][1], **fields)


def appointing(world: World, **fields: Any) -> AppointActing:
    seats = world.known.seats
    given = {"motive": "De voorzitter is met verlof."} | fields
    return AppointActing(
        evaluation=world.known.evaluation,
        seat=seats["the deputy chair"][1],
        chair=seats["the chair of the reference group"][1],
        **given,
    )


def seating(world: World, **fields: Any) -> GiveSeat:
    person = world.person("the outsider")
    given = {"body": REFERENCE, "capacity": Capacity.EXTERNAL_EXPERT, "organisation": "BZ/DSO", "person": person}
    return GiveSeat(evaluation=world.known.evaluation, **(given | fields))


def speaking(world: World, review_round: Any) -> Command:
    return RaiseComment(
        evaluation=world.known.evaluation, round=review_round, block=2, kind=CommentKind.METHOD, text="Ben ik er nog?"
    )


# -- seats and offices


def test_a_seat_that_is_ended_gives_nothing_from_that_moment_on(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    comment(world, review_round)
    world.do("the director", ending(world, "the external expert"))
    assert isinstance(refusal(world, "the external expert", speaking(world, review_round)), NoSeat)
    assert not world.reader("the external expert").holds
    with world.review.reading() as tx:
        assert not holdings.evaluations_of(tx, world.person("the external expert"), world.clock())
        group = groups.group_of(tx, world.known.evaluation, REFERENCE)
        assert group is not None
        asked, independent = groups.invited(tx, world.known.evaluation, group, world.today())
    assert world.known.seats["the external expert"][1] not in asked
    assert independent == 0


def test_an_office_that_is_ended_gives_nothing_from_that_moment_on(world: World) -> None:
    _, office = world.known.seats["the director"]
    world.do("the operator", EndOffice(office=office))
    assert isinstance(refusal(world, "the director", OpenEvaluation(title="Nog een missie")), NoSeat)
    assert not world.reader("the auditor").has(Capacity.DIRECTOR)
    with world.review.reading() as tx:
        assert world.person("the director") not in holdings.directors(tx, world.today())


def test_an_ended_director_instructs_no_secretary(world: World) -> None:
    world.do("the operator", EndOffice(office=world.known.seats["the director"][1]))
    world.do("the chair of the reference group", ending(world, "the chair of the reference group"))
    found = refusal(world, "the secretary", seating(world), instructed_by="the director")
    assert isinstance(found, InstructionNeeded)


def test_a_seat_may_be_given_again_on_the_day_it_ended(world: World) -> None:
    world.do("the director", ending(world, "the external expert"))
    again = seating(world, person=world.person("the external expert"), organisation="UvT")
    world.do("the director", again)


def test_a_seat_that_ends_next_week_still_counts_until_then_and_is_not_prolonged_by_its_end(world: World) -> None:
    week = world.today() + timedelta(days=7)
    done = world.do("the director", seating(world, ends_on=week))
    world.known.seats["the guest"] = (world.person("the outsider"), done.subject)
    later = ending(world, "the guest", ended_on=week + timedelta(days=1))
    assert isinstance(refusal(world, "the director", later), BadPeriod)
    world.do("the director", ending(world, "the guest", ended_on=week - timedelta(days=2)))
    submit(world)
    review_round = open_round(world)
    world.do("the guest", speaking(world, review_round))
    world.clock.pass_days(6)
    assert isinstance(refusal(world, "the guest", speaking(world, review_round)), NoSeat)


def test_an_announced_end_can_be_brought_forward(world: World) -> None:
    world.do("the director", ending(world, "the external expert", ended_on=world.today() + timedelta(days=30)))
    world.do("the director", ending(world, "the external expert"))
    assert isinstance(refusal(world, "the director", ending(world, "the external expert")), AlreadyDone)


def test_a_seat_that_starts_tomorrow_gives_nothing_today(world: World) -> None:
    submit(world)
    done = world.do("the director", seating(world, starts_on=world.today() + timedelta(days=1)))
    world.known.seats["the guest"] = (world.person("the outsider"), done.subject)
    review_round = open_round(world)
    assert isinstance(refusal(world, "the guest", speaking(world, review_round)), NoSeat)


def test_an_account_that_was_closed_can_be_opened_again(world: World) -> None:
    person = world.person("the external expert")
    world.do("the operator", OpenAccount(person=person, login="nora", password=PASSWORD))
    world.do("the operator", CloseAccount(person=person))
    assert world.review.accounts.check("nora", PASSWORD) is None
    world.do("the operator", OpenAccount(person=person, login="nora.noord", password=PASSWORD + "!"))
    assert world.review.accounts.check("nora.noord", PASSWORD + "!") == person
    assert world.review.accounts.check("nora", PASSWORD) is None


# -- the deputy


def opening(world: World) -> OpenRound:
    version = latest(world)
    return OpenRound(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=version.number,
        body=REFERENCE,
        closes_at=world.in_days(40),
    )


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_deputy_outside_the_window_instructs_nobody(world: World, when: str) -> None:
    submit(world)
    start = world.clock.now + 5 * DAY
    world.do("the director", appointing(world, starts_at=start, ends_at=start + DAY))
    world.clock.pass_days(0 if when == "before" else 9)
    found = refusal(world, "the secretary", opening(world), instructed_by="the deputy chair")
    assert isinstance(found, InstructionNeeded)


def test_a_deputy_inside_the_window_does(world: World) -> None:
    submit(world)
    world.do("the director", appointing(world, ends_at=world.clock.now + DAY))
    world.do("the secretary", opening(world), instructed_by="the deputy chair")


def test_a_window_that_has_run_out_needs_no_end_before_the_next(world: World) -> None:
    submit(world)
    world.do("the director", appointing(world, ends_at=world.clock.now + DAY))
    world.clock.pass_days(3)
    assert isinstance(refusal(world, "the deputy chair", opening(world)), OutsideActingWindow)
    ended = EndActing(evaluation=world.known.evaluation, seat=world.known.seats["the deputy chair"][1])
    assert isinstance(refusal(world, "the director", ended), AlreadyDone)
    world.do("the director", appointing(world, ends_at=world.clock.now + DAY))
    world.do("the deputy chair", opening(world))


def test_what_waits_for_a_group_waits_for_nobody_who_left_it(world: World) -> None:
    submit(world)
    world.do("the director", ending(world, "the chair of the sounding board"))
    with world.review.reading() as tx:
        waiting = desk.waiting_in(tx, world.review.door(), world.reader("the team lead"), world.known.evaluation)
    left = world.person("the chair of the sounding board")
    assert not [one for one in waiting if left in one.awaited]
    assert BOARD is BodyKind.SOUNDING_BOARD
