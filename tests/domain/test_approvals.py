"""The director's decision, its waivers and presentations, and the two officers of an erasure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from review.application import uuid7
from review.domain.approvals import (
    Approval,
    ApprovalGranted,
    ApprovalRequested,
    ApprovalRequestWithdrawn,
    ApprovalReturned,
    ApprovalRevoked,
    Condition,
    ConditionFulfilled,
    Found,
)
from review.domain.erasures import Erasure, ErasureCarriedOut, ErasureRefused, ErasureRequested
from review.domain.errors import (
    AlreadyDone,
    BadPeriod,
    Contributor,
    GateShut,
    NoSuchChoice,
    NotGranted,
    NotPermitted,
    SameOfficer,
    Unknown,
)
from review.domain.gates import RULES, Clause, ClauseName, ClauseRecord, Outcome
from review.domain.presentations import hold
from review.domain.vocabulary import ApprovalState, Capacity, DocumentKind, ErasureGround
from review.domain.waivers import grant
from tests.domain.deciding import OTHER, SOMEBODY, TEXT, given, then_refused

DRAFT, ROOT = uuid7(), b"r" * 32
KIND = DocumentKind.TERMS_OF_REFERENCE
REQUESTED = ApprovalRequested(kind=KIND, draft=DRAFT, draft_version=3, root=ROOT)
MET = Clause(ClauseName.PRESENTED, "G3", Outcome.SATISFIED, (31,))
WAIVED = Clause(ClauseName.SOUNDING_BOARD_CLOSED, "G1", Outcome.OVERRIDDEN, (40,))
SHUT = Clause(ClauseName.FLAGS_SETTLED, "K8", Outcome.UNSATISFIED, (17,), Capacity.CLASSIFICATION_AUTHORITY, 1)
ENDINGS = {
    ApprovalReturned(kind=KIND, draft=DRAFT, draft_version=3, motive=TEXT): ApprovalState.RETURNED,
    ApprovalRequestWithdrawn(kind=KIND, draft=DRAFT, draft_version=3, motive=TEXT): ApprovalState.WITHDRAWN,
}


def granting(
    it: Approval, *clauses: Clause, person: Any = SOMEBODY, contributors: Any = (OTHER,), **more: Any
) -> ApprovalGranted:
    dissent = uuid7()
    event = it.grant(
        person,
        contributors,
        clauses,
        Found(50, b"h" * 32, dissents=(dissent,), opened_by_others=4),
        motive=TEXT,
        **more,
    )
    assert event.dissents == (dissent,)
    return event


def test_a_request_names_one_version_and_its_root() -> None:
    assert Approval.request((KIND, 0), DRAFT, 3, ROOT, None, ()) == REQUESTED
    then_refused(
        GateShut,
        lambda: Approval.request((KIND, 0), DRAFT, 3, ROOT, None, (SHUT,)),
        clauses=(ClauseName.FLAGS_SETTLED,),
    )


def test_an_approval_keeps_root_rules_clauses_dissents_and_the_end_of_the_log() -> None:
    event = granting(given(Approval, REQUESTED), MET, WAIVED)
    assert (event.draft, event.draft_version, event.root, event.rules) == (DRAFT, 3, ROOT, RULES)
    assert event.clauses == (
        ClauseRecord(ClauseName.PRESENTED, "G3", Outcome.SATISFIED, (31,)),
        ClauseRecord(ClauseName.SOUNDING_BOARD_CLOSED, "G1", Outcome.OVERRIDDEN, (40,)),
    )
    assert (event.head_position, event.head_root, event.opened_by_others, event.motive) == (50, b"h" * 32, 4, TEXT)


@pytest.mark.parametrize("outcome", [Outcome.UNSATISFIED, Outcome.ERROR, Outcome.BYPASSED])
def test_a_clause_that_is_not_met_shuts_the_gate_at_the_act_too(outcome: Outcome) -> None:
    open_clause = Clause(ClauseName.COMMENTS_DISPOSED, "C3", outcome)
    it = given(Approval, REQUESTED)
    then_refused(GateShut, lambda: granting(it, MET, open_clause), clauses=(ClauseName.COMMENTS_DISPOSED,))


def test_a_contributor_never_approves_however_open_the_gate() -> None:
    it = given(Approval, REQUESTED)
    then_refused(Contributor, lambda: granting(it, MET, contributors=(OTHER, SOMEBODY)), number=3)


def test_one_decision_ends_a_request() -> None:
    granted = granting(given(Approval, REQUESTED), MET)
    for ending, state in {**ENDINGS, granted: ApprovalState.GRANTED}.items():
        over = given(Approval, REQUESTED, ending)
        assert over.state is state
        for decide in (
            lambda over=over: granting(over, MET),
            lambda over=over: over.return_for_revision(TEXT),
            lambda over=over: over.withdraw(TEXT),
        ):
            then_refused(AlreadyDone, decide, what=f"approval_{state}")


TODAY = date(2026, 3, 2)


def test_conditions_lie_ahead_and_are_confirmed_one_by_one() -> None:
    it = given(Approval, REQUESTED)
    past = (Condition(TEXT, TODAY), Condition(TEXT, date(2026, 3, 1)))
    then_refused(BadPeriod, lambda: granting(it, MET, conditions=past, today=TODAY), field="due2")
    event = granting(it, MET, conditions=(Condition(TEXT, TODAY), Condition(TEXT, TODAY)), today=TODAY)
    granted = given(Approval, REQUESTED, event)
    assert granted.fulfil(2, TEXT) == ConditionFulfilled(number=2, note=TEXT)
    then_refused(AlreadyDone, lambda: given(Approval, REQUESTED, event, granted.fulfil(2, TEXT)).fulfil(2, TEXT))
    for number in (-1, 0, 3):
        then_refused(Unknown, lambda number=number: granted.fulfil(number, TEXT), what="condition")


def test_only_an_approval_that_stands_is_withdrawn_or_has_conditions_to_confirm() -> None:
    granted = granting(given(Approval, REQUESTED), MET, conditions=(Condition(TEXT, TODAY),), today=TODAY)
    revoked = given(Approval, REQUESTED, granted).revoke(TEXT, 2)
    assert revoked == ApprovalRevoked(kind=KIND, draft=DRAFT, draft_version=3, motive=TEXT, stands=2)
    over = given(Approval, REQUESTED, granted, revoked)
    assert over.state is ApprovalState.REVOKED
    for events, refusal in (
        ((), Unknown),
        ((REQUESTED,), NotGranted),
        *(((REQUESTED, ending), NotGranted) for ending in ENDINGS),
        ((REQUESTED, granted, revoked), AlreadyDone),
    ):
        it = given(Approval, *events)
        then_refused(refusal, lambda it=it: it.revoke(TEXT, None))
        then_refused(refusal, lambda it=it: it.fulfil(1, TEXT))
    then_refused(AlreadyDone, lambda: over.withdraw(TEXT), what="approval_revoked")


def test_returned_and_withdrawn_name_the_version_too() -> None:
    it = given(Approval, REQUESTED)
    assert {it.return_for_revision(TEXT), it.withdraw(TEXT)} == set(ENDINGS)


def test_what_nobody_requested_is_unknown() -> None:
    nothing = given(Approval)
    for decide in (
        lambda: granting(nothing, MET),
        lambda: nothing.return_for_revision(TEXT),
        lambda: nothing.withdraw(TEXT),
    ):
        then_refused(Unknown, decide, what="approval")


@pytest.mark.parametrize("clause", list(ClauseName))
def test_the_director_waives_what_may_be_waived_and_a_chair_the_quorum(clause: ClauseName) -> None:
    rule = {
        ClauseName.SOUNDING_BOARD_CLOSED: "G1",
        ClauseName.REFERENCE_GROUP_CLOSED: "G1",
        ClauseName.SOUNDING_BOARD_HEARD: "G6",
        ClauseName.REFERENCE_GROUP_HEARD: "G6",
        ClauseName.PRESENTED: "G3",
        ClauseName.PLEDGES_SIGNED: "P5",
        ClauseName.QUALITY_JUDGED: "G15",
    }.get(clause)
    for capacity in Capacity:
        if rule is None:
            then_refused(NoSuchChoice, lambda one=capacity: grant(one, DRAFT, 3, clause, TEXT), field="clause")
        elif capacity is Capacity.DIRECTOR or (capacity is Capacity.CHAIR and rule == "G6"):
            assert grant(capacity, DRAFT, 3, clause, TEXT).rule == rule
        else:
            then_refused(NotPermitted, lambda one=capacity: grant(one, DRAFT, 3, clause, TEXT))


def test_a_presentation_was_held_and_is_not_planned() -> None:
    today = date(2026, 3, 2)
    assert hold(DRAFT, 3, today, TEXT, today).occurred_on == today
    then_refused(BadPeriod, lambda: hold(DRAFT, 3, date(2026, 3, 3), TEXT, today), field="occurred_on")


# -- erasures: two officers

ASKED = ErasureRequested(keys=(uuid7(),), subject=uuid7(), ground=ErasureGround.SPILL, motive=TEXT)
FG, ARC = Capacity.DATA_PROTECTION_OFFICER, Capacity.RECORDS_MANAGER


def test_another_person_in_the_other_office_carries_an_erasure_out() -> None:
    it = given(Erasure, ASKED)
    assert it.carry_out(ARC, OTHER, (FG, SOMEBODY)) == ErasureCarriedOut(keys=ASKED.keys, subject=ASKED.subject)
    then_refused(SameOfficer, lambda: it.carry_out(FG, OTHER, (FG, SOMEBODY)))
    then_refused(SameOfficer, lambda: it.carry_out(ARC, SOMEBODY, (FG, SOMEBODY)))


def test_an_erasure_is_decided_once() -> None:
    for ending in (ErasureCarriedOut(keys=ASKED.keys, subject=ASKED.subject), ErasureRefused(motive=TEXT)):
        over = given(Erasure, ASKED, ending)
        then_refused(AlreadyDone, lambda over=over: over.carry_out(ARC, OTHER, (FG, SOMEBODY)), what="erasure_decided")
        then_refused(AlreadyDone, lambda over=over: over.refuse(TEXT), what="erasure_decided")
    then_refused(Unknown, lambda: given(Erasure).refuse(TEXT), what="erasure")
    then_refused(Unknown, lambda: given(Erasure).carry_out(ARC, OTHER, (FG, SOMEBODY)), what="erasure")
