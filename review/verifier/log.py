"""The verification of one log: every record in turn, then the head, the texts and the claims."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from .claims import state_claims
from .documents import APPROVAL, REVOCATION, VERIFICATION, VERSION, Documents
from .order import Order
from .records import Head, NotCanonical, Record, is_well_formed, leaf_of, read_json
from .signed import Signed
from .texts import ERASURE, CommittedTexts, Texts, TextSource
from .tree import HASH, Trunk
from .verdict import Verdict

STEP = 1000


def verify_log(
    records: Iterable[Record],
    *,
    head: Head | None,
    checkpoints: Sequence[str],
    vkeys: Sequence[str],
    held: Sequence[str] = (),
    texts: TextSource | CommittedTexts | None = None,
    known_names: Collection[str] | None = None,
    progress: Callable[[int], None] | None = None,
    origin: str | None = None,
    passkeys: Mapping[int, Record] | None = None,
    pins: Collection[str] = (),
) -> Verdict:
    """Check one log, record by record, and say what it proves.

    `head` is the head row of a live log; `checkpoints` came with the log and `held` were kept by the auditor;
    `vkeys` are the keys that are trusted, without them roots are compared and nothing counts as proved; without
    `texts` no text is compared; `origin` is the name the checkpoints must carry; `passkeys` are the records of the
    installation's log that confirm whose passkey is whose, `pins` the fingerprints that the auditor has on paper.
    `progress` is called with the number of records read since it was last called.
    """
    audit = _Audit(known_names, origin, passkeys)
    audit.signed.trust(vkeys)
    audit.signed.expect(checkpoints, held=False)
    audit.signed.expect(held, held=True)
    audit.read(records, progress or _no_progress)
    audit.signed.end(audit.order.position)
    if head is not None:
        audit.head(head)
    if texts is not None:
        audit.texts.compare(texts, whole=audit.verdict.fits)
    return audit.conclude(compared=texts is not None, pins=pins)


def _no_progress(_: int) -> None:
    return


class _Audit:
    def __init__(
        self, known_names: Collection[str] | None, origin: str | None, passkeys: Mapping[int, Record] | None = None
    ) -> None:
        self.verdict = Verdict()
        report = self.verdict.report
        self.report = report
        self.names = known_names
        self.trunk = Trunk()
        self.order = Order(report)
        self.signed = Signed(report, self.trunk, origin)
        self.documents = Documents(report, self.trunk, passkeys)
        self.texts = Texts(report)

    def read(self, records: Iterable[Record], progress: Callable[[int], None]) -> None:
        told = 0
        self.signed.meet(0)
        for record in records:
            self.take(record)
            if self.verdict.records - told >= STEP:
                progress(self.verdict.records - told)
                told = self.verdict.records
        progress(self.verdict.records - told)

    def take(self, record: Record) -> None:
        self.verdict.records += 1
        if not is_well_formed(record):
            self.trunk.cut = True
            self.order.skip()
            return
        if not self.order.place(record):
            self.trunk.cut = True
        self.order.follow(record)
        if self.names is not None and record.name not in self.names:
            self.report(record.position, "name", f"no kind of record is called {record.name!r}")
        self.grow(record)
        if record.withheld:
            self.verdict.withheld.append(record.position)
            self.order.pass_over(record)
        else:
            self.read_json(record)
        self.signed.meet(record.position)

    def grow(self, record: Record) -> None:
        """Extend the tree and compare what was stored of it."""
        leaf, nodes = record.leaf if record.withheld and record.leaf else leaf_of(record), record.nodes
        stored = record.leaf if nodes is None else nodes[:HASH] if len(nodes) >= HASH else None
        if stored is not None and stored != leaf:
            self.trunk.breaks.append(record.position)
            self.report(record.position, "leaf", "the record is not the one its leaf was made of")
        mine, theirs = self.trunk.add(leaf, stored)
        if nodes is None or self.trunk.cut:
            return
        if stored is None or (nodes[HASH:] != b"".join(mine[1:]) and nodes[HASH:] != b"".join(theirs[1:])):
            self.trunk.breaks.append(record.position)
            self.report(record.position, "nodes", "the tree nodes stored with the record do not fit the records so far")

    def read_json(self, record: Record) -> None:
        """Read envelope and state strictly, and hand them to whoever looks into them."""
        envelope: dict[str, Any] = {}
        try:
            envelope = read_json(record.envelope)
        except NotCanonical as error:
            self.report(record.position, "json", f"the envelope {error}")
        else:
            self.order.command(record, envelope)
        try:
            state = read_json(record.state)
        except NotCanonical as error:
            self.report(record.position, "json", f"the content {error}")
        else:
            self.look_into(record, envelope, state)
        self.texts.mention(record)

    def look_into(self, record: Record, envelope: dict[str, Any], state: dict[str, Any]) -> None:
        if record.name == VERSION:
            self.documents.version(record, state)
        elif record.name == APPROVAL:
            self.documents.approval(record, envelope, state)
        elif record.name == REVOCATION:
            self.documents.revocation(record)
        elif record.name == VERIFICATION:
            self.documents.verification(record, state)
        elif record.name == ERASURE:
            self.texts.erasure(record, state)

    def head(self, head: Head) -> None:
        """Compare the head row with the records."""
        last = self.order.position
        if head.position != last:
            self.report(
                min(head.position, last) + 1, "head", f"the head stands at {head.position}, the last record at {last}"
            )
        elif head.at != self.order.at:
            self.report(last or None, "head", "the head has another time than the last record")
        elif not self.trunk.cut and head.peaks not in self.trunk.peaks():
            self.report(last or None, "head", "the head has another tree than the records")

    def conclude(self, *, compared: bool, pins: Collection[str] = ()) -> Verdict:
        verdict = self.verdict
        verdict.root = b"" if self.trunk.cut else self.trunk.by_content.root()
        verdict.proved = self.signed.proved
        state_claims(verdict, self.signed, self.documents, self.texts if compared else None, pins)
        verdict.sort()
        return verdict
