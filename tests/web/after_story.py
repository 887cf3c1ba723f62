"""What comes after the adoption of the report, each act once, at a moment at which it can be done."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from review.commands.closing import CloseFile, DestroyFile, ReopenFile, TransferFile
from review.commands.commitments import FollowUpCommitment, HandOverCommitment, MakeCommitment
from review.commands.parliament import RecordReceipt, SubmitToChamber
from review.commands.policy import (
    AnswerItem,
    ExtendParliamentTerm,
    ExtendTerm,
    NameItems,
    ReceiveResponse,
    RecordMemo,
    SendReport,
)
from review.commands.progress import HideProgress, ShowProgress
from review.commands.publication import (
    AskBriefing,
    CancelBriefing,
    CorrectPublication,
    HoldBriefing,
    LiftEmbargo,
    PublishReport,
    PublishTerms,
    SetEmbargo,
    WithdrawPublication,
)
from review.commands.verifications import RecordVerification
from review.commands.withholdings import (
    ConsultOnWithholding,
    DecideWithholding,
    ProposeWithholding,
    ReleaseFinding,
)
from review.domain.items import ItemKind
from review.domain.parliament import Chamber
from review.domain.policy import Answer
from review.domain.vocabulary import FlagGround
from review.projections import withholdings
from review.projections.published import approved_terms
from tests.given import World
from tests.steps.approvals import last
from tests.steps.closing import asked_as
from tests.steps.policy import adopt_report

DIRECTOR, LEAD = "the director", "the team lead"
ADDRESS = {"address": "https://www.voorbeeld.nl/rapport", "digest": "cd" * 32}


def answered(world: World) -> None:
    """The report is adopted and sent, and the directorates answer."""
    adopt_report(world)
    at, today = {"evaluation": world.known.evaluation}, world.today()
    world.do(DIRECTOR, SendReport(**at, organisations=("BZ/DVB",), occurred_on=today))
    world.do(DIRECTOR, NameItems(**at, kind=ItemKind.FINDING, numbers=("1", "2")))
    later = today + timedelta(days=120)
    world.do(DIRECTOR, ExtendTerm(**at, response_due=later, motive="Het kabinet is demissionair."))
    world.do(DIRECTOR, ExtendParliamentTerm(**at, parliament_due=later, motive="Het kabinet is demissionair."))
    for number, answer in (("1", Answer.ENDORSED), ("2", Answer.PARTLY_ENDORSED)):
        said = {"kind": ItemKind.FINDING, "number": number, "answer": answer}
        world.do(DIRECTOR, AnswerItem(**at, **said, directorate="BZ/DVB", explanation="Dat herkennen wij."))
    world.do(DIRECTOR, ReceiveResponse(**at, occurred_on=today))
    world.do(DIRECTOR, RecordMemo(**at, occurred_on=today, digest="ab" * 32, remark="Bij de brief."))


def published(world: World) -> None:
    """It goes to both Chambers; one finding is withheld; the report is published, withdrawn and published again."""
    at, today = {"evaluation": world.known.evaluation}, world.today()
    on = {**at, "occurred_on": today}
    for finding in ("1", "2"):
        withhold(world, finding, withheld=finding == "1")
    for chamber, paper in ((Chamber.HOUSE, "29521, nr. 451"), (Chamber.SENATE, "29521, AB")):
        world.do(DIRECTOR, SubmitToChamber(**on, chamber=chamber))
        world.do(DIRECTOR, RecordReceipt(**on, chamber=chamber, paper=paper))
    embargo = world.do(DIRECTOR, SetEmbargo(**at, ends_on=today + timedelta(days=2), motive="Tot de brief.")).subject
    world.do(DIRECTOR, LiftEmbargo(**at, embargo=embargo, motive="De brief is er."))
    with world.review.reading() as tx:
        approved = approved_terms(tx, world.known.evaluation)
    world.do(DIRECTOR, PublishTerms(**on, **ADDRESS, number=max(approved)))
    first = world.do(DIRECTOR, PublishReport(**on, **ADDRESS)).subject
    world.do(DIRECTOR, CorrectPublication(**on, **ADDRESS, publication=first, motive="Tabel 3."))
    world.do(DIRECTOR, WithdrawPublication(**at, publication=first, motive="Het verkeerde bestand."))
    world.do(DIRECTOR, PublishReport(**on, **ADDRESS))


def withhold(world: World, finding: str, *, withheld: bool) -> UUID:
    at = {"evaluation": world.known.evaluation}
    ground = FlagGround.NATIONAL_SECURITY
    proposed = ProposeWithholding(**at, finding=finding, ground=ground, motive="Raakt de veiligheid.")
    withholding = world.do(LEAD, proposed).subject
    one = {**at, "withholding": withholding}
    consulted = ConsultOnWithholding(**one, directorate="Def/DGB", occurred_on=world.today(), account="Akkoord.")
    world.do(LEAD, consulted)
    world.do(DIRECTOR, DecideWithholding(**one, withheld=withheld, motive="Zo is het."))
    return withholding


def told(world: World) -> None:
    """A committee is briefed, a finding is released, and what was promised is kept or handed over."""
    at, today = {"evaluation": world.known.evaluation}, world.today()
    on = {**at, "occurred_on": today}
    with world.review.reading() as tx:
        (held,) = withholdings.ids(tx, world.known.evaluation)
    asked, other = (
        world.do(DIRECTOR, AskBriefing(**on, committee=committee)).subject for committee in ("Defensie", "Financien")
    )
    briefing = {"presenter": "De directeur", "behind_closed_doors": True, "withholdings": (held,)}
    world.do(DIRECTOR, HoldBriefing(**on, briefing=asked, **briefing))
    world.do(DIRECTOR, CancelBriefing(**at, briefing=other, motive="Trok het verzoek in."))
    world.do(DIRECTOR, ReleaseFinding(**at, withholding=held, motive="Niet langer nodig."))
    for what in ("Een plan.", "Een brief."):
        promised = MakeCommitment(**at, what=what, owner="BZ/DVB", due_on=today + timedelta(days=90))
        commitment = {"commitment": world.do(DIRECTOR, promised).subject}
        done = what == "Een plan."
        world.do(DIRECTOR, FollowUpCommitment(**on, **commitment, remark="Zo staat het.", done=done))
        if not done:
            world.do(DIRECTOR, HandOverCommitment(**at, **commitment, organisation="BZ/FEZ"))


def shown(world: World) -> None:
    """The public sees how far it is, for a while."""
    at = {"evaluation": world.known.evaluation}
    world.do(DIRECTOR, ShowProgress(**at, title="Evaluatie van een missie"))
    world.do(DIRECTOR, HideProgress(**at))
    world.do(DIRECTOR, ShowProgress(**at, title="Evaluatie van de missie"))


def closed(world: World) -> None:
    """The file is closed, reopened, closed again and transferred: each time the director and the records manager."""
    at, records = {"evaluation": world.known.evaluation}, "the records manager"
    world.do("the auditor", RecordVerification(**at, upto=last(world), root=bytes(32), findings=0))
    for who in (DIRECTOR, records):
        world.do(who, CloseFile(**at, motive="Alles is gedaan."))
    for who in (records, DIRECTOR):
        world.do(who, ReopenFile(**at, motive="Er kwam een brief."))


def transferred(world: World) -> None:
    """The file of an evaluation that has ended goes to the archive."""
    at, records = {"evaluation": world.known.evaluation}, "the records manager"
    world.do("the auditor", RecordVerification(**at, upto=last(world), root=bytes(32), findings=0))
    for who in (DIRECTOR, records):
        world.do(who, CloseFile(**at))
    for who in (DIRECTOR, records):
        world.do(who, TransferFile(**at, organisation="NA", occurred_on=world.today()))


def destroyed(world: World) -> None:
    """The texts of the transferred file are destroyed here."""
    at = {"evaluation": world.known.evaluation}
    asked = {"description": "Dossier E-12, doos 3.", "articles": "Selectielijst BZ, categorie 12.1."}
    world.do(DIRECTOR, DestroyFile(**at, **asked, elsewhere="Afdrukken zijn versnipperd."))
    world.do("the records manager", DestroyFile(**at, seen=asked_as(world)))
