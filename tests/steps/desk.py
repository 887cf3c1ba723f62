"""Steps about what lies before somebody."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_bdd import given, then, when

from review.commands.commitments import HandOverCommitment, MakeCommitment
from review.commands.publication import CancelBriefing
from review.domain.filing import ClosingOutcome
from review.domain.moments import day_of
from review.projections import closing, publication
from review.projections.desk import Desk, Obligation, What, desk, waiting_in
from tests.given import World
from tests.steps.words import words


def desk_of(world: World, who: str) -> Desk:
    with world.review.reading() as tx:
        return desk(tx, world.review.door(), world.person(who), world.clock())


def lying(world: World, who: str, what: str) -> list[Obligation]:
    wanted = What(what.replace(" ", "_"))
    return [one for one in desk_of(world, who).mine if one.what is wanted]


@then(words('before {who:Who} lies "{what}"'))
def _(world: World, who: str, what: str) -> None:
    assert lying(world, who, what), [one.what.value for one in desk_of(world, who).mine]


@then(words('before {who:Who} lies "{what}", overdue'))
def _(world: World, who: str, what: str) -> None:
    assert [one.due is not None and one.due < world.clock.now for one in lying(world, who, what)] == [True]


@then(words('before {who:Who} lies "{what}", to be done by {day}'))
def _(world: World, who: str, what: str, day: str) -> None:
    assert [day_of(one.due) for one in lying(world, who, what) if one.due] == [date.fromisoformat(day)]


@then(words('before {who:Who} does not lie "{what}"'))
def _(world: World, who: str, what: str) -> None:
    assert not lying(world, who, what)


@then(words("before {who:Who} lies nothing"))
def _(world: World, who: str) -> None:
    assert [one.what.value for one in desk_of(world, who).mine] == []


@then(words("{who:Who} knows of {count:Count} evaluation"))
def _(world: World, who: str, count: int) -> None:
    assert len(desk_of(world, who).places) == count


@then(words('{who:Who} is not told of "{what}"'))
def _(world: World, who: str, what: str) -> None:
    found = desk_of(world, who)
    with world.review.reading() as tx:
        here = waiting_in(tx, world.review.door(), world.reader(who), world.known.evaluation)
    wanted = What(what.replace(" ", "_"))
    assert wanted not in [one.what for one in (*found.mine, *found.others, *here)]


@given(words("a commitment due in {days:d} days"))
def _(world: World, days: int) -> None:
    made = MakeCommitment(
        evaluation=world.known.evaluation,
        what="Elk jaar een brief over de voortgang.",
        owner="BZ/DVB",
        due_on=world.today() + timedelta(days=days),
    )
    world.found = world.do("the director", made).subject


@when("the commitment is handed over")
def _(world: World) -> None:
    over = HandOverCommitment(evaluation=world.known.evaluation, commitment=world.found, organisation="BZ/DVB")
    world.do("the director", over)


@then("it is told that the file waits for what its clauses say")
def _(world: World) -> None:
    (found,) = lying(world, "the director", "clear closing")
    with world.review.reading() as tx:
        judged = closing.clauses(tx, world.known.evaluation)
    left = {one.clause for one in judged if one.outcome is ClosingOutcome.UNSATISFIED}
    assert left and set(found.missing) == left


@when("the briefing is cancelled")
def _(world: World) -> None:
    with world.review.reading() as tx:
        of = (world.review.door(), world.reader("the director"), world.known.evaluation)
        (briefing,) = publication.briefings_of(tx, *of)
    off = CancelBriefing(evaluation=world.known.evaluation, briefing=briefing.id, motive="De commissie zag ervan af.")
    world.do("the director", off)
