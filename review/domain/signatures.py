"""A signature under a decision with a passkey, kept so that it can be checked without us."""

from __future__ import annotations

from uuid import UUID

import msgspec


class Signature(msgspec.Struct, frozen=True):
    """What a passkey signed: SHA-256 of the statement is the challenge in ``client_data``.

    ``registered`` and ``leaf`` name the record of the installation's log by which the key was confirmed.
    """

    passkey: UUID
    key: bytes  #: public, as a COSE key
    registered: int
    leaf: bytes
    statement: str
    client_data: bytes
    authenticator_data: bytes
    signature: bytes


class Assertion(msgspec.Struct, frozen=True):
    """What came from the browser, before anybody looked at it."""

    credential: bytes
    statement: str
    client_data: bytes
    authenticator_data: bytes
    signature: bytes
