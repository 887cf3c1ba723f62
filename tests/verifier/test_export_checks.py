"""An export is checked by the program that travels in it; what is changed in the file is found."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from review.store.export import write_export
from review.verifier.__main__ import main, verify_export
from review.verifier.export import ExportUnreadable
from tests.verifier.story import FOREIGN, OURS, StoredLog, origin_of, stored_log, tell

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def log() -> StoredLog:
    return stored_log(tell())


def export(log: StoredLog, path: Path, withheld: int = 0, hidden: frozenset[int] = frozenset()) -> Path:
    unnamed = {
        key for key in log.texts if all(r.position in hidden for r in log.records if str(key).encode() in r.state)
    }
    texts = []
    for number, (key, text) in enumerate(log.texts.items()):
        if text != "erased" and key not in unnamed:
            texts.append((key, None, None) if number < withheld else (key, *text))
    write_export(
        path,
        log=log.story.log,
        origin=origin_of(log.story.log),
        rows=log.rows(),
        checkpoints=log.checkpoints,
        vkey=OURS.vkey,
        texts=texts,
        manifest={"title": "Evaluatie missie Zandkust"},
        withheld=hidden,
    )
    return path


@pytest.fixture
def packed(log: StoredLog, tmp_path: Path) -> Path:
    return export(log, tmp_path / "dossier.zip")


def repacked(path: Path, change: Callable[[Files], Any]) -> Path:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def line_changed(name: str, number: int, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        lines = files[name].splitlines(keepends=True)
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new, 1)
        files[name] = b"".join(lines)

    return change


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new)

    return change


def test_the_same_log_gives_the_same_bytes(log: StoredLog, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert export(log, one / "a.zip").read_bytes() == export(log, other / "a.zip").read_bytes()
    assert (one / "a.zip").stat().st_mode & 0o077 == 0
    assert [path.name for path in one.iterdir()] == ["a.zip"]


def test_an_export_that_fails_leaves_nothing(log: StoredLog, tmp_path: Path) -> None:
    def failing() -> Any:
        yield from log.rows()[:5]
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        write_export(
            tmp_path / "a.zip", log=log.story.log, origin="x", rows=failing(), checkpoints=[], vkey="", texts=[],
            manifest={},
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_the_export_proves_the_log(packed: Path, log: StoredLog) -> None:
    verdict = verify_export(packed, vkeys=[OURS.vkey], held=[log.checkpoints[1]])
    assert verdict.findings == []
    assert verdict.proved == verdict.records == len(log.records)
    standings = {claim.subject: claim.standing for claim in verdict.claims}
    assert standings["nothing was cut off at the end"] == "proved"
    assert standings["whose signature"] == "proved"
    assert {"proved"} == {standing for subject, standing in standings.items() if subject.startswith("approval")}


def test_the_key_of_the_export_itself_proves_no_signer(packed: Path) -> None:
    verdict = verify_export(packed)
    assert verdict.fits
    assert {claim.subject: claim.standing for claim in verdict.claims}["whose signature"] == "not proved"


def test_a_foreign_key_trusts_nothing(packed: Path) -> None:
    verdict = verify_export(packed, vkeys=[FOREIGN.vkey])
    assert {finding.rule for finding in verdict.findings} == {"signature"}
    assert verdict.proved == 0


def test_withheld_texts_are_said_and_the_approval_stays_proved(log: StoredLog, tmp_path: Path) -> None:
    verdict = verify_export(export(log, tmp_path / "public.zip", withheld=4), vkeys=[OURS.vkey])
    assert verdict.fits
    claims = {claim.subject: claim for claim in verdict.claims}
    assert claims["4 texts"].standing == "withheld"
    version = next(claim for subject, claim in claims.items() if subject.startswith("version 1"))
    assert version.standing == "withheld"
    assert "3 withheld" in version.detail
    assert all(c.standing == "proved" for s, c in claims.items() if s.startswith("approval"))


CHANGES: Mapping[str, tuple[Callable[[Files], Any], int | None, str]] = {
    "a word of a record": (line_changed("events.jsonl", 6, b'"method"', b'"scope"'), 7, "leaf"),
    "a position": (line_changed("events.jsonl", 6, b'{"position":7', b'{"position":8'), 7, "position"),
    "a leaf": (line_changed("events.jsonl", 6, b'"leaf":"', b'"leaf":"0'), 7, "line"),
    "a space in a line": (line_changed("events.jsonl", 6, b'"at":', b'"at": '), 7, "line"),
    "a space in the content": (line_changed("events.jsonl", 6, b'"kind":', b'"kind": '), 7, "leaf"),
    "a doubled field": (line_changed("events.jsonl", 6, b'"state":', b'"state":{},"state":'), 7, "leaf"),
    "an end of line": (line_changed("events.jsonl", 6, b"\n", b""), 7, "json"),
    "the last lines": (
        lambda f: f.update({"events.jsonl": b"".join(f["events.jsonl"].splitlines(keepends=True)[:30])}), 31, "cut",
    ),
    "another log": (replaced("manifest.json", b'"log": "', b'"log": "0000'), None, "unreadable"),
    "the count": (replaced("manifest.json", b": 54", b": 53"), 54, "manifest"),
    "the origin": (replaced("manifest.json", b"toetssteen.example", b"elders.example"), None, "origin"),
    "a text": (line_changed("texts.jsonl", 0, b"Zandkust", b"Zandbank"), 1, "text"),
    "a text taken out": (lambda f: f.update({"texts.jsonl": f["texts.jsonl"].split(b"\n", 1)[1]}), 1, "text-lost"),
    "a text twice": (lambda f: f.update({"texts.jsonl": f["texts.jsonl"] * 2}), None, "text-line"),
    "a text too many": (
        lambda f: f.update({"texts.jsonl": f["texts.jsonl"] + b'{"key":"00000000-0000-0000-0000-000000000001",'
                            b'"withheld":true}\n'}), None, "text-unknown",
    ),
    "a garbled text": (line_changed("texts.jsonl", 3, b'"blind":"', b'"blind":"?'), 3, "text-lost"),
    "a checkpoint": (line_changed("checkpoints/10.txt", 1, b"10", b"12"), None, "signature"),
    "no checkpoint line": (lambda f: f.update({"checkpoints/10.txt": b""}), None, "signature"),
    "no events": (lambda f: f.pop("events.jsonl"), None, "unreadable"),
    "no manifest": (lambda f: f.pop("manifest.json"), None, "unreadable"),
    "a line": (lambda f: f.update({"events.jsonl": f["events.jsonl"].replace(b"\n", b"\n\n", 1)}), 2, "line"),
    "another format": (replaced("manifest.json", b"export/1", b"export/9"), None, "unreadable"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_in_the_file_is_found(what: str, packed: Path) -> None:
    change, position, rule = CHANGES[what]
    repacked(packed, change)
    if rule == "unreadable":
        with pytest.raises(ExportUnreadable):
            verify_export(packed, vkeys=[OURS.vkey])
        return
    verdict = verify_export(packed, vkeys=[OURS.vkey])
    assert verdict.first == position, verdict.findings
    assert rule in {finding.rule for finding in verdict.findings}, verdict.findings


def test_a_file_that_nothing_binds_is_named(packed: Path) -> None:
    repacked(packed, lambda files: files.update({"events2.jsonl": b"{}"}))
    verdict = verify_export(packed, vkeys=[OURS.vkey])
    assert "events2.jsonl" in next(claim.detail for claim in verdict.claims if claim.subject == "other files")


def test_a_broken_log_can_be_exported_and_is_found(log: StoredLog, tmp_path: Path) -> None:
    """Bytes that are no JSON, a name with odd letters, a damaged checkpoint: all of it travels, all of it is named."""
    broken = stored_log(tell())
    broken.records[8] = broken.records[8]._replace(state=b'{"a":\n1}')
    broken.records[9] = broken.records[9]._replace(name='a"b\n\\é')
    broken.checkpoints[1] = "stukje"
    verdict = verify_export(export(broken, tmp_path / "broken.zip"), vkeys=[OURS.vkey])
    found = {(finding.position, finding.rule) for finding in verdict.findings}
    assert {(9, "leaf"), (9, "json"), (10, "leaf"), (None, "signature")} <= found
    assert verdict.first == 9


def test_the_packed_program_needs_nothing_of_ours(packed: Path, log: StoredLog, tmp_path: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        archive.extract("verify.pyz", tmp_path)
    (tmp_path / "held.txt").write_text(log.checkpoints[2], encoding="utf-8")
    options = [str(packed), "--vkey", OURS.vkey, "--held", str(tmp_path / "held.txt"), "--json"]
    command = [sys.executable, "-I", str(tmp_path / "verify.pyz"), *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["fits"] is True
    assert said["first"] is None
    assert said["records"] == said["proved"] == len(log.records)


def test_exit_codes_and_words(packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(packed), "--vkey", OURS.vkey]) == 0
    assert "All 54 records fit." in capsys.readouterr().out
    assert main([str(tmp_path / "absent.zip")]) == 2
    assert "could not be run" in capsys.readouterr().err
    (tmp_path / "no.zip").write_bytes(b"not a zip")
    assert main([str(tmp_path / "no.zip"), "--json"]) == 2
    repacked(packed, line_changed("events.jsonl", 6, b'"method"', b'"sc\\u001bpe"'))
    assert main([str(packed), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["first"] == 7
    assert main([str(packed)]) == 1
    words = capsys.readouterr().out
    assert "NOT ALL FITS" in words
    assert "record 7:" in words
    assert "\x1b" not in words


def hidden_in(log: StoredLog) -> frozenset[int]:
    """Records of a kind that nothing else is judged by."""
    kept = ("draft.", "approval.", "trail.", "erasure.")
    return frozenset(r.position for r in log.records if not r.name.startswith(kept))


def test_a_record_that_is_withheld_still_counts_in_the_proof(log: StoredLog, tmp_path: Path) -> None:
    hidden = hidden_in(log)
    assert hidden
    whole = verify_export(export(log, tmp_path / "whole.zip"), vkeys=[OURS.vkey])
    verdict = verify_export(export(log, tmp_path / "part.zip", hidden=hidden), vkeys=[OURS.vkey])
    assert verdict.fits, verdict.findings
    assert (verdict.root, verdict.proved, verdict.records) == (whole.root, whole.proved, whole.records)
    assert verdict.withheld == sorted(hidden)
    assert [claim.standing for claim in verdict.claims if "leaves stand in the proof" in claim.detail] == ["withheld"]


def test_what_is_withheld_tells_nothing(log: StoredLog, tmp_path: Path) -> None:
    hidden = hidden_in(log)
    path = export(log, tmp_path / "part.zip", hidden=hidden)
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("events.jsonl").splitlines()
    for position in hidden:
        told = json.loads(lines[position - 1])
        assert sorted(told) == ["at", "command", "leaf", "name", "position", "stream", "version", "withheld"]


def test_a_withheld_record_cannot_stand_for_another(log: StoredLog, tmp_path: Path) -> None:
    """Neither with another leaf, nor with its content beside it, nor without a leaf."""
    hidden = hidden_in(log)
    first = min(hidden)
    for bad in (
        lambda line: line.replace(b'"leaf":"' + line.partition(b'"leaf":"')[2][:8], b'"leaf":"00000000'),
        lambda line: line.replace(b'"withheld":true', b'"withheld":true,"state":{}'),
        lambda line: line.replace(b'"withheld":true', b'"withheld":false'),
    ):
        path = export(log, tmp_path / "part.zip", hidden=hidden)

        def change(files: Files, bad: Callable[[bytes], bytes] = bad) -> None:
            lines = files["events.jsonl"].splitlines(keepends=True)
            lines[first - 1] = bad(lines[first - 1])
            files["events.jsonl"] = b"".join(lines)

        verdict = verify_export(repacked(path, change), vkeys=[OURS.vkey])
        assert not verdict.fits
