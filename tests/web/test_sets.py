"""A member's own set in the browser: kept while typing, looked at, submitted, and seen by nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from review.commands.dispositions import DisposeComment
from review.commands.drafts import SubmitVersion
from review.commands.rounds import OpenRound
from review.domain import moments
from review.domain.sets import Mine
from review.domain.vocabulary import BodyKind, CommentKind, Disposition, DocumentKind, Position
from review.projections import comments, rounds
from tests.web.reviewing_story import FAR, GOAL, INTRODUCTION, PEOPLE, TEXT, Story, story, words

SECRET = "Onbespied kersenhout"
TYPING = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Source": "div#autosave"}
BUTTON = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Source": "button"}


@pytest.fixture
def it(tmp_path: object) -> Iterator[Story]:
    made = story(tmp_path)  # type: ignore[arg-type]
    yield made
    made.review.engine.dispose()


def held(it: Story, name: str = "Vera Veld") -> list[Mine]:
    return it.review.sets.rounds_of(it.people[name], it.evaluation).get(it.round, [])


def keep(
    it: Story,
    text: str = SECRET,
    *,
    name: str = "Vera Veld",
    block: int = INTRODUCTION,
    id: UUID | None = None,
    kind: str = CommentKind.QUESTION,
    headers: dict[str, str] | None = None,
    **more: str,
) -> TestResponse:
    fields = {"text": text, "kind": kind, "unsubmitted": str(id or uuid4()), "hand": str(uuid4()), "seen": "0"}
    address = f"{it.version()}/paragraphs/{block}/set"
    return it.client(name).post(address, data=fields | more, headers=headers or {})


def submit(it: Story, name: str = "Vera Veld", **more: object) -> TestResponse:
    seen = [f"{one.id}:{one.revision}" for one in held(it, name)]
    return it.client(name).post(f"/rounds/{it.round}/set", data={"seen": seen, "position": "objects"} | more)


def test_a_draft_is_kept_by_its_button_and_shown_to_its_member_alone(it: Story) -> None:
    answer = keep(it)
    assert (answer.status_code, answer.location) == (303, f"{it.version()}#b{INTRODUCTION}")
    shown = words(it.client("Vera Veld").get(it.version()))
    assert "Uw concepten 1 Alleen u kunt deze lezen." in shown and SECRET in shown
    assert "1 concept indienen" in shown
    partial = keep(it, "Nog een", block=GOAL, headers=BUTTON)
    assert partial.status_code == 200 and 'id="pane"' in partial.get_data(as_text=True)
    assert "2 concepten indienen" in words(partial)


def test_no_page_of_anybody_else_shows_a_trace_of_it(it: Story) -> None:
    pages = [it.version(), f"/rounds/{it.round}", f"/evaluations/{it.evaluation}", "/"]
    pages += [f"/evaluations/{it.evaluation}/{room}" for room in ("comments", "trail", "groups", "flags")]
    pages += [f"{it.version()}/paragraphs/{INTRODUCTION}/comments", f"/rounds/{it.round}/set"]
    others = [name for name in PEOPLE if name != "Vera Veld"]
    for name in others:  # so that the first visit itself, which is read and recorded, makes no difference
        for page in pages:
            it.client(name).get(page)
    before = {(name, page): ids_out(it.client(name).get(page)) for name in others for page in pages}
    keep(it)
    for (name, page), shown in before.items():
        assert ids_out(it.client(name).get(page)) == shown, f"{name} at {page}"


def ids_out(response: TestResponse) -> str:
    """A page without what differs each time it is made."""
    page = response.get_data(as_text=True)
    return re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|nonce[^ >]*|nonce-\S+", "", page)


def test_what_is_typed_is_kept_without_disturbing_the_form(it: Story) -> None:
    id, hand = uuid4(), str(uuid4())
    for text in ("Onb", "Onbespied", SECRET):
        answer = keep(it, text, id=id, hand=hand, kind="", headers=TYPING)
        assert answer.status_code == 200
        assert "<textarea" not in answer.get_data(as_text=True)
    assert "Bewaard als concept" in words(answer)
    (one,) = held(it)
    assert one.it is not None and (one.it.text, one.it.kind, one.revision) == (SECRET, None, 3)
    assert words(keep(it, "", headers=TYPING)).strip() == ""
    assert len(held(it)) == 1


def test_the_form_goes_on_with_a_draft(it: Story) -> None:
    keep(it, proposal="Liever zo")
    (one,) = held(it)
    address = f"{it.version()}/paragraphs/{INTRODUCTION}/comments?unsubmitted={one.id}"
    form = it.client("Vera Veld").get(address).get_data(as_text=True)
    assert SECRET in form and "Liever zo" in form and f'value="{one.id}"' in form
    assert SECRET not in it.client("Nora Noord").get(address).get_data(as_text=True)
    assert keep(it, "Anders", id=one.id, seen="1").status_code == 303
    stale = keep(it, "Weer anders", id=one.id, seen="1")
    assert stale.status_code == 409
    assert "in een ander venster gewijzigd" in words(stale) and "Weer anders" not in [
        m.it and m.it.text for m in held(it)
    ]


def test_placing_a_draft_at_once_makes_it_a_comment(it: Story) -> None:
    keep(it)
    (one,) = held(it)
    fields = {"text": SECRET, "kind": "question", "unsubmitted": str(one.id)}
    assert it.client("Vera Veld").post(f"{it.version()}/paragraphs/2/comments", data=fields).status_code == 303
    assert held(it) == []
    assert SECRET in words(it.client("Nora Noord").get(it.version()))


def test_the_set_is_looked_at_and_submitted_as_one_act(it: Story) -> None:
    keep(it, "Tweede", block=GOAL)
    keep(it, "Eerste", block=INTRODUCTION)
    page = it.client("Vera Veld").get(f"/rounds/{it.round}/set").get_data(as_text=True)
    assert page.index("Eerste") < page.index("Tweede")
    refused = submit(it, position="")
    assert refused.status_code == 422 and "Kies wat u van deze versie als geheel vindt." in words(refused)
    done = submit(it, remark="Zie vooral het eerste punt")
    assert (done.status_code, done.location) == (303, it.version())
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Hans Hartog"], it.evaluation)
        said = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
        answer = rounds.one(tx, it.review.door(), reader, it.round).participations
    assert sorted(str(one.text) for one in said) == ["Eerste", "Tweede"]
    assert [one.answer for one in answer if one.answer] == [Position.OBJECTS]
    assert "U hebt in deze ronde geen concepten." in words(it.client("Vera Veld").get(f"/rounds/{it.round}/set"))
    assert "bezwaar" in words(it.client("Hans Hartog").get(f"/rounds/{it.round}"))
    trail = words(it.client("Tom Torenaar").get(f"/evaluations/{it.evaluation}/trail"))
    assert "beantwoordde de ronde van de referentiegroep" in trail and ": bezwaar" in trail


def test_who_was_not_asked_and_who_comes_after_the_end_is_told_so(it: Story) -> None:
    page = f"/rounds/{it.round}/set"
    assert "U bent in deze ronde niet gevraagd." in words(it.client("Aad Berg").get(page))
    assert "Kies ‘Opmerking’ naast een passage" in words(it.client("Vera Veld").get(page))
    it.client("Hans Hartog").post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg gehoord"})
    assert "De ronde is gesloten: er kan niets meer bij." in words(it.client("Vera Veld").get(page))


def test_an_incomplete_draft_bars_the_way(it: Story) -> None:
    keep(it, kind="")
    page = words(it.client("Vera Veld").get(f"/rounds/{it.round}/set"))
    assert "soort ontbreekt" in page and "maak eerst uw concepten compleet" in page
    assert submit(it).status_code == 422
    assert it.client("Vera Veld").post(f"/rounds/{it.round}/set", data={"seen": "x:y"}).status_code == 422
    assert len(held(it)) == 1


def test_a_draft_is_thrown_away_by_its_member_alone(it: Story) -> None:
    keep(it)
    (one,) = held(it)
    address = f"/rounds/{it.round}/set/{one.id}/removal"
    assert it.client("Nora Noord").post(address).status_code == 404
    assert it.client("Wendy Dijker").post(address).status_code == 404
    assert it.client("Vera Veld").post(address, data={"from": "set"}).location == f"/rounds/{it.round}/set"
    assert held(it) == []
    assert it.client("Vera Veld").post(address).status_code == 404


def test_what_a_closed_round_left_is_still_there(it: Story) -> None:
    keep(it)
    it.client("Hans Hartog").post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg gehoord"})
    shown = words(it.client("Vera Veld").get(f"/rounds/{it.round}/set"))
    assert "Niet ingediend: de ronde sloot eerder." in shown and SECRET in shown
    assert "niet ingediend" in words(it.client("Vera Veld").get(it.version()))
    assert submit(it).status_code == 409
    long = "Nog een opmerking die ik niet opnieuw wil typen."
    refused = keep(it, long)
    assert refused.status_code == 409 and long in refused.get_data(as_text=True)
    assert [one.it and one.it.text for one in held(it)] == [SECRET]


def test_hostile_fields_are_refused(it: Story) -> None:
    assert keep(it, "").status_code == 422
    assert keep(it, "x" * 100_001).status_code == 422
    assert keep(it, block=99).status_code == 422
    assert keep(it, hand="niets").status_code == 422
    assert keep(it, seen="-1").status_code == 422
    assert keep(it, "<script>alert(1)</script>").status_code == 303
    assert "<script>alert" not in it.client("Vera Veld").get(it.version()).get_data(as_text=True)


def test_a_position_never_carries_over_and_is_confirmed_again_in_one_act(it: Story) -> None:
    keep(it)
    submit(it, position="agrees_if_dealt_with")
    it.client("Hans Hartog").post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg gehoord"})
    first = it.round
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Aad Berg"], it.evaluation)
        (said,) = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    done = {"disposition": Disposition.ANSWERED, "motive": "Zie paragraaf 2."}
    it.do("Tom Torenaar", DisposeComment(evaluation=it.evaluation, comment=said.id, **done))
    text = TEXT.replace("laatste eenheden", "allerlaatste eenheden").encode()
    kind = DocumentKind.TERMS_OF_REFERENCE
    it.do("Tom Torenaar", SubmitVersion(evaluation=it.evaluation, kind=kind, content=text))
    again = OpenRound(
        evaluation=it.evaluation,
        draft=it.draft,
        number=2,
        body=BodyKind.REFERENCE_GROUP,
        closes_at=moments.end_of(FAR),
    )
    it.round = it.do("Hans Hartog", again).subject
    page = it.client("Vera Veld").get(f"/rounds/{it.round}/set")
    assert "Over versie 1 antwoordde u: akkoord, mits de opmerkingen worden verwerkt" in words(page)
    assert "versions/2/differences?with=1" in page.get_data(as_text=True)
    assert "Over versie 1" not in words(it.client("Nora Noord").get(f"/rounds/{it.round}/set"))
    assert it.round != first and not answered(it)
    fields = {"position": "agrees_if_dealt_with"}
    assert it.client("Vera Veld").post(f"/rounds/{it.round}/responses", data=fields).status_code == 303
    assert answered(it) == [Position.AGREES_IF_DEALT_WITH]


def answered(it: Story) -> list[Position]:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Hans Hartog"], it.evaluation)
        found = rounds.one(tx, it.review.door(), reader, it.round).participations
    return [one.answer for one in found if one.answer]


def test_what_is_typed_shows_among_the_drafts_at_once(it: Story) -> None:
    assert "Uw concepten 1" in words(keep(it, headers=TYPING))


def test_who_stands_aside_is_told_on_the_page_of_the_round(it: Story) -> None:
    page = f"/rounds/{it.round}"
    assert "Mij verschonen in deze ronde" in words(it.client("Vera Veld").get(page))
    assert "Een lid laten verschonen" not in words(it.client("Vera Veld").get(page))
    assert it.client("Vera Veld").post(f"{page}/recusal", data={"motive": ""}).status_code == 422
    assert it.client("Vera Veld").post(f"{page}/recusal", data={"motive": "Schreef mee."}).status_code == 303
    shown = words(it.client("Hans Hartog").get(page))
    assert "Schreef mee." in shown and "verschoont zich" in shown and "Weer laten meedoen" in shown
    assert keep(it).status_code == 409
    reading = words(it.client("Vera Veld").get(it.version()))
    assert "U verschoont zich in deze ronde en zegt er dus niets in." in reading
    assert "Opmerking bij par. 1" not in reading
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Hans Hartog"], it.evaluation)
        seats = [one.seat for one in rounds.one(tx, it.review.door(), reader, it.round).participations]
    chair = it.client("Hans Hartog")
    for seat in seats:
        chair.post(f"{page}/recusals/{seat}/end", data={"motive": "Het was niets."})
    assert keep(it).status_code == 303
    assert "U verschoont zich" not in words(it.client("Vera Veld").get(it.version()))
    member = str(next(one for one in seats))
    away = {"member": member, "starts_on": "2020-01-01", "ends_on": "2040-01-01", "motive": "Met verlof."}
    assert chair.post(f"{page}/absences", data=away).status_code == 303
    assert "Met verlof." in words(chair.get(page)) and "Is er toch" in words(chair.get(page))
    refused = chair.post(f"{page}/absences", data=away | {"ends_on": "2019-01-01"})
    assert refused.status_code == 422
    assert 'href="#absent-ends_on">Tot en met: ' in refused.text
    assert refused.text.count('value="2019-01-01"') == 1
    assert it.client("Nora Noord").post(f"{page}/absences", data=away).status_code == 403


def test_a_draft_that_waits_is_offered_on_the_round_and_on_my_work_also_after_a_response(it: Story) -> None:
    client, there = it.client("Nora Noord"), f"/rounds/{it.round}"
    assert "Ik heb geen opmerkingen" in words(client.get(there))
    assert client.post(f"{there}/responses", data={"position": "no_comments"}).status_code == 303
    keep(it, "Toch nog iets.", name="Nora Noord")
    page = words(client.get(there))
    assert "1 concept bekijken en indienen" in page and "Ik heb geen opmerkingen" not in page
    assert "Bekijk 1 concept bij Terms of Reference versie 1 en dien het in" in words(client.get("/"))
    other = it.client("Vera Veld")
    keep(it, "Ook iets.")
    assert "1 concept bekijken en indienen" in words(other.get(there))
    refused = other.post(f"{there}/responses", data={"position": "no_comments"})
    assert refused.status_code == 409 and "U hebt in deze ronde nog concepten" in words(refused)
