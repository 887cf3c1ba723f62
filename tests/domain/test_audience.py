"""Every mode, visibility and reader: the predicates of the house against the rules written down in words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from uuid import UUID

import pytest

from review.application import uuid7
from review.domain.acts import Acting, Reader
from review.domain.visibility import (
    NOBODY,
    CommentFacts,
    RemarkFacts,
    is_wider,
    knows_author,
    knows_member,
    sees_comment,
    sees_remark,
)
from review.domain.vocabulary import BodyKind, Capacity, RoundMode, Visibility
from tests.audience import Hat, Said, knows_who, reads, reads_remark

AUTHOR, ROUND, SEAT = uuid7(), uuid7(), uuid7()
BODIES = (None, BodyKind.REFERENCE_GROUP, BodyKind.SOUNDING_BOARD)


def reader(hats: tuple[Hat, ...], person: UUID | None = None) -> Reader:
    who = person or uuid7()
    holds = tuple(
        Acting(
            person=who,
            seat=uuid7(),
            capacity=hat.capacity,
            organisation=hat.organisation,
            body=hat.body,
            window=hat.acts,
        )
        for hat in hats
    )
    return Reader(person=who, holds=holds, moment=0)


def said_all() -> Iterator[Said]:
    for visibility, mode, is_open in itertools.product(Visibility, RoundMode, (True, False)):
        yield Said(visibility, "UvT", BodyKind.REFERENCE_GROUP, mode, is_open)


def facts(said: Said, **more: object) -> CommentFacts:
    given = {"author": AUTHOR, "seat": SEAT, "round": ROUND, **more}
    return CommentFacts(
        organisation=said.organisation,
        body=said.body,
        mode=said.mode,
        round_open=said.is_open,
        visibility=said.visibility,
        **given,
    )


@pytest.mark.parametrize("capacity", list(Capacity))
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("organisation", ["UvT", "BZ/DAF"])
def test_one_hat(capacity: Capacity, body: BodyKind | None, organisation: str) -> None:
    for said, acts, responded, is_author in itertools.product(said_all(), *[(True, False)] * 3):
        hats = (Hat(capacity, organisation, body, acts),)
        who = reader(hats, AUTHOR if is_author else None)
        answered = frozenset({ROUND}) if responded else frozenset({uuid7()})
        wanted = reads(hats, said, is_author=is_author, responded=responded)
        assert sees_comment(who, facts(said), answered) is wanted, (said, acts, responded, is_author)
        if said.visibility is Visibility.GROUP and not is_author:
            remark = RemarkFacts(seat=SEAT, round=ROUND, body=said.body, mode=said.mode, round_open=said.is_open)
            wanted = reads_remark(hats, said, is_author=False, responded=responded)
            assert sees_remark(who, remark, answered) is wanted, (said, acts, responded)


def test_two_hats_see_what_either_sees_and_no_hat_nothing() -> None:
    every = [Hat(capacity, "UvT", body) for capacity in Capacity for body in BODIES]
    for one, other in itertools.combinations(every, 2):
        for said in said_all():
            both, wanted = reader((one, other)), reads((one, other), said, is_author=False, responded=False)
            assert sees_comment(both, facts(said), frozenset()) is wanted
    assert not any(sees_comment(reader(()), facts(said), frozenset()) for said in said_all())


@pytest.mark.parametrize("capacity", list(Capacity))
def test_who_knows_who_speaks(capacity: Capacity) -> None:
    for body, hidden, looked, is_author in itertools.product(BODIES, *[(True, False)] * 3):
        hats = (Hat(capacity, "UvT", body, acts=True),)
        who = reader(hats, AUTHOR if is_author else None)
        unmasked = frozenset({who.person if looked else uuid7()})
        said = Said(Visibility.GROUP, "UvT", BodyKind.REFERENCE_GROUP, RoundMode.PSEUDONYMOUS, is_open=False)
        it = facts(said, pseudonym=0 if hidden else None, unmasked_by=unmasked)
        wanted = knows_who(hats, is_author=is_author, speaks_hidden=hidden, looked=looked)
        assert knows_author(who, it) is wanted
        if not is_author:
            assert knows_member(who, it.pseudonym, unmasked) is wanted
    assert not knows_author(reader(()), facts(said, pseudonym=0, unmasked_by=frozenset({NOBODY})))


def test_whoever_reads_with_the_narrower_reads_with_the_wider_one() -> None:
    """And wider is never the same, never back, and never aside."""
    readers = [Hat(capacity, "UvT", body, acts) for capacity in Capacity for body in BODIES for acts in (True, False)]
    for old, new in itertools.product(Visibility, Visibility):
        loses = [
            hat
            for hat in readers
            for mode in RoundMode
            if reads((hat,), Said(old, "UvT", BodyKind.REFERENCE_GROUP, mode, False), is_author=False, responded=False)
            and not reads(
                (hat,), Said(new, "UvT", BodyKind.REFERENCE_GROUP, mode, False), is_author=False, responded=False
            )
        ]
        assert is_wider(new, old) is (not loses and new is not old), (old, new)
