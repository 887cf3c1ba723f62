"""Identifiers: UUID version 7 (RFC 9562), in order of time, so that indexes grow at their end."""

from __future__ import annotations

import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    """A new id: 48 bits of Unix milliseconds, 74 random bits. Tells its moment; use uuid4 for a pseudonym."""
    random = secrets.randbits(74)
    high, low = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=(time.time_ns() // 1_000_000 << 80) | 7 << 76 | high << 64 | 2 << 62 | low)
