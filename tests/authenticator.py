"""An authenticator in software: makes passkeys and signs with them as a real one does, for tests without a browser."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from review.domain.signatures import Assertion
from review.passkeys import challenge, host_of

SITE = "https://toetssteen.example"
ALGORITHMS = ("ES256", "EdDSA", "RS256")
VERIFIED = 0b101


def client_data(kind: str, statement: str, site: str) -> bytes:
    asked = urlsafe_b64encode(challenge(statement)).rstrip(b"=").decode()
    said = {"type": f"webauthn.{kind}", "challenge": asked, "origin": site, "crossOrigin": False}
    return json.dumps(said, separators=(",", ":")).encode()


@dataclass
class Authenticator:
    """One credential; ``count`` is its counter, ``flags`` what it says of whoever touched it."""

    algorithm: str = "ES256"
    site: str = SITE
    flags: int = VERIFIED
    count: int = 0
    credential: bytes = field(default_factory=lambda: os.urandom(32))

    def __post_init__(self) -> None:
        self.private: Any
        if self.algorithm == "ES256":
            self.private = ec.generate_private_key(ec.SECP256R1())
        elif self.algorithm == "EdDSA":
            self.private = ed25519.Ed25519PrivateKey.generate()
        else:
            self.private = rsa.generate_private_key(65537, 2048)

    @property
    def key(self) -> bytes:
        """The public key as a COSE key."""
        public = self.private.public_key()
        if self.algorithm == "ES256":
            at = public.public_numbers()
            return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")})
        if self.algorithm == "EdDSA":
            return cbor2.dumps({1: 1, 3: -8, -1: 6, -2: public.public_bytes_raw()})
        at = public.public_numbers()
        return cbor2.dumps({1: 3, 3: -257, -1: at.n.to_bytes(256, "big"), -2: at.e.to_bytes(3, "big")})

    def made(self, statement: str) -> dict[str, bytes]:
        """What a browser hands over when the passkey is made."""
        length = len(self.credential).to_bytes(2, "big")
        said = self._said(self.flags | 0b1000000) + bytes(16) + length + self.credential + self.key
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
        return {
            "credential": self.credential,
            "client_data": client_data("create", statement, self.site),
            "attestation": attestation,
        }

    def sign(self, statement: str) -> Assertion:
        """What a browser hands over when the passkey is used."""
        self.count += 1
        said, client = self._said(self.flags), client_data("get", statement, self.site)
        data = said + hashlib.sha256(client).digest()
        if self.algorithm == "ES256":
            signature = self.private.sign(data, ec.ECDSA(SHA256()))
        elif self.algorithm == "EdDSA":
            signature = self.private.sign(data)
        else:
            signature = self.private.sign(data, padding.PKCS1v15(), SHA256())
        return Assertion(self.credential, statement, client, said, signature)

    def _said(self, flags: int) -> bytes:
        return hashlib.sha256(host_of(self.site).encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")
