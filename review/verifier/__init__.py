"""How an auditor checks: stands alone (Python and the package `cryptography`), from an export or a live log."""

from __future__ import annotations

from .log import verify_log
from .records import Head, Record
from .texts import CommittedTexts, TextSource
from .verdict import Claim, Finding, Verdict

__all__ = ["Claim", "CommittedTexts", "Finding", "Head", "Record", "TextSource", "Verdict", "verify_log"]
