"""Submitting, reading and comparing versions, as people do it in a browser with and without JavaScript."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.people import GiveOffice
from review.domain.vocabulary import Capacity, DocumentKind, ErasureGround
from review.installation import operator
from review.projections import drafts
from tests.web.reviewing_story import GOAL, INTRODUCTION, TEXT, Story, ids, partial, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("drafts"))
    made.comments("Nora Noord", "Waarom dubbel?", GOAL)
    yield made
    made.review.engine.dispose()


def bring(it: Story, name: str = "Tom Torenaar", **fields: object):
    path = f"/evaluations/{it.evaluation}/drafts"
    return it.client(name).post(path, data={"kind": "report", **fields}, content_type="multipart/form-data")


def submit(it: Story, name: str = "Tom Torenaar", **fields: object):
    """What is brought is seen first, and submitted from the page that shows it."""
    brought = bring(it, name, **fields)
    if brought.status_code != 303:
        return brought
    return it.client(name).post(brought.location, data={"note": fields.get("note", "")})


def upload(content: bytes, name: str = "rapport.md") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_the_reading_page_shows_the_text_with_its_places_and_comments_beside_it(it: Story) -> None:
    answer = it.client("Vera Veld").get(it.version())
    page = words(answer)
    assert answer.status_code == 200
    assert "Terms of Reference versie 1" in page
    assert "In december keerden de laatste eenheden terug." in page
    assert "par. 1, alinea 2" in page
    assert "Waarom dubbel?" in page
    assert "par. 1, alinea 2 – 1-2" in answer.get_data(as_text=True), "the number of the PDF and of Word"
    assert f'id="b{GOAL}"' in answer.get_data(as_text=True)
    assert f'href="{it.version()}/paragraphs/{GOAL}/comments"' in answer.get_data(as_text=True)


def test_every_id_on_the_reading_page_is_there_once(it: Story) -> None:
    found = ids(it.client("Vera Veld").get(it.version()))
    assert len(found) == len(set(found))


def test_a_mark_counts_what_was_said_about_a_passage(it: Story) -> None:
    page = it.client("Vera Veld").get(it.version()).get_data(as_text=True)
    mark = page.split(f'id="m{GOAL}">')[1].split("</a>")[0]
    assert 'href="#c1"' in mark
    assert ">1<" in mark


def test_the_reading_page_is_english_for_who_reads_english(it: Story) -> None:
    page = words(it.client("Vera Veld", "en").get(it.version()))
    assert "section 1, paragraph 2" in page
    assert "I have no comments" in page


def test_reading_a_version_is_written_to_the_reading_log(it: Story) -> None:
    it.client("Petra Zomer").get(it.version())
    assert it.people["Petra Zomer"] in it.review.opened_by(it.evaluation, root(it))


def test_a_passage_beside_a_form_is_not_a_version_that_was_opened(it: Story) -> None:
    it.client("Hans Hartog").get(f"{it.version()}/paragraphs/{GOAL}/comments")
    read = it.review.readings.of(log=it.evaluation, person=it.people["Hans Hartog"])
    assert [one.purpose for one in read] == ["passages"]
    assert it.people["Hans Hartog"] not in it.review.opened_by(it.evaluation, root(it))


def root(it: Story) -> str:
    with it.review.reading() as tx:
        return drafts.bare(tx, it.evaluation, it.draft, 1).root.hex()


def test_the_team_reads_without_ways_to_comment(it: Story) -> None:
    answer = it.client("Tom Torenaar").get(it.version())
    assert "U leest mee" in words(answer)
    assert "data-comment" not in answer.get_data(as_text=True)


def test_the_pane_narrows_to_a_choice_as_page_and_as_partial(it: Story) -> None:
    client = it.client("Vera Veld")
    mine = partial(client, "GET", it.version() + "?show=mine")
    assert ids(mine)[0] == "pane"
    assert "Waarom dubbel?" not in words(mine)
    assert "Waarom dubbel?" in words(client.get(it.version() + "?show=open"))
    assert client.get(it.version() + "?show=nonsense").status_code == 422


def test_a_stranger_finds_nothing(it: Story) -> None:
    stranger = it.client("Aad Berg")
    assert stranger.get(it.version(9)).status_code == 404
    assert stranger.get(f"/drafts/{it.evaluation}/versions/1").status_code == 404
    assert it.app.test_client().get(it.version()).status_code == 303


def test_the_source_is_the_text_that_was_submitted(it: Story) -> None:
    answer = it.client("Vera Veld").get(it.version() + "/source")
    assert answer.get_data(as_text=True) == TEXT
    assert answer.mimetype == "text/plain"


def test_an_upload_becomes_a_version_with_a_receipt(it: Story) -> None:
    answer = submit(it, file=upload(TEXT.encode()), note="Eerste concept")
    assert answer.status_code == 303
    receipt = it.client("Tom Torenaar").get(answer.location)
    assert "Versie 1 is ingediend" in words(receipt)
    assert "Eerste concept" in words(receipt)
    equal = submit(it, file=upload(TEXT.encode()))
    assert equal.status_code == 422
    assert "Dien een tekst in die veranderd is" in words(equal)


def test_a_pasted_text_becomes_a_version_too(it: Story) -> None:
    answer = submit(it, text="# Rapport\r\n\r\nGeplakt en wel.\r\n")
    assert answer.status_code == 303
    assert "Geplakt en wel." in words(it.client("Tom Torenaar").get(answer.location.replace("/receipt", "")))


@pytest.mark.parametrize("given", [{"file": (TEXT + "\n\nMeer.\n").encode()}, {"text": "# Meer\n\nGeplakt **vet**."}])
def test_a_text_is_seen_before_it_is_submitted_and_may_be_forgotten(it: Story, given: dict[str, object]) -> None:
    given = {name: upload(value) if isinstance(value, bytes) else value for name, value in given.items()}
    client = it.client("Tom Torenaar")
    number = newest(it)
    where = bring(it, note="Na het overleg.", **given).location
    page = words(client.get(where))
    assert "Controleer de tekst" in page
    assert "Er is nog niets ingediend" in page
    assert "Meer" in page
    assert "Word" not in page.split("Controleer de tekst", 1)[1].split("Toetssteen")[0]
    assert newest(it) == number
    assert client.post(f"{where}/removal", data={}).status_code == 303
    assert client.get(where).status_code == 404
    assert newest(it) == number


def newest(it: Story) -> int:
    """The number of the newest version of the report; 0 where there is none."""
    with it.review.reading() as tx:
        draft = drafts.draft_of(tx, it.evaluation, DocumentKind.REPORT, 0)
        return drafts.bare(tx, it.evaluation, draft).number if draft else 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rapport.docx", b"hello", "Dit is geen Word-bestand (.docx)"),
        ("Rapport.DOCX", b"<!doctype html><html><p>Rapport</p></html>", "Dit is geen Word-bestand (.docx)"),
        ("rapport.docx", b"\xd0\xcf\x11\xe0oud", "sla het in Word op als .docx"),
        ("rapport.doc", b"\xd0\xcf\x11\xe0oud", "sla het in Word op als .docx"),
        ("rapport.doc", b"{\\rtf1 Rapport}", "van de soort .doc wordt hier niet gelezen"),
        ("rapport.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis", "van de soort .odt wordt hier niet gelezen"),
        ("rapport.rtf", b"{\\rtf1\\ansi Rapport}", "van de soort .rtf wordt hier niet gelezen"),
        ("rapport.md", b"{\\rtf1\\ansi Rapport}", "van de soort .rtf wordt hier niet gelezen"),
        ("rapport.pdf", b"%PDF-1.7 gewoon ascii", "van de soort .pdf wordt hier niet gelezen"),
        ("rapport.txt", b"%PDF-1.7 gewoon ascii", "van de soort .pdf wordt hier niet gelezen"),
        ("rapport.pdf", b"hello", "van de soort .pdf wordt hier niet gelezen"),
    ],
)
def test_a_file_that_is_not_what_it_is_called_never_becomes_a_version(
    it: Story, name: str, content: bytes, said: str
) -> None:
    number = newest(it)
    answer = bring(it, file=upload(content, name), note="Mijn toelichting blijft staan")
    assert answer.status_code == 422
    assert said.casefold() in words(answer).casefold()
    assert "Mijn toelichting blijft staan" in words(answer)
    assert content.decode("latin-1")[:9] not in answer.get_data(as_text=True).split("<main")[1]
    assert newest(it) == number


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Vul het in"),
        (b"   \n", "leeg"),
        (b"PK\x03\x04 word \xff", "Word"),
        (b"%PDF-1.7 \xff", "PDF"),
        (b"Regel een\nregel \x07 twee", "regel 2"),
        (b"# Kop\n\n| a |" + b" b |" * 300 + b"\n|" + b" --- |" * 301 + b"\n", "regel 3"),
    ],
)
def test_a_text_that_cannot_be_taken_is_refused_with_the_way_out(it: Story, content: bytes, said: str) -> None:
    answer = submit(it, file=upload(content), note="Mijn toelichting blijft staan")
    assert answer.status_code == 422
    assert said.casefold() in words(answer).casefold()
    assert "Mijn toelichting blijft staan" in words(answer)


def test_a_refused_text_is_given_back_to_be_mended(it: Story) -> None:
    answer = submit(it, file=upload(b"Regel een\nregel \x07 twee en nog wat"))
    assert "twee en nog wat" in words(answer)


def test_only_the_team_lead_submits(it: Story) -> None:
    path = f"/evaluations/{it.evaluation}/drafts/new"
    assert it.client("Vera Veld").get(path).status_code == 403
    assert submit(it, "Vera Veld", text="Niet van mij").status_code == 403
    assert "wordt versie 2" in words(it.client("Tom Torenaar").get(path))


def test_differences_are_told_word_by_word_and_counted(it: Story) -> None:
    draft = it.submits("# 1. Kop\n\nDe missie duurde vijf jaar in het noorden.\n", DocumentKind.REPORT)
    it.submits("# 1. Kop\n\nDe missie duurde zes jaar in het noorden.\n\nNieuw slot.\n", DocumentKind.REPORT)
    client = it.client("Vera Veld")
    number = latest(it, draft)
    answer = client.get(f"/drafts/{draft}/versions/{number}/differences")
    page = answer.get_data(as_text=True)
    assert "<del>vijf</del>" in page
    assert "<ins>zes</ins>" in page
    assert "1 gewijzigd" in words(answer)
    assert "1 toegevoegd" in words(answer)
    assert "1. Kop" not in page.split('class="doc diff"')[1]
    whole = partial(client, "GET", f"/drafts/{draft}/versions/{number}/differences?with={number - 1}&whole=1")
    assert ids(whole)[0] == "differences"
    assert "1. Kop" in words(whole)


def latest(it: Story, draft: UUID) -> int:
    with it.review.reading() as tx:
        return drafts.bare(tx, it.evaluation, draft).number


def test_a_first_version_has_nothing_to_compare_with(it: Story) -> None:
    assert it.client("Vera Veld").get(it.version() + "/differences").location == it.version()
    assert it.client("Vera Veld").get(it.version() + "/differences?with=7").status_code == 404


def test_an_old_version_says_that_there_is_a_newer_one(tmp_path: Path) -> None:
    it = story(tmp_path)
    it.submits(TEXT.replace("dubbel doel", "drievoudig doel"))
    page = words(it.client("Vera Veld").get(it.version()))
    assert "Er is een nieuwere versie." in page
    assert "Naar versie 2" in page


def test_an_erased_passage_is_gone_from_a_page_that_was_shown_before(tmp_path: Path) -> None:
    it = story(tmp_path)
    client = it.client("Vera Veld")
    assert "In december keerden" in words(client.get(it.version()))
    for name, office in (("Petra Zomer", Capacity.DATA_PROTECTION_OFFICER), ("Kees Winter", Capacity.RECORDS_MANAGER)):
        it.review.do(GiveOffice(person=it.people[name], office=office, organisation="BZ"), operator(it.review))
    with it.review.reading() as tx:
        key = it.review.versions.entries(tx, it.evaluation, it.draft, 1)[INTRODUCTION].text.key
    asked = RequestErasure(
        evaluation=it.evaluation, subject=it.draft, keys=(key,), ground=ErasureGround.SPILL, motive="Te hoog"
    )
    erasure = it.do("Petra Zomer", asked).subject
    it.do("Kees Winter", CarryOutErasure(evaluation=it.evaluation, erasure=erasure))
    page = words(client.get(it.version()))
    assert "In december keerden" not in page
    assert "(Deze tekst is gewist.)" in page
    assert "De evaluatie heeft een dubbel doel." in page
