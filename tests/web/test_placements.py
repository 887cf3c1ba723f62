"""Comments on words, and where they stand in the next version, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from review.commands.drafts import SubmitVersion
from review.domain.vocabulary import DocumentKind
from review.projections import comments
from tests.web.reviewing_story import GOAL, INTRODUCTION, TEXT, Story, partial, story, words

SECOND = TEXT.replace("De evaluatie heeft een dubbel doel.[^1]\n\n", "").replace("keerden de", "vertrokken de")


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("placements"))
    yield made
    made.review.engine.dispose()


def raised(it: Story) -> list[comments.Comment]:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        return comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)


def test_words_that_do_not_stand_there_are_refused_and_what_was_typed_is_kept(it: Story) -> None:
    path = f"{it.version()}/paragraphs/{GOAL}/comments"
    fields = {"kind": "method", "text": "Welk doel telt?", "words": "drievoudig doel"}
    client = it.client("Nora Noord")
    for answer in (client.post(path, data=fields), partial(client, "POST", path, data=fields)):
        assert answer.status_code == 422
        page = words(answer)
        assert "Deze woorden staan niet in de passage" in page and "Welk doel telt?" in page
    for wrong in ({"mark": "geen getal"}, {"words": "dubbel", "start": "x"}, {"scope": "section"}):
        answer = client.post(path, data={"kind": "method", "text": "Waar?", **wrong})
        assert answer.status_code == 422, wrong


def test_from_words_to_their_place_in_the_next_version(it: Story) -> None:
    client = it.client("Nora Noord")
    for block, said in ((GOAL, "dubbel doel"), (INTRODUCTION, "laatste eenheden")):
        fields = {"kind": "method", "text": f"Over {said}.", "words": said}
        client.post(f"{it.version()}/paragraphs/{block}/comments", data=fields)
    page = client.get(it.version()).get_data(as_text=True)
    assert "<q>dubbel doel</q>" in page and f'data-marks="{GOAL}:' in page
    gone, kept = raised(it)[-2:]
    assert "<mark>dubbel doel</mark>" in client.get(f"/comments/{gone.id}").get_data(as_text=True)
    second = SubmitVersion(evaluation=it.evaluation, kind=DocumentKind.TERMS_OF_REFERENCE, content=SECOND.encode())
    it.do("Tom Torenaar", second)
    there = f"/drafts/{it.draft}/versions/2"
    lead = it.client("Tom Torenaar")
    beside = words(lead.get(there))
    assert "over versie 1" in beside and "tekst bewerkt, de woorden staan er nog" in beside
    assert f"Opmerking {gone.number}" not in beside and f"Opmerking {kept.number}" in beside
    whole = lead.get(there).get_data(as_text=True)
    open_ = whole.split('class="pane-head"')[1].split("</h2>")[0]
    assert "<small>1 open</small>" in open_, "what stands beside the text counts, whatever version it was said about"
    assert ' <span class="n">1</span></a>' in whole.split("?show=open")[-1][:200]
    assert f"Opmerking {kept.number}" in words(lead.get(f"{there}?show=open"))
    assert f"Opmerking {kept.number}" not in words(lead.get(f"{there}?show=here"))
    assert ": 1 opmerking</span>" in whole.split('class="heat"')[1].split("</nav>")[0]
    assert f'id="m{kept.block}"><a class="mark" href="#c{kept.number}">1<' in whole
    floating = words(lead.get(f"{there}/placements"))
    assert f"Opmerking {gone.number}" in floating and "zwevend" in floating
    assert _place(it, gone.id, tier="reattached", block="999").status_code == 422
    assert _place(it, gone.id, tier="confirmed").status_code == 422
    assert _place(it, gone.id, tier="gone").status_code == 303
    assert "Er zweeft niets" in words(lead.get(f"{there}/placements"))
    assert _place(it, gone.id, tier="gone").status_code == 409
    assert it.client("Nora Noord").get(f"/comments/{gone.id}/placement").status_code == 200
    assert it.client("Kees Winter").get(f"/comments/{UUID(int=5)}/placement").status_code == 404


def _place(it: Story, comment: UUID, **fields: str):
    given = {"number": "2", "seen": "orphan", **fields}
    return it.client("Tom Torenaar").post(f"/comments/{comment}/placement", data=given)


def test_a_comment_on_several_passages_names_them_all_and_says_what_became_of_each(tmp_path: Path) -> None:
    it = story(tmp_path)
    client, lead = it.client("Nora Noord"), it.client("Tom Torenaar")
    fields = {"kind": "method", "text": "Beide.", "words": "laatste eenheden", "mark": f"{GOAL}"}
    client.post(f"{it.version()}/paragraphs/{INTRODUCTION}/comments", data=fields)
    said = raised(it)[-1]
    assert len(said.anchors) == 2
    for page in (
        f"/comments/{said.id}",
        f"/evaluations/{it.evaluation}/comments",
        f"/evaluations/{it.evaluation}/matrix",
    ):
        assert "par. 1, alinea 1–2" in words(lead.get(page)).replace("Par.", "par."), page
    it.do(
        "Tom Torenaar",
        SubmitVersion(evaluation=it.evaluation, kind=DocumentKind.TERMS_OF_REFERENCE, content=SECOND.encode()),
    )
    there = words(lead.get(f"/drafts/{it.draft}/versions/2/placements"))
    rest = there.partition("Zij ging over: versie 1, par. 1, alinea 1")[2]
    assert rest.startswith(" tekst bewerkt"), rest[:200]
    rest = rest.partition("en: versie 1, par. 1, alinea 2")[2]
    assert rest.startswith(" zwevend: passage en woorden niet gevonden"), rest[:200]
    it.review.engine.dispose()
