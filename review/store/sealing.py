"""Sealing one text and opening it again: bytes only, no database.

A text is bound by its commitment, SHA-256(0x00 || blind || text), which says nothing about it once the blind is gone.
Blind and text lie in a box under a key of their own, and that key is wrapped under the epoch key of the log. The
commitment is checked at every opening: AES-GCM alone lets an operator keep two keys for one box.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review.store.ids import uuid7

_BLIND, _KEY, _NONCE = 32, 32, 12


class Unreadable(Exception):
    """The text is there and does not open, or is not the one that was recorded: a finding, for nobody erased it."""


def wrap(epoch_key: AESGCM, log: UUID, key: UUID, secret: bytes, nonce: bytes) -> bytes:
    """A text's own key under the epoch key of its log."""
    return nonce + epoch_key.encrypt(nonce, secret, log.bytes + key.bytes)


def unwrap(epoch_key: AESGCM, log: UUID, key: UUID, wrapped: bytes) -> bytes:
    """The text's own key, or Unreadable."""
    try:
        return epoch_key.decrypt(wrapped[:_NONCE], wrapped[_NONCE:], log.bytes + key.bytes)
    except (InvalidTag, ValueError):
        raise Unreadable(f"the key of text {key} does not open") from None


def rewrap(old: AESGCM, new: AESGCM, log: UUID, key: UUID, wrapped: bytes) -> bytes:
    """The same key under the next epoch key."""
    return wrap(new, log, key, unwrap(old, log, key, wrapped), os.urandom(_NONCE))


def unbox(secret: bytes, key: UUID, box: bytes, commitment: bytes) -> str:
    """The text that was recorded under this commitment, or Unreadable."""
    try:
        blinded = AESGCM(secret).decrypt(box[:_NONCE], box[_NONCE:], key.bytes)
    except (InvalidTag, ValueError):
        raise Unreadable(f"text {key} does not open") from None
    if not hmac.compare_digest(hashlib.sha256(b"\x00" + blinded).digest(), commitment):
        raise Unreadable(f"text {key} is not the one that was recorded")
    return blinded[_BLIND:].decode()


class Sealer:
    """Seals texts for one log, before its lock is taken. Its rows go in with the event that names them."""

    def __init__(self, log: UUID, epoch: int, epoch_key: Callable[[UUID, int], AESGCM]) -> None:
        self.log = log
        self.rows: list[dict[str, Any]] = []
        self._epoch = epoch
        self._epoch_key = epoch_key
        self._wrapper = epoch_key(log, epoch)
        self._secrets: list[bytes] = []

    def seal(self, text: str) -> tuple[UUID, bytes]:
        """The key and the commitment of this text, for the event; a row more in ``rows``."""
        key, random = uuid7(), os.urandom(_BLIND + _KEY + 2 * _NONCE)
        blind, secret = random[:_BLIND], random[_BLIND : _BLIND + _KEY]
        first, second = random[-2 * _NONCE : -_NONCE], random[-_NONCE:]
        blinded = blind + text.encode()
        self._secrets.append(secret)
        self.rows.append(
            {
                "key": key,
                "log": self.log,
                "epoch": self._epoch,
                "wrapped": wrap(self._wrapper, self.log, key, secret, first),
                "box": second + AESGCM(secret).encrypt(second, blinded, key.bytes),
                "quarantined": False,
            }
        )
        return key, hashlib.sha256(b"\x00" + blinded).digest()

    def renew(self, epoch: int) -> None:
        """Under the lock, with the epoch of the writer: wrap again what was sealed before an erasure came between."""
        if epoch == self._epoch:
            return
        self._epoch, self._wrapper = epoch, self._epoch_key(self.log, epoch)
        for row, secret in zip(self.rows, self._secrets, strict=True):
            row["epoch"] = epoch
            row["wrapped"] = wrap(self._wrapper, self.log, row["key"], secret, os.urandom(_NONCE))
