"""Registering people, opening their accounts, giving offices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import InstallationCommand, Review, Work, uuid7
from review.domain import errors, texts
from review.domain.errors import Unknown, WeakPassword
from review.domain.people import OfficeAppointment, Person, PersonRegistered, PersonRenamed
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.store.accounts import LoginTaken, PasswordHash
from review.store.vault import Sealer

PASSWORD_LENGTH = 12


@dataclass(frozen=True, kw_only=True)
class RegisterPerson(InstallationCommand):
    """Somebody becomes known, by a sealed name and an organisation."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    name: str
    organisation: str
    person: UUID = field(default_factory=uuid7)

    def execute(self, work: Work) -> None:
        name = texts.required(self.name, "name", texts.TITLE_LIMIT)
        organisation = texts.organisation(self.organisation)
        work.begin(PersonRegistered(name=work.seal(name), organisation=organisation), self.person)


@dataclass(frozen=True, kw_only=True)
class RenamePerson(InstallationCommand):
    """A person's name changes; the first stays on record, sealed."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    person: UUID
    name: str

    def execute(self, work: Work) -> None:
        it = work.load(Person, self.person)
        it.require_registered()
        name = texts.required(self.name, "name", texts.TITLE_LIMIT)
        work.keep(it, PersonRenamed(name=work.seal(name)))


@dataclass(frozen=True, kw_only=True)
class OpenAccount(InstallationCommand):
    """A person can sign in from now on."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    person: UUID
    login: str
    password: str

    def prepare(self, review: Review, sealer: Sealer) -> PasswordHash:
        require_strong(self.password, texts.required(self.login, "login", 100))
        return PasswordHash.of(self.password)

    def execute(self, work: Work) -> None:
        it = work.load(Person, self.person)
        work.keep(it, it.open_account())
        try:
            work.review.accounts.add(work.tx, self.person, self.login, work.prepared)
        except LoginTaken:
            raise errors.LoginTaken() from None


@dataclass(frozen=True, kw_only=True)
class WelcomePerson(InstallationCommand):
    """Somebody becomes known, can sign in and holds these offices from today: all of it, or nothing."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    name: str
    organisation: str
    login: str
    password: str
    offices: tuple[Capacity, ...] = ()
    person: UUID = field(default_factory=uuid7)

    def prepare(self, review: Review, sealer: Sealer) -> PasswordHash:
        require_strong(self.password, texts.required(self.login, "login", 100))
        return PasswordHash.of(self.password)

    def execute(self, work: Work) -> None:
        organisation = texts.organisation(self.organisation)
        name = work.seal(texts.required(self.name, "name", texts.TITLE_LIMIT))
        it = work.load(Person, self.person)
        registered = PersonRegistered(name=name, organisation=organisation)
        work.keep(it, registered)
        work.keep(it, it.evolve(registered).but(version=1).open_account())
        try:
            work.review.accounts.add(work.tx, self.person, self.login, work.prepared)
        except LoginTaken:
            raise errors.LoginTaken() from None
        for office in dict.fromkeys(self.offices):
            work.begin(OfficeAppointment.give(self.person, office, organisation, work.today, None))


@dataclass(frozen=True, kw_only=True)
class ReplacePassword(InstallationCommand):
    """An administrator sets a new password; the person's sessions end."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    person: UUID
    password: str

    def prepare(self, review: Review, sealer: Sealer) -> PasswordHash:
        with review.reading() as tx:
            require_strong(self.password, review.accounts.login_of(tx, self.person) or "")
        return PasswordHash.of(self.password)

    def execute(self, work: Work) -> None:
        it = work.load(Person, self.person)
        work.keep(it, it.replace_password())
        work.review.accounts.set_password(work.tx, self.person, work.prepared)
        work.review.sessions.revoke_all(self.person)


@dataclass(frozen=True, kw_only=True)
class CloseAccount(InstallationCommand):
    """A person can no longer sign in; what was done stays."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    person: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Person, self.person)
        work.keep(it, it.close_account())
        work.review.accounts.close(work.tx, self.person)
        work.review.sessions.revoke_all(self.person)


@dataclass(frozen=True, kw_only=True)
class GiveOffice(InstallationCommand):
    """A person gets an office of the installation for a period."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    person: UUID
    office: Capacity
    organisation: str
    starts_on: date | None = None
    ends_on: date | None = None

    def execute(self, work: Work) -> None:
        work.load(Person, self.person).require_registered()
        given = OfficeAppointment.give(
            self.person,
            self.office,
            texts.organisation(self.organisation),
            self.starts_on or work.today,
            self.ends_on,
        )
        work.begin(given)


@dataclass(frozen=True, kw_only=True)
class EndOffice(InstallationCommand):
    """An office ends today."""

    needs: ClassVar[Permission] = Permission.MANAGE_ACCOUNTS
    office: UUID
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(OfficeAppointment, self.office)
        if not it.version:
            raise Unknown(what="office")
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.end(work.today, motive))


def require_strong(password: str, login: str) -> None:
    """Raises WeakPassword: length counts (ASVS V6.2.1), and the sign-in name is no password."""
    if len(password) < PASSWORD_LENGTH or password.casefold() == login.casefold():
        raise WeakPassword(length=PASSWORD_LENGTH)
