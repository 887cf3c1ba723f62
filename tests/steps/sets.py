"""Steps about a member's own set: drafts that nobody else sees, submitted as one act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pytest_bdd import given, then, when

from review.application import Done, uuid7
from review.commands.erasures import CarryOutErasure
from review.commands.sets import KeepUnsubmitted, SubmitSet, ThrowAway
from review.domain.anchors import Mark
from review.domain.comments import CommentRaised
from review.domain.rounds import ResponseSubmitted
from review.domain.sets import SET_LIMIT, Mine
from review.domain.vocabulary import BodyKind, CommentKind, ErasureGround, Position
from review.projections import comments, rounds
from review.projections.schema import metadata as read_tables
from review.store import tables
from review.store.unsubmitted import Place, UnsubmittedTexts
from tests.cast import CAST
from tests.given import DAY, World
from tests.soundness import heads
from tests.steps.erasures import ask, text_of_comment
from tests.steps.together import together
from tests.steps.words import words

GROUP = BodyKind.REFERENCE_GROUP


def mine(world: World, who: str) -> list[Mine]:
    person, seat = world.known.seats[who]
    return world.review.sets.of(person, world.known.rounds[GROUP], {seat})


def keep(world: World, who: str, block: int | None, text: str, **more: Any) -> None:
    world.found = (heads(world.review), read_rows(world))
    more.setdefault("unsubmitted", uuid7())
    more.setdefault("hand", uuid7())
    more.setdefault("kind", CommentKind.QUESTION)
    kept = KeepUnsubmitted(
        evaluation=world.known.evaluation, round=world.known.rounds[GROUP], block=block, text=text, **more
    )
    if world.attempt(who, kept) is not None:
        world.known.drafts_kept.append(kept.unsubmitted)


def submit(world: World, who: str, position: Position | None, seen: list[Mine] | None = None) -> SubmitSet:
    looked = mine(world, who) if seen is None else seen
    return SubmitSet(
        evaluation=world.known.evaluation,
        round=world.known.rounds[GROUP],
        seen=tuple((one.id, one.revision) for one in looked),
        position=position,
    )


def read_rows(world: World) -> dict[str, list[tuple[Any, ...]]]:
    with world.review.reading() as tx:
        return {
            table.name: sorted((tuple(row) for row in tx.execute(sa.select(table))), key=repr)
            for table in read_tables.sorted_tables
        }


@given(words('{who:Who} keeps a draft on paragraph {block:d}: "{text}"'))
@when(words('{who:Who} keeps a draft on paragraph {block:d}: "{text}"'))
def _(world: World, who: str, block: int, text: str) -> None:
    keep(world, who, block, text)


@given(words('{who:Who} keeps a draft on "{quote}" in paragraph {block:d}: "{text}"'))
def _(world: World, who: str, quote: str, block: int, text: str) -> None:
    keep(world, who, block, text, marks=(Mark(block=block, words=quote),))


@then(words("the draft of {who:Who} points at paragraph {block:d} without its words"))
def _(world: World, who: str, block: int) -> None:
    (one,) = mine(world, who)
    assert one.it is not None
    assert (one.it.block, one.it.marks) == (block, (Mark(block=block),))


@given(words('{who:Who} keeps a draft on the document as a whole: "{text}"'))
def _(world: World, who: str, text: str) -> None:
    keep(world, who, None, text)


@given(words('{who:Who} keeps a draft without a kind on paragraph {block:d}: "{text}"'))
def _(world: World, who: str, block: int, text: str) -> None:
    keep(world, who, block, text, kind=None)


@given(words("{who:Who} holds as many drafts as one member can"))
def _(world: World, who: str) -> None:
    person, seat = world.known.seats[who]
    place = Place(world.known.evaluation, person, seat, world.known.rounds[GROUP])
    texts = UnsubmittedTexts(world.review.engine, world.review.vault)
    with world.review.on(place.log).log_recorder.transaction() as writer:
        for _ in range(SET_LIMIT):
            texts.keep(writer.tx, uuid7(), place, "{}", epoch=writer.epoch)


@given(words("{who:Who} opens draft 1 in two windows"))
def _(world: World, who: str) -> None:
    world.known.windows = {"first": (uuid7(), 1), "second": (uuid7(), 1)}


@when(words('{who:Who} changes draft 1 to "{text}"'))
def _(world: World, who: str, text: str) -> None:
    it = mine(world, who)[0]
    keep(world, who, 2, text, unsubmitted=it.id, seen=it.revision)


@when(words('{who:Who} changes draft 1 to "{text}" in the {window} window'))
def _(world: World, who: str, text: str, window: str) -> None:
    hand, seen = world.known.windows[window]
    keep(world, who, 2, text, unsubmitted=mine(world, who)[0].id, seen=seen, hand=hand)


@when(words("{who:Who} throws draft 1 away"))
def _(world: World, who: str) -> None:
    throw_away(world, who, (mine(world, who)[0].id,))


@when(words("{who:Who} throws away the draft of {other:Who}"))
def _(world: World, who: str, other: str) -> None:
    throw_away(world, who, (mine(world, other)[0].id,))


@when(words("{who:Who} writes over the draft of {other:Who}"))
def _(world: World, who: str, other: str) -> None:
    it = mine(world, other)[0]
    keep(world, who, 2, "Overgeschreven", unsubmitted=it.id, seen=it.revision)


def throw_away(world: World, who: str, ids: tuple[UUID, ...]) -> None:
    world.attempt(who, ThrowAway(evaluation=world.known.evaluation, unsubmitted=ids))


@when(words("the drafts in the database are put on the name of {who:Who}"))
def _(world: World, who: str) -> None:
    person, seat = world.known.seats[who]
    with world.review.engine.begin() as tx:
        tx.execute(tables.unsubmitted.update().values(person=person, seat=seat))


@when(words("the text of comment {number:d} is erased by both officers"))
def _(world: World, number: int) -> None:
    key = text_of_comment(world, number).key
    ask(world, "the data protection officer", world.known.comments[number - 1], (key,), ErasureGround.ERASURE_REQUEST)
    agreed = CarryOutErasure(evaluation=world.known.evaluation, erasure=world.known.erasures[-1])
    world.do("the records manager", agreed)


@given(words("{who:Who} looks at the set"))
def _(world: World, who: str) -> None:
    world.known.looked = mine(world, who)


@when(words("{who:Who} submits what was looked at"))
def _(world: World, who: str) -> None:
    world.attempt(who, submit(world, who, Position.OBJECTS, world.known.looked))


@given(words("{who:Who} submits the set, and {position:Position}"))
@when(words("{who:Who} submits the set, and {position:Position}"))
def _(world: World, who: str, position: Position) -> None:
    world.attempt(who, submit(world, who, position))
    world.known.submitter = who


@when(words("{who:Who} submits the set, and agrees if the comments are dealt with"))
def _(world: World, who: str) -> None:
    world.attempt(who, submit(world, who, Position.AGREES_IF_DEALT_WITH))
    world.known.submitter = who


@when(words("{who:Who} submits the set without a position"))
def _(world: World, who: str) -> None:
    world.attempt(who, submit(world, who, None))


@when("the same act is sent again")
def _(world: World) -> None:
    first = world.done
    assert world.command is not None
    assert world.attempt(world.known.submitter, world.command) == first


@when("everybody who holds drafts submits at the same moment")
def _(world: World) -> None:
    whose = [who for who in ("the external expert", "the policy representative") if mine(world, who)]
    answers = together(world, *((who, submit(world, who, Position.COMMENTS)) for who in whose))
    assert all(type(answer) is Done for answer in answers), answers


@then(words("{who:Who} holds {count:Count} draft"))
@then(words("{who:Who} holds {count:Count} drafts"))
def _(world: World, who: str, count: int) -> None:
    assert len(mine(world, who)) == count


@then(words('draft 1 of {who:Who} reads "{text}"'))
def _(world: World, who: str, text: str) -> None:
    it = mine(world, who)[0].it
    assert it is not None and it.text == text


@then(words("the drafts of {who:Who} do not open"))
def _(world: World, who: str) -> None:
    assert [one.it for one in mine(world, who)] == [None]


@then("nothing was recorded of it")
def _(world: World) -> None:
    before, rows = world.found
    assert heads(world.review) == before
    assert read_rows(world) == rows


@then("nobody else can see that there is a draft")
def _(world: World) -> None:
    for other in CAST:
        held = world.review.sets.rounds_of(world.person(other), world.known.evaluation)
        assert bool(held) == (world.person(other) == world.person("the external expert")), other


@then(words('nothing readable of "{text}" lies in the database'))
def _(world: World, text: str) -> None:
    wanted = text.encode()
    with world.review.engine.connect() as tx:
        for table in tables.metadata.sorted_tables:
            for row in tx.execute(sa.select(table)):
                assert all(wanted not in (cell if isinstance(cell, bytes) else str(cell).encode()) for cell in row)
    for file in world.place.data.glob("*.db*"):
        assert wanted not in file.read_bytes()


def _records(world: World) -> list[Any]:
    with world.review.reading() as tx:
        return list(world.review.records(tx, world.known.evaluation))


@then(words("{count:d} comments are on record, numbered from 1"))
@then(words("{count:d} comment is on record, numbered from 1"))
def _(world: World, count: int) -> None:
    world.require_noticed()
    numbers = [it.event.number for it in _records(world) if isinstance(it.event, CommentRaised)]
    assert numbers == list(range(1, count + 1))
    with world.review.reading() as tx:
        seen = comments.of_evaluation(tx, world.review.door(), world.reader("the auditor"), world.known.evaluation)
    assert [it.number for it in seen] == numbers


@then(words("they were recorded as one act with the position {position:Position}"))
def _(world: World, position: Position) -> None:
    *raised, answer = [it for it in _records(world) if isinstance(it.event, CommentRaised | ResponseSubmitted)]
    assert {it.envelope.command for it in raised} == {answer.envelope.command}
    assert answer.event.position is position


@then(words("{who:Who} answered {days:d} days ago"))
def _(world: World, who: str, days: int) -> None:
    with world.review.reading() as tx:
        it = rounds.one(tx, world.review.door(), world.reader("the director"), world.known.rounds[GROUP])
    found = it.participation([world.known.seats[who][1]])
    assert found is not None and found.responded_at is not None
    assert days - 1 < (world.clock.now - found.responded_at) / DAY < days + 1
