"""What published papers are known by: the number of a parliamentary paper, an address, a fingerprint."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from review.domain.errors import BadReference

PAPER = re.compile(
    r"(?:kamerstukk?(?:en)?\s+)?([0-9]{2}) ?([0-9]{3})(?: ?-? ?([IVXLC]{1,6}[A-Z]?))?"
    r"\s*(?:,|-|\s)\s*(?:nr\.?\s*)?([0-9]{1,4}|[A-Z]{1,3})",
    re.IGNORECASE,
)
"""A dossier of five digits, perhaps with the chapter of a budget, and a number; the Senate counts in letters."""
ADDRESS_LIMIT = 2_000


def paper_number(text: str, field: str = "paper") -> str:
    """As it is cited: ``29521, nr. 451``, ``36410-V, nr. 12``, ``29521, AB``. Raises BadReference."""
    found = PAPER.fullmatch(" ".join(text.split()))
    if found is None:
        raise BadReference(field=field, problem="paper")
    first, last, chapter, number = found.groups()
    dossier = f"{first}{last}" + (f"-{chapter.upper()}" if chapter else "")
    return f"{dossier}, nr. {int(number)}" if number.isdigit() else f"{dossier}, {number.upper()}"


def web_address(text: str, field: str = "address") -> str:
    """An address on the web, as it was given. Raises BadReference for anything that is not plainly one."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        host = None
    address = text.strip()
    sound = address.isprintable() and " " not in address and len(address) <= ADDRESS_LIMIT
    if not (sound and host and "." in host and parts.scheme in ("http", "https") and "@" not in parts.netloc):
        raise BadReference(field=field, problem="address")
    return address


def fingerprint(text: str, field: str = "digest") -> bytes:
    """SHA-256 from its 64 hexadecimal digits, spaces allowed. Raises BadReference."""
    digits = "".join(text.split()).lower()
    if not re.fullmatch("[0-9a-f]{64}", digits):
        raise BadReference(field=field, problem="digest")
    return bytes.fromhex(digits)
