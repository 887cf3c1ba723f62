"""The check of a live log: whatever is changed behind our back is named, and nothing makes the check fall over."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from review.application import uuid7
from review.domain.vocabulary import DocumentKind
from review.projections import drafts
from review.verification import export, verify
from review.verifier.__main__ import verify_export
from tests.conftest import Template
from tests.databases import PostgresServer
from tests.given import World
from tests.intruding import Intruder, flipped, other, tell, text_of
from tests.reuse import Copies, Places

COLUMNS = ("log", "position", "stream", "version", "name", "at", "command", "envelope", "state", "nodes")


@pytest.fixture(scope="module")
def told(sqlite_installation: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An evaluation with a version, a round, comments, an erasure and checkpoints; on SQLite."""
    folder = tmp_path_factory.mktemp("told")
    return _told(sqlite_installation.copied(folder), folder, f"sqlite:///{folder / 'data' / 'toetssteen.db'}")


@pytest.fixture(scope="module")
def told_copies(
    postgres_installation: Template, postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Template, Copies]]:
    """The same on PostgreSQL, with databases that are copies of it."""
    folder, name = tmp_path_factory.mktemp("told"), f"told_{uuid7().hex}"
    template = sa.make_url(postgres_installation.url).database
    postgres_server.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    url = postgres_server.url.set(database=name).render_as_string(hide_password=False)
    copies = Copies(postgres_server, url)
    yield _told(postgres_installation.copied(folder, url), folder, url), copies
    copies.close()
    postgres_server.drop(url)


def _told(world: World, folder: Path, url: str) -> Template:
    tell(world)
    assert world.review.keeper is not None
    world.review.keeper.seal_all()
    world.close()
    return Template(folder, url, world.clock.now, world.known)


@pytest.fixture(params=[pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)])
def intruder(request: pytest.FixtureRequest, places: Places, tmp_path: Path) -> Iterator[Intruder]:
    """A copy of what was told, and somebody past the walls."""
    if request.param == "sqlite":
        yield from _intruder(request.getfixturevalue("told"), "", places, tmp_path)
        return
    template, copies = request.getfixturevalue("told_copies")
    url = copies.lend()
    yield from _intruder(template, url, places, tmp_path)
    copies.take_back(url)


@pytest.fixture
def file_intruder(told: Template, places: Places, tmp_path: Path) -> Iterator[Intruder]:
    """The same on SQLite, whose columns take values of any type."""
    yield from _intruder(told, "", places, tmp_path)


def _intruder(template: Template, url: str, places: Places, folder: Path) -> Iterator[Intruder]:
    place = places.lend()
    it = Intruder(template.copied(place, url), folder)
    with closing(it.connection):
        yield it
        it.leave()
    it.world.close()
    places.take_back(place)


def test_an_untouched_log_fits_and_is_proved_to_its_checkpoint(intruder: Intruder) -> None:
    so_far: list[int] = []
    verdict = verify(intruder.review, intruder.log, progress=so_far.append)
    assert verdict.fits, verdict.findings
    assert so_far[-1] == verdict.records == verdict.proved == intruder.last()
    assert verify(intruder.review, intruder.review.installation.id).fits


@pytest.mark.parametrize("column", COLUMNS)
def test_one_changed_byte_in_any_column_of_a_record_is_named_at_its_position(intruder: Intruder, column: str) -> None:
    for position in range(1, intruder.last() + 1):
        chance = random.Random(f"{column} {position}")
        before = intruder.read(column, position)
        after = other(column, before, chance)
        after = intruder.key(after) if isinstance(after, UUID) else after
        intruder.write(column, position, after)
        verdict = intruder.check()
        assert verdict.first == position, (column, position, verdict.findings)
        moved = UUID(bytes=after) if intruder.is_sqlite and column == "log" else after
        intruder.write(
            column,
            position,
            before,
            found_at=after if column == "position" else None,
            log=moved if column == "log" else None,
        )
    assert intruder.check().fits


def test_a_record_that_stands_far_behind_the_others_is_read_all_the_same(intruder: Intruder) -> None:
    last = where = intruder.last()
    recorder = intruder.review.on(intruder.log).log_recorder
    for somewhere in (10**12, "no number") if intruder.is_sqlite else (10**12,):  # PostgreSQL takes numbers alone
        intruder.write("position", where, somewhere)
        with intruder.review.reading() as tx:
            assert [row.position for page in recorder.pages(tx, 10) for row in page] == [*range(1, last), somewhere]
        where = somewhere


def test_a_record_that_moved_to_a_log_of_its_own_is_found_there_too(intruder: Intruder) -> None:
    stray = uuid7()
    intruder.write("log", 5, intruder.key(stray))
    verdict = verify(intruder.review, stray)
    assert not verdict.fits
    assert {"position", "head"} <= {finding.rule for finding in verdict.findings}


@pytest.mark.parametrize("column", ["wrapped", "box"])
def test_one_changed_byte_of_a_sealed_text_is_named_at_the_record_that_names_it(
    intruder: Intruder, column: str
) -> None:
    comment = intruder.world.known.comments[1]
    key = intruder.key(text_of(intruder.world, comment))
    with intruder.review.reading() as tx:  # the vault has it in memory, which must not help
        intruder.review.vault.open_all([(text_of(intruder.world, comment), b"")])
        place = next(it.position for it in intruder.review.records(tx, intruder.log) if it.stream == comment)
    before = intruder.ask(f"SELECT {column} FROM text WHERE key = ?", key)[0][0]
    intruder.ask(f"UPDATE text SET {column} = ? WHERE key = ?", flipped(bytes(before), random.Random(1)), key)
    verdict = intruder.check()
    assert (verdict.first, {one.rule for one in verdict.findings}) == (place, {"text-lost"})


def test_a_text_that_is_gone_without_an_act_is_a_finding(intruder: Intruder) -> None:
    comment = intruder.world.known.comments[1]
    intruder.ask("DELETE FROM text WHERE key = ?", intruder.key(text_of(intruder.world, comment)))
    assert [one.rule for one in intruder.check().findings] == ["text-lost"]


def test_records_taken_out_put_away_or_cut_off_are_named(intruder: Intruder) -> None:
    last = intruder.last()
    intruder.ask("DELETE FROM event WHERE log = ? AND position = ?", intruder.key(intruder.log), last)
    assert intruder.check().first == last
    intruder.ask("DELETE FROM event WHERE log = ? AND position = ?", intruder.key(intruder.log), 7)
    assert intruder.check().first == 7


def test_a_head_that_was_turned_back_or_taken_away_is_found(intruder: Intruder) -> None:
    intruder.ask("UPDATE log_head SET position = position - 1 WHERE log = ?", intruder.key(intruder.log))
    assert "head" in intruder.check().counts
    intruder.ask("DELETE FROM log_head WHERE log = ?", intruder.key(intruder.log))
    assert "head" in intruder.check().counts


def test_a_checkpoint_that_was_changed_is_found(intruder: Intruder) -> None:
    intruder.ask("UPDATE checkpoint SET note = 'geen handtekening' WHERE log = ?", intruder.key(intruder.log))
    assert "signature" in intruder.check().counts


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("envelope", b""),
        ("envelope", b"\xff\xfe"),
        ("envelope", b"[" * 20_000),
        ("state", b'{"a":1,"a":1}'),
        ("state", b'{"keys":"x"}'),
        ("state", b"null"),
        ("nodes", b""),
        ("nodes", b"short"),
    ],
)
def test_bytes_that_mean_nothing_are_findings_at_every_record(intruder: Intruder, column: str, value: bytes) -> None:
    for position in range(1, intruder.last() + 1):
        before = intruder.read(column, position)
        intruder.write(column, position, value)
        assert intruder.check().first == position, (column, position)
        intruder.write(column, position, before)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stream", b"seven"),
        ("stream", "a text"),
        ("version", "many"),
        ("version", 1.5),
        ("name", b"comment.raised"),
        ("at", b"\x00"),
        ("command", b"\x01" * 15),
        ("envelope", 12),
        ("state", "{}"),
        ("nodes", "leaf"),
    ],
)
def test_values_of_another_type_are_findings(file_intruder: Intruder, column: str, value: Any) -> None:
    file_intruder.write(column, 6, value)
    assert file_intruder.check().first == 6


def test_a_name_and_a_note_that_are_no_utf8_are_findings(file_intruder: Intruder) -> None:
    log = file_intruder.key(file_intruder.log)
    file_intruder.ask("UPDATE event SET name = CAST(x'ff61' AS TEXT) WHERE log = ? AND position = 4", log)
    file_intruder.ask("UPDATE checkpoint SET note = CAST(x'ff0a' AS TEXT) WHERE log = ?", log)
    verdict = file_intruder.check()
    assert verdict.first == 4
    assert "signature" in verdict.counts


def test_boxes_and_heads_of_any_shape_are_findings(file_intruder: Intruder) -> None:
    file_intruder.ask("UPDATE text SET wrapped = 'x', box = 1")
    file_intruder.ask("UPDATE log_head SET peaks = 'x'")
    file_intruder.ask("INSERT INTO text VALUES (x'01', ?, 1, x'', x'', 0)", file_intruder.key(file_intruder.log))
    assert {"head", "text-lost"} <= set(file_intruder.check().counts)


def test_a_damaged_log_can_still_be_exported_and_its_export_tells_the_damage(intruder: Intruder) -> None:
    intruder.write("state", 6, b'{"\n')
    file = intruder.folder / "damaged.zip"
    export(intruder.review, intruder.log, None, file)
    assert verify_export(file).first == 6


# -- who gets which texts


def texts_in(file: Path) -> dict[str, str | None]:
    with zipfile.ZipFile(file) as archive:
        lines = [json.loads(line) for line in archive.read("texts.jsonl").splitlines()]
    return {line["key"]: line.get("text") for line in lines}


def exported(it: Intruder, who: str | None) -> dict[str, str | None]:
    file = it.folder / f"{who}.zip"
    so_far: list[int] = []
    export(it.review, it.log, it.world.reader(who) if who else None, file, progress=so_far.append)
    verdict = verify_export(file, vkeys=[it.review.installation.verifier_key or ""])
    assert verdict.fits, verdict.findings
    assert so_far[-1] == verdict.records == it.last()
    return texts_in(file)


def test_an_export_without_a_reader_holds_every_text_but_the_erased(intruder: Intruder) -> None:
    found = exported(intruder, None)
    assert None not in found.values()
    assert "Alleen de voorzitter" in found.values()
    assert "Zichtbaar voor de groep" not in found.values()
    with zipfile.ZipFile(intruder.folder / "None.zip") as archive:
        assert json.loads(archive.read("manifest.json"))["about"]["demonstration"] is False


def test_an_auditor_gets_all_texts_and_a_team_lead_not_what_was_for_the_chair(intruder: Intruder) -> None:
    chair_only = str(text_of(intruder.world, intruder.world.known.comments[1]))
    assert None not in exported(intruder, "the auditor").values()
    found = exported(intruder, "the team lead")
    assert chair_only not in found, "a text that only a withheld record names"
    assert None not in found.values()
    with zipfile.ZipFile(intruder.folder / "the team lead.zip") as archive:
        lines = [json.loads(line) for line in archive.read("events.jsonl").splitlines()]
    assert [line["name"] for line in lines if line.get("withheld")] == ["comment.raised"]


def test_a_records_manager_exports_the_record_without_what_people_wrote(intruder: Intruder) -> None:
    shown = [text for text in exported(intruder, "the records manager").values() if text is not None]
    assert sorted(shown) == ["Evaluatie van de missie in Tamberland", "Hier stond een naam"]


def test_a_text_set_apart_is_checked_and_not_handed_out(intruder: Intruder) -> None:
    draft = intruder.world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    with intruder.review.reading() as tx:
        drafts.bare(tx, intruder.log, draft)
        entry = next(iter(intruder.review.versions.entries(tx, intruder.log, draft, 1).values()))
    with intruder.review.engine.begin() as tx:
        intruder.review.vault.quarantine(tx, intruder.log, [entry.text.key])
    assert intruder.check().fits
    assert exported(intruder, None)[str(entry.text.key)] is None


def test_checking_writes_nothing(intruder: Intruder) -> None:
    def rows() -> list[Any]:
        with intruder.review.engine.connect() as tx:
            return [
                tx.execute(sa.text(f"SELECT count(*) FROM {t}")).scalar() for t in ("event", "checkpoint", "reading")
            ]

    before = rows()
    intruder.check()
    assert rows() == before
