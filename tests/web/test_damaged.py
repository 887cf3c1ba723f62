"""Pages over rows that are damaged: they stand, say what cannot be read, and nothing is approved on it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from review import installation
from review.commands.evaluations import OpenEvaluation
from review.commands.quorums import SetQuorum
from review.domain.quorum import Demand
from review.domain.vocabulary import Capacity
from review.projections.comments import comments
from review.projections.drafts import drafts
from review.projections.flags import flags
from review.projections.people import offices
from review.projections.planning import milestones
from review.projections.quorums import quorums
from review.projections.rounds import rounds
from tests.core.story import REFERENCE
from tests.given import World
from tests.web.deciding_story import advised, flagged, submitted
from tests.web.walking import House, house
from tests.web.workbench_story import planned

LEAD, MEMBER, DIRECTOR = "the team lead", "the policy representative", "the director"
TITLE, OTHER = "Evaluatie van de missie in Tamberland", "Een andere evaluatie"
ASKING = "Vraag vaststelling van Terms of Reference versie 2"
UNJUDGED = "Of Terms of Reference versie 2 kan worden vastgesteld, is niet te beoordelen"
DAMAGED: dict[sa.Column[Any], tuple[str, ...]] = {
    quorums.c.demands: ("quorums", UNJUDGED),
    rounds.c.body: ("rondes", UNJUDGED, "Hoe ver deze evaluatie is, is nu niet te zeggen"),
    comments.c.visibility: ("opmerkingen", UNJUDGED),
    drafts.c.kind: ("documenten en versies", "Laat beschadigde rijen opnieuw maken"),
}
"""Of rows that gates read: what the page of the evaluation says of them."""


def told(world: World) -> House:
    """Everything is there to have the second version approved, with a quorum that was met; and there is another one."""
    demand = Demand(Capacity.POLICY_REPRESENTATIVE, 1)
    world.do(DIRECTOR, SetQuorum(evaluation=world.known.evaluation, body=REFERENCE, demands=(demand,)))
    submitted(world)
    advised(world)
    planned(world)
    world.do(DIRECTOR, OpenEvaluation(title=OTHER))
    return house(world)


def damage(world: World, column: sa.Column[Any]) -> None:
    with world.review.engine.begin() as tx:
        tx.execute(sa.update(column.table).values({column: "kapot"}))


@contextmanager
def damaged(world: World, column: sa.Column[Any]) -> Iterator[None]:
    with world.review.engine.begin() as tx:
        kept = tx.execute(sa.select(column.table)).mappings().all()
    damage(world, column)
    yield
    with world.review.engine.begin() as tx:
        tx.execute(sa.delete(column.table))
        tx.execute(sa.insert(column.table), [dict(row) for row in kept])


def test_pages_stand_while_rows_are_damaged_and_nothing_is_approved_on_them(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)  # faults are many here, and to tell each with its trace takes long
    at = told(world)
    walk = [(LEAD, "/"), (LEAD, "/evaluations"), (LEAD, at.at()), (MEMBER, "/"), (DIRECTOR, "/")]
    asked: list[str] = []
    sa.event.listen(world.review.engine, "savepoint", lambda *_: asked.append("savepoint"))
    assert ASKING in at.page(LEAD, "/")
    assert not asked, "a page over rows that are whole needs none"
    for column, (rows, *said) in DAMAGED.items():
        notice = re.compile(rf"Rijen waaruit deze wordt gemaakt zijn beschadigd: [^.]*\b{rows}[,.]")
        with damaged(world, column):
            pages = {(who, path): at.page(who, path) for who, path in walk}
        for place, page in pages.items():
            assert notice.search(page), (column, place)
            assert TITLE in page, (column, place)
            assert ASKING not in page, (column, place)
        for sentence in (*said, "toetssteen rebuild"):
            assert sentence in pages[LEAD, at.at()], column
        assert "beheerder" in pages[LEAD, "/evaluations"], column
        assert "Geef het onderzoeksteam een plaats" in pages[DIRECTOR, "/"], "the other evaluation is as it was"
    damage(world, comments.c.visibility)
    english = at.page(LEAD, at.at(), "en")
    assert "It cannot be judged whether Terms of Reference version 2 may be approved" in english
    assert "Rows that it is made from are damaged: comments" in english
    assert "plaatste opmerking 1" in at.page(LEAD, at.at("/trail"))
    installation.rebuild(world.review)
    assert ASKING in at.page(LEAD, "/")


def test_what_only_one_place_shows_is_missing_there_alone(
    copied: Callable[..., World], caplog: pytest.LogCaptureFixture
) -> None:
    """A part of a page, a day in a calendar; and where nothing can be shown, the page says how it is made again."""
    world = copied("sqlite", after=told)
    at = house(world)
    address = f"/calendar/{world.review.accounts.feeds.renew(world.person(LEAD))}.ics"
    with damaged(world, milestones.c.kind):
        assert "Planning Dit is niet te lezen: de rijen waaruit het wordt gemaakt zijn" in at.page(LEAD, at.at())
        assert "Niet elke termijn is te lezen" in at.page(LEAD, address)
        page = at.page(LEAD, at.at("/plan"), status=500)
        assert "(toetssteen rebuild)" in page
        assert "Naar Mijn werk" in page
    assert "rows cannot be read: plan" in caplog.messages
    with damaged(world, quorums.c.demands):
        assert "Quorum Dit is niet te lezen" in at.page(LEAD, f"/rounds/{world.known.rounds[REFERENCE]}")
    with damaged(world, offices.c.office):
        assert "(toetssteen rebuild)" in at.page(DIRECTOR, "/", status=500)


@pytest.mark.postgres
def test_a_statement_that_fails_takes_nothing_else_with_it(copied: Callable[[str], World]) -> None:
    world = copied("postgresql")
    submitted(world)
    flagged(world)
    at = house(world)
    columns = ", ".join(one.name for one in flags.c if one is not flags.c.number)
    broken = sa.text(
        "ALTER TABLE reading.flags RENAME TO kept; CREATE VIEW reading.flags AS"
        f" SELECT {columns}, 1 / (number - number) AS number FROM reading.kept"
    )
    with world.review.engine.begin() as tx:
        tx.execute(broken)
    assert "nu niet te lezen: rubriceringsvlaggen" in at.page(LEAD, "/")
    page = at.page(MEMBER, at.at())
    assert "zijn beschadigd: rubriceringsvlaggen, de staat van de evaluatie" in page
    assert "Ambassadebericht" not in page
    assert "Open een ronde in de klankbordgroep" in page
