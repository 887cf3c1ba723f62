"""Risks and access to information, without a database."""

from __future__ import annotations

from datetime import date

from review.domain.access import Access, AccessAnswer, AccessAnswered, AccessRequested
from review.domain.errors import AlreadyDone, BadPeriod, MotiveNeeded, NoSuchChoice, Unknown
from review.domain.risks import Option, Risk, RiskClosed, RiskOccurred, RiskRegistered
from tests.domain.deciding import TEXT, given, then_refused

REGISTERED = RiskRegistered(number=1, title=TEXT, options=(Option(1, TEXT), Option(2, TEXT)))
DAY, LATER, LATEST = date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 20)
ASKED = AccessRequested(number=1, directorate="BZ/DVB", what=TEXT, asked_on=LATER)
REFUSED = AccessAnswered(answer=AccessAnswer.REFUSED, answered_on=LATER, motive=TEXT)
GRANTED = AccessAnswered(answer=AccessAnswer.GRANTED, answered_on=LATER)


def test_an_option_is_chosen_from_those_there_are_and_more_can_be_added() -> None:
    risk = given(Risk, REGISTERED)
    added = risk.add(TEXT, None)
    assert added.option.number == 3
    then_refused(NoSuchChoice, lambda: risk.occur(3, TEXT), field="option")
    twice = given(Risk, REGISTERED, added, RiskOccurred(option=1, motive=TEXT))
    assert twice.occur(3, TEXT).option == 3


def test_nothing_becomes_of_a_risk_that_is_closed_or_was_never_there() -> None:
    closed = given(Risk, REGISTERED, RiskClosed(motive=TEXT))
    then_refused(AlreadyDone, lambda: closed.occur(1, TEXT))
    then_refused(AlreadyDone, lambda: closed.close(TEXT))
    then_refused(AlreadyDone, lambda: closed.add(TEXT, None))
    then_refused(Unknown, lambda: given(Risk).close(TEXT))


def test_an_answer_has_its_day_and_unless_all_is_granted_its_reason() -> None:
    asked = given(Access, ASKED)
    then_refused(MotiveNeeded, lambda: asked.answered(AccessAnswer.PARTLY, LATER, None, LATEST))
    then_refused(BadPeriod, lambda: asked.answered(AccessAnswer.GRANTED, DAY, None, LATEST), field="answered_on")
    then_refused(BadPeriod, lambda: asked.answered(AccessAnswer.GRANTED, LATEST, None, LATER), field="answered_on")
    then_refused(BadPeriod, lambda: Access.request(1, "BZ/DVB", TEXT, LATEST, LATER), field="asked_on")
    then_refused(Unknown, lambda: given(Access).answered(AccessAnswer.GRANTED, LATER, None, LATEST))
    assert given(Access, ASKED, REFUSED).answered(AccessAnswer.GRANTED, LATER, None, LATEST) == GRANTED
    then_refused(AlreadyDone, lambda: given(Access, ASKED, GRANTED).answered(AccessAnswer.REFUSED, LATER, TEXT, LATEST))
