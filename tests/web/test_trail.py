"""The trail: any moment again, one record whole, the check of it all, and the export; only for those who may replay."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from review import installation
from review.domain.verifications import TrailVerified
from review.projections import trail
from review.verifier.__main__ import verify_export
from tests.core.story import granting
from tests.web.deciding_story import HTMX, Floor, flagged, requested, says


def url(house: Floor) -> str:
    return f"/evaluations/{house.evaluation}/trail"


def records(house: Floor) -> list[Any]:
    with house.world.review.reading() as tx:
        return list(house.world.review.records(tx, house.evaluation))


def position_of(house: Floor, name: str) -> int:
    return next(it.position for it in records(house) if name == it.event.NAME)


def tamper(house: Floor, statement: str, *given: Any) -> None:
    """What the owner of the file can do, past every wall."""
    with sqlite3.connect(str(house.world.review.engine.url.database)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        assert file.execute(statement, given).rowcount == 1
    file.close()


# -- any moment


def test_the_trail_shows_now_and_every_act_with_who_did_it(house: Floor) -> None:
    last = len(records(house))
    says(
        house.visitor("the auditor").get(url(house)),
        f"Handeling {last} van {last}",
        "De evaluatie zoals die er nu voor staat",
        "Tom Torenaar</strong> legde vast dat versie 2 van de Terms of Reference",
        "projectleider · BZ/IOB",
        'type="range"',
    )


def test_any_moment_shows_the_evaluation_as_it_stood_then(house: Floor) -> None:
    client = house.visitor("the director")
    first = position_of(house, "draft.version-submitted")
    text = says(client.get(f"{url(house)}?at={first}"), "De evaluatie zoals die er toen voor stond", "Versie 1")
    assert "Versie 2" not in text
    assert "plaatste opmerking" not in text
    started = position_of(house, "draft.started")  # its version came by the same act: no moment lies between
    says(client.get(f"{url(house)}?at={started}"), "begon een document: de Terms of Reference", "Versie 1")
    assert "Versie 1" not in says(client.get(f"{url(house)}?at=2"), "stelde het onderzoeksteam in")


def test_a_moment_of_the_past_stays_as_it_was_whatever_happens_later(house: Floor) -> None:
    client = house.visitor("the auditor")
    where = f"{url(house)}?at={position_of(house, 'comment.raised')}"
    before = overview_in(client.get(where, headers=HTMX))
    flagged(house.world, number=2)
    assert overview_in(client.get(where, headers=HTMX)) == before
    assert "Rubriceringsvlaggen" in before


def overview_in(page: Any) -> str:
    """The evaluation as a partial shows it, without the nonces that differ from answer to answer."""
    text = page.get_data(as_text=True)
    assert text.lstrip().startswith('<div id="moment"')
    return re.sub(
        r'nonce="[^"]*"', "", text[text.index('<div id="overview"') : text.index('<section class="panel" id="acts"')]
    )


def test_a_moment_out_of_range_is_the_nearest_and_nonsense_is_refused(house: Floor) -> None:
    client = house.visitor("the auditor")
    last = len(records(house))
    says(client.get(f"{url(house)}?at=99999"), f"Handeling {last} van {last}")
    says(client.get(f"{url(house)}?at=0"), f"Handeling {last} van {last}")
    for nonsense in ("at=x", "at=-4", "person=x", "before=x"):
        assert client.get(f"{url(house)}?{nonsense}").status_code == 422, nonsense
    says(client.get(f"{url(house)}?room=%27;drop"), "Tot dan geen zulke handelingen")


def test_acts_are_narrowed_down_by_subject_and_by_person(house: Floor) -> None:
    client = house.visitor("the auditor")
    expert = house.world.person("the external expert")
    text = says(client.get(f"{url(house)}?room=comment&person={expert}", headers=HTMX), "handhaafde het bezwaar")
    assert "handelde opmerking" not in text
    assert "sloot de ronde" not in text


def test_older_acts_are_a_link_away(house: Floor) -> None:
    client = house.visitor("the auditor")
    for _ in range(8):
        flagged(house.world, number=2)
    text = says(client.get(url(house)), "Oudere handelingen")
    assert 'data-stop aria-label="Handeling 1"' not in text
    assert "opende de evaluatie" in says(client.get(f"{url(house)}?before=10"), "opende de evaluatie")


def test_replay_obeys_who_may_see_which_comment(house: Floor) -> None:
    at = position_of(house, "comment.disposed")
    says(house.visitor("the director").get(f"{url(house)}/{at}"), "Zo is het besproken.")
    says(house.visitor("the records manager").get(f"{url(house)}/{at}"), "Niet voor u geschreven.")


def test_the_trail_is_for_those_who_may_replay(house: Floor) -> None:
    for who in ("the external expert", "the evaluator", "the data protection officer"):
        for where in (url(house), f"{url(house)}/1", f"{url(house)}/verification"):
            assert house.visitor(who).get(where).status_code == 403, (who, where)
        assert house.visitor(who).post(f"{url(house)}/verification").status_code == 403, who
    for who in ("the outsider", "the administrator"):
        assert house.visitor(who).get(url(house)).status_code == 404, who
    assert house.visitor("the auditor").get(f"/evaluations/{uuid4()}/trail").status_code == 404
    assert house.visitor("the records manager").get(url(house)).status_code == 200


def test_it_reads_in_english(house: Floor) -> None:
    text = says(house.visitor("the auditor", language="en").get(url(house)), "Record", "Check the trail")
    assert "was presented to the steering group on" in text


# -- one record


def test_a_record_tells_who_what_and_what_proves_it(house: Floor) -> None:
    house.world.review.keeper.seal_all()  # type: ignore[union-attr]  # an opened installation has its keeper
    at = position_of(house, "comment.raised")
    it = records(house)[at - 1]
    with house.world.review.reading() as tx:
        leaf = house.world.review.on(house.evaluation).log_recorder.row(tx, at).nodes[:32].hex()
    says(
        house.visitor("the auditor").get(f"{url(house)}/{at}"),
        f"Handeling {at}",
        "Leg uit waarom dit land.",
        "meelezer",
        leaf,
        str(it.envelope.command),
        "comment.raised",
        f"dekt de eerste {len(records(house))} handelingen",
    )


def test_every_record_has_a_page(house: Floor) -> None:
    client = house.visitor("the auditor")
    for it in records(house):
        assert client.get(f"{url(house)}/{it.position}").status_code == 200, it.event.NAME
    assert client.get(f"{url(house)}/{len(records(house)) + 1}").status_code == 404
    assert client.get(f"{url(house)}/0").status_code == 404


# -- checking and taking away


def test_a_check_is_recorded_and_says_that_everything_fits(house: Floor) -> None:
    client = house.visitor("the auditor")
    before = len(records(house))
    answer = client.post(f"{url(house)}/verification", data={"command": str(uuid4())})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{url(house)}/verification")
    event = records(house)[-1].event
    assert isinstance(event, TrailVerified)
    assert (event.upto, event.findings) == (before, 0)
    says(client.get(f"{url(house)}/verification"), f"Alles klopt: {before + 1} handelingen", "Otto Winter")
    partial = client.post(f"{url(house)}/verification", data={}, headers=HTMX)
    assert partial.get_data(as_text=True).lstrip().startswith('<div id="verdict"')


def test_looking_at_a_check_records_nothing(house: Floor) -> None:
    before = len(records(house))
    says(house.visitor("the auditor").get(f"{url(house)}/verification"), "Alles klopt")
    assert len(records(house)) == before


def test_a_changed_record_is_named_and_the_check_is_recorded(house: Floor) -> None:
    tamper(house, "UPDATE event SET at = at + 1 WHERE log = ? AND position = 9", house.evaluation.bytes)
    client = house.visitor("the auditor")
    says(
        client.post(f"{url(house)}/verification", data={}, headers=HTMX),
        "Dit klopt niet: handeling 9 is de eerste die niet klopt.",
        "De handeling is na het vastleggen gewijzigd.",
    )
    event = records(house)[-1].event
    assert isinstance(event, TrailVerified)
    assert event.findings == 1


def test_pages_that_show_something_else_than_the_trail_are_named(house: Floor) -> None:
    client = house.visitor("the auditor")
    says(client.get(f"{url(house)}/verification"), "Alles klopt", "Pagina's tonen wat in het spoor staat", "vergeleken")
    tamper(house, "UPDATE comments SET state = 'confirmed' WHERE number = 1")
    text = says(
        client.get(f"{url(house)}/verification"),
        "De handelingen kloppen, maar pagina's tonen iets anders.",
        "1 rij luidt anders.",
        "comments",
        "toetssteen rebuild",
    )
    assert "Alles klopt" not in text


def test_an_approval_that_rested_on_something_else_is_named(house: Floor) -> None:
    world, client = house.world, house.visitor("the auditor")
    says(client.get(f"{url(house)}/verification"), "Er is nog niets vastgesteld.")
    flagged(world, number=2)
    tamper(house, "UPDATE flags SET state = 'settled'")
    granted = world.do("the director", granting(world, requested(world)))
    installation.rebuild(world.review)
    says(
        client.get(f"{url(house)}/verification"),
        "De handelingen kloppen, maar een vaststelling rust niet op wat erin stond.",
        f"Handeling {granted.first}</a>: elke rubriceringsvlag is afgedaan",
    )


def test_a_record_that_nobody_can_read_leads_to_the_check_that_names_it(house: Floor) -> None:
    tamper(house, "UPDATE event SET state = x'7b' WHERE log = ? AND position = 12", house.evaluation.bytes)
    client = house.visitor("the auditor")
    answer = client.get(url(house))
    assert answer.status_code == 303
    says(client.get(answer.headers["Location"]), "handeling 12 is de eerste die niet klopt", "Handeling 12")
    assert client.post(f"{url(house)}/verification", data={}).status_code == 303


def test_the_export_is_a_zip_that_proves_itself(house: Floor, tmp_path: Path) -> None:
    answer = house.visitor("the auditor").get(f"/evaluations/{house.evaluation}/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    file = tmp_path / "export.zip"
    file.write_bytes(answer.data)
    assert verify_export(file).fits
    with zipfile.ZipFile(file) as archive:
        command = archive.read("README.txt").decode()
    name = answer.headers["Content-Disposition"].partition("filename=")[2]
    assert f"python3 verify.pyz {name} --vkey" in command, "the command names the file as it was saved"
    assert "verify.pyz" in zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    told = house.world.review.readings.of(log=house.evaluation, person=house.world.person("the auditor"))
    assert [one.purpose for one in told].count("export") == 1


def test_the_export_is_for_those_whom_the_table_allows(house: Floor) -> None:
    where = f"/evaluations/{house.evaluation}/export"
    assert house.visitor("the chair of the sounding board").get(where).status_code == 200
    assert house.visitor("the evaluator").get(where).status_code == 403
    assert house.visitor("the outsider").get(where).status_code == 404
    with house.world.review.reading() as tx:
        assert trail.last(tx, house.evaluation) == len(records(house))
