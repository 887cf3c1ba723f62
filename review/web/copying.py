"""What a returned copy brings, line by line, before anything of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from review.documents.blocks import Block
from review.documents.word.package import Package, open_package
from review.documents.word.returned import Copy, properties, returned
from review.domain.errors import BadDocument
from review.domain.sets import Unsubmitted
from review.projections import comments
from review.projections.replies import Reply
from review.web.copy_lines import CopyLine, even, lines_of
from review.web.wording import CHANGES, DRAFT, ROOT, VERSION

ENOUGH = 0.8  #: of the passages, where a file lost what it says of itself
Asked = tuple[UUID, int, bytes]
"""The document, version and root that a round is about."""


class BroughtCopy(msgspec.Struct, frozen=True, kw_only=True):
    """What was read of a file; ``untracked`` are passages that were changed without tracking."""

    name: str
    fingerprint: str
    lines: tuple[CopyLine, ...]
    untracked: tuple[int, ...] = ()
    notes: int = 0


def read_copy(
    content: bytes,
    name: str,
    passages: Mapping[int, Block],
    said: Sequence[comments.Comment],
    answers: Mapping[UUID, Sequence[Reply]],
    asked: Asked,
    held: Sequence[Unsubmitted] = (),
) -> BroughtCopy:
    """``said`` and ``answers``: what this reader sees of the version already; ``held``: the reader's own set.

    Raises BadText, or BadDocument for a file of another version or document.
    """
    package = open_package(content)
    given = properties(package)
    author, _, date = given.get(CHANGES, "").rpartition("|")
    copy = returned(package, (author, date))
    _require_ours(package, given, copy, passages, asked)
    return BroughtCopy(
        name=name,
        fingerprint=hashlib.sha256(content).hexdigest(),
        lines=lines_of(copy, said, answers, held),
        untracked=tuple(block for block in copy.pieces if block in passages and not _same(copy, block, passages)),
        notes=copy.notes,
    )


def _require_ours(
    package: Package,
    given: Mapping[str, str],
    copy: Copy,
    passages: Mapping[int, Block],
    asked: Asked,
) -> None:
    draft, number, root = asked
    if given.get(ROOT) == root.hex():
        return
    if given.get(DRAFT) == str(draft) and given.get(VERSION, "").isdigit():
        details = {"number": int(given[VERSION][:6]), "asked": number}
        raise BadDocument(problem="copy_other_version", details=details)
    fitting = sum(_same(copy, block, passages) for block in copy.pieces if block in passages)
    if given.get(DRAFT) or fitting < max(1, ENOUGH * len(passages)):
        raise BadDocument(problem="copy_elsewhere")


def _same(copy: Copy, block: int, passages: Mapping[int, Block]) -> bool:
    return even(copy.sent(block)) == even(passages[block].text)
