"""What is weak in what a report rests on, as the page of the decision shows it, counted in the act itself."""

from __future__ import annotations

from review.application import Work
from review.documents.questions import Questions, questions, unanswered
from review.domain.acts import Reader
from review.domain.cautioned import Cautioned, counted
from review.domain.findings import aspects_missing, weigh
from review.domain.vocabulary import DocumentKind, EvaluationType
from review.passages import passages
from review.projections import drafts, evaluations, findings


def cautions(work: Work, kind: DocumentKind) -> tuple[Cautioned, ...]:
    """Nothing where no report is decided on, or nothing was found."""
    if kind is not DocumentKind.REPORT or not findings.held(work.tx, work.log):
        return ()
    door, system = work.review.door(), Reader(person=work.review.installation.id, moment=work.now)
    tree = _asked(work)
    found = findings.of_evaluation(work.tx, door, system, work.log)
    weighed = findings.weighed(found, findings.source_types(work.tx, work.log), tree.blocks)
    of_mission = evaluations.type_of(work.tx, work.log) is EvaluationType.FINAL_EVALUATION
    missing = aspects_missing(weighed) if of_mission else ()
    answered = {block for one in found if not one.withdrawn for block in one.questions}
    return counted(weigh(weighed, tree.grounds).values(), missing, len(unanswered(tree, answered)))


def _asked(work: Work) -> Questions:
    draft = drafts.draft_of(work.tx, work.log, DocumentKind.TERMS_OF_REFERENCE, 0)
    if draft is None:
        return Questions()
    latest = drafts.bare(work.tx, work.log, draft).number
    return questions(list(passages(work.review, work.tx, work.log, draft, latest).items()))
