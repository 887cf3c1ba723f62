"""Steps about the trail: what it shows, replays and proves."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import sqlalchemy as sa
from pytest_bdd import given, then, when

from review import installation
from review.commands.verifications import RecordVerification
from review.domain.acts import Recorded
from review.domain.visibility import may_replay
from review.domain.vocabulary import CommentState, Disposition
from review.projections import approvals, catalogue, comments, drafts, evaluations, trail
from review.reconciling import compare
from review.store import checkpoints
from review.store.merkle import root_of_peaks
from review.verification import export as write_export
from review.verification import verify
from tests.given import World
from tests.soundness import assert_trail_fits
from tests.steps.words import words


def records(world: World) -> list[Recorded]:
    with world.review.reading() as tx:
        return list(world.review.records(tx, world.known.evaluation))


@given(words("{hours:Count} hours pass"))
@when(words("{hours:Count} hours pass"))
def _(world: World, hours: int) -> None:
    world.clock.pass_days(hours / 24)


@given(words("{days:Count} days pass"))
@when(words("{days:Count} days pass"))
def _(world: World, days: int) -> None:
    world.clock.pass_days(days)


@given("the clock runs backwards by a day")
@when("the clock runs backwards by a day")
def _(world: World) -> None:
    world.clock.pass_days(-1)


@then("no record carries an earlier moment than the one before it")
def _(world: World) -> None:
    moments = [it.at for it in records(world)]
    assert moments == sorted(moments)
    assert moments[-1] > world.clock.now


@then("the trail fits from the first record to the last")
def _(world: World) -> None:
    with world.review.reading() as tx:
        assert_trail_fits(world.review, tx, world.known.evaluation)


@then("the acts stand in the trail in this order:")
def _(world: World, datatable: list[list[str]]) -> None:
    wanted = [row[0] for row in datatable]
    found = [it.event.NAME for it in records(world) if it.event.NAME in wanted]
    assert found == wanted


@then(words('the last record is "{name}" by {who:Who} as {capacity:Capacity} on behalf of {organisation:Organisation}'))
def _(world: World, name: str, who: str, capacity: str, organisation: str) -> None:
    it = records(world)[-1]
    by = it.envelope
    assert (it.event.NAME, by.person, by.capacity) == (name, world.person(who), capacity)
    assert by.on_behalf_of == organisation
    assert by.seat == world.known.seats[who][1]


@then(words("it names {who:Who} as the one who gave the instruction"))
def _(world: World, who: str) -> None:
    assert records(world)[-1].envelope.instructed_by == world.person(who)


@then("it names the request and the door it came through")
def _(world: World) -> None:
    by = records(world)[-1].envelope
    assert by.request is not None
    assert by.origin == "web"


@given(words("somebody writes past Toetssteen that comment {number:d} was confirmed"))
def _(world: World, number: int) -> None:
    change = (
        sa.update(comments.comments).where(comments.comments.c.number == number).values(state=CommentState.CONFIRMED)
    )
    with world.review.engine.begin() as tx:
        tx.execute(change)


@then(words('the check names {count:d} row of "{table}" that reads otherwise'))
def _(world: World, count: int, table: str) -> None:
    (found,) = compare(world.review, world.known.evaluation).deviations
    assert (found.table, found.changed, found.missing, found.added) == (table, count, 0, 0)
    assert found.first == f"id {world.known.comments[0]}"


@when("the read tables are made again")
def _(world: World) -> None:
    installation.rebuild(world.review)


@then("pages show what the trail says")
def _(world: World) -> None:
    found = compare(world.review, world.known.evaluation)
    assert found.rows > 0
    assert found.fits, found.deviations


@then(words("{who:Who} may replay the trail"))
def _(world: World, who: str) -> None:
    assert may_replay(world.reader(who))


@then(words("{who:Who} may not replay the trail"))
def _(world: World, who: str) -> None:
    assert not may_replay(world.reader(who))


@then(
    words(
        'before the act "{name}" the replay shows {found:Count} versions, {waiting:Count} open comments and no approval'
    )
)
def _(world: World, name: str, found: int, waiting: int) -> None:
    assert _as_before(world, name) == (found, waiting, 0)


@then("at every moment the replay answers as the pages did then")
def _(world: World) -> None:
    """Replaying all of it gives what the live tables say; moments all over the trail answer with what was then."""
    evaluation, reader, door = world.known.evaluation, world.reader("the auditor"), world.review.door()
    acts = records(world)
    with world.review.reading() as tx:
        house = list(world.review.records(tx, world.review.installation.id))
        live = _answers(world, tx, acts[-1].position)
    for upto in (*range(1, len(acts), 9), len(acts)):
        at = acts[upto - 1].at
        then_ = catalogue.as_of([it for it in house if it.at <= at] + acts[:upto])
        try:
            assert evaluations.one(then_, door, reader, evaluation).opened_at == acts[0].at
            assert trail.last(then_, evaluation) == upto
            if upto == len(acts):
                assert _answers(world, then_, upto) == live
        finally:
            then_.close()


def _answers(world: World, tx: object, upto: int) -> list[object]:
    evaluation, reader, door = world.known.evaluation, world.reader("the auditor"), world.review.door()
    return [
        evaluations.one(tx, door, reader, evaluation),
        drafts.documents(tx, door, reader, evaluation),
        comments.of_evaluation(tx, door, reader, evaluation),
        approvals.of_evaluation(tx, door, reader, evaluation),
        trail.page(tx, evaluation, upto=upto, limit=1000),
    ]


def _as_before(world: World, name: str) -> tuple[int, int, int]:
    evaluation, reader, door = world.known.evaluation, world.reader("the auditor"), world.review.door()
    acts = records(world)
    upto = next(index for index, it in enumerate(acts) if name == it.event.NAME)
    with world.review.reading() as tx:
        house = list(world.review.records(tx, world.review.installation.id))
    then_ = catalogue.as_of(house + acts[:upto])
    try:
        versions = sum(len(one.versions) for one in drafts.documents(then_, door, reader, evaluation))
        open_comments = [one for one in comments.of_evaluation(then_, door, reader, evaluation) if one.is_open]
        decided = [one for one in approvals.of_evaluation(then_, door, reader, evaluation) if not one.is_pending]
        return versions, len(open_comments), len(decided)
    finally:
        then_.close()


@given(words("{who:Who} verifies the trail and records it"))
@when(words("{who:Who} verifies the trail and records it"))
def _(world: World, who: str) -> None:
    verdict = verify(world.review, world.known.evaluation)
    assert verdict.fits, verdict.findings
    with world.review.reading() as tx:
        head = world.review.on(world.known.evaluation).log_recorder.head(tx)
    assert (verdict.records, verdict.root) == (head.position, root_of_peaks(head.peaks))
    checked = RecordVerification(
        evaluation=world.known.evaluation, upto=verdict.records, root=verdict.root, findings=len(verdict.findings)
    )
    world.attempt(who, checked)


@then("a signed checkpoint covers the approval")
def _(world: World) -> None:
    position = next(it.position for it in reversed(records(world)) if it.event.NAME == "approval.granted")
    with world.review.reading() as tx:
        notes = checkpoints.notes(tx, world.known.evaluation)
    assert max(int(note.splitlines()[1]) for note in notes) >= position


@then(words("the trail tells of {count:Count} comments, {disposed:Count} of them accepted"))
def _(world: World, count: int, disposed: int) -> None:
    events = [it.event for it in records(world)]
    assert sum(event.NAME == "comment.raised" for event in events) == count
    accepted = [event for event in events if getattr(event, "disposition", None) is Disposition.ACCEPTED]
    assert len(accepted) == disposed


@then("every comment has an answer in the end")
def _(world: World) -> None:
    with world.review.reading() as tx:
        found = comments.of_evaluation(tx, world.review.door(), world.reader("the auditor"), world.known.evaluation)
    assert found
    assert not [one for one in found if one.state is CommentState.OPEN]


@then(words("the export of {who:Who} checks out by itself"))
def _(world: World, who: str) -> None:
    """By the verifier that lies in the ZIP, in a process that has nothing of ours."""
    folder = world.place.data.parent / "export"
    folder.mkdir()
    write_export(world.review, world.known.evaluation, world.reader(who), folder / "export.zip")
    with zipfile.ZipFile(folder / "export.zip") as archive:
        archive.extract("verify.pyz", folder)
    key = world.review.installation.verifier_key
    assert key is not None
    checked = subprocess.run(
        [sys.executable, "-I", "verify.pyz", "export.zip", "--vkey", key],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
