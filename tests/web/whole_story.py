"""Every act of the house, each at least once, for tests that ask something of every record."""

from __future__ import annotations

from uuid import UUID

from review.commands.approvals import (
    GrantApproval,
    GrantWaiver,
    RecordPresentation,
    RequestApproval,
    ReturnForRevision,
    WithdrawRequest,
)
from review.commands.comments import RaiseComment, WithdrawComment
from review.commands.conditions import FulfilCondition, RevokeApproval
from review.commands.dispositions import ConfirmDisposition
from review.commands.drafts import SubmitVersion
from review.commands.erasures import CarryOutErasure, RefuseErasure, RequestErasure
from review.commands.evaluations import AllowCopyComments
from review.commands.flags import ReopenFlag
from review.commands.groups import AppointActing, AssignSections, EndActing, EndSeat
from review.commands.mandates import EndMandate, GiveMandate
from review.commands.passkeys import ConfirmPasskey, EndOwnPasskey, EndPasskey
from review.commands.people import CloseAccount, EndOffice, RenamePerson, ReplacePassword
from review.commands.quorums import SetQuorum
from review.commands.rounds import CloseRound, ExtendRound, OpenRound, ReopenRound
from review.commands.sources import ReclassifySource, RegisterSource, StateLevel, WithdrawSource
from review.commands.unmasking import UnmaskRound
from review.commands.verifications import RecordVerification
from review.commands.widening import WidenComment
from review.commands.withdrawing import WithdrawVersion
from review.domain.acts import sealed_in
from review.domain.gates import ClauseName
from review.domain.quorum import Demand
from review.domain.sources import LevelGround
from review.domain.vocabulary import (
    BodyKind,
    Capacity,
    CommentKind,
    DocumentKind,
    ErasureGround,
    Level,
    RoundMode,
    SourceType,
    Visibility,
)
from review.projections import drafts, trail
from tests.authenticator import Authenticator
from tests.given import World
from tests.ready import pledged
from tests.steps.approvals import approve_terms
from tests.steps.passkeys import make
from tests.texts import TERMS_OF_REFERENCE, markdown
from tests.web import after_story as after
from tests.web import workbench_story as workbench
from tests.web.deciding_story import TOR, account, advised, flagged, requested, settled, submitted

DIRECTOR, LEAD, CHAIR = "the director", "the team lead", "the chair of the reference group"


def all_of_it(world: World) -> None:
    """And an evaluation that came to its end."""
    everything(world)
    workbench.ended(world)
    after.transferred(world)
    after.destroyed(world)


def everything(world: World) -> World:
    """Every act of the house, each at a moment at which somebody may do it."""
    submitted(world)
    _people(world)
    _groups(world)
    _sources(world)
    advised(world)
    returned = _rounds_and_flags(world)
    _behind_pseudonyms(world)
    _decisions(world, returned)
    approve_terms(world)
    workbench.amended(world)
    _taken_back(world)
    after.answered(world)
    after.published(world)
    after.told(world)
    after.shown(world)
    after.closed(world)
    workbench.planned(world)
    workbench.researched(world)
    workbench.interviewed(world)
    workbench.watched(world)
    workbench.compromised(world)
    workbench.access_looked_through(world)
    _forgetting(world)
    workbench.halted(world)
    return world


def _taken_back(world: World) -> None:
    """A part of the report that came too early."""
    at = {"evaluation": world.known.evaluation}
    early = SubmitVersion(**at, kind=DocumentKind.REPORT, part=9, content=b"# Bijlage\n\nTe vroeg.")
    draft = world.do(LEAD, early).subject
    world.do(LEAD, WithdrawVersion(**at, draft=draft, number=1, motive="Dit was nog niet af."))


def _people(world: World) -> None:
    known = world.known
    account(world, "the outsider", "beek")
    outsider = world.person("the outsider")
    world.do("the operator", ReplacePassword(person=outsider, password="nog een lange zin zonder geheim"))
    world.do("the operator", CloseAccount(person=outsider))
    make(world, DIRECTOR, Authenticator())
    passkey = world.found[1]
    world.do("the operator", ConfirmPasskey(passkey=passkey))
    world.do(DIRECTOR, EndOwnPasskey(passkey=passkey, motive="Een nieuw toestel"))
    world.do("the operator", EndPasskey(passkey=passkey, motive="Akkoord"))
    world.do("the operator", RenamePerson(person=outsider, name="Bas van Beek"))
    world.do("the operator", EndOffice(office=known.seats["the administrator"][1]))


def _groups(world: World) -> None:
    evaluation, seats = world.known.evaluation, world.known.seats
    deputy, chair = seats["the deputy chair"][1], seats[CHAIR][1]
    window = AppointActing(evaluation=evaluation, seat=deputy, chair=chair, ends_at=world.in_days(5), motive="Verlof")
    world.do(DIRECTOR, window)
    world.do(DIRECTOR, EndActing(evaluation=evaluation, seat=deputy))
    world.do(DIRECTOR, AppointActing(evaluation=evaluation, seat=deputy, chair=chair, motive="Ziek"))
    world.do(DIRECTOR, EndActing(evaluation=evaluation, seat=deputy))
    for allowed in (True, False):
        world.do(DIRECTOR, AllowCopyComments(evaluation=evaluation, allowed=allowed))
    mandated = {"evaluation": evaluation, "person": world.person("the outsider"), "ends_at": world.in_days(5)}
    mandate = world.do(DIRECTOR, GiveMandate(**mandated, motive="Verlof")).subject
    world.do(DIRECTOR, EndMandate(evaluation=evaluation, mandate=mandate))
    adviser = {"evaluation": evaluation, "seat": seats["the adviser"][1], "draft": world.known.drafts[TOR]}
    for sections in ((1, 5), ()):
        world.do(DIRECTOR, AssignSections(**adviser, sections=sections))
    heard = Demand(Capacity.EXTERNAL_EXPERT, 1)
    for demands in ((heard,), ()):
        world.do(DIRECTOR, SetQuorum(evaluation=evaluation, body=BodyKind.REFERENCE_GROUP, demands=demands))
    world.do(DIRECTOR, EndSeat(evaluation=evaluation, seat=seats["the copy recipient"][1], motive="Andere baan"))


def _sources(world: World) -> None:
    evaluation = world.known.evaluation
    report = RegisterSource(evaluation=evaluation, title="Eindverslag", type=SourceType.DOCUMENT, owner="Def/DGB")
    source = world.do("the evaluator", report).subject
    world.do("the evaluator", StateLevel(evaluation=evaluation, source=source, level=Level.UNCLASSIFIED))
    owned = RegisterSource(
        evaluation=evaluation, title="Weekbericht", type=SourceType.MESSAGE, owner="BZ/DAF", level=Level.DEP_V
    )
    ended = ReclassifySource(
        evaluation=evaluation,
        source=world.do("the evaluator", owned).subject,
        level=Level.UNCLASSIFIED,
        ground=LevelGround.TERM_ENDED,
        motive="De termijn is voorbij.",
    )
    world.do("the classification authority", ended)
    world.do("the evaluator", WithdrawSource(evaluation=evaluation, source=source, motive="Dubbel"))


def _rounds_and_flags(world: World) -> UUID:
    """Gives a comment that the next version will be asked to answer."""
    known = world.known
    world.do(
        "the peer reader",
        ConfirmDisposition(evaluation=known.evaluation, comment=known.comments[0]),
    )
    review_round = known.rounds[BodyKind.REFERENCE_GROUP]
    world.do(
        CHAIR,
        ReopenRound(evaluation=known.evaluation, round=review_round, closes_at=world.in_days(9), motive="Nog iets"),
    )
    world.do(
        CHAIR,
        ExtendRound(evaluation=known.evaluation, round=review_round, closes_at=world.in_days(12), motive="Vakantie"),
    )
    raised = RaiseComment(
        evaluation=known.evaluation, round=review_round, block=5, kind=CommentKind.QUESTION, text="Waarom?"
    )
    comment = world.do("the policy representative", raised).subject
    world.do("the policy representative", WithdrawComment(evaluation=known.evaluation, comment=comment))
    returned = _at_work(world)
    world.do(CHAIR, CloseRound(evaluation=known.evaluation, round=review_round, motive="Genoeg gehoord"))
    flag = flagged(world, number=2)
    settled(world, flag)
    world.do(LEAD, ReopenFlag(evaluation=known.evaluation, flag=flag, motive="Toch niet"))
    settled(world, flag)
    return returned


def _at_work(world: World) -> UUID:
    workbench.interested(world)
    workbench.absent(world)
    workbench.met(world)
    workbench.signalled(world)
    workbench.assured(world)
    workbench.found(world)
    workbench.reconstructed(world)
    returned = workbench.returned(world)
    workbench.late(world)
    workbench.explained(world, 2)
    return returned


def _behind_pseudonyms(world: World) -> None:
    known = world.known
    opened = OpenRound(
        evaluation=known.evaluation,
        draft=known.drafts[TOR],
        number=2,
        body=BodyKind.REFERENCE_GROUP,
        mode=RoundMode.PSEUDONYMOUS,
        closes_at=world.in_days(9),
    )
    review_round = world.do(CHAIR, opened).subject
    for_the_team = RaiseComment(
        evaluation=known.evaluation,
        round=review_round,
        block=5,
        kind=CommentKind.QUESTION,
        text="Voor wie?",
        visibility=Visibility.TEAM,
    )
    comment = world.do("the policy representative", for_the_team).subject
    widened = WidenComment(evaluation=known.evaluation, comment=comment, visibility=Visibility.GROUP)
    world.do("the policy representative", widened)
    world.do("the policy representative", WithdrawComment(evaluation=known.evaluation, comment=comment))
    world.do("the auditor", UnmaskRound(evaluation=known.evaluation, round=review_round, motive="Een melding"))
    world.do(CHAIR, CloseRound(evaluation=known.evaluation, round=review_round, motive="Genoeg gehoord"))


def _decisions(world: World, returned: UUID) -> None:
    evaluation, draft = world.known.evaluation, world.known.drafts[TOR]
    waiver = GrantWaiver(
        evaluation=evaluation, draft=draft, number=2, clause=ClauseName.REFERENCE_GROUP_CLOSED, motive="Spoed"
    )
    world.do(DIRECTOR, waiver)
    first = requested(world)
    world.do(LEAD, WithdrawRequest(evaluation=evaluation, approval=first, motive="Een fout"))
    second = requested(world)
    seen = _last(world)
    world.do(DIRECTOR, ReturnForRevision(evaluation=evaluation, approval=second, seen=seen, motive="Planning"))
    workbench.promised(world, returned)
    text = [*TERMS_OF_REFERENCE, "Tot slot."]
    world.do(LEAD, SubmitVersion(evaluation=evaluation, kind=TOR, content=markdown(text)))
    workbench.left_as_it_was(world, returned, 3)
    workbench.dissented(world, 3)
    held = RecordPresentation(
        evaluation=evaluation, draft=draft, number=3, occurred_on=world.today(), note="Akkoord van de stuurgroep"
    )
    world.do(LEAD, held)
    pledged(world)
    third = world.do(LEAD, RequestApproval(evaluation=evaluation, draft=draft, number=3)).subject
    with world.review.reading() as tx:
        root = drafts.bare(tx, evaluation, draft).root
    world.do(
        DIRECTOR,
        GrantApproval(
            evaluation=evaluation,
            approval=third,
            seen=_last(world),
            root=root,
            conditions=(("De planning klopt voor de start.", world.today()),),
        ),
    )
    world.do(DIRECTOR, FulfilCondition(evaluation=evaluation, approval=third, number=1, note="Planning gezien."))
    world.do(DIRECTOR, RevokeApproval(evaluation=evaluation, approval=third, motive="Een nieuw feit."))


def _forgetting(world: World) -> None:
    evaluation, comment = world.known.evaluation, world.known.comments[0]
    for decide in (RefuseErasure, CarryOutErasure):
        with world.review.reading() as tx:
            first = next(it for it in world.review.records(tx, evaluation) if it.stream == comment)
        key = next(sealed_in(first.event)).key
        asked = RequestErasure(
            evaluation=evaluation, subject=comment, keys=(key,), ground=ErasureGround.SPILL, motive="Een naam"
        )
        erasure = world.do("the data protection officer", asked).subject
        motive = {"motive": "Blijft"} if decide is RefuseErasure else {}
        world.do("the records manager", decide(evaluation=evaluation, erasure=erasure, **motive))
    for findings in (0, 2):
        check = RecordVerification(evaluation=evaluation, upto=_last(world), root=bytes(32), findings=findings)
        world.do("the auditor", check)


def _last(world: World) -> int:
    with world.review.reading() as tx:
        return trail.last(tx, world.known.evaluation)
