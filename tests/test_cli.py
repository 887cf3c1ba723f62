"""The console script as scripts of others rely on it: its commands, what they print, and their exit codes."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import click.testing
import pytest

from review import cli, installation, settings
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.domain.acts import Actor
from review.domain.vocabulary import BodyKind, Capacity, Origin
from review.projections import people

TEXT = b"# Doel\n\nDe evaluatie gaat na wat is bereikt.\n\n- een\n- twee\n"
SECRET = "geheel eigen wachtwoord"
Run = Callable[..., click.testing.Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the script on a data folder of its own; ``code`` is the exit code that is expected."""
    for name in ("TOETSSTEEN_DATABASE_URL", "TOETSSTEEN_ADMIN_URL", "TOETSSTEEN_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TOETSSTEEN_DATA", str(tmp_path / "data"))

    def go(*words: str, code: int = 0) -> click.testing.Result:
        result = click.testing.CliRunner().invoke(cli.main, list(words))
        assert result.exit_code == code, (words, result.output, result.exception)
        return result

    return go


@pytest.fixture
def founded(run: Run) -> str:
    """An installation with a director, a team lead and one evaluation; the id of the evaluation."""
    run("init")
    run(
        *["user", "add", "--name", "Winter", "--organisation", "BZ/DOE", "--login", "winter", "--office", "director"],
        "--password",
        SECRET,
    )
    run(*["user", "add", "--name", "Jonker", "--organisation", "BZ/DOE", "--login", "jonker", "--password"], SECRET)
    review = installation.open_(settings.read(None))
    with review.reading() as tx:
        reader = review.reader(tx, review.installation.id)
        known = {str(one.name): one.id for one in people.listed(tx, review.door(), reader)}
        office = review.reader(tx, known["Winter"]).holds[0].seat
    director = Actor(person=known["Winter"], seat=office, origin=Origin.WEB)
    evaluation = review.do(OpenEvaluation(title="Proef"), director).log
    review.do(
        GiveSeat(
            evaluation=evaluation,
            body=BodyKind.EVALUATION_TEAM,
            person=known["Jonker"],
            capacity=Capacity.TEAM_LEAD,
            organisation="BZ/DOE",
        ),
        director,
    )
    review.engine.dispose()
    return str(evaluation)


def _import(run: Run, file: Path, evaluation: str, code: int = 0, login: str = "jonker") -> str:
    words = ("draft", "import", str(file), "--evaluation", evaluation)
    return run(*words, "--document", "terms_of_reference", "--as", login, code=code).output


def test_init_makes_database_and_keys_for_the_owner_alone_and_may_be_run_again(run: Run, tmp_path: Path) -> None:
    first = run("init").output
    data = tmp_path / "data"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "toetssteen.db").stat().st_mode) == 0o600
    assert {stat.S_IMODE(file.stat().st_mode) for file in (data / "keys").iterdir()} <= {0o600}
    assert run("init").output.splitlines()[0] == first.splitlines()[0]


def test_a_user_is_added_as_the_readme_says_and_wholly_or_not_at_all(run: Run) -> None:
    run("init")
    words = ["user", "add", "--name", "Elske Winter", "--organisation", "BZ/DOE", "--login", "winter"]
    told = run(*words, "--office", "administrator", "--office", "director", "--password", SECRET).output
    assert re.fullmatch(r"[0-9a-f-]{36} winter\n", told)
    assert "in use" in run(*words, "--password", SECRET, code=2).output
    run("user", "add", "--name", "Bo", "--organisation", "BZ", "--login", "bo", "--password", "kort", code=2)
    run("user", "add", "--name", "Bo", "--organisation", "a sentence", "--login", "bo", "--password", SECRET, code=2)
    review = installation.open_(settings.read(None))
    with review.reading() as tx:
        found = people.listed(tx, review.door(), review.reader(tx, review.installation.id))
    review.engine.dispose()
    assert [str(one.name) for one in found] == ["Elske Winter"]


def test_a_draft_is_imported_listed_exported_and_verified(run: Run, founded: str, tmp_path: Path) -> None:
    file = tmp_path / "tor.md"
    file.write_bytes(TEXT)
    printed = dict(line.split(" ", 1) for line in _import(run, file, founded).splitlines())
    assert printed["version"] == "1"
    assert printed["blocks"] == "4"
    assert re.fullmatch(r"[0-9a-f]{64}", printed["root"])
    assert json.loads(run("evaluations", "--json").output) == [
        {"id": founded, "title": "Proef", "phase": "tor_adoption"}
    ]
    assert f"{founded}  Proef" in run("evaluations").output
    run("rebuild")
    target = tmp_path / "record.zip"
    run("export", founded, str(target))
    with zipfile.ZipFile(target) as archive:
        assert "events.jsonl" in archive.namelist()
        archive.extractall(tmp_path / "copy")
    assert "all fits" in run("verify", founded).output
    program = [sys.executable, str(tmp_path / "copy" / "verify.pyz"), str(target)]
    alone = subprocess.run(program, capture_output=True, text=True, check=False)
    assert alone.returncode == 0, alone.stdout + alone.stderr


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"", b"   \n", b"x" * 5_000_000, b"a\0b"])
def test_what_is_no_text_is_refused_in_one_sentence(run: Run, founded: str, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "tor.md"
    file.write_bytes(content)
    told = _import(run, file, founded, code=2)
    assert told.startswith("Error: ")
    assert len(told.splitlines()) == 1


def test_who_may_not_and_what_is_not_there_is_said_and_nothing_is_done(run: Run, founded: str, tmp_path: Path) -> None:
    file = tmp_path / "tor.md"
    file.write_bytes(TEXT)
    assert "user add" in _import(run, file, founded, code=2, login="nobody")
    _import(run, file, founded, code=2, login="winter")
    _import(run, file, "no-id", code=2)
    _import(run, file, "00000000-0000-0000-0000-000000000001", code=2)
    assert json.loads(run("evaluations", "--json").output)[0]["phase"] == "exploration"


def test_verify_tells_fitting_from_broken_from_not_run(run: Run, founded: str, tmp_path: Path) -> None:
    answer = json.loads(run("verify", "--json").output)
    assert all(log["fits"] for log in answer["logs"])
    with sqlite3.connect(tmp_path / "data" / "toetssteen.db") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE event SET at = at + 1 WHERE position = 2")
    raw.close()
    broken = json.loads(run("verify", founded, "--json", code=1).output)
    assert broken["logs"][0]["first"] == 2
    (tmp_path / "data" / "keys").rename(tmp_path / "elsewhere")
    told = run("verify", code=2).output
    assert "keys" in told
    assert len(told.splitlines()) == 1
    run("evaluations", code=2)


def test_verify_tells_what_pages_show_otherwise(run: Run, founded: str, tmp_path: Path) -> None:
    assert re.search(r"read tables: \d+ rows, all as the records say", run("verify").output)
    with sqlite3.connect(tmp_path / "data" / "toetssteen.db") as raw:
        raw.execute("UPDATE evaluations SET comments = 5")
        other = "UPDATE lines SET log = x'00112233445566778899aabbccddeeff' WHERE position = 1 AND log = ?"
        raw.execute(other, (UUID(founded).bytes,))
    raw.close()
    told = run("verify", code=1).output
    assert "NOT AS THE RECORDS SAY" in told
    assert f"{founded}: evaluations: 1 changed (first: id {founded})" in told
    assert "of no log: lines: 1 too many" in told
    found = json.loads(run("verify", founded, "--json", code=1).output)
    assert found["logs"][0]["fits"]
    assert {one["table"] for one in found["read_tables"]["deviations"]} == {"evaluations", "lines"}
    run("rebuild")
    assert json.loads(run("verify", "--json").output)["read_tables"]["deviations"] == []


HEAVY = ("alembic", "icalendar", "openpyxl", "psycopg", "typst", "webauthn")


@pytest.mark.parametrize("words", [["evaluations"], ["verify"], ["rebuild"], ["serve"]], ids=" ".join)
def test_looking_for_an_installation_that_is_not_there_makes_none(run: Run, tmp_path: Path, words: list[str]) -> None:
    elsewhere = tmp_path / "elders"
    said = run(*words, "--data", str(elsewhere), code=2).output
    assert f"there is no installation in {elsewhere}" in said and "toetssteen init" in said
    assert not elsewhere.exists()


def test_a_port_in_use_and_a_folder_that_is_not_there_are_named(run: Run, founded: str, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = run("serve", "--port", str(taken.getsockname()[1]), code=2).output
    assert "that port is in use: stop what uses it, or take another with --port" in said
    nowhere = str(tmp_path / "nergens" / "dossier.zip")
    assert "there is no such folder or file: " in run("export", founded, nowhere, code=2).output


def test_a_server_on_sqlite_starts_without_what_it_may_never_need(founded: str, tmp_path: Path) -> None:
    """Each takes 7 to 25 MB as long as the process lives; all of them are loaded where they are used."""
    script = (
        "import sys; from review import installation, settings; from review.web.factory import create_app;"
        f"create_app(installation.open_(settings.read({str(tmp_path / 'data')!r}, {{}})));"
        f"print([one for one in {HEAVY} if one in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
