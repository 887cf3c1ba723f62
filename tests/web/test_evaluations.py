"""Evaluations in the browser: the list, opening one, one at a glance, and the same as of a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import render_template

from review.application import uuid7
from review.commands.halting import SuspendEvaluation
from review.domain.vocabulary import DocumentKind, Level, RoundMode
from review.projections import catalogue, evaluations, holdings
from review.web.overview import overview
from tests import acts
from tests.acts import REFERENCE, SOUNDING, TOR
from tests.given import World
from tests.web.walking import House, house, words

REPORT = DocumentKind.REPORT
READERS = ("the director", "the team lead", "the external expert", "the copy recipient", "the auditor")


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


# -- the list


def test_the_list_tells_phase_role_and_whom_it_waits_for(it: House) -> None:
    it.world.submit("the team lead", TOR)
    acts.open_round(it.world, SOUNDING)
    shown = it.page("the peer reader", "/evaluations")
    assert "Evaluatie van de missie in Tamberland" in shown
    assert "Vaststelling ToR" in shown
    assert "1 wacht op u" in shown
    assert "(klankbordgroep)" in shown
    assert "Leden van een groep" in it.page("the team lead", "/evaluations")


def test_who_has_no_seat_sees_no_evaluation_and_what_to_do(it: House) -> None:
    shown = it.page("the outsider", "/evaluations")
    assert "Tamberland" not in shown
    assert "U hebt nog geen plaats in een evaluatie." in shown
    assert "You have no seat in an evaluation yet." in it.page("the outsider", "/evaluations", "en")


# -- opening one


def test_the_director_opens_an_evaluation_without_javascript(it: House) -> None:
    client = it.client("the director")
    fields = {
        "title": "Evaluatie politiesteun",
        "type": "final_evaluation",
        "request": "De minister.",
        "command": uuid7(),
    }
    answer = client.post("/evaluations", data=fields)
    assert answer.status_code == 303
    again = client.post("/evaluations", data=fields)
    assert again.location == answer.location
    with it.world.review.reading() as tx:
        assert len(evaluations.all_ids(tx)) == 2
    assert "Geef nu de leden van de groepen een plaats." in words(client.get(answer.location))
    shown = it.page("the director", answer.location.removesuffix("/groups"))
    assert "Eindevaluatie" in shown
    assert "De minister." in shown
    assert "Geef het onderzoeksteam een plaats" in shown


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "", "type": "evaluation"}, "Vul het in"),
        ({"title": "x" * 301, "type": "evaluation"}, "300"),
        ({"title": "Goed", "type": "anything"}, "Kies opnieuw"),
        ({"title": "Goed", "type": "evaluation", "request": "y" * 20_001}, "20.000"),
    ],
)
def test_what_cannot_be_taken_is_shown_again_with_the_way_out(it: House, fields: dict[str, str], told: str) -> None:
    answer = it.client("the director").post("/evaluations", data=fields)
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{fields["title"]}"' in answer.get_data(as_text=True)


def test_hostile_titles_are_shown_as_text(it: House) -> None:
    hostile = '<script>alert("x")</script>'
    answer = it.client("the director").post("/evaluations", data={"title": hostile, "type": "evaluation"})
    page = it.client("the director").get(answer.location.removesuffix("/groups")).get_data(as_text=True)
    assert hostile not in page
    assert "&lt;script&gt;" in page


def test_only_a_director_opens_one(it: House) -> None:
    fields = {"title": "Evaluatie", "type": "evaluation"}
    assert it.client("the team lead").post("/evaluations", data=fields).status_code == 403
    assert "U kunt geen evaluatie openen." in it.page("the team lead", "/evaluations/new")
    assert "Evaluatie openen" not in it.page("the team lead", "/evaluations")


# -- at a glance


@pytest.mark.parametrize("who", READERS)
def test_readers_see_the_evaluation(it: House, who: str) -> None:
    it.world.submit("the team lead", TOR, note="Eerste versie na de verkenning.")
    shown = it.page(who, it.at())
    assert "Wat wacht op wie" in shown
    assert "Eerste versie na de verkenning." in shown
    assert "Open een ronde in de klankbordgroep over Terms of Reference versie 1" in shown


def test_officers_without_access_to_texts_see_how_far_it_is_and_no_contents(it: House) -> None:
    it.world.submit("the team lead", TOR, note="Eerste versie na de verkenning.")
    for who in ("the records manager", "the data protection officer"):
        shown = it.page(who, it.at())
        assert "Vaststelling ToR" in shown
        assert "Eerste versie na de verkenning." not in shown
        assert "Rubriceringsvlaggen" not in shown


@pytest.mark.parametrize("who", ["the outsider", "the administrator"])
def test_to_others_it_does_not_exist(it: House, who: str) -> None:
    assert "bestaat niet" in it.page(who, it.at(), status=404)
    assert it.client(who).get(f"/evaluations/{uuid7()}").status_code == 404


def test_rounds_comments_flags_and_sources_are_counted(it: House) -> None:
    it.world.submit("the team lead", TOR)
    review_round = acts.open_round(it.world, SOUNDING)
    acts.comment(it.world, "the peer reader", review_round)
    acts.respond(it.world, "the chair of the sounding board", review_round)
    acts.flag(it.world, of=acts.source(it.world))
    shown = it.page("the team lead", it.at())
    assert "1 van 2 gereageerd" in shown
    assert "Reacties: 1/2" in shown
    assert "Geef de rubricering van 1 bron op" in shown
    assert "Bekijk rubriceringsvlag 1" in shown
    assert "in een ronde" in shown
    english = it.page("the team lead", it.at(), "en")
    assert "1 of 2 responded" in english
    assert "What waits for whom" in english


def test_the_counters_hide_what_a_blind_round_hides(it: House) -> None:
    it.world.submit("the team lead", TOR)
    acts.through(it.world, SOUNDING)
    review_round = acts.open_round(it.world, REFERENCE, mode=RoundMode.BLIND_UNTIL_CLOSE)
    acts.comment(it.world, "the external expert", review_round)
    assert "Geen opmerkingen die u mag zien" in it.page("the policy representative", it.at())
    assert "Verwerk 1 opmerking" in it.page("the team lead", it.at())
    assert "Verwerk 1 opmerking" not in it.page("the policy representative", it.at())


def test_what_is_approved_waits_for_nobody_and_the_research_does(it: House) -> None:
    acts.ready_for_approval(it.world)
    acts.grant(it.world, acts.request(it.world))
    assert "Publiceer Terms of Reference versie 1" in it.page("the external expert", it.at())
    acts.publish_terms(it.world)
    shown = it.page("the external expert", it.at())
    assert "Gepubliceerd op 2 maart 2026: https://www.voorbeeld.nl/tor" in shown
    assert "Plan de deelonderzoeken" in shown
    assert "onderzoek loopt" in shown
    assert "Hiervandaan leidt verder: een versie van het rapport wordt ingediend (projectleider" in shown
    assert "vastgesteld: versie 1" in shown
    it.world.do(
        "the director",
        SuspendEvaluation(evaluation=it.world.known.evaluation, motive="Wachten.", review_on=date(2026, 12, 1)),
    )
    assert "Er wacht nu niets op iemand." in it.page("the external expert", it.at())


def test_each_part_of_a_report_has_a_line_of_its_own(it: House) -> None:
    it.world.submit("the team lead", REPORT)
    assert "De delen van het rapport" not in it.page("the team lead", it.at())
    for part in (1, 2):
        it.world.submit("the team lead", REPORT, part=part)
    acts.open_round(it.world, SOUNDING, kind=REPORT)  # on the part submitted last
    shown = it.page("the team lead", it.at())
    rows = shown[shown.index("De delen van het rapport") :]
    first, second = rows.split("Rapport, deel ")[1:3]
    assert first.startswith("1 Rapport in concept Voorzitter van de klankbordgroep Open een ronde")
    assert second.startswith("2 Rapport bij de klankbordgroep Leden van de klankbordgroep Nog 2 reacties op rapport")
    assert rows.count("rapport, deel 2, versie 1") >= 1


def test_acts_are_offered_to_whom_they_are_permitted(it: House) -> None:
    for who, told in (("the director", True), ("the external expert", False)):
        assert ("Iemand een plaats geven" in it.page(who, it.at())) is told
    for who, told in (("the team lead", True), ("the peer reader", False), ("the auditor", False)):
        assert ("Bron vastleggen" in it.page(who, it.at())) is told


def test_recent_acts_are_for_who_may_replay(it: House) -> None:
    for who, told in (
        ("the director", True),
        ("the team lead", True),
        ("the auditor", True),
        ("the peer reader", False),
    ):
        assert ("Laatste handelingen" in it.page(who, it.at())) is told


def test_a_person_in_two_roles_sees_both(it: House) -> None:
    shown = it.page("the director", it.at())
    assert "u bent" in shown
    assert "voorzitter (referentiegroep)" in shown
    assert "directeur" in shown


# -- as of a moment


def test_the_overview_of_then_is_that_of_now_with_less_in_it(it: House) -> None:
    world = it.world
    world.submit("the team lead", TOR)
    before = acts.seen(world)
    acts.source(world, Level.DEP_V)
    acts.through(world, SOUNDING)
    with world.review.reading() as tx:
        people = list(world.review.records(tx, world.review.installation.id))
        then = list(world.review.records(tx, it.evaluation, upto=before))
    as_of = catalogue.as_of([*people, *then])
    reader = holdings.reader(as_of, world.person("the team lead"), it.evaluation, then[-1].at)
    with it.app.test_request_context("/"):
        found = overview(as_of, world.review.door(), reader, it.evaluation)
        shown = render_template("evaluations/_overview.html", overview=found)
    as_of.close()
    assert (found.rounds, found.sources.total) == ((), 0)
    assert "Open een ronde in de klankbordgroep" in shown
    assert 'id="overview"' in shown
    assert "<form" not in shown and "<button" not in shown
