"""What the team does with comments, one or many at once, and what their authors say to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import msgspec

from review import foreseeing
from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.comments import Comment, CommentDisposed
from review.domain.errors import (
    DuplicateTarget,
    Missing,
    NoProposal,
    NoSuchPassage,
    PassageUnchanged,
    Refused,
    Stale,
    TooMany,
    Unknown,
)
from review.domain.permissions import Permission
from review.domain.visibility import addresses_team
from review.domain.vocabulary import CHANGES_TEXT, Disposition
from review.projections import drafts, remarks
from review.rewording import changed, opening

AT_ONCE = 500
"""So many comments in one act: more would keep the log of the evaluation locked for others."""


@dataclass(frozen=True, kw_only=True)
class _Dispose(EvaluationCommand):
    """What was done, and where in the text: shared by one act on a comment and one on many."""

    needs: ClassVar[Permission] = Permission.DISPOSE

    def dispose(self, work: Work, comment: UUID, said: CommentDisposed, *, seen: int | None = None) -> None:
        """``seen``: the version of the comment that was looked at."""
        it = work.load(Comment, comment)
        found = foreseeing.bare(work, comment)
        if not addresses_team(found.facts.visibility):
            raise Unknown(what="comment")  # for other eyes: whoever may not read it does not deal with it
        if seen is not None and seen != it.version:
            raise Stale(what="comment", number=it.number)
        if said.wording_taken:
            _require_wording(work, found)
        disposed = it.dispose(
            work.person,
            found.author,
            _placed(work, found, said),
            capacity=work.acting.capacity,
            agreed=foreseeing.agreed_on(work, found),
        )
        work.keep(it, disposed)


@dataclass(frozen=True, kw_only=True)
class DisposeComment(_Dispose):
    """The team says what was done with a comment, and why. ``seen`` is the comment's version the team looked at.

    Where the text changes: ``block`` of ``in_version``. Nothing named: the first later version in which the passage
    reads otherwise, or else the next version.
    """

    comment: UUID
    disposition: Disposition
    motive: str = ""
    evidence: str = ""
    in_version: int | None = None
    block: int | None = None
    duplicate_of: int | None = None
    seen: int | None = None

    def execute(self, work: Work) -> None:
        said = CommentDisposed(
            disposition=self.disposition,
            motive=work.seal_optional(texts.optional(self.motive, "motive")),
            evidence=work.seal_optional(texts.optional(self.evidence, "evidence")),
            in_version=self.in_version,
            block=self.block,
            duplicate_of=_target(work, self.duplicate_of, self.comment),
        )
        self.dispose(work, self.comment, said, seen=self.seen)


@dataclass(frozen=True, kw_only=True)
class TakeOverWording(_Dispose):
    """The team takes the proposed wording over, word for word, into a next version; its author is credited."""

    comment: UUID
    motive: str = ""
    seen: int | None = None

    def execute(self, work: Work) -> None:
        it = remarks.bare(work.tx, self.evaluation, self.comment)
        said = CommentDisposed(
            disposition=Disposition.ACCEPTED,
            motive=work.seal_optional(texts.optional(self.motive, "motive")),
            in_version=drafts.bare(work.tx, self.evaluation, it.draft).latest + 1,
            block=it.block,
            wording_taken=True,
        )
        self.dispose(work, self.comment, said, seen=self.seen)


@dataclass(frozen=True, kw_only=True)
class DisposeComments(_Dispose):
    """The team does the same with several comments in one act: all of them, or none where one of them refuses.

    ``seen``: the position in the log when the list was opened; a comment that moved on since is refused.
    """

    comments: tuple[UUID, ...]
    disposition: Disposition
    motive: str = ""
    in_version: int | None = None
    duplicate_of: int | None = None
    seen: int | None = None

    def execute(self, work: Work) -> None:
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        chosen = _each(self.comments)
        foreseeing.foresee(work, chosen)
        for comment in chosen:
            with _told(work, comment):
                _require_still(work, comment, self.seen)
                said = CommentDisposed(
                    disposition=self.disposition,
                    motive=motive,
                    in_version=self.in_version,
                    duplicate_of=_target(work, self.duplicate_of, comment),
                )
                self.dispose(work, comment, said)


@dataclass(frozen=True, kw_only=True)
class ConfirmDisposition(EvaluationCommand):
    """The author of a comment is satisfied with what was done."""

    needs: ClassVar[Permission] = Permission.ANSWER_DISPOSITION
    comment: UUID

    def execute(self, work: Work) -> None:
        _confirm(work, self.comment)


@dataclass(frozen=True, kw_only=True)
class ConfirmDispositions(EvaluationCommand):
    """The author of several comments is satisfied with what was done with each: all of them in one act, or none."""

    needs: ClassVar[Permission] = Permission.ANSWER_DISPOSITION
    comments: tuple[UUID, ...]
    seen: int | None = None

    def execute(self, work: Work) -> None:
        for comment in _each(self.comments):
            with _told(work, comment):
                _require_still(work, comment, self.seen)
                _confirm(work, comment)


@dataclass(frozen=True, kw_only=True)
class MaintainComment(EvaluationCommand):
    """The author of a comment maintains the objection; it goes to the chair's list and to the approval."""

    needs: ClassVar[Permission] = Permission.ANSWER_DISPOSITION
    comment: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        author = remarks.bare(work.tx, self.evaluation, self.comment).author
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.maintain(work.person, author, motive))


def _confirm(work: Work, comment: UUID) -> None:
    it = work.load(Comment, comment)
    author = remarks.bare(work.tx, work.log, comment).author
    work.keep(it, it.confirm(work.person, author))


# -- many at once


def _each(comments: Sequence[UUID]) -> list[UUID]:
    """The chosen comments, each once. Raises Missing, TooMany."""
    found = list(dict.fromkeys(comments))
    if not found:
        raise Missing(field="comments")
    if len(found) > AT_ONCE:
        raise TooMany(limit=AT_ONCE)
    return found


def _require_still(work: Work, comment: UUID, seen: int | None) -> None:
    """Raises Stale where something was recorded about the comment since that position."""
    if seen is None:
        return
    since = tuple(one.position for one in work.records_of(comment) if one.position > seen)
    if since:
        raise Stale(what="comment", since=since)


@contextmanager
def _told(work: Work, comment: UUID) -> Iterator[None]:
    """A refusal about one of many comments says which."""
    try:
        yield
    except Refused as refused:
        refused.parameters.setdefault("of_comment", work.load(Comment, comment).number)
        raise


def _require_wording(work: Work, found: remarks.Bare) -> None:
    """Raises NoProposal, also where the wording was erased."""
    if found.block is None or found.proposal is None:
        raise NoProposal()
    if not work.review.held_texts(work.tx, work.log, (found.proposal,)):
        raise NoProposal()


# -- where the text changes


def _placed(work: Work, found: remarks.Bare, said: CommentDisposed) -> CommentDisposed:
    """The disposition with the passage that answers; an accepted one names where the text changes (rule C6).

    That is a later version, at most the next one, and where it is there, a passage that reads otherwise in it.
    """
    latest = foreseeing.latest(work, found.draft)
    accepted = said.disposition in CHANGES_TEXT
    if said.in_version is None:
        if said.block is not None:
            raise NoSuchPassage(block=said.block)
        if not accepted:
            return said
        return msgspec.structs.replace(said, in_version=_first_change(work, found, latest), block=found.block)
    if not found.draft_version < said.in_version <= latest + 1 or (said.block is not None and said.block < 1):
        raise NoSuchPassage(block=said.block, version=said.in_version)
    block = found.block if said.block is None else said.block
    if said.in_version <= latest:
        _require_there(work, found, said)
        if accepted and not _reads_otherwise(work, found, said.in_version, block):
            raise PassageUnchanged(version=said.in_version)
    return msgspec.structs.replace(said, block=block) if accepted else said


def _require_there(work: Work, found: remarks.Bare, said: CommentDisposed) -> None:
    """A passage that the comment's version had and the other has no more is an answer too: it was taken out."""
    if said.block is None or said.in_version is None:
        return
    versions = (found.draft_version, said.in_version)
    if not any(said.block in work.review.blocks_of(work.tx, work.log, found.draft, number) for number in versions):
        raise NoSuchPassage(block=said.block, version=said.in_version)


def _first_change(work: Work, found: remarks.Bare, latest: int) -> int:
    """The first later version in which the passage of the comment reads otherwise; else the next one."""
    later = range(found.draft_version + 1, latest + 1)
    return next((number for number in later if _reads_otherwise(work, found, number, found.block)), latest + 1)


def _reads_otherwise(work: Work, found: remarks.Bare, number: int, block: int | None) -> bool:
    def compared() -> bool:
        system = Reader(person=work.review.installation.id, moment=work.now)
        before, after = (work.review.versions.entries(work.tx, work.log, found.draft, one) for one in versions)
        return changed(before, after, block, opening(work.review.door(), system))

    versions = (found.draft_version, number)
    return work.once(("otherwise", found.draft, versions, block), compared)


def _target(work: Work, number: int | None, comment: UUID) -> UUID | None:
    """Of two comments that say the same, one is dealt with itself: never each as the duplicate of the other."""
    if number is None:
        return None
    found = remarks.by_number(work.tx, work.log, number)
    if found is None or not remarks.can_be_original(work.tx, found, comment):
        raise DuplicateTarget()
    return found
