"""Steps about minority statements."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.application import uuid7
from review.commands.minority import FileMinority, WithdrawMinority
from review.domain.approvals import ApprovalGranted
from review.domain.vocabulary import DocumentKind
from review.projections import drafts, minority
from tests.given import World
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE


def file(world: World, who: str, text: str, number: int | None = None) -> None:
    draft = world.known.drafts[TOR]
    with world.review.reading() as tx:
        latest = drafts.bare(tx, world.known.evaluation, draft).number
    command = FileMinority(evaluation=world.known.evaluation, draft=draft, number=number or latest, text=text)
    done = world.attempt(who, command)
    if done is not None:
        world.found = done.subject


@given(words('{who:Who} files a minority statement: "{text}"'))
@when(words('{who:Who} files a minority statement: "{text}"'))
def _(world: World, who: str, text: str) -> None:
    file(world, who, text)


@when(words('{who:Who} files a minority statement on version {number:d}: "{text}"'))
def _(world: World, who: str, number: int, text: str) -> None:
    file(world, who, text, number)


@when(words("{who:Who} withdraws that statement"))
def _(world: World, who: str) -> None:
    statement = world.found or uuid7()
    world.attempt(who, WithdrawMinority(evaluation=world.known.evaluation, statement=statement))


@then(words("{who:Who} reads {count:Count} minority statement"))
@then(words("{who:Who} reads {count:Count} minority statements"))
def _(world: World, who: str, count: int) -> None:
    with world.review.reading() as tx:
        reader, draft = world.reader(who), world.known.drafts[TOR]
        latest = drafts.bare(tx, world.known.evaluation, draft).number
        assert len(minority.of_version(tx, world.review.door(), reader, draft, latest)) == count


@then(words("the approval has frozen {count:Count} minority statement"))
def _(world: World, count: int) -> None:
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    (granted,) = [event for event in events if isinstance(event, ApprovalGranted)]
    assert len(granted.minority) == count
    assert world.found in granted.minority
