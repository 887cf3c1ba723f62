"""Every record has its sentence, in Dutch and English: played through commands, so each looks up what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import g

from review.commands.people import RenamePerson
from review.domain.catalogue import EVENTS
from review.web.telling import Told, told
from tests.given import World
from tests.web.deciding_story import Floor, floor
from tests.web.whole_story import all_of_it, everything

DIRECTOR, LEAD, CHAIR = "the director", "the team lead", "the chair of the reference group"
ACTS = Path(__file__).parents[2] / "review/web/templates/trail/acts"
ENGLISH = re.compile(r"\b(the|of|on|by|was|and|comment|version|flag|record|with|until)\b")


@pytest.fixture
def house(copied: Callable[..., World]) -> Floor:
    """An installation in which everything happened at least once."""
    return floor(copied("sqlite", after=all_of_it))


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
