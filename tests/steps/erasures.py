"""Steps about forgetting a text."""

from __future__ import annotations

from uuid import UUID

import pytest
from pytest_bdd import given, then, when

from review.commands.erasures import CarryOutErasure, RefuseErasure, RequestErasure
from review.domain.acts import Lost, Sealed
from review.domain.comments import CommentRaised
from review.domain.erasures import ErasureCarriedOut
from review.domain.people import PersonRegistered
from review.domain.vocabulary import ErasureGround
from review.projections import comments
from review.store import checkpoints
from review.store.vault import Erased
from tests.given import World
from tests.steps.drafts import TOR
from tests.steps.words import words

GROUNDS = {
    "a spill": ErasureGround.SPILL,
    "an erasure request": ErasureGround.ERASURE_REQUEST,
    "the end of its term": ErasureGround.RETENTION_ENDED,
}


def ask(world: World, who: str, subject: UUID, keys: tuple[UUID, ...], ground: ErasureGround) -> None:
    request = RequestErasure(
        evaluation=world.known.evaluation, subject=subject, keys=keys, ground=ground, motive="Dit hoort hier niet."
    )
    done = world.attempt(who, request)
    if done is not None:
        world.known.erasures.append(done.subject)


def text_of_comment(world: World, number: int) -> Sealed:
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    return next(event.text for event in events if isinstance(event, CommentRaised) and event.number == number)


def text_of_paragraph(world: World, number: int, version: int) -> Sealed:
    with world.review.reading() as tx:
        draft = world.known.drafts[TOR]
        return world.review.versions.entries(tx, world.known.evaluation, draft, version)[number].text


@given(words("{who:Who} asks to forget the text of comment {number:d}, because of {ground}"))
@when(words("{who:Who} asks to forget the text of comment {number:d}, because of {ground}"))
def _(world: World, who: str, number: int, ground: str) -> None:
    ask(world, who, world.known.comments[number - 1], (text_of_comment(world, number).key,), GROUNDS[ground])


@given(words("{who:Who} asks to forget paragraph {number:d} of version {version:d}"))
def _(world: World, who: str, number: int, version: int) -> None:
    key = text_of_paragraph(world, number, version).key
    ask(world, who, world.known.drafts[TOR], (key,), ErasureGround.SPILL)


@when(words("{who:Who} asks to forget nothing"))
def _(world: World, who: str) -> None:
    ask(world, who, world.known.comments[0], (), ErasureGround.SPILL)


@when(words("{who:Who} asks to forget a text of another log"))
def _(world: World, who: str) -> None:
    with world.review.reading() as tx:
        house = world.review.records(tx, world.review.installation.id)
        name = next(it.event.name for it in house if isinstance(it.event, PersonRegistered))
    ask(world, who, world.known.comments[0], (name.key,), ErasureGround.SPILL)


@given(words("{who:Who} carries the erasure out"))
@when(words("{who:Who} carries the erasure out"))
def _(world: World, who: str) -> None:
    world.attempt(who, CarryOutErasure(evaluation=world.known.evaluation, erasure=world.known.erasures[-1]))


@when(words("{who:Who} refuses the erasure"))
def _(world: World, who: str) -> None:
    erasure = world.known.erasures[-1]
    refused = RefuseErasure(evaluation=world.known.evaluation, erasure=erasure, motive="Het archief gaat voor.")
    world.attempt(who, refused)


@then(words("nobody can read comment {number:d} any more"))
def _(world: World, number: int) -> None:
    for who in ("the external expert", "the team lead", "the auditor", "the director"):
        with world.review.reading() as tx:
            found = comments.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
        assert {one.number: one.text for one in found}[number] is Lost.ERASED
    require_erased(world, text_of_comment(world, number))


@then(words("paragraph {number:d} of version {version:d} can be read by nobody"))
def _(world: World, number: int, version: int) -> None:
    require_erased(world, text_of_paragraph(world, number, version))


@then(words("the erasure tells of {count:d} texts, {repeated:d} of which repeat a passage"))
def _(world: World, count: int, repeated: int) -> None:
    world.require_noticed()
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    (done,) = [one for one in events if isinstance(one, ErasureCarriedOut)]
    assert (len(set(done.keys)), done.repeated) == (count, repeated)


@then(words("no quote of paragraph {gone:d} can be opened, and that of paragraph {kept:d} can"))
def _(world: World, gone: int, kept: int) -> None:
    with world.review.reading() as tx:
        events = [it.event for it in world.review.records(tx, world.known.evaluation)]
    anchors = [anchor for one in events if isinstance(one, CommentRaised) for anchor in one.anchors if anchor.quote]
    assert {anchor.block for anchor in anchors} == {gone, kept}
    for anchor in anchors:
        assert anchor.quote is not None
        if anchor.block == gone:
            require_erased(world, anchor.quote)
        else:
            assert world.review.vault.open(anchor.quote.key, anchor.quote.commitment)


def require_erased(world: World, sealed: Sealed) -> None:
    with pytest.raises(Erased):
        world.review.vault.open(sealed.key, sealed.commitment)


@then("a signed checkpoint covers the erasure")
def _(world: World) -> None:
    with world.review.reading() as tx:
        notes = checkpoints.notes(tx, world.known.evaluation)
        acts = world.review.records(tx, world.known.evaluation)
        position = next(it.position for it in acts if it.event.NAME == "erasure.carried-out")
    assert max(int(note.splitlines()[1]) for note in notes) >= position
