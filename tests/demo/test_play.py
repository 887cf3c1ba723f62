"""The demo's play must hold together: every act by somebody who may, in order, on a passage that is there."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from review.domain.kinds import need
from review.domain.vocabulary import (
    CAPACITIES_OF,
    CHANGES_TEXT,
    OFFICES,
    ORGANISATION,
    BodyKind,
    Capacity,
    CommentKind,
    Disposition,
    FlagGround,
    Level,
    Position,
    RoundMode,
    Settlement,
    SourceType,
)
from tests.demo.playbook import dispositions, find, invited, moment, passages, play, rounds, submitted

# ---- the people


def test_people_sit_where_their_capacity_belongs() -> None:
    people = {it["key"]: it for it in play()["people"]}
    assert len({it["name"] for it in people.values()}) == len(people) == len(play()["people"])
    for office in play()["offices"]:
        assert office["person"] in people
        assert Capacity(office["office"]) in OFFICES
    for seat in play()["seats"]:
        assert seat["person"] in people
        assert Capacity(seat["capacity"]) in CAPACITIES_OF[BodyKind(seat["body"])]
        assert ORGANISATION.fullmatch(seat["organisation"])


def test_the_reference_group_has_eleven_members_and_one_person_leads_and_approves() -> None:
    assert len(invited("reference_group")) == 11
    assert len(invited("sounding_board")) == 5
    (director,) = (it["person"] for it in play()["offices"] if it["office"] == "director")
    chairs = {it["body"] for it in play()["seats"] if it["person"] == director and it["capacity"] == "chair"}
    assert chairs == {"sounding_board", "reference_group"}


def test_sources_state_a_level_and_state_secrets_say_nothing() -> None:
    sources = play()["sources"]
    assert [it["number"] for it in sources] == list(range(1, len(sources) + 1))
    assert [moment(it) for it in sources] == sorted(moment(it) for it in sources)
    assert {SourceType(it["type"]) for it in sources} == set(SourceType)
    secret = [it for it in sources if "level" in it and Level(it["level"]).is_state_secret]
    assert len(secret) == 2
    assert all(it["title"].startswith("Gerubriceerd stuk") and len(it["locator"]) <= 200 for it in secret)
    opened = moment(rounds()["rapport-referentie"]["opened"])
    unstated = [it for it in sources if "level" not in it and "stated" not in it]
    assert [moment(it) > opened for it in unstated] == [True]


# ---- the acts


def test_every_comment_stands_on_a_passage_of_its_version() -> None:
    for comment in play()["comments"]:
        it = rounds()[comment["round"]]
        find(it["document"], it["version"], comment["on"])
        assert CommentKind(comment["kind"])
        assert comment["text"].strip()


def test_every_comment_comes_from_a_member_while_the_round_is_open() -> None:
    for comment in play()["comments"]:
        it = rounds()[comment["round"]]
        assert comment["by"] in invited(it["body"])
        end = it.get("closed", {"day": 0, "time": "00:00"})
        assert moment(it["opened"]) < moment(comment) < moment(end), comment["key"]
        closes = it.get("extended", it)["closes"]
        assert comment.get("late", False) == (moment(comment) > moment(closes)), comment["key"]


def test_the_rounds_are_as_full_as_real_ones() -> None:
    by_round = {key: [it for it in play()["comments"] if it["round"] == key] for key in rounds()}
    assert len(by_round["klankbord"]) >= 8
    assert len(by_round["referentie"]) >= 42
    assert len(by_round["rapport-referentie"]) == 12
    assert len({it["by"] for it in by_round["rapport-referentie"]}) == 4
    assert {CommentKind(it["kind"]) for it in by_round["referentie"]} == set(CommentKind)
    assert len({it["text"] for it in play()["comments"]}) == len(play()["comments"])
    assert sum(bool(it.get("late")) for it in by_round["referentie"]) == 1


def test_every_closed_round_is_disposed_of_by_the_team() -> None:
    team = {it["person"] for it in play()["seats"] if it["body"] == "evaluation_team"}
    assert {Disposition(it["as"]) for _, it in dispositions()} == set(Disposition)
    for comment in play()["comments"]:
        assert bool(comment.get("dispositions")) == ("closed" in rounds()[comment["round"]]), comment["key"]
    for comment, it in dispositions():
        assert it["by"] in team
        assert moment(it) > moment(rounds()[comment["round"]]["closed"])
        disposition = Disposition(it["as"])
        assert not need(CommentKind(comment["kind"]), disposition).motive or len(it["motive"]) > 30
        if disposition is Disposition.REJECTED and comment["kind"] == CommentKind.FACTUAL_ERROR:
            assert it["evidence"]
        if disposition is Disposition.DUPLICATE:
            (first,) = (other for other in play()["comments"] if other["key"] == it["duplicate_of"])
            assert moment(first) < moment(comment)


def test_what_was_accepted_shows_in_the_version_that_answers() -> None:
    for comment, it in dispositions():
        assert (Disposition(it["as"]) in CHANGES_TEXT) == ("passage" in it), comment["key"]
        if "passage" not in it:
            continue
        asked = rounds()[comment["round"]]
        found = find(asked["document"], it["in_version"], it["passage"])
        assert it["in_version"] == asked["version"] + 1
        assert moment(it) > submitted(asked["document"], it["in_version"])
        before = passages(asked["document"], asked["version"])
        after = passages(asked["document"], it["in_version"])
        moved = found in before and abs(before.index(found) - after.index(found)) > 50
        assert found not in before or moved, comment["key"]


def test_authors_answer_and_one_dispute_is_disposed_of_again() -> None:
    answers = [(comment, it) for comment in play()["comments"] for it in comment.get("answers", [])]
    assert {it["answer"] for _, it in answers} == {"satisfied", "maintained"}
    for comment, it in answers:
        assert any(moment(done) < moment(it) for done in comment["dispositions"])
        assert it["answer"] == "satisfied" or it["motive"]
    disputed = {comment["key"] for comment, it in answers if it["answer"] == "maintained"}
    again = {it["key"] for it in play()["comments"] if len(it.get("dispositions", [])) > 1}
    assert again < disputed


def test_members_answer_say_nothing_or_stay_silent() -> None:
    given = [it for it in play()["responses"] if it["round"] == "referentie"]
    assert sum(it["position"] == Position.NO_COMMENTS for it in given) == 2
    assert len(invited("reference_group") - {it["person"] for it in given}) == 1
    assert sum(it["round"] == "rapport-referentie" for it in play()["responses"]) == 2
    for it in play()["responses"]:
        about = rounds()[it["round"]]
        assert it["person"] in invited(about["body"])
        assert moment(about["opened"]) < moment(it)
        own = [c for c in play()["comments"] if (c["round"], c["by"]) == (it["round"], it["person"])]
        assert bool(own) == (it["position"] == Position.COMMENTS)


def test_what_comes_back_in_word_answers_comments_of_the_round_by_their_authors() -> None:
    comments = {it["key"]: it for it in play()["comments"]}
    for it in play()["copies"]:
        for one in it["answers"]:
            about = comments[one["comment"]]
            assert (about["round"], about["by"]) == (it["round"], one["from"])
            assert moment(about) < min(moment(said) for said in about["replies"]) < moment(it)


def test_flags_end_as_the_owners_and_the_team_decided() -> None:
    agreed, doubted, still_open = play()["flags"]
    for flag in play()["flags"]:
        find(flag["document"], flag["version"], flag["on"])
        assert Level(flag["level"])
        assert FlagGround(flag["ground"])
        assert moment(flag["raised"]) > submitted(flag["document"], flag["version"])
    assert agreed["settled"]["settlement"] == agreed["agreed"]["settlement"] == Settlement.REPHRASED
    assert doubted["settled"]["settlement"] == doubted["agreed"]["settlement"] == Settlement.REMOVED
    steps = [doubted[step] for step in ("raised", "doubted", "consultation", "agreed", "settled")]
    assert [moment(it) for it in steps] == sorted(moment(it) for it in steps)
    assert len({it["by"] for it in (doubted["raised"], doubted["agreed"], doubted["settled"])}) == 3
    assert "settled" not in still_open
    assert still_open["document"] == "report"


def test_one_request_is_returned_and_the_next_version_approved() -> None:
    first, second = play()["approvals"]
    assert first["returned"]["motive"]
    assert second["granted"]["overlap"]
    steps = [first["requested"], first["returned"], second["requested"], second["granted"]]
    assert [moment(it) for it in steps] == sorted(moment(it) for it in steps)
    for it in (first, second):
        assert submitted(it["document"], it["version"]) < moment(it["requested"])
    gate = [done for comment, done in dispositions() if comment["round"] in ("klankbord", "referentie")]
    assert all(moment(done) < moment(first["requested"]) for done in gate)
    for it, presentation in zip((first, second), play()["presentations"], strict=True):
        assert presentation["version"] == it["version"]
        assert submitted(it["document"], it["version"]) < moment(presentation) < moment(it["requested"])


def test_the_play_knows_no_absolute_dates() -> None:
    stack: list[Any] = [play()]
    while stack:
        it = stack.pop()
        assert not isinstance(it, date | datetime | time)
        if isinstance(it, dict):
            stack += it.values()
            if "day" in it:
                assert isinstance(it["day"], int)
                assert -600 <= it["day"] <= 30
            assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", it.get("time", "00:00"))
        elif isinstance(it, list):
            stack += it
        elif isinstance(it, str):
            assert not re.search(r"\d{4}-\d{2}-\d{2}", it)


def test_the_open_rounds_close_later_and_every_mode_exists() -> None:
    still = [it for it in play()["rounds"] if "closed" not in it]
    assert {it["key"] for it in still} == {"rapport-klankbord", "rapport-referentie"}
    assert all(it["closes"]["day"] > 0 for it in still)
    assert all(RoundMode(it["mode"]) for it in play()["rounds"])
