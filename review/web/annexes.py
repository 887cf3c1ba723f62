"""What is printed after the text of a version: minority statements and declared interests, as this reader may know."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from review.documents.pdf.sheet import Annex, paragraph, table
from review.domain.acts import Reader
from review.projections import drafts, groups, interests, minority, rounds
from review.projections.schema import Tx
from review.web.labels import label
from review.web.session import review
from review.web.times import day
from review.web.translations import gettext
from review.web.words import plain


def minority_annex(tx: Tx, reader: Reader, version: drafts.Version) -> Sequence[Annex]:
    """The statements that stand with the version; none where there are none."""
    found = minority.of_version(tx, review().door(), reader, version.draft, version.number)
    if not found:
        return []
    lines = []
    for it in found:
        lines.append(paragraph(f"{plain(it.name)} ({_role(it.organisation, label(it.capacity))}), {day(it.at)}"))
        lines += [paragraph(words) for words in plain(it.text).split("\n\n")]
    return [Annex(gettext("Annex: minority statements"), lines)]


def interests_annex(tx: Tx, reader: Reader, version: drafts.Version) -> Sequence[Annex]:
    """The interests that hold in the rounds on this version, as beside its comments; that there is none is said too."""
    door = review().door()
    known = interests.of_evaluation(tx, door, reader, version.evaluation)
    asked = [it.id for it in rounds.of_version(tx, door, reader, version.draft, version.number)]
    rows = [
        (f"{plain(seat.name)} ({_role(seat.organisation, label(seat.capacity))})", plain(it.note), day(it.at))
        for group in groups.of_evaluation(tx, door, reader, version.evaluation)
        for seat in group.seats
        for it in _standing(known, seat.id, asked)
    ]
    head = (gettext("Member"), gettext("Interest"), gettext("Declared"))
    nobody = paragraph(gettext("No member of a group that you may know of declared an interest."))
    return [Annex(gettext("Interests"), [table(head, rows, (4.0, 7.0, 3.0))] if rows else [nobody])]


def _standing(known: interests.Interests, seat: UUID, asked: Sequence[UUID]) -> Sequence[interests.Declaration]:
    """What a seat declared for each round or else for the evaluation, the oldest first and each once."""
    found = {known.of_seat(seat, it) for it in asked or (None,)}
    return sorted((it for it in found if it is not None and it.has_interest), key=lambda it: it.at)


def _role(organisation: str, capacity: str) -> str:
    return ", ".join(filter(None, (organisation, capacity)))
