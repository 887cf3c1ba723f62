"""The table of states against the house itself: every step, in every state, as every capacity (domain rules, 4.1).

What the table has happens for at least one capacity, and leads where it says; everything else is refused with a
sentence that names the way out, and leaves no record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from review.application import EvaluationCommand, Work, uuid7
from review.commands.amendments import ProposeAmendment
from review.commands.approvals import GrantApproval, RecordPresentation, RequestApproval, ReturnForRevision
from review.commands.drafts import SubmitVersion
from review.commands.flags import AgreeSettlement, DoubtFlag, RaiseFlag, RecordConsultation, SettleFlag
from review.commands.halting import ResumeEvaluation, SuspendEvaluation, WithdrawEvaluation
from review.commands.rounds import CloseRound, OpenRound
from review.domain.errors import NotPermitted, Refused
from review.domain.evaluations import Running
from review.domain.lifecycle import PHASES, State
from review.domain.permissions import may, require
from review.domain.turns import ANYWHERE, TURNS, Step, ahead
from review.domain.vocabulary import BodyKind, DocumentKind, FlagGround, Level, Settlement
from review.memory import Memory
from review.projections import course, drafts, trail
from review.web.refusals import SENTENCES as EXPLAINED
from tests.cast import CAST
from tests.given import NOWHERE, World
from tests.soundness import heads

TOR, REPORT = DocumentKind.TERMS_OF_REFERENCE, DocumentKind.REPORT
PEERS, GROUP = BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP
CHAIR = {PEERS: "the chair of the sounding board", GROUP: "the chair of the reference group"}
ROLES = {role: part.capacity for role, part in CAST.items() if part.capacity is not None}
GROUND = FlagGround.INTERNATIONAL_RELATIONS
S = State
LINE: tuple[tuple[Step, str], ...] = (
    (Step.SUBMIT_TERMS, "the team lead"),
    (Step.ASK_PEERS_ABOUT_TERMS, CHAIR[PEERS]),
    (Step.CLOSE_PEERS, CHAIR[PEERS]),
    (Step.ASK_GROUP_ABOUT_TERMS, CHAIR[GROUP]),
    (Step.CLOSE_GROUP, CHAIR[GROUP]),
    (Step.PRESENT_TERMS, "the team lead"),
    (Step.REQUEST_TERMS, "the team lead"),
    (Step.APPROVE_TERMS, "the director"),
    (Step.SUBMIT_REPORT, "the team lead"),
    (Step.ASK_PEERS_ABOUT_REPORT, CHAIR[PEERS]),
    (Step.CLOSE_PEERS, CHAIR[PEERS]),
    (Step.ASK_GROUP_ABOUT_REPORT, CHAIR[GROUP]),
    (Step.CLOSE_GROUP, CHAIR[GROUP]),
    (Step.SETTLE_FLAG, "the team lead"),
    (Step.REQUEST_REPORT, "the team lead"),
    (Step.APPROVE_REPORT, "the director"),
)
"""The main line, the sounding board first; a flag is raised on the report while the reference group reads it."""
LAST_OF: dict[int, State] = {
    0: S.EXPLORATION,
    1: S.TOR_DRAFTING,
    2: S.TOR_PEER_REVIEW,
    3: S.TOR_REVISION,
    4: S.TOR_REFERENCE_REVIEW,
    5: S.TOR_REVISION,
    6: S.TOR_PRESENTATION,
    7: S.AWAITING_TOR_ADOPTION,
    8: S.RESEARCH,
    9: S.REPORT_DRAFTING,
    10: S.REPORT_PEER_REVIEW,
    11: S.REPORT_REVISION,
    12: S.REPORT_REFERENCE_REVIEW,
    13: S.CLASSIFICATION_CLEARANCE,
    14: S.REPORT_REVISION,
    15: S.AWAITING_REPORT_ADOPTION,
    16: S.POLICY_RESPONSE,
}
"""The state after so many steps of that line."""
TRIED = {state: steps for steps, state in LAST_OF.items() if steps not in (5, 11)}
"""Where every step is tried: of two moments in one state, the one that the table is about."""


class Undone(Exception):
    """Everything was tried; nothing is kept."""


@dataclass
class Walk:
    """An evaluation that is led along, and in which steps can be tried without being taken."""

    world: World

    def state(self) -> State:
        with self.world.review.reading() as tx:
            reader = self.world.reader("the director")
            return course.state_in(tx, self.world.review.door(), reader, self.world.known.evaluation)

    def walk(self, steps: int) -> Walk:
        for step, who in LINE[:steps]:
            self.take(step, who)
        return self

    def take(self, step: Step, who: str) -> None:
        if step is Step.CLOSE_GROUP and self._latest(REPORT):
            self._flag()
        done = self.world.do(who, self.command(step))
        known = self.world.known
        if step in (Step.SUBMIT_TERMS, Step.SUBMIT_REPORT):
            known.drafts[TOR if step is Step.SUBMIT_TERMS else REPORT] = done.subject
        elif step.startswith("ask_"):
            known.rounds[PEERS if "peers" in step else GROUP] = done.subject
        elif step in (Step.REQUEST_TERMS, Step.REQUEST_REPORT):
            known.approvals.append(done.subject)

    def _flag(self) -> None:
        """A flag on the report, as far as the team lead is to settle it."""
        world, draft = self.world, self.world.known.drafts[REPORT]
        about = {"evaluation": world.known.evaluation}
        raised = RaiseFlag(
            **about,
            draft=draft,
            number=1,
            block=1,
            level=Level.DEP_V,
            ground=GROUND,
            note="Zo.",
        )
        flag = world.do("the evaluator", raised).subject
        world.known.flags.append(flag)
        one = about | {"flag": flag}
        world.do("the evaluator", DoubtFlag(**one, directorate="BZ/DAF", motive="Dit is al openbaar."))
        heard = RecordConsultation(**one, directorate="BZ/DAF", occurred_on=world.today(), outcome="Het mag blijven.")
        world.do("the evaluator", heard)
        agreed = AgreeSettlement(**one, settlement=Settlement.KEPT, motive="Zo is het veilig.")
        world.do("the classification authority", agreed)

    def _latest(self, kind: DocumentKind) -> int:
        with self.world.review.reading() as tx:
            draft = drafts.draft_of(tx, self.world.known.evaluation, kind, 0)
            return 0 if draft is None else drafts.bare(tx, self.world.known.evaluation, draft).number

    def command(self, step: Step) -> EvaluationCommand:
        """The act by which somebody would take this step now; what it is about may not exist."""
        world, known = self.world, self.world.known
        of = {"evaluation": known.evaluation}
        kind = REPORT if "report" in step else TOR
        number = self._latest(kind)
        text = {"draft": known.drafts.get(kind, NOWHERE), "number": number}
        if step in (Step.SUBMIT_TERMS, Step.SUBMIT_REPORT):
            return SubmitVersion(**of, kind=kind, content=f"# Tekst\n\nZin {number + 1}, zoals het nu is.".encode())
        if step.startswith("ask_"):
            body = PEERS if "peers" in step else GROUP
            return OpenRound(**of, **text, body=body, closes_at=world.in_days(14))
        if step in (Step.CLOSE_PEERS, Step.CLOSE_GROUP):
            review_round = known.rounds.get(PEERS if step is Step.CLOSE_PEERS else GROUP, NOWHERE)
            return CloseRound(**of, round=review_round, motive="Iedereen is gehoord.")
        if step in (Step.REQUEST_TERMS, Step.REQUEST_REPORT):
            return RequestApproval(**of, **text, note="Klaar.")
        if step in (Step.APPROVE_TERMS, Step.APPROVE_REPORT, Step.RETURN_TERMS, Step.RETURN_REPORT):
            return self._decision(step, kind)
        return self._rest(step, text)

    def _decision(self, step: Step, kind: DocumentKind) -> EvaluationCommand:
        world, known = self.world, self.world.known
        asked = known.approvals[-1] if known.approvals and self._about(kind) else NOWHERE
        with world.review.reading() as tx:
            seen = trail.last(tx, known.evaluation)
            draft = known.drafts.get(kind)
            root = b"" if draft is None else drafts.bare(tx, known.evaluation, draft).root
        at = {"evaluation": known.evaluation, "approval": asked, "seen": seen}
        if step in (Step.RETURN_TERMS, Step.RETURN_REPORT):
            return ReturnForRevision(**at, motive="Scherper.")
        return GrantApproval(**at, root=root, motive="Akkoord.", overlap="Zo staat het in de opdracht.")

    def _about(self, kind: DocumentKind) -> bool:
        """Whether the youngest request is about this document."""
        return (REPORT if len(self.world.known.approvals) > 1 else TOR) is kind

    def _rest(self, step: Step, text: dict[str, object]) -> EvaluationCommand:
        world, known = self.world, self.world.known
        of = {"evaluation": known.evaluation}
        motive = of | {"motive": "Het mandaat is verruimd."}
        flag = known.flags[-1] if known.flags else NOWHERE
        made: dict[Step, Callable[[], EvaluationCommand]] = {
            Step.PRESENT_TERMS: lambda: RecordPresentation(**of, **text, occurred_on=world.today(), note="Besproken."),
            Step.PROPOSE_AMENDMENT: lambda: ProposeAmendment(**motive),
            Step.SETTLE_FLAG: lambda: SettleFlag(**of, flag=flag, settlement=Settlement.KEPT),
            Step.SUSPEND: lambda: SuspendEvaluation(**motive, review_on=world.today().replace(year=2030)),
            Step.RESUME: lambda: ResumeEvaluation(**motive),
            Step.WITHDRAW: lambda: WithdrawEvaluation(**motive),
        }
        return made[step]()

    def tried(self, step: Step) -> dict[str, Refused | None]:
        """What stands in the way of this step, by who takes it; nothing is recorded either way."""
        command = self.command(step)
        review, log = self.world.review, self.world.known.evaluation
        sealer = review.vault.sealer(log)
        try:
            prepared = command.prepare(review, sealer)
        except Refused as refused:
            return dict.fromkeys(ROLES, refused)
        found: dict[str, Refused | None] = {}
        with pytest.raises(Undone), review.on(log).log_recorder.transaction(uuid7(), create=False) as writer:
            for who in ROLES:
                instructed = CHAIR[GROUP] if who == "the secretary" else None
                acting = review._acting(writer.tx, writer.at, log, self.world.actor(who, instructed_by=instructed))
                work = Work(review, log, writer, Memory(), acting, sealer, prepared)
                found[who] = _stands_in_the_way(work, command)
            raise Undone
        return found


def _stands_in_the_way(work: Work, command: EvaluationCommand) -> Refused | None:
    try:
        require(work.acting, command.needs)
        if not command.while_halted:
            work.load(Running, work.log).require()
        command.execute(work)
    except Refused as refused:
        return refused
    return None


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
    walk.walk(TRIED[state])
    assert walk.state() is state
    require_table(walk, state)


def require_table(walk: Walk, state: State) -> None:
    before = heads(walk.world.review)
    for turn in TURNS:
        outcomes = walk.tried(turn.step)
        for who, refused in outcomes.items():
            if not may(turn.needs, ROLES[who]):
                assert isinstance(refused, NotPermitted), f"{turn.step} in {state} by {who}: {refused!r}"
            assert refused is None or type(refused) in EXPLAINED, f"{refused!r} has no sentence"
        done = [who for who, refused in outcomes.items() if refused is None]
        assert bool(done) is (state in turn.moves), f"{turn.step} in {state}: done by {done}, {outcomes}"
    assert heads(walk.world.review) == before


@pytest.mark.parametrize("state", [S.TOR_REFERENCE_REVIEW, S.RESEARCH, S.AWAITING_REPORT_ADOPTION])
def test_what_waits_or_has_ended_moves_by_nothing_but_its_own_acts(walk: Walk, state: State) -> None:
    walk.walk(TRIED[state])
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
    (S.REPORT_REVISION, Step.ASK_PEERS_ABOUT_REPORT, CHAIR[PEERS]),
    (S.RESEARCH, Step.PROPOSE_AMENDMENT, "the director"),
)
"""Steps back and aside."""


@pytest.mark.parametrize(("state", "step", "who"), SIDEWAYS)
def test_a_step_aside_leads_where_the_table_says(walk: Walk, state: State, step: Step, who: str) -> None:
    walk.walk(TRIED[state])
    walk.take(step, who)
    turn = next(one for one in TURNS if one.step is step)
    assert walk.state() is turn.moves[state]


def test_every_state_has_its_phase_its_word_and_a_way_on() -> None:
    assert set(PHASES) == set(State) - {S.SUSPENDED, S.WITHDRAWN}
    order = list(State)
    for state in State:
        for turn in ahead(state):
            assert turn.step not in ANYWHERE
            assert order.index(turn.moves[state]) > order.index(state)
    assert all(ahead(state) for state in order[: order.index(S.POLICY_RESPONSE)])
