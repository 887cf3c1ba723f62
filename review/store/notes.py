"""Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint), and the key that signs them.

The key is kept as the text form that signed-note tools use (``PRIVATE+KEY+name+id+base64``) in a file of mode 0600.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from review.store.merkle import HASH_LENGTH

KEY_FILE = "signing.key"
ED25519 = 1
_PREFIX = "PRIVATE+KEY+"
_DASH = "—"
_MOST_SIGNATURES = 64


class NoteRefused(ValueError):
    """A note that is malformed, or that none of the known keys signed."""


class SigningKeyUnusable(Exception):
    """The signing key is missing, damaged or open to others; the message says what to do."""


class Checkpoint(NamedTuple):
    """What a checkpoint says: the log of this origin had this root at this size."""

    origin: str
    size: int
    root: bytes


def strict_base64(text: str) -> bytes:
    """The bytes of a base64 text. Raises ValueError unless no other text gives the same bytes."""
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if _base64(raw) != text:
        raise ValueError("base64 with stray bits")
    return raw


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes that tell keys of one name apart (signed-note)."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([ED25519]) + public).digest()[:4]


def _require_name(name: str) -> str:
    if not name or "+" in name or any(letter.isspace() or not letter.isprintable() for letter in name):
        raise ValueError(f"{name!r} cannot name a key: it needs letters, no spaces and no plus sign")
    return name


@dataclass(frozen=True)
class Verifier:
    """A public key under its name."""

    name: str
    id: bytes
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """Read a verifier key text. Raises ValueError."""
        name, number, encoded = [*vkey.strip().split("+", 2), "", ""][:3]
        raw = strict_base64(encoded)
        if len(raw) != 1 + HASH_LENGTH or raw[0] != ED25519 or number != key_id(name, raw[1:]).hex():
            raise ValueError("this is no Ed25519 verifier key, or its id does not fit")
        return cls(_require_name(name), key_id(name, raw[1:]), raw[1:])

    @property
    def vkey(self) -> str:
        """The verifier key text, to be published."""
        return f"{self.name}+{self.id.hex()}+{_base64(bytes([ED25519]) + self.public)}"

    def check(self, body: str, signature: bytes) -> None:
        """Raises NoteRefused when the signature does not fit the body."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, body.encode())
        except InvalidSignature as error:
            raise NoteRefused(f"the signature of {self.name} does not fit") from error


class Signer:
    """A private key under its name."""

    def __init__(self, name: str, key: Ed25519PrivateKey) -> None:
        self.name = _require_name(name)
        self._key = key
        public = key.public_key().public_bytes_raw()
        self.verifier = Verifier(name, key_id(name, public), public)

    @property
    def vkey(self) -> str:
        """The public half, as others need it to check our notes."""
        return self.verifier.vkey

    @classmethod
    def make(cls, folder: Path, name: str) -> Signer:
        """Make a key in this folder, or load the one that is there; safe when two processes start at once.

        A key that is there keeps its own name.
        """
        signer = cls(name, Ed25519PrivateKey.generate())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = folder / f".{KEY_FILE}.{secrets.token_hex(8)}"
        _write_private(draft, signer._text())
        try:
            os.link(draft, folder / KEY_FILE)  # unlike a rename this never replaces a key
        except FileExistsError:
            return cls.load(folder)
        finally:
            draft.unlink()
            _sync_folder(folder)
        return signer

    @classmethod
    def load(cls, folder: Path) -> Signer:
        """The key in this folder. Raises SigningKeyUnusable."""
        path = folder / KEY_FILE
        try:
            open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise SigningKeyUnusable(f"{path} is missing; put it back from where the keys are kept") from error
        if open_to_others:
            raise SigningKeyUnusable(f"{path} can be read by others; set its mode to 0600")
        try:
            return cls._parse(text)
        except ValueError as error:
            raise SigningKeyUnusable(f"{path} is damaged; put it back from where the keys are kept") from error

    @classmethod
    def _parse(cls, text: str) -> Signer:
        name, number, encoded = [*text.strip().removeprefix(_PREFIX).split("+", 2), "", ""][:3]
        raw = strict_base64(encoded)
        if not text.startswith(_PREFIX) or raw[:1] != bytes([ED25519]):
            raise ValueError("no Ed25519 signing key")
        signer = cls(name, Ed25519PrivateKey.from_private_bytes(raw[1:]))
        if signer.verifier.id.hex() != number:
            raise ValueError("the id does not fit the key")
        return signer

    def _text(self) -> str:
        seed = self._key.private_bytes_raw()
        return f"{_PREFIX}{self.name}+{self.verifier.id.hex()}+{_base64(bytes([ED25519]) + seed)}\n"

    def sign(self, body: str) -> str:
        """The note: the body, an empty line, our signature."""
        blob = self.verifier.id + self._key.sign(body.encode())
        return f"{body}\n{_DASH} {self.name} {_base64(blob)}\n"


def checkpoint_body(origin: str, size: int, root: bytes) -> str:
    """The text of a checkpoint, to be signed."""
    if not origin or not origin.isprintable():
        raise ValueError("an origin is one line of text")
    return f"{origin}\n{size}\n{_base64(root)}\n"


def read_checkpoint(body: str) -> Checkpoint:
    """What this text says. Raises NoteRefused; extension lines are allowed and not read."""
    lines = body.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise NoteRefused("a checkpoint has an origin, a size and a root, each on its line")
    try:
        size, root = int(lines[1]), strict_base64(lines[2])
    except ValueError as error:
        raise NoteRefused("the checkpoint has a malformed size or root") from error
    if str(size) != lines[1] or size < 0 or len(root) != HASH_LENGTH:
        raise NoteRefused("the checkpoint has a malformed size or root")
    return Checkpoint(lines[0], size, root)


def open_note(note: str, verifiers: Sequence[Verifier]) -> tuple[str, frozenset[str]]:
    """The body of a note and the names of those among `verifiers` who signed it.

    Raises NoteRefused when it is malformed, when a known key's signature does not fit, or when none signed.
    """
    if any(ord(letter) < 32 and letter != "\n" for letter in note):
        raise NoteRefused("the note holds a control character")
    text, gap, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or not text or lines.pop() or not 0 < len(lines) <= _MOST_SIGNATURES:
        raise NoteRefused("this is no signed note")
    body = text + "\n"
    signed = set()
    for line in lines:
        name, blob = _read_signature(line)
        for verifier in verifiers:
            if (verifier.name, verifier.id) == (name, blob[:4]):
                verifier.check(body, blob[4:])
                signed.add(name)
    if not signed:
        raise NoteRefused("no known key signed this note")
    return body, frozenset(signed)


def _read_signature(line: str) -> tuple[str, bytes]:
    words = line.split(" ")
    if len(words) != 3 or words[0] != _DASH or not words[1] or "+" in words[1]:
        raise NoteRefused("the note has a malformed signature line")
    try:
        blob = strict_base64(words[2])
    except ValueError as error:
        raise NoteRefused("the note has a malformed signature") from error
    if len(blob) < 5:
        raise NoteRefused("the note has a signature that is too short")
    return words[1], blob


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
