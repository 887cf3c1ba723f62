"""What the rooms of the evidence share: the ways between them, and the questions they answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from flask import Blueprint

from review.documents.questions import Question, Questions, questions
from review.domain.acts import Reader
from review.domain.errors import Unknown
from review.domain.permissions import Permission
from review.domain.visibility import reads_partly, require_reading, sees_findings
from review.domain.vocabulary import DocumentKind
from review.projections import drafts, findings
from review.projections.schema import Tx
from review.web.acting import offered, reader_of
from review.web.labels import label
from review.web.links import capitalised, is_here, way_to
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.translations import lazy_gettext as _
from review.web.words import plain

WAYS = (
    ("questions.show_questions", _("Questions")),
    ("theory.show_theory", _("Theory of change")),
    ("findings.list_findings", _("Findings and lessons")),
    ("findings.show_triangulation", _("Triangulation")),
    ("quality.show_quality", _("Quality")),
    ("citations.show_citations", _("Papers of parliament")),
)


SHORT = 60

OPEN = {"questions.show_questions", "citations.show_citations"}
"""What everybody finds who reads drafts."""
PLEDGES = "quality.show_quality"
WHOLE = {"theory.show_theory", PLEDGES}
"""What everybody finds who reads them whole; the rest is for who may see the findings."""


def install(blueprint: Blueprint) -> None:
    blueprint.add_app_template_global(evidence_ways)


def evidence_ways(evaluation: UUID) -> list[tuple[str, str, bool]]:
    """The rooms of the evidence of one evaluation: address, name, whether this is it."""
    with review().reading() as tx:
        reader = reader_of(tx, evaluation)
        found = sees_findings(reader, reported=is_reported(tx, evaluation))
    pledging = {PLEDGES} if offered(reader, Permission.SIGN_PLEDGE) else set()
    open_to = OPEN | (pledging if reads_partly(reader) else WHOLE)
    shown = [(one, name) for one, name in WAYS if found or one in open_to]
    ways = [one for one, _name in shown]
    return [(way_to(one, evaluation=evaluation), str(name), is_here(one, ways)) for one, name in shown]


def is_reported(tx: Tx, evaluation: UUID) -> bool:
    """Whether a version of the report was submitted: from then on what it rests on is no longer the team's alone."""
    return drafts.draft_of(tx, evaluation, DocumentKind.REPORT, 0) is not None


def finding_words(it: findings.Finding) -> str:
    """*Bevinding 3: De doelen waren ruimer…*: a finding in a list to choose from."""
    words = " ".join(plain(it.text).split())
    short = words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + "…"
    return f"{capitalised(label(it.kind))} {it.number}: {short}"


def require_findings(tx: Tx, reader: Reader, evaluation: UUID) -> None:
    """Raises Unknown, where the evaluation or its findings are not for this reader."""
    require_reading(reader)
    if not sees_findings(reader, reported=is_reported(tx, evaluation)):
        raise Unknown(what="evaluation")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one version of the Terms of Reference, with its text; without a version there are none."""

    tree: Questions = field(default_factory=Questions)
    draft: UUID | None = None
    number: int = 0
    text: Text | None = None

    def question(self, block: int) -> Question | None:
        return self.tree.of(block)

    def name(self, block: int) -> str:
        """What people call a question; empty where this version does not ask it."""
        found = self.tree.of(block)
        return found.label if found else ""


def terms_of(tx: Tx, evaluation: UUID) -> UUID | None:
    return drafts.draft_of(tx, evaluation, DocumentKind.TERMS_OF_REFERENCE, 0)


def asked_in(tx: Tx, reader: Reader, evaluation: UUID, number: int | None = None, *, noted: bool = True) -> Asked:
    """The questions of a version (None: the latest) of the Terms of Reference. Raises Unknown for another number.

    ``noted`` False: no more of them leaves than what they are called, so that is no reading of the text.
    """
    draft = terms_of(tx, evaluation)
    if draft is None:
        return Asked()
    bare = drafts.bare(tx, evaluation, draft, number)
    entries = review().versions.entries(tx, evaluation, draft, bare.number)
    door = passages_door(evaluation, draft) if noted else review().door()
    text = text_of(entries, bare.root, door, reader)
    return Asked(questions(list(text.blocks.items())), draft, bare.number, text)
