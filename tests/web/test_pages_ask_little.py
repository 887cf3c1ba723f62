"""How often two pages that are looked at every day ask the database: more questions are to be noticed, not found."""

from __future__ import annotations

import sqlalchemy as sa
from flask.testing import FlaskClient

from tests.given import World
from tests.serving import app_over
from tests.walking import Walk

DECISION, DESK = 67, 31
"""Statements of a page that was opened before; on SQLite with the one that begins the reading."""


def test_the_page_of_a_decision_and_my_work_ask_little(world: World) -> None:
    Walk(world).walk(7)
    assert asked(world, "the director", f"/approvals/{world.known.approvals[-1]}") <= DECISION
    assert asked(world, "the external expert", "/") <= DESK


def asked(world: World, who: str, url: str) -> int:
    client = app_over(world.review).test_client()
    client.set_cookie("toetssteen", world.review.sessions.start(world.person(who)))
    _open(client, url)  # what stays in memory is asked the first time
    said: list[str] = []

    def note(_connection, _cursor, statement: str, *_more: object) -> None:
        said.append(statement)

    sa.event.listen(world.review.engine, "before_cursor_execute", note)
    try:
        _open(client, url)
    finally:
        sa.event.remove(world.review.engine, "before_cursor_execute", note)
    return len(said)


def _open(client: FlaskClient, url: str) -> None:
    assert client.get(url).status_code == 200
