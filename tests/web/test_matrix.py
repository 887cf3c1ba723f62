"""The response matrix in the browser: chosen, sorted, counted, dealt with in the row, and taken along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from review.commands.dispositions import DisposeComment
from review.domain.naming import by_surname
from review.domain.vocabulary import CommentKind, Disposition, Visibility
from review.projections import comments
from review.web.matrix_table import PAGE
from tests.web.reviewing_story import GOAL, INTRODUCTION, Story, ids, partial, story, words

JONKER = "Tom Torenaar"


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("matrix"))
    made.comments("Nora Noord", "Zonder tegenfeitelijke scan geen oordeel.", GOAL)
    made.comments("Vera Veld", "Alinea 1 noemt een jaartal.", INTRODUCTION, kind=CommentKind.FACTUAL_ERROR)
    made.comments("Nora Noord", "Bravo.", None, kind=CommentKind.EDITORIAL, proposal="<b>Hulde</b>")
    made.comments("Vera Veld", "Alleen voor het team.", GOAL, visibility=Visibility.TEAM)
    first = made.comments("Vera Veld", "Charlie zegt ja.", GOAL, kind=CommentKind.QUESTION)
    done = DisposeComment(
        evaluation=made.evaluation, comment=first, disposition=Disposition.ANSWERED, motive="Dat klopt, zie noot 1."
    )
    made.do(JONKER, done)
    yield made
    made.review.engine.dispose()


def at(it: Story, query: str = "") -> str:
    return f"/evaluations/{it.evaluation}/matrix{query}"


def numbers(answer: TestResponse) -> list[int]:
    assert answer.status_code == 200, words(answer)
    return [int(one) for one in re.findall(r'<tbody id="r(\d+)"', answer.get_data(as_text=True))]


def test_the_matrix_stands_in_the_order_of_the_text(it: Story) -> None:
    page = it.client(JONKER).get(at(it))
    assert numbers(page) == [3, 2, 1, 4, 5]
    said = words(page)
    for wanted in ("Reactietabel", "5 van 5 opmerkingen", "Par. 1, alinea 1", "externe deskundige", "Beantwoord"):
        assert wanted in said
    assert "&lt;b&gt;Hulde" in page.get_data(as_text=True)
    assert "“De evaluatie heeft een dubbel doel.”" in said, "what a comment is about stands above it"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?sort=number", [1, 2, 3, 4, 5]),
        ("?sort=number&order=down", [5, 4, 3, 2, 1]),
        ("?sort=text", [2, 4, 3, 5, 1]),
        ("?sort=organisation", [2, 4, 5, 3, 1]),
        ("?sort=disposition&order=down", [5, 3, 2, 1, 4]),
        ("?sort=kind&order=down", [5, 3, 1, 4, 2]),
        ("?sort=elsewhere", [3, 2, 1, 4, 5]),
        ("?order=down", [5, 4, 1, 2, 3]),
        ("?organisation=UvT", [3, 1]),
        ("?kind=editorial", [3]),
        ("?state=open&organisation=BZ/DVB", [2, 4]),
        ("?disposition=answered", [5]),
        ("?disposition=none", [3, 2, 1, 4]),
        ("?author=Nora+Noord", [3, 1]),
        ("?author=Nora", []),
        ("?words=NOOT+1", [5]),
        ("?words=hulde", [3]),
        ("?words=nora", [3, 1]),
        ("?words=nergens", []),
        ("?audience=reference_group", [3, 2, 1, 5]),
        ("?audience=sounding_board", []),
        ("?page=7", [3, 2, 1, 4, 5]),
    ],
)
def test_it_is_narrowed_and_sorted_by_its_address_alone(it: Story, query: str, found: list[int]) -> None:
    assert numbers(it.client(JONKER).get(at(it, query))) == found


@pytest.mark.parametrize("query", ["?kind=rumour", "?round=x", "?state=gone", "?disposition=x", "?audience=all"])
def test_a_choice_that_is_none_is_said_to_be_so(it: Story, query: str) -> None:
    answer = it.client(JONKER).get(at(it, query))
    assert answer.status_code == 422 and "keuze" in words(answer)


def test_a_page_that_is_no_number_is_said_to_be_so(it: Story) -> None:
    answer = it.client(JONKER).get(at(it, "?page=-1"))
    assert answer.status_code == 422 and "Vul een heel getal in" in words(answer)


def test_the_head_of_a_column_turns_its_order_round_and_keeps_the_choice(it: Story) -> None:
    page = it.client(JONKER).get(at(it, "?sort=kind&organisation=UvT")).get_data(as_text=True)
    assert "sort=kind&amp;order=down" in page.replace("organisation=UvT&amp;", "")
    assert "matrix.xlsx?organisation=UvT&amp;sort=kind" in page
    assert 'aria-sort="ascending"' in it.client(JONKER).get(at(it)).get_data(as_text=True)
    assert 'aria-sort="descending"' in it.client(JONKER).get(at(it, "?order=down")).get_data(as_text=True)


def test_many_are_dealt_with_in_one_act_where_they_stand(tmp_path: Path) -> None:
    it = story(tmp_path)
    for text in ("Een.", "Twee.", "Drie."):
        it.comments("Nora Noord", text, GOAL)
    client = it.client(JONKER)
    page = client.get(at(it, "?author=Nora+Noord&sort=number&all=yes")).get_data(as_text=True)
    form = page.split('id="bulk"')[1]
    given = dict(re.findall(r'name="(seen|matrix)" value="([^"]*)"', form))
    chosen = re.findall(r'name="comment" value="([^"]*)" form="bulk" checked', page)
    assert given["matrix"].replace("&amp;", "&") == "author=Nora+Noord&sort=number" and len(chosen) >= 3
    where = f"/evaluations/{it.evaluation}/comments/dispositions"
    fields = {"comment": chosen, "seen": given["seen"], "matrix": "author=Nora+Noord&sort=number"}
    refused = client.post(where, data=fields | {"disposition": "rejected", "motive": ""})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422 and 'id="matrix"' in page
    assert page.count('form="bulk" checked') == len(chosen) and 'value="rejected" checked' in page
    done = client.post(where, data=fields | {"disposition": "noted", "motive": "Alle gezien."})
    assert done.status_code == 303
    assert done.location == at(it, "?author=Nora+Noord&sort=number")
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[JONKER], it.evaluation)
        found = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    assert {str(one.id) for one in found if one.disposition is Disposition.NOTED} == set(chosen)
    assert 'form="bulk"' not in it.client("Nora Noord").get(at(it)).get_data(as_text=True)
    it.review.engine.dispose()


def test_authors_stand_in_the_order_of_their_surnames() -> None:
    names = ["dr. Hanna Jonker", "kolonel Frank Steenhof", "Vera van der Aa", "Jan Bos, MSc", "Lid B", "Lid A"]
    assert sorted(names, key=by_surname) == [
        "Vera van der Aa", "Jan Bos, MSc", "dr. Hanna Jonker", "Lid A", "Lid B", "kolonel Frank Steenhof",
    ]  # fmt: skip


def test_with_htmx_the_table_alone_is_swapped(it: Story) -> None:
    answer = partial(it.client(JONKER), "GET", at(it, "?kind=method"))
    assert ids(answer)[0] == "matrix"
    assert "<html" not in answer.get_data(as_text=True)


def test_members_read_what_they_may_see_and_get_no_files(it: Story) -> None:
    page = it.client("Nora Noord").get(at(it))
    assert numbers(page) == [3, 2, 1, 5]
    assert "matrix.xlsx" not in page.get_data(as_text=True)
    for ending in ("xlsx", "docx", "csv", "json"):
        assert it.client("Nora Noord").get(f"/evaluations/{it.evaluation}/matrix.{ending}").status_code == 403
    assert it.client("Nora Noord").get(at(it, "/release")).status_code == 403


def test_a_comment_is_dealt_with_in_its_row_of_the_matrix(it: Story) -> None:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[JONKER], it.evaluation)
        found = {one.number: one.id for one in comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)}
    client = it.client(JONKER)
    where = f"/comments/{found[2]}/disposition"
    form = partial(client, "GET", where)
    assert 'hx-target="#r2"' in form.get_data(as_text=True)
    headers = {
        "HX-Request": "true",
        "HX-Request-Type": "partial",
        "HX-Current-URL": f"http://localhost{at(it)}?sort=kind",
    }
    refused = client.post(where, data={"disposition": "rejected"}, headers=headers)
    assert refused.status_code == 422
    answer = client.post(where, data={"disposition": "accepted"}, headers=headers)
    assert ids(answer)[0] == "r2"
    text = answer.get_data(as_text=True)
    assert 'class="nr"' in text and 'hx-target="#totals"' in text and "Overgenomen" in words(answer)


def test_an_empty_matrix_says_what_comes_next(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = story(tmp_path_factory.mktemp("empty"))
    assert "De tabel vult zich zodra" in words(made.client(JONKER).get(at(made)))
    assert "Niets om openbaar te maken" in words(made.client(JONKER).get(at(made, "/release")))
    for ending in ("xlsx", "docx", "csv", "json"):
        assert made.client(JONKER).get(f"/evaluations/{made.evaluation}/matrix.{ending}").status_code == 200
    for number in range(PAGE + 5):
        made.comments("Nora Noord", f"Opmerking {number}", GOAL)
    first, second = made.client(JONKER).get(at(made)), made.client(JONKER).get(at(made, "?page=2"))
    assert (len(numbers(first)), len(numbers(second))) == (PAGE, 5)
    assert "pagina 1 van 2" in words(first) and 'rel="prev"' in second.get_data(as_text=True)
    made.review.engine.dispose()


def test_the_file_has_a_name_and_says_what_it_is(it: Story) -> None:
    answer = it.client(JONKER).get(f"/evaluations/{it.evaluation}/matrix.json?kind=method")
    assert re.fullmatch(
        rf"attachment; filename=reactietabel-{it.evaluation.hex[-8:]}-\d{{4}}-\d\d-\d\d\.json",
        answer.headers["Content-Disposition"],
    )
    assert answer.json is not None
    assert answer.json["format"] == "toetssteen-matrix/1"
    assert answer.json["evaluation"] == str(it.evaluation)
    assert int(answer.json["head"]) > 10
    assert [row["number"] for row in answer.json["rows"]] == [1, 4]
    assert answer.json["rows"][0]["kind"] == "method"
    english = it.client(JONKER, "en").get(f"/evaluations/{it.evaluation}/matrix.csv").data.decode("utf-8-sig")
    assert english.startswith("No.,Author,Organisation,")
