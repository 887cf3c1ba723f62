"""The desk: what lies before whom, computed from what is recorded and gone as soon as it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from review.commands.erasures import RequestErasure
from review.commands.flags import AgreeSettlement, DoubtFlag, RecordConsultation
from review.commands.sources import StateLevel
from review.domain.comments import CommentRaised
from review.domain.vocabulary import (
    BodyKind,
    Capacity,
    ErasureGround,
    Level,
    Position,
    RoundMode,
    Settlement,
    Visibility,
)
from review.projections.afterwards import Next
from review.projections.desk import Desk, Obligation, What, Why, desk, waiting_in
from tests import acts
from tests.acts import REFERENCE, SOUNDING, TOR
from tests.given import World
from tests.ready import pledged


@pytest.fixture
def here(copied: Callable[[str], World]) -> Iterator[World]:
    """Everybody of the cast sits in an evaluation that has just been opened."""
    world = copied("sqlite")
    yield world
    world.require_noticed()


@pytest.fixture
def submitted(here: World) -> World:
    here.submit("the team lead", TOR)
    return here


def desk_of(world: World, who: str) -> Desk:
    with world.review.reading() as tx:
        return desk(tx, world.review.door(), world.person(who), world.clock())


def mine(world: World, who: str) -> list[What]:
    return [one.what for one in desk_of(world, who).mine]


def owed(world: World, who: str) -> list[What]:
    return [one.what for one in desk_of(world, who).others]


def only(found: tuple[Obligation, ...], what: What) -> Obligation:
    (it,) = [one for one in found if one.what is what]
    return it


# -- the beginning


def test_the_first_version_is_up_to_the_team_lead(here: World) -> None:
    assert mine(here, "the team lead") == [What.SUBMIT_FIRST]
    assert mine(here, "the evaluator") == []
    assert owed(here, "the evaluator") == [What.SUBMIT_FIRST]


def test_a_team_without_a_lead_is_up_to_the_director(here: World) -> None:
    here.open_evaluation("Evaluatie zonder team")
    assert What.SEAT_TEAM in mine(here, "the director")
    assert only(desk_of(here, "the director").mine, What.SEAT_TEAM).why is Why.DIRECTOR


def test_after_a_submission_the_round_is_up_to_the_chair(submitted: World) -> None:
    assert mine(submitted, "the team lead") == []
    assert mine(submitted, "the chair of the sounding board") == [What.OPEN_ROUND]
    opening = only(desk_of(submitted, "the chair of the sounding board").mine, What.OPEN_ROUND)
    assert (opening.body, opening.version, opening.why) == (SOUNDING, 1, Why.CHAIR)


def test_the_second_round_waits_until_the_first_is_closed(submitted: World) -> None:
    assert What.OPEN_ROUND not in mine(submitted, "the chair of the reference group")
    acts.through(submitted, SOUNDING)
    assert What.OPEN_ROUND in mine(submitted, "the chair of the reference group")


# -- rounds


def test_who_is_asked_has_to_respond_and_then_no_more(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    acts.comment(submitted, "the peer reader", review_round)
    asked = only(desk_of(submitted, "the peer reader").mine, What.RESPOND)
    assert (asked.why, asked.done, asked.round) == (Why.ASKED, 1, review_round)
    assert asked.due is not None and asked.due > submitted.clock.now
    acts.respond(submitted, "the peer reader", review_round, Position.COMMENTS)
    assert What.RESPOND not in mine(submitted, "the peer reader")


def test_a_response_that_is_late_stands_first(submitted: World) -> None:
    acts.open_round(submitted, SOUNDING, days=3)
    submitted.clock.pass_days(5)
    first = desk_of(submitted, "the peer reader").mine[0]
    assert first.what is What.RESPOND and first.due is not None and first.due < submitted.clock.now


def test_who_leads_sees_who_has_not_responded(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    left = only(desk_of(submitted, "the team lead").others, What.RESPOND)
    assert (left.count, left.done, left.total) == (2, 0, 2)
    acts.respond(submitted, "the peer reader", review_round)
    left = only(desk_of(submitted, "the team lead").others, What.RESPOND)
    assert left.awaited == (submitted.person("the chair of the sounding board"),)


def test_a_member_is_not_told_who_else_is_late(submitted: World) -> None:
    acts.open_round(submitted, SOUNDING)
    assert owed(submitted, "the peer reader") == []


def test_a_chair_who_responded_still_sees_the_others(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    found = desk_of(submitted, "the chair of the sounding board")
    assert only(found.mine, What.RESPOND).count == 1
    assert only(found.others, What.RESPOND).count == 1
    acts.respond(submitted, "the chair of the sounding board", review_round)
    assert only(desk_of(submitted, "the chair of the sounding board").others, What.RESPOND).count == 1


def test_a_round_past_its_deadline_is_up_to_chair_and_secretary(submitted: World) -> None:
    acts.through(submitted, SOUNDING)
    acts.open_round(submitted, REFERENCE, days=2)
    assert What.CLOSE_ROUND not in mine(submitted, "the secretary")
    submitted.clock.pass_days(4)
    for who in ("the chair of the reference group", "the secretary"):
        assert What.CLOSE_ROUND in mine(submitted, who)
    assert only(desk_of(submitted, "the secretary").mine, What.CLOSE_ROUND).why is Why.SECRETARY
    assert What.CLOSE_ROUND not in mine(submitted, "the deputy chair")


def test_a_round_in_which_everybody_responded_can_be_closed_at_once(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    for who in acts.MEMBERS[SOUNDING]:
        acts.respond(submitted, who, review_round)
    assert mine(submitted, "the chair of the sounding board") == [What.CLOSE_ROUND]


# -- comments


def test_comments_are_up_to_the_team_once_the_round_is_closed(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    subject = acts.comment(submitted, "the peer reader", review_round)
    assert What.DISPOSE not in mine(submitted, "the evaluator")
    acts.close(submitted, SOUNDING, review_round)
    assert only(desk_of(submitted, "the evaluator").mine, What.DISPOSE).count == 1
    assert only(desk_of(submitted, "the peer reader").others, What.DISPOSE).count == 1
    acts.dispose(submitted, subject)
    assert What.DISPOSE not in mine(submitted, "the evaluator")


def test_the_author_answers_what_was_done_and_the_objection_goes_to_chair_and_lead(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    subject = acts.comment(submitted, "the peer reader", review_round)
    acts.close(submitted, SOUNDING, review_round)
    acts.dispose(submitted, subject)
    assert only(desk_of(submitted, "the peer reader").mine, What.ANSWER).why is Why.AUTHOR
    assert What.ANSWER not in owed(submitted, "the director")
    acts.maintain(submitted, "the peer reader", subject)
    assert mine(submitted, "the peer reader") == []
    assert What.WEIGH_OBJECTIONS in mine(submitted, "the team lead")
    assert What.WEIGH_OBJECTIONS in mine(submitted, "the chair of the sounding board")


def test_a_counter_tells_nothing_that_the_round_hides(submitted: World) -> None:
    acts.through(submitted, SOUNDING)
    review_round = acts.open_round(submitted, REFERENCE, mode=RoundMode.BLIND_UNTIL_CLOSE)
    acts.comment(submitted, "the external expert", review_round)
    found = waiting(submitted, "the policy representative")
    assert What.DISPOSE not in [one.what for one in found]
    assert only(tuple(waiting(submitted, "the external expert")), What.DISPOSE).count == 1
    assert only(tuple(waiting(submitted, "the team lead")), What.DISPOSE).count == 1


def test_a_comment_for_the_chair_alone_is_not_counted_for_the_team(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    acts.comment(submitted, "the peer reader", review_round, Visibility.CHAIR)
    acts.close(submitted, SOUNDING, review_round)
    assert What.DISPOSE not in mine(submitted, "the evaluator")


def waiting(world: World, who: str) -> list[Obligation]:
    with world.review.reading() as tx:
        return waiting_in(tx, world.review.door(), world.reader(who), world.known.evaluation)


# -- sources and flags


def test_a_source_without_a_level_is_up_to_the_team(submitted: World) -> None:
    found = acts.source(submitted)
    assert only(desk_of(submitted, "the evaluator").mine, What.STATE_LEVELS).count == 1
    submitted.do("the evaluator", StateLevel(evaluation=submitted.known.evaluation, source=found, level=Level.DEP_V))
    assert What.STATE_LEVELS not in mine(submitted, "the evaluator")


def test_a_flag_passes_from_lead_and_owner_to_consultation_agreement_and_applying(submitted: World) -> None:
    evaluation = submitted.known.evaluation
    flag = acts.flag(submitted, of=acts.source(submitted, Level.DEP_V))
    owner = only(desk_of(submitted, "the classification authority").mine, What.LOOK_AT_FLAG)
    assert (owner.why, owner.organisation, owner.number) == (Why.OWNER, "BZ/DAF", 1)
    assert What.LOOK_AT_FLAG in mine(submitted, "the team lead")

    doubt = DoubtFlag(evaluation=evaluation, flag=flag, directorate="BZ/DAF", motive="Is dit herleidbaar?")
    submitted.do("the team lead", doubt)
    assert mine(submitted, "the classification authority") == [What.CONSULT]

    held = RecordConsultation(
        evaluation=evaluation, flag=flag, directorate="BZ/DAF", occurred_on=submitted.today(), outcome="Kan weg."
    )
    submitted.do("the team lead", held)
    assert What.CONSULT not in mine(submitted, "the team lead")
    assert mine(submitted, "the classification authority") == [What.AGREE_SETTLEMENT]

    agreed = AgreeSettlement(evaluation=evaluation, flag=flag, settlement=Settlement.REMOVED, motive="Akkoord.")
    submitted.do("the classification authority", agreed)
    assert mine(submitted, "the classification authority") == []
    assert What.APPLY_SETTLEMENT in mine(submitted, "the team lead")


def test_who_raised_a_flag_is_not_asked_to_agree_to_it(submitted: World) -> None:
    flag = acts.flag(submitted, "the classification authority")
    evaluation = submitted.known.evaluation
    submitted.do("the team lead", DoubtFlag(evaluation=evaluation, flag=flag, directorate="BZ/DVB", motive="Nagaan."))
    held = RecordConsultation(
        evaluation=evaluation, flag=flag, directorate="BZ/DVB", occurred_on=submitted.today(), outcome="Gehoord."
    )
    submitted.do("the team lead", held)
    assert mine(submitted, "the classification authority") == []


# -- approval


def test_a_gate_that_is_ready_is_up_to_the_team_lead_and_the_request_to_the_director(here: World) -> None:
    acts.ready_for_approval(here)
    assert mine(here, "the team lead") == [What.REQUEST_APPROVAL]
    approval = acts.request(here)
    decision = only(desk_of(here, "the director").mine, What.APPROVE)
    assert (decision.subject, decision.why, decision.capacity) == (approval, Why.DIRECTOR, Capacity.DIRECTOR)
    assert mine(here, "the team lead") == []
    acts.grant(here, approval)
    publishing = only(desk_of(here, "the director").mine, What.FOLLOW)
    assert (publishing.after, publishing.version, publishing.why) == (Next.PUBLISH_TERMS, 1, Why.DIRECTOR)
    acts.publish_terms(here)
    assert mine(here, "the director") == []
    assert [one.what for one in waiting(here, "the team lead")] == [What.PLAN_TRACKS]


def test_presenting_waits_for_the_rounds(submitted: World) -> None:
    assert What.PRESENT not in mine(submitted, "the team lead")
    assert only(tuple(waiting(submitted, "the team lead")), What.PRESENT).blocked
    acts.through(submitted, SOUNDING)
    acts.through(submitted, REFERENCE)
    assert set(mine(submitted, "the team lead")) == {What.PRESENT, What.SIGN_PLEDGE}
    assert What.SIGN_PLEDGE in mine(submitted, "the external researcher")
    pledged(submitted)
    assert mine(submitted, "the team lead") == [What.PRESENT]


def test_what_was_returned_waits_for_a_next_version(here: World) -> None:
    acts.ready_for_approval(here)
    acts.send_back(here, acts.request(here))
    assert mine(here, "the team lead") == [What.REVISE]
    text = [*here.known.texts[TOR], "Een alinea erbij."]
    here.submit("the team lead", TOR, text)
    assert What.REVISE not in mine(here, "the team lead")


def test_a_request_overtaken_by_a_version_has_to_be_renewed(here: World) -> None:
    acts.ready_for_approval(here)
    acts.request(here)
    here.submit("the team lead", TOR, [*here.known.texts[TOR], "Een alinea erbij."])
    assert What.RENEW_REQUEST in mine(here, "the team lead")
    assert What.APPROVE not in mine(here, "the director")


# -- erasures and who may know


def test_an_erasure_is_up_to_the_other_officer(submitted: World) -> None:
    review_round = acts.open_round(submitted, SOUNDING)
    subject = acts.comment(submitted, "the peer reader", review_round)
    key = key_of(submitted)
    asked = RequestErasure(
        evaluation=submitted.known.evaluation, subject=subject, keys=(key,), ground=ErasureGround.SPILL, motive="Weg."
    )
    submitted.do("the data protection officer", asked)
    assert mine(submitted, "the records manager") == [What.DECIDE_ERASURE]
    assert mine(submitted, "the data protection officer") == []
    assert owed(submitted, "the data protection officer") == [What.DECIDE_ERASURE]
    assert owed(submitted, "the team lead").count(What.DECIDE_ERASURE) == 0


def key_of(world: World):
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    return next(event.text.key for event in events if isinstance(event, CommentRaised))


def test_who_may_not_know_of_an_evaluation_has_an_empty_desk(submitted: World) -> None:
    for who in ("the outsider", "the administrator"):
        assert desk_of(submitted, who) == Desk((), (), ())


def test_the_auditor_knows_the_evaluations_and_owes_nothing(submitted: World) -> None:
    acts.open_round(submitted, SOUNDING)
    found = desk_of(submitted, "the auditor")
    assert (found.mine, found.others) == ((), ())
    assert [place.is_seated for place in found.places] == [False]


def test_a_place_tells_the_phase_and_whom_it_waits_for(submitted: World) -> None:
    (place,) = desk_of(submitted, "the evaluator").places
    assert place.is_seated and place.mine == 0
    assert place.waits_for == (Capacity.CHAIR,)
    assert place.phase == "tor_adoption"


def test_a_person_in_two_groups_is_asked_in_both(submitted: World) -> None:
    submitted.seat("Vera Veld", BodyKind.SOUNDING_BOARD, Capacity.PEER_READER, "BZ/DVB")
    first = acts.open_round(submitted, SOUNDING)
    second = acts.open_round(submitted, REFERENCE)
    found = [one for one in desk_of(submitted, "Vera Veld").mine if one.what is What.RESPOND]
    assert {one.round for one in found} == {first, second}


# -- on both databases, and many at once


def test_the_desk_answers_alike_on_both_databases(world: World) -> None:
    acts.ready_for_approval(world)
    assert mine(world, "the team lead") == [What.REQUEST_APPROVAL]
    flag = acts.flag(world, of=acts.source(world))
    assert mine(world, "the classification authority") == [What.LOOK_AT_FLAG]
    assert only(desk_of(world, "the team lead").mine, What.LOOK_AT_FLAG).subject == flag
    review_round = acts.open_round(world, SOUNDING)
    acts.comment(world, "the peer reader", review_round)
    assert only(desk_of(world, "the peer reader").mine, What.RESPOND).done == 1
    assert only(tuple(waiting(world, "the team lead")), What.DISPOSE).count == 1


def test_more_evaluations_mean_no_more_questions(submitted: World) -> None:
    acts.open_round(submitted, SOUNDING)
    before = questions(submitted)
    for number in range(6):
        submitted.open_evaluation(f"Evaluatie {number}")
    assert len(desk_of(submitted, "the director").places) == 7
    assert questions(submitted) <= before


def questions(world: World) -> int:
    """How many statements one desk takes."""
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_more: object) -> None:
        asked.append(statement)

    sa.event.listen(world.review.engine, "before_cursor_execute", note)
    try:
        desk_of(world, "the director")
    finally:
        sa.event.remove(world.review.engine, "before_cursor_execute", note)
    return len(asked)
