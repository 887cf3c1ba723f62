"""People of the cast walking through the pages: signed in, in Dutch or English, with or without htmx."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from review.web import desk, evaluations, groups, people, sources
from tests.given import World
from tests.serving import app_over

ROOMS = (desk.blueprint, evaluations.blueprint, groups.blueprint, people.blueprint, sources.blueprint)
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass
class House:
    world: World
    app: Flask

    @property
    def evaluation(self) -> UUID:
        return self.world.known.evaluation

    def client(self, who: str, language: str = "nl") -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        client.set_cookie("toetssteen", self.world.review.sessions.start(self.world.person(who)))
        client.set_cookie("toetssteen-language", language)
        return client

    def page(self, who: str, path: str, language: str = "nl", status: int = 200) -> str:
        """The text of a page, as this person reads it."""
        response = self.client(who, language).get(path)
        assert response.status_code == status, words(response)
        return words(response)

    def at(self, tail: str = "") -> str:
        return f"/evaluations/{self.evaluation}{tail}"


def house(world: World) -> House:
    app = app_over(world.review)
    for room in ROOMS:
        if room.name not in app.blueprints:
            app.register_blueprint(room)
    return House(world, app)


def words(response: TestResponse) -> str:
    """What stands on the page between its tags, with single blanks."""
    bare = re.sub(r"<(script|style|template)\b.*?</\1>", " ", response.get_data(as_text=True), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", bare)).split())
