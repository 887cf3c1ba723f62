"""Steps about what a comment points at: words, passages, sections."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pytest_bdd import given, then, when

from review.domain.anchors import CONTEXT, Anchor, Mark
from review.passages import passages
from review.projections import drafts
from tests.given import World
from tests.steps.comments import raise_comment, seen_by
from tests.steps.words import words


@given(words('{who:Who} comments on "{quote}" in paragraph {block:d}: "{text}"'))
@when(words('{who:Who} comments on "{quote}" in paragraph {block:d}: "{text}"'))
def _(world: World, who: str, quote: str, block: int, text: str) -> None:
    raise_comment(world, who, block, text, marks=(Mark(block=block, words=quote),))


@when(words('{who:Who} comments on "{quote}", seen at place {start:d}, in paragraph {block:d}: "{text}"'))
def _(world: World, who: str, quote: str, start: int, block: int, text: str) -> None:
    raise_comment(world, who, block, text, marks=(Mark(block=block, words=quote, start=start),))


@when(words('{who:Who} comments on the second "{quote}" in paragraph {block:d}: "{text}"'))
def _(world: World, who: str, quote: str, block: int, text: str) -> None:
    start = second(plain(world)[block], quote)
    raise_comment(world, who, block, text, marks=(Mark(block=block, words=quote, start=start),))


@when(words('{who:Who} comments on the section under paragraph {block:d}: "{text}"'))
def _(world: World, who: str, block: int, text: str) -> None:
    raise_comment(world, who, block, text, marks=(Mark(block=block, section=True),))


@when(words('{who:Who} comments on these words: "{text}"'))
def _(world: World, who: str, text: str, datatable: list[list[str]]) -> None:
    marks = tuple(Mark(block=int(block), words=quote) for block, quote in datatable[1:])
    raise_comment(world, who, marks[0].block, text, marks=marks)


@when(words('{who:Who} comments on {count:d} passages: "{text}"'))
def _(world: World, who: str, count: int, text: str) -> None:
    raise_comment(world, who, 1, text, marks=tuple(Mark(block=block) for block in range(1, count + 1)))


@then(words('comment {number:d} is about "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, quote: str, block: int) -> None:
    assert range_of(world, number, 0) == (block, quote)


@then(words('comment {number:d} is about the second "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, quote: str, block: int) -> None:
    assert anchors(world, number)[0].start == second(plain(world)[block], quote)


@then(words('comment {number:d} is also about "{quote}" in paragraph {block:d}'))
def _(world: World, number: int, quote: str, block: int) -> None:
    assert (block, quote) in [range_of(world, number, at) for at in range(1, len(anchors(world, number)))]


@then(words("comment {number:d} is also about paragraph {block:d}"))
def _(world: World, number: int, block: int) -> None:
    assert Anchor(block=block) in anchors(world, number)[1:]


@then(words("comment {number:d} is about the section under paragraph {block:d}"))
def _(world: World, number: int, block: int) -> None:
    assert anchors(world, number) == (Anchor(block=block, section=True),)


@then("its quote also holds the words around it")
def _(world: World) -> None:
    (anchor,) = anchors(world, 1)
    selector = json.loads(str(world.review.door().open(anchor.quote, world.reader("the auditor"))))
    text = plain(world)[anchor.block]
    assert anchor.start is not None and anchor.end is not None
    assert selector == {
        "exact": text[anchor.start : anchor.end],
        "prefix": text[max(0, anchor.start - CONTEXT) : anchor.start],
        "suffix": text[anchor.end : anchor.end + CONTEXT],
    }


def anchors(world: World, number: int) -> tuple[Anchor, ...]:
    return seen_by(world, "the auditor")[number - 1].anchors


def range_of(world: World, number: int, at: int) -> tuple[int, str]:
    anchor = anchors(world, number)[at]
    return anchor.block, plain(world)[anchor.block][anchor.start : anchor.end] if anchor.start is not None else ""


def plain(world: World) -> Mapping[int, str]:
    """The words of every block of the youngest version."""
    (draft,) = world.known.drafts.values()
    with world.review.reading() as tx:
        number = drafts.bare(tx, world.known.evaluation, draft).latest
        found = passages(world.review, tx, world.known.evaluation, draft, number)
    return {block: one.text for block, one in found.items()}


def second(text: str, quote: str) -> int:
    return text.index(quote, text.index(quote) + 1)
