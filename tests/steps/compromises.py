"""Steps about compromise: what becomes of it, who knows of it, and who reads meanwhile."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import g
from pytest_bdd import given, then, when

from review.commands.compromises import (
    CloseCompromise,
    ContainCompromise,
    InvestigateCompromise,
    ReportCompromise,
)
from review.domain.acts import Sealed, sealed_in
from review.domain.comments import CommentRaised
from review.domain.compromises import CompromiseKind, CompromiseOutcome, CompromiseState
from review.domain.drafts import VersionSubmitted
from review.domain.visibility import NOBODY
from review.domain.vocabulary import DocumentKind
from review.projections import compromises, drafts, trail
from review.projections.disclosures import Unseen, Veils
from review.sight import sight_of
from review.web.renderings import text_of
from tests.given import World
from tests.serving import app_over
from tests.steps.trail import records
from tests.steps.words import words

TOR = DocumentKind.TERMS_OF_REFERENCE
SENT = '{who:Who} reports that version {number:d} of the Terms of Reference was sent to somebody else: "{text}"'
STATES = {one.value: one for one in CompromiseState}


def report_compromise(world: World, who: str, text: str = "Mail verkeerd.", number: int = 1, days: int = 0) -> None:
    reported = ReportCompromise(
        evaluation=world.known.evaluation,
        kind=CompromiseKind.WRONG_RECIPIENT,
        since=world.today() + timedelta(days=days),
        text=text,
        draft=world.known.drafts[TOR],
        number=number,
    )
    done = world.attempt(who, reported)
    if done is not None:
        world.known.compromises.append(done.subject)


def at(world: World) -> dict[str, UUID]:
    """The compromise that the scenario speaks of."""
    return {"evaluation": world.known.evaluation, "compromise": world.known.compromises[-1]}


def contain(world: World) -> ContainCompromise:
    return ContainCompromise(**at(world), measures="De mail is teruggehaald.", officer_told_on=world.today())


def investigate(world: World) -> InvestigateCompromise:
    outcome = CompromiseOutcome.EXCLUDED
    return InvestigateCompromise(**at(world), outcome=outcome, findings="De mail is niet geopend.")


def seen(world: World, who: str) -> list[compromises.Compromise]:
    with world.review.reading() as tx:
        return compromises.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)


def read(world: World, who: str, number: int) -> str:
    """What this person reads of a version."""
    evaluation, draft = world.known.evaluation, world.known.drafts[TOR]
    app = app_over(world.review)
    with app.test_request_context("/"), world.review.reading() as tx:
        g.session = None
        root = drafts.bare(tx, evaluation, draft, number).root
        entries = world.review.versions.entries(tx, evaluation, draft, number)
        text = text_of(entries, root, world.review.door(), world.reader(who))
    return " ".join(block.text for block in text.blocks.values())


@given(words(SENT))
@when(words(SENT))
def _(world: World, who: str, number: int, text: str) -> None:
    report_compromise(world, who, text, number)


@when(words("{who:Who} reports a compromise of tomorrow"))
def _(world: World, who: str) -> None:
    report_compromise(world, who, days=1)


@when(words("{who:Who} contains it"))
def _(world: World, who: str) -> None:
    world.attempt(who, contain(world))


@when(words("{who:Who} finds out that it reached nobody else"))
def _(world: World, who: str) -> None:
    world.attempt(who, investigate(world))


@when(words("{who:Who} closes the compromise"))
def _(world: World, who: str) -> None:
    world.attempt(who, CloseCompromise(**at(world), note="Het adresboek is opgeschoond."))


@then(words("the compromise is {state}"))
def _(world: World, state: str) -> None:
    world.require_noticed()
    assert [it.state for it in seen(world, "the director")] == [STATES[state]]


@then(words("{who:Who} sees {count:Count} compromise"))
@then(words("{who:Who} sees {count:Count} compromises"))
def _(world: World, who: str, count: int) -> None:
    assert len(seen(world, who)) == count


@then(words("{who:Who} reads version {number:d} of the Terms of Reference"))
def _(world: World, who: str, number: int) -> None:
    world.require_noticed()
    assert "onvoorziene uitloop" in read(world, who, number)


@then(words("{who:Who} is kept from reading version {number:d} of the Terms of Reference"))
def _(world: World, who: str, number: int) -> None:
    world.require_noticed()
    found = read(world, who, number)
    assert "onvoorziene uitloop" not in found
    assert "[het lezen is stilgezet]" in found


@then(words("{who:Who} does not find in the trail what was reported"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        reader = world.reader(who)
        veils = Veils(tx, reader, last.log)
        shown = veils.drawn_over(last)
        assert (shown.event, shown.stream, shown.envelope.person) == (Unseen(), NOBODY, NOBODY)
        assert "compromise" not in trail.rooms(tx, last.log, veils.unseen)
        assert last.position in sight_of(tx, reader, last.log, records(world)).withheld


@then(words("{who:Who} finds it there"))
def _(world: World, who: str) -> None:
    last = records(world)[-1]
    with world.review.reading() as tx:
        veils = Veils(tx, world.reader(who), last.log)
        assert veils.drawn_over(last) == last
        assert last.position not in sight_of(tx, world.reader(who), last.log, records(world)).withheld


@then(words("{who:Who} takes no word of version 1 along, and {other:Who} does"))
def _(world: World, who: str, other: str) -> None:
    world.require_noticed()
    texts: set[Sealed] = set()
    for it in records(world):
        if isinstance(it.event, VersionSubmitted):
            texts |= set(sealed_in(it.event))
        if isinstance(it.event, CommentRaised):
            texts |= set(sealed_in(it.event.anchors))
    keys = {one.key for one in texts}
    with world.review.reading() as tx:
        kept, given_out = (
            sight_of(tx, world.reader(one), world.known.evaluation, records(world)).keys & keys for one in (who, other)
        )
    assert kept == set()
    assert given_out == keys
