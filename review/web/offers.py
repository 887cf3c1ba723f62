"""What a form asks about who acts: in which capacity where there are several, on whose instruction for a secretary."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from review.domain.acts import Door, Reader
from review.domain.permissions import Permission, cell
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.acting import instructors, offered
from review.web.links import seat_choices
from review.web.words import plain


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that this reader may try; the choices are empty where there is nothing to choose."""

    seats: tuple[tuple[str, str], ...]
    instructed_by: tuple[tuple[str, str], ...]


def offer(
    tx: Tx,
    door: Door,
    reader: Reader,
    permission: Permission,
    evaluation: UUID,
    group: UUID | None = None,
) -> Offer | None:
    """What the form of this act has to ask; None where the reader may not do it."""
    holds = offered(reader, permission, body_group=group)
    if not holds:
        return None
    if group is None:  # an office is not bound to one group
        holds = tuple(sorted(holds, key=lambda acting: acting.group is not None))
    choices = tuple(seat_choices(holds)) if len(holds) > 1 else ()
    if all(cell(permission, acting.capacity) != "3" for acting in holds):
        return Offer(choices, ())
    people = instructors(tx, evaluation, group, reader.moment)
    names = Names(tx, door, reader, people)
    return Offer(choices, tuple((str(person), plain(names[person])) for person in people))
