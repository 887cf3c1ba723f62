"""Steps about what the team does with many comments at once, takes over, and says it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pytest_bdd import given, parsers, then, when

from review.commands.changes import ExplainChange
from review.commands.dispositions import ConfirmDispositions, DisposeComments, TakeOverWording
from review.domain.vocabulary import CommentState, Disposition, DocumentKind
from review.projections import drafts, explanations, remarks, trail
from tests.given import World
from tests.steps.comments import seen_by
from tests.steps.words import words

WHO = r"(?P<who>the [a-z ]+)"
NUMBERS = r"(?P<numbers>\d+(?:, \d+)*(?: and \d+)?)"


def chosen(world: World, numbers: str) -> tuple[UUID, ...]:
    """The comments of a list in words: *1, 2 and 5*."""
    return tuple(world.known.comments[int(one) - 1] for one in numbers.replace(" and ", ", ").split(", "))


def position(world: World) -> int:
    """Where the log stands: what somebody who opens a page now has seen."""
    with world.review.reading() as tx:
        return trail.last(tx, world.known.evaluation)


def dispose_all(world: World, who: str, numbers: str, disposition: str, **more: Any) -> None:
    command = DisposeComments(
        evaluation=world.known.evaluation,
        comments=more.pop("comments", None) or chosen(world, numbers),
        disposition=Disposition(disposition.replace(" ", "_")),
        **more,
    )
    world.attempt(who, command)


@when(parsers.re(rf'{WHO} disposes of comments {NUMBERS} together as (?P<as_>[a-z ]+): "(?P<motive>.+)"'))
def _(world: World, who: str, numbers: str, as_: str, motive: str) -> None:
    dispose_all(world, who, numbers, as_, motive=motive)


@when(parsers.re(rf"{WHO} disposes of comments {NUMBERS} together as duplicates of comment (?P<one>\d+)"))
def _(world: World, who: str, numbers: str, one: str) -> None:
    dispose_all(world, who, numbers, "duplicate", duplicate_of=int(one))


@when(parsers.re(rf"{WHO} disposes of comments {NUMBERS} together as (?P<as_>[a-z]+)$"))
def _(world: World, who: str, numbers: str, as_: str) -> None:
    dispose_all(world, who, numbers, as_)


@given(words("{who:Who} opens the list of comments"))
def _(world: World, who: str) -> None:
    world.found = position(world)


@when(parsers.re(rf"{WHO} disposes of comments {NUMBERS} of that list together as (?P<as_>[a-z]+)$"))
def _(world: World, who: str, numbers: str, as_: str) -> None:
    dispose_all(world, who, numbers, as_, seen=world.found)


@when(words("{who:Who} disposes of no comments together"))
def _(world: World, who: str) -> None:
    command = DisposeComments(evaluation=world.known.evaluation, comments=(), disposition=Disposition.NOTED)
    world.attempt(who, command)


@when(words("{who:Who} disposes of {count:d} comments together"))
def _(world: World, who: str, count: int) -> None:
    many = tuple(UUID(int=number) for number in range(count))
    dispose_all(world, who, "", "noted", comments=many)


@when(parsers.re(rf"{WHO} is satisfied with comments {NUMBERS}"))
def _(world: World, who: str, numbers: str) -> None:
    command = ConfirmDispositions(evaluation=world.known.evaluation, comments=chosen(world, numbers))
    world.attempt(who, command)


@given(words("{who:Who} takes over the wording of comment {number:d}"))
@when(words("{who:Who} takes over the wording of comment {number:d}"))
def _(world: World, who: str, number: int) -> None:
    comment = world.known.comments[number - 1]
    world.attempt(who, TakeOverWording(evaluation=world.known.evaluation, comment=comment))


@then(words("the refusal names comment {number:d}"))
def _(world: World, number: int) -> None:
    assert world.refused is not None
    assert world.refused.parameters["of_comment"] == number


@then(parsers.re(rf"comments {NUMBERS} are all disposed as (?P<as_>[a-z ]+)"))
def _(world: World, numbers: str, as_: str) -> None:
    wanted = [int(one) for one in numbers.replace(" and ", ", ").split(", ")]
    found = {one.number: one for one in seen_by(world, "the auditor")}
    assert {(found[one].state, found[one].disposition) for one in wanted} == {
        (CommentState.DISPOSED, Disposition(as_.replace(" ", "_")))
    }


@then(words("{count:Count} records came of that act"))
def _(world: World, count: int) -> None:
    assert world.done is not None
    assert world.done.last - world.done.first + 1 == count


@then(words("comment {number:d} is answered in paragraph {block:d} of version {version:d}"))
def _(world: World, number: int, block: int, version: int) -> None:
    found = seen_by(world, "the auditor")[number - 1]
    assert (found.answer_block, found.in_version) == (block, version)


@then(words("comment {number:d} is accepted, and the text changed"))
def _(world: World, number: int) -> None:
    assert _stands(world, number) == (False, False)


@then(words("comment {number:d} is accepted, but the text reads as before"))
def _(world: World, number: int) -> None:
    assert _stands(world, number) == (True, True)


@then(words("comment {number:d} is accepted, and the change is still to come"))
def _(world: World, number: int) -> None:
    assert _stands(world, number) == (False, True)


def _stands(world: World, number: int) -> tuple[bool, bool]:
    """Whether the row says that nothing changed, and whether the gate of the latest version counts it."""
    found = seen_by(world, "the auditor")[number - 1]
    assert found.disposition in (Disposition.ACCEPTED, Disposition.PARTIALLY_ACCEPTED)
    with world.review.reading() as tx:
        latest = drafts.bare(tx, world.known.evaluation, found.draft).latest
        return found.unchanged, found.position in remarks.untrue(tx, found.draft, latest)


@when(words('{who:Who} explains the change of paragraph {block:d} in version {number:d}: "{reason}"'))
def _(world: World, who: str, block: int, number: int, reason: str) -> None:
    draft = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    world.attempt(
        who, ExplainChange(evaluation=world.known.evaluation, draft=draft, number=number, block=block, reason=reason)
    )


@then(words('{who:Who} reads the reason "{reason}" for paragraph {block:d} of version {number:d}'))
def _(world: World, who: str, reason: str, block: int, number: int) -> None:
    draft = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    with world.review.reading() as tx:
        found = explanations.of_version(tx, world.review.door(), world.reader(who), draft, number)
    assert [(one.block, one.reason) for one in found] == [(block, reason)]
