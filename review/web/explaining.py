"""The changes of a version, each with what explains it: a comment that was accepted there, or a note of the team."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from review.documents.comparing import change_html
from review.documents.difference import compare
from review.domain.acts import Reader
from review.domain.visibility import reads_partly
from review.domain.vocabulary import CHANGES_TEXT, CommentState
from review.projections import comments, drafts, explanations
from review.projections.schema import Tx
from review.web.acting import reader_of
from review.web.freezing import freeze_of, require_reading_not_frozen
from review.web.renderings import Text, difference_labels, passages_door, text_of
from review.web.session import review

KEPT = 256
_kept: OrderedDict[tuple[bytes, bytes], tuple[int, ...]] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Explained:
    """One changed passage; ``markup`` where no reader sees another word: that needs no explanation."""

    block: int
    place: str
    html: Markup
    markup: bool
    asked: Sequence[comments.Comment]
    notes: Sequence[explanations.Explanation]

    @property
    def is_open(self) -> bool:
        return not self.markup and not self.asked and not self.notes


def explained(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> list[Explained]:
    """The changes since the version before, in the order of the text; none for the first version. Raises Unknown."""
    if number < 2:
        return []
    old, new = (_text(tx, reader, evaluation, draft, one) for one in (number - 1, number))
    door = review().door()
    asked = [it for it in comments.of_evaluation(tx, door, reader, evaluation) if _accepted(it, draft, number)]
    notes = explanations.of_version(tx, door, reader, draft, number)
    labels = difference_labels()
    return [
        Explained(
            change.number,
            new.name(change.number) if change.new is not None else old.name(change.number),
            Markup(change_html(change, labels)),  # noqa: S704  # the documents floor escapes every word
            change.markup_only,
            [it for it in asked if (it.answer_block or it.block) == change.number],
            [one for one in notes if one.block == change.number],
        )
        for change in compare(list(old.blocks.items()), list(new.blocks.items())).changes
    ]


def unexplained(version: drafts.Version) -> int | None:
    """How many changes of a version nothing explains; None where the reader does not read all of it, or for the first.

    Which blocks changed is kept by the roots of the two texts; what explains them is asked each time.
    """
    with review().reading() as tx:
        reader = reader_of(tx, version.evaluation)
        if version.number < 2 or reads_partly(reader):
            return None
        before = drafts.bare(tx, version.evaluation, version.draft, version.number - 1)
        if freeze_of(before.root, reader) or freeze_of(version.root, reader):
            return None
        changed = _changed(tx, reader, version.evaluation, version.draft, version.number)
        told = explanations.explaining(tx, reader, version.evaluation, version.draft, version.number)
    return sum(block not in told for block in changed)


def _changed(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> tuple[int, ...]:
    roots = (drafts.bare(tx, evaluation, draft, number - 1).root, drafts.bare(tx, evaluation, draft, number).root)
    with _lock:
        if roots in _kept:
            _kept.move_to_end(roots)
            return _kept[roots]
    old, new = (_text(tx, reader, evaluation, draft, one) for one in (number - 1, number))
    compared = compare(list(old.blocks.items()), list(new.blocks.items()))
    found = tuple(change.number for change in compared.changes if not change.markup_only)
    with _lock:
        _kept[roots] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _accepted(it: comments.Comment, draft: UUID, number: int) -> bool:
    accepted = it.disposition in CHANGES_TEXT and it.state is not CommentState.WITHDRAWN
    return accepted and it.draft == draft and it.in_version == number


def _text(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> Text:
    entries = review().versions.entries(tx, evaluation, draft, number)
    root = drafts.bare(tx, evaluation, draft, number).root
    require_reading_not_frozen(root, reader)
    return text_of(entries, root, passages_door(evaluation, draft), reader)
