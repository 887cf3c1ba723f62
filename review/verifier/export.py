"""Reading an export: one ZIP, its layout as docs/format.md describes it."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from .notes import strict_base64
from .order import Report
from .records import Record
from .texts import CommittedTexts

FORMAT = "toetssteen-export/1"
LONGEST_LINE = 64 * 1024 * 1024
LONGEST_NOTE = 64 * 1024

_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_START = re.compile(
    rb'\{"position":(0|[1-9]\d{0,17}),"stream":"(' + _UUID + rb')","version":(0|[1-9]\d{0,17}),'
    rb'"name":("(?:[^"\\\n]|\\[^\n])*"),"at":(0|-?[1-9]\d{0,18}),"command":(?:null|"(' + _UUID + rb')"),'
    rb'"leaf":"([0-9a-f]{64})",'
)
_PACKED = re.compile(rb'"envelope_base64":"([A-Za-z0-9+/=]*)","state_base64":"([A-Za-z0-9+/=]*)"\}\n')
_WITHHELD = b'"withheld":true}\n'
_ENVELOPE, _STATE, _END = b'"envelope":', b',"state":', b"}\n"
_KEY = re.compile(_UUID)
_OURS = re.compile(
    r"README\.txt|events\.jsonl|texts\.jsonl|checkpoints/(damaged-)?\d{1,18}\.txt|keys\.txt|manifest\.json|verify\.pyz|passkeys\.jsonl"
)


class ExportUnreadable(Exception):
    """The file is no export, or so damaged that no check can be made."""


class Export:
    """An export opened for checking; use it as a context manager."""

    def __init__(self, path: Path, report: Report) -> None:
        self.report = report
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise ExportUnreadable(f"{path} cannot be opened as a ZIP file: {error}") from error
        names = self._zip.namelist()
        if doubled := [name for name, times in Counter(names).items() if times > 1]:
            raise ExportUnreadable(f"the file holds {doubled[0]} twice")
        self.strangers = sorted(name for name in names if not _OURS.fullmatch(name))
        self.manifest = self._manifest()
        self.origin = str(self.manifest.get("origin", "")) or None
        try:
            self.log = UUID(self.manifest["log"]).bytes
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise ExportUnreadable("manifest.json does not say which log this is") from error

    def __enter__(self) -> Export:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def records(self) -> Iterator[Record]:
        """The records as they stand; a malformed line is reported and left out."""
        last = 0
        for line in self._lines("events.jsonl"):
            record = self._record(line)
            if record is None:
                self.report(last + 1, "line", "a line of events.jsonl is not written as the format says")
                continue
            last = record.position
            yield record
        promised = self.manifest.get("records")
        if promised != last:
            first = min(promised, last) + 1 if type(promised) is int else None
            self.report(first, "manifest", f"the manifest promises {promised} records, the last one is {last}")

    def passkeys(self) -> dict[int, Record]:
        """The records of the installation's log that confirm the passkeys, by position; old exports lack them."""
        if "passkeys.jsonl" not in self._zip.namelist() or not self._zip.getinfo("passkeys.jsonl").file_size:
            return {}
        about = self.manifest.get("about")
        try:
            installation = UUID(about["installation"] if isinstance(about, dict) else "").bytes
        except (KeyError, ValueError, TypeError, AttributeError):
            self.report(None, "manifest", "the manifest does not say which installation this comes from")
            return {}
        found = [self._record(line, installation) for line in self._lines("passkeys.jsonl")]
        if None in found:
            self.report(None, "passkey-line", "a line of passkeys.jsonl is not written as the format says")
        return {record.position: record for record in found if record is not None}

    def _record(self, line: bytes, log: bytes | None = None) -> Record | None:
        start = _START.match(line)
        if start is None:
            return None
        position, stream, version, name, at, command, leaf = start.groups()
        try:
            return Record(
                log or self.log,
                int(position),
                _uuid_bytes(stream),
                int(version),
                json.loads(name) if b"\\" in name else name[1:-1].decode(),
                int(at),
                _uuid_bytes(command) if command else None,
                *_content(line, start.end()),
                None,
                bytes.fromhex(leaf.decode()),
                line.startswith(_WITHHELD, start.end()),
            )
        except ValueError:
            return None

    def texts(self) -> CommittedTexts:
        """The texts disclosed and withheld; a malformed line is reported."""
        found = CommittedTexts()
        for number, line in enumerate(self._lines("texts.jsonl"), start=1):
            try:
                known = _take_text(found, json.loads(line.decode()))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self.report(None, "text-line", f"line {number} of texts.jsonl is not written as the format says")
            else:
                if not known:
                    self.report(None, "text-line", f"line {number} of texts.jsonl gives a text a second time")
        return found

    def checkpoints(self) -> list[str]:
        """The signed notes, smallest first."""
        names = [name for name in self._zip.namelist() if name.startswith("checkpoints/") and _OURS.fullmatch(name)]
        return [self._text(name) for name in sorted(names, key=lambda name: (len(name), name))]

    def vkeys(self) -> list[str]:
        """The keys that came with the export: what they sign is only as good as where they came from."""
        return [line for line in self._text("keys.txt").splitlines() if line.strip()]

    def _manifest(self) -> dict[str, Any]:
        try:
            manifest = json.loads(self._text("manifest.json"))
        except (ValueError, RecursionError) as error:
            raise ExportUnreadable("manifest.json cannot be read") from error
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
            raise ExportUnreadable(f"this is not an export of the format {FORMAT}")
        return manifest

    def _text(self, name: str) -> str:
        return b"".join(self._lines(name, LONGEST_NOTE)).decode("utf-8", "replace")

    def _lines(self, name: str, longest: int = LONGEST_LINE) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as member, io.BufferedReader(cast("io.RawIOBase", member), 1 << 18) as lines:
                while line := lines.readline(longest):
                    yield line
        except KeyError as error:
            raise ExportUnreadable(f"the export holds no {name}") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise ExportUnreadable(f"{name} is damaged: {error}") from error


def _content(line: bytes, start: int) -> tuple[bytes, bytes]:
    """Envelope and state as they stand, so that the very bytes that were stored are hashed.

    Within JSON text `,"state":` can only be a key. No envelope has it; one that had would be cut wrongly, and found.
    """
    if line[start:] == _WITHHELD:
        return b"", b""
    if line.startswith(_ENVELOPE, start) and line.endswith(_END):
        middle = line.index(_STATE, start)
        return line[start + len(_ENVELOPE) : middle], line[middle + len(_STATE) : -len(_END)]
    packed = _PACKED.fullmatch(line, start)
    if packed is None:
        raise ValueError("neither plain nor packed")
    return strict_base64(packed[1].decode()), strict_base64(packed[2].decode())


def _uuid_bytes(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(b"-", b"").decode())


def _take_text(found: CommittedTexts, entry: Any) -> bool:
    key = entry["key"].encode()
    if not _KEY.fullmatch(key):
        raise ValueError("a key has one spelling")
    if entry.get("withheld") is True:
        return found.add(key, "withheld")
    blind, text = strict_base64(entry["blind"]), entry["text"]
    if len(blind) != 32 or not isinstance(text, str):
        raise ValueError("a text has a blind of 32 bytes")
    return found.add(key, (blind, text))
