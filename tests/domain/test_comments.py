"""A comment from raising to the last word of its author, in every order that people could try."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from review.application import uuid7
from review.domain.comments import (
    Comment,
    CommentConfirmed,
    CommentDisposed,
    CommentMaintained,
    CommentRaised,
    CommentWithdrawn,
    LateDecided,
)
from review.domain.errors import (
    AlreadyDone,
    DuplicateTarget,
    MotiveNeeded,
    NotDisposed,
    NotLate,
    NotTheAuthor,
    OwnComment,
    Refused,
    Unknown,
)
from review.domain.sources import SourceRegistered
from review.domain.vocabulary import Capacity, CommentKind, CommentState, Disposition, SourceType
from tests.domain.deciding import AUTHOR, OTHER, TEXT, given, then_refused

D = Disposition


def raised(kind: CommentKind = CommentKind.METHOD) -> CommentRaised:
    return CommentRaised(number=7, round=uuid7(), draft=uuid7(), draft_version=2, kind=kind, text=TEXT)


def came_late() -> CommentRaised:
    return msgspec.structs.replace(raised(), late=True)


def disposed(disposition: Disposition = D.ACCEPTED) -> CommentDisposed:
    return CommentDisposed(disposition=disposition)


MAINTAINED = CommentMaintained(motive=TEXT)


def dispose(
    it: Comment,
    disposition: Disposition = D.ACCEPTED,
    person: Any = OTHER,
    *,
    capacity: Capacity = Capacity.TEAM_LEAD,
    agreed: bool = True,
    **more: Any,
) -> CommentDisposed:
    said = CommentDisposed(disposition=disposition, **more)
    return it.dispose(person, AUTHOR, said, capacity=capacity, agreed=agreed)


def test_what_was_never_raised_is_unknown() -> None:
    nothing = given(Comment)
    for decide in (
        lambda: dispose(nothing),
        lambda: nothing.withdraw(AUTHOR, AUTHOR, None),
        lambda: nothing.confirm(AUTHOR, AUTHOR),
        lambda: nothing.maintain(AUTHOR, AUTHOR, TEXT),
    ):
        then_refused(Unknown, decide, what="comment")


def test_a_stream_of_another_kind_is_no_comment() -> None:
    source = SourceRegistered(number=1, title=TEXT, type=SourceType.DOCUMENT, owner="BZ/DAF")
    assert given(Comment, source).version == 0


def test_disposing_records_all_that_was_said() -> None:
    event = dispose(given(Comment, raised()), D.PARTIALLY_ACCEPTED, motive=TEXT, in_version=3, block=12)
    assert event == CommentDisposed(disposition=D.PARTIALLY_ACCEPTED, motive=TEXT, in_version=3, block=12)


@pytest.mark.parametrize("disposition", list(D))
def test_nobody_disposes_of_an_own_comment(disposition: Disposition) -> None:
    it = given(Comment, raised())
    then_refused(OwnComment, lambda: dispose(it, disposition, person=AUTHOR, motive=TEXT), number=7)


def test_a_duplicate_names_another_comment_and_nothing_else_does() -> None:
    it = given(Comment, raised())
    then_refused(DuplicateTarget, lambda: dispose(it, D.DUPLICATE))
    then_refused(DuplicateTarget, lambda: dispose(it, D.DUPLICATE, duplicate_of=it.id))
    then_refused(DuplicateTarget, lambda: dispose(it, D.ACCEPTED, duplicate_of=uuid7()))
    other = uuid7()
    assert dispose(it, D.DUPLICATE, duplicate_of=other).duplicate_of == other


def test_disposing_again_of_a_disputed_comment_needs_a_motive_whatever_it_is() -> None:
    it = given(Comment, raised(), disposed(D.NOTED), MAINTAINED)
    then_refused(MotiveNeeded, lambda: dispose(it, D.ACCEPTED))
    assert dispose(it, D.ACCEPTED, motive=TEXT).disposition is D.ACCEPTED


def test_what_was_said_to_be_accepted_and_is_not_in_the_text_is_dealt_with_again_whatever_its_author_said() -> None:
    history = [raised(), disposed(), CommentConfirmed()]
    it = given(Comment, *history)
    then_refused(AlreadyDone, lambda: dispose(it, D.ACCEPTED, in_version=4), what="comment_confirmed")
    history.append(it.find_unchanged(3))
    again = dispose(given(Comment, *history), D.ACCEPTED, in_version=4)
    assert again.in_version == 4
    then_refused(AlreadyDone, lambda: dispose(given(Comment, *history, again, CommentConfirmed())))
    then_refused(Unknown, lambda: given(Comment).find_unchanged(3))


def test_only_the_author_answers_or_withdraws() -> None:
    it = given(Comment, raised(), disposed())
    then_refused(NotTheAuthor, lambda: it.confirm(OTHER, AUTHOR))
    then_refused(NotTheAuthor, lambda: it.maintain(OTHER, AUTHOR, TEXT))
    then_refused(NotTheAuthor, lambda: given(Comment, raised()).withdraw(OTHER, AUTHOR, None))


# The machine of section 4.2, written down apart from the code: what follows on what, or is refused.
S = CommentState
MACHINE: dict[tuple[CommentState, str], CommentState | type[Refused]] = {
    (S.OPEN, "dispose"): S.DISPOSED,
    (S.OPEN, "confirm"): NotDisposed,
    (S.OPEN, "maintain"): NotDisposed,
    (S.OPEN, "withdraw"): S.WITHDRAWN,
    (S.DISPOSED, "dispose"): S.DISPOSED,
    (S.DISPOSED, "confirm"): S.CONFIRMED,
    (S.DISPOSED, "maintain"): S.DISPUTED,
    (S.DISPOSED, "withdraw"): AlreadyDone,
    (S.CONFIRMED, "dispose"): AlreadyDone,
    (S.CONFIRMED, "confirm"): AlreadyDone,
    (S.CONFIRMED, "maintain"): S.DISPUTED,
    (S.CONFIRMED, "withdraw"): AlreadyDone,
    (S.DISPUTED, "dispose"): S.DISPOSED,
    (S.DISPUTED, "confirm"): S.CONFIRMED,
    (S.DISPUTED, "maintain"): AlreadyDone,
    (S.DISPUTED, "withdraw"): AlreadyDone,
    (S.WITHDRAWN, "dispose"): AlreadyDone,
    (S.WITHDRAWN, "confirm"): NotDisposed,
    (S.WITHDRAWN, "maintain"): NotDisposed,
    (S.WITHDRAWN, "withdraw"): AlreadyDone,
    (S.NOT_ADMITTED, "dispose"): AlreadyDone,
    (S.NOT_ADMITTED, "confirm"): NotDisposed,
    (S.NOT_ADMITTED, "maintain"): NotDisposed,
    (S.NOT_ADMITTED, "withdraw"): AlreadyDone,
}


@drawn(st.lists(st.sampled_from(["dispose", "confirm", "maintain", "withdraw"]), max_size=12), st.booleans())
def test_in_any_order_the_machine_is_followed(acts: list[str], left_out: bool) -> None:
    """``left_out``: it came late and was not taken along."""
    events: list[Any] = [raised()]
    state = S.OPEN
    if left_out:
        events, state = [came_late(), LateDecided(admitted=False, motive=TEXT)], S.NOT_ADMITTED
    for act in acts:
        it = given(Comment, *events)
        decide = {
            "dispose": lambda it=it: dispose(it, D.REJECTED, motive=TEXT),
            "confirm": lambda it=it: it.confirm(AUTHOR, AUTHOR),
            "maintain": lambda it=it: it.maintain(AUTHOR, AUTHOR, TEXT),
            "withdraw": lambda it=it: it.withdraw(AUTHOR, AUTHOR, TEXT),
        }[act]
        wanted = MACHINE[state, act]
        if isinstance(wanted, S):
            events.append(decide())
            state = wanted
        else:
            then_refused(wanted, decide)
        assert given(Comment, *events).state is state


def test_a_late_comment_counts_if_that_is_decided() -> None:
    in_time, late = given(Comment, raised()), given(Comment, came_late())
    then_refused(NotLate, lambda: in_time.decide_late(True, None))
    then_refused(MotiveNeeded, lambda: late.decide_late(False, None))
    then_refused(Unknown, lambda: Comment(id=uuid7()).decide_late(True, None))
    left_out = given(Comment, came_late(), late.decide_late(False, TEXT))
    then_refused(AlreadyDone, lambda: left_out.decide_late(False, TEXT))
    again = given(Comment, came_late(), LateDecided(admitted=False), left_out.decide_late(True, None))
    assert (again.state, again.admitted) == (S.OPEN, True)
    then_refused(AlreadyDone, lambda: again.decide_late(True, None))
    for over in (disposed(), CommentWithdrawn()):
        done = given(Comment, came_late(), over)
        then_refused(AlreadyDone, lambda done=done: done.decide_late(False, TEXT))


def test_every_state_is_in_the_machine() -> None:
    assert {state for state, _ in MACHINE} == set(S)
    final = {CommentConfirmed: S.CONFIRMED, CommentWithdrawn: S.WITHDRAWN}
    assert given(Comment, raised(), disposed(), CommentConfirmed()).state is final[CommentConfirmed]
    assert given(Comment, raised(), CommentWithdrawn()).state is final[CommentWithdrawn]
