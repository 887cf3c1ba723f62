"""A clause that rests on damaged rows cannot be judged: it says so by itself, and the gate stays shut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from review import installation
from review.commands.approvals import GrantWaiver
from review.commands.quorums import SetQuorum
from review.domain.errors import GateShut
from review.domain.gates import ClauseName, Ground, Outcome, Standing, clauses
from review.domain.quorum import Demand
from review.domain.vocabulary import Capacity
from review.projections.quorums import quorums
from review.projections.standing import standing
from tests.core.story import REFERENCE, asked, flag, granting, latest, ready, refusal
from tests.given import World
from tests.web.walking import house, words

HEARD = (ClauseName.SOUNDING_BOARD_HEARD, ClauseName.REFERENCE_GROUP_HEARD)
WAIVED = ClauseName.REFERENCE_GROUP_HEARD


def facts(world: World) -> Standing:
    with world.review.reading() as tx:
        return standing(tx, world.known.evaluation, latest(world).draft)


def outcomes(world: World) -> dict[ClauseName, Outcome]:
    return {clause.name: clause.outcome for clause in clauses(facts(world))}


def test_damaged_rows_shut_the_gate_for_their_own_clauses_until_they_are_made_again(world: World) -> None:
    evaluation, demand = world.known.evaluation, Demand(Capacity.EXTERNAL_EXPERT, 1)
    world.do("the director", SetQuorum(evaluation=evaluation, body=REFERENCE, demands=(demand,)))
    ready(world)
    it = latest(world)
    about = {"evaluation": evaluation, "draft": it.draft, "number": it.number}
    world.do("the director", GrantWaiver(**about, clause=WAIVED, motive="De groep is opgeheven."))
    approval, whole = asked(world), outcomes(world)
    assert whole[WAIVED] is Outcome.OVERRIDDEN
    with world.review.engine.begin() as tx:
        tx.execute(sa.update(quorums).values(demands="kapot"))

    assert outcomes(world) == whole | dict.fromkeys(HEARD, Outcome.ERROR)
    shut = refusal(world, "the director", granting(world, approval))
    assert isinstance(shut, GateShut)
    assert shut.parameters == {"clauses": HEARD, "problem": "unjudged"}
    answer = house(world).client("the director").get(f"/drafts/{it.draft}/versions/{it.number}/gate")
    assert (answer.status_code, words(answer).count("Dit is niet te beoordelen")) == (200, len(HEARD))
    assert "Wacht op: beheerder." in words(answer)
    assert f'value="{WAIVED}"' not in answer.get_data(as_text=True), "nothing to waive while it cannot be judged"

    installation.rebuild(world.review)
    assert outcomes(world) == whole
    world.do("the director", granting(world, approval))


@pytest.mark.postgres
def test_a_statement_that_fails_takes_no_other_question_with_it(copied: Callable[[str], World]) -> None:
    """Of stored values PostgreSQL itself may find that they are none, which ends a transaction without a savepoint."""
    world = copied("postgresql")
    ready(world)
    flag(world)
    broken = sa.text(
        "ALTER TABLE reading.flags RENAME TO kept;"
        " CREATE VIEW reading.flags AS SELECT id, evaluation, draft, state,"
        " 1 / (position - position) AS position FROM reading.kept"
    )
    with world.review.engine.begin() as tx:
        tx.execute(broken)
    found = facts(world)
    assert found.failed == {Ground.FLAGS}
    assert found.closed_rounds and found.presented, "asked before and after"
