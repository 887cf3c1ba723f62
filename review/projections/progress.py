"""What may the public know of an evaluation: its phase and what was published, where it chose to show that?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Sealed, Words
from review.domain.lifecycle import Step
from review.domain.parliament import Chamber
from review.domain.progress import ProgressHidden, ProgressShown
from review.projections import closing, evaluations, parliament, publication
from review.projections.schema import (
    Change,
    Insert,
    column,
    identity,
    metadata,
    sealed_columns,
    sealed_of,
    sealed_values,
)

choices = sa.Table(
    "progress_choices",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    *sealed_columns("title", nullable=True),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    begun: dict[str, Any] = {"id": it.stream, "evaluation": it.log, "position": it.position}
    match it.event:
        case ProgressShown() as event:
            yield Insert(choices, begun | sealed_values("title", event.title))
        case ProgressHidden():
            yield Insert(choices, begun | sealed_values("title", None))


@dataclass(frozen=True, slots=True)
class Progress:
    """What stands on the public page, and nothing else of the evaluation."""

    title: Words
    steps: tuple[Step, ...]
    papers: tuple[tuple[Chamber, str], ...]
    publications: tuple[publication.Publication, ...]


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Progress | None:
    """None where the evaluation does not show it, or its texts were destroyed; ``reader`` may be anybody."""
    title = _title(tx, evaluation)
    if title is None or closing.reached(tx, evaluation)["destroyed"]:
        return None
    sent = parliament.of_evaluation(tx, door, reader, evaluation)
    return Progress(
        door.open(title, reader),
        evaluations.one(tx, door, reader, evaluation).steps,
        tuple((chamber, sent[chamber].paper or "") for chamber in Chamber if chamber in sent and sent[chamber].paper),
        tuple(publication.of_evaluation(tx, door, reader, evaluation)),
    )


def _title(tx: sa.Connection, evaluation: UUID) -> Sealed | None:
    query = sa.select(choices).where(choices.c.evaluation == evaluation).order_by(choices.c.position.desc())
    row = tx.execute(query).mappings().first()
    return None if row is None else sealed_of(row, "title")


def shown_title(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Words | None:
    """The title for the public; None where nothing is shown."""
    title = _title(tx, evaluation)
    return None if title is None else door.open(title, reader)


def is_shown(tx: sa.Connection, evaluation: UUID) -> bool:
    return _title(tx, evaluation) is not None
