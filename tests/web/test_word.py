"""Bringing a Word file through a browser: seen first, submitted then, fetched again byte for byte."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.commands.rounds import CloseRound
from review.documents.word.package import MAX_FILE, open_package
from review.documents.word.returned import returned
from review.domain.vocabulary import RoundMode
from review.projections import drafts
from review.web.brought import WORD_TYPE
from tests.web.reviewing_story import GOAL, Story, story, words
from tests.word_files import full, hostile, repacked

FULL = full()


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("word"))
    yield made
    made.review.engine.dispose()


def bring(it: Story, content: bytes, name: str = "Concept rapport.docx", who: str = "Tom Torenaar", **fields: str):
    path = f"/evaluations/{it.evaluation}/drafts"
    given = {"kind": "report", "file": (io.BytesIO(content), name), **fields}
    return it.client(who).post(path, data=given, content_type="multipart/form-data")


def test_a_word_file_is_seen_before_it_is_submitted_and_fetched_again_after(it: Story) -> None:
    answer = bring(it, FULL, note="Na het overleg van maandag.")
    assert answer.status_code == 303
    client = it.client("Tom Torenaar")
    page = client.get(answer.location)
    assert page.status_code == 200
    seen = words(page)
    assert "Er is nog niets ingediend" in seen
    assert "1 opmerking in Word gaat niet mee" in seen
    assert "2 bijgehouden wijzigingen gelden als aanvaard. geschrapt" in seen
    assert "Koptekst bovenaan" in seen
    assert "Concept rapport.docx" in seen
    assert "Na het overleg van maandag." in page.get_data(as_text=True)
    done = client.post(answer.location, data={"note": "Na het overleg van maandag."})
    assert done.status_code == 303
    receipt = client.get(done.location)
    assert hashlib.sha256(FULL).hexdigest()[:8] in words(receipt)
    assert "1 afbeelding komt alleen de beschrijving mee" in words(receipt)
    original = it.client("Vera Veld").get(done.location.replace("/receipt", "/original"))
    assert original.data == FULL
    assert original.headers["Content-Disposition"] == 'attachment; filename="report-v1.docx"'
    opened = [one.purpose for one in it.review.readings.of(person=it.people["Vera Veld"])]
    assert "original" in opened
    assert client.get(answer.location).status_code == 404, "what is submitted is no upload any more"


def test_a_file_that_is_forgotten_is_gone_and_nothing_was_submitted(it: Story) -> None:
    where = bring(it, FULL).location
    client = it.client("Tom Torenaar")
    assert client.post(f"{where}/removal", data={}).status_code == 303
    assert client.get(where).status_code == 404
    assert "niet meer" in words(client.get(where))


def test_an_upload_is_seen_by_nobody_else(it: Story) -> None:
    where = bring(it, FULL).location
    assert it.client("Vera Veld").get(where).status_code == 404
    assert it.client("Nora Noord").get(where).status_code == 404


@pytest.mark.parametrize("name", ["an old .doc", "a broken archive", "has macros", "declares an entity"])
def test_a_file_that_cannot_be_taken_is_answered_in_words_beside_the_field(it: Story, name: str) -> None:
    answer = bring(it, hostile(name), note="Dit blijft staan.")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'id="f-file-error"' in page
    assert "Word" in words(answer) or "bestand" in words(answer)
    assert "Dit blijft staan." in page


def test_a_file_of_200_mb_is_refused_before_it_is_read(it: Story) -> None:
    path = f"/evaluations/{it.evaluation}/drafts"
    answer = it.client("Tom Torenaar").post(
        path,
        data=b"",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(200 << 20)},
    )
    assert answer.status_code == 422
    assert f"hoogstens {MAX_FILE >> 20} MB" in words(answer)


def test_a_word_file_may_be_larger_than_a_text(it: Story) -> None:
    big = repacked(FULL, lambda _name, inner: inner, {"word/media/image9.png": os.urandom(7 << 20)})
    assert bring(it, big, name="groot.docx").status_code == 303


def test_whoever_may_not_submit_brings_nothing(it: Story) -> None:
    assert bring(it, FULL, who="Vera Veld").status_code == 403


# -- out to Word


def fetched(it: Story, who: str, path: str = "/word"):
    answer = it.client(who).get(f"{it.version()}{path}")
    assert answer.status_code == 200, answer.get_data(as_text=True)[:400]
    return answer, returned(open_package(answer.data))


def test_a_version_goes_out_with_the_comments_this_reader_may_see(it: Story) -> None:
    it.comments("Nora Noord", "Waarom dubbel?", GOAL)
    answer, copy = fetched(it, "Tom Torenaar")
    assert answer.mimetype == WORD_TYPE
    assert 'filename="terms-of-reference-v1.docx"' in answer.headers["Content-Disposition"]
    assert [(one.text, one.spots[0].block) for one in copy.found if "dubbel" in one.text] == [("Waarom dubbel?", GOAL)]
    assert copy.properties["toetssteen-version"] == "1"
    assert copy.sent(GOAL) == "De evaluatie heeft een dubbel doel.\u2060"


def in_mode(folder: Path, mode: RoundMode) -> Story:
    made = story(folder)
    made.do("Hans Hartog", CloseRound(evaluation=made.evaluation, round=made.round, motive="Opnieuw."))
    made.opens_round(mode)
    return made


def test_what_is_withheld_on_the_page_is_withheld_in_word(tmp_path: Path) -> None:
    made = in_mode(tmp_path, RoundMode.BLIND_UNTIL_CLOSE)
    made.comments("Nora Noord", "Nog niet voor anderen.", GOAL)
    assert [one.text for one in fetched(made, "Nora Noord")[1].found] == ["Nog niet voor anderen."]
    assert fetched(made, "Vera Veld")[1].found == []
    assert "Nog niet voor anderen." not in fetched(made, "Vera Veld")[0].data.decode("latin-1")
    made.review.engine.dispose()


def test_a_pseudonym_holds_in_word(tmp_path: Path) -> None:
    made = in_mode(tmp_path, RoundMode.PSEUDONYMOUS)
    made.comments("Nora Noord", "Van een lid.", GOAL)
    assert [one.author for one in fetched(made, "Nora Noord")[1].found] == ["Nora Noord"]
    found = fetched(made, "Vera Veld")[1].found
    assert found and all(one.author.startswith("Lid ") for one in found)
    package = open_package(fetched(made, "Vera Veld")[0].data)
    assert not any(b"Noord" in part for part in package.parts.values())
    made.review.engine.dispose()


def test_opening_a_word_file_is_a_reading(it: Story) -> None:
    fetched(it, "Petra Zomer")
    with it.review.reading() as tx:
        version = drafts.bare(tx, it.evaluation, it.draft, 1)
    assert it.people["Petra Zomer"] in it.review.opened_by(it.evaluation, version.root.hex())


def test_there_is_no_older_version_than_the_first(it: Story) -> None:
    for since in ("0", "1", "9"):
        assert it.client("Tom Torenaar").get(f"{it.version()}/word?since={since}").status_code == 404
    assert it.client("Tom Torenaar").get(f"{it.version()}/word?since=twee").status_code == 422
