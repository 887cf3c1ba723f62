"""Steps about what is said in the thread of a comment, and about comments that came late."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.lateness import DecideLateComment
from review.commands.replies import ReplyToComment
from review.domain.acts import Pseudonym
from review.domain.errors import Unknown
from review.projections import comments, people, remarks, replies
from tests.given import World
from tests.steps.drafts import TOR
from tests.steps.words import words


def read(world: World, who: str, number: int) -> list[replies.Reply]:
    with world.review.reading() as tx:
        door, reader = world.review.door(), world.reader(who)
        it = comments.one(tx, door, reader, world.known.comments[number - 1])
        return list(replies.of_comment(tx, door, reader, it))


def reply(world: World, who: str, number: int, text: str, speaker: str | None = None) -> None:
    said = ReplyToComment(
        evaluation=world.known.evaluation,
        comment=world.known.comments[number - 1],
        text=text,
        speaker=world.known.seats[speaker][1] if speaker else None,
    )
    world.attempt(who, said)


def decide(world: World, who: str, number: int, *, admitted: bool, motive: str = "") -> None:
    decided = DecideLateComment(
        evaluation=world.known.evaluation,
        comment=world.known.comments[number - 1],
        admitted=admitted,
        motive=motive,
    )
    world.attempt(who, decided)


@when(words('{who:Who} replies to comment {number:d}: "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    reply(world, who, number, text)


@when(words('{who:Who} enters a reply of {speaker:Who} to comment {number:d}: "{text}"'))
def _(world: World, who: str, speaker: str, number: int, text: str) -> None:
    reply(world, who, number, text, speaker)


@when(words("{who:Who} takes late comment {number:d} along"))
def _(world: World, who: str, number: int) -> None:
    decide(world, who, number, admitted=True)


@when(words("{who:Who} does not take late comment {number:d} along"))
def _(world: World, who: str, number: int) -> None:
    decide(world, who, number, admitted=False)


@when(words('{who:Who} does not take late comment {number:d} along: "{motive}"'))
def _(world: World, who: str, number: int, motive: str) -> None:
    decide(world, who, number, admitted=False, motive=motive)


@then(words("{who:Who} reads {count:d} replies to comment {number:d}"))
@then(words("{who:Who} reads {count:d} reply to comment {number:d}"))
def _(world: World, who: str, count: int, number: int) -> None:
    world.require_noticed()
    assert len(read(world, who, number)) == count


@then("nobody on the team can read that")
def _(world: World) -> None:
    for who in ("the team lead", "the evaluator"):
        try:
            read(world, who, 1)
        except Unknown:
            continue
        raise AssertionError(f"{who} reads it")


@then(words("the last reply to comment {number:d} is of {speaker:Who}, entered by {who:Who}"))
def _(world: World, number: int, speaker: str, who: str) -> None:
    world.require_noticed()
    last = read(world, "the director", number)[-1]
    with world.review.reading() as tx:
        wanted = {world.person(one) for one in (speaker, who)}
        names = people.Names(tx, world.review.door(), world.reader("the director"), wanted)
        assert (last.name, last.entered_by) == (names[world.person(speaker)], names[world.person(who)])


@then(words("{who:Who} does not learn who replied to comment {number:d}"))
def _(world: World, who: str, number: int) -> None:
    world.require_noticed()
    (one,) = read(world, who, number)
    assert isinstance(one.name, Pseudonym)
    assert (one.capacity, one.organisation, one.entered_by) == (None, "", None)


@given("no comment waits for a disposition")
@then("no comment waits for a disposition")
def _(world: World) -> None:
    with world.review.reading() as tx:
        assert remarks.undisposed(tx, world.known.drafts[TOR]) == []
