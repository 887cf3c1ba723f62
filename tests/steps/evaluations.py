"""Steps about opening an evaluation, and how far it is."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.evaluations import OpenEvaluation
from review.domain import visibility
from review.domain.errors import Unknown
from review.domain.lifecycle import Phase
from review.projections import evaluations, groups
from tests.given import World
from tests.steps.words import words


@given("an evaluation with its usual groups")
@given("the people of the house")
def _(world: World) -> None:
    assert world.known.people and world.known.seats


@given(words('{who:Who} opens the evaluation "{title}"'))
@when(words('{who:Who} opens the evaluation "{title}"'))
def _(world: World, who: str, title: str) -> None:
    world.open_evaluation(title, who, request="Gevraagd door de Kamer.")


@given(words('{who:Who} opens the evaluation "{title}", in which copy recipients may comment'))
def _(world: World, who: str, title: str) -> None:
    world.open_evaluation(title, who, copy_recipients_comment=True)


@when("the director opens an evaluation without a title")
def _(world: World) -> None:
    world.attempt("the director", OpenEvaluation(title=" \n "))


@when(words("the director opens an evaluation with a title of {length:d} characters"))
def _(world: World, length: int) -> None:
    world.attempt("the director", OpenEvaluation(title="x" * length))


@then(words('the evaluation is called "{title}"'))
def _(world: World, title: str) -> None:
    assert _evaluation(world).title == title


@then(words("the evaluation is in the phase {phase:Phase}"))
def _(world: World, phase: Phase) -> None:
    assert _evaluation(world).phase is phase


@then(words("it has {count:Count} groups and nobody sits in them"))
def _(world: World, count: int) -> None:
    with world.review.reading() as tx:
        found = groups.of_evaluation(tx, world.review.door(), world.reader("the director"), world.known.evaluation)
    assert [len(group.seats) for group in found] == [0] * count


@then(words("{who:Who} may know of the evaluation"))
def _(world: World, who: str) -> None:
    assert visibility.may_know(world.reader(who))


@then(words("to {who:Who} the evaluation does not exist"))
def _(world: World, who: str) -> None:
    reader = world.reader(who)
    assert not visibility.may_know(reader)
    try:
        visibility.require_reading(reader)
    except Unknown:
        return
    raise AssertionError(f"{who} may read")


@then(words("{who:Who} may know that it exists, and reads nothing in it"))
def _(world: World, who: str) -> None:
    reader = world.reader(who)
    assert visibility.may_know(reader)
    assert not visibility.may_read(reader)


def _evaluation(world: World) -> evaluations.Evaluation:
    with world.review.reading() as tx:
        return evaluations.one(tx, world.review.door(), world.reader("the director"), world.known.evaluation)
