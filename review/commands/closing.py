"""The file of an evaluation: closing, opening again, handing over to an archive, destroying; always two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work, uuid7
from review.domain import texts
from review.domain.acts import Recorded, sealed_in
from review.domain.erasures import Erasure, ErasureCarriedOut, ErasureRequested
from review.domain.errors import Stale
from review.domain.evaluations import EvaluationOpened, Halt, Running
from review.domain.filing import AGREEMENTS, DestructionAgreed, DestructionCertified, File, Word
from review.domain.permissions import Permission
from review.projections import closing
from review.store import remaining


@dataclass(frozen=True, kw_only=True)
class _OnFile(EvaluationCommand):
    """The director and the records manager act together: the first agrees, the act of the other carries it out."""

    needs: ClassVar[Permission] = Permission.CLOSE_FILE
    while_halted: ClassVar[bool] = True

    def agreed(self, work: Work) -> Recorded | None:
        """What one of the two agreed to, where that is the last that happened to the file."""
        acts = [it for it in work.records_of(self.evaluation) if it.event.NAME.startswith("file.")]
        return acts[-1] if acts and isinstance(acts[-1].event, AGREEMENTS) else None

    def word(self, work: Work) -> Word | None:
        it = self.agreed(work)
        return None if it is None else (it.event, it.envelope.capacity, it.envelope.person)


@dataclass(frozen=True, kw_only=True)
class CloseFile(_OnFile):
    """The director and the records manager close the file; nothing moves in it any more."""

    motive: str = ""

    def execute(self, work: Work) -> None:
        """Raises EvaluationWaits while it is suspended, NotYet while a clause is open, SameOfficer."""
        running = work.load(Running, self.evaluation)
        if running.halt is Halt.SUSPENDED:
            running.require()
        it = work.load(File, self.evaluation)
        clauses = closing.clauses(work.tx, self.evaluation)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.close(work.acting, self.word(work), clauses, motive))


@dataclass(frozen=True, kw_only=True)
class ReopenFile(_OnFile):
    """The director and the records manager open a closed file again, with reasons."""

    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(File, self.evaluation)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.reopen(work.acting, self.word(work), motive))


@dataclass(frozen=True, kw_only=True)
class TransferFile(_OnFile):
    """A closed file goes to an archive, and is not opened again here."""

    organisation: str
    occurred_on: date

    def execute(self, work: Work) -> None:
        it = work.load(File, self.evaluation)
        organisation = texts.organisation(self.organisation)
        work.keep(it, it.transfer(work.acting, self.word(work), organisation, self.occurred_on, work.today))


@dataclass(frozen=True, kw_only=True)
class DestroyFile(_OnFile):
    """The texts of a transferred file are destroyed here (rule R6): one writes the certificate, the other agrees to it.

    Without a description: to what the other one wrote, ``seen`` being its number among the acts on the file.
    With one it is written anew, and waits for the other.
    """

    seals_checkpoint: ClassVar[bool] = True
    description: str = ""
    articles: str = ""
    elsewhere: str = ""
    seen: int = 0

    def execute(self, work: Work) -> None:
        """Raises Stale where the other one wrote it anew meanwhile."""
        it, agreed = work.load(File, self.evaluation), self.agreed(work)
        said, version, at = self._said(work), *((0, 0) if agreed is None else (agreed.version, agreed.at))
        event = it.destroy(work.acting, self.word(work), said, uuid7(), at)
        if said is None and self.seen != version:
            raise Stale(what="decision", since=())
        work.keep(it, event)
        if isinstance(event, DestructionCertified):
            keys = tuple(sorted(remaining.keys_of(work.tx, work.log) - self._kept(work)))
            work.review.sets.clear(work.tx, work.log)
            destroyed = ErasureCarriedOut(keys=keys, subject=self.evaluation)
            work.keep(work.load(Erasure, event.erasure), destroyed)

    def _said(self, work: Work) -> DestructionAgreed | None:
        if not any(text.strip() for text in (self.description, self.articles, self.elsewhere)):
            return None
        return DestructionAgreed(
            description=work.seal(texts.required(self.description, "description")),
            articles=work.seal(texts.required(self.articles, "articles")),
            elsewhere=work.seal_optional(texts.optional(self.elsewhere, "elsewhere")),
        )

    def _kept(self, work: Work) -> set[UUID]:
        """What a certificate must still say: the title, what happened to the file, and why texts were erased before."""
        return {
            sealed.key
            for it in work.review.records(work.tx, work.log)
            for sealed in sealed_in(it.event.title if isinstance(it.event, EvaluationOpened) else it.event)
            if isinstance(it.event, (EvaluationOpened, ErasureRequested)) or it.event.NAME.startswith("file.")
        }
