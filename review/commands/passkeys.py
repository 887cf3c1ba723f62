"""Making a passkey known, confirming whose it is, and ending it; each of it takes two people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import InstallationCommand, Work
from review.domain import stating, texts
from review.domain.errors import AlreadyDone, NotPermitted, PasskeyUnfit
from review.domain.passkeys import Passkey, PasskeyProposed
from review.domain.permissions import Permission
from review.passkeys import fingerprint, made_known
from review.projections import passkeys


@dataclass(frozen=True, kw_only=True)
class RegisterPasskey(InstallationCommand):
    """A director makes an own passkey known; it counts when somebody else has confirmed whose it is."""

    needs: ClassVar[Permission] = Permission.REGISTER_PASSKEY
    site: str
    statement: str
    credential: bytes
    client_data: bytes
    attestation: bytes

    def execute(self, work: Work) -> None:
        stamped = stating.field_of(self.statement, "at")
        require_fresh(work, stamped)
        if self.statement != stating.registration(self.site, work.person, stamped):
            raise PasskeyUnfit()
        if passkeys.is_known(work.tx, self.credential):
            raise AlreadyDone(what="passkey_confirmed")
        key = made_known(self.statement, self.site, self.credential, self.client_data, self.attestation)
        work.begin(PasskeyProposed(holder=work.person, credential=self.credential, key=key, site=self.site))


@dataclass(frozen=True, kw_only=True)
class ConfirmPasskey(InstallationCommand):
    """An administrator confirms, having compared the fingerprint with the holder, that a passkey is theirs."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    passkey: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Passkey, self.passkey)
        work.keep(it, it.confirm(work.person, fingerprint(passkeys.key_of(work.tx, self.passkey))))


@dataclass(frozen=True, kw_only=True)
class EndOwnPasskey(InstallationCommand):
    """A director wants an own passkey to count no longer; an administrator carries it out, or asked for it."""

    needs: ClassVar[Permission] = Permission.REGISTER_PASSKEY
    passkey: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Passkey, self.passkey)
        if it.holder is not None and it.holder != work.person:
            raise NotPermitted(act=self.needs, capacity=work.acting.capacity)
        work.keep(it, it.end(work.person, work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class EndPasskey(InstallationCommand):
    """An administrator asks that a passkey counts no longer, or carries out what somebody else asked."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    passkey: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Passkey, self.passkey)
        work.keep(it, it.end(work.person, work.seal(texts.required(self.motive, "motive"))))


def require_fresh(work: Work, stamped: str) -> None:
    """Raises PasskeyUnfit where a statement was not made just now."""
    try:
        age = work.now - stating.moment_of(stamped)
    except ValueError:
        raise PasskeyUnfit() from None
    if not -60_000_000 <= age <= stating.FRESH:
        raise PasskeyUnfit()
