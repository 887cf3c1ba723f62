"""Figures of the lifecycle: the page of a decision over a long record, my work over many evaluations, a whole life."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from benchmarks.figures import Figure, at_most, grow
from benchmarks.pages import answered, fresh_process, signed_in
from benchmarks.scene import fresh
from benchmarks.timing import timed
from review.application import EvaluationCommand
from review.commands.comments import RaiseComment
from review.commands.dispositions import DisposeComment
from review.commands.rounds import OpenRound
from review.domain.turns import Step
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, Disposition, DocumentKind
from review.store.tables import event
from review.web.compiled import make_ready
from review.web.factory import create_app
from tests.given import World, found
from tests.walking import LINE, Walk

MEMBERS = ("the external expert", "the policy representative", "the evaluation representative")
ASKING = "ask_"
DAY = 86_400_000_000


def decision_page(database: str, address: str, events: int = 50_000) -> list[Figure]:
    """The page on which a director decides, where members said 25,000 things and each was dealt with."""
    walk = Walk(_world(address))
    for step, who in LINE[:7]:
        walk.take(step, who)
        if step.startswith(ASKING):
            _heard(walk, step, 1)
    world = walk.world
    grow(world.review, world.known.evaluation, ("comment.raised", "comment.disposed"), events)
    cold, warm = _page(world, "the director", f"/approvals/{world.known.approvals[-1]}")
    world.close()
    return [
        at_most(f"page of a decision, {events:,} events, cold", database, cold, "ms", 200),
        at_most(f"page of a decision, {events:,} events, warm", database, warm, "ms", 200),
    ]


def my_work(database: str, address: str, evaluations: int = 200) -> list[Figure]:
    """My work of an expert who is asked in every one of so many evaluations."""
    world = _world(address)
    for number in range(evaluations):
        _asked(world, number)
    cold, warm = _page(world, "the external expert", "/")
    world.close()
    return [
        at_most(f"my work, {evaluations} evaluations, cold", database, cold, "ms", 150),
        at_most(f"my work, {evaluations} evaluations, warm", database, warm, "ms", 150),
    ]


def whole_life(database: str, address: str, remarks: int = 240) -> list[Figure]:
    """One evaluation from its first draft to the archive, with so many comments in each of its four rounds."""
    walk = Walk(_world(address))
    start = time.perf_counter()
    for step, who in LINE:
        walk.take(step, who)
        if step.startswith(ASKING):
            _heard(walk, step, remarks)
    seconds = time.perf_counter() - start
    with walk.world.review.reading() as tx:
        of = sa.select(sa.func.count(event.c.command.distinct())).where(event.c.log == walk.world.known.evaluation)
        commands = tx.scalar(of)
    walk.world.close()
    return [at_most(f"a whole life of {commands:,} commands", database, seconds, "s", 60)]


def _world(address: str) -> World:
    world = found(Path(tempfile.mkdtemp(prefix="toetssteen-bench-")), fresh(address))
    world.review.keeper = None  # checkpoints are signed beside the acts, not in them
    return world


def _heard(walk: Walk, asked: Step, remarks: int) -> None:
    """The members of the round that was just opened say so much, and the team deals with each of it."""
    world = walk.world
    of = {"evaluation": world.known.evaluation}
    body = BodyKind.SOUNDING_BOARD if "peers" in asked else BodyKind.REFERENCE_GROUP
    review_round = world.known.rounds[body]
    who = MEMBERS if body is BodyKind.REFERENCE_GROUP else ("the peer reader",)
    for index in range(remarks):
        said = {"block": 1, "kind": CommentKind.METHOD, "text": "Waarom zo, en niet per rotatie?"}
        comment = _done(world, who[index % len(who)], RaiseComment(**of, **said, round=review_round))
        dealt = {"disposition": Disposition.REJECTED, "motive": "Dat valt buiten de vraag."}
        _done(world, "the evaluator", DisposeComment(**of, **dealt, comment=comment))


def _done(world: World, who: str, command: EvaluationCommand) -> UUID:
    return world.review.do(command, world.actor(who)).subject


def _asked(world: World, number: int) -> None:
    """An evaluation whose reference group has a draft before it."""
    world.open_evaluation(f"Evaluatie {number}")
    for name, body, capacity in (
        ("the team lead", BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD),
        ("the chair of the reference group", BodyKind.REFERENCE_GROUP, Capacity.CHAIR),
        ("the external expert", BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT),
    ):
        world.seat(name, body, capacity, "BZ/DOE")
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    draft = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    opened = OpenRound(
        evaluation=world.known.evaluation,
        draft=draft,
        number=1,
        body=BodyKind.REFERENCE_GROUP,
        closes_at=world.clock.now + 30 * DAY,
    )
    world.do("the chair of the reference group", opened)


def _page(world: World, who: str, url: str) -> tuple[float, float]:
    """The page as a fresh process answers it and as it does later, in ms."""
    cold = []
    for _ in range(5):
        fresh_process(world.review)
        app = create_app(world.review)
        make_ready(app)
        client = signed_in(world.review.sessions.start(world.person(who)), app)
        cold.append(timed(lambda client=client: answered(client, url)))
    warm = sorted(timed(lambda: answered(client, url)) for _ in range(15))
    return sorted(cold)[2] * 1e3, warm[7] * 1e3
