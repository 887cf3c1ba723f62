"""What a check of the trail found, in the language of the page; the verifier itself speaks English, for auditors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from review.domain.acts import Reader
from review.projections import trail
from review.projections.schema import Tx
from review.verifier import Finding, Verdict
from review.web.session import review
from review.web.telling import Told, of_lines, told
from review.web.translations import lazy_gettext as _

SHOWN = 25
UNREADABLE = (msgspec.MsgspecError, LookupError, ValueError, TypeError, AttributeError)
"""What reading a damaged record may raise."""
RULES: dict[str, Any] = {
    "approval": _("The decision does not fit the version or the trail that it names."),
    "command": _("The act does not carry the number that its envelope names."),
    "cut": _("The end was cut off: a signed checkpoint promises more records."),
    "draft": _("The version is not the passages that it lists."),
    "erasure": _("A text that was erased can still be read, or the erasure does not say which text."),
    "head": _("The count of the trail is another than its records give."),
    "json": _("The content cannot be read, or is not written in the one way it may be."),
    "key": _("The public key of the checkpoints cannot be read."),
    "leaf": _("The record was changed after it was made."),
    "line": _("A line cannot be read."),
    "log": _("The record belongs to another trail."),
    "manifest": _("The number of records is another than was promised."),
    "name": _("No kind of act has this name."),
    "nodes": _("The tree stored with the record does not fit the records so far."),
    "origin": _("The checkpoint is of another trail."),
    "position": _("A record is missing, or comes twice."),
    "root": _("The records are not those that were signed."),
    "sealed": _("A text has another commitment than in an earlier record."),
    "shape": _("The record cannot be read: a field has the wrong type or length."),
    "signature": _("A checkpoint is damaged, or was not signed by the key of this installation."),
    "text": _("The text is not the one that was recorded."),
    "text-line": _("A text cannot be read."),
    "text-lost": _("A text is gone or does not open, and no act erased it."),
    "text-unknown": _("There is a text that no record names."),
    "time": _("The record is older than the one before it."),
    "verification": _("A recorded check saw another trail."),
    "version": _("The record is not the next one of the thing it is about."),
}
"""By the rule of the finding."""


@dataclass(frozen=True, slots=True)
class FindingView:
    position: int | None
    sentence: str
    detail: str
    act: Told | None


@dataclass(frozen=True, slots=True)
class VerdictView:
    records: int
    proved: int
    fits: bool
    first: int | None
    total: int
    findings: tuple[FindingView, ...]
    root: bytes


def verdict_view(tx: Tx, reader: Reader, evaluation: UUID, verdict: Verdict) -> VerdictView:
    """The verdict with its findings in words, each with the record it names where that can still be read."""
    shown = verdict.findings[:SHOWN]
    return VerdictView(
        verdict.records,
        verdict.proved,
        verdict.fits,
        verdict.first,
        sum(verdict.counts.values()),
        tuple(_view(tx, reader, evaluation, one) for one in shown),
        verdict.root,
    )


def _view(tx: Tx, reader: Reader, evaluation: UUID, one: Finding) -> FindingView:
    sentence = str(RULES.get(one.rule, one.message))
    return FindingView(one.position, sentence, f"{one.rule}: {one.message}", _act(tx, reader, evaluation, one.position))


def _act(tx: Tx, reader: Reader, evaluation: UUID, position: int | None) -> Told | None:
    """The record, where it can be read; one that does not fit may hold anything."""
    if position is None:
        return None
    line = [one for one in trail.page(tx, evaluation, upto=position, limit=1) if one.position == position]
    try:
        return told(tx, review().door(), reader, of_lines(tx, evaluation, line))[0]
    except UNREADABLE:
        return None
