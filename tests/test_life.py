"""Whatever anybody tries in whatever order: duties stay separated, and both databases tell the same trail.

A thousand steps in the suite, ten thousand in the long runs (domain rules, section 5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from review.application import EvaluationCommand
from review.commands.comments import RaiseComment
from review.commands.dispositions import DisposeComment
from review.commands.groups import AppointActing, EndActing
from review.commands.withholdings import ConsultOnWithholding, DecideWithholding, ProposeWithholding
from review.domain.acts import Recorded
from review.domain.approvals import ApprovalGranted
from review.domain.comments import CommentDisposed, CommentRaised
from review.domain.drafts import VersionSubmitted
from review.domain.groups import ActingAppointed, ActingEnded
from review.domain.turns import Step, ahead
from review.domain.vocabulary import Capacity, CommentKind, Disposition, FlagGround
from review.domain.withholdings import WithholdingDecided, WithholdingProposed
from tests.given import NOWHERE, World
from tests.lengths import times
from tests.ready import EXPERT, judging, pledged
from tests.walking import CHAIR, GROUP, PEERS, ROLES, Walk

STEPS = 50
WHO: dict[Step, str] = {
    Step.SUBMIT_TERMS: "the team lead",
    Step.ASK_PEERS_ABOUT_TERMS: CHAIR[PEERS],
    Step.ASK_GROUP_ABOUT_TERMS: CHAIR[GROUP],
    Step.CLOSE_PEERS: CHAIR[PEERS],
    Step.CLOSE_GROUP: CHAIR[GROUP],
    Step.PRESENT_TERMS: "the team lead",
    Step.REQUEST_TERMS: "the team lead",
    Step.APPROVE_TERMS: "the director",
    Step.SUBMIT_REPORT: "the team lead",
    Step.ASK_PEERS_ABOUT_REPORT: CHAIR[PEERS],
    Step.ASK_GROUP_ABOUT_REPORT: CHAIR[GROUP],
    Step.REQUEST_REPORT: "the team lead",
    Step.APPROVE_REPORT: "the director",
    Step.RECEIVE_RESPONSE: "the director",
    Step.SUBMIT_TO_CHAMBER: "the director",
    Step.PUBLISH_REPORT: "the director",
}
"""Who takes a step that leads on, where somebody just goes on."""
QUIET = frozenset({"trail.verified", "access.reviewed", "round.unmasked", "signal.raised"})
"""What an auditor may add to the log of an evaluation, besides what everybody with a place in it may."""
Make = Callable[[Walk], EvaluationCommand]
roles = st.sampled_from(sorted(ROLES))


class Life(RuleBasedStateMachine):
    """Two worlds of the same cast, on two databases, in which the same is tried."""

    made: Callable[[ExitStack], tuple[World, World]]

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.walks = [Walk(world) for world in type(self).made(self.stack)]
        for walk in self.walks:
            pledged(walk.world)
        self.seen = [0, 0]
        self.duties = [Duties(), Duties()]

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    # -- what somebody does

    @rule(choice=st.integers(0, 5))
    def go_on(self, choice: int) -> None:
        """A step that leads on, by the one whose turn it is."""
        open_ = [turn.step for turn in ahead(self.walks[0].state()) if turn.step in WHO]
        if open_:
            step = open_[choice % len(open_)]
            self._all(WHO[step], lambda walk: walk.command(step), step)

    @rule(step=st.sampled_from(sorted(set(Step) - {Step.WITHDRAW, Step.SUSPEND})), who=roles)
    def try_a_step(self, step: Step, who: str) -> None:
        self._all(who, lambda walk: walk.command(step), step)

    @rule(who=roles, body=st.sampled_from([PEERS, GROUP]))
    def comment(self, who: str, body: Any) -> None:
        def made(walk: Walk) -> EvaluationCommand:
            known = walk.world.known
            where = {"evaluation": known.evaluation, "round": known.rounds.get(body, NOWHERE), "block": 1}
            return RaiseComment(**where, kind=CommentKind.METHOD, text="Waarom zo?")

        self._all(who, made, keep="comments")

    @rule(who=roles, which=st.integers(0, 9))
    def dispose(self, who: str, which: int) -> None:
        def made(walk: Walk) -> EvaluationCommand:
            said = walk.world.known.comments
            comment = said[which % len(said)] if said else NOWHERE
            done = {"disposition": Disposition.REJECTED, "motive": "Dat valt buiten de vraag."}
            return DisposeComment(evaluation=walk.world.known.evaluation, comment=comment, **done)

        self._all(who, made)

    @rule(who=roles, act=st.sampled_from(["propose", "consult", "decide"]))
    def withhold(self, who: str, act: str) -> None:
        def made(walk: Walk) -> EvaluationCommand:
            about = {"evaluation": walk.world.known.evaluation}
            if act == "propose":
                return ProposeWithholding(**about, finding="1", ground=FlagGround.SAFETY_OF_PERSONS, motive="Gevaar.")
            one = about | {"withholding": walk.world.found or NOWHERE}
            if act == "consult":
                said = {"directorate": "Def/DGB", "occurred_on": walk.world.today(), "account": "Besproken."}
                return ConsultOnWithholding(**one, **said)
            return DecideWithholding(**one, withheld=True, motive="Te gevaarlijk.")

        self._all(who, made, keep="found" if act == "propose" else "")

    @rule(who=st.sampled_from(["the director", CHAIR[GROUP], "the deputy chair"]), begins=st.booleans())
    def act_for_the_chair(self, who: str, begins: bool) -> None:
        def made(walk: Walk) -> EvaluationCommand:
            known = walk.world.known
            deputy = {"evaluation": known.evaluation, "seat": known.seats["the deputy chair"][1]}
            if begins:
                return AppointActing(**deputy, chair=known.seats[CHAIR[GROUP]][1], motive="Verlof.")
            return EndActing(**deputy)

        self._all(who, made)

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        for walk in self.walks:
            walk.world.clock.pass_days(timedelta(days=days).days)

    def _all(self, who: str, made: Make, step: Step | None = None, keep: str = "") -> None:
        """The same in both worlds; what comes of it is the same."""
        answers = []
        for walk in self.walks:
            world = walk.world
            instructed = CHAIR[GROUP] if who == "the secretary" else None
            done = world.attempt(who, made(walk), instructed_by=instructed)
            answers.append(type(world.refused))
            world.refused = None
            if done is not None and step is not None:
                walk.remember(step, done.subject)
                if step is Step.SUBMIT_REPORT and (act := judging(world)) is not None:
                    world.attempt(EXPERT, act)
                    world.refused = None
            elif done is not None and keep == "comments":
                world.known.comments.append(done.subject)
            elif done is not None and keep == "found":
                world.found = done.subject
        assert answers[0] is answers[1], answers

    # -- what holds, whatever was done

    @invariant()
    def duties_stay_separated(self) -> None:
        if not hasattr(self, "walks"):
            return
        told = []
        for number, walk in enumerate(self.walks):
            records = list(self._new(number, walk))
            for it in records:
                self.duties[number].require(it)
            told.append([(it.position, it.event.NAME, it.envelope.capacity) for it in records])
        assert told[0] == told[1]

    def _new(self, number: int, walk: Walk) -> Iterator[Recorded]:
        review, evaluation = walk.world.review, walk.world.known.evaluation
        with review.reading() as tx:
            for it in review.records(tx, evaluation, after=self.seen[number]):
                self.seen[number] = it.position
                yield it


class Duties:
    """What the records so far say about who may not do what next (the invariants of section 5)."""

    def __init__(self) -> None:
        self.authors: dict[Any, Any] = {}
        self.contributors: dict[Any, tuple[Any, ...]] = {}
        self.proposers: dict[Any, Any] = {}
        self.windows: set[Any] = set()

    happened: ClassVar[Counter[str]] = Counter()

    def require(self, it: Recorded) -> None:
        by, event = it.envelope, it.event
        self.happened[event.NAME] += 1
        assert by.capacity is not Capacity.ADMINISTRATOR, event
        if by.capacity is Capacity.AUDITOR:
            assert event.NAME in QUIET, event
        if by.capacity is Capacity.DEPUTY_CHAIR and event.NAME.startswith(("round.", "seat.")):
            assert event.NAME == "round.responded" or by.seat in self.windows, event
        match event:
            case VersionSubmitted():
                self.contributors[it.stream, event.number] = event.contributors
            case CommentRaised():
                self.authors[it.stream] = by.person
            case WithholdingProposed():
                self.proposers[it.stream] = by.person
            case ActingAppointed():
                self.windows.add(it.stream)
            case ActingEnded():
                self.windows.discard(it.stream)
            case ApprovalGranted():
                assert by.capacity is Capacity.DIRECTOR
                assert by.person not in self.contributors[event.draft, event.draft_version]
            case CommentDisposed():
                assert by.person != self.authors[it.stream]
            case WithholdingDecided():
                assert by.capacity is Capacity.DIRECTOR
                assert by.person != self.proposers[it.stream]


@pytest.mark.faults
def test_in_any_order_duties_stay_separated_and_both_databases_tell_the_same(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sqlite, postgres = (request.getfixturevalue(name) for name in ("sqlite_installation", "postgres_installation"))
    copies = request.getfixturevalue("postgres_copies")
    numbers = iter(range(1_000_000))

    def made(stack: ExitStack) -> tuple[World, World]:
        url = copies.lend()
        stack.callback(copies.take_back, url)
        worlds = sqlite.copied(tmp_path / f"a{next(numbers)}"), postgres.copied(tmp_path / f"b{next(numbers)}", url)
        for world in worlds:
            stack.callback(world.close)
        return worlds

    machine = type("Tried", (Life,), {"made": staticmethod(made)})
    limits = settings(
        max_examples=times(1_000, 10_000) // STEPS,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=limits)
    for name in ("approval.granted", "comment.disposed", "withholding.decided", "seat.acting-appointed"):
        assert Duties.happened[name], f"{name} never happened: {Duties.happened}"
