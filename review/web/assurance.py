"""The page of quality: pledges, criteria judged in each phase, independent opinions, and checks on traceability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, make_response, render_template

from review.domain.errors import Unknown
from review.domain.permissions import Permission
from review.domain.quality import CRITERIA_OF, PHASES_OF, Criterion, Grade, QualityPhase
from review.domain.traceability import CheckOutcome
from review.domain.visibility import reads_partly, require_reading
from review.domain.vocabulary import Capacity, EvaluationType
from review.projections import drafts, evaluations, interviews, pledges, quality, traceability
from review.web.acting import offered, reader_knowing, reader_of
from review.web.forms import Entered
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import Offer, offer
from review.web.session import review


@dataclass(frozen=True, slots=True)
class Table:
    """One phase of one version: every criterion against every member who judged it, each by the last judgement."""

    version: drafts.Version
    phase: QualityPhase
    members: Sequence[quality.Assessment]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        return CRITERIA_OF[self.phase]

    def weakest(self, criterion: Criterion) -> Grade | None:
        """The lowest grade that anybody gave."""
        order = list(Grade)
        given = [one.judged[criterion].grade for one in self.members if criterion in one.judged]
        return max(given, key=order.index, default=None)


@dataclass(frozen=True, slots=True)
class Quality:
    """What others than its writers say of a document, for whoever decides on it."""

    judgements: Sequence[quality.Assessment]
    opinions: Sequence[quality.Opinion]


def quality_of(version: drafts.Version) -> Quality | None:
    """The last judgement of each member in each phase and every opinion, on any version; None where there are none."""
    with review().reading() as tx:
        reader = reader_of(tx, version.evaluation)
        if reads_partly(reader):
            return None
        door = review().door()
        judged = quality.of_evaluation(tx, door, reader, version.evaluation)
        opined = quality.opinions_of(tx, door, reader, version.evaluation)
    last = {(one.person, one.phase): one for one in judged if one.draft == version.draft}
    found = Quality(tuple(last.values()), tuple(one for one in opined if one.draft == version.draft))
    return found if found.judgements or found.opinions else None


def quality_page(evaluation: UUID, forms: dict[str, Entered], status: int = 200) -> Response:
    """Of who reads documents in part nothing but the pledges. Raises Unknown where such a reader signs none."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        whole = not reads_partly(reader)
        if not whole and not offered(reader, Permission.SIGN_PLEDGE):
            raise Unknown(what="evaluation")
        door = review().door()
        it = evaluations.one(tx, door, reader, evaluation)
        documents = [one for one in drafts.documents(tx, door, reader, evaluation) if one.versions] if whole else []
        team = pledges.of_team(tx, door, reader, evaluation)
        judging = offered(reader, Permission.FILE_ASSESSMENT)
        checking = offer(tx, door, reader, Permission.CHECK_TRACEABILITY, evaluation)
        interviewed = interviews.interviewers(tx, evaluation)
        context = {
            "evaluation": evaluation,
            "title": it.title,
            "periodic": it.type is EvaluationType.PERIODIC_REPORT,
            "whole": whole,
            "tables": _tables(documents, quality.of_evaluation(tx, door, reader, evaluation)) if whole else [],
            "opinions": quality.opinions_of(tx, door, reader, evaluation) if whole else [],
            "checks": traceability.of_evaluation(tx, door, reader, evaluation) if whole else [],
            "team": team,
            "pledging": _pledging(reader.person, team, offer(tx, door, reader, Permission.SIGN_PLEDGE, evaluation)),
            "latest": [one.versions[0] for one in documents],
            "versions": {(one.draft, one.number): one for it_ in documents for one in it_.versions},
            "judging": judging,
            "opining": [one for one in judging if one.capacity is Capacity.EXTERNAL_EXPERT],
            "checking": None if reader.person in interviewed else checking,
            "interviewed": bool(interviewed),
        }
    given = {name: forms.get(name, Entered()) for name in ("opinion", "check", "pledge")}
    outcomes = [(one.value, capitalised(label(one))) for one in CheckOutcome]
    return make_response(render_template("quality/quality.html", forms=given, outcomes=outcomes, **context), status)


def _pledging(person: UUID, team: Sequence[pledges.Pledge], asked: Offer | None) -> Offer | None:
    """What the pledge asks of somebody whose pledge is waited for."""
    return asked if any(one.person == person and one.at is None for one in team) else None


def _tables(documents: Sequence[drafts.Document], all_: Sequence[quality.Assessment]) -> list[Table]:
    found = []
    for version in (one for document in documents for one in document.versions):
        for phase in PHASES_OF[version.kind]:
            wanted = (version.draft, version.number, phase)
            last = {one.person: one for one in all_ if (one.draft, one.draft_version, one.phase) == wanted}
            if last:
                found.append(Table(version, phase, tuple(last.values())))
    return found
