"""Comments in the browser: raising, dealing with, answering, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from markupsafe import escape

from review import installation
from review.commands.dispositions import DisposeComment, MaintainComment
from review.commands.people import RenamePerson
from review.domain.anchors import Mark
from review.domain.vocabulary import CommentKind, Disposition, Visibility
from review.projections import comments
from tests.web.reviewing_story import GOAL, INTRODUCTION, ROW, TEXT, Story, ids, partial, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("comments"))
    yield made
    made.review.engine.dispose()


def on(it: Story, block: int = INTRODUCTION) -> str:
    return f"{it.version()}/paragraphs/{block}/comments"


def found(it: Story, comment: UUID, name: str = "Tom Torenaar") -> comments.Comment:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people[name], it.evaluation)
        return comments.one(tx, it.review.door(), reader, comment)


def disposed(it: Story, comment: UUID, disposition: Disposition = Disposition.NOTED, motive: str = "Gezien.") -> None:
    command = DisposeComment(evaluation=it.evaluation, comment=comment, disposition=disposition, motive=motive)
    it.do("Tom Torenaar", command)


def count(it: Story) -> int:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        return len(comments.of_evaluation(tx, it.review.door(), reader, it.evaluation))


def last(it: Story) -> comments.Comment:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        return comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)[-1]


# -- raising


def test_a_comment_without_javascript_leads_back_to_its_place(it: Story) -> None:
    client = it.client("Nora Noord")
    form = client.get(on(it))
    assert "Opmerking bij par. 1, alinea 1" in words(form)
    assert "In december keerden" in words(form)
    answer = client.post(on(it), data={"kind": "method", "text": "Hoe is dit geteld?"})
    made = last(it)
    assert (answer.status_code, answer.location) == (303, f"{it.version()}#c{made.number}")
    assert (made.text, made.block, made.kind) == ("Hoe is dit geteld?", INTRODUCTION, CommentKind.METHOD)
    assert f"Opmerking {made.number} is vastgelegd." in words(client.get(it.version()))


def test_with_htmx_the_form_and_the_pane_are_swapped(it: Story) -> None:
    client = it.client("Nora Noord")
    form = partial(client, "GET", on(it, GOAL))
    assert ids(form)[0] == "form-slot"
    assert "<html" not in form.get_data(as_text=True)
    answer = partial(client, "POST", on(it, GOAL), data={"kind": "scope", "text": "Te breed"})
    assert answer.status_code == 200
    assert ids(answer)[0] == "pane"
    page = answer.get_data(as_text=True)
    assert f'id="c{last(it).number}" tabindex="-1" data-focus' in page
    assert f'<hx-partial hx-target="#m{GOAL}"' in page
    assert "vastgelegd" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize("block", [0, ROW])
def test_the_whole_document_and_a_row_of_a_table_take_comments(it: Story, block: int) -> None:
    name = "het document als geheel" if not block else "tabel 1, rij 1"
    assert name in words(it.client("Vera Veld").get(on(it, block)))
    it.client("Vera Veld").post(on(it, block), data={"kind": "question", "text": "Klopt dit?"})
    assert last(it).block == (block or None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "method", "text": "  "}, "Vul het in"),
        ({"kind": "", "text": "Zonder soort gebleven"}, "Vul het in"),
        ({"kind": "rumour", "text": "Zonder soort gebleven"}, "keuze"),
        ({"kind": "method", "text": "x" * 100_001}, "te lang"),
        ({"kind": "method", "text": "tekst", "visibility": "world"}, "keuze"),
        ({"kind": "method", "text": "tekst", "seat": "zetel"}, "keuze"),
    ],
)
def test_a_comment_that_cannot_be_taken_keeps_what_was_typed(it: Story, fields: dict[str, str], said: str) -> None:
    client = it.client("Nora Noord")
    before = count(it)
    whole, piece = client.post(on(it), data=fields), partial(client, "POST", on(it), data=fields)
    assert (whole.status_code, piece.status_code) == (422, 422)
    if len(fields["text"]) < 200:
        assert said in words(piece)
        assert ids(piece)[0] == "form-slot"
        assert fields["text"].strip() in words(whole)
    assert count(it) == before


def test_hostile_words_stay_words(it: Story) -> None:
    text = "<script>alert(1)</script> {{ 7*7 }} & 'x' \u202e"
    it.client("Nora Noord").post(on(it), data={"kind": "method", "text": text})
    page = it.client("Vera Veld").get(it.version()).get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} &amp;" in page


def test_hostile_words_stay_words_wherever_they_stand_on_a_card(tmp_path: Path) -> None:
    it = story(tmp_path, TEXT.replace("laatste eenheden", "laatste <u>eenheden & {}</u>"))
    said = {name: f"<i>{name}</i> & {{}} {{{{ 7*7 }}}}" for name in ("text", "proposal", "motive", "dissent")}
    named = Mark(INTRODUCTION, "<u>eenheden & {}</u>")
    comment = it.comments("Nora Noord", said["text"], proposal=said["proposal"], marks=(named,))
    disposed(it, comment, Disposition.PARTIALLY_ACCEPTED, said["motive"])
    it.do("Nora Noord", MaintainComment(evaluation=it.evaluation, comment=comment, motive=said["dissent"]))
    operator = installation.operator(it.review)
    it.review.do(RenamePerson(person=it.people["Nora Noord"], name="N. <b>{}</b> Noord"), operator)
    page = it.client("Vera Veld").get(it.version()).get_data(as_text=True)
    card = page[page.index('<article class="card') :]
    card = card[: card.index("</article>")]
    for words_of in (*said.values(), "<u>eenheden & {}</u>", "N. <b>{}</b> Noord"):
        assert str(escape(words_of)) in card
        assert words_of not in page
    it.review.engine.dispose()


def test_the_same_form_sent_twice_makes_one_comment(it: Story) -> None:
    client = it.client("Nora Noord")
    fields = {"kind": "method", "text": "Dubbel geklikt", "command": "01a209f6-5715-7cf6-a42d-19ed7b4b92e5"}
    first, second = client.post(on(it), data=fields), client.post(on(it), data=fields)
    assert first.location == second.location


def test_going_back_and_sending_the_same_words_again_makes_one_comment(tmp_path: Path) -> None:
    """The page behind the back button is made anew: its form is another act, filled in by the browser."""
    it = story(tmp_path)
    client = it.client("Nora Noord")
    fields = {"kind": "method", "text": "Eén keer is genoeg"}
    first = client.post(on(it), data=fields)
    before = count(it)
    assert client.post(on(it), data=fields).location == first.location
    assert count(it) == before
    client.post(f"/comments/{last(it).id}/withdrawal")
    client.post(on(it), data=fields)
    client.post(on(it), data=fields | {"proposal": "Met een voorstel erbij."})
    it.client("Vera Veld").post(on(it), data=fields)
    assert count(it) == before + 3, "withdrawn, with a wording, and by somebody else it is another one"
    it.review.engine.dispose()


def test_who_was_not_asked_is_refused_in_words(it: Story) -> None:
    refused = it.client("Kees Winter").post(on(it), data={"kind": "method", "text": "Ik ook"})
    assert refused.status_code == 403
    assert it.client("Nora Noord").get(on(it, 999)).status_code == 404
    assert it.client("Nora Noord").get(on(it).replace("/versions/1/", "/versions/4/")).status_code == 404


# -- one comment


def test_a_comment_page_shows_passage_history_and_what_can_be_done(it: Story) -> None:
    comment = it.comments("Nora Noord", "Waarop steunt dit?", GOAL, proposal="Schrap deze zin.")
    page = words(it.client("Tom Torenaar").get(f"/comments/{comment}"))
    assert "De evaluatie heeft een dubbel doel." in page
    assert "Waarop steunt dit?" in page
    assert "Schrap deze zin." in page
    assert "Nora Noord maakte de opmerking" in page
    assert "Wat hebt u met opmerking" in page
    assert "Opmerking intrekken" in words(it.client("Nora Noord").get(f"/comments/{comment}"))
    assert "Wat hebt u met opmerking" not in words(it.client("Vera Veld").get(f"/comments/{comment}"))


def test_the_team_disposes_and_the_author_answers(it: Story) -> None:
    comment = it.comments("Nora Noord", "Dit mist een bron", GOAL)
    page = f"/comments/{comment}"
    team, author = it.client("Tom Torenaar"), it.client("Nora Noord")
    without = team.post(f"{page}/disposition", data={"disposition": "rejected"})
    assert without.status_code == 422
    assert "motivering" in words(without)
    done = team.post(
        f"{page}/disposition",
        data={
            "disposition": "partially_accepted",
            "motive": "Deels",
            "in_version": "2",
            "block": str(GOAL),
            "seen": "1",
        },
    )
    assert (done.status_code, done.location) == (303, page)
    assert "aangekondigd voor versie 2" in words(team.get(page))
    assert "Uw antwoord" in words(author.get(page))
    assert author.post(f"{page}/dissent", data={"motive": ""}).status_code == 422
    assert author.post(f"{page}/dissent", data={"motive": "Nog niet goed"}).status_code == 303
    assert "Bezwaar gehandhaafd" in words(team.get(page))
    assert author.post(f"{page}/confirmation").status_code == 303
    assert "is tevreden met wat ermee is gedaan" in words(team.get(page))


def test_the_answering_passage_is_shown_as_it_reads_now(it: Story) -> None:
    comment = it.comments("Vera Veld", "Zeg welk doel voorgaat", GOAL)
    it.submits(TEXT.replace("dubbel doel", "drievoudig doel"))
    command = DisposeComment(
        evaluation=it.evaluation, comment=comment, disposition=Disposition.ACCEPTED, in_version=2, block=GOAL
    )
    it.do("Tom Torenaar", command)
    page = words(it.client("Vera Veld").get(f"/comments/{comment}"))
    assert "Versie 2, par. 1, alinea 2 luidt nu:" in page
    assert "drievoudig doel" in page


def test_acts_of_others_are_refused(it: Story) -> None:
    comment = it.comments("Nora Noord", "Van mij", GOAL)
    page = f"/comments/{comment}"
    assert it.client("Vera Veld").post(f"{page}/disposition", data={"disposition": "noted"}).status_code == 403
    assert it.client("Vera Veld").post(f"{page}/withdrawal").status_code == 403
    disposed(it, comment)
    assert it.client("Vera Veld").post(f"{page}/dissent", data={"motive": "x"}).status_code == 403
    assert it.client("Nora Noord").post(f"{page}/withdrawal").status_code == 409


def test_what_the_chair_alone_may_read_does_not_exist_for_others(it: Story) -> None:
    comment = it.comments("Nora Noord", "Alleen voor de voorzitter", GOAL, visibility=Visibility.CHAIR)
    for name in ("Vera Veld", "Tom Torenaar"):
        assert it.client(name).get(f"/comments/{comment}").status_code == 404
        assert "Alleen voor de voorzitter" not in words(it.client(name).get(f"/evaluations/{it.evaluation}/comments"))
        assert (
            it.client(name).post(f"/comments/{comment}/disposition", data={"disposition": "noted"}).status_code == 404
        )
    assert it.client("Hans Hartog").get(f"/comments/{comment}").status_code == 200
    assert it.client("Hans Hartog").get(f"/comments/{it.draft}").status_code == 404


def test_an_act_on_what_was_changed_meanwhile_is_refused(it: Story) -> None:
    comment = it.comments("Nora Noord", "Intussen", GOAL)
    disposed(it, comment)
    fields = {"disposition": "answered", "motive": "Antwoord", "seen": "1"}
    client, path = it.client("Petra Zomer"), f"/comments/{comment}/disposition"
    for answer in (client.post(path, data=fields), partial(client, "POST", path, data=fields)):
        assert answer.status_code == 409
        page = answer.get_data(as_text=True)
        assert 'name="seen" value="2"' in page and "Antwoord</textarea>" in page
        assert "Tom Torenaar" in words(answer) and "verwerkt" in words(answer) and "Gezien." in words(answer)
    assert answer.headers["HX-Retarget"] == f"#act{found(it, comment).number}"
    assert found(it, comment).disposition is Disposition.NOTED
    assert client.post(path, data=fields | {"seen": "2"}).status_code == 303
    assert found(it, comment).disposition is Disposition.ANSWERED


def test_an_act_on_what_was_withdrawn_meanwhile_gives_back_what_was_typed(it: Story) -> None:
    comment = it.comments("Nora Noord", "Ingetrokken intussen", GOAL)
    it.client("Nora Noord").post(f"/comments/{comment}/withdrawal")
    fields = {"disposition": "answered", "motive": "Een lang antwoord dat niemand twee keer wil typen.", "seen": "1"}
    answer = it.client("Petra Zomer").post(f"/comments/{comment}/disposition", data=fields)
    assert answer.status_code == 409
    assert "Een lang antwoord dat niemand" in answer.get_data(as_text=True)


def test_an_act_on_many_of_which_one_was_changed_meanwhile_keeps_what_was_typed(it: Story) -> None:
    comment = it.comments("Nora Noord", "Intussen in de lijst", GOAL)
    path = f"/evaluations/{it.evaluation}/comments"
    client = it.client("Petra Zomer")
    seen = client.get(path).get_data(as_text=True).split('name="seen" value="')[1].split('"')[0]
    disposed(it, comment)
    fields = {"disposition": "answered", "motive": "Antwoord", "seen": seen, "comment": str(comment)}
    answer = client.post(f"{path}/dispositions", data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Antwoord</textarea>" in page
    again = page.split('id="bulk"')[1].split('name="seen" value="')[1].split('"')[0]
    assert client.post(f"{path}/dispositions", data=fields | {"seen": again}).status_code == 303


# -- the list


def test_the_list_totals_by_organisation_and_narrows(it: Story) -> None:
    path = f"/evaluations/{it.evaluation}/comments"
    client = it.client("Tom Torenaar")
    page = words(client.get(path))
    assert "UvT" in page and "BZ/DVB" in page
    assert "overgenomen" in page
    narrowed = partial(client, "GET", f"{path}?organisation=BZ/DVB&state=disposed&version={it.draft}/1")
    assert ids(narrowed)[0] == "comments"
    assert "Zeg welk doel voorgaat" in words(narrowed)
    assert "Nora Noord" not in words(narrowed)
    assert client.get(f"{path}?kind=rumour").status_code == 422
    assert client.get(f"{path}?version=een").status_code == 422
    assert "Niets bij deze keuze" in words(client.get(f"{path}?organisation=Def"))


def test_a_row_is_dealt_with_in_place(it: Story) -> None:
    comment = it.comments("Nora Noord", "In de rij verwerkt", GOAL)
    number = found(it, comment).number
    client, act = it.client("Tom Torenaar"), f"/comments/{comment}/disposition"
    assert client.get(act).location == f"/comments/{comment}#act"
    assert ids(partial(client, "GET", act))[0] == f"act{number}"
    refused = partial(client, "POST", act, data={"disposition": "duplicate", "duplicate_of": str(number)})
    assert refused.status_code == 422
    assert ids(refused)[0] == f"act{number}"
    done = partial(client, "POST", act, data={"disposition": "duplicate", "duplicate_of": "#1"})
    assert done.status_code == 200
    assert ids(done)[0] == f"r{number}"
    assert '<hx-partial hx-target="#totals"' in done.get_data(as_text=True)
    assert found(it, comment).disposition is Disposition.DUPLICATE


def test_the_list_before_any_comment_says_what_comes_next(tmp_path_factory: pytest.TempPathFactory) -> None:
    fresh = story(tmp_path_factory.mktemp("fresh"))
    path = f"/evaluations/{fresh.evaluation}/comments"
    assert "Nog geen opmerkingen" in words(fresh.client("Tom Torenaar").get(path))
    assert "No comments yet" in words(fresh.client("Tom Torenaar", "en").get(path))


def test_a_very_long_comment_is_shortened_in_the_list(it: Story) -> None:
    comment = it.comments("Nora Noord", "Lang. " * 3_000, GOAL)
    page = it.client("Tom Torenaar").get(f"/evaluations/{it.evaluation}/comments").get_data(as_text=True)
    row = page.split(f"/comments/{comment}")[1].split("</tr>")[0]
    assert "Lang." in row and len(row) < 3_000
    assert "de hele tekst" in page
