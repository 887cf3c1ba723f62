"""What brings an evaluation into its next phase."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.acts import Envelope, Recorded
from review.domain.approvals import ApprovalGranted
from review.domain.vocabulary import Capacity, DocumentKind, Origin
from review.projections import evaluations
from review.projections.schema import Once, Update


def granted(part: int) -> Recorded:
    log, who = uuid7(), uuid7()
    event = ApprovalGranted(
        kind=DocumentKind.REPORT,
        part=part,
        draft=uuid7(),
        draft_version=1,
        root=bytes(32),
        rules="2026-3",
        clauses=(),
        head_position=7,
        head_root=bytes(32),
    )
    by = Envelope(person=who, capacity=Capacity.DIRECTOR, seat=who, command=uuid7(), origin=Origin.WEB)
    return Recorded(log, 8, 1_000, uuid7(), 1, by, event)


def test_the_whole_report_ends_the_phase() -> None:
    (change,) = evaluations.changes(granted(0))
    assert isinstance(change, Update)
    assert change.values == {"report_approved_at": Once(1_000)}


@pytest.mark.parametrize("part", [1, 2])
def test_a_part_of_it_does_not(part: int) -> None:
    assert list(evaluations.changes(granted(part))) == []
