"""Steps about integrity signals: raising them, who knows of them, and what was done."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.application import uuid7
from review.commands.people import GiveOffice
from review.commands.signals import AssessSignal, RaiseSignal
from review.domain.signals import SignalKind, SignalOutcome
from review.domain.visibility import NOBODY
from review.domain.vocabulary import Capacity
from review.projections import signals, trail
from review.projections.disclosures import Unseen, Veils
from review.sight import sight_of
from tests.given import World
from tests.steps.trail import records
from tests.steps.words import words

KINDS = {"steering or pressure": SignalKind.STEERING_OR_PRESSURE}
OUTCOMES = {
    "founded": SignalOutcome.FOUNDED,
    "not founded": SignalOutcome.NOT_FOUNDED,
    "passed on": SignalOutcome.PASSED_ON,
}


def seen(world: World, who: str) -> list[signals.Signal]:
    """The oldest first."""
    with world.review.reading() as tx:
        found = signals.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
    return list(reversed(found))


@given(words('{who:Who} raises a signal of {kind}: "{text}"'))
@when(words('{who:Who} raises a signal of {kind}: "{text}"'))
def _(world: World, who: str, kind: str, text: str) -> None:
    done = world.attempt(who, RaiseSignal(evaluation=world.known.evaluation, kind=KINDS[kind], text=text))
    world.found = done.subject if done else None


@when("the external expert raises a signal concerning a stranger")
def _(world: World) -> None:
    raised = RaiseSignal(
        evaluation=world.known.evaluation, kind=SignalKind.SELECTIVE_SUPPLY, text="Ik kreeg niets.", about=uuid7()
    )
    world.attempt("the external expert", raised)


@given(words("{who:Who} raises a signal about {whom:Who}"))
@when(words("{who:Who} raises a signal about {whom:Who}"))
def _(world: World, who: str, whom: str) -> None:
    raised = RaiseSignal(
        evaluation=world.known.evaluation,
        kind=SignalKind.CONFLICT_OF_INTEREST,
        text="Deze persoon schreef zelf mee aan het beleid.",
        about=world.person(whom),
    )
    world.found = world.do(who, raised).subject


@given(words('{who:Who} assesses signal 1 as {outcome}: "{motive}"'))
@when(words('{who:Who} assesses signal 1 as {outcome}: "{motive}"'))
def _(world: World, who: str, outcome: str, motive: str) -> None:
    assessed = AssessSignal(
        evaluation=world.known.evaluation, signal=world.found, outcome=OUTCOMES[outcome], motive=motive
    )
    world.attempt(who, assessed)


@then(words("{who:Who} sees {count:Count} signal"))
@then(words("{who:Who} sees {count:Count} signals"))
def _(world: World, who: str, count: int) -> None:
    assert len(seen(world, who)) == count


@then(words("{who:Who} sees {count:Count} signal of {kind}"))
def _(world: World, who: str, count: int, kind: str) -> None:
    assert [it.kind for it in seen(world, who)] == [KINDS[kind]] * count


@then(words("{who:Who} reads that signal 1 is {outcome}"))
def _(world: World, who: str, outcome: str) -> None:
    assert seen(world, who)[0].outcome is OUTCOMES[outcome]


@then(words("the signal has {count:Count} assessments"))
def _(world: World, count: int) -> None:
    assert len(seen(world, "the director")[0].assessments) == count


@then(words("{who:Who} does not find in the trail who raised it, nor what it is"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        reader = world.reader(who)
        veils = Veils(tx, reader, last.log)
        shown = veils.drawn_over(last)
        assert shown.event == Unseen()
        assert (shown.stream, shown.envelope.person, shown.envelope.seat) == (NOBODY, NOBODY, None)
        assert "signal" in trail.rooms(tx, last.log)
        assert "signal" not in trail.rooms(tx, last.log, veils.unseen)
        assert trail.page(tx, last.log, room="signal", unseen=veils.unseen) == []
        assert last.position in sight_of(tx, reader, last.log, records(world)).withheld


@then(words("{who:Who} does"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        veils = Veils(tx, world.reader(who), last.log)
        assert veils.drawn_over(last) == last
        assert len(trail.page(tx, last.log, room="signal", unseen=veils.unseen)) == 1
        assert last.position not in sight_of(tx, world.reader(who), last.log, records(world)).withheld


@when("somebody else becomes director as well")
def _(world: World) -> None:
    made = GiveOffice(person=world.person("the outsider"), office=Capacity.DIRECTOR, organisation="BZ/IOB")
    world.do("the operator", made)
