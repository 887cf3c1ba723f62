"""An evaluation led along its line, step by step, and every step tried in it by everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from review.application import EvaluationCommand, Work, uuid7
from review.commands.amendments import ProposeAmendment
from review.commands.approvals import GrantApproval, RecordPresentation, RequestApproval, ReturnForRevision
from review.commands.closing import CloseFile, DestroyFile, ReopenFile, TransferFile
from review.commands.conditions import RevokeApproval
from review.commands.drafts import SubmitVersion
from review.commands.flags import AgreeSettlement, DoubtFlag, RaiseFlag, RecordConsultation, SettleFlag
from review.commands.halting import ResumeEvaluation, SuspendEvaluation, WithdrawEvaluation
from review.commands.parliament import RecordReceipt, SubmitToChamber
from review.commands.policy import AnswerItem, NameItems, ReceiveResponse, SendReport
from review.commands.publication import PublishReport, PublishTerms, WithdrawPublication
from review.commands.rounds import CloseRound, OpenRound
from review.commands.verifications import RecordVerification
from review.commands.withdrawing import WithdrawVersion
from review.domain.errors import Refused
from review.domain.evaluations import Running
from review.domain.items import ItemKind
from review.domain.lifecycle import State
from review.domain.parliament import Chamber
from review.domain.permissions import require
from review.domain.policy import Answer
from review.domain.turns import Step
from review.domain.vocabulary import BodyKind, DocumentKind, FlagGround, Level, Settlement
from review.memory import Memory
from review.projections import course, drafts, parliament, trail
from review.projections.schema import Tx
from tests.cast import CAST
from tests.given import NOWHERE, World
from tests.ready import judged, pledged
from tests.steps.closing import asked_as

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
    (Step.SEND_REPORT, "the director"),
    (Step.RECEIVE_RESPONSE, "the director"),
    (Step.SUBMIT_TO_CHAMBER, "the director"),
    (Step.SUBMIT_TO_CHAMBER, "the director"),
    (Step.PUBLISH_REPORT, "the director"),
    (Step.CLOSE_FILE, "the director"),
    (Step.TRANSFER_FILE, "the director"),
    (Step.DESTROY_FILE, "the director"),
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
    17: S.POLICY_RESPONSE,
    18: S.PARLIAMENT,
    19: S.PARLIAMENT,
    20: S.PARLIAMENT,
    21: S.PUBLISHED,
    22: S.CLOSED,
    23: S.TRANSFERRED,
    24: S.DESTROYED,
}
"""The state after so many steps of that line."""
TRIED: dict[State, tuple[int, ...]] = {
    state: tuple(steps for steps, reached in LAST_OF.items() if reached is state and steps not in (5, 11))
    for state in LAST_OF.values()
}
"""Where every step is tried: the moments of a state that differ, but those that the table says nothing about."""


class Undone(Exception):
    """Everything was tried; nothing is kept."""


@dataclass
class Walk:
    """An evaluation that is led along, and in which steps can be tried without being taken."""

    world: World
    received: bool = False  #: the policy response
    publication: UUID = NOWHERE

    def state(self) -> State:
        with self.world.review.reading() as tx:
            reader = self.world.reader("the director")
            return course.states_in(tx, self.world.review.door(), reader, self.world.known.evaluation)[0]

    def walk(self, steps: int, *, since: int = 0) -> Walk:
        """So many steps of the line, those before ``since`` having been taken."""
        for step, who in LINE[since:steps]:
            self.take(step, who)
        return self

    def take(self, step: Step, who: str) -> None:
        if step is Step.CLOSE_GROUP and self._latest(REPORT):
            self._flag()
        self.remember(step, self.world.do(who, self.command(step)).subject)
        for other, command in self._then(step):
            self.world.do(other, command)

    def _then(self, step: Step) -> Iterator[tuple[str, EvaluationCommand]]:
        """What else has to happen before the next step: pledges, answers, the check of the trail, the second."""
        of = {"evaluation": self.world.known.evaluation}
        if step is Step.PRESENT_TERMS:
            pledged(self.world)
        elif step is Step.SETTLE_FLAG:
            judged(self.world)
        elif step is Step.SEND_REPORT:
            yield "the director", NameItems(**of, kind=ItemKind.FINDING, numbers=("1",))
            said = {"directorate": "BZ/DVB", "explanation": "Dat herkennen wij."}
            yield "the director", AnswerItem(**of, kind=ItemKind.FINDING, number="1", answer=Answer.ENDORSED, **said)
        elif step is Step.SUBMIT_TO_CHAMBER:
            with self.world.review.reading() as tx:
                chamber = self._chamber(tx, sent=True)
            today = self.world.today()
            yield "the director", RecordReceipt(**of, chamber=chamber, paper="29521, nr. 451", occurred_on=today)
        elif step in (Step.PUBLISH_REPORT, Step.WITHDRAW):
            with self.world.review.reading() as tx:
                upto = trail.last(tx, self.world.known.evaluation)
            yield "the auditor", RecordVerification(**of, upto=upto, root=bytes(32), findings=0)
        elif step in (Step.CLOSE_FILE, Step.REOPEN_FILE, Step.TRANSFER_FILE):
            yield "the records manager", self.command(step)
        elif step is Step.DESTROY_FILE:
            yield "the records manager", DestroyFile(**of, seen=asked_as(self.world))

    def _chamber(self, tx: Tx, *, sent: bool) -> Chamber:
        """The last of the two that was sent the report, or the first that was not yet."""
        log = self.world.known.evaluation
        was = [one for one in Chamber if parliament.stream_of(tx, log, one) is not None]
        return (was or list(Chamber))[-1] if sent else next((one for one in Chamber if one not in was), Chamber.HOUSE)

    def remember(self, step: Step, subject: UUID) -> None:
        """What later steps are about."""
        known = self.world.known
        if step in (Step.SUBMIT_TERMS, Step.SUBMIT_REPORT):
            known.drafts[TOR if step is Step.SUBMIT_TERMS else REPORT] = subject
        elif step.startswith("ask_"):
            known.rounds[PEERS if "peers" in step else GROUP] = subject
        elif step in (Step.REQUEST_TERMS, Step.REQUEST_REPORT):
            known.approvals.append(subject)
        elif step is Step.PUBLISH_REPORT:
            self.publication = subject
        elif step is Step.RECEIVE_RESPONSE:
            self.received = True

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
        return self._afterwards(step, number) or self._rest(step, text)

    def _afterwards(self, step: Step, number: int) -> EvaluationCommand | None:
        """The acts after the approval of a report, and those that take it back."""
        known, today = self.world.known, self.world.today()
        of, motive = {"evaluation": known.evaluation}, {"motive": "Er is een nieuw feit."}
        on = of | {"occurred_on": today}
        with self.world.review.reading() as tx:
            chamber = self._chamber(tx, sent=False)
        terms, report = (*known.approvals, NOWHERE, NOWHERE)[:2]
        made: dict[Step, Callable[[], EvaluationCommand]] = {
            Step.REVOKE_TERMS: lambda: RevokeApproval(**of, **motive, approval=terms),
            Step.REVOKE_REPORT: lambda: RevokeApproval(**of, **motive, approval=report),
            Step.SEND_REPORT: lambda: SendReport(**on, organisations=("BZ/DVB",)),
            Step.RECEIVE_RESPONSE: lambda: ReceiveResponse(**on),
            Step.SUBMIT_TO_CHAMBER: lambda: SubmitToChamber(
                **on, **motive, chamber=chamber, with_response=self.received
            ),
            Step.PUBLISH_REPORT: lambda: PublishReport(**on, address="https://www.voorbeeld.nl/r", digest="cd" * 32),
            Step.PUBLISH_TERMS: lambda: PublishTerms(
                **on, number=number, address="https://www.voorbeeld.nl/t", digest="ef" * 32
            ),
            Step.WITHDRAW_PUBLICATION: lambda: WithdrawPublication(**of, **motive, publication=self.publication),
            Step.CLOSE_FILE: lambda: CloseFile(**of, **motive),
            Step.REOPEN_FILE: lambda: ReopenFile(**of, **motive),
            Step.DESTROY_FILE: lambda: DestroyFile(**of, description="Alles.", articles="Selectielijst 12.1"),
            Step.TRANSFER_FILE: lambda: TransferFile(**on, organisation="NA"),
        }
        return made[step]() if step in made else None

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
            **dict.fromkeys((Step.TAKE_BACK_TERMS, Step.TAKE_BACK_REPORT), lambda: WithdrawVersion(**motive, **text)),
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
