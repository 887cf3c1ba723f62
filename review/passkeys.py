"""Passkeys as the browser gives them, held against what was asked: the only place that knows the WebAuthn library.

The library is not the only judge: what the offline verifier would refuse is refused here too, so that nothing is
recorded that cannot be proved later.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from review.domain.errors import PasskeyUnfit
from review.domain.signatures import Assertion
from review.verifier.passkeys import Unsigned, check_signature, read_key

LIBRARY = "webauthn"
"""Loaded when a passkey is used: fifteen megabytes that a server without passkeys need not hold."""
LONGEST = 8192
"""Bytes of one part of an answer; a real one is far shorter."""


def challenge(statement: str) -> bytes:
    return hashlib.sha256(statement.encode()).digest()


def fingerprint(key: bytes) -> bytes:
    """By which a public key is known outside: on paper, in the appointment of its holder."""
    return hashlib.sha256(key).digest()


def host_of(site: str) -> str:
    return urlsplit(site).hostname or ""


def made_known(statement: str, site: str, credential: bytes, client_data: bytes, attestation: bytes) -> bytes:
    """The public key of a passkey that was just made. Raises PasskeyUnfit."""
    _require_short(credential, client_data, attestation)
    answer = {"clientDataJSON": _encoded(client_data), "attestationObject": _encoded(attestation)}
    try:
        found = _webauthn().verify_registration_response(
            credential=_credential(credential, answer),
            expected_challenge=challenge(statement),
            expected_rp_id=host_of(site),
            expected_origin=site,
            require_user_verification=True,
        )
        if found.credential_id != credential:
            raise Unsigned("another credential")
        read_key(found.credential_public_key)
    except Exception as error:  # the library lets AttributeError, binascii.Error and others through
        raise PasskeyUnfit() from error
    return bytes(found.credential_public_key)


def require_signed(it: Assertion, key: bytes, site: str, count: int) -> None:
    """Raises PasskeyUnfit unless this key signed exactly this statement, by a person who was verified."""
    _require_short(it.credential, it.client_data, it.authenticator_data, it.signature)
    answer = {
        "clientDataJSON": _encoded(it.client_data),
        "authenticatorData": _encoded(it.authenticator_data),
        "signature": _encoded(it.signature),
    }
    try:
        _webauthn().verify_authentication_response(
            credential=_credential(it.credential, answer),
            expected_challenge=challenge(it.statement),
            expected_rp_id=host_of(site),
            expected_origin=site,
            credential_public_key=key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
        check_signature(it.statement, site, key, it.client_data, it.authenticator_data, it.signature)
    except Exception as error:
        raise PasskeyUnfit() from error


def _require_short(*parts: bytes) -> None:
    if any(len(part) > LONGEST for part in parts):
        raise PasskeyUnfit()


def _credential(credential: bytes, answer: dict[str, str]) -> dict[str, object]:
    encoded = _encoded(credential)
    return {"id": encoded, "rawId": encoded, "response": answer, "type": "public-key"}


def _encoded(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _webauthn() -> Any:
    return import_module(LIBRARY)
