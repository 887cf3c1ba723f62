"""Steps about the file of an evaluation, and about what the public sees of it."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.closing import CloseFile, ReopenFile, TransferFile
from review.commands.parliament import SubmitToChamber
from review.commands.policy import NameItems, ReceiveResponse
from review.commands.progress import HideProgress, ShowProgress
from review.commands.publication import AskBriefing, PublishReport
from review.domain.acts import Reader
from review.domain.items import ItemKind
from review.domain.lifecycle import Phase
from review.domain.parliament import Chamber
from review.domain.policy import Answer
from review.domain.visibility import NOBODY
from review.projections import progress
from review.projections.desk import What, desk
from tests.given import World
from tests.steps.policy import DIRECTOR, answered, record, sent
from tests.steps.publication import FILE
from tests.steps.words import words

BOTH = (DIRECTOR, "the records manager")


@given("the report is public")
def _(world: World) -> None:
    sent(world)
    record(world, NameItems, kind=ItemKind.FINDING, numbers=("1",))
    answered(world, ItemKind.FINDING, "1", Answer.ENDORSED)
    record(world, ReceiveResponse, occurred_on=world.today())
    for chamber in Chamber:
        record(world, SubmitToChamber, chamber=chamber, occurred_on=world.today())
    record(world, PublishReport, **FILE, occurred_on=world.today())


@given("a committee asks for a briefing")
def _(world: World) -> None:
    record(world, AskBriefing, committee="Vaste commissie", occurred_on=world.today())


@when(words("{who:Who} closes the file"))
def close(world: World, who: str) -> None:
    world.attempt(who, CloseFile(evaluation=world.known.evaluation))


@given("the file is closed by both")
def _(world: World) -> None:
    for who in BOTH:
        close(world, who)


@when("the records manager is asked for one thing")
def _(world: World) -> None:
    with world.review.reading() as tx:
        found = desk(tx, world.review.door(), world.person("the records manager"), world.clock())
    assert [one.what for one in found.mine] == [What.FOLLOW]


@given(words('{who:Who} reopens the file: "{motive}"'))
@when(words('{who:Who} reopens the file: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, ReopenFile(evaluation=world.known.evaluation, motive=motive))


@given("the file is transferred by both")
def _(world: World) -> None:
    for who in BOTH:
        world.do(who, TransferFile(evaluation=world.known.evaluation, organisation="NA", occurred_on=world.today()))


@when(words('the secretary shows the public page "{title}", on the instruction of the director'))
def _(world: World, title: str) -> None:
    record(world, ShowProgress, title=title)


@when("the secretary hides the public page")
def _(world: World) -> None:
    record(world, HideProgress)


def public(world: World) -> progress.Progress | None:
    with world.review.reading() as tx:
        anybody = Reader(person=NOBODY, moment=world.clock())
        return progress.of_evaluation(tx, world.review.door(), anybody, world.known.evaluation)


@then("the public sees nothing of it")
def _(world: World) -> None:
    assert public(world) is None


@then(words('the public sees "{title}" in the phase {phase:Phase} with {count:d} publication'))
def _(world: World, title: str, phase: Phase, count: int) -> None:
    found = public(world)
    assert found is not None
    (current,) = [step.phase for step in found.steps if step.is_current]
    assert (found.title, current, len(found.publications)) == (title, phase, count)
