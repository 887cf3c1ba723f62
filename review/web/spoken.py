"""What people wrote in a record, with a word for each text; only for a reader who may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.domain.acts import Door, Reader, Recorded, Sealed, Words, sealed_in
from review.domain.drafts import VersionSubmitted
from review.freezing import frozen_keys
from review.projections import compromises
from review.projections.schema import Tx
from review.sight import sees
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

NAMES: dict[str, Any] = {
    "account": _("Account of the consultation"),
    "added": _("Milestone that was added"),
    "address": _("Public address"),
    "anchors": _("Words pointed at"),
    "articles": _("Articles of the selection list"),
    "assumption": _("Assumption"),
    "basis": _("Basis"),
    "blocks": _("Text of the document"),
    "committee": _("Committee"),
    "conditions": _("Condition of the approval"),
    "description": _("What is destroyed"),
    "dissent": _("Objection"),
    "effect": _("Effect on questions and planning"),
    "elsewhere": _("What became of what left the house"),
    "evidence": _("Evidence"),
    "expertise": _("Expertise"),
    "explanation": _("Explanation of the answer"),
    "finding": _("Finding"),
    "findings": _("What was found out"),
    "fingerprint": _("Fingerprint of the file (SHA-256)"),
    "identity": _("Who the respondent is"),
    "involvement": _("Manner of involvement"),
    "judgements": _("Explanation of a judgement"),
    "locator": _("Where it is kept"),
    "losses": _("What Word had and this version has not"),
    "measures": _("Measures"),
    "milestones": _("Name of a milestone"),
    "motive": _("Reasons"),
    "name": _("Name"),
    "note": _("Note"),
    "option": _("Option that was chosen"),
    "options": _("Options"),
    "original": _("File as it came in"),
    "outcome": _("Outcome"),
    "overlap": _("About leading a group that advised"),
    "party": _("Who does the work"),
    "place": _("Place"),
    "placements": _("Words that a comment points at"),
    "presenter": _("Who spoke"),
    "proposal": _("Proposed wording"),
    "question": _("Question to the members"),
    "questions": _("Questions of the track"),
    "reason": _("Reason of a change"),
    "remark": _("Remark"),
    "review_event": _("To be reviewed after"),
    "request": _("Who asked for it"),
    "risk": _("Risk"),
    "subject": _("Subject"),
    "text": _("Text"),
    "title": _("Title"),
    "told": _("What the respondent was told"),
    "trigger": _("What sets it off"),
    "what": _("What it is about"),
}
"""By the name of the field in the event."""
ELSEWHERE = frozenset({"blocks", "original", "losses"})
"""The texts of a document and the file it came in as have pages of their own."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """``words`` None: written for others, or frozen."""

    name: str
    words: Words | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that a record names, by kind and key."""

    name: str
    key: UUID


def kept_in(it: Recorded, *, numbered: bool = True) -> list[Kept]:
    """Every text that a record names, in the order of its fields; several of a kind are numbered."""
    return [Kept(name, sealed.key) for name, sealed in _fields(it, numbered=numbered)]


def spoken(tx: Tx, door: Door, reader: Reader, it: Recorded) -> list[Spoken]:
    """The texts of a record but those of a document."""
    found = [(name, sealed) for name, sealed in _fields(it, but=ELSEWHERE)]
    if not found:
        return []
    if not sees(tx, reader, it.log, it.stream, it.event):
        return [Spoken(name, None) for name, _sealed in found]
    frozen = frozen_keys(it.stream, it.event, compromises.frozen_in(tx, reader, it.log))
    opened = door.open_all([sealed for _name, sealed in found if sealed.key not in frozen], reader)
    return [Spoken(name, opened.get(sealed)) for name, sealed in found]


def _fields(it: Recorded, *, but: Collection[str] = (), numbered: bool = True) -> Iterator[tuple[str, Sealed]]:
    for field in it.event.__struct_fields__:
        if field in but:
            continue
        texts = list(sealed_in(getattr(it.event, field)))
        for at, sealed in enumerate(texts, 1):
            name = str(NAMES.get(field, field))
            yield (gettext("%(name)s, %(n)s", name=name, n=at) if numbered and len(texts) > 1 else name), sealed


def is_version(it: Recorded) -> bool:
    return isinstance(it.event, VersionSubmitted)
