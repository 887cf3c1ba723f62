"""The same command again: answered as the first time, by the same person in the same capacity, and never done twice."""

from __future__ import annotations

import dataclasses

import pytest

from review.application import uuid7
from review.commands.comments import RaiseComment
from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.evaluations import OpenEvaluation
from review.commands.people import RegisterPerson
from review.domain.errors import CommandReused, Refused
from review.domain.vocabulary import CommentKind, ErasureGround
from review.projections import comments
from tests.core.story import close_round, open_round, refusal, submit
from tests.given import World
from tests.soundness import heads


def speaking(world: World, review_round: object, text: str = "Waarom deze jaren?") -> RaiseComment:
    return RaiseComment(
        evaluation=world.known.evaluation,
        round=review_round,  # type: ignore[arg-type]
        block=2,
        kind=CommentKind.METHOD,
        text=text,
    )


def test_who_acts_in_another_capacity_acts_anew(world: World) -> None:
    submit(world)
    said = speaking(world, open_round(world))
    world.do("the director", said)
    before = heads(world.review)
    assert isinstance(refusal(world, "the chair of the reference group", said), CommandReused)
    assert heads(world.review) == before


def test_another_text_or_person_under_the_same_id_is_refused(world: World) -> None:
    submit(world)
    said = speaking(world, open_round(world))
    world.do("the external expert", said)
    other = dataclasses.replace(said, text="Iets anders.")
    assert isinstance(refusal(world, "the external expert", other), CommandReused)
    assert isinstance(refusal(world, "the policy representative", said), CommandReused)


def test_the_same_id_in_another_log_is_refused(world: World) -> None:
    submit(world)
    said = speaking(world, open_round(world))
    world.do("the external expert", said)
    registered = RegisterPerson(command_id=said.command_id, name="Joris Jansma", organisation="BZ/DAF")
    assert isinstance(refusal(world, "the operator", registered), CommandReused)
    opened = OpenEvaluation(command_id=said.command_id, title="Nog een missie")
    assert isinstance(refusal(world, "the director", opened), CommandReused)


def test_opening_twice_opens_one_evaluation(world: World) -> None:
    opened = OpenEvaluation(title="Nog een missie")
    first = world.do("the director", opened)
    assert world.do("the director", opened) == first
    assert isinstance(refusal(world, "the director", dataclasses.replace(opened, title="Anders")), CommandReused)


def test_an_evaluation_is_not_opened_over_a_log_that_is_there(world: World) -> None:
    before = heads(world.review)
    for log in (world.known.evaluation, world.review.installation.id):
        found = refusal(world, "the director", OpenEvaluation(command_id=log, title="Eroverheen"))
        assert isinstance(found, Refused)
    assert heads(world.review) == before


def test_a_refused_command_is_done_when_it_may_be_and_then_once(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    said = speaking(world, review_round)
    assert refusal(world, "the peer reader", said) is not None
    first = world.do("the external expert", said)
    close_round(world, review_round)
    assert world.do("the external expert", said) == first


def test_carrying_an_erasure_out_again_gets_the_first_answer(world: World) -> None:
    """An erasure takes the key along under which commands are known again: also its own."""
    submit(world)
    said = speaking(world, open_round(world))
    told = world.do("the external expert", said)
    with world.review.reading() as tx:
        it = comments.comments
        key = tx.scalar(comments.sa.select(it.c.text_key).where(it.c.id == told.subject))
    asked = world.do(
        "the data protection officer",
        RequestErasure(
            evaluation=world.known.evaluation,
            subject=told.subject,
            keys=(key,),
            ground=ErasureGround.SPILL,
            motive="Gelekt.",
        ),
    )
    carried = CarryOutErasure(evaluation=world.known.evaluation, erasure=asked.subject)
    first = world.do("the records manager", carried)
    before = heads(world.review)
    assert world.do("the records manager", carried) == first
    assert world.do("the external expert", said) == told
    assert heads(world.review) == before
    assert isinstance(refusal(world, "the policy representative", said), CommandReused)


@pytest.mark.parametrize("command_id", ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"])
def test_ids_of_other_kinds_are_ids_all_the_same(world: World, command_id: str) -> None:
    submit(world)
    said = dataclasses.replace(speaking(world, open_round(world)), command_id=type(uuid7())(command_id))
    first = world.do("the external expert", said)
    assert world.do("the external expert", said) == first
