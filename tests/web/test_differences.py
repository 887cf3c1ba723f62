"""What changed between two versions, as a reader finds it: since when, where, how, and which comments it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from review.commands.dispositions import DisposeComment
from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.people import GiveOffice
from review.commands.rounds import CloseRound
from review.documents.blocks import split
from review.domain.anchors import Mark
from review.domain.vocabulary import Capacity, Disposition, ErasureGround, Visibility
from review.installation import operator
from review.web import differences
from tests.web.reviewing_story import Story, ids, partial, story, words

ROWS = "".join(f"| 20{n} | {n * 3} |\n" for n in range(10, 24))
FIRST = f"""# 1. Inleiding

In december keerden de laatste eenheden terug.

De evaluatie heeft een dubbel doel.[^1]

Deze alinea gaat straks verhuizen naar het eind.

## Vragen

Een alinea die blijft zoals zij is.

Nog een alinea die blijft.

| Jaar | Bedrag |
| --- | --- |
{ROWS}
Het slot van het stuk.

[^1]: Kamerstuk 27925.
"""
MOVED = "Deze alinea gaat straks verhuizen naar het eind.\n\n"
SECOND = (
    FIRST.replace(MOVED, "")
    .replace("een dubbel doel.[^1]", "een drievoudig doel.[^1]")
    .replace("Kamerstuk 27925", "Kamerstuk 27926")
    .replace("| 2015 | 45 |", "| 2015 | 46 |")
    .replace("Het slot van het stuk.\n", f"Het slot van het stuk.\n\n{MOVED}")
)
THIRD = SECOND.replace("In december keerden", "In januari keerden").replace("| 2022 | 66 |\n", "")
NUMBER = {
    key: next(at for at, block in enumerate(split(FIRST), 1) if key in block.text)
    for key in (
        "In december",
        "dubbel doel",
        "straks verhuizen",
        "27925",
        "2015",
        "2022",
        "slot",
        "blijft zoals",
        "Vragen",
    )
}


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("differences"), FIRST)
    goal = made.comments("Nora Noord", "Waarom dubbel?", NUMBER["dubbel doel"])
    made.comments("Nora Noord", "Alleen voor de voorzitter.", NUMBER["2022"], visibility=Visibility.CHAIR)
    made.submits(SECOND)
    made.submits(THIRD)
    answered = DisposeComment(
        evaluation=made.evaluation,
        comment=goal,
        disposition=Disposition.ACCEPTED,
        in_version=2,
        block=NUMBER["dubbel doel"],
    )
    made.do("Petra Zomer", answered)
    yield made
    made.review.engine.dispose()


def page(it: Story, query: str = "", name: str = "Vera Veld", number: int = 3) -> TestResponse:
    answer = it.client(name).get(f"{it.version(number)}/differences{query}")
    assert answer.status_code == 200, words(answer)
    return answer


def passage(answer: TestResponse, number: int) -> str:
    """The HTML of one change."""
    rest = answer.text.split(f'id="d{number}"')[1]
    return re.split(r"<section class=\"changed-passage|class=\"changed-table|<tr class", rest)[0]


def test_who_commented_sees_what_changed_since(it: Story) -> None:
    shown = words(page(it, name="Nora Noord"))
    assert "Wat er wijzigde van versie 1 naar versie 3" in shown
    assert "U ziet wat er is gewijzigd sinds versie 1: de laatste waarop u reageerde." in shown
    assert "sinds de vorige versie (2)" in shown


def test_who_said_nothing_sees_what_changed_since_the_last_reading(it: Story) -> None:
    assert "sinds versie 2, de versie hiervoor" in words(page(it, name="Aad Berg"))
    it.client("Hans Hartog").get(it.version(1))
    assert "sinds versie 1: de laatste die u las" in words(page(it, name="Hans Hartog"))


def test_the_reading_page_says_how_much_changed_since(it: Story) -> None:
    shown = words(it.client("Nora Noord").get(it.version(3)))
    total = words(page(it, name="Nora Noord")).split("Alle wijzigingen ")[1].split()[0]
    assert f"Sinds u het laatst reageerde: {total} alinea’s gewijzigd" in shown
    assert "Sinds u het laatst" not in words(it.client("Nora Noord").get(it.version(1)))


def test_counting_is_no_reading(it: Story) -> None:
    """Who looks at version 3 is not recorded as having read version 1."""
    it.client("Kees Winter").get(it.version(3))
    opened = it.review.readings.opened(log=it.evaluation, person=it.people["Kees Winter"], purpose="version")
    assert len(opened) == 1


def test_a_change_is_told_with_its_place_and_the_comment_that_was_taken_over(it: Story) -> None:
    answer = page(it, "?with=1")
    change = passage(answer, NUMBER["dubbel doel"])
    assert "<del>dubbel</del><ins>drievoudig</ins>" in change
    assert "par. 1, alinea 2" in change
    assert "Hier overgenomen:" in change
    assert "opmerking 1" in change
    assert f'<a href="#d{NUMBER["27925"]}"><span class="vh">noot </span>1</a>' in change


def test_a_changed_note_stands_under_its_passage(it: Story) -> None:
    answer = page(it, "?with=1")
    order = [int(one) for one in re.findall(r'id="d(\d+)"', answer.text)]
    assert order.index(NUMBER["27925"]) == order.index(NUMBER["dubbel doel"]) + 1
    assert "<del>27925</del><ins>27926</ins>" in passage(answer, NUMBER["27925"])


def test_a_moved_passage_is_linked_to_where_it_stood_and_back(it: Story) -> None:
    number = NUMBER["straks verhuizen"]
    answer = page(it, "?with=1")
    assert f'stond bij <a href="#l{number}">par. 1, alinea 3</a>' in " ".join(passage(answer, number).split())
    left = " ".join(answer.text.split(f'id="l{number}"')[1][:300].split())
    assert "Een alinea die hier stond, staat nu bij" in left
    assert f'href="#d{number}"' in left


def test_a_table_stays_a_table(it: Story) -> None:
    answer = page(it, "?with=1")
    table = answer.text.split('class="changed-table"')[1].split("<section")[0]
    assert table.count("<table") == 1
    assert '<th scope="col" dir="auto">Jaar</th>' in table
    assert "<del>45</del><ins>46</ins>" in table
    assert "<del>2022</del>" in table
    assert "5 rijen ongewijzigd" in table
    assert f'id="d{NUMBER["2015"]}"' in table


def test_what_did_not_change_is_folded_and_unfolds_where_it_is(it: Story) -> None:
    answer = page(it, "?with=1")
    assert "Een alinea die blijft zoals zij is." not in answer.text
    address = next(
        one for one in re.findall(r'href="([^"]+open=[^"]+)"', answer.text) if "3 alinea" in after(answer, one)
    )
    opened = it.client("Vera Veld").get(address.replace("&amp;", "&"))
    assert "Een alinea die blijft zoals zij is." in words(opened)
    assert "Het slot" not in words(opened)
    part = partial(it.client("Vera Veld"), "GET", address.replace("&amp;", "&").split("#")[0])
    assert ids(part)[0] == "differences"
    assert "data-focus" in part.text
    assert "Het slot van het stuk." in words(page(it, "?with=1&whole=1"))


def after(answer: TestResponse, address: str) -> str:
    return answer.text.split(f'href="{address}"')[1][:900]


def test_side_by_side_shows_either_version(it: Story) -> None:
    change = passage(page(it, "?with=1&view=beside"), NUMBER["dubbel doel"])
    was, rest = change.split('class="was"')[1].split('class="is"')
    assert "een <del>dubbel</del> doel" in was
    assert "een <ins>drievoudig</ins> doel" in rest.split('class="both"')[0]


@pytest.mark.parametrize(
    "query", ["?with=1", "?with=1&view=beside", "?with=1&whole=1&view=beside", "?with=1&only=mine"]
)
def test_every_id_is_there_once(it: Story, query: str) -> None:
    found = ids(page(it, query, "Nora Noord"))
    assert len(found) == len(set(found))


def test_only_what_touches_my_comments_and_its_neighbours(it: Story) -> None:
    answer = page(it, "?with=1&only=mine", "Nora Noord")
    shown = set(map(int, re.findall(r'id="d(\d+)"', answer.text)))
    assert {NUMBER["dubbel doel"], NUMBER["In december"]} <= shown
    assert NUMBER["2015"] not in shown
    assert "wijzigingen zijn te zien" in words(answer)


def test_a_hidden_comment_is_found_nowhere(it: Story) -> None:
    """The count of what touches comments is that of the comments one sees."""
    mine = words(page(it, "?with=1", "Nora Noord"))
    others = words(page(it, "?with=1", "Vera Veld"))
    assert "Raakt mijn opmerkingen" in mine
    assert "Raakt mijn opmerkingen" not in others
    hers, theirs = (int(re.findall(r"Raakt opmerkingen (\d+)", one)[0]) for one in (mine, others))
    assert hers > theirs


def test_any_two_versions_are_chosen_with_a_form(it: Story) -> None:
    answer = it.client("Vera Veld").get(f"/drafts/{it.draft}/differences?old=1&new=2")
    assert answer.location == f"{it.version(2)}/differences?with=1"
    assert it.client("Vera Veld").get(f"/drafts/{it.draft}/differences").location == f"{it.version(3)}/differences"
    backwards = words(page(it, "?with=3", number=1))
    assert "Wat er wijzigde van versie 3 naar versie 1" in backwards
    assert "drievoudig dubbel doel" in backwards


def test_twice_the_same_version_says_so(it: Story) -> None:
    assert "Dit is twee keer dezelfde versie" in words(page(it, "?with=3"))
    assert it.client("Vera Veld").get(f"/drafts/{it.draft}/differences?old=x&new=2").status_code == 422


@pytest.mark.parametrize("query", ["?with=9", "?with=0"])
def test_a_version_that_is_not_there(it: Story, query: str) -> None:
    assert it.client("Vera Veld").get(f"{it.version(3)}/differences{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?with=1&open=,,x,99999999999,-1,7", 200),
        ("?with=1&page=999999", 200),
        ("?with=1&page=0", 200),
        ("?with=1&view=sideways", 422),
        ("?with=1&only=theirs", 422),
        ("?with=-1", 422),
        ("?with=1&open=%00%F0%9F%98%80", 200),
    ],
)
def test_a_bent_address(it: Story, query: str, status: int) -> None:
    assert it.client("Vera Veld").get(f"{it.version(3)}/differences{query}").status_code == status


def test_many_changes_stand_on_several_pages(it: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differences, "PAGE", 2)
    first = page(it, "?with=1")
    total = int(re.findall(r"Alle wijzigingen (\d+)", words(first))[0])
    found: list[int] = []
    for at in range(1, -(-total // 2) + 1):
        found += map(int, re.findall(r'id="d(\d+)"', page(it, f"?with=1&page={at}").text))
    assert len(found) == len(set(found)) == total
    assert f"page=2#d{found[2]}" in first.text


def test_an_erased_passage_is_gone_from_a_comparison_that_was_shown_before(it: Story) -> None:
    client = it.client("Vera Veld")
    assert "Kamerstuk" in words(client.get(f"{it.version(2)}/differences?with=1"))
    for name, office in (("Petra Zomer", Capacity.DATA_PROTECTION_OFFICER), ("Kees Winter", Capacity.RECORDS_MANAGER)):
        it.review.do(GiveOffice(person=it.people[name], office=office, organisation="BZ"), operator(it.review))
    erase(it, 2, NUMBER["27925"])
    after = words(client.get(f"{it.version(2)}/differences?with=1"))
    assert "27926" not in after
    assert "27925" in after


def erase(it: Story, version: int, block: int) -> None:
    with it.review.reading() as tx:
        key = it.review.versions.entries(tx, it.evaluation, it.draft, version)[block].text.key
    asked = RequestErasure(
        evaluation=it.evaluation, subject=it.draft, keys=(key,), ground=ErasureGround.SPILL, motive="Te hoog"
    )
    erasure = it.do("Petra Zomer", asked).subject
    it.do("Kees Winter", CarryOutErasure(evaluation=it.evaluation, erasure=erasure))


def test_the_desk_says_how_much_changed_in_what_waits_for_a_response(tmp_path: Path) -> None:
    it = story(tmp_path, FIRST)
    said = it.comments("Nora Noord", "Waarom dubbel?", NUMBER["dubbel doel"])
    it.do("Petra Zomer", DisposeComment(evaluation=it.evaluation, comment=said, disposition=Disposition.NOTED))
    assert "alinea’s gewijzigd" not in words(it.client("Nora Noord").get("/"))
    it.do("Hans Hartog", CloseRound(evaluation=it.evaluation, round=it.round, motive="Iedereen is gehoord."))
    it.submits(SECOND)
    it.opens_round(number=2)
    desk = it.client("Nora Noord").get("/")
    assert "Sinds u het laatst reageerde: 4 alinea’s gewijzigd" in words(desk)
    assert f'href="{it.version(2)}/differences"' in desk.text
    assert "4" in words(it.client("Nora Noord").get(f"{it.version(2)}/differences")).split("Alle wijzigingen")[1][:4]


def test_a_comment_on_a_section_touches_what_stands_in_it(tmp_path: Path) -> None:
    it = story(tmp_path, FIRST)
    marks = (Mark(NUMBER["Vragen"], section=True),)
    it.comments("Nora Noord", "Deze paragraaf kan weg.", None, marks=marks)
    it.submits(THIRD)
    shown = page(it, "?with=1&only=mine", "Nora Noord", number=2).text
    assert f'id="d{NUMBER["2015"]}"' in shown
    assert f'id="d{NUMBER["In december"]}"' not in shown
