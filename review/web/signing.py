"""What a form carries from a passkey: bytes as base64url, and never the judgement of a script."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from review.domain.errors import PasskeyUnfit
from review.domain.signatures import Assertion
from review.projections import passkeys
from review.web.forms import Entered
from review.web.session import current_person, review

SIGNED = ("credential", "client_data", "authenticator_data", "signature")


def has_passkey() -> bool:
    """Whether who is signed in has a passkey that counts, and so decides with it."""
    with review().reading() as tx:
        return bool(passkeys.counting(tx, current_person()))


def assertion(form: Entered) -> Assertion | None:
    """What the passkey signed; None where no script of the page brought it. Raises PasskeyUnfit."""
    if not form.value("signature"):
        return None
    return Assertion(statement=statement_in(form), **{name: bytes_in(form, name) for name in SIGNED})


def statement_in(form: Entered) -> str:
    """The statement as it was made, whatever the form did to its line ends."""
    return form.text("statement") + "\n"


def bytes_in(form: Entered, name: str) -> bytes:
    """Raises PasskeyUnfit."""
    try:
        given = form.value(name).encode("ascii")
        return urlsafe_b64decode(given + b"=" * (-len(given) % 4))
    except (Error, ValueError):
        raise PasskeyUnfit() from None


def encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()
