"""Sealed texts: that what is disclosed is what was recorded, and that nothing is gone without an act."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Literal, Protocol
from uuid import UUID

from .notes import strict_base64
from .order import Report
from .records import Record

Absence = Literal["erased", "withheld", "missing", "unreadable"]

ERASURE = "erasure.carried-out"

# Exact on canonical JSON: within a string the quotation marks would be escaped.
_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_SEALED = re.compile(rb'\["(' + _UUID + rb')","([A-Za-z0-9+/]{43}=)"\]')


class TextSource(Protocol):
    """Opens sealed texts. Answers the blind and the text, or why it does not."""

    def open(self, key: UUID) -> tuple[bytes, str] | Absence: ...


class CommittedTexts:
    """Texts of which only the commitments are kept, so that an export of any size can be checked in little memory."""

    def __init__(self) -> None:
        self._found: dict[bytes, bytes | Absence] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, key: UUID | bytes, found: tuple[bytes, str] | Absence) -> bool:
        """Take one text or the reason of its absence; False when the key was there already.

        The key is an id, or already as records spell it (in ASCII), which is quicker.
        """
        key = key if isinstance(key, bytes) else str(key).encode()
        if key in self._found:
            return False
        self._found[key] = found if isinstance(found, str) else commitment(*found)
        return True

    def take(self, key: bytes) -> bytes | Absence:
        """The commitment of the text with this key, once."""
        return self._found.pop(key, "missing")

    def left(self) -> Iterable[bytes]:
        """The keys nobody asked for."""
        return self._found


def commitment(blind: bytes, text: str) -> bytes:
    """SHA-256(0x00 || blind || UTF-8 text)."""
    return sha256(b"\x00" + blind + text.encode("utf-8", "surrogatepass")).digest()


class Texts:
    """Gathers the sealed texts that the records mention, and at the end compares them with the texts given."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.standing: Counter[str] = Counter()
        self._mentioned: dict[bytes, tuple[bytes, int]] = {}
        self._erased: dict[bytes, int] = {}
        self._absent: dict[bytes, str] = {}
        self._whole = True

    def mention(self, record: Record) -> None:
        """Note every sealed text in the state of this record."""
        for key, encoded in _SEALED.findall(record.state):
            known = self._mentioned.get(key)
            if known is None:
                self._mentioned[key] = (encoded, record.position)
            elif known[0] != encoded:
                self.report(
                    record.position, "sealed", f"text {key.decode()} has another commitment than in record {known[1]}"
                )

    def erasure(self, record: Record, state: dict[str, Any]) -> None:
        """Note which texts this act erased."""
        keys = state.get("keys")
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            self.report(record.position, "erasure", "the erasure does not say which texts it erased")
            return
        for key in keys:
            self._erased.setdefault(key.encode(), record.position)

    def compare(self, source: TextSource | CommittedTexts, *, whole: bool) -> None:
        """Open every text that was mentioned, and report each that is not what was recorded.

        In a log that is not `whole` the act that erased a text may be the very record that does not fit; so a lost
        text is then no evidence against the record that mentions it.
        """
        self._whole = whole
        for key, (encoded, position) in self._mentioned.items():
            found = source.take(key) if isinstance(source, CommittedTexts) else _opened(source, key)
            standing = self._judge(key, encoded, position, found)
            self.standing[standing] += 1
            if standing != "proved":
                self._absent[key] = standing
        if isinstance(source, CommittedTexts):
            for key in source.left():
                self.report(None, "text-unknown", f"text {key.decode()} is disclosed, and no record mentions it")

    def standing_of(self, keys: Iterable[bytes]) -> Counter[str]:
        """How many of these texts are proved, erased, withheld or wrong; to be asked after the comparison."""
        return Counter(self._absent.get(key, "proved") for key in keys)

    def _judge(self, key: bytes, encoded: bytes, position: int, found: bytes | Absence) -> str:
        name = key.decode()
        if isinstance(found, bytes):
            if key in self._erased:
                self.report(
                    self._erased[key], "erasure", f"text {name} was erased by this record and can still be read"
                )
                return "wrong"
            if not _same(found, encoded):
                self.report(position, "text", f"text {name} is not the text that was recorded here")
                return "wrong"
            return "proved"
        if key in self._erased:
            return "erased"
        if found == "withheld":
            return "withheld"
        place = position if self._whole else None
        self.report(place, "text-lost", f"text {name} of record {position} is {found}, and no act in the log erased it")
        return "wrong"


def _opened(source: TextSource, key: bytes) -> bytes | Absence:
    found = source.open(UUID(key.decode()))
    if isinstance(found, str):
        return found
    return commitment(*found)


def _same(found: bytes, encoded: bytes) -> bool:
    try:
        return strict_base64(encoded.decode()) == found
    except ValueError:
        return False
