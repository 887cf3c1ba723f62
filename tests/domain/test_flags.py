"""A flag: raised, doubted, consulted, agreed, settled; the three who must work together cannot skip each other."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from review.application import uuid7
from review.domain.errors import (
    AlreadyDone,
    AuthorityNeeded,
    ConsultationNeeded,
    NoSuchChoice,
    OtherSettlement,
    OwnFlag,
    Refused,
    Unknown,
)
from review.domain.flags import (
    ClassificationFlag,
    ConsultationRecorded,
    FlagDoubted,
    FlagRaised,
    FlagSettled,
    SettlementAgreed,
)
from review.domain.vocabulary import FlagGround, FlagState, Level, Settlement
from tests.domain.deciding import AUTHOR, OTHER, TEXT, given, then_refused

DAY = date(2026, 3, 2)
RAISED = FlagRaised(
    number=3, draft=uuid7(), draft_version=1, block=4, level=Level.DEP_V, ground=FlagGround.NATIONAL_SECURITY
)
DOUBTED = FlagDoubted(directorate="BZ/DAF", motive=TEXT)
CONSULTED = ConsultationRecorded(directorate="BZ/DAF", occurred_on=DAY, outcome=TEXT)
AGREED = SettlementAgreed(settlement=Settlement.REMOVED, motive=TEXT)
SETTLED = FlagSettled(settlement=Settlement.REMOVED)


def flag(*events: Any) -> ClassificationFlag:
    return given(ClassificationFlag, RAISED, *events)


def settle(it: ClassificationFlag, settlement: Settlement = Settlement.REMOVED, person: Any = OTHER) -> FlagSettled:
    return it.settle(person, AUTHOR, settlement, None, None)


def test_what_was_never_raised_is_unknown() -> None:
    nothing = given(ClassificationFlag)
    then_refused(Unknown, lambda: nothing.doubt("BZ/DAF", TEXT))
    then_refused(Unknown, lambda: nothing.agree(OTHER, AUTHOR, Settlement.KEPT, TEXT))
    then_refused(Unknown, lambda: settle(nothing))


def test_the_straight_way_needs_the_authority_and_then_the_team_lead() -> None:
    then_refused(AuthorityNeeded, lambda: settle(flag()), number=3)
    assert flag().agree(OTHER, AUTHOR, Settlement.REMOVED, TEXT) == AGREED
    assert settle(flag(AGREED)) == SETTLED
    assert flag(AGREED, SETTLED).state is FlagState.SETTLED


def test_the_team_lead_applies_what_was_agreed_and_nothing_else() -> None:
    for settlement in Settlement:
        if settlement is not Settlement.REMOVED:
            then_refused(
                OtherSettlement, lambda one=settlement: settle(flag(AGREED), one), settlement=Settlement.REMOVED
            )


def test_doubt_holds_everything_up_until_the_owner_was_heard() -> None:
    then_refused(ConsultationNeeded, lambda: flag(DOUBTED).agree(OTHER, AUTHOR, Settlement.KEPT, TEXT))
    then_refused(ConsultationNeeded, lambda: settle(flag(DOUBTED)))
    assert flag(DOUBTED, CONSULTED).agree(OTHER, AUTHOR, Settlement.KEPT, TEXT).settlement is Settlement.KEPT


def test_doubt_after_an_agreement_takes_the_agreement_back() -> None:
    then_refused(ConsultationNeeded, lambda: settle(flag(AGREED, DOUBTED)))
    then_refused(AuthorityNeeded, lambda: settle(flag(AGREED, DOUBTED, CONSULTED)))


def test_what_the_owner_says_after_an_agreement_is_put_to_the_authority_again() -> None:
    then_refused(AuthorityNeeded, lambda: settle(flag(AGREED, CONSULTED)))


def test_new_doubt_calls_for_a_new_consultation() -> None:
    then_refused(AlreadyDone, lambda: flag(DOUBTED).doubt("BZ/DAF", TEXT))
    again = flag(DOUBTED, CONSULTED, DOUBTED)
    then_refused(ConsultationNeeded, lambda: again.agree(OTHER, AUTHOR, Settlement.KEPT, TEXT))


def test_the_directorate_named_in_the_doubt_is_the_one_to_be_heard() -> None:
    then_refused(NoSuchChoice, lambda: flag(DOUBTED).record_consultation("Def/DGB", DAY, TEXT))
    assert flag(DOUBTED).record_consultation("BZ/DAF", DAY, TEXT) == CONSULTED
    assert flag().record_consultation("Def/DGB", DAY, TEXT).directorate == "Def/DGB"


def test_the_raiser_neither_agrees_nor_settles() -> None:
    then_refused(OwnFlag, lambda: flag().agree(AUTHOR, AUTHOR, Settlement.KEPT, TEXT), number=3)
    then_refused(OwnFlag, lambda: settle(flag(AGREED), person=AUTHOR), number=3)


def test_a_settled_flag_is_over_until_it_is_taken_up_again() -> None:
    over = flag(AGREED, SETTLED)
    for decide in (
        lambda: over.doubt("BZ/DAF", TEXT),
        lambda: over.record_consultation("BZ/DAF", DAY, TEXT),
        lambda: over.agree(OTHER, AUTHOR, Settlement.KEPT, TEXT),
        lambda: settle(over),
    ):
        then_refused(AlreadyDone, decide, what="flag_settled")
    again = flag(AGREED, SETTLED, over.reopen(TEXT))
    assert again.state is FlagState.RAISED
    then_refused(AuthorityNeeded, lambda: settle(again))
    then_refused(AlreadyDone, lambda: again.reopen(TEXT), what="flag_open")


@drawn(st.lists(st.sampled_from(["doubt", "consult", "agree", "settle", "reopen"]), max_size=14))
def test_in_any_order_nothing_is_settled_without_agreement_and_consultation(acts: list[str]) -> None:
    """Of every settlement this holds: after the last doubt somebody was heard, and after that the authority agreed."""
    events: list[Any] = []
    for act in acts:
        it = flag(*events)
        decide = {
            "doubt": lambda it=it: it.doubt("BZ/DAF", TEXT),
            "consult": lambda it=it: it.record_consultation("BZ/DAF", DAY, TEXT),
            "agree": lambda it=it: it.agree(OTHER, AUTHOR, Settlement.REMOVED, TEXT),
            "settle": lambda it=it: settle(it),
            "reopen": lambda it=it: it.reopen(TEXT),
        }[act]
        try:
            events.append(decide())
        except Refused:
            continue
        if act == "settle":
            names = [event.NAME.partition(".")[2] for event in events[:-1]]
            since = names[max((at for at, name in enumerate(names) if name == "reopened"), default=-1) + 1 :]
            told = [name for name in since if name in ("doubted", "consultation-recorded", "settlement-agreed")]
            assert told[-1] == "settlement-agreed"
            if "doubted" in told:
                last_doubt = max(at for at, name in enumerate(told) if name == "doubted")
                assert "consultation-recorded" in told[last_doubt:]
