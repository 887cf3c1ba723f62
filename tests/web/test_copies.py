"""A Word file that comes back: seen line by line, read in once, refused where it does not belong."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from review.commands.rounds import CloseRound
from review.domain.vocabulary import CommentKind, RoundMode
from review.projections import comments, replies
from tests.web.reviewing_story import GOAL, INTRODUCTION, TEXT, Story, story, words
from tests.word_files import W, edited, hostile, saved, threaded


@pytest.fixture
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("copies"))
    yield made
    made.review.engine.dispose()


SELECT = r'<select id="[^"]*" name="([^"]+)"(.*?)</select>'


def went_out(it: Story, who: str = "Nora Noord", number: int = 1) -> Any:
    return docx.Document(io.BytesIO(it.client(who).get(f"{it.version(number)}/word").data))


def paragraph(document: Any, block: int) -> Any:
    return next(one for one in document.paragraphs if f'w:name="b{block:06d}"' in one._p.xml)


def remarked(it: Story, author: str = "Nora Noord", text: str = "Welk jaar?", block: int = INTRODUCTION) -> bytes:
    document = went_out(it)
    document.add_comment(paragraph(document, block).runs, text=text, author=author, initials="NN")
    return saved(document)


def bring(it: Story, who: str, content: bytes, name: str = "Opmerkingen NN.docx"):
    given = {"file": (io.BytesIO(content), name)}
    return it.client(who).post(f"/rounds/{it.round}/copies", data=given, content_type="multipart/form-data")


def bring_and_look(it: Story, content: bytes, who: str = "Nora Noord") -> Any:
    return it.client(who).get(bring(it, who, content).location)


def said(it: Story) -> list[comments.Comment]:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        return comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)


def test_a_member_reads_the_own_copy_in_and_a_second_time_doubles_nothing(it: Story) -> None:
    content = remarked(it)
    client = it.client("Nora Noord")
    brought = bring(it, "Nora Noord", content)
    assert brought.status_code == 303
    page = words(client.get(brought.location))
    assert "Er is nog niets vastgelegd" in page
    assert "Welk jaar?" in page
    assert "par. 1, alinea 1" in page.lower()
    assert said(it) == []
    for chosen_kind in ({"line-0": ""}, {"line-0": "", "kind": ""}):
        refused = client.post(brought.location, data=chosen_kind)
        assert refused.status_code == 422 and 'id="f-line-0-error"' in refused.get_data(as_text=True)
    done = client.post(brought.location, data={"line-0": "", "kind": "method"})
    assert done.status_code == 303 and done.location == f"/rounds/{it.round}/set"
    assert said(it) == [], "nobody reads it yet"
    seen = words(bring_and_look(it, content))
    assert "staat in uw eigen set" in seen
    page = client.get(done.location)
    assert "Welk jaar?" in words(page) and "methode" in words(page)
    hidden = re.findall(r'name="(seat|seen)" value="([^"]+)"', page.get_data(as_text=True))
    submitted = client.post(done.location, data=dict(hidden) | {"position": "comments"})
    assert submitted.status_code == 303
    (comment,) = said(it)
    assert (comment.text, comment.block, comment.person) == ("Welk jaar?", INTRODUCTION, it.people["Nora Noord"])
    assert (comment.kind, comment.entered_by) == (CommentKind.METHOD, None)
    again = bring(it, "Nora Noord", content)
    seen = client.get(again.location)
    assert "is hier al" in words(seen)
    assert '<option value="skip" selected>' in seen.get_data(as_text=True)
    client.post(again.location, data={"line-0": "method"})
    assert len(said(it)) == 1
    assert "Welk jaar?" not in words(client.get(f"/rounds/{it.round}/set"))


def test_the_secretary_says_whose_the_comments_are(it: Story) -> None:
    where = bring(it, "Femke Vliet", remarked(it, author="N. Noord")).location
    client = it.client("Femke Vliet")
    page = client.get(where).get_data(as_text=True)
    seat = page.split('name="author-0"')[1].split(" selected>Nora Noord")[0].rsplit('value="', 1)[1].rstrip('"')
    answer = client.post(where, data={"line-0": "question", "author-0": ""})
    assert answer.status_code == 422
    assert client.post(where, data={"line-0": "question", "author-0": seat}).status_code == 303
    (comment,) = said(it)
    assert (comment.person, comment.entered_by) == (it.people["Nora Noord"], "Femke Vliet")
    shown = words(it.client("Nora Noord").get(f"/comments/{comment.id}"))
    assert "gemaakt in Word, ingelezen door Femke Vliet" in shown
    for path in (it.version(), f"/evaluations/{it.evaluation}/comments"):
        assert "gemaakt in Word, ingelezen door Femke Vliet" in words(it.client("Tom Torenaar").get(path)), path
    trail = words(it.client("Aad Berg").get(f"/evaluations/{it.evaluation}/trail"))
    assert "die Nora Noord in Word maakte" in trail
    assert "las een Word-bestand met opmerkingen op" in trail


def test_what_went_out_with_the_file_is_not_read_in(it: Story) -> None:
    it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    brought = bring(it, "Nora Noord", saved(went_out(it)))
    page = words(it.client("Nora Noord").get(brought.location))
    assert "ging met het bestand mee" in page
    assert "niet inlezen" not in page


def test_a_program_that_breaks_threads_up_brings_nothing_back_twice(it: Story) -> None:
    """As LibreOffice 7.4 does; and the reader has another language than the file."""
    clock, comment = it.review.clock, it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    it.review.clock = lambda: clock() + 3_600_000_000
    it.client("Tom Torenaar").post(f"/comments/{comment}/disposition", data={"disposition": "noted", "motive": "Dank."})
    loose = edited(saved(went_out(it)), lambda _part: b"<x/>", "word/commentsExtended.xml")
    where = bring(it, "Nora Noord", loose).location
    page = words(it.client("Nora Noord", "en").get(where))
    assert "Ter kennisgeving" in page and page.count("went out with the file") == 2
    assert "do not read in" not in page


def test_a_change_outside_tracking_is_told(it: Story) -> None:
    document = went_out(it)
    paragraph(document, INTRODUCTION).add_run(" Stiekem erbij.")
    page = words(it.client("Nora Noord").get(bring(it, "Nora Noord", saved(document)).location))
    assert "1 passage is gewijzigd zonder de wijziging bij te houden" in page


def test_a_tracked_change_becomes_a_proposed_wording(it: Story) -> None:
    document = went_out(it)
    inserted = f'<w:ins xmlns:w="{W}" w:id="901" w:author="Nora Noord"><w:r><w:t> Dat was in 2021.</w:t></w:r></w:ins>'
    paragraph(document, INTRODUCTION)._p.append(parse_xml(inserted))
    where = bring(it, "Nora Noord", saved(document)).location
    client = it.client("Nora Noord")
    client.post(where, data={"line-0": "editorial"})
    assert "staat in uw eigen set" in words(bring_and_look(it, saved(document)))
    page = client.get(f"/rounds/{it.round}/set").get_data(as_text=True)
    client.post(
        f"/rounds/{it.round}/set",
        data=dict(re.findall(r'name="(seat|seen)" value="([^"]+)"', page)) | {"position": "comments"},
    )
    (comment,) = said(it)
    assert comment.proposal == "In december keerden de laatste eenheden terug. Dat was in 2021."


def test_a_file_of_another_version_is_refused_with_the_way_out(it: Story) -> None:
    it.submits(TEXT.replace("dubbel doel", "enkel doel"))
    document = went_out(it, number=2)
    answer = bring(it, "Nora Noord", saved(document))
    assert answer.status_code == 422
    assert "Dit bestand is van versie 2, en deze ronde gaat over versie 1" in words(answer)


def test_a_file_from_elsewhere_is_refused(it: Story) -> None:
    strange = docx.Document()
    strange.add_paragraph("Iets heel anders.")
    assert "komt niet van dit document" in words(bring(it, "Nora Noord", saved(strange)))


def test_a_file_that_lost_its_properties_is_known_by_its_text(it: Story) -> None:
    empty = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    content = edited(remarked(it), lambda _part: empty, "docProps/custom.xml")
    assert bring(it, "Nora Noord", content).status_code == 303


@pytest.mark.parametrize("name", ["an old .doc", "has macros", "declares an entity", "unpacks without end"])
def test_a_hostile_copy_is_refused_in_words(it: Story, name: str) -> None:
    answer = bring(it, "Nora Noord", hostile(name))
    assert answer.status_code == 422
    assert 'id="f-file-error"' in answer.get_data(as_text=True)


def chosen(page: str) -> dict[str, str]:
    """What the form would send as it stands."""
    selects = re.findall(SELECT, page, re.DOTALL)
    return {name: found[1] for name, inner in selects if (found := re.search(r'value="([^"]*)" selected', inner))}


def offers(page: str) -> dict[str, str]:
    """Everything read in after all: answers as answers where that can be, the rest as questions."""
    rows = [(found[1], row) for row in page.split("<tr>") if (found := re.search(r'name="(line-\d+)"', row))]
    fit = [name for name, row in rows if "antwoord op" in row and "Alleen de schrijver" not in row]
    return {name: "answer" if name in fit else "question" for name, _ in rows}


def answered(it: Story, number: int) -> list[tuple[str, str]]:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Aad Berg"], it.evaluation)
        comment = next(one for one in said(it) if one.number == number)
        found = replies.of_comment(tx, it.review.door(), reader, comment)
        return [(str(one.name), str(one.text)) for one in found]


def test_threads_come_back_each_in_its_place_and_only_once(it: Story) -> None:
    it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    number_one = it.comments("Nora Noord", "Welke eenheden?")
    it.client("Tom Torenaar").post(f"/comments/{number_one}/replies", data={"text": "De laatste."})
    document = went_out(it)
    runs = paragraph(document, INTRODUCTION).runs
    for text, author in (
        ("Schrijf dat dan op.", "Nora Noord"),
        ("Wat vindt de rest?", "Vera Veld"),
        ("Ik ben het eens.", "Vera Veld"),
        ("Dat las ik anders.", "Hans Hartog"),
        ("Akkoord.", "Tom Torenaar"),
    ):
        document.add_comment(runs, text=text, author=author, initials="")
    threads = {
        "Schrijf dat dan op.": "Welke eenheden?",
        "Dat las ik anders.": "Wat vindt de rest?",
        "Ik ben het eens.": "Waarom dubbel?",
        "Akkoord.": "Welke eenheden?",
    }
    content = threaded(saved(document), threads)
    lead = it.client("Tom Torenaar")
    where = bring(it, "Tom Torenaar", content).location
    page = lead.get(where)
    assert "Alleen de schrijver, het team en de voorzitter antwoorden op een opmerking" in words(page)
    sent = chosen(page.get_data(as_text=True))
    assert sorted(sent.values()).count("answer") == 3
    refused = lead.post(where, data={name: "answer" if value == "" else value for name, value in sent.items()})
    assert refused.status_code == 422 and len(said(it)) == 2
    sent["kind"] = "question"
    done = lead.post(where, data=sent, follow_redirects=True)
    assert "Er zijn 2 opmerkingen ingelezen. Er zijn 3 antwoorden ingelezen." in words(done)
    assert [one.text for one in said(it)] == [
        "Waarom dubbel?",
        "Welke eenheden?",
        "Ik ben het eens.",
        "Wat vindt de rest?",
    ]
    assert answered(it, 2) == [
        ("Tom Torenaar", "De laatste."),
        ("Nora Noord", "Schrijf dat dan op."),
        ("Tom Torenaar", "Akkoord."),
    ]
    assert answered(it, 4) == [("Hans Hartog", "Dat las ik anders.")]
    trail = words(lead.get(f"/evaluations/{it.evaluation}/trail"))
    assert "2 opmerkingen, 3 antwoorden" in trail and "voerde in wat een ander antwoordde op opmerking 2" in trail
    where = bring(it, "Tom Torenaar", content).location
    again = lead.get(where).get_data(as_text=True)
    assert {value for name, value in chosen(again).items() if "line" in name} == {"skip"}
    done = lead.post(where, data={**chosen(again), **offers(again)}, follow_redirects=True)
    assert "Er stond niets nieuws in" in words(done)
    assert (len(said(it)), len(answered(it, 2))) == (4, 3)


def test_a_member_answers_only_own_comments_and_loses_no_word(it: Story) -> None:
    it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    document = went_out(it, "Vera Veld")
    document.add_comment(paragraph(document, GOAL).runs, text="Dat vraag ik ook.", author="Vera Veld", initials="VV")
    content = threaded(saved(document), {"Dat vraag ik ook.": "Waarom dubbel?"})
    where = bring(it, "Vera Veld", content).location
    client = it.client("Vera Veld")
    page = client.get(where).get_data(as_text=True)
    assert "Alleen de schrijver, het team en de voorzitter" in page
    assert 'value="answer"' not in page
    assert chosen(page)["line-0"] == ""
    assert client.post(where, data={"line-0": "answer"}).status_code == 422
    client.post(where, data=chosen(page) | {"kind": "question"})
    assert "Dat vraag ik ook." in words(client.get(f"/rounds/{it.round}/set")), "as a draft of the own set"
    assert [one.text for one in said(it)] == ["Waarom dubbel?"]
    assert answered(it, 1) == []


def test_in_a_blind_round_nobody_answers_what_is_still_hidden(it: Story) -> None:
    it.do("Hans Hartog", CloseRound(evaluation=it.evaluation, round=it.round, motive="Opnieuw."))
    it.opens_round(RoundMode.BLIND_UNTIL_CLOSE)
    it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    document = went_out(it)
    document.add_comment(paragraph(document, GOAL).runs, text="Goede vraag.", author="Hans Hartog", initials="HH")
    where = bring(it, "Femke Vliet", threaded(saved(document), {"Goede vraag.": "Waarom dubbel?"})).location
    client = it.client("Femke Vliet")
    page = client.get(where)
    assert "Wie dit zegt, mag die opmerking in deze ronde niet lezen" in words(page)
    sent = chosen(page.get_data(as_text=True))
    assert sent["line-0"] == ""
    assert client.post(where, data=sent | {"line-0": "answer"}).status_code == 422
    assert answered(it, 1) == []


def test_a_thread_that_runs_in_a_circle_is_read_as_comments(it: Story) -> None:
    document = went_out(it)
    for text in ("Eerste.", "Tweede.", "Derde."):
        document.add_comment(paragraph(document, GOAL).runs, text=text, author="Nora Noord", initials="NN")
    content = threaded(saved(document), {"Eerste.": "Tweede.", "Tweede.": "Eerste.", "Derde.": "Derde."})
    where = bring(it, "Nora Noord", content).location
    page = it.client("Nora Noord").get(where).get_data(as_text=True)
    assert chosen(page) == {"line-0": "", "line-1": "", "line-2": ""}


def test_nothing_chosen_is_a_refusal(it: Story) -> None:
    assert bring(it, "Nora Noord", b"").status_code == 422


def test_who_may_not_bring_a_copy_sees_no_page(it: Story) -> None:
    for who in ("Wendy Dijker", "Petra Zomer", "Aad Berg", "Kees Winter"):
        assert it.client(who).get(f"/rounds/{it.round}/copies/new").status_code == 403, who


def test_a_copy_that_is_forgotten_is_gone(it: Story) -> None:
    where = bring(it, "Nora Noord", remarked(it)).location
    client = it.client("Nora Noord")
    assert client.post(f"{where}/removal", data={}).status_code == 303
    assert client.get(where).status_code == 404
    assert said(it) == []


def test_a_round_under_pseudonyms_takes_no_word_file(it: Story) -> None:
    it.do("Hans Hartog", CloseRound(evaluation=it.evaluation, round=it.round, motive="Opnieuw."))
    it.opens_round(RoundMode.PSEUDONYMOUS)
    where = bring(it, "Nora Noord", remarked(it)).location
    answer = it.client("Nora Noord").post(where, data={"line-0": "method"})
    assert answer.status_code == 409
    assert "in een Word-bestand staan namen" in words(answer)
