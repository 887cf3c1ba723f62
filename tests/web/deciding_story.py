"""The way of one document to its approval, for tests of the rooms around the decision: each step once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from review.commands.approvals import RecordPresentation, RequestApproval
from review.commands.comments import RaiseComment
from review.commands.dispositions import DisposeComment, MaintainComment
from review.commands.drafts import SubmitVersion
from review.commands.flags import AgreeSettlement, DoubtFlag, RaiseFlag, RecordConsultation, SettleFlag
from review.commands.people import OpenAccount
from review.commands.rounds import CloseRound, OpenRound, SubmitResponse
from review.commands.sources import RegisterSource
from review.domain.vocabulary import (
    BodyKind,
    CommentKind,
    Disposition,
    DocumentKind,
    FlagGround,
    Level,
    Position,
    Settlement,
    SourceType,
    Visibility,
)
from review.web import approvals, comments, drafts, erasures, evaluations, flags, groups, rounds, sources, trail
from tests.given import World
from tests.ready import pledged
from tests.serving import app_over
from tests.texts import TERMS_OF_REFERENCE, markdown

TOR = DocumentKind.TERMS_OF_REFERENCE
ROOMS = (evaluations, groups, sources, drafts, rounds, comments, flags, approvals, trail, erasures)
PASSWORD = "een lange zin zonder geheim"  # of an invented director
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass
class Floor:
    """The web floor over a world, and a browser for each of its people."""

    world: World
    app: Flask

    def visitor(self, who: str, *, language: str = "nl") -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie("toetssteen", self.world.review.sessions.start(self.world.person(who)))
        client.set_cookie("toetssteen-language", language)
        return client

    @property
    def evaluation(self) -> UUID:
        return self.world.known.evaluation

    @property
    def draft(self) -> UUID:
        return self.world.known.drafts[TOR]


def floor(world: World) -> Floor:
    app = app_over(world.review)
    for room in ROOMS:
        if room.blueprint.name not in app.blueprints:
            app.register_blueprint(room.blueprint)
    return Floor(world, app)


def submitted(world: World) -> None:
    """The first version of the Terms of Reference, and one source."""
    world.submit("the team lead", TOR)
    source = RegisterSource(
        evaluation=world.known.evaluation,
        title="Ambassadebericht",
        type=SourceType.MESSAGE,
        owner="BZ/DAF",
        level=Level.DEP_V,
    )
    world.known.sources.append(world.do("the evaluator", source).subject)


def advised(world: World) -> None:
    """Both groups have advised: one objection stands, one member kept silent."""
    evaluation, draft = world.known.evaluation, world.known.drafts[TOR]
    chair, board = "the chair of the reference group", "the chair of the sounding board"
    _round(world, board, BodyKind.SOUNDING_BOARD, 1)
    _comment(world, "the peer reader", BodyKind.SOUNDING_BOARD, 2, "Leg uit waarom dit land.", Disposition.ACCEPTED)
    _close(world, board, BodyKind.SOUNDING_BOARD)
    text = list(TERMS_OF_REFERENCE)
    text[1] = "Deze Terms of Reference beschrijven de eindevaluatie van de Nederlandse bijdrage aan de missie."
    version = SubmitVersion(evaluation=evaluation, kind=TOR, content=markdown(text), note="Na de klankbordgroep")
    world.do("the team lead", version)
    _round(world, chair, BodyKind.REFERENCE_GROUP, 2)
    _comment(world, "the external expert", BodyKind.REFERENCE_GROUP, 6, "De vraag is te smal.", Disposition.REJECTED, 2)
    world.do(
        "the policy representative",
        SubmitResponse(
            evaluation=evaluation,
            round=world.known.rounds[BodyKind.REFERENCE_GROUP],
            position=Position.NO_COMMENTS,
        ),
    )
    _close(world, chair, BodyKind.REFERENCE_GROUP)
    world.do(
        "the external expert",
        MaintainComment(evaluation=evaluation, comment=world.known.comments[1], motive="De vraag blijft te smal."),
    )
    pledged(world)
    world.do(
        "the team lead",
        RecordPresentation(
            evaluation=evaluation, draft=draft, number=2, occurred_on=world.today(), note="Akkoord van de stuurgroep."
        ),
    )


def heard(world: World) -> None:
    """A version that both groups have advised on."""
    submitted(world)
    advised(world)


def requested(world: World) -> UUID:
    """The director is asked to approve version 2."""
    request = RequestApproval(
        evaluation=world.known.evaluation, draft=world.known.drafts[TOR], number=2, note="Graag deze week."
    )
    approval = world.do("the team lead", request).subject
    world.known.approvals.append(approval)
    return approval


def flagged(world: World, *, number: int = 1, who: str = "the policy representative") -> UUID:
    flag = RaiseFlag(
        evaluation=world.known.evaluation,
        draft=world.known.drafts[TOR],
        number=number,
        block=4,
        level=Level.DEP_V,
        ground=FlagGround.INTERNATIONAL_RELATIONS,
        source=world.known.sources[0],
        note="Let op de herkomst.",
    )
    found = world.do(who, flag).subject
    world.known.flags.append(found)
    return found


def settled(world: World, flag: UUID) -> None:
    """Doubted, consulted, agreed and applied."""
    evaluation = world.known.evaluation
    world.do("the team lead", DoubtFlag(evaluation=evaluation, flag=flag, directorate="BZ/DAF", motive="Is dit zo?"))
    consulted = RecordConsultation(
        evaluation=evaluation, flag=flag, directorate="BZ/DAF", occurred_on=world.today(), outcome="Mag weg."
    )
    world.do("the secretary", consulted)
    agreed = AgreeSettlement(evaluation=evaluation, flag=flag, settlement=Settlement.REMOVED, motive="Akkoord.")
    world.do("the classification authority", agreed)
    world.do("the team lead", SettleFlag(evaluation=evaluation, flag=flag, settlement=Settlement.REMOVED))


def account(world: World, who: str, login: str) -> None:
    world.do("the operator", OpenAccount(person=world.person(who), login=login, password=PASSWORD))


def _round(world: World, who: str, body: BodyKind, number: int) -> None:
    opened = OpenRound(
        evaluation=world.known.evaluation,
        draft=world.known.drafts[TOR],
        number=number,
        body=body,
        closes_at=world.in_days(14),
    )
    world.known.rounds[body] = world.do(who, opened).subject


def _close(world: World, who: str, body: BodyKind) -> None:
    closed = CloseRound(evaluation=world.known.evaluation, round=world.known.rounds[body], motive="Genoeg gehoord")
    world.do(who, closed)


def _comment(
    world: World,
    who: str,
    body: BodyKind,
    block: int,
    text: str,
    disposition: Disposition,
    version: int = 1,
    **fields: Any,
) -> None:
    evaluation = world.known.evaluation
    raised = RaiseComment(
        evaluation=evaluation,
        round=world.known.rounds[body],
        block=block,
        kind=CommentKind.SCOPE,
        text=text,
        visibility=Visibility.GROUP,
        **fields,
    )
    comment = world.do(who, raised).subject
    world.known.comments.append(comment)
    world.do(
        "the team lead",
        DisposeComment(evaluation=evaluation, comment=comment, disposition=disposition, motive="Zo is het besproken."),
    )


def says(page: Any, *sentences: str) -> str:
    """The page as text; each of these must stand in it."""
    text = " ".join(page.get_data(as_text=True).split())
    for sentence in sentences:
        assert sentence in text, f"{sentence!r} does not stand on the page"
    return text
