"""What people do besides the line of an evaluation before a gate opens: pledges, and the judgement of the report."""

from __future__ import annotations

import sqlalchemy as sa

from review.commands.pledges import SignPledge
from review.commands.quality import AssessQuality
from review.domain.quality import CRITERIA_OF, Grade, QualityPhase
from review.domain.vocabulary import DocumentKind
from review.projections import drafts, pledges, quality
from review.projections.groups import held_on, seats
from tests.given import World

EXPERT = "the external expert"


def pledged(world: World) -> None:
    """Whoever does research in the team signs the ethics pledge, once, in the seat that does it."""
    it = seats.c
    with world.review.reading() as tx:
        signed = pledges.signed(tx, world.known.evaluation)
        held = sa.select(it.person, it.id).where(
            it.evaluation == world.known.evaluation,
            it.capacity.in_(sorted(pledges.RESEARCHERS)),
            held_on(world.today()),
        )
        left = {row.person: row.id for row in tx.execute(held.order_by(it.position)) if row.person not in signed}
    for person, seat in left.items():
        world.known.seats["a researcher"] = (person, seat)
        world.do("a researcher", SignPledge(evaluation=world.known.evaluation))
    world.known.seats.pop("a researcher", None)


def judging(world: World) -> AssessQuality | None:
    """The act by which an independent member judges the latest version of the report as final; None where it did."""
    evaluation, draft = world.known.evaluation, world.known.drafts[DocumentKind.REPORT]
    with world.review.reading() as tx:
        it = drafts.bare(tx, evaluation, draft)
        _, done = quality.standing(tx, evaluation, draft, it.number, it.contributors)
    judged = tuple((one, Grade.GOOD, "") for one in CRITERIA_OF[QualityPhase.FINAL])
    about = {"evaluation": evaluation, "draft": draft, "number": it.number}
    return None if done else AssessQuality(**about, phase=QualityPhase.FINAL, judged=judged)


def judged(world: World) -> None:
    act = judging(world)
    if act is not None:
        world.do(EXPERT, act)
