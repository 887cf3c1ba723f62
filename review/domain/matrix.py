"""The response matrix on its way out and in: for whom it is made, and the import of what came back (rules C1, R9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Acting, Event, Reader, Sealed
from review.domain.vocabulary import BodyKind, Capacity


class MatrixFormat(StrEnum):
    """The kinds of file that a matrix travels in."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


class MatrixImported(Event, frozen=True, kw_only=True):
    """``rows`` of the file were read, ``changed`` carried out in this act, ``refused`` shown as refused before it."""

    NAME: ClassVar[str] = "matrix.imported"
    fingerprint: bytes  #: SHA-256 of the file
    name: Sealed
    format: MatrixFormat
    rows: int
    changed: int
    refused: int


class Audience(StrEnum):
    """For whose eyes a matrix is made: it holds what they may see, and never more than who makes it sees."""

    OWN = "own"  #: everything that who makes it may see
    TEAM = "team"
    SOUNDING_BOARD = "sounding_board"
    REFERENCE_GROUP = "reference_group"
    CHAIR = "chair"
    PUBLIC = "public"  #: depersonalised (Woo 5.2, rule R9)


_HOLDS: dict[Audience, tuple[Capacity, BodyKind | None]] = {
    Audience.TEAM: (Capacity.EVALUATOR, BodyKind.EVALUATION_TEAM),
    Audience.SOUNDING_BOARD: (Capacity.PEER_READER, BodyKind.SOUNDING_BOARD),
    Audience.REFERENCE_GROUP: (Capacity.EXTERNAL_EXPERT, BodyKind.REFERENCE_GROUP),
    Audience.CHAIR: (Capacity.DIRECTOR, None),
    Audience.PUBLIC: (Capacity.EVALUATOR, BodyKind.EVALUATION_TEAM),
}
NOBODY = UUID(int=0)


def eyes_of(audience: Audience, reader: Reader) -> Reader:
    """A reader with the eyes of an audience: of a member who has answered nothing yet."""
    if audience is Audience.OWN:
        return reader
    capacity, body = _HOLDS[audience]
    acting = Acting(person=NOBODY, seat=NOBODY, capacity=capacity, body=body)
    return msgspec.structs.replace(reader, person=NOBODY, holds=(acting,))


def both_ways(duplicates: Mapping[int, int]) -> list[int]:
    """Of comments made duplicates in one act (number to number): those whose original is made one in the same act."""
    return sorted(number for number, original in duplicates.items() if original in duplicates)


# -- depersonalised


FEWEST = 3
"""An organisation with fewer people around the evaluation points at a person."""


def telling(people: Iterable[tuple[str, UUID]]) -> frozenset[str]:
    """The organisations that do not point at a person, of (organisation, person)."""
    by_organisation: dict[str, set[UUID]] = {}
    for organisation, person in people:
        by_organisation.setdefault(organisation, set()).add(person)
    return frozenset(name for name, found in by_organisation.items() if name and len(found) >= FEWEST)
