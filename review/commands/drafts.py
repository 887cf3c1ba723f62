"""Submitting a version of a document."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple
from uuid import UUID

from review.application import EvaluationCommand, Review, Work, uuid7
from review.documents.blocks import Block, normalise, split
from review.documents.errors import BadText
from review.documents.identity import carry
from review.domain import texts
from review.domain.acts import Lost, Reader, Sealed
from review.domain.blocks import BlockEntry
from review.domain.comments import Comment
from review.domain.drafts import Draft
from review.domain.errors import (
    AmendmentNeeded,
    BadDocument,
    NoSuchChoice,
    NotOwnPart,
    ReportApproved,
    Stale,
)
from review.domain.permissions import Permission
from review.domain.placements import CommentsPlaced
from review.domain.vocabulary import Capacity, DocumentKind
from review.placing import Placing
from review.projections import assignments, course, drafts, groups, remarks
from review.rewording import changed, opening
from review.store.vault import Sealer
from review.versions import numbered

LAST_PART = 999
"""A report has parts, numbered from 1; part 0 is the whole."""


class Prepared(NamedTuple):
    """A parsed text, sealed; ``follows`` is the version that its block numbers were carried from."""

    draft: UUID | None
    follows: int
    blocks: tuple[BlockEntry, ...]
    next_block: int
    fresh: dict[Sealed, str]  #: the texts that are new, by their seals: they lie in no vault yet
    original: Sealed | None = None
    losses: Sealed | None = None
    placing: Placing | None = None


def require_own(work: Work, draft: UUID | None, kind: DocumentKind, part: int) -> None:
    """Raises NotOwnPart: whoever reads a document in part cannot submit the whole of it (condition 4)."""
    if work.acting.capacity is not Capacity.EXTERNAL_RESEARCHER:
        return
    is_part = kind is DocumentKind.REPORT and part
    if not is_part or (draft is not None and not assignments.is_own(work.tx, work.person, draft)):
        raise NotOwnPart()


@dataclass(frozen=True, kw_only=True)
class SubmitVersion(EvaluationCommand):
    """The team lead submits a text as the next version; ``content`` is the uploaded file.

    ``follows``: the version number the team lead saw as latest (None: whatever is latest when the text is read).
    ``original``: the Word file that ``content`` was made of, and ``losses`` what it could not carry.
    """

    needs: ClassVar[Permission] = Permission.SUBMIT_VERSION
    kind: DocumentKind
    part: int = 0
    content: bytes
    note: str = ""
    follows: int | None = None
    original: bytes = b""
    losses: str = ""

    def prepare(self, review: Review, sealer: Sealer) -> Prepared:
        made = self._prepare(review, sealer)
        original = Sealed(*sealer.seal(base64.b64encode(self.original).decode())) if self.original else None
        losses = Sealed(*sealer.seal(self.losses)) if self.losses else None
        return made._replace(original=original, losses=losses)

    def _prepare(self, review: Review, sealer: Sealer) -> Prepared:
        if not 0 <= self.part <= LAST_PART:
            raise NoSuchChoice(field="part", value=self.part)
        try:
            new = split(normalise(self.content))
        except BadText as error:
            raise BadDocument(problem=error.problem, line=error.line, details=error.parameters) from error
        with review.reading() as tx:
            draft = drafts.draft_of(tx, self.evaluation, self.kind, self.part)
            if draft is None:
                return Prepared(None, 0, *_seal(sealer, [], new, {}, 1))
            latest = drafts.bare(tx, self.evaluation, draft)
            entries = review.versions.entries(tx, self.evaluation, draft, latest.number)
        system = Reader(person=review.installation.id, moment=review.clock())
        old = numbered(list(entries.values()), review.door(), system, {Lost.ERASED: "-", Lost.UNREADABLE: "-"})
        next_block = max(review.next_block(self.evaluation, draft), max(entries, default=0) + 1)
        sealed = {number: entries[number].text for number, _ in old}
        blocks, next_block, fresh = _seal(sealer, old, new, sealed, next_block)
        numbers = dict(zip((entry.number for entry in blocks), new, strict=True))
        placing = Placing(review, self.evaluation, draft, latest.number + 1, numbers)
        with review.reading() as tx:
            placing.place(tx)
        return Prepared(draft, latest.number, blocks, next_block, fresh, placing=placing)

    def execute(self, work: Work) -> None:
        prepared: Prepared = work.prepared
        note = work.seal_optional(texts.optional(self.note, "note"))
        self._require_course(work)
        found = drafts.draft_of(work.tx, self.evaluation, self.kind, self.part)
        require_own(work, found, self.kind, self.part)
        if found != prepared.draft or (self.follows is not None and self.follows != prepared.follows):
            raise Stale(what="version", since=())
        it = work.load(Draft, found or uuid7())
        if found is None:
            started = Draft.start(self.kind, self.part)
            work.keep(it, started)
            it = it.evolve(started)
        contributors = tuple(sorted({work.person, *groups.team(work.tx, self.evaluation, work.today)}))
        submitted = it.submit(
            prepared.blocks,
            follows=prepared.follows,
            next_block=prepared.next_block,
            contributors=contributors,
            note=note,
            original=prepared.original,
            losses=prepared.losses,
        )
        work.keep(it, submitted)
        placed = prepared.placing.place(work.tx) if prepared.placing else ()
        if placed:
            work.keep(it, CommentsPlaced(draft_version=submitted.number, placements=placed))
        for one in _unkept(work, it.id, submitted.number, prepared):
            comment = work.load(Comment, one)
            work.keep(comment, comment.find_unchanged(submitted.number))

    def _require_course(self, work: Work) -> None:
        """Raises AmendmentNeeded, ReportApproved: what was approved changes by an act of its own."""
        terms = course.terms(work.tx, self.evaluation)
        if self.kind is DocumentKind.TERMS_OF_REFERENCE:
            if terms.approved is not None and terms.amendment is None:
                raise AmendmentNeeded()
        elif course.is_approved(work.tx, self.evaluation, self.kind, self.part):
            raise ReportApproved()


def _unkept(work: Work, draft: UUID, number: int, prepared: Prepared) -> tuple[UUID, ...]:
    """The comments that were accepted in this version while their passage reads as it did (rule C6)."""
    system = Reader(person=work.review.installation.id, moment=work.now)
    words = opening(work.review.door(), system, prepared.fresh)
    after = {entry.number: entry for entry in prepared.blocks}
    unkept = []
    for one in remarks.promised(work.tx, draft, number):
        before = work.review.versions.entries(work.tx, work.log, draft, one.draft_version)
        if not changed(before, after, one.block, words):
            unkept.append(one.comment)
    return tuple(unkept)


def _seal(
    sealer: Sealer,
    old: Sequence[tuple[int, Block]],
    new: Sequence[Block],
    sealed: dict[int, Sealed],
    next_block: int,
) -> tuple[tuple[BlockEntry, ...], int, dict[Sealed, str]]:
    """Blocks carry their numbers on; one that kept its source keeps its sealed text."""
    numbers, next_block = carry(old, new, next_block)
    before = {number: block.source for number, block in old}
    entries = tuple(
        BlockEntry(
            number,
            block.kind,
            sealed[number] if before.get(number) == block.source else Sealed(*sealer.seal(block.source)),
        )
        for number, block in zip(numbers, new, strict=True)
    )
    texts_of = zip(entries, new, strict=True)
    return entries, next_block, {entry.text: block.source for entry, block in texts_of}
