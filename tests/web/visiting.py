"""A small installation with one person who can sign in, and a client that does what a browser does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from review.application import Review, uuid7
from review.commands.people import GiveOffice, OpenAccount, RegisterPerson
from review.domain.vocabulary import Capacity
from review.installation import found, operator
from review.settings import read

ORIGIN = {"Sec-Fetch-Site": "same-origin"}
LOGIN, PASSWORD = "jonker", "een lange zin zonder geheim"


@dataclass
class Visit:
    review: Review
    app: Flask
    person: UUID

    def client(self, *, signed_in: bool = False) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        if signed_in:
            assert sign_in(client).status_code == 303
        return client


def sign_in(client: FlaskClient, login: str = LOGIN, password: str = PASSWORD, **fields: str):
    return client.post("/session", data={"login": login, "password": password, **fields})


def installation(folder: Path, *, demo: bool = False) -> tuple[Review, UUID]:
    """An installation of its own in this folder; answers its first person, an administrator."""
    review = found(read(str(folder), {}), demo=demo)
    person = uuid7()
    for command in (
        RegisterPerson(name="J. Jonker", organisation="BZ/DAF", person=person),
        OpenAccount(person=person, login=LOGIN, password=PASSWORD),
        GiveOffice(person=person, office=Capacity.ADMINISTRATOR, organisation="BZ/DAF"),
        RegisterPerson(name="N. Noord", organisation="Def/DGB", person=uuid7()),
    ):
        review.do(command, operator(review))
    return review, person
