"""Steps about what somebody was assigned and what is left to read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import g
from pytest_bdd import given, then, when

from review.commands.comments import RaiseComment
from review.commands.groups import AssignSections
from review.domain.anchors import Mark
from review.domain.vocabulary import BodyKind, CommentKind, DocumentKind
from review.projections import drafts
from review.web.comparisons import compared
from review.web.renderings import noted_door, text_of
from tests.given import World
from tests.serving import app_over
from tests.steps.words import words

TOR, REPORT = DocumentKind.TERMS_OF_REFERENCE, DocumentKind.REPORT
HIDDEN = re.compile(r"\[niet (?:toegewezen|over uw bronnen)\]")


def assign(world: World, who: str, member: str, *sections: int) -> None:
    seat = world.known.seats[member][1]
    command = AssignSections(
        evaluation=world.known.evaluation, seat=seat, draft=world.known.drafts[TOR], sections=sections
    )
    world.attempt(who, command)


def reads(world: World, who: str, number: int | None, kind: DocumentKind = TOR) -> Mapping[int, str]:
    """The blocks of a version (None: the latest) of which this person reads the words."""
    evaluation, draft = world.known.evaluation, world.known.drafts[kind]
    app = app_over(world.review)
    with app.test_request_context("/"), world.review.reading() as tx:
        g.session = None
        it = drafts.bare(tx, evaluation, draft, number)
        entries = world.review.versions.entries(tx, evaluation, draft, it.number)
        found = text_of(entries, it.root, noted_door(evaluation, it.root), world.reader(who))
    assert list(found.blocks) == list(entries)
    return {number: block.text for number, block in found.blocks.items() if not HIDDEN.search(block.text)}


@given(words("{who:Who} assigns {member:Who} the section under paragraph {block:d}"))
@when(words("{who:Who} assigns {member:Who} the section under paragraph {block:d}"))
def _(world: World, who: str, member: str, block: int) -> None:
    assign(world, who, member, block)


@when(words("{who:Who} assigns {member:Who} nothing"))
def _(world: World, who: str, member: str) -> None:
    assign(world, who, member)


@when(words('{who:Who} comments on the words "{quoted}" of paragraph {block:d}'))
def _(world: World, who: str, quoted: str, block: int) -> None:
    raised = RaiseComment(
        evaluation=world.known.evaluation,
        round=world.known.rounds[BodyKind.REFERENCE_GROUP],
        block=block,
        kind=CommentKind.QUESTION,
        text="Klopt dit?",
        marks=(Mark(block=block, words=quoted),),
    )
    world.attempt(who, raised)


@then(words("{who:Who} reads paragraphs {first:d} to {last:d} of version {number:d}"))
def _(world: World, who: str, first: int, last: int, number: int) -> None:
    world.require_noticed()
    assert list(reads(world, who, number)) == list(range(first, last + 1))


@then(words("{who:Who} reads nothing of version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    world.require_noticed()
    assert reads(world, who, number) == {}


@then(words("{who:Who} reads all of version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    assert len(reads(world, who, number)) == len(world.known.texts[TOR])


@then(
    words(
        "to {who:Who} {few:Count} paragraph changed between version {old:d} and version {new:d},"
        " to {other:Who} {everything:Count}"
    )
)
def _(world: World, who: str, few: int, old: int, new: int, other: str, everything: int) -> None:
    evaluation, draft = world.known.evaluation, world.known.drafts[TOR]
    app = app_over(world.review)
    with app.test_request_context("/"), world.review.reading() as tx:
        g.session = None
        pair = [drafts.bare(tx, evaluation, draft, at) for at in (old, new)]
        found = [
            len(compared(tx, world.reader(one), evaluation, *pair).story.comparison.changes)
            for one in (other, who, other)
        ]
    assert found == [everything, few, everything]


@given(words("{who:Who} submits part {part:d} of the report"))
@when(words("{who:Who} submits part {part:d} of the report"))
def _(world: World, who: str, part: int) -> None:
    world.submit(who, REPORT, part=part)


@given(words("{who:Who} submits a next version of part {part:d} of the report"))
def _(world: World, who: str, part: int) -> None:
    world.submit(
        who, REPORT, [*world.known.texts[REPORT], "Bevinding 3: de gesprekken spreken elkaar tegen."], part=part
    )


@then(words("{who:Who} reads all of that part, and {other:Who} nothing"))
def _(world: World, who: str, other: str) -> None:
    world.require_noticed()
    assert len(reads(world, who, None, REPORT)) == len(world.known.texts[REPORT])
    assert reads(world, other, None, REPORT) == {}
