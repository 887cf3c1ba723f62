"""An evaluation in which something happens: people in their seats, a text, a round, and clients that are signed in."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from review.application import Command, Done, Review
from review.commands.comments import RaiseComment
from review.commands.drafts import SubmitVersion
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.commands.people import GiveOffice, RegisterPerson
from review.commands.rounds import OpenRound
from review.domain import moments
from review.domain.acts import Actor, Origin
from review.domain.permissions import Permission, usable
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, DocumentKind, RoundMode
from review.installation import found, open_, operator
from review.settings import read
from tests.serving import app_over

TEXT = """# 1. Inleiding

In december keerden de laatste eenheden terug.

De evaluatie heeft een dubbel doel.[^1]

## Vragen

- Wat is er bereikt?
- Wat verklaart dat?

| Jaar | Bedrag |
| --- | --- |
| 2020 | 12 |

[^1]: Kamerstuk 27925.
"""
INTRODUCTION, GOAL, QUESTION, ROW = 2, 3, 5, 8
"""Numbers of blocks of TEXT."""
FAR = date(2031, 2, 5)
NOBODY = UUID(int=0)
PEOPLE: dict[str, tuple[BodyKind | None, Capacity, str]] = {
    "Wendy Dijker": (None, Capacity.DIRECTOR, "BZ/IOB"),
    "Tom Torenaar": (BodyKind.EVALUATION_TEAM, Capacity.TEAM_LEAD, "BZ/IOB"),
    "Petra Zomer": (BodyKind.EVALUATION_TEAM, Capacity.EVALUATOR, "BZ/IOB"),
    "Femke Vliet": (BodyKind.REFERENCE_GROUP, Capacity.SECRETARY, "BZ/IOB"),
    "Hans Hartog": (BodyKind.REFERENCE_GROUP, Capacity.CHAIR, "BZ/IOB"),
    "Nora Noord": (BodyKind.REFERENCE_GROUP, Capacity.EXTERNAL_EXPERT, "UvT"),
    "Vera Veld": (BodyKind.REFERENCE_GROUP, Capacity.POLICY_REPRESENTATIVE, "BZ/DVB"),
    "Kees Winter": (BodyKind.SOUNDING_BOARD, Capacity.CHAIR, "BZ/IOB"),
    "Aad Berg": (None, Capacity.AUDITOR, "ADR"),
}


@dataclass
class Story:
    """What happened, and who can do what next."""

    review: Review
    app: Flask
    people: dict[str, UUID] = field(default_factory=dict)
    evaluation: UUID = NOBODY
    draft: UUID = NOBODY
    round: UUID = NOBODY

    def actor(self, name: str, permission: Permission) -> Actor:
        with self.review.reading() as tx:
            reader = self.review.reader(tx, self.people[name], None if self.evaluation == NOBODY else self.evaluation)
        return Actor(person=self.people[name], seat=usable(reader, permission)[0].seat, origin=Origin.WEB)

    def do(self, name: str, command: Command) -> Done:
        return self.review.do(command, self.actor(name, command.needs))

    def client(self, name: str, language: str = "nl") -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie("toetssteen", self.review.sessions.start(self.people[name]))
        client.set_cookie("toetssteen-language", language)
        return client

    def submits(self, text: str, kind: DocumentKind = DocumentKind.TERMS_OF_REFERENCE) -> UUID:
        command = SubmitVersion(evaluation=self.evaluation, kind=kind, content=text.encode())
        return self.do("Tom Torenaar", command).subject

    def opens_round(self, mode: RoundMode = RoundMode.OPEN, number: int = 1) -> UUID:
        command = OpenRound(
            evaluation=self.evaluation,
            draft=self.draft,
            number=number,
            body=BodyKind.REFERENCE_GROUP,
            mode=mode,
            closes_at=moments.end_of(FAR),
        )
        self.round = self.do("Hans Hartog", command).subject
        return self.round

    def comments(self, name: str, text: str, block: int | None = INTRODUCTION, **more: Any) -> UUID:
        kind = more.pop("kind", CommentKind.METHOD)
        command = RaiseComment(evaluation=self.evaluation, round=self.round, block=block, kind=kind, text=text, **more)
        return self.do(name, command).subject

    def version(self, number: int = 1) -> str:
        return f"/drafts/{self.draft}/versions/{number}"


def story(folder: Path, text: str = TEXT) -> Story:
    """An evaluation with its people seated, one version of its Terms of Reference, and an open round on it."""
    told = _told(text)
    shutil.copytree(told.folder, folder, dirs_exist_ok=True)
    review = open_(read(str(folder), {}))
    return Story(review, app_over(review), dict(told.people), told.evaluation, told.draft, told.round)


class Told(NamedTuple):
    """The story at rest, to be copied."""

    folder: Path
    people: dict[str, UUID]
    evaluation: UUID
    draft: UUID
    round: UUID


@cache
def _told(text: str) -> Told:
    folder = Path(tempfile.mkdtemp(prefix="toetssteen-story-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    review = found(read(str(folder), {}))
    it = Story(review, app_over(review))
    for name, (_, _, organisation) in PEOPLE.items():
        it.people[name] = review.do(RegisterPerson(name=name, organisation=organisation), operator(review)).subject
    for name, (body, capacity, organisation) in PEOPLE.items():
        if body is None:
            review.do(GiveOffice(person=it.people[name], office=capacity, organisation=organisation), operator(review))
    it.evaluation = it.do("Wendy Dijker", OpenEvaluation(title="Eindevaluatie Tamberland")).log
    for name, (body, capacity, organisation) in PEOPLE.items():
        if body is not None:
            seat = GiveSeat(
                evaluation=it.evaluation,
                body=body,
                person=it.people[name],
                capacity=capacity,
                organisation=organisation,
            )
            it.do("Wendy Dijker", seat)
    it.draft = it.submits(text)
    it.opens_round()
    review.engine.dispose()
    return Told(folder, it.people, it.evaluation, it.draft, it.round)


def partial(client: FlaskClient, method: str, path: str, **more: Any) -> TestResponse:
    """What htmx asks: a piece of the page."""
    return client.open(path, method=method, headers={"HX-Request": "true", "HX-Request-Type": "partial"}, **more)


def words(answer: TestResponse) -> str:
    """The text of an answer on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def ids(answer: TestResponse) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', answer.get_data(as_text=True))
