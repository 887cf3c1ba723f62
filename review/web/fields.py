"""The fields of a record as people read them: words for the lists, days and moments written out, no texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from review.domain.acts import Event, Recorded, Sealed, sealed_in
from review.domain.gates import ClauseName, Outcome
from review.domain.vocabulary import Confirmation
from review.web.labels import LABELS, label
from review.web.telling import clause_name, confirmation_name, outcome_name
from review.web.times import day, moment
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

NAMES: dict[str, Any] = {
    "answer": _("Their answer"),
    "behind_closed_doors": _("Behind closed doors"),
    "block": _("Passage number"),
    "body": _("Group"),
    "capacity": _("Capacity"),
    "ceiling": _("Highest level of text"),
    "chamber": _("Chamber"),
    "clause": _("Requirement"),
    "clauses": _("Requirements"),
    "closes_at": _("Deadline"),
    "confirmed_by": _("Confirmed with"),
    "comments": _("Comments"),
    "contributors": _("Contributors"),
    "copy_recipients_comment": _("Copy recipients may comment"),
    "demo": _("Demonstration"),
    "digest": _("Fingerprint"),
    "directorate": _("Directorate"),
    "disposition": _("Disposition"),
    "dissents": _("Objections that stood"),
    "draft_version": _("Version"),
    "due_on": _("Due day"),
    "ended_on": _("Ended on"),
    "ends_at": _("Ends"),
    "ends_on": _("Ends"),
    "finding": _("Finding"),
    "findings": _("Things that do not fit"),
    "ground": _("Ground"),
    "head_position": _("Records before it"),
    "head_root": _("Root of the trail before it"),
    "in_version": _("In version"),
    "keys": _("Texts"),
    "kind": _("Kind"),
    "late": _("After the deadline"),
    "known": _("Were there already"),
    "level": _("Level"),
    "mode": _("What members see"),
    "number": _("Number"),
    "occurred_on": _("Day"),
    "office": _("Office"),
    "opened_by_others": _("Opened by others"),
    "organisation": _("Organisation"),
    "paper": _("Parliamentary paper"),
    "parliament_due": _("To parliament and published by"),
    "owner": _("Owner"),
    "part": _("Part"),
    "position": _("Response"),
    "proposals": _("Proposed wordings"),
    "replies": _("Answers"),
    "response_due": _("Response due"),
    "root": _("Fingerprint"),
    "rule": _("Rule"),
    "rules": _("Edition of the rules"),
    "seats": _("Members asked"),
    "settlement": _("Settlement"),
    "starts_at": _("From"),
    "starts_on": _("From"),
    "type": _("Kind"),
    "upto": _("Checked up to record"),
    "with_response": _("With a policy response"),
    "withheld": _("Withheld"),
    "visibility": _("Who may read it"),
}
"""What is not here is an identifier or a text: those stand elsewhere on the page."""
MOMENTS = frozenset({"closes_at", "starts_at", "ends_at"})


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: str
    is_hash: bool = False


def fields_of(it: Recorded) -> Iterator[Field]:
    """The fields that say something; empty ones, texts and bare identifiers are left out."""
    for name in it.event.__struct_fields__:
        value = getattr(it.event, name)
        if name not in NAMES or value is None or value == "" or _is_text(value):
            continue
        if name == "part" and not value:
            continue
        shown = _value(it.event, name, value)
        if shown:
            yield Field(str(NAMES[name]), shown, isinstance(value, bytes))


def _is_text(value: Any) -> bool:
    return isinstance(value, Sealed) or (isinstance(value, tuple) and next(sealed_in(value), None) is not None)


def _value(event: Event, name: str, value: Any) -> str:
    match value:
        case ClauseName():
            return clause_name(value)
        case Confirmation():
            return confirmation_name(value)
        case StrEnum() if type(value) in LABELS:
            return label(value)
        case bool():
            return gettext("yes") if value else gettext("no")
        case int() if name in MOMENTS:
            return moment(value)
        case int() | str():
            return str(value)
        case date():
            return day(value)
        case bytes():
            return value.hex()
        case tuple() if name == "clauses":
            return "; ".join(f"{clause_name(one.name)}: {outcome_name(Outcome(one.outcome))}" for one in value)
        case tuple():
            return str(len(value)) if value else ""
        case UUID():
            return ""
    return ""
