"""Steps of the whole life of an evaluation."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, then, when

from review.commands.commitments import HandOverCommitment, MakeCommitment
from review.commands.parliament import SubmitToChamber
from review.commands.publication import AskBriefing, HoldBriefing
from review.domain.items import ItemKind
from review.domain.lifecycle import State
from review.domain.parliament import Chamber
from review.domain.policy import Answer
from review.projections import course
from tests.given import World
from tests.steps.policy import answered, record
from tests.steps.words import words


@then(words("the evaluation stands at {state}"))
def _(world: World, state: str) -> None:
    with world.review.reading() as tx:
        found, _ = course.states_in(tx, world.review.door(), world.reader("the director"), world.known.evaluation)
    assert found is State(state.replace(" ", "_"))


@given(words("the first {full:d} findings are endorsed and the other {rest:d} partly"))
def _(world: World, full: int, rest: int) -> None:
    for number in range(1, full + rest + 1):
        answered(world, ItemKind.FINDING, str(number), Answer.ENDORSED if number <= full else Answer.PARTLY_ENDORSED)


@when("the response goes to both Chambers")
def _(world: World) -> None:
    for chamber in Chamber:
        record(world, SubmitToChamber, chamber=chamber, occurred_on=world.today())


@when("the committee is told about the report")
def _(world: World) -> None:
    record(world, AskBriefing, committee="Vaste commissie voor Defensie", occurred_on=world.today())
    assert world.done is not None
    told = {"briefing": world.done.subject, "presenter": "Directeur", "occurred_on": world.today()}
    record(world, HoldBriefing, **told, behind_closed_doors=False, withholdings=())


@when(words('the committee debates it, and the minister promises: "{what}"'))
def _(world: World, what: str) -> None:
    """A debate itself is parliament's to record; what was promised in it is a commitment of its own."""
    record(world, MakeCommitment, what=what, owner="BZ/DVB", due_on=world.today() + timedelta(days=365))
    assert world.done is not None
    world.found = world.done.subject


@when(words("{organisation} keeps watch over what was promised"))
def _(world: World, organisation: str) -> None:
    record(world, HandOverCommitment, commitment=world.found, organisation=organisation)
    world.require_noticed()
