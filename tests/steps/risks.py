"""Steps about risks, and about access to information."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pytest_bdd import given, then, when

from review.commands.access import RecordAnswer, RequestAccess
from review.commands.risks import CloseRisk, EnteredOption, RecordOccurrence, RegisterRisk
from review.domain.access import AccessAnswer
from review.projections import access, risks
from tests.given import World
from tests.steps.planning import one
from tests.steps.words import words


def register_risk(world: World, who: str, title: str, *options: str) -> None:
    can = tuple(EnteredOption(option, "Vertraging.") for option in options)
    done = world.attempt(who, RegisterRisk(evaluation=world.known.evaluation, title=title, options=can))
    if done is not None:
        world.known.risks.append(done.subject)


@given(words('{who:Who} registers the risk "{title}" with the options "{first}" and "{second}"'))
@when(words('{who:Who} registers the risk "{title}" with the options "{first}" and "{second}"'))
def _(world: World, who: str, title: str, first: str, second: str) -> None:
    register_risk(world, who, title, first, second)


def risk(world: World) -> dict[str, UUID]:
    return {"evaluation": world.known.evaluation, "risk": world.known.risks[-1]}


@when(words('{who:Who} says that it came true with option {option:Count}, and moves the report to "{code}"'))
def _(world: World, who: str, option: int, code: str) -> None:
    moves = ((one(world, "the report").number, code),)
    world.attempt(who, RecordOccurrence(**risk(world), option=option, motive="De weg is dicht.", moves=moves))


@when(words("{who:Who} says that it came true with option {option:Count}"))
def _(world: World, who: str, option: int) -> None:
    world.attempt(who, RecordOccurrence(**risk(world), option=option, motive="De weg is dicht."))


@when(words("{who:Who} closes the risk"))
def _(world: World, who: str) -> None:
    world.attempt(who, CloseRisk(**risk(world), motive="Het veldwerk is klaar."))


@then("the risk came true once")
def _(world: World) -> None:
    with world.review.reading() as tx:
        reader = world.reader("the external expert")
        (it,) = risks.of_evaluation(tx, world.review.door(), reader, world.known.evaluation)
    assert [occurrence.option for occurrence in it.occurrences] == [1]
    assert [option.text for option in it.options] == ["Uitstellen", "Een lokaal team"]


def ask(world: World, who: str, directorate: str, what: str, days: int = 0) -> None:
    asked = RequestAccess(
        evaluation=world.known.evaluation,
        directorate=directorate,
        what=what,
        asked_on=world.today() - timedelta(days=days),
    )
    world.known.requests.append(world.do(who, asked).subject)


@given(words('{who:Who} asked {directorate:Organisation} {days:Count} days ago for "{what}"'))
def _(world: World, who: str, directorate: str, days: int, what: str) -> None:
    ask(world, who, directorate, what, days)


@when(words("{who:Who} records that it is {answer:Answer}"))
def _(world: World, who: str, answer: AccessAnswer) -> None:
    record(world, who, answer, "")


@when(words('{who:Who} records that it is {answer:Answer}: "{motive}"'))
def _(world: World, who: str, answer: AccessAnswer, motive: str) -> None:
    record(world, who, answer, motive)


def record(world: World, who: str, answer: AccessAnswer, motive: str) -> None:
    at = {"evaluation": world.known.evaluation, "access": world.known.requests[-1]}
    world.attempt(who, RecordAnswer(**at, answer=answer, answered_on=world.today(), motive=motive))


@then(words("{directorate:Organisation} refused {refused:Count} request, and the longest took {days:Count} days"))
def _(world: World, directorate: str, refused: int, days: int) -> None:
    with world.review.reading() as tx:
        reader = world.reader("the external expert")
        (found,) = access.delays(access.of_evaluation(tx, world.review.door(), reader, world.known.evaluation))
    assert (found.directorate, found.refused, found.longest, found.waiting) == (directorate, refused, days, 0)
