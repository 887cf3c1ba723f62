"""Passkeys: a director makes one known, an administrator confirms whose it is; ending one takes two people as well."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, OwnPasskey, Unknown


class PasskeyState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ENDING = "ending"  #: somebody asked to end it; it counts until a second person agrees
    ENDED = "ended"


class PasskeyProposed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "passkey.proposed"
    holder: UUID
    credential: bytes
    key: bytes  #: public, as a COSE key
    site: str


class PasskeyConfirmed(Event, frozen=True, kw_only=True):
    """From here on the key counts. An export of an evaluation brings this record along, so it stands by itself."""

    NAME: ClassVar[str] = "passkey.confirmed"
    holder: UUID
    fingerprint: bytes  #: SHA-256 of the public key


class PasskeyEndAsked(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "passkey.end-asked"
    by: UUID
    motive: Sealed


class PasskeyEnded(Event, frozen=True, kw_only=True):
    """What was signed with it before stays signed."""

    NAME: ClassVar[str] = "passkey.ended"
    holder: UUID
    fingerprint: bytes
    motive: Sealed


class Passkey(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = PasskeyProposed

    holder: UUID | None = None
    fingerprint: bytes = b""
    state: PasskeyState | None = None
    asked_by: UUID | None = None

    def _require(self) -> UUID:
        if self.holder is None:
            raise Unknown(what="passkey")
        if self.state is PasskeyState.ENDED:
            raise AlreadyDone(what="passkey_ended")
        return self.holder

    def confirm(self, person: UUID, fingerprint: bytes) -> PasskeyConfirmed:
        """Raises OwnPasskey: two people make a key count."""
        holder = self._require()
        if person == holder:
            raise OwnPasskey()
        if self.state is not PasskeyState.PROPOSED:
            raise AlreadyDone(what="passkey_confirmed")
        return PasskeyConfirmed(holder=holder, fingerprint=fingerprint)

    def end(self, person: UUID, motive: Sealed) -> PasskeyEndAsked | PasskeyEnded:
        """The first who wants it asks, another person carries it out. Raises AlreadyDone for the same person twice."""
        holder = self._require()
        if self.asked_by == person:
            raise AlreadyDone(what="passkey_end_asked")
        if self.asked_by is None:
            return PasskeyEndAsked(by=person, motive=motive)
        return PasskeyEnded(holder=holder, fingerprint=self.fingerprint, motive=motive)

    def evolve(self, event: Event) -> Passkey:
        match event:
            case PasskeyProposed():
                return self.but(holder=event.holder, state=PasskeyState.PROPOSED)
            case PasskeyConfirmed():
                return self.but(fingerprint=event.fingerprint, state=PasskeyState.CONFIRMED)
            case PasskeyEndAsked():
                return self.but(asked_by=event.by, state=PasskeyState.ENDING)
            case PasskeyEnded():
                return self.but(state=PasskeyState.ENDED)
        return self
