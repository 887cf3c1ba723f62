"""A matrix comes back through every kind of file with the nastiest texts, and nobody smuggles anything in with it."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from review.commands.dispositions import DisposeComment
from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.matrix import AT_ONCE, ImportMatrix
from review.commands.people import GiveOffice, RegisterPerson
from review.documents.matrix_files import KINDS
from review.documents.sheets import LARGEST
from review.domain.errors import TooMany
from review.domain.matrix import MatrixFormat
from review.domain.vocabulary import Capacity, CommentKind, Disposition, ErasureGround
from review.installation import operator
from review.projections import comments
from review.web.matrix_plan import MOST_TEXT, Line, Outcome, Plan
from tests.documents.test_matrix_files import NASTY, kept
from tests.web.reviewing_story import GOAL, Story, story, words

OFFICERS = {"Arie Meer": Capacity.RECORDS_MANAGER, "Fleur Dal": Capacity.DATA_PROTECTION_OFFICER}
JONKER, ZOMER = "Tom Torenaar", "Petra Zomer"


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """Comments and reasons of the nastiest kind, as far as the house takes them in."""
    made = story(tmp_path_factory.mktemp("imports"))
    for number, text in enumerate(kept(text) for text in NASTY):
        proposal = text if number % 2 else ""
        comment = made.comments("Nora Noord", text, GOAL, kind=CommentKind.QUESTION, proposal=proposal)
        dispose(made, comment, text[:15_000])
    made.comments("Vera Veld", "Nog open.", GOAL)
    for name, office in OFFICERS.items():
        made.people[name] = made.review.do(
            RegisterPerson(name=name, organisation="BZ/DIV"), operator(made.review)
        ).subject
        given = GiveOffice(person=made.people[name], office=office, organisation="BZ/DIV")
        made.review.do(given, operator(made.review))
    yield made
    made.review.engine.dispose()


def dispose(it: Story, comment: UUID, motive: str) -> None:
    answered = DisposeComment(
        evaluation=it.evaluation, comment=comment, disposition=Disposition.ANSWERED, motive=motive
    )
    it.do(JONKER, answered)


def file(it: Story, ending: str, language: str = "nl") -> bytes:
    answer = it.client(JONKER, language).get(f"/evaluations/{it.evaluation}/matrix.{ending}")
    assert answer.status_code == 200
    return answer.data


def bring(client: FlaskClient, it: Story, content: bytes, name: str = "tabel") -> TestResponse:
    where = f"/evaluations/{it.evaluation}/matrix/imports/plan"
    return client.post(where, data={"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def hidden(answer: TestResponse) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(command|held|seat)" value="([^"]*)"', answer.text))


def record(client: FlaskClient, it: Story, fields: dict[str, str]) -> TestResponse:
    return client.post(f"/evaluations/{it.evaluation}/matrix/imports", data=fields)


def head(it: Story) -> int:
    with it.review.reading() as tx:
        return it.review.on(it.evaluation).log_recorder.head(tx).position


def changed(it: Story, said: str = "noted", motive: str = "Gezien.") -> bytes:
    """A file in which the open comment is dealt with."""
    text = file(it, "json").decode()
    before, last = text.rsplit('"disposition": null', 1)
    content = f'{before}"disposition": "{said}"{last}'
    before, last = content.rsplit('"motive": ""', 1)
    return f'{before}"motive": "{motive}"{last}'.encode()


@pytest.mark.parametrize("back", ["nl", "en"])
@pytest.mark.parametrize("out", ["nl", "en"])
@pytest.mark.parametrize("ending", KINDS)
def test_the_nastiest_texts_come_back_unchanged_in_either_language(it: Story, ending: str, out: str, back: str) -> None:
    before = head(it)
    answer = bring(it.client(JONKER, back), it, file(it, ending, out))
    count = len(NASTY) + 1
    expected = (
        f"0 gewijzigd, 0 geweigerd, {count} ongewijzigd" if back == "nl" else f"0 changed, 0 refused, {count} unchanged"
    )
    assert expected in words(answer), words(answer)[-1500:]
    assert "held" not in hidden(answer)
    assert head(it) == before


def test_the_plan_in_the_form_is_of_this_person_and_of_these_rows_alone(it: Story) -> None:
    fields = hidden(bring(it.client(JONKER), it, changed(it)))
    raw = base64.b64decode(fields["held"])
    forged = zlib.compress(zlib.decompress(raw[16:]).replace(b"Gezien.", b"Gezegd."))
    before = head(it)
    for held in (
        "",
        "x",
        "é",
        base64.b64encode(raw[:16] + forged).decode(),
        base64.b64encode(raw[:20]).decode(),
        base64.b64encode(bytes(16)).decode(),
        "A" * 100_000,
    ):
        answer = record(it.client(JONKER), it, fields | {"held": held})
        assert answer.status_code == 409
        assert "Kies het bestand opnieuw" in words(answer)
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[ZOMER], it.evaluation)
        seat = str(reader.holds[0].seat)
    assert record(it.client(ZOMER), it, fields | {"seat": seat}).status_code == 409
    assert record(it.client("Nora Noord"), it, fields).status_code == 403
    assert head(it) == before


def test_what_does_not_fit_in_one_act_comes_after(it: Story) -> None:
    act = DisposeComment(evaluation=it.evaluation, comment=it.round, disposition=Disposition.NOTED, motive="é" * 10)
    changed = [Line(number, number, Outcome.CHANGED, act=act) for number in range(AT_ONCE + 2)]
    assert (len(Plan(changed).acts), Plan(changed).later) == (AT_ONCE, 2)
    long = replace(act, motive="é" * (MOST_TEXT // 4))
    wordy = Plan([Line(1, 1, Outcome.CHANGED, act=replace(act, motive="a" * (MOST_TEXT + 1)))])
    assert (len(wordy.acts), wordy.later) == (1, 0), "one row is always one act"
    assert Plan([Line(number, number, Outcome.CHANGED, act=long) for number in range(3)]).later == 1
    many = ImportMatrix(
        evaluation=it.evaluation,
        fingerprint=b"x" * 32,
        name="veel.csv",
        format=MatrixFormat.CSV,
        rows=AT_ONCE + 1,
        refused=0,
        acts=(act,) * (AT_ONCE + 1),
    )
    with pytest.raises(TooMany):
        it.do(JONKER, many)


def test_a_file_of_many_megabytes_comes_back(it: Story) -> None:
    large = file(it, "json").replace(b'"format"', b'"made_with": "%s", "format"' % (b"x" * (8 << 20)), 1)
    assert "0 gewijzigd, 0 geweigerd" in words(bring(it.client(JONKER), it, large))


def test_a_file_is_not_carried_out_after_an_erasure(it: Story) -> None:
    fields = hidden(bring(it.client(JONKER), it, changed(it)))
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[JONKER], it.evaluation)
        found = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
        key = it.review.record(tx, it.evaluation, found[0].position).event.text.key
    erase(it, found[0].id, key)
    assert record(it.client(JONKER), it, fields).status_code == 409
    answer = bring(it.client(JONKER), it, changed(it))
    assert "1 gewijzigd, 0 geweigerd" in words(answer)
    assert record(it.client(JONKER), it, hidden(answer)).status_code == 303


def erase(it: Story, subject: UUID, key: UUID) -> None:
    """Two officers agree to forget a text."""
    asked = RequestErasure(
        evaluation=it.evaluation,
        subject=subject,
        keys=(key,),
        ground=ErasureGround.SPILL,
        motive="Dit hoort hier niet.",
    )
    erasure = it.do("Arie Meer", asked).subject
    it.do("Fleur Dal", CarryOutErasure(evaluation=it.evaluation, erasure=erasure))


def test_an_erased_text_is_not_brought_back_by_an_old_file(it: Story) -> None:
    old = file(it, "csv")
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[JONKER], it.evaluation)
        found = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
        answered = next(one for one in found if one.number == 2)
        event = it.review.records_of(tx, it.evaluation, answered.id)[-1].event
    erase(it, answered.id, event.motive.key)
    answer = bring(it.client(JONKER), it, old)
    assert "0 gewijzigd, 1 geweigerd" in words(answer)
    assert "is gewist. Doe deze regel met de hand." in html.unescape(answer.text)
    assert "0 gewijzigd, 0 geweigerd" in words(bring(it.client(JONKER), it, file(it, "csv")))


def test_what_is_typed_is_shown_as_text_and_its_name_kept_as_it_is(it: Story) -> None:
    it.comments("Vera Veld", "Ook nog open.", GOAL)
    content = changed(it, motive="<script>alert(1)</script>")
    answer = bring(it.client(JONKER), it, content, "<b>../../tabel.json")
    assert "<script>alert" not in answer.text and "&lt;script&gt;alert(1)" in answer.text
    assert "<b>.." not in answer.text
    assert record(it.client(JONKER), it, hidden(answer)).status_code == 303
    page = it.client("Aad Berg").get(f"/evaluations/{it.evaluation}/trail/{head(it)}")
    assert "&lt;b&gt;../../tabel.json" in page.text or "tabel.json" in page.text


def test_a_form_without_a_file_or_with_one_too_large_says_so(it: Story) -> None:
    client = it.client(JONKER)
    assert "Vul het in" in words(bring(client, it, b"", ""))
    for content in (b"PK\x03\x04" + bytes(LARGEST), bytes(LARGEST + (2 << 20))):
        refused = bring(client, it, content)
        assert refused.status_code == 422
        assert "hoogstens 24 MB" in words(refused)
    assert client.get(f"/evaluations/{it.evaluation}/matrix/imports/new").status_code == 200
    assert it.client("Nora Noord").get(f"/evaluations/{it.evaluation}/matrix/imports/new").status_code == 403


def test_a_matrix_comes_back_with_its_quotes_without_them_and_with_other_ones(it: Story) -> None:
    mark = {"kind": "method", "text": "Over twee woorden.", "words": "dubbel doel"}
    it.client("Nora Noord").post(f"{it.version()}/paragraphs/{GOAL}/comments", data=mark)
    there = {ending: file(it, ending) for ending in KINDS}
    for ending, content in there.items():
        rows = KINDS[ending].read(content).rows
        cells = [" ".join(row.cells.values()) for row in rows]
        assert any("dubbel doel" in one for one in cells), ending
        assert any("De evaluatie heeft een dubbel doel." in one for one in cells), "of a whole passage its beginning"
    said = json.loads(there["json"])
    assert [one["quote"] for one in said["rows"] if one["text"] == "Over twee woorden."] == ["dubbel doel"]
    for rows in (
        [{name: value for name, value in one.items() if name != "quote"} for one in said["rows"]],
        [one | {"quote": "=SOM(A1)"} for one in said["rows"]],
    ):
        answer = bring(it.client(JONKER), it, json.dumps(said | {"rows": rows}).encode())
        assert answer.status_code == 200 and "Er is niets vast te leggen" in words(answer), words(answer)[:400]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tabel.xlsx", "Dit bestand is leeg"),
        (b"", "", "Vul het in"),
        (b"zomaar een tekst\nmet een regel\n", "tabel.xlsx", "Dit bestand heet .xlsx, maar er staat iets anders in"),
        (b"zomaar een tekst\nmet een regel\n", "tabel.csv", "Deze kolommen ontbreken: “Opmerking”"),
    ],
)
def test_what_is_no_matrix_is_told_by_what_it_is(it: Story, content: bytes, name: str, said: str) -> None:
    answer = bring(it.client(JONKER), it, content, name)
    assert answer.status_code == 422
    assert said in words(answer) and "nr.." not in words(answer)
