"""The permission table as people see it: the same table that every act is checked against."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from review import installation
from review.commands.people import RegisterPerson
from review.domain.permissions import ALLOWED, COLUMNS, CONDITIONS, cell
from review.domain.vocabulary import Capacity
from review.web.permissions import NOTES
from tests.web.reviewing_story import Story, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("permissions"))
    yield made
    made.review.engine.dispose()


def cells(page: str) -> list[list[str]]:
    """The cells of the table: yes, no, or the mark of the condition."""
    rows = re.findall(r'<tr><th scope="row".*?</tr>', page, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", found).replace("onder voorwaarde ", "") for found in re.findall(r"<td.*?</td>", row)]
        for row in rows
    ]


def test_every_cell_of_the_page_is_that_of_the_table(it: Story) -> None:
    shown = cells(it.client("Nora Noord").get("/permissions").get_data(as_text=True))
    words_of = {"+": "✓ja", "-": "·nee"}
    wanted = [
        [words_of.get(mark, mark) for mark in (cell(permission, held[0]) for _, held in COLUMNS)]
        for permission in ALLOWED
    ]
    assert shown == wanted


def test_the_conditions_are_those_of_the_rules_and_each_is_explained(it: Story) -> None:
    assert {mark: note._args[0] for mark, note in NOTES.items()} == CONDITIONS
    page = it.client("Nora Noord").get("/permissions").get_data(as_text=True)
    for mark in set(re.findall(r'href="#condition-(\w+)"', page)):
        assert f'id="condition-{mark}"' in page


def test_the_own_columns_are_marked_and_another_capacity_can_be_asked_for(it: Story) -> None:
    client = it.client("Nora Noord")
    page = client.get("/permissions").get_data(as_text=True)
    assert re.findall(r'<th scope="col" class="own"><abbr title="([^"]+)"', page) == ["externe deskundige"]
    assert 'id="can-external_expert"' in page and 'id="can-auditor"' not in page
    other = client.get("/permissions?capacity=auditor").get_data(as_text=True)
    assert 'id="can-auditor"' in other and 'id="can-external_expert"' not in other
    assert 'id="can-external_expert"' in client.get("/permissions?capacity=koning").get_data(as_text=True)


def test_whoever_holds_nothing_is_told_so_and_reads_the_table(it: Story) -> None:
    it.people["Bas Beek"] = it.review.do(
        RegisterPerson(name="Bas Beek", organisation="BZ/DSO"), installation.operator(it.review)
    ).subject
    assert "U bekleedt geen plaats" in words(it.client("Bas Beek").get("/permissions"))
    for capacity in Capacity:
        assert it.client("Bas Beek").get(f"/permissions?capacity={capacity}").status_code == 200
