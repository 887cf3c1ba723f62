"""Who may know that something exists may not for that reason read it; blind means blind, in every answer."""

from __future__ import annotations

from typing import Any

import pytest

from review.commands.approvals import GrantWaiver, RecordPresentation
from review.commands.rounds import SubmitResponse
from review.commands.sources import RegisterSource
from review.domain.acts import sealed_in
from review.domain.gates import ClauseName
from review.domain.vocabulary import Level, Position, RoundMode, SourceType
from review.projections import approvals, comments, drafts, flags, rounds, sources
from review.sight import sees
from tests.core.story import BOARD, REFERENCE, asked, close_round, comment, flag, latest, open_round, ready, submit
from tests.given import World

OUTSIDE = ["the data protection officer", "the records manager", "the administrator", "the outsider"]
INSIDE = ["the director", "the team lead", "the policy representative", "the auditor", "the secretary"]


def everything(world: World) -> None:
    """A text of every kind is there."""
    submit(world)
    here = world.known.evaluation
    source = {"title": "Weekbericht", "type": SourceType.MESSAGE, "owner": "BZ/DAF", "level": Level.DEP_V}
    world.do("the team lead", RegisterSource(evaluation=here, **source))
    flag(world, note="De bron is herkenbaar.")
    version = {"evaluation": here, "draft": latest(world).draft, "number": 1}
    world.do("the team lead", RecordPresentation(**version, occurred_on=world.today(), note="Zij vroegen door."))
    world.do("the director", GrantWaiver(**version, clause=ClauseName.PRESENTED, motive="Geen stuurgroep."))
    review_round = open_round(world, question="Is de vraag scherp?")
    answer(world, "the external expert", review_round)


def answer(world: World, who: str, review_round: Any) -> None:
    said = SubmitResponse(
        evaluation=world.known.evaluation, round=review_round, position=Position.COMMENTS, remark="Vertrouwelijk."
    )
    world.do(who, said)


def texts(world: World, who: str) -> set[str]:
    """Every text that the questions about flags, sources, rounds and decisions answer this person."""
    reader, here, door = world.reader(who), world.known.evaluation, world.review.door()
    with world.review.reading() as tx:
        found: list[Any] = []
        for one in flags.of_evaluation(tx, door, reader, here):
            found += [one.note, flags.one(tx, door, reader, one.id).note]
        for source in sources.register(tx, door, reader, here):
            found += [source.title, source.locator]
        found += [one.note for one in approvals.presentations_of(tx, door, reader, here)]
        found += [one.motive for one in approvals.waivers_of(tx, door, reader, here)]
        for held in rounds.of_evaluation(tx, door, reader, here):
            found += [held.question, rounds.one(tx, door, reader, held.id).question]
        for request in approvals.of_evaluation(tx, door, reader, here):
            found += [request.note, approvals.one(tx, door, reader, request.id).note]
        found += [one.note for document in drafts.documents(tx, door, reader, here) for one in document.versions]
    return {text for text in found if text}


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_may_not_read_drafts_reads_nothing_about_them_either(world: World, who: str) -> None:
    everything(world)
    assert texts(world, who) == set()


@pytest.mark.parametrize("who", INSIDE)
def test_who_may_read_drafts_reads_what_was_said_about_them(world: World, who: str) -> None:
    everything(world)
    said = {"De bron is herkenbaar.", "Weekbericht", "Zij vroegen door.", "Geen stuurgroep.", "Is de vraag scherp?"}
    assert texts(world, who) >= said


def test_a_question_by_id_finds_the_seats_of_the_reader_itself(world: World) -> None:
    everything(world)
    with world.review.reading() as tx:
        known_by_office_only = world.review.reader(tx, world.person("the policy representative"))
        found = flags.of_evaluation(tx, world.review.door(), world.reader("the auditor"), world.known.evaluation)[0]
        seen = flags.one(tx, world.review.door(), known_by_office_only, found.id)
    assert seen.note == "De bron is herkenbaar."


def test_the_note_of_a_request_is_for_readers(world: World) -> None:
    ready(world)
    asked(world)
    assert "Klaar." in texts(world, "the director")
    assert texts(world, "the records manager") == set()


def remark_seen_by(world: World, who: str, review_round: Any) -> bool:
    reader = world.reader(who)
    with world.review.reading() as tx:
        held = rounds.one(tx, world.review.door(), reader, review_round)
        records = [it for it in world.review.records(tx, world.known.evaluation) if list(sealed_in(it.event))]
        recorded = next(it for it in records if it.event.NAME == "response.submitted")
        told = sees(tx, reader, world.known.evaluation, recorded.stream, recorded.event)
    shown = any(one.remark for one in held.participations)
    assert shown == told, f"page and export differ for {who}"
    return shown


def test_a_remark_is_for_the_chair_and_the_team_and_its_writer(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    answer(world, "the external expert", review_round)
    expected = {
        "the external expert": True,
        "the team lead": True,
        "the chair of the reference group": True,
        "the auditor": True,
        "the policy representative": False,
        "the peer reader": False,
        "the deputy chair": False,
        "the copy recipient": False,
        "the records manager": False,
    }
    assert {who: remark_seen_by(world, who, review_round) for who in expected} == expected


def test_a_blind_round_is_blind_for_remarks_too(world: World) -> None:
    submit(world)
    review_round = open_round(world, REFERENCE, mode=RoundMode.BLIND_UNTIL_CLOSE)
    answer(world, "the external expert", review_round)
    assert not remark_seen_by(world, "the chair of the reference group", review_round)
    assert not remark_seen_by(world, "the director", review_round)
    assert remark_seen_by(world, "the evaluator", review_round)
    close_round(world, review_round)
    assert remark_seen_by(world, "the chair of the reference group", review_round)


def test_the_members_of_another_group_do_not_see_what_this_one_says(world: World) -> None:
    submit(world)
    comment(world, open_round(world, BOARD), "the peer reader")
    with world.review.reading() as tx:
        door, here = world.review.door(), world.known.evaluation
        seen = {
            who: len(comments.of_evaluation(tx, door, world.reader(who), here))
            for who in ("the peer reader", "the external expert", "the copy recipient", "the records manager")
        }
    assert seen == {
        "the peer reader": 1,
        "the external expert": 0,
        "the copy recipient": 0,
        "the records manager": 0,
    }
