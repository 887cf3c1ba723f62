"""Steps about classification flags."""

from __future__ import annotations

from typing import Any

from pytest_bdd import given, then, when

from review.commands.flags import (
    AgreeSettlement,
    DoubtFlag,
    RaiseFlag,
    RecordConsultation,
    ReopenFlag,
    SettleFlag,
)
from review.domain.vocabulary import DocumentKind, FlagGround, FlagState, Level, Settlement
from review.projections import drafts, flags
from tests.given import World
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE


def _flag(world: World, number: int) -> Any:
    return {"evaluation": world.known.evaluation, "flag": world.known.flags[number - 1]}


def raise_flag(world: World, who: str, block: int, level: Level = Level.DEP_V, **more: Any) -> None:
    with world.review.reading() as tx:
        latest = drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR]).number
    flag = RaiseFlag(
        evaluation=world.known.evaluation,
        draft=world.known.drafts[TOR],
        number=latest,
        block=block,
        level=level,
        ground=more.pop("ground", FlagGround.INTERNATIONAL_RELATIONS),
        **more,
    )
    done = world.attempt(who, flag)
    if done is not None:
        world.known.flags.append(done.subject)


@given(words("{who:Who} flags paragraph {block:d} as {level:Level}"))
@when(words("{who:Who} flags paragraph {block:d} as {level:Level}"))
def _(world: World, who: str, block: int, level: Level) -> None:
    raise_flag(world, who, block, level)


@given(words("{who:Who} flags paragraph {block:d} as {level:Level}, because of source {source:d}"))
@when(words("{who:Who} flags paragraph {block:d} as {level:Level}, because of source {source:d}"))
def _(world: World, who: str, block: int, level: Level, source: int) -> None:
    raise_flag(world, who, block, level, source=world.known.sources[source - 1])


@when(words("{who:Who} flags paragraph {block:d} with a note of {length:d} characters"))
def _(world: World, who: str, block: int, length: int) -> None:
    raise_flag(world, who, block, note="x" * length)


@when(words("{who:Who} flags paragraph {block:d} because of a source that nobody registered"))
def _(world: World, who: str, block: int) -> None:
    raise_flag(world, who, block, source=world.known.evaluation)


@given(words("{who:Who} doubts flag {number:d} and wants to hear {directorate:Organisation}"))
@when(words("{who:Who} doubts flag {number:d} and wants to hear {directorate:Organisation}"))
def _(world: World, who: str, number: int, directorate: str) -> None:
    world.attempt(who, DoubtFlag(**_flag(world, number), directorate=directorate, motive="Dit is al openbaar."))


@given(words('{who:Who} records that {directorate:Organisation} was consulted on flag {number:d}: "{outcome}"'))
@when(words('{who:Who} records that {directorate:Organisation} was consulted on flag {number:d}: "{outcome}"'))
def _(world: World, who: str, directorate: str, number: int, outcome: str) -> None:
    consulted(world, who, number, directorate, world.today(), outcome)


@when(words("{who:Who} records that {directorate:Organisation} will be consulted on flag {number:d} next year"))
def _(world: World, who: str, directorate: str, number: int) -> None:
    today = world.today()
    consulted(world, who, number, directorate, today.replace(year=today.year + 1), "Dat komt nog.")


def consulted(world: World, who: str, number: int, directorate: str, on: Any, outcome: str) -> None:
    act = RecordConsultation(**_flag(world, number), directorate=directorate, occurred_on=on, outcome=outcome)
    world.attempt(who, act)


@given(words("{who:Who} agrees that flag {number:d} ends in {settlement:Settlement}"))
@when(words("{who:Who} agrees that flag {number:d} ends in {settlement:Settlement}"))
def _(world: World, who: str, number: int, settlement: Settlement) -> None:
    world.attempt(who, AgreeSettlement(**_flag(world, number), settlement=settlement, motive="Zo is het veilig."))


@given(words("{who:Who} settles flag {number:d} as {settlement:Settlement}"))
@when(words("{who:Who} settles flag {number:d} as {settlement:Settlement}"))
def _(world: World, who: str, number: int, settlement: Settlement) -> None:
    world.attempt(who, SettleFlag(**_flag(world, number), settlement=settlement))


@when(words("{who:Who} takes flag {number:d} up again"))
def _(world: World, who: str, number: int) -> None:
    world.attempt(who, ReopenFlag(**_flag(world, number), motive="Er is nieuwe informatie."))


@when(words("{who:Who} settles a flag that nobody raised"))
def _(world: World, who: str) -> None:
    evaluation = world.known.evaluation
    world.attempt(who, SettleFlag(evaluation=evaluation, flag=evaluation, settlement=Settlement.KEPT))


@then(words("flag {number:d} is {state:FlagState}"))
def _(world: World, number: int, state: FlagState) -> None:
    assert _one(world, number).state is state


@then(words("flag {number:d} is {state:FlagState} as {settlement:Settlement}"))
def _(world: World, number: int, state: FlagState, settlement: Settlement) -> None:
    found = _one(world, number)
    assert (found.state, found.settlement) == (state, settlement)


@then(words("flag {number:d} names {directorate:Organisation} as the one to consult"))
def _(world: World, number: int, directorate: str) -> None:
    assert _one(world, number).directorate == directorate


def _one(world: World, number: int) -> flags.Flag:
    with world.review.reading() as tx:
        return flags.one(tx, world.review.door(), world.reader("the team lead"), world.known.flags[number - 1])
