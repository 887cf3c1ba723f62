"""A small log built for the tests of the verifier: versions, approvals, comments, an erasure, signed checkpoints."""

from __future__ import annotations

import hashlib
import random
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from review.store.merkle import grow, leaf_of_record, netstring, root_of
from review.store.notes import Signer, checkpoint_body
from review.store.recorder import LogRow
from review.verifier import Head, Record, Verdict, verify_log

encode = msgspec.json.Encoder(order="deterministic").encode

NAMES = (
    "evaluation.opened",
    "draft.started",
    "draft.version-submitted",
    "comment.raised",
    "comment.disposed",
    "approval.granted",
    "erasure.carried-out",
    "trail.verified",
)


def signer_of(seed: int, name: str = "toetssteen.example") -> Signer:
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


OURS, FOREIGN = signer_of(1), signer_of(2)


@dataclass
class Act:
    """A record before it is stored: what an operator with all keys could rewrite."""

    stream: UUID
    version: int
    name: str
    at: int
    command: UUID | None
    envelope: Any
    state: Any


def stored(value: Any) -> bytes:
    return value if isinstance(value, bytes) else encode(value)


def block_root(blocks: list[Any]) -> bytes:
    leaves = []
    for number, kind, (_, commitment) in blocks:
        fields = netstring(b"%d" % number) + netstring(kind.encode()) + netstring(b64decode(commitment))
        leaves.append(hashlib.sha256(b"\x00" + fields).digest())
    return root_of(leaves)


@dataclass
class Story:
    """Acts and texts; `stored_log` makes of them what a database holds."""

    seed: int = 0
    log: UUID = field(init=False)
    acts: list[Act] = field(default_factory=list)
    texts: dict[UUID, Any] = field(default_factory=dict)
    versions: dict[UUID, int] = field(default_factory=dict)
    at: int = 1_790_000_000_000_000

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.log = self.uuid()
        self.people = [self.uuid() for _ in range(5)]

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128))

    def seal(self, text: str) -> list[str]:
        key, blind = self.uuid(), self.random.randbytes(32)
        self.texts[key] = (blind, text)
        return [str(key), b64encode(hashlib.sha256(b"\x00" + blind + text.encode()).digest()).decode()]

    def add(self, stream: UUID, name: str, state: Any, *, follows: bool = False, person: UUID | None = None) -> int:
        """Record an act, as part of the command before when it `follows`; answers its position."""
        command = UUID(self.acts[-1].envelope["command"]) if follows else self.uuid()
        self.at += 0 if follows else self.random.randrange(1, 10**9)
        self.versions[stream] = self.versions.get(stream, 0) + 1
        envelope = {"person": str(person or self.people[0]), "command": str(command), "origin": "web"}
        self.acts.append(
            Act(stream, self.versions[stream], name, self.at, None if follows else command, envelope, state)
        )
        return len(self.acts)

    def submit(self, draft: UUID, number: int, blocks: list[Any]) -> None:
        root = b64encode(block_root(blocks)).decode()
        contributors = [str(self.people[1])]
        state = {"kind": "terms_of_reference", "number": number, "root": root, "blocks": blocks}
        self.add(draft, "draft.version-submitted", state | {"next_block": 99, "contributors": contributors})

    def approve(self, draft: UUID, number: int) -> None:
        version = next(a for a in self.acts if a.name == "draft.version-submitted" and a.state["number"] == number)
        seen = self.present_root()
        state = {"draft": str(draft), "draft_version": number, "root": version.state["root"]}
        state |= {
            "head_position": len(self.acts),
            "head_root": b64encode(seen).decode(),
            "motive": self.seal("Akkoord"),
        }
        self.add(self.uuid(), "approval.granted", state, person=self.people[2])

    def present_root(self) -> bytes:
        return root_of([record.nodes[:32] for record in self.records()])  # type: ignore[index]  # nodes are set here

    def records(self) -> list[Record]:
        peaks: list[bytes] = []
        made = []
        for size, act in enumerate(self.acts):
            envelope, state = stored(act.envelope), stored(act.state)
            fields = (act.stream, act.version, act.name, act.at, act.command, envelope, state)
            leaf = leaf_of_record(self.log, size + 1, *fields)
            command = act.command.bytes if act.command else None
            made.append(
                Record(
                    self.log.bytes, size + 1, act.stream.bytes, act.version, act.name, act.at, command,
                    envelope, state, grow(size, peaks, leaf),
                )
            )  # fmt: skip
        return made


@dataclass
class StoredLog:
    """What lies in the database and in the auditor's drawer; the attacks change it."""

    story: Story
    records: list[Record]
    head: Head
    checkpoints: list[str]
    texts: dict[UUID, Any]
    held: list[str] = field(default_factory=list)

    def open(self, key: UUID) -> Any:
        return self.texts.get(key, "missing")

    def verify(self, **more: Any) -> Verdict:
        options: dict[str, Any] = {"vkeys": [OURS.vkey], "texts": self, "known_names": frozenset(NAMES)}
        options |= {"held": self.held, "head": self.head, "checkpoints": self.checkpoints, **more}
        return verify_log(self.records, **options)

    def rows(self) -> list[LogRow]:
        return [
            LogRow(
                r.position, UUID(bytes=r.stream), r.version, r.name, r.at,
                UUID(bytes=r.command) if r.command else None, r.envelope, r.state, r.nodes or b"",
            )
            for r in self.records
        ]  # fmt: skip


SIZES = (10, 21, 32, 40)


def origin_of(log: UUID) -> str:
    return f"toetssteen.example/{log}"


def note_over(records: list[Record], size: int, log: UUID, signer: Signer = OURS) -> str:
    root = root_of([(record.nodes or b"")[:32] for record in records[:size]])
    return signer.sign(checkpoint_body(origin_of(log), size, root))


def stored_log(story: Story, signer: Signer = OURS) -> StoredLog:
    """What an operator who holds this key would store for this story."""
    records = story.records()
    peaks: list[bytes] = []
    for size, record in enumerate(records):
        grow(size, peaks, (record.nodes or b"")[:32])
    notes = [note_over(records, size, story.log, signer) for size in (*SIZES, len(records)) if size <= len(records)]
    head = Head(len(records), records[-1].at if records else 0, b"".join(peaks))
    return StoredLog(story, records, head, notes, dict(story.texts))


def tell(seed: int = 0) -> Story:
    """The story: 54 acts, two versions, an approval of each, comments, an erasure, an auditor's check."""
    story = Story(seed)
    draft = story.uuid()
    evaluation = story.uuid()
    story.add(evaluation, "evaluation.opened", {"title": story.seal("Evaluatie missie Zandkust")})
    story.add(draft, "draft.started", {"kind": "terms_of_reference"}, follows=True)
    blocks = [[number, "paragraph", story.seal(f"Alinea {number} é\u2028")] for number in range(1, 8)]
    story.submit(draft, 1, blocks)
    _discuss(story, 12)
    story.approve(draft, 1)
    story.add(story.uuid(), "trail.verified", _check(story))
    blocks = [*blocks[:3], [8, "heading", story.seal("Nieuwe kop")], *blocks[4:]]
    story.submit(draft, 2, blocks)
    spilled = _discuss(story, 20)
    story.add(story.uuid(), "erasure.carried-out", {"keys": [str(spilled)], "subject": str(evaluation)})
    story.texts[spilled] = "erased"
    story.approve(draft, 2)
    _discuss(story, 7)
    return story


def _check(story: Story) -> Any:
    return {"upto": len(story.acts), "root": b64encode(story.present_root()).decode(), "findings": 0}


def _discuss(story: Story, count: int) -> UUID:
    last = story.log
    for number in range(count):
        comment, text = story.uuid(), story.seal(f"Opmerking {number}")
        story.add(comment, "comment.raised", {"kind": "method", "text": text}, person=story.people[number % 5])
        if number % 5 == 4:
            story.add(comment, "comment.disposed", {"disposition": "noted"}, follows=True)
        last = UUID(text[0])
    return last
