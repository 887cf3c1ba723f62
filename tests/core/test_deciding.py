"""The director's decision: on what was seen, on a text that is not the own one, on what was presented."""

from __future__ import annotations

import pytest

from review.commands.approvals import GrantWaiver, RecordPresentation, ReturnForRevision
from review.commands.groups import EndSeat
from review.commands.rounds import CloseRound
from review.domain.errors import AlreadyDone, Contributor, GateShut, NoSuchChoice, Stale, Unknown
from review.domain.gates import ClauseName, Outcome, clauses
from review.domain.vocabulary import BodyKind, Capacity, ClosingGround, Confirmation
from review.projections import awaited, trail
from review.projections.standing import standing
from tests.core.story import (
    BOARD,
    REFERENCE,
    asked,
    asking,
    close_round,
    comment,
    granting,
    latest,
    open_round,
    present,
    ready,
    refusal,
    reviewed,
    submit,
)
from tests.given import World
from tests.ready import pledged
from tests.texts import TERMS_OF_REFERENCE

OTHER = TERMS_OF_REFERENCE[1].replace("Nederlandse", "Nederlandse militaire")


def outcome(world: World, name: ClauseName) -> Outcome:
    version = latest(world)
    with world.review.reading() as tx:
        found = clauses(standing(tx, world.known.evaluation, version.draft))
    return next(clause.outcome for clause in found if clause.name is name)


def waiving(world: World, clause: ClauseName) -> GrantWaiver:
    version = latest(world)
    return GrantWaiver(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=version.number,
        clause=clause,
        motive="De groep is opgeheven.",
    )


@pytest.mark.parametrize("ahead", [1, 1000, 1 << 40])
def test_a_page_from_the_future_has_seen_nothing(world: World, ahead: int) -> None:
    ready(world)
    approval = asked(world)
    with world.review.reading() as tx:
        seen = trail.last(tx, world.known.evaluation) + ahead
    assert isinstance(refusal(world, "the director", granting(world, approval, seen=seen)), Stale)
    returned = ReturnForRevision(
        evaluation=world.known.evaluation, approval=approval, seen=seen, motive="De vraag is te ruim."
    )
    assert isinstance(refusal(world, "the director", returned), Stale)


def test_a_returned_version_is_not_offered_again_its_answer_is_the_next(world: World) -> None:
    ready(world)
    approval = asked(world)
    with world.review.reading() as tx:
        seen = trail.last(tx, world.known.evaluation)
    returned = ReturnForRevision(
        evaluation=world.known.evaluation, approval=approval, seen=seen, motive="De vraag is te ruim."
    )
    world.do("the director", returned)
    assert isinstance(refusal(world, "the team lead", asking(world)), AlreadyDone)
    submit(world, b2=OTHER)
    present(world)
    world.do("the team lead", asking(world))


def test_who_wrote_along_and_left_the_team_still_wrote_along(world: World) -> None:
    world.seat("Wendy Dijker", BodyKind.EVALUATION_TEAM, Capacity.EVALUATOR, "BZ/IOB")
    submit(world)
    world.do("the director", EndSeat(evaluation=world.known.evaluation, seat=world.known.seats["Wendy"][1]))
    world.clock.pass_days(3)
    submit(world, b2=OTHER)
    reviewed(world)
    pledged(world)
    present(world)
    approval = asked(world)
    assert isinstance(refusal(world, "the director", granting(world, approval)), Contributor)


def test_who_never_sat_in_the_team_is_no_contributor(world: World) -> None:
    submit(world)
    contributors = latest(world).contributors
    assert world.person("the secretary") not in contributors
    assert world.person("the director") not in contributors
    assert world.person("the external researcher") in contributors


def test_a_waived_round_that_runs_after_all_keeps_the_gate_shut(world: World) -> None:
    submit(world)
    world.do("the director", waiving(world, ClauseName.SOUNDING_BOARD_CLOSED))
    assert outcome(world, ClauseName.SOUNDING_BOARD_CLOSED) is Outcome.OVERRIDDEN
    review_round = open_round(world, BOARD)
    assert outcome(world, ClauseName.SOUNDING_BOARD_CLOSED) is Outcome.UNSATISFIED
    close_round(world, review_round, BOARD)
    assert outcome(world, ClauseName.SOUNDING_BOARD_CLOSED) is Outcome.SATISFIED


def test_what_was_presented_is_what_is_approved(world: World) -> None:
    ready(world)
    submit(world, b2=OTHER)
    assert outcome(world, ClauseName.PRESENTED) is Outcome.UNSATISFIED
    found = refusal(world, "the team lead", asking(world))
    assert isinstance(found, GateShut) and found.parameters["clauses"] == (ClauseName.PRESENTED,)
    present(world)
    approval = asked(world)
    world.do("the director", granting(world, approval))


def test_a_waiver_holds_for_the_version_it_names_and_no_other(world: World) -> None:
    submit(world)
    reviewed(world)
    world.do("the director", waiving(world, ClauseName.PRESENTED))
    submit(world, b2=OTHER)
    assert outcome(world, ClauseName.PRESENTED) is Outcome.UNSATISFIED
    world.do("the director", waiving(world, ClauseName.PRESENTED))
    assert outcome(world, ClauseName.PRESENTED) is Outcome.OVERRIDDEN


def test_a_version_after_the_request_shuts_the_gate_and_says_why(world: World) -> None:
    ready(world)
    approval = asked(world)
    root = latest(world).root
    submit(world, b2=OTHER)
    found = refusal(world, "the director", granting(world, approval, root=root))
    assert isinstance(found, GateShut) and found.parameters["clauses"] == (ClauseName.VERSION_UNCHANGED,)


def test_an_approval_of_another_evaluation_is_unknown(world: World) -> None:
    ready(world)
    approval = asked(world)
    granted = granting(world, approval)
    version = latest(world)
    first = world.known
    world.open_evaluation("Evaluatie van een andere missie")
    elsewhere = type(granted)(
        evaluation=world.known.evaluation, approval=approval, seen=granted.seen, root=granted.root
    )
    assert isinstance(refusal(world, "the director", elsewhere), Unknown)
    waived = GrantWaiver(
        evaluation=world.known.evaluation,
        draft=version.draft,
        number=1,
        clause=ClauseName.PRESENTED,
        motive="De groep is opgeheven.",
    )
    assert isinstance(refusal(world, "the director", waived), Unknown)
    world.seat("Tom Torenaar", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB")
    presented = RecordPresentation(
        evaluation=world.known.evaluation, draft=version.draft, number=1, occurred_on=world.today(), note="Besproken."
    )
    assert isinstance(refusal(world, "Tom", presented), Unknown)
    assert first.evaluation != world.known.evaluation


def test_the_approval_counts_who_of_those_asked_opened_the_text(world: World) -> None:
    ready(world)
    approval = asked(world)
    version = latest(world)
    for who in ("the external expert", "the director", "the auditor", "the team lead", "the external expert"):
        world.review.readings.record(
            world.person(who), None, world.known.evaluation, "version", version.root.hex(), version.number
        )
    done = world.do("the director", granting(world, approval))
    with world.review.reading() as tx:
        event = world.review.record(tx, done.log, done.first).event
        asked_people = awaited.people_asked(tx, version.draft)
    assert world.person("the external expert") in asked_people
    assert event.opened_by_others == 2  # the expert, and the director who chairs the group that was asked


def test_the_record_says_how_the_director_proved_who_decides(world: World) -> None:
    ready(world)
    done = world.do("the director", granting(world, asked(world), confirmed_by=Confirmation.PASSWORD))
    with world.review.reading() as tx:
        event = world.review.record(tx, done.log, done.first).event
    assert event.confirmed_by is Confirmation.PASSWORD


@pytest.mark.parametrize("ground", [ClosingGround.ALL_RESPONDED, ClosingGround.DEADLINE])
def test_a_round_is_not_closed_on_a_ground_that_is_not_there(world: World, ground: ClosingGround) -> None:
    submit(world)
    review_round = open_round(world, REFERENCE)
    comment(world, review_round)
    closed = CloseRound(evaluation=world.known.evaluation, round=review_round, ground=ground, motive="Klaar.")
    assert isinstance(refusal(world, "the chair of the reference group", closed), NoSuchChoice)
