"""Steps about the file of an evaluation, and about what the public sees of it."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.application import uuid7
from review.commands.closing import CloseFile, DestroyFile, ReopenFile, TransferFile
from review.commands.parliament import SubmitToChamber
from review.commands.policy import NameItems, ReceiveResponse
from review.commands.progress import HideProgress, ShowProgress
from review.commands.publication import AskBriefing, PublishReport
from review.commands.rounds import CloseRound, ReopenRound
from review.commands.sets import KeepUnsubmitted
from review.domain.acts import Lost, Reader, Recorded, sealed_in
from review.domain.evaluations import EvaluationOpened
from review.domain.filing import DestroyedIn, DestructionCertified, DestructionMethod
from review.domain.items import ItemKind
from review.domain.lifecycle import Phase
from review.domain.parliament import Chamber
from review.domain.policy import Answer
from review.domain.visibility import NOBODY
from review.domain.vocabulary import BodyKind, Capacity, CommentKind
from review.projections import closing, erasures, progress
from review.projections.desk import What, desk
from review.store import checkpoints
from tests.given import World
from tests.steps.policy import DIRECTOR, answered, record, sent
from tests.steps.publication import FILE
from tests.steps.rounds import CHAIRS
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


# -- destroying it


@given("a draft comment of a member that was never submitted")
def _(world: World) -> None:
    chair = CHAIRS[BodyKind.REFERENCE_GROUP]
    review_round = {"evaluation": world.known.evaluation, "round": world.known.rounds[BodyKind.REFERENCE_GROUP]}
    world.do(chair, ReopenRound(**review_round, closes_at=world.in_days(5), motive="Nog iets."))
    draft = {"unsubmitted": uuid7(), "hand": uuid7(), "block": 2, "kind": CommentKind.QUESTION}
    world.do("the external expert", KeepUnsubmitted(**review_round, **draft, text="Dit zeg ik misschien."))
    world.do(chair, CloseRound(**review_round, motive="Genoeg gehoord."))


@when(words("{who:Who} asks for its texts to be destroyed"))
def _(world: World, who: str) -> None:
    said = {"description": "Doos 3, dossier 12.", "articles": "Selectielijst, categorie 12.1."}
    world.attempt(who, DestroyFile(evaluation=world.known.evaluation, **said, elsewhere="Afdrukken zijn versnipperd."))


@when(words("{who:Who} agrees to the destruction"))
def _(world: World, who: str) -> None:
    world.attempt(who, DestroyFile(evaluation=world.known.evaluation, seen=asked_as(world)))


@when(words("{who:Who} agrees to the destruction as it read before"))
def _(world: World, who: str) -> None:
    world.attempt(who, DestroyFile(evaluation=world.known.evaluation, seen=asked_as(world) - 1))


def asked_as(world: World) -> int:
    """The number of the last act on the file, as its page shows it."""
    with world.review.reading() as tx:
        found = closing.of_evaluation(tx, world.review.door(), world.reader(DIRECTOR), world.known.evaluation)
    return found.acts[-1].version


def _of_file(world: World) -> list[Recorded]:
    with world.review.reading() as tx:
        return [it for it in world.review.records(tx, world.known.evaluation) if it.event.NAME.startswith("file.")]


@then("no text of the evaluation can be read but its title and what was said about its file")
def _(world: World) -> None:
    kept = {sealed for it in _of_file(world) for sealed in sealed_in(it.event)}
    system = world.reader("the auditor")
    with world.review.reading() as tx:
        records = list(world.review.records(tx, world.known.evaluation))
    kept |= {it.event.title for it in records if isinstance(it.event, EvaluationOpened)}
    opened = world.review.door().open_all({one for it in records for one in sealed_in(it.event)}, system)
    assert len(opened) > 30
    for sealed, found in opened.items():
        if sealed is None:  # the door answers for what was left empty too
            continue
        assert (found is Lost.ERASED) is (sealed not in kept)


@then("nothing is left of what members had not submitted")
def _(world: World) -> None:
    person, _ = world.known.seats["the external expert"]
    assert world.review.sets.rounds_of(person, world.known.evaluation) == {}


@then("the certificate states what, in which systems, by which articles and how")
def _(world: World) -> None:
    event = _of_file(world)[-1].event
    assert isinstance(event, DestructionCertified)
    opened = world.review.door().open_all((event.description, event.articles), world.reader("the auditor"))
    said = [opened[one] for one in (event.description, event.articles)]
    assert said == ["Doos 3, dossier 12.", "Selectielijst, categorie 12.1."]
    assert event.systems == tuple(DestroyedIn)
    assert event.method is DestructionMethod.KEYS_DESTROYED
    with world.review.reading() as tx:
        reader = world.reader("the records manager")
        (found,) = erasures.listed(tx, world.review.door(), reader, world.known.evaluation)
    assert (found.id, found.state, found.capacity) == (event.erasure, "carried_out", Capacity.DIRECTOR)
    assert len(found.keys) > 30


@then("a signed checkpoint covers the destruction")
def _(world: World) -> None:
    with world.review.reading() as tx:
        notes = checkpoints.notes(tx, world.known.evaluation)
    assert max(int(note.splitlines()[1]) for note in notes) >= _of_file(world)[-1].position
