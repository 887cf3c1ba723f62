"""Approvals signed with a passkey: that the signature is of exactly this decision, and by which key.

The statement is put together anew from the record, so nothing in it can differ from what was recorded.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from .notes import strict_base64
from .records import NotCanonical, Record, leaf_of, read_json

CONFIRMED = "passkey.confirmed"
PRESENT_AND_VERIFIED = 0b101
PARTS = {"passkey", "key", "registered", "leaf", "statement", "client_data", "authenticator_data", "signature"}
EARLIER, LATER = 16 * 60 * 1_000_000, 60 * 1_000_000  #: how far the moment in a statement may lie from its record's

_ES256 = (bytes.fromhex("a5010203262001215820"), bytes.fromhex("225820"))
_ED25519 = bytes.fromhex("a4010103272006215820")
_RS256 = (bytes.fromhex("a401030339010020590100"), bytes.fromhex("2143010001"))

PublicKey = ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey


class Unsigned(Exception):
    """The signature is not one of this decision."""


class Signed(NamedTuple):
    """A signature that fits its decision."""

    fingerprint: str
    counter: int


def read_key(key: bytes) -> PublicKey:
    """A COSE key in its one canonical form: ES256, Ed25519 or RS256 with 2048 bits. Raises Unsigned.

    Compared byte by byte: no second spelling, no other curve, nothing added.
    """
    head, middle = _ES256
    if len(key) == 77 and key.startswith(head) and key[42:45] == middle:
        x, y = int.from_bytes(key[10:42], "big"), int.from_bytes(key[45:], "big")
        try:
            return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        except ValueError:
            raise Unsigned("the public key is no point of its curve") from None
    if len(key) == 42 and key.startswith(_ED25519):
        return ed25519.Ed25519PublicKey.from_public_bytes(key[10:])
    head, tail = _RS256
    if len(key) == len(head) + 256 + len(tail) and key.startswith(head) and key.endswith(tail):
        try:
            return rsa.RSAPublicNumbers(65537, int.from_bytes(key[len(head) : -len(tail)], "big")).public_key()
        except ValueError:
            raise Unsigned("the public key is no RSA key") from None
    raise Unsigned("the public key is of a kind that is not known here")


def check_signature(
    statement: str, site: str, key: bytes, client_data: bytes, authenticator_data: bytes, signature: bytes
) -> int:
    """The counter of the key, where it signed exactly this statement at this site. Raises Unsigned."""
    public = read_key(key)
    try:
        client = json.loads(client_data)
        kind, challenge, origin = client["type"], client["challenge"], client["origin"]
        asked = urlsafe_b64decode(challenge + "=" * (-len(challenge) % 4))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unsigned("what the browser signed cannot be read") from None
    if kind != "webauthn.get" or origin != site or client.get("crossOrigin") not in (None, False):
        raise Unsigned("it was signed at another place")
    if asked != hashlib.sha256(statement.encode()).digest():
        raise Unsigned("another statement was signed")
    if len(authenticator_data) < 37:
        raise Unsigned("what the key says of itself is too short")
    if authenticator_data[:32] != hashlib.sha256((urlsplit(site).hostname or "").encode()).digest():
        raise Unsigned("the key belongs to another site")
    if authenticator_data[32] & PRESENT_AND_VERIFIED != PRESENT_AND_VERIFIED:
        raise Unsigned("nobody was present and verified")
    _require_signed(public, authenticator_data + hashlib.sha256(client_data).digest(), signature)
    return int.from_bytes(authenticator_data[33:37], "big")


def _require_signed(public: PublicKey, data: bytes, signature: bytes) -> None:
    try:
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, data, ec.ECDSA(SHA256()))
        elif isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, data, padding.PKCS1v15(), SHA256())
        else:
            public.verify(signature, data)
    except InvalidSignature:
        raise Unsigned("the signature is not by this key") from None


def check_approval(
    record: Record, envelope: dict[str, Any], state: dict[str, Any], shown: Mapping[int, Record]
) -> Signed:
    """Check the signature that an approval carries. Raises Unsigned."""
    it = state["signature"]
    try:
        key, leaf = strict_base64(it["key"]), strict_base64(it["leaf"])
        parts = [strict_base64(it[name]) for name in ("client_data", "authenticator_data", "signature")]
        statement, registered, passkey = it["statement"], it["registered"], UUID(it["passkey"])
        site, stamped = _field(statement, "site"), _field(statement, "at")
        again = "".join(f"{line}\n" for line in _stated(record, envelope, state, site, stamped))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unsigned("the signature cannot be read") from None
    if set(it) != {
        "passkey",
        "key",
        "registered",
        "leaf",
        "statement",
        "client_data",
        "authenticator_data",
        "signature",
    }:
        raise Unsigned("the signature has other parts than it should")
    if str(passkey) != it["passkey"]:
        raise Unsigned("an id has one spelling")
    if again != statement:
        raise Unsigned("the statement that was signed is not about this decision")
    if not -EARLIER <= _moment(stamped) - record.at <= LATER:
        raise Unsigned("the statement is of another moment than the record")
    count = check_signature(statement, site, key, parts[0], parts[1], parts[2])
    fingerprint = hashlib.sha256(key)
    confirmed = shown.get(registered) if type(registered) is int else None
    if confirmed is None:
        raise Unsigned("the record that confirms whose key it is did not come along")
    _require_confirmed(confirmed, passkey, leaf, envelope.get("person"), fingerprint.digest())
    return Signed(fingerprint.hexdigest(), count)


def _require_confirmed(confirmed: Record, passkey: UUID, leaf: bytes, person: Any, fingerprint: bytes) -> None:
    """The record that says whose key it is: the very one that the approval names, and by a second person."""
    try:
        by, said = read_json(confirmed.envelope), read_json(confirmed.state)
        named = strict_base64(said["fingerprint"])
    except (NotCanonical, KeyError, TypeError, ValueError, AttributeError):
        raise Unsigned("the record that confirms the key cannot be read") from None
    if leaf_of(confirmed) != leaf or confirmed.name != CONFIRMED or confirmed.stream != passkey.bytes:
        raise Unsigned("the record that confirms the key is not the one that the approval names")
    if named != fingerprint or said.get("holder") != person or by.get("person") == person:
        raise Unsigned("the key was not confirmed as that of who approved")


def _field(statement: str, name: str) -> str:
    """Raises ValueError where the statement has no such line."""
    start = f"{name}: "
    found = next((line for line in statement.split("\n") if line.startswith(start)), None)
    if found is None:
        raise ValueError(f"no line {name}")
    return found.removeprefix(start)


def _moment(stamped: str) -> int:
    try:
        found = datetime.strptime(stamped, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise Unsigned("the statement names no moment") from None
    return int(found.timestamp()) * 1_000_000


def _stated(record: Record, envelope: dict[str, Any], state: dict[str, Any], site: str, stamped: str) -> Iterator[str]:
    yield "Toetssteen statement, edition 1"
    yield f"site: {site}"
    yield f"act: approve version {state['draft_version']} of {state['kind']}, part {state.get('part', 0)}"
    yield f"root: {strict_base64(state['root']).hex()}"
    yield f"document: {state['draft']}"
    yield f"evaluation: {UUID(bytes=record.log)}"
    yield f"request: {UUID(bytes=record.stream)}"
    yield f"person: {envelope['person']}"
    yield f"capacity: {envelope['capacity']}"
    yield f"organisation: {envelope.get('on_behalf_of', '')}"
    yield f"seat: {envelope['seat']}"
    yield f"rules: {state['rules']}"
    for name, _, outcome, _ in state["clauses"]:
        yield f"clause {name}: {outcome}"
    for dissent in state.get("dissents", ()):
        yield f"standing objection: {dissent}"
    for statement in state.get("minority", ()):
        yield f"minority statement: {statement}"
    for number, condition in enumerate(state.get("conditions", ()), 1):
        yield f"condition {number}: by {condition['due_on']}"
    yield f"log: {state['head_position']} records before this one, root {strict_base64(state['head_root']).hex()}"
    yield f"at: {stamped}"
