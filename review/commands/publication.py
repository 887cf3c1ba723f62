"""Publishing the Terms of Reference and the report: the embargo before, the corrections after, the briefing beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone, NoSuchChoice, NotYet, TermRuns
from review.domain.papers import fingerprint, web_address
from review.domain.permissions import Permission
from review.domain.publication import Briefing, Embargo, Publication
from review.domain.vocabulary import DocumentKind
from review.projections import parliament, policy, publication, published, withholdings

NAME_LIMIT = 300


@dataclass(frozen=True, kw_only=True)
class _Afterwards(EvaluationCommand):
    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS


@dataclass(frozen=True, kw_only=True)
class SetEmbargo(_Afterwards):
    """Nothing is published up to and including a day."""

    ends_on: date
    motive: str

    def execute(self, work: Work) -> None:
        """Raises AlreadyDone while another one runs."""
        if publication.embargo(work.tx, self.evaluation, work.today) is not None:
            raise AlreadyDone(what="embargo_set")
        motive = work.seal(texts.required(self.motive, "motive"))
        work.begin(Embargo.set(self.ends_on, motive, work.today))


@dataclass(frozen=True, kw_only=True)
class LiftEmbargo(_Afterwards):
    """The embargo ends before its day."""

    embargo: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Embargo, self.embargo)
        work.keep(it, it.lift(work.seal(texts.required(self.motive, "motive")), work.today))


@dataclass(frozen=True, kw_only=True)
class PublishReport(_Afterwards):
    """The report stands at a public address; the file there is known by its fingerprint."""

    address: str
    digest: str
    occurred_on: date

    def execute(self, work: Work) -> None:
        """Raises NotYet before both Chambers have it or while a withholding is undecided, TermRuns, AlreadyDone."""
        sent, since = policy.sent_version(work.tx, self.evaluation), parliament.complete_on(work.tx, self.evaluation)
        if sent is None or since is None:
            raise NotYet(what="parliament")
        if policy.approved_report(work.tx, self.evaluation) is None:  # it was withdrawn meanwhile
            raise NotYet(what="report_approved")
        if publication.current(work.tx, self.evaluation) is not None:
            raise AlreadyDone(what="report_published")
        if (runs := publication.embargo(work.tx, self.evaluation, self.occurred_on)) is not None:
            raise TermRuns(what="embargo", due=runs)
        if withholdings.undecided(work.tx, self.evaluation):
            raise NotYet(what="withholdings")
        address, digest = work.seal(web_address(self.address)), fingerprint(self.digest)
        held = withholdings.withheld(work.tx, self.evaluation)
        on = self.occurred_on
        work.begin(Publication.publish(sent, address, digest, on, since, work.today, withheld=held))


@dataclass(frozen=True, kw_only=True)
class PublishTerms(_Afterwards):
    """An approved version of the Terms of Reference stands at a public address (rule G4); ``number`` says which.

    An amended version is published beside the one before, which stays at its own address.
    """

    number: int
    address: str
    digest: str
    occurred_on: date

    def execute(self, work: Work) -> None:
        """Raises NotYet for a version that is not approved, TermRuns, AlreadyDone."""
        approved = published.approved_terms(work.tx, self.evaluation).get(self.number)
        if approved is None:
            raise NotYet(what="terms_approved")
        if self.number in published.terms(work.tx, self.evaluation):
            raise AlreadyDone(what="terms_published")
        if (runs := publication.embargo(work.tx, self.evaluation, self.occurred_on)) is not None:
            raise TermRuns(what="embargo", due=runs)
        address, digest = work.seal(web_address(self.address)), fingerprint(self.digest)
        at = (self.occurred_on, approved.on, work.today)
        kind = DocumentKind.TERMS_OF_REFERENCE
        work.begin(Publication.publish(approved.version, address, digest, *at, kind=kind))


@dataclass(frozen=True, kw_only=True)
class CorrectPublication(_Afterwards):
    """A corrigendum stands beside the publication, which stays as it was."""

    publication: UUID
    address: str
    digest: str
    occurred_on: date
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Publication, self.publication)
        address, digest = work.seal(web_address(self.address)), fingerprint(self.digest)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.correct(address, digest, self.occurred_on, motive, work.today))


@dataclass(frozen=True, kw_only=True)
class WithdrawPublication(_Afterwards):
    """The publication is taken back, for a reason that stays on record."""

    publication: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Publication, self.publication)
        work.keep(it, it.withdraw(work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class AskBriefing(_Afterwards):
    """A committee of parliament asks for a technical briefing."""

    committee: str
    occurred_on: date

    def execute(self, work: Work) -> None:
        committee = work.seal(texts.required(self.committee, "committee", NAME_LIMIT))
        work.begin(Briefing.ask(committee, self.occurred_on, work.today))


@dataclass(frozen=True, kw_only=True)
class HoldBriefing(_Afterwards):
    """A briefing was held: when, by whom in which function, which withheld findings were told; not what was said."""

    briefing: UUID
    occurred_on: date
    presenter: str
    behind_closed_doors: bool = False
    withholdings: tuple[UUID, ...] = ()

    def execute(self, work: Work) -> None:
        """Raises NoSuchChoice for a finding that is not withheld, or told with the doors open."""
        it = work.load(Briefing, self.briefing)
        told = tuple(dict.fromkeys(self.withholdings))
        if set(told) - withholdings.ids(work.tx, self.evaluation) or (told and not self.behind_closed_doors):
            raise NoSuchChoice(field="withholdings", value=str(len(told)))
        presenter = work.seal(texts.required(self.presenter, "presenter", NAME_LIMIT))
        closed = self.behind_closed_doors
        work.keep(it, it.hold(self.occurred_on, presenter, told, work.today, behind_closed_doors=closed))


@dataclass(frozen=True, kw_only=True)
class CancelBriefing(_Afterwards):
    """The briefing that was asked for is not held."""

    briefing: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Briefing, self.briefing)
        work.keep(it, it.cancel(work.seal(texts.required(self.motive, "motive"))))
