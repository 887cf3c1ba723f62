"""Clauses that ask that nothing is left name the records by which the rest was done, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from review.commands.sources import StateLevel
from review.domain.gates import ClauseName, Outcome, clauses
from review.domain.vocabulary import BodyKind, Level
from review.projections.standing import standing
from tests import acts
from tests.given import World
from tests.web.deciding_story import settled

C = ClauseName


def proved(world: World) -> dict[ClauseName, list[tuple[str, object]]]:
    """The records of the clauses that are met, each by its name and what it is about."""
    evaluation, (draft, _) = world.known.evaluation, acts.latest(world)
    with world.review.reading() as tx:
        found = {one.name: one for one in clauses(standing(tx, evaluation, draft)) if one.outcome is Outcome.SATISFIED}
        return {
            name: [(it.event.NAME, it.stream) for it in world.review.records_at(tx, evaluation, clause.proofs)]
            for name, clause in found.items()
        }


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_what_was_done_is_named_as_it_was_done_last(copied: Callable[[str], World], dialect: str) -> None:
    world = copied(dialect)
    world.submit("the team lead", acts.TOR)
    review_round = acts.open_round(world, BodyKind.REFERENCE_GROUP)
    first, second = (acts.comment(world, "the external expert", review_round) for _ in range(2))
    assert C.COMMENTS_DISPOSED not in proved(world)
    for one in (first, second, first):
        acts.dispose(world, one)
    bare, stated = acts.source(world), acts.source(world, Level.UNCLASSIFIED)
    assert C.SOURCES_STATED not in proved(world)
    flag = acts.flag(world)
    settled(world, flag)
    told = StateLevel(evaluation=world.known.evaluation, source=bare, level=Level.UNCLASSIFIED)
    world.do("the team lead", told)
    found = proved(world)
    disposed = [("comment.disposed", second), ("comment.disposed", first)]
    assert found[C.COMMENTS_DISPOSED] == disposed, "the last disposition of each"
    assert found[C.FLAGS_SETTLED] == [("flag.settled", flag)]
    assert found[C.SOURCES_STATED] == [("source.registered", stated), ("source.level-stated", bare)]
