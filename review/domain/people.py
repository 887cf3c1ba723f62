"""The installation, its people, their accounts and the offices they hold."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, NoSuchChoice, Unknown
from review.domain.vocabulary import OFFICES, Capacity, Level


class InstallationFounded(Event, frozen=True, kw_only=True):
    """The first record of an installation; a demo says so here, for ever."""

    NAME: ClassVar[str] = "installation.founded"
    demo: bool = False
    ceiling: Level = Level.DEP_V
    origin: str  #: the name under which this installation signs its checkpoints


class SigningKeyRegistered(Event, frozen=True, kw_only=True):
    """The public key that signs checkpoints, in C2SP verifier form (name+id+key)."""

    NAME: ClassVar[str] = "installation.signing-key-registered"
    verifier_key: str


class PersonRegistered(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "person.registered"
    name: Sealed
    organisation: str


class PersonRenamed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "person.renamed"
    name: Sealed


class AccountOpened(Event, frozen=True, kw_only=True):
    """The person can sign in; the sign-in name and password hash are rows, not facts."""

    NAME: ClassVar[str] = "account.opened"


class AccountClosed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "account.closed"


class PasswordReplaced(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "account.password-replaced"


class OfficeGiven(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "office.given"
    person: UUID
    office: Capacity
    organisation: str
    starts_on: date
    ends_on: date | None = None


class OfficeEnded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "office.ended"
    ended_on: date
    motive: Sealed | None = None


class Person(Aggregate, frozen=True, kw_only=True):
    """Known by an opaque id; the name is sealed."""

    BEGINS: ClassVar[type[Event]] = PersonRegistered

    organisation: str = ""
    has_account: bool = False

    def require_registered(self) -> None:
        if not self.version:
            raise Unknown(what="person")

    def open_account(self) -> AccountOpened:
        self.require_registered()
        if self.has_account:
            raise AlreadyDone(what="account_opened")
        return AccountOpened()

    def close_account(self) -> AccountClosed:
        if not self.has_account:
            raise AlreadyDone(what="account_closed")
        return AccountClosed()

    def replace_password(self) -> PasswordReplaced:
        if not self.has_account:
            raise Unknown(what="account")
        return PasswordReplaced()

    def evolve(self, event: Event) -> Person:
        match event:
            case PersonRegistered(organisation=organisation):
                return self.but(organisation=organisation)
            case AccountOpened():
                return self.but(has_account=True)
            case AccountClosed():
                return self.but(has_account=False)
        return self


class OfficeAppointment(Aggregate, frozen=True, kw_only=True):
    """One person in one office for a period."""

    BEGINS: ClassVar[type[Event]] = OfficeGiven

    ends_on: date | None = None
    ended: bool = False

    @staticmethod
    def give(
        person: UUID, office: Capacity, organisation: str, starts_on: date, ends_on: date | None = None
    ) -> OfficeGiven:
        """Raises NoSuchChoice for a capacity that is a seat, BadPeriod."""
        if office not in OFFICES:
            raise NoSuchChoice(field="office", value=office)
        if ends_on is not None and ends_on < starts_on:
            raise BadPeriod(field="ends_on")
        return OfficeGiven(
            person=person, office=office, organisation=organisation, starts_on=starts_on, ends_on=ends_on
        )

    def end(self, ended_on: date, motive: Sealed | None) -> OfficeEnded:
        if self.ended or (self.ends_on is not None and self.ends_on < ended_on):
            raise AlreadyDone(what="office_ended")
        return OfficeEnded(ended_on=ended_on, motive=motive)

    def evolve(self, event: Event) -> OfficeAppointment:
        match event:
            case OfficeGiven(ends_on=ends_on):
                return self.but(ends_on=ends_on)
            case OfficeEnded():
                return self.but(ended=True)
        return self
