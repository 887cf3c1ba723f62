"""Steps about the places of comments in later versions."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, then, when

from review.commands.placements import PlaceComment
from review.domain.anchors import Mark
from review.domain.gates import ClauseName, Outcome, clauses
from review.domain.placements import Tier
from review.domain.vocabulary import DocumentKind
from review.passages import passages
from review.projections import drafts, placements
from review.projections.standing import standing
from tests.given import World
from tests.steps.anchors import anchors
from tests.steps.words import words
from tests.texts import FIRST

TOR = DocumentKind.TERMS_OF_REFERENCE
GONE = "gone"


def revise(world: World, block: int, text: str, *, first: bool = False) -> None:
    """The next version; blocks go by the numbers of the first one, which those that stay keep."""
    blocks = list(world.known.texts[TOR])
    at = blocks.index(FIRST[TOR][block - 1])
    blocks[at : at + 1] = [] if text == GONE else [text]
    if first:
        blocks.insert(0, blocks.pop(at))
    world.submit("the team lead", TOR, blocks)
    world.require_noticed()


@given(words('in the next version paragraph {block:d} reads "{text}" and stands first'))
@when(words('in the next version paragraph {block:d} reads "{text}" and stands first'))
def _(world: World, block: int, text: str) -> None:
    revise(world, block, text, first=True)


@given(words('in the next version paragraph {block:d} reads "{text}"'))
@when(words('in the next version paragraph {block:d} reads "{text}"'))
def _(world: World, block: int, text: str) -> None:
    revise(world, block, text)


@given(words("in the next version paragraph {block:d} is gone"))
@when(words("in the next version paragraph {block:d} is gone"))
def _(world: World, block: int) -> None:
    revise(world, block, GONE)


def place(world: World, who: str, number: int, tier: Tier, **more: Any) -> None:
    """As somebody does who looked at the page just now."""
    comment = world.known.comments[number - 1]
    version = more.pop("version", None) or latest(world)
    now = more.pop("seen", (placed(world, number, version) or None))
    seen = now.tier if isinstance(now, placements.Placement) else now
    world.attempt(
        who,
        PlaceComment(evaluation=world.known.evaluation, comment=comment, number=version, tier=tier, seen=seen, **more),
    )


@when(words("{who:Who} confirms the place of comment {number:d}"))
def _(world: World, who: str, number: int) -> None:
    place(world, who, number, Tier.CONFIRMED)


@when(words('{who:Who} puts comment {number:d} at "{quote}" in paragraph {block:d}'))
def _(world: World, who: str, number: int, quote: str, block: int) -> None:
    place(world, who, number, Tier.REATTACHED, marks=(Mark(block=block, words=quote),))


@when(words('{who:Who} puts comment {number:d} at "{quote}" in paragraph {block:d}, having seen it float'))
def _(world: World, who: str, number: int, quote: str, block: int) -> None:
    place(world, who, number, Tier.REATTACHED, marks=(Mark(block=block, words=quote),), seen=Tier.ORPHAN)


@given(words("{who:Who} says that the passage of comment {number:d} is gone"))
@when(words("{who:Who} says that the passage of comment {number:d} is gone"))
def _(world: World, who: str, number: int) -> None:
    place(world, who, number, Tier.GONE, motive="Deze passage is vervallen.")


@when(words("{who:Who} says that the passage of comment {number:d} is gone in version {version:d}"))
def _(world: World, who: str, number: int, version: int) -> None:
    place(world, who, number, Tier.GONE, version=version)


def latest(world: World) -> int:
    with world.review.reading() as tx:
        return drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR]).latest


def placed(world: World, number: int, version: int) -> placements.Placement | None:
    with world.review.reading() as tx:
        return placements.one(tx, world.known.comments[number - 1], version)


def stands(world: World, number: int, version: int) -> tuple[Tier, int, str]:
    """The tier, the block and the words of the place of a comment; no words for a whole passage."""
    found = placed(world, number, version)
    assert found is not None
    (anchor,) = found.anchors
    with world.review.reading() as tx:
        texts = passages(world.review, tx, world.known.evaluation, world.known.drafts[TOR], version)
    said = texts[anchor.block].text[anchor.start : anchor.end] if anchor.start is not None else ""
    return found.tier, anchor.block, said


@then(words('comment {number:d} stands in version {version:d} by edited words on "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, version: int, quote: str, block: int) -> None:
    assert stands(world, number, version) == (Tier.WORD_MAP, block, quote)


@then(words("comment {number:d} stands in version {version:d} by the same text in paragraph {block:d}"))
def _(world: World, number: int, version: int, block: int) -> None:
    assert stands(world, number, version) == (Tier.SAME_TEXT, block, "")


@then(words('comment {number:d} stands in version {version:d} as placed anew on "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, version: int, quote: str, block: int) -> None:
    assert stands(world, number, version) == (Tier.REATTACHED, block, quote)


@then(words("comment {number:d} stands in version {version:d} as one on the whole document"))
def _(world: World, number: int, version: int) -> None:
    found = placed(world, number, version)
    assert found is not None and found.is_settled and found.anchors == () == anchors(world, number)


@then(words('comment {number:d} is still about "{quote}" in paragraph {block:d} of version 1'))
def _(world: World, number: int, quote: str, block: int) -> None:
    anchor = anchors(world, number)[0]
    with world.review.reading() as tx:
        texts = passages(world.review, tx, world.known.evaluation, world.known.drafts[TOR], 1)
    assert (anchor.block, texts[block].text[anchor.start : anchor.end]) == (block, quote)


@then(words("comment {number:d} floats in version {version:d}"))
def _(world: World, number: int, version: int) -> None:
    found = placed(world, number, version)
    assert found is not None and not found.is_settled
    assert floating(world, version) > 0


@then(words("comment {number:d} has no place in version {version:d} yet"))
def _(world: World, number: int, version: int) -> None:
    assert placed(world, number, version) is None
    assert floating(world, version) == 1


@then(words("nothing floats in version {version:d}"))
def _(world: World, version: int) -> None:
    assert floating(world, version) == 0


@then(words("in version {version:d} the places of all tiers together are {count:Count}"))
def _(world: World, version: int, count: int) -> None:
    with world.review.reading() as tx:
        assert len(placements.of_version(tx, world.known.drafts[TOR], version)) == count


@then(words("comment {number:d} has gone with its passage in version {version:d}"))
def _(world: World, number: int, version: int) -> None:
    found = placed(world, number, version)
    assert found is not None and (found.tier, found.anchors) == (Tier.GONE, ())


def floating(world: World, version: int) -> int:
    with world.review.reading() as tx:
        return len(placements.floating(tx, world.known.drafts[TOR], version)[0])


def outcome(world: World) -> Outcome:
    with world.review.reading() as tx:
        facts = standing(tx, world.known.evaluation, world.known.drafts[TOR])
    return next(one.outcome for one in clauses(facts) if one.name is ClauseName.COMMENTS_PLACED)


@then("the clause about floating comments is not met")
def _(world: World) -> None:
    assert outcome(world) is Outcome.UNSATISFIED


@then("the clause about floating comments is met")
def _(world: World) -> None:
    assert outcome(world) is Outcome.SATISFIED
