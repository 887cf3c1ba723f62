"""The table of kinds, cell by cell, against a second copy that was written down from the rules themselves."""

from __future__ import annotations

from typing import Any

import pytest

from review.application import uuid7
from review.domain.comments import Comment, CommentDisposed, CommentRaised
from review.domain.errors import (
    AgreementNeeded,
    DispositionUnfit,
    EvidenceNeeded,
    LeadNeeded,
    MotiveNeeded,
    OwnComment,
    Refused,
    ScopeLineNeeded,
)
from review.domain.kinds import CELLS, RULES, dealt_with_by, fitting, need
from review.domain.vocabulary import Capacity, CommentKind, Disposition
from tests.domain.deciding import AUTHOR, OTHER, TEXT, given, then_refused

K, D = CommentKind, Disposition

# Per kind: what speaks for itself, what needs reasons, and what needs more. Whatever is not named makes no sense.
SPEAKS: dict[K, set[D]] = {
    K.FACTUAL_ERROR: {D.ACCEPTED, D.DUPLICATE},
    K.METHOD: {D.ACCEPTED, D.NOTED, D.DUPLICATE},
    K.INTERPRETATION: {D.ACCEPTED, D.NOTED, D.DUPLICATE},
    K.SCOPE: {D.ACCEPTED, D.NOTED, D.DUPLICATE},
    K.EDITORIAL: {D.ACCEPTED, D.NOTED, D.DUPLICATE},
    K.TRACEABILITY: {D.ACCEPTED, D.DUPLICATE},
    K.CLASSIFICATION: {D.ACCEPTED, D.DUPLICATE},
    K.QUESTION: {D.ACCEPTED, D.DUPLICATE},
}
REASONED: dict[K, set[D]] = {
    K.FACTUAL_ERROR: {D.PARTIALLY_ACCEPTED, D.DEFERRED},
    K.METHOD: {D.PARTIALLY_ACCEPTED, D.REJECTED, D.ANSWERED, D.OUT_OF_SCOPE, D.DEFERRED},
    K.INTERPRETATION: {D.PARTIALLY_ACCEPTED, D.REJECTED, D.ANSWERED, D.OUT_OF_SCOPE, D.DEFERRED},
    K.SCOPE: {D.PARTIALLY_ACCEPTED, D.REJECTED, D.ANSWERED, D.DEFERRED},
    K.EDITORIAL: {D.PARTIALLY_ACCEPTED, D.REJECTED, D.DEFERRED},
    K.TRACEABILITY: {D.PARTIALLY_ACCEPTED, D.REJECTED, D.ANSWERED},
    K.CLASSIFICATION: set(),
    K.QUESTION: {D.ANSWERED, D.OUT_OF_SCOPE, D.DEFERRED},
}
MORE: dict[tuple[K, D], type[Refused]] = {
    (K.FACTUAL_ERROR, D.REJECTED): EvidenceNeeded,
    (K.SCOPE, D.OUT_OF_SCOPE): ScopeLineNeeded,
    (K.CLASSIFICATION, D.PARTIALLY_ACCEPTED): AgreementNeeded,
    (K.CLASSIFICATION, D.REJECTED): AgreementNeeded,
    (K.CLASSIFICATION, D.ANSWERED): AgreementNeeded,
}
CASES = [pytest.param(kind, one, id=f"{kind}-{one}") for kind in K for one in D]


def raised(kind: K) -> Comment:
    made = CommentRaised(number=7, round=uuid7(), draft=uuid7(), draft_version=2, kind=kind, text=TEXT)
    return given(Comment, made)


def dispose(it: Comment, disposition: D, **more: Any) -> CommentDisposed:
    capacity, agreed = more.pop("capacity", Capacity.TEAM_LEAD), more.pop("agreed", False)
    duplicate = uuid7() if disposition is D.DUPLICATE else None
    said = CommentDisposed(disposition=disposition, duplicate_of=duplicate, **more)
    return it.dispose(more.pop("person", OTHER), AUTHOR, said, capacity=capacity, agreed=agreed)


@pytest.mark.parametrize(("kind", "one"), CASES)
def test_every_cell_is_that_of_the_rules(kind: K, one: D) -> None:
    it = raised(kind)
    reasoned = one in REASONED[kind] or (kind, one) in MORE
    if one not in SPEAKS[kind] and not reasoned:
        then_refused(DispositionUnfit, lambda: dispose(it, one, motive=TEXT, evidence=TEXT, agreed=True))
        assert one not in fitting(kind)
        return
    assert one in fitting(kind)
    if reasoned:
        then_refused(MotiveNeeded, lambda: dispose(it, one, evidence=TEXT, agreed=True), disposition=one)
    if (kind, one) in MORE:
        then_refused(MORE[kind, one], lambda: dispose(it, one, motive=TEXT))
        assert dispose(it, one, motive=TEXT, evidence=TEXT, agreed=True).disposition is one
    else:
        assert dispose(it, one, **({"motive": TEXT} if reasoned else {})).evidence is None


@pytest.mark.parametrize("kind", list(K))
@pytest.mark.parametrize("capacity", list(Capacity))
def test_who_deals_with_a_kind(kind: K, capacity: Capacity) -> None:
    """The permission table lets nobody but the team come this far; the kind narrows it once more."""
    wanted = {Capacity.TEAM_LEAD} if kind is K.SCOPE else {Capacity.TEAM_LEAD, Capacity.EVALUATOR}
    assert dealt_with_by(kind, capacity) == (capacity in wanted)
    if capacity not in wanted:
        then_refused(LeadNeeded, lambda: dispose(raised(kind), D.ACCEPTED, capacity=capacity), kind=kind)


@pytest.mark.parametrize("kind", list(K))
@pytest.mark.parametrize("capacity", list(Capacity))
def test_nobody_deals_with_an_own_comment_in_whatever_role(kind: K, capacity: Capacity) -> None:
    said = CommentDisposed(disposition=D.ACCEPTED)
    then_refused(OwnComment, lambda: raised(kind).dispose(AUTHOR, AUTHOR, said, capacity=capacity), number=7)


def test_the_table_has_a_cell_for_everything_and_a_meaning_for_every_cell() -> None:
    assert set(RULES) == {(kind, one) for kind in K for one in D}
    assert set(RULES.values()) == set(CELLS)
    assert need(K.METHOD, D.ACCEPTED).motive is False
