"""Steps about the register of sources."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pytest_bdd import given, then, when

from review.commands.groups import GiveSeat
from review.commands.sources import ReclassifySource, RegisterSource, StateLevel, WithdrawSource
from review.domain.sources import LevelGround
from review.domain.vocabulary import BodyKind, Capacity, Level, SourceType
from review.projections import sources
from review.projections.desk import What, desk
from tests.given import World
from tests.steps.words import words


def register(world: World, who: str, title: str, owner: str, level: Level | None, **more: str) -> None:
    source = RegisterSource(
        evaluation=world.known.evaluation, title=title, type=SourceType.MESSAGE, owner=owner, level=level, **more
    )
    done = world.attempt(who, source)
    if done is not None:
        world.known.sources.append(done.subject)


@given(words('{who:Who} registers the source "{title}" of {owner:Organisation} without a level'))
@when(words('{who:Who} registers the source "{title}" of {owner:Organisation} without a level'))
def _(world: World, who: str, title: str, owner: str) -> None:
    register(world, who, title, owner, None)


@given(words('{who:Who} registers the source "{title}" of {owner:Organisation} as {level:Level}'))
@when(words('{who:Who} registers the source "{title}" of {owner:Organisation} as {level:Level}'))
def _(world: World, who: str, title: str, owner: str, level: Level) -> None:
    register(world, who, title, owner, level, locator="Archief van de directie, kast 4.")


@given(words("the team lead registers a source as {level:Level} with a description of {length:d} characters"))
@when(words("the team lead registers a source as {level:Level} with a description of {length:d} characters"))
def _(world: World, level: Level, length: int) -> None:
    register(world, "the team lead", "x" * length, "BZ/DAF", level)


@when("the team lead registers a source whose owner is prose")
def _(world: World) -> None:
    register(world, "the team lead", "Bericht", "de directie van hiernaast", Level.UNCLASSIFIED)


@given(words("{who:Who} states the level of source {number:d} as {level:Level}"))
@when(words("{who:Who} states the level of source {number:d} as {level:Level}"))
def _(world: World, who: str, number: int, level: Level) -> None:
    source = world.known.sources[number - 1]
    world.attempt(
        who,
        StateLevel(evaluation=world.known.evaluation, source=source, level=level, basis="Zo staat het op het stuk."),
    )


@when(words("{who:Who} withdraws source {number:d}"))
def _(world: World, who: str, number: int) -> None:
    source = world.known.sources[number - 1]
    world.attempt(who, WithdrawSource(evaluation=world.known.evaluation, source=source, motive="Niet meer gebruikt."))


@when(words("{who:Who} withdraws source {number:d} without a motive"))
def _(world: World, who: str, number: int) -> None:
    source = world.known.sources[number - 1]
    world.attempt(who, WithdrawSource(evaluation=world.known.evaluation, source=source, motive=""))


@when(words("{who:Who} states the level of a source that nobody registered"))
def _(world: World, who: str) -> None:
    nowhere = world.known.evaluation
    world.attempt(who, StateLevel(evaluation=world.known.evaluation, source=nowhere, level=Level.DEP_V))


def reclassify(world: World, who: str, number: int, level: Level, **more: Any) -> None:
    more = {"ground": LevelGround.TERM_ENDED, "motive": "Opnieuw bekeken."} | more
    source = world.known.sources[number - 1]
    world.attempt(who, ReclassifySource(evaluation=world.known.evaluation, source=source, level=level, **more))


@when(words('{who:Who} ends the level of source {number:d}: "{motive}"'))
def _(world: World, who: str, number: int, motive: str) -> None:
    reclassify(world, who, number, Level.UNCLASSIFIED, motive=motive)


@given(words("{who:Who} sets the level of source {number:d} to {level:Level}, to be reviewed in {days:d} days"))
@when(words("{who:Who} sets the level of source {number:d} to {level:Level}, to be reviewed in {days:d} days"))
def _(world: World, who: str, number: int, level: Level, days: int) -> None:
    reclassify(world, who, number, level, review_on=world.today() + timedelta(days=days))


@when(words("{who:Who} sets the level of source {number:d} to {level:Level} without a term"))
def _(world: World, who: str, number: int, level: Level) -> None:
    reclassify(world, who, number, level)


@given(words("the director is made classification authority of {organisation:Organisation}"))
def _(world: World, organisation: str) -> None:
    authority = GiveSeat(
        evaluation=world.known.evaluation,
        body=BodyKind.CORRESPONDENTS,
        person=world.person("the director"),
        capacity=Capacity.CLASSIFICATION_AUTHORITY,
        organisation=organisation,
        overlap="Zo is het aangewezen.",
    )
    world.do("the director", authority)


@then(words("the history of source {number:d} says that the authority ended it"))
def _(world: World, number: int) -> None:
    with world.review.reading() as tx:
        found = sources.history(tx, world.review.door(), world.reader("the team lead"), world.known.evaluation)
    assert [(one.level, one.ground, one.organisation) for one in found[world.known.sources[number - 1]]] == [
        (Level.UNCLASSIFIED, LevelGround.TERM_ENDED, "BZ/DAF")
    ]


def to_review(world: World, who: str) -> list[int]:
    """The numbers of the sources whose level lies before this person."""
    with world.review.reading() as tx:
        found = desk(tx, world.review.door(), world.person(who), world.clock()).mine
    return [one.number for one in found if one.what is What.REVIEW_LEVEL]


@then(words("no level lies before {who:Who} to be reviewed"))
def _(world: World, who: str) -> None:
    world.require_noticed()
    assert to_review(world, who) == []


@then(words("the level of source {number:d} lies before {who:Who} to be reviewed"))
def _(world: World, number: int, who: str) -> None:
    assert to_review(world, who) == [number]


def _all(world: World) -> list[sources.Source]:
    with world.review.reading() as tx:
        return sources.register(tx, world.review.door(), world.reader("the team lead"), world.known.evaluation)


@then(words("source {number:d} stands in the register as {level:Level}, owned by {owner:Organisation}"))
def _(world: World, number: int, level: Level, owner: str) -> None:
    found = _all(world)[number - 1]
    assert (found.number, found.level, found.owner, found.withdrawn) == (number, level, owner, False)


@then(words("source {number:d} stands in the register without a level"))
def _(world: World, number: int) -> None:
    assert _all(world)[number - 1].level is None


@then(words("source {number:d} stays in the register, struck out"))
def _(world: World, number: int) -> None:
    assert _all(world)[number - 1].withdrawn
