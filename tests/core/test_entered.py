"""Whatever a form, a script or a hostile hand enters is recorded soundly or refused; it never breaks an act."""

from __future__ import annotations

from typing import Any

import pytest

from review.application import Command
from review.commands.approvals import RecordPresentation
from review.commands.comments import RaiseComment
from review.commands.dispositions import DisposeComment
from review.commands.drafts import SubmitVersion
from review.commands.groups import AppointActing
from review.commands.people import RegisterPerson
from review.commands.rounds import ExtendRound, OpenRound
from review.commands.verifications import RecordVerification
from review.domain.errors import BadPeriod, Invalid, Missing, Refused, Unknown
from review.domain.vocabulary import CommentKind, Disposition
from review.projections import comments, people
from tests.core.story import BOARD, REFERENCE, TOR, comment, latest, open_round, refusal, submit
from tests.given import DAY, World
from tests.texts import TERMS_OF_REFERENCE, markdown

HUGE = [-1, 1 << 31, 1 << 63, 1 << 70, -(1 << 70)]


@pytest.mark.parametrize("number", HUGE)
def test_a_number_out_of_range_is_refused_and_breaks_nothing(world: World, number: int) -> None:
    submit(world)
    review_round = open_round(world)
    remark = comment(world, review_round)
    evaluation, version = world.known.evaluation, latest(world)
    disposed: dict[str, Any] = {"evaluation": evaluation, "comment": remark, "disposition": Disposition.ACCEPTED}
    acts: list[tuple[str, Command]] = [
        ("the team lead", DisposeComment(in_version=2, block=number, **disposed)),
        ("the team lead", DisposeComment(in_version=number, **disposed)),
        ("the team lead", DisposeComment(seen=number, **disposed)),
        (
            "the team lead",
            SubmitVersion(evaluation=evaluation, kind=TOR, part=number, content=markdown(list(TERMS_OF_REFERENCE))),
        ),
        (
            "the external expert",
            RaiseComment(
                evaluation=evaluation, round=review_round, block=number, kind=CommentKind.METHOD, text="Waarom?"
            ),
        ),
        (
            "the chair of the sounding board",
            OpenRound(
                evaluation=evaluation, draft=version.draft, number=number, body=BOARD, closes_at=world.in_days(3)
            ),
        ),
        ("the auditor", RecordVerification(evaluation=evaluation, upto=number, root=b"", findings=0)),
        ("the auditor", RecordVerification(evaluation=evaluation, upto=1, root=b"", findings=number)),
    ]
    for who, command in acts:
        if number == 1 << 31 and isinstance(command, RecordVerification) and command.upto == 1:
            continue  # a log may hold as many findings as it likes
        found = refusal(world, who, command)
        assert isinstance(found, Refused), f"{command} was done"


def test_a_deadline_beyond_the_calendar_is_refused_for_no_page_could_show_it(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    evaluation, version = world.known.evaluation, latest(world)
    beyond = 300_000_000_000 * 1_000_000
    opened = OpenRound(evaluation=evaluation, draft=version.draft, number=version.number, body=BOARD, closes_at=beyond)
    extended = ExtendRound(evaluation=evaluation, round=review_round, closes_at=beyond, motive="Uitstel.")
    deputy, chair = world.known.seats["the deputy chair"][1], world.known.seats["the chair of the reference group"][1]
    acting = {"evaluation": evaluation, "seat": deputy, "chair": chair, "motive": "Afwezig."}
    assert isinstance(refusal(world, "the chair of the sounding board", opened), BadPeriod)
    assert isinstance(refusal(world, "the chair of the reference group", extended), BadPeriod)
    assert isinstance(refusal(world, "the director", AppointActing(ends_at=beyond, **acting)), BadPeriod)
    assert isinstance(refusal(world, "the director", AppointActing(starts_at=-beyond, **acting)), BadPeriod)


def test_lone_surrogates_nul_and_direction_marks_do_not_enter_the_record(world: World) -> None:
    named = RegisterPerson(name="Jan\x00 \ud800\u202eBeek\u2066\x07", organisation="BZ/DAF")
    person = world.do("the operator", named).subject
    again = world.do("the operator", named)
    assert again.subject == person, "the same command was not known again"
    with world.review.reading() as tx:
        found = people.Names(tx, world.review.door(), world.reader("the director"), [person])[person]
    assert found == "Jan ?Beek"


@pytest.mark.parametrize("text", ["\u200b\u200d", "\u202e", "\x00", " \u00a0 ", "\ufeff"])
def test_a_text_in_which_nothing_can_be_seen_is_no_text(world: World, text: str) -> None:
    submit(world)
    review_round = open_round(world)
    raised = RaiseComment(
        evaluation=world.known.evaluation, round=review_round, block=2, kind=CommentKind.METHOD, text=text
    )
    assert isinstance(refusal(world, "the external expert", raised), Missing)


def test_emoji_accents_and_arabic_stay_as_they_were_typed(world: World) -> None:
    text = "Groep 👩\u200d🔬 zegt e\u0301\u0301n مرحبا\u200f!"
    submit(world)
    remark = comment(world, open_round(world), text=text)
    assert _text(world, remark) == text


def test_a_round_is_not_extended_to_a_moment_that_has_passed(world: World) -> None:
    submit(world)
    review_round = open_round(world, REFERENCE, closes_at=world.in_days(2))
    past = world.in_days(4)
    world.clock.pass_days(10)
    extended = ExtendRound(
        evaluation=world.known.evaluation, round=review_round, closes_at=past, motive="Een paar dagen."
    )
    assert isinstance(refusal(world, "the chair of the reference group", extended), BadPeriod)


def test_a_presentation_of_a_version_in_another_evaluation_is_unknown(world: World) -> None:
    draft = submit(world)
    first = world.known
    world.open_evaluation("Evaluatie van een andere missie")
    world.known.seats = first.seats
    presented = RecordPresentation(
        evaluation=world.known.evaluation, draft=draft, number=1, occurred_on=world.today(), note="Besproken."
    )
    found = refusal(world, "the team lead", presented)
    assert isinstance(found, Refused) and not isinstance(found, Invalid)
    assert isinstance(found, Unknown) or found.STATUS == 403


def test_a_clock_that_runs_backwards_gives_no_ended_power_back(world: World) -> None:
    submit(world)
    deputy, chair = world.known.seats["the deputy chair"][1], world.known.seats["the chair of the reference group"][1]
    until = world.clock.now + DAY
    world.do(
        "the director",
        AppointActing(evaluation=world.known.evaluation, seat=deputy, chair=chair, ends_at=until, motive="Afwezig."),
    )
    world.clock.pass_days(3)
    open_round(world, BOARD)  # the log has seen a later moment
    world.clock.pass_days(-3)
    version = latest(world)
    opened = OpenRound(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=version.number,
        body=REFERENCE,
        closes_at=world.in_days(20),
    )
    assert refusal(world, "the deputy chair", opened) is not None


def _text(world: World, remark: Any) -> Any:
    with world.review.reading() as tx:
        return comments.one(tx, world.review.door(), world.reader("the team lead"), remark).text
