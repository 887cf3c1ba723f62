"""Signed checkpoints: C2SP signed-note and tlog-checkpoint, Ed25519 signatures."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = 1
MOST_SIGNATURES = 64


class NoteRefused(ValueError):
    """A checkpoint that is malformed or that no trusted key signed."""


class Key(NamedTuple):
    """A public key under its name, as a verifier key text (vkey) gives it."""

    name: str
    id: bytes
    public: bytes


class Checkpoint(NamedTuple):
    """What a signed note says: the log of this origin had this root when it held `size` records."""

    origin: str
    size: int
    root: bytes


def strict_base64(text: str) -> bytes:
    """The bytes of a base64 text; raises ValueError unless it is the only text that gives them."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no base64") from error
    if base64.b64encode(raw).decode() != text:
        raise ValueError("base64 with stray bits")
    return raw


def read_vkey(text: str) -> Key:
    """Raises NoteRefused when the text is no Ed25519 verifier key or its key id does not fit."""
    name, plus, rest = text.strip().partition("+")
    number, plus_too, encoded = rest.partition("+")
    try:
        raw, key_id = strict_base64(encoded), bytes.fromhex(number)
    except ValueError as error:
        raise NoteRefused("this is no verifier key") from error
    if not (name and plus and plus_too) or len(number) != 8 or len(raw) != 33 or raw[0] != ED25519:
        raise NoteRefused("this is no Ed25519 verifier key")
    if sha256(name.encode() + b"\n" + raw).digest()[:4] != key_id:
        raise NoteRefused("the id of this verifier key does not fit its name and key")
    return Key(name, key_id, raw[1:])


def read_checkpoint(body: str) -> Checkpoint:
    """The three lines of a checkpoint; extension lines after them are allowed and not read."""
    lines = body.split("\n")
    if len(lines) < 4 or lines[-1] or not lines[0] or not all(lines[:-1]):
        raise NoteRefused("a checkpoint has an origin, a size and a root, each on its line")
    origin, size, encoded = lines[:3]
    if not (size.isascii() and size.isdigit()) or len(size) > 18 or str(int(size)) != size:
        raise NoteRefused("the size of the checkpoint is no plain number")
    try:
        root = strict_base64(encoded)
    except ValueError as error:
        raise NoteRefused("the root of the checkpoint is no base64") from error
    if len(root) != 32:
        raise NoteRefused("the root of the checkpoint is no SHA-256")
    return Checkpoint(origin, int(size), root)


def open_checkpoint(note: str, keys: Sequence[Key]) -> Checkpoint:
    """The checkpoint in a note signed by one of `keys`; without any key the signature is not looked at.

    Raises NoteRefused when it is malformed, when a known key's signature is wrong, and when no known key signed.
    """
    body, signatures = _parts(note)
    signed = False
    for name, blob in signatures:
        for key in keys:
            if (key.name, key.id) == (name, blob[:4]):
                _require_signature(key, blob[4:], body)
                signed = True
    if keys and not signed:
        raise NoteRefused("no trusted key signed this checkpoint")
    return read_checkpoint(body)


def body_of(note: str) -> str:
    """The signed part of a note, without its signatures."""
    return _parts(note)[0]


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    if any(ord(letter) < 32 and letter != "\n" for letter in note):
        raise NoteRefused("the note holds a control character")
    body, gap, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not gap or not body or lines.pop() or not 0 < len(lines) <= MOST_SIGNATURES:
        raise NoteRefused("this is no signed note")
    return body + "\n", list(_signatures(lines))


def _signatures(lines: Iterable[str]) -> Iterable[tuple[str, bytes]]:
    for line in lines:
        words = line.split(" ")
        if len(words) != 3 or words[0] != "—" or not words[1] or "+" in words[1]:
            raise NoteRefused("the note has a malformed signature line")
        try:
            blob = strict_base64(words[2])
        except ValueError as error:
            raise NoteRefused("the note has a signature that is no base64") from error
        if len(blob) < 5:
            raise NoteRefused("the note has a signature that is too short")
        yield words[1], blob


def _require_signature(key: Key, signature: bytes, body: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, body.encode())
    except (InvalidSignature, ValueError) as error:
        raise NoteRefused(f"the signature of {key.name} does not fit") from error
