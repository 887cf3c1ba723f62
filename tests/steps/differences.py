"""Steps about what changed between two versions, and since when."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.documents.blocks import Block
from review.documents.storyline import Left, Storyline, Told, storyline
from review.domain.acts import Lost
from review.domain.vocabulary import DocumentKind
from review.projections import comments, drafts, placements
from review.projections.since import Since, Why, since
from review.projections.touching import is_taken_over, touching
from review.versions import numbered
from tests.given import World
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE
LOST = dict.fromkeys(Lost, "(weg)")


def blocks(world: World, who: str, number: int) -> list[tuple[int, Block]]:
    draft, evaluation = world.known.drafts[TOR], world.known.evaluation
    with world.review.reading() as tx:
        entries = world.review.versions.entries(tx, evaluation, draft, number)
        return numbered(list(entries.values()), world.review.door(), world.reader(who), LOST)


def story(world: World) -> Storyline:
    found = world.found
    assert isinstance(found, Storyline)
    return found


@given(words("the team lead submits a next version in which paragraph {moved:d} comes after paragraph {after:d}"))
def _(world: World, moved: int, after: int) -> None:
    text = list(world.known.texts[TOR])
    text.insert(after, text[moved - 1])
    del text[moved - 1]
    world.submit("the team lead", TOR, text)


@when(words("{who:Who} compares version {old:d} with version {new:d}"))
def _(world: World, who: str, old: int, new: int) -> None:
    world.found = storyline(blocks(world, who, old), blocks(world, who, new))


@then(words("only paragraph {number:d} changed"))
def _(world: World, number: int) -> None:
    assert [change.number for change in story(world).comparison.changes] == [number]


@then(words("only paragraphs {first:d} and {second:d} changed"))
def _(world: World, first: int, second: int) -> None:
    assert [change.number for change in story(world).comparison.changes] == [first, second]


@then(words('in paragraph {number:d} "{old}" became "{new}"'))
def _(world: World, number: int, old: str, new: str) -> None:
    change = next(one for one in story(world).comparison.changes if one.number == number)
    assert [piece for piece in change.words if piece[0] != "eq"] == [("del", old), ("ins", new)]


@then(words("paragraph {number:d} was moved, and leaves a mark where it stood"))
def _(world: World, number: int) -> None:
    found = [(type(part), part.change.op, part.change.number) for part in story(world).parts if hasattr(part, "change")]
    assert found == [(Left, "move", number), (Told, "move", number)]


@then(words("paragraph {number:d} is told in a table under the head of paragraph {head:d}"))
def _(world: World, number: int, head: int) -> None:
    (part,) = [one for one in story(world).parts if isinstance(one, Told) and one.change.number == number]
    assert story(world).heads[part.table].number == head


# -- since when


@given(words("{who:Who} has read version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    evaluation = world.known.evaluation
    with world.review.reading() as tx:
        root = drafts.bare(tx, evaluation, world.known.drafts[TOR], number).root
    world.review.readings.record(world.person(who), None, evaluation, "version", root.hex())


def bases(world: World, who: str, number: int) -> list[Since]:
    evaluation, reader = world.known.evaluation, world.reader(who)
    opened = world.review.readings.opened(log=evaluation, person=reader.person, purpose="version")
    with world.review.reading() as tx:
        return since(tx, reader, world.known.drafts[TOR], number, opened)


@then(words("{who:Who} sees version {number:d} since version {base:d}, on which she responded"))
def _(world: World, who: str, number: int, base: int) -> None:
    assert bases(world, who, number)[0] == Since(base, Why.ANSWERED)


@then(words("{who:Who} sees version {number:d} since version {base:d}, which she read"))
def _(world: World, who: str, number: int, base: int) -> None:
    assert bases(world, who, number)[0] == Since(base, Why.READ)


@then(words("{who:Who} sees version {number:d} since version {base:d}, the one before"))
def _(world: World, who: str, number: int, base: int) -> None:
    assert bases(world, who, number)[0] == Since(base, Why.BEFORE)


@then(words("{who:Who} sees version {number:d} since nothing"))
def _(world: World, who: str, number: int) -> None:
    assert bases(world, who, number) == []


# -- comments at a change


def told(world: World, who: str, old: int, new: int) -> dict[int, list[comments.Comment]]:
    with world.review.reading() as tx:
        seen = comments.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
        placed = placements.of_version(tx, world.known.drafts[TOR], max(old, new))
    return touching(seen, world.known.drafts[TOR], old, new, {}, placed)


@then(
    words(
        "comment {number:d} is told to {who:Who} as taken over in paragraph {block:d}, from version {old:d} to {new:d}"
    )
)
def _(world: World, number: int, who: str, block: int, old: int, new: int) -> None:
    (it,) = told(world, who, old, new)[block]
    assert it.number == number
    assert is_taken_over(it, block, old, new)


@then(
    words("comment {number:d} is told to {who:Who} as said about paragraph {block:d}, from version {old:d} to {new:d}")
)
def _(world: World, number: int, who: str, block: int, old: int, new: int) -> None:
    (it,) = told(world, who, old, new)[block]
    assert it.number == number
    assert not is_taken_over(it, block, old, new)


@then(words("comment {number:d} is not told to {who:Who}, from version {old:d} to {new:d}"))
def _(world: World, number: int, who: str, old: int, new: int) -> None:
    assert all(it.number != number for found in told(world, who, old, new).values() for it in found)
