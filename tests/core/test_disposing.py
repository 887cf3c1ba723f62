"""Dealing with comments: on passages that exist, in one direction, by people who may read what they deal with."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from review.commands.comments import WithdrawComment
from review.commands.dispositions import DisposeComment
from review.commands.rounds import SubmitResponse
from review.domain.errors import AlreadyDone, DuplicateTarget, NoSuchPassage, OwnComment, Refused, Unknown
from review.domain.vocabulary import BodyKind, Capacity, Disposition, Position, Visibility
from review.projections.standing import standing
from tests.core.story import REFERENCE, TOR, close_round, comment, open_round, refusal, submit
from tests.given import World
from tests.texts import TERMS_OF_REFERENCE


def disposing(world: World, remark: Any, as_: Disposition = Disposition.ACCEPTED, **fields: Any) -> DisposeComment:
    return DisposeComment(
        evaluation=world.known.evaluation, comment=remark, disposition=as_, motive="Zo is het.", **fields
    )


def test_the_passage_that_answers_exists_where_its_version_does(world: World) -> None:
    submit(world)
    remark = comment(world, open_round(world))
    submit(world, b2=TERMS_OF_REFERENCE[1].replace("Nederlandse", "Nederlandse militaire"))
    for in_version, block in ((2, 999), (2, 0), (2, -2), (3, 0), (4, 2), (None, 2)):
        found = refusal(world, "the team lead", disposing(world, remark, in_version=in_version, block=block))
        assert isinstance(found, NoSuchPassage), f"paragraph {block} of version {in_version} was taken"
    world.do("the team lead", disposing(world, remark, in_version=3, block=40))  # the next version may have it
    world.do("the team lead", disposing(world, remark, in_version=2, block=2))


def test_a_passage_that_was_taken_out_answers_too(world: World) -> None:
    submit(world)
    remark = comment(world, open_round(world), text="Schrap deze zin.")
    submit(world, b2="Iets heel anders, over een ander onderwerp.")
    world.do("the team lead", disposing(world, remark, in_version=2, block=2))


def test_two_comments_are_never_each_the_duplicate_of_the_other(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    one, two, three = (comment(world, review_round, text=f"Waarom {number}?") for number in range(3))
    world.do("the team lead", disposing(world, one, Disposition.DUPLICATE, duplicate_of=2))
    world.do("the team lead", disposing(world, two, Disposition.DUPLICATE, duplicate_of=3))
    for number in itertools.chain((1, 2), (3,)):
        found = refusal(world, "the team lead", disposing(world, three, Disposition.DUPLICATE, duplicate_of=number))
        assert isinstance(found, DuplicateTarget), f"a circle of duplicates over {number}"
    world.do("the team lead", disposing(world, three))


def test_a_withdrawn_comment_is_nobodys_original(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    one, two = comment(world, review_round), comment(world, review_round)
    world.do("the external expert", WithdrawComment(evaluation=world.known.evaluation, comment=one))
    found = refusal(world, "the team lead", disposing(world, two, Disposition.DUPLICATE, duplicate_of=1))
    assert isinstance(found, DuplicateTarget)


@pytest.mark.parametrize("visibility", [Visibility.CHAIR, Visibility.OWN_ORGANISATION])
def test_a_comment_for_other_eyes_neither_waits_for_the_team_nor_shuts_the_gate(
    world: World, visibility: Visibility
) -> None:
    draft = submit(world)
    review_round = open_round(world)
    remark = comment(world, review_round, visibility=visibility)
    assert isinstance(refusal(world, "the evaluator", disposing(world, remark)), Unknown)
    close_round(world, review_round)
    with world.review.reading() as tx:
        assert standing(tx, world.known.evaluation, draft).open_comments == ()
    open_round(world, REFERENCE)  # C3: nothing is left for the team


def test_a_comment_of_another_evaluation_is_unknown_to_every_act(world: World) -> None:
    submit(world)
    review_round = open_round(world)
    remark = comment(world, review_round)
    first = world.known
    world.open_evaluation("Evaluatie van een andere missie")
    world.seat("Tom Torenaar", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB")
    world.seat("Nora Noord", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT, "UvT")
    acts = [
        ("the team lead", disposing(world, remark)),
        ("the external expert", WithdrawComment(evaluation=world.known.evaluation, comment=remark)),
        (
            "the external expert",
            SubmitResponse(evaluation=world.known.evaluation, round=review_round, position=Position.NO_COMMENTS),
        ),
    ]
    for who, command in acts:
        assert isinstance(refusal(world, who, command), Unknown), type(command).__name__
    world.known.seats["a seat elsewhere"] = first.seats["the team lead"]
    assert isinstance(refusal(world, "a seat elsewhere", disposing(world, remark)), Refused)


def test_an_own_comment_is_not_disposed_of_from_another_seat(world: World) -> None:
    submit(world)
    remark = comment(world, open_round(world))
    world.seat("Nora Noord", BodyKind.EVALUATION_TEAM, Capacity.EVALUATOR, "UvT")
    person, _ = world.known.seats["the external expert"]
    assert world.known.seats["Nora"][0] == person
    assert isinstance(refusal(world, "Nora", disposing(world, remark)), OwnComment)


def test_a_comment_is_not_withdrawn_after_it_was_dealt_with(world: World) -> None:
    submit(world)
    remark = comment(world, open_round(world))
    world.do("the team lead", disposing(world, remark))
    withdrawn = WithdrawComment(evaluation=world.known.evaluation, comment=remark)
    assert isinstance(refusal(world, "the external expert", withdrawn), AlreadyDone)
    assert world.known.drafts[TOR]


def test_the_blocks_of_a_version_are_those_of_its_own_evaluation(world: World) -> None:
    draft = submit(world)
    with world.review.reading() as tx:
        assert 2 in world.review.blocks_of(tx, world.known.evaluation, draft, 1)
    world.open_evaluation("Evaluatie van een andere missie")
    with world.review.reading() as tx, pytest.raises(Unknown):
        world.review.blocks_of(tx, world.known.evaluation, draft, 1)
