"""Writing an export: one ZIP with a whole log, the texts its reader may see, and the program that checks it.

The layout is described in docs/format.md. The same log gives the same bytes.
"""

from __future__ import annotations

import base64
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Container, Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from review.store.merkle import HASH_LENGTH
from review.store.notes import NoteRefused, read_checkpoint
from review.store.recorder import LogRow

FORMAT = "toetssteen-export/1"

README = """\
This is the record of one evaluation: every act as it was stored, in order, with the texts that may be shown to you.

To check it you need Python 3.11 or later and its package "cryptography"; no network, and nothing of ours:

    python3 -m pip install cryptography
    python3 verify.pyz {file} --vkey "THE KEY THE ORGANISATION PUBLISHED"

You need not trust the verify.pyz in this file: it is public source code, take it from where you trust it.
Without --vkey the key in keys.txt is used; compare it with the key that the organisation published.
If you kept a checkpoint of this log earlier, add --held FILE: then nothing before it can have been changed or cut off.

events.jsonl      one act per line, every stored byte of it; free text only as a key and a commitment
                  (an act not meant for you is there by its leaf alone: it counts in the proof, and tells nothing)
texts.jsonl       the texts behind the commitments, as far as they may be shown; which are withheld is said
checkpoints/      signed heads of the log, by the number of acts they cover (C2SP signed notes)
keys.txt          the public key of the signatures
passkeys.jsonl    whose passkey is whose, where an approval was signed with one: records of the installation's own log;
                  compare the fingerprint with what the holder gave you on paper, and name it with --passkey
manifest.json     what this file is

The exit code is 0 when all fits, 1 when something does not, 2 when the check could not be run.
"""

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest a ZIP can say: the time of packing must not change the bytes
_PRIVATE_FILE = 0o600 << 16

Text = tuple[UUID, bytes | None, str | None]


def write_export(
    path: Path,
    *,
    log: UUID,
    origin: str,
    rows: Iterable[LogRow],
    checkpoints: Iterable[str],
    vkey: str,
    texts: Iterable[Text],
    manifest: Mapping[str, Any],
    withheld: Container[int] = (),
    passkeys: Iterable[LogRow] = (),
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the export of one log to `path`, whole or not at all, readable by its owner only.

    `rows` and `texts` may be generators: nothing is kept in memory. A text is (key, blind, text), or (key, None, None)
    where it is withheld; erased texts are left out, the log itself accounts for them. Of the records at the positions
    `withheld` only the circumstances and the leaf are written. `passkeys` are records of the installation's log.
    `manifest` adds what the caller wants to say, under "about". `progress` is called with the number written.
    """
    path = Path(path)
    descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                counts = _write_members(archive, rows, checkpoints, vkey, texts, withheld, progress)
                said = {"format": FORMAT, "log": str(log), "origin": origin, **counts, "about": dict(manifest)}
                _add(archive, "passkeys.jsonl", b"".join(map(event_line, passkeys)))
                _add(archive, "manifest.json", json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
                _add(archive, "README.txt", README.replace("{file}", path.name))
                _add(archive, "verify.pyz", _verifier())
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _write_members(
    archive: zipfile.ZipFile,
    rows: Iterable[LogRow],
    checkpoints: Iterable[str],
    vkey: str,
    texts: Iterable[Text],
    hidden: Container[int],
    progress: Callable[[int], None] | None,
) -> dict[str, int]:
    with _member(archive, "events.jsonl") as member:
        records = 0
        for row in rows:
            member.write(event_line(row, withheld=row.position in hidden))
            records += 1
            if progress is not None:
                progress(1)
    disclosed = withheld = 0
    with _member(archive, "texts.jsonl") as member:
        for key, blind, text in texts:
            member.write(_text_line(key, blind, text))
            withheld += text is None
            disclosed += text is not None
    for name, note in _named(checkpoints).items():
        _add(archive, f"checkpoints/{name}.txt", note)
    _add(archive, "keys.txt", vkey + "\n")
    return {"records": records, "texts_disclosed": disclosed, "texts_withheld": withheld}


def _named(checkpoints: Iterable[str]) -> dict[str, str]:
    """Notes by the size they cover; a damaged one goes along under its number, for the verifier to name."""
    named: dict[str, str] = {}
    for number, note in enumerate(checkpoints, start=1):
        try:
            name = str(read_checkpoint(note.rpartition("\n\n")[0] + "\n").size)
        except NoteRefused:
            name = f"damaged-{number}"
        named[name if name not in named else f"damaged-{number}"] = note
    return named


def event_line(row: LogRow, *, withheld: bool = False) -> bytes:
    """One record as a line of events.jsonl: envelope and state are the stored bytes themselves, or are withheld."""
    command = b"null" if row.command is None else b'"%b"' % str(row.command).encode()
    head = b'{"position":%d,"stream":"%b","version":%d,"name":%b,"at":%d,"command":%b,"leaf":"%b",' % (
        row.position,
        str(row.stream).encode(),
        row.version,
        json.dumps(row.name).encode(),
        row.at,
        command,
        row.nodes[:HASH_LENGTH].hex().encode(),
    )
    if withheld:
        return b'%b"withheld":true}\n' % head
    if _is_one_line(row.envelope) and _is_one_line(row.state):
        return b'%b"envelope":%b,"state":%b}\n' % (head, row.envelope, row.state)
    packed = base64.b64encode(row.envelope), base64.b64encode(row.state)
    return b'%b"envelope_base64":"%b","state_base64":"%b"}\n' % (head, *packed)


def _is_one_line(stored: bytes) -> bool:
    """What the recorder writes is JSON on one line; a log that was tampered with may hold anything."""
    return stored[:1] == b"{" and stored[-1:] == b"}" and b"\n" not in stored


def _text_line(key: UUID, blind: bytes | None, text: str | None) -> bytes:
    entry: dict[str, Any] = {"key": str(key)}
    if blind is None or text is None:
        entry["withheld"] = True
    else:
        entry |= {"blind": base64.b64encode(blind).decode(), "text": text}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _verifier() -> bytes:
    """The verifier as one file that Python runs."""
    package = files("review").joinpath("verifier")
    sources = sorted((one.name, one.read_bytes()) for one in package.iterdir() if one.name.endswith(".py"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in sources:
            _add(archive, f"verifier/{name}", source)
        _add(archive, "__main__.py", "import sys\n\nfrom verifier.__main__ import main\n\nsys.exit(main())\n")
    return packed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _PRIVATE_FILE
    entry.create_system = 3  # so that the bytes are the same on every system
    return entry


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    return archive.open(_entry(name), "w", force_zip64=True)


def _add(archive: zipfile.ZipFile, name: str, content: str | bytes) -> None:
    archive.writestr(_entry(name), content)
