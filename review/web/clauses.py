"""The gate of a version as people see it: each clause with its outcome, its proofs, and who is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from review.domain.acts import Door, Reader
from review.domain.gates import Clause, ClauseName, ClauseRecord, Ground, Outcome, Standing, clauses
from review.domain.visibility import may_replay
from review.domain.vocabulary import Capacity
from review.projections import remarks
from review.projections.schema import Tx
from review.web.session import review
from review.web.telling import Told, clause_name, outcome_name, told
from review.web.translations import gettext, ngettext

SHOWN = 5
TONES = {
    Outcome.SATISFIED: "met",
    Outcome.OVERRIDDEN: "met",
    Outcome.NOT_APPLICABLE: "na",
}


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause as a line of a list; ``proofs`` are shown to those who may replay the trail."""

    clause: ClauseName
    name: str
    rule: str
    outcome: Outcome
    outcome_name: str
    tone: str
    reason: str
    waits_for: Capacity | None
    proofs: tuple[Told, ...]
    more: int

    @property
    def is_met(self) -> bool:
        return self.tone != "unmet"


def gate(tx: Tx, door: Door, reader: Reader, evaluation: UUID, facts: Standing) -> list[ClauseView]:
    """Every clause as it stands now."""
    sight = _Sight(tx, reader, evaluation, facts)
    found = [sight.told(clause) for clause in clauses(facts)]
    proofs = _proofs(tx, door, reader, evaluation, found)
    return [_view(told, sight.reason(told) or _reason(told, facts), told.waits_for, proofs) for told in found]


class _Sight:
    """What a gate tells a reader of comments: whether a clause is met, and never how many others wrote unseen.

    Whoever replays the trail knows how many there are, save in a round that keeps them from that very reader. To others
    it says nothing while a round may still be blind.
    """

    def __init__(self, tx: Tx, reader: Reader, evaluation: UUID, facts: Standing) -> None:
        self._tx, self._reader, self._evaluation = tx, reader, evaluation
        self._runs = bool(facts.open_rounds)
        self._unknown = Ground.ROUNDS in facts.failed  # then nobody knows either whether one is blind
        self._all = may_replay(reader) and not (
            self._runs and facts.draft in remarks.blinding(tx, reader, evaluation).values()
        )
        self._about = {
            ClauseName.COMMENTS_DISPOSED: facts.open_comments,
            ClauseName.ACCEPTED_CHANGED: facts.untrue,
            ClauseName.COMMENTS_PLACED: facts.floating,
        }

    def told(self, clause: Clause) -> Clause:
        if self._all or clause.name not in self._about:
            return clause
        if self._unknown or clause.outcome is Outcome.ERROR:
            failed = {"outcome": Outcome.ERROR, "proofs": (), "count": 0, "waits_for": Capacity.ADMINISTRATOR}
            return msgspec.structs.replace(clause, **failed)
        if self._runs:
            open_ = {"outcome": Outcome.UNSATISFIED, "proofs": (), "count": 0, "waits_for": None}
            return msgspec.structs.replace(clause, **open_)
        if clause.is_met:
            return clause
        seen = remarks.seen_at(self._tx, self._reader, self._evaluation, self._about[clause.name])
        return msgspec.structs.replace(clause, count=seen)

    def reason(self, clause: Clause) -> str:
        if self._all or clause.name not in self._about or clause.is_met or clause.count:
            return ""
        if clause.outcome is Outcome.ERROR:
            return ""
        return gettext("The round is still open.") if self._runs else _unseen(clause.name)


def _unseen(name: ClauseName) -> str:
    """What is in the way where all of it was said for others."""
    match name:
        case ClauseName.ACCEPTED_CHANGED:
            return gettext("Comments that were not written for you were accepted, but the text reads as before.")
        case ClauseName.COMMENTS_PLACED:
            return gettext("Comments that were not written for you have no sure place in this version.")
    return gettext("Comments that were not written for you have not been dealt with.")


def recorded_gate(
    tx: Tx, door: Door, reader: Reader, evaluation: UUID, kept: Sequence[ClauseRecord]
) -> list[ClauseView]:
    """Every clause as an approval keeps it."""
    proofs = _proofs(tx, door, reader, evaluation, kept)
    return [_view(clause, "", None, proofs) for clause in kept]


def _proofs(
    tx: Tx, door: Door, reader: Reader, evaluation: UUID, found: Iterable[Clause | ClauseRecord]
) -> dict[int, Told]:
    if not may_replay(reader):
        return {}
    wanted = sorted({position for clause in found for position in clause.proofs[:SHOWN]})
    rows = told(tx, door, reader, review().records_at(tx, evaluation, wanted))
    return {row.position: row for row in rows}


def _view(
    clause: Clause | ClauseRecord, reason: str, waits_for: Capacity | None, proofs: dict[int, Told]
) -> ClauseView:
    shown = tuple(proofs[position] for position in clause.proofs[:SHOWN] if position in proofs)
    return ClauseView(
        clause.name,
        clause_name(clause.name),
        clause.rule,
        clause.outcome,
        outcome_name(clause.outcome),
        TONES.get(clause.outcome, "unmet"),
        reason,
        waits_for,
        shown,
        len(clause.proofs) - len(shown) if shown else 0,
    )


def _reason(clause: Clause, facts: Standing) -> str:
    """Why a clause is not met, in words."""
    if clause.is_met:
        return ""
    if clause.outcome is Outcome.ERROR:
        return gettext(
            "This cannot be judged: what is kept about it cannot be read. Until it can, nobody approves this version,"
            " not with a waiver either. The administrator can have it made again from the trail (toetssteen rebuild)."
        )
    match clause.name:
        case ClauseName.SOUNDING_BOARD_CLOSED | ClauseName.REFERENCE_GROUP_CLOSED:
            if clause.count:
                return gettext("The round is still open.")
            return gettext("No round of this group has been held and closed yet.")
        case ClauseName.PRESENTED:
            return gettext("No presentation has been recorded yet.")
        case ClauseName.TRACEABILITY_CHECKED:
            return gettext("Nobody has checked this version yet, or the last check found something.")
        case ClauseName.INDEPENDENT_OPINION:
            return gettext("No opinion has been filed yet.")
        case ClauseName.QUALITY_JUDGED:
            return gettext("No independent member has judged this version yet.")
        case ClauseName.VERSION_UNCHANGED:
            if facts.requested is None:
                return gettext("Approval has not been requested yet.")
            return gettext("A newer version was submitted after the request.")
    return _counted(clause.name, clause.count)


def _counted(name: ClauseName, count: int) -> str:
    """How many things are in the way."""
    match name:
        case ClauseName.SOUNDING_BOARD_HEARD | ClauseName.REFERENCE_GROUP_HEARD:
            return ngettext(
                "%(num)d demand of the quorum is not met: look at its round, or hold one.",
                "%(num)d demands of the quorum are not met: look at its round, or hold one.",
                count,
            )
        case ClauseName.PLEDGES_SIGNED:
            return ngettext("%(num)d pledge is not signed.", "%(num)d pledges are not signed.", count)
        case ClauseName.COMMENTS_DISPOSED:
            return ngettext(
                "%(num)d comment has not been dealt with.", "%(num)d comments have not been dealt with.", count
            )
        case ClauseName.ACCEPTED_CHANGED:
            return ngettext(
                "%(num)d comment was accepted, but the text reads as before.",
                "%(num)d comments were accepted, but the text reads as before.",
                count,
            )
        case ClauseName.COMMENTS_PLACED:
            return ngettext(
                "%(num)d comment has no sure place in this version.",
                "%(num)d comments have no sure place in this version.",
                count,
            )
        case ClauseName.FLAGS_SETTLED:
            return ngettext("%(num)d flag is still open.", "%(num)d flags are still open.", count)
        case ClauseName.TRACKS_DONE:
            return ngettext(
                "%(num)d track is neither accepted nor dropped.",
                "%(num)d tracks are neither accepted nor dropped.",
                count,
            )
        case ClauseName.SOURCES_STATED:
            return ngettext("%(num)d source has no stated level.", "%(num)d sources have no stated level.", count)
    return ""
