"""Versions and approvals: that a version is the blocks it lists, and that an approval names exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from .notes import strict_base64
from .order import Report
from .passkeys import Signed, Unsigned, check_approval
from .records import Record
from .tree import Trunk, fields, leaf_hash, root_of

VERSION = "draft.version-submitted"
APPROVAL = "approval.granted"
REVOCATION = "approval.revoked"
VERIFICATION = "trail.verified"


class Version(NamedTuple):
    """A version as its record tells it; `keys` are those of its texts."""

    position: int
    draft: str
    number: int
    root: bytes
    keys: list[bytes]
    contributors: list[Any]
    fits: bool


class Approval(NamedTuple):
    """An approval as its record tells it."""

    position: int
    draft: str
    number: int
    root: bytes
    fits: bool
    stream: bytes
    person: str
    signed: Signed | None  #: with a passkey, and it fits


class Documents:
    """Gathers versions and approvals, and reports each that does not fit."""

    def __init__(self, report: Report, trunk: Trunk, keys: Mapping[int, Record] | None = None) -> None:
        self.report = report
        self.versions: dict[tuple[str, int], Version] = {}
        self.approvals: list[Approval] = []
        self.revoked: dict[bytes, int] = {}  #: by approval the record that withdrew it
        self._keys = keys or {}
        self._counters: dict[str, int] = {}
        self._trunk = trunk
        self._latest: dict[str, int] = {}

    def version(self, record: Record, state: dict[str, Any]) -> None:
        """Check the root of a version against the blocks it lists."""
        try:
            number, root = _number(state["number"]), _hash(state["root"])
            leaves, keys = _blocks(state["blocks"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.report(record.position, "draft", f"the version cannot be read: {error}")
            return
        draft = record.stream.hex()
        fits = root_of(leaves) == root
        if not fits:
            self.report(record.position, "draft", f"the root of version {number} is not that of its blocks")
        due = self._latest.get(draft, 0) + 1
        if number != due:
            self.report(record.position, "draft", f"this is called version {number}; version {due} was due")
        self._latest[draft] = max(number, due - 1)
        contributors = state.get("contributors", [])
        found = Version(record.position, draft, number, root, keys, contributors, fits)
        self.versions.setdefault((draft, number), found)

    def approval(self, record: Record, envelope: dict[str, Any], state: dict[str, Any]) -> None:
        """Check that an approval names a version by its root and the log by its root, and is not by a contributor."""
        try:
            draft, number, root = UUID(state["draft"]).hex, _number(state["draft_version"]), _hash(state["root"])
            seen, seen_root = _number(state["head_position"]), _hash(state["head_root"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.report(record.position, "approval", f"the approval cannot be read: {error}")
            return
        trouble = (
            self._misnamed(draft, number, root)
            or self._own_work(draft, number, envelope.get("person"))
            or self._misplaced(record.position, seen, seen_root)
        )
        signed, unsigned = self._signed(record, envelope, state)
        for rule, found in (("approval", trouble), ("signature", unsigned)):
            if found:
                self.report(record.position, rule, found)
        person = str(envelope.get("person"))
        fits = not (trouble or unsigned)
        self.approvals.append(Approval(record.position, draft, number, root, fits, record.stream, person, signed))

    def revocation(self, record: Record) -> None:
        self.revoked[record.stream] = record.position

    def _signed(self, record: Record, envelope: dict[str, Any], state: dict[str, Any]) -> tuple[Signed | None, str]:
        """The signature of an approval, or what is wrong with it; a counter never runs back."""
        if ("signature" in state) is not (state.get("confirmed_by") == "passkey"):
            return None, "it says it was confirmed in one way, and was confirmed in another"
        if "signature" not in state:
            return None, ""
        try:
            signed = check_approval(record, envelope, state, self._keys)
        except Unsigned as error:
            return None, f"the approval is not signed: {error}"
        before = self._counters.get(signed.fingerprint, 0)
        self._counters[signed.fingerprint] = max(before, signed.counter)
        if signed.counter and signed.counter <= before:
            return None, "the counter of its passkey ran back: there may be a copy of the key"
        return signed, ""

    def verification(self, record: Record, state: dict[str, Any]) -> None:
        """Check that an auditor's recorded check saw this log."""
        try:
            seen, root = _number(state["upto"]), _hash(state["root"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.report(record.position, "verification", f"the recorded check cannot be read: {error}")
            return
        if trouble := self._misplaced(record.position, seen, root):
            self.report(record.position, "verification", trouble)

    def _misnamed(self, draft: str, number: int, root: bytes) -> str:
        version = self.versions.get((draft, number))
        if version is None:
            return f"the approval names version {number}, which no record before it submitted"
        if version.root != root:
            return f"the approval names another root than version {number} has"
        return "" if version.fits else f"the approved version {number} is not the blocks it lists"

    def _own_work(self, draft: str, number: int, person: Any) -> str:
        contributed = person in self.versions[draft, number].contributors
        return f"who approved version {number} contributed to it" if contributed else ""

    def _misplaced(self, position: int, seen: int, root: bytes) -> str:
        if not 0 < seen < position:
            return f"the act looks back at record {seen}, which does not lie before it"
        if self._trunk.cut or self._trunk.fits(root, seen) or self._trunk.leaves_fit(root, seen):
            return ""
        return f"the act saw another log than the first {seen} records"


def _blocks(blocks: Any) -> tuple[list[bytes], list[bytes]]:
    leaves, keys, numbers = [], [], set()
    for number, kind, (key, encoded) in blocks:
        ascii_number, sealed = b"%d" % _number(number), _hash(encoded)
        leaves.append(leaf_hash(fields(ascii_number, kind.encode(), sealed)))
        keys.append(key.encode())
        numbers.add(number)
    if len(numbers) != len(leaves):
        raise ValueError("two blocks have one number")
    return leaves, keys


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ValueError("a number was due")
    return value


def _hash(value: Any) -> bytes:
    raw = strict_base64(value)
    if len(raw) != 32:
        raise ValueError("a SHA-256 was due")
    return raw
