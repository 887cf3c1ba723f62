"""Every record has its sentence, in Dutch and English: played through commands, so each looks up what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import g

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
from review.commands.sources import RegisterSource, StateLevel, WithdrawSource
from review.commands.unmasking import UnmaskRound
from review.commands.verifications import RecordVerification
from review.commands.widening import WidenComment
from review.domain.acts import sealed_in
from review.domain.catalogue import EVENTS
from review.domain.gates import ClauseName
from review.domain.quorum import Demand
from review.domain.vocabulary import (
    BodyKind,
    Capacity,
    CommentKind,
    ErasureGround,
    Level,
    RoundMode,
    SourceType,
    Visibility,
)
from review.projections import drafts, trail
from review.web.telling import Told, told
from tests.authenticator import Authenticator
from tests.given import World
from tests.steps.approvals import approve_terms
from tests.steps.passkeys import make
from tests.texts import TERMS_OF_REFERENCE, markdown
from tests.web import after_story as after
from tests.web import workbench_story as workbench
from tests.web.deciding_story import TOR, Floor, account, advised, flagged, floor, requested, settled, submitted

DIRECTOR, LEAD, CHAIR = "the director", "the team lead", "the chair of the reference group"
ACTS = Path(__file__).parents[2] / "review/web/templates/trail/acts"
ENGLISH = re.compile(r"\b(the|of|on|by|was|and|comment|version|flag|record|with|until)\b")


@pytest.fixture
def house(copied: Callable[..., World]) -> Floor:
    """An installation in which everything happened at least once."""
    return floor(copied("sqlite", after=_all_of_it))


def _all_of_it(world: World) -> None:
    everything(world)
    workbench.ended(world)
    after.transferred(world)


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
    after.answered(world)
    after.published(world)
    after.told(world)
    after.shown(world)
    after.closed(world)
    workbench.planned(world)
    workbench.researched(world)
    workbench.watched(world)
    _forgetting(world)
    workbench.halted(world)
    return world


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


def rows(house: Floor, language: str, who: str = "the auditor") -> Iterator[Told]:
    """Every record of the installation and the evaluation, told to somebody."""
    review = house.world.review
    cookie = {"Cookie": f"toetssteen-language={language}"}
    with house.app.test_request_context("/", headers=cookie):
        g.session = review.sessions.find(review.sessions.start(house.world.person(who)))
        for log in (review.installation.id, house.evaluation):
            with review.reading() as tx:
                reader = review.reader(tx, house.world.person(who), house.evaluation)
                yield from told(tx, review.door(), reader, review.records(tx, log))


def test_every_event_has_a_template_and_no_template_is_left_over() -> None:
    assert {file.stem for file in ACTS.iterdir()} == set(EVENTS)


def test_every_event_is_told_in_both_languages(house: Floor) -> None:
    dutch = {row.it.event.NAME: str(row.sentence) for row in rows(house, "nl")}
    english = {row.it.event.NAME: str(row.sentence) for row in rows(house, "en")}
    assert set(dutch) == set(english) == set(EVENTS), set(EVENTS) - set(dutch)
    for name, sentence in dutch.items():
        assert sentence and sentence != english[name], name
        words = re.sub(r"Terms of Reference|approved by|sturing of druk", "", sentence)
        assert not ENGLISH.search(words), (name, sentence)
        for text in (sentence, english[name]):
            assert "%(" not in text and "None" not in text and "UUID" not in text, (name, text)
            assert not re.search(r"\b\w+_\w+\b|[0-9a-f]{8}-[0-9a-f]{4}", text), (name, text)
            assert not text.startswith(" ") and "  " not in text, (name, text)


SENTENCES = {
    "comment.raised": "plaatste opmerking 1 (reikwijdte) bij versie 1 van de Terms of Reference",
    "comment.disposed": "handelde opmerking 1 af: overgenomen",
    "comment.maintained": "handhaafde het bezwaar in opmerking 2",
    "flag.doubted": "legde twijfel vast over rubriceringsvlag 1: overleg met BZ/DAF is nodig",
    "approval.condition-fulfilled": "bevestigde dat aan voorwaarde 1 van een vaststelling is voldaan",
    "approval.revoked": "trok de vaststelling van versie 3 van de Terms of Reference in",
    "approval.granted": "stelde versie 3 van de Terms of Reference vast",
    "waiver.granted": "stond een uitzondering toe voor versie 2 van de Terms of Reference",
    "person.renamed": "verbeterde de naam van Bas van Beek",
    "erasure.carried-out": "liet 1 tekst voorgoed wissen",
}


def test_a_sentence_tells_what_was_done(house: Floor) -> None:
    found: dict[str, str] = {}
    for row in rows(house, "nl"):
        found.setdefault(row.it.event.NAME, str(row.sentence))
    for name, sentence in SENTENCES.items():
        assert sentence in found[name]


def test_a_row_says_who_acted_in_which_capacity_and_through_which_door(house: Floor) -> None:
    by_name: dict[str, Told] = {}
    for row in rows(house, "nl"):
        by_name.setdefault(row.it.event.NAME, row)
    raised = by_name["comment.raised"]
    assert (raised.name, raised.organisation, raised.capacity) == ("Kees Jonker", "BZ/IOB", "peer_reader")
    assert by_name["person.registered"].is_installation
    assert by_name["person.registered"].by_command_line
    assert not raised.by_command_line


def test_the_kind_of_a_comment_is_told_to_those_who_may_see_the_comment(house: Floor) -> None:
    told_to = {
        who: next(str(row.sentence) for row in rows(house, "nl", who) if row.it.event.NAME == "comment.raised")
        for who in ("the director", "the records manager")
    }
    assert "(reikwijdte)" in told_to["the director"]
    assert "(reikwijdte)" not in told_to["the records manager"]


def test_a_sentence_can_be_included_by_any_page(house: Floor) -> None:
    page = house.visitor("the director").get(f"/evaluations/{house.evaluation}")
    assert page.status_code == 200
    assert "controleerde het spoor tot en met handeling" in page.get_data(as_text=True)


def test_a_lost_name_is_said_and_nothing_hostile_gets_through(house: Floor) -> None:
    world = house.world
    outsider: UUID = world.person("the outsider")
    world.do("the operator", RenamePerson(person=outsider, name="<b>Bas</b>"))
    found = [str(row.sentence) for row in rows(house, "nl") if row.it.event.NAME == "person.renamed"]
    assert "&lt;b&gt;Bas&lt;/b&gt;" in found[-1]


def test_a_presentation_names_its_day(copied: Callable[..., World]) -> None:
    house = floor(everything(copied("sqlite")))
    last = [row for row in rows(house, "nl") if row.it.event.NAME == "presentation.held"][-1]
    assert re.search(r"dat versie 3 van de Terms of Reference op \d+ \w+ \d{4} aan de stuurgroep", last.sentence)
