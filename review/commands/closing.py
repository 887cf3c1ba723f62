"""The file of an evaluation: closing it, opening it again, handing it over to an archive; always two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.evaluations import Halt, Running
from review.domain.filing import AGREEMENTS, File, Word
from review.domain.permissions import Permission
from review.projections import closing


@dataclass(frozen=True, kw_only=True)
class _OnFile(EvaluationCommand):
    """The director and the records manager act together: the first agrees, the act of the other carries it out."""

    needs: ClassVar[Permission] = Permission.CLOSE_FILE
    while_halted: ClassVar[bool] = True

    def word(self, work: Work) -> Word | None:
        """What one of the two agreed to, where that is the last that happened to the file."""
        acts = [it for it in work.records_of(self.evaluation) if it.event.NAME.startswith("file.")]
        if not acts or not isinstance(acts[-1].event, AGREEMENTS):
            return None
        by = acts[-1].envelope
        return acts[-1].event, by.capacity, by.person


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
