"""Steps about the tracks of the research."""

from __future__ import annotations

from uuid import UUID

from pytest_bdd import given, then, when

from review.commands.tracks import (
    AcceptTrack,
    ContractTrack,
    DeliverTrack,
    DropTrack,
    PlanTrack,
    PostponeTrack,
    ResumeTrack,
    StartTrack,
)
from review.domain.gates import ClauseName, clauses
from review.domain.tracks import TrackKind, TrackState
from review.domain.vocabulary import DocumentKind
from review.projections import tracks
from review.projections.standing import standing
from tests.given import World
from tests.steps.planning import one
from tests.steps.words import words


def plan_track(world: World, who: str, title: str, *, done_by: str = "", main_question: bool = False) -> UUID:
    planned = PlanTrack(
        evaluation=world.known.evaluation,
        kind=TrackKind.FIELDWORK,
        title=title,
        main_question=main_question,
        done_by=world.known.seats[done_by][1] if done_by else None,
        due="2026-40",
    )
    world.found = world.do(who, planned).subject
    world.known.tracks.append(world.found)
    return world.known.tracks[-1]


def at(world: World) -> dict[str, UUID]:
    """The track that the scenario speaks of."""
    return {"evaluation": world.known.evaluation, "track": world.found}


@given(words('{who:Who} plans the track "{title}" for nobody'))
def _(world: World, who: str, title: str) -> None:
    plan_track(world, who, title)


@given(words('{who:Who} plans the track "{title}" for a main question'))
def _(world: World, who: str, title: str) -> None:
    plan_track(world, who, title, main_question=True)


@given(words('{who:Who} plans the track "{title}" for the external researcher'))
def _(world: World, who: str, title: str) -> None:
    plan_track(world, who, title, done_by="the external researcher")


@given(words('{who:Who} gives it out to "{party}"'))
def _(world: World, who: str, party: str) -> None:
    world.do(who, ContractTrack(**at(world), party=party))


@given(words("{who:Who} starts it"))
@when(words("{who:Who} starts it"))
def _(world: World, who: str) -> None:
    world.attempt(who, StartTrack(**at(world)))


@when(words("{who:Who} delivers it"))
def _(world: World, who: str) -> None:
    world.attempt(who, DeliverTrack(**at(world), note="Op de projectschijf."))


@when(words("{who:Who} accepts it"))
def _(world: World, who: str) -> None:
    world.attempt(who, AcceptTrack(**at(world)))


@when(words("{who:Who} drops it"))
def _(world: World, who: str) -> None:
    world.attempt(who, DropTrack(**at(world), motive="Reizen kan niet.", effect="Vraag 2b IV blijft open."))


@when(words("{who:Who} postpones it by option {option:d} of that risk"))
def _(world: World, who: str, option: int) -> None:
    postponed = PostponeTrack(**at(world), effect="Later.", registered=world.known.risks[-1], chosen=option)
    world.attempt(who, postponed)


@when(words("{who:Who} resumes it"))
def _(world: World, who: str) -> None:
    world.do(who, ResumeTrack(**at(world), motive="Het kan weer."))


@then("the track says that this risk came true")
def _(world: World) -> None:
    with world.review.reading() as tx:
        steps = tracks.steps_of(tx, world.review.door(), world.reader("the team lead"), world.found)
    assert (steps[0].registered, steps[0].text, steps[0].option) == (world.known.risks[-1], "R1", "R1.1")


@when(words('{who:Who} postpones it and moves the report to "{code}"'))
def _(world: World, who: str, code: str) -> None:
    postponed = PostponeTrack(
        **at(world),
        risk="Reizen is onmogelijk.",
        option="Wachten.",
        effect="Een maand later.",
        moves=((one(world, "the report").number, code),),
    )
    world.attempt(who, postponed)


@then(words("the track is {state}"))
def _(world: World, state: str) -> None:
    with world.review.reading() as tx:
        it = tracks.one(tx, world.review.door(), world.reader("the director"), world.found)
    assert it.state is TrackState(state)


@then(words("{who:Who} sees {count:Count} track"))
@then(words("{who:Who} sees {count:Count} tracks"))
def _(world: World, who: str, count: int) -> None:
    with world.review.reading() as tx:
        found = tracks.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
    assert len(found) == count


@then(words('of the report the clause "tracks done" is {outcome}'))
def _(world: World, outcome: str) -> None:
    draft = world.known.drafts[DocumentKind.REPORT]
    with world.review.reading() as tx:
        found = clauses(standing(tx, world.known.evaluation, draft))
    (clause,) = (it for it in found if it.name is ClauseName.TRACKS_DONE)
    assert clause.outcome == outcome.replace(" ", "_")
