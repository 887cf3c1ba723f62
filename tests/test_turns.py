"""The table of states against the house itself: every step, in every state, as every capacity (domain rules, 4.1).

What the table has happens for at least one capacity, and leads where it says; everything else is refused with a
sentence that names the way out, and leaves no record.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from review.domain.errors import NotPermitted
from review.domain.lifecycle import PHASES, State
from review.domain.permissions import may
from review.domain.turns import ANYWHERE, TURNS, Step, ahead
from review.web.refusals import SENTENCES as EXPLAINED
from tests.given import World
from tests.soundness import heads
from tests.walking import CHAIR, GROUP, LAST_OF, LINE, PEERS, ROLES, TRIED, Walk

S = State


REWRITTEN = {
    **dict.fromkeys((S.TOR_REFERENCE_REVIEW, S.TOR_REVISION, S.TOR_PRESENTATION), Step.SUBMIT_TERMS),
    **dict.fromkeys((S.REPORT_REFERENCE_REVIEW, S.CLASSIFICATION_CLEARANCE, S.REPORT_REVISION), Step.SUBMIT_REPORT),
}
"""Where a next version is submitted while the evaluation stands where it stood."""


@pytest.fixture
def walk(copied: Callable[[str], World]) -> Walk:
    return Walk(copied("sqlite"))


def test_the_line_leads_through_the_states_of_the_table(walk: Walk) -> None:
    assert walk.state() is LAST_OF[0]
    for number, (step, who) in enumerate(LINE, 1):
        before = walk.state()
        walk.take(step, who)
        turn = next(one for one in TURNS if one.step is step)
        assert walk.state() is LAST_OF[number], f"{step} from {before}"
        assert turn.moves[before] is LAST_OF[number], f"{step} from {before}"


@pytest.mark.parametrize("state", TRIED)
def test_in_this_state_the_steps_of_the_table_are_taken_and_no_others(walk: Walk, state: State) -> None:
    taken: set[Step] = set()
    steps = 0
    for moment in TRIED[state]:
        walk.walk(moment, since=steps)
        steps = moment
        assert walk.state() is state
        taken |= steps_taken(walk, state)
    if state is S.POLICY_RESPONSE:  # after the term parliament can have the report without the response
        walk.world.clock.pass_days(100)
        taken |= steps_taken(walk, state)
    if state in REWRITTEN:  # a version on which no group had its say yet
        walk.take(REWRITTEN[state], "the team lead")
        assert walk.state() is state
        taken |= steps_taken(walk, state)
    assert taken == {turn.step for turn in TURNS if state in turn.moves}


def steps_taken(walk: Walk, state: State) -> set[Step]:
    """What somebody can do here and now; all of it is in the table, and all else refused with a sentence."""
    taken: set[Step] = set()
    before = heads(walk.world.review)
    for turn in TURNS:
        outcomes = walk.tried(turn.step)
        for who, refused in outcomes.items():
            if not may(turn.needs, ROLES[who]):
                assert isinstance(refused, NotPermitted), f"{turn.step} in {state} by {who}: {refused!r}"
            assert refused is None or type(refused) in EXPLAINED, f"{refused!r} has no sentence"
        done = [who for who, refused in outcomes.items() if refused is None]
        assert not done or state in turn.moves, f"{turn.step} in {state}: done by {done}"
        taken |= {turn.step} if done else set()
    assert heads(walk.world.review) == before
    return taken


def require_table(walk: Walk, state: State) -> None:
    assert steps_taken(walk, state) == {turn.step for turn in TURNS if state in turn.moves}


@pytest.mark.parametrize("state", [S.TOR_REFERENCE_REVIEW, S.RESEARCH, S.AWAITING_REPORT_ADOPTION])
def test_what_waits_or_has_ended_moves_by_nothing_but_its_own_acts(walk: Walk, state: State) -> None:
    walk.walk(TRIED[state][-1])
    walk.take(Step.SUSPEND, "the director")
    assert walk.state() is S.SUSPENDED
    require_table(walk, S.SUSPENDED)
    walk.take(Step.RESUME, "the director")
    assert walk.state() is state
    walk.take(Step.WITHDRAW, "the director")
    assert walk.state() is S.WITHDRAWN
    require_table(walk, S.WITHDRAWN)


SIDEWAYS: tuple[tuple[State, Step, str], ...] = (
    (S.AWAITING_TOR_ADOPTION, Step.RETURN_TERMS, "the director"),
    (S.AWAITING_REPORT_ADOPTION, Step.RETURN_REPORT, "the director"),
    (S.TOR_PRESENTATION, Step.ASK_GROUP_ABOUT_TERMS, CHAIR[GROUP]),
    (S.TOR_PRESENTATION, Step.SUBMIT_TERMS, "the team lead"),
    (S.TOR_DRAFTING, Step.ASK_GROUP_ABOUT_TERMS, CHAIR[GROUP]),
    (S.TOR_DRAFTING, Step.TAKE_BACK_TERMS, "the team lead"),
    (S.TOR_PEER_REVIEW, Step.TAKE_BACK_TERMS, "the team lead"),
    (S.REPORT_PEER_REVIEW, Step.TAKE_BACK_REPORT, "the team lead"),
    (S.REPORT_REVISION, Step.ASK_PEERS_ABOUT_REPORT, CHAIR[PEERS]),
    (S.RESEARCH, Step.PROPOSE_AMENDMENT, "the director"),
    (S.RESEARCH, Step.REVOKE_TERMS, "the director"),
    (S.REPORT_REVISION, Step.REVOKE_TERMS, "the director"),
    (S.POLICY_RESPONSE, Step.REVOKE_REPORT, "the director"),
    (S.PUBLISHED, Step.WITHDRAW_PUBLICATION, "the director"),
    (S.CLOSED, Step.REOPEN_FILE, "the director"),
)
"""Steps back and aside."""


@pytest.mark.parametrize(("state", "step", "who"), SIDEWAYS)
def test_a_step_aside_leads_where_the_table_says(walk: Walk, state: State, step: Step, who: str) -> None:
    walk.walk(TRIED[state][-1])
    walk.take(step, who)
    turn = next(one for one in TURNS if one.step is step)
    assert walk.state() is turn.moves[state]


def test_without_a_response_parliament_has_to_wait_for_the_term_and_for_the_director(walk: Walk) -> None:
    walk.walk(next(steps for steps, (step, _) in enumerate(LINE, 1) if step is Step.SEND_REPORT))
    assert not done_by(walk, Step.SUBMIT_TO_CHAMBER)
    walk.world.clock.pass_days(100)
    assert done_by(walk, Step.SUBMIT_TO_CHAMBER) == {"the director"}
    walk.take(Step.SUBMIT_TO_CHAMBER, "the director")
    assert walk.state() is S.PARLIAMENT
    assert not done_by(walk, Step.PUBLISH_REPORT), "the other Chamber has nothing yet"


def done_by(walk: Walk, step: Step) -> set[str]:
    return {who for who, refused in walk.tried(step).items() if refused is None}


def test_an_evaluation_that_ended_is_closed_and_opens_again_as_ended(walk: Walk) -> None:
    for step, reached in (
        (Step.WITHDRAW, S.WITHDRAWN),
        (Step.CLOSE_FILE, S.CLOSED),
        (Step.REOPEN_FILE, S.WITHDRAWN),
    ):
        walk.take(step, "the director")
        assert walk.state() is reached


def test_every_state_has_its_phase_its_word_and_a_way_on() -> None:
    assert set(PHASES) == set(State) - {S.SUSPENDED, S.WITHDRAWN}
    order = list(State)
    for state in State:
        for turn in ahead(state):
            assert turn.step not in ANYWHERE
            assert order.index(turn.moves[state]) > order.index(state)
    assert all(ahead(state) for state in order[: order.index(S.TRANSFERRED)])
