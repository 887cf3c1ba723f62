"""Documents, sources, people and seats: what is registered, changed and ended."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from review.application import uuid7
from review.domain import texts
from review.domain.acts import Sealed
from review.domain.blocks import BlockEntry, leaf, root
from review.domain.drafts import Draft
from review.domain.errors import (
    AlreadyDone,
    BadOrganisation,
    BadPeriod,
    Missing,
    NoSuchChoice,
    NothingChanged,
    NotPermitted,
    Stale,
    TooLong,
    Unknown,
    WrongBody,
)
from review.domain.groups import ActingAppointed, ActingEnded, Group, GroupConstituted, Seat, SeatEnded, SeatGiven
from review.domain.people import AccountClosed, AccountOpened, OfficeAppointment, OfficeEnded, Person, PersonRegistered
from review.domain.sources import Source, SourceLevelStated, SourceRegistered, SourceWithdrawn
from review.domain.vocabulary import CAPACITIES_OF, OFFICES, BodyKind, Capacity, DocumentKind, Level, SourceType
from tests.domain.deciding import SOMEBODY, TEXT, given, then_refused

DAY, NEXT = date(2026, 3, 2), date(2026, 3, 3)

# -- documents


def entry(number: int, text: bytes = b"x", kind: str = "paragraph") -> BlockEntry:
    return BlockEntry(number, kind, Sealed(uuid7(), hashlib.sha256(text).digest()))


def draft(*versions: tuple[BlockEntry, ...]) -> Draft:
    """A document with these versions."""
    events: list[Any] = [Draft.start(DocumentKind.REPORT, 1)]
    for blocks in versions:
        events.append(submit(given(Draft, *events), blocks, follows=len(events) - 1))
    return given(Draft, *events)


def submit(it: Draft, blocks: tuple[BlockEntry, ...], follows: int) -> Any:
    return it.submit(blocks, follows=follows, next_block=9, contributors=(SOMEBODY,), note=None)


def test_a_version_follows_the_one_that_was_seen() -> None:
    one, two = (entry(1),), (entry(1), entry(2))
    event = submit(draft(one), two, 1)
    assert (event.number, event.kind, event.part, event.root) == (2, DocumentKind.REPORT, 1, root(two))
    assert event.contributors == (SOMEBODY,)
    for follows in (0, 2, -1):
        then_refused(Stale, lambda seen=follows: submit(draft(one), two, seen), latest=1)


def test_the_same_text_is_no_version_and_an_older_text_is() -> None:
    one, two = (entry(1),), (entry(1), entry(2))
    then_refused(NothingChanged, lambda: submit(draft(one), one, 1), number=1)
    assert submit(draft(one, two), one, 2).number == 3


def test_a_document_that_was_never_started_takes_no_version() -> None:
    then_refused(Unknown, lambda: submit(given(Draft), (entry(1),), 0), what="draft")


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, as the text has it: split at the largest power of two below the length."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + tree_hash(leaves[:split]) + tree_hash(leaves[split:])).digest()


@pytest.mark.parametrize("size", [*range(18), 31, 32, 33, 100])
def test_the_root_is_the_merkle_tree_hash_of_the_rfc(size: int) -> None:
    blocks = [entry(number, b"%d" % number) for number in range(1, size + 1)]
    assert root(blocks) == tree_hash([leaf(block) for block in blocks])


@drawn(
    st.lists(
        st.tuples(st.integers(1, 99), st.sampled_from(["heading", "paragraph"]), st.binary(max_size=4)), max_size=9
    )
)
def test_the_root_binds_number_kind_text_and_order(blocks: list[tuple[int, str, bytes]]) -> None:
    entries = [entry(number, text, kind) for number, kind, text in blocks]
    top = root(entries)
    assert top == root([BlockEntry(one.number, one.kind, Sealed(uuid7(), one.text.commitment)) for one in entries])
    for at, one in enumerate(entries):
        for other in (
            BlockEntry(one.number + 100, one.kind, one.text),
            BlockEntry(one.number, one.kind + "x", one.text),
            BlockEntry(one.number, one.kind, Sealed(one.text.key, b"y" * 32)),
        ):
            assert root([*entries[:at], other, *entries[at + 1 :]]) != top
        assert root(entries[:at] + entries[at + 1 :]) != top


# -- sources

SOURCE = SourceRegistered(number=1, title=TEXT, type=SourceType.MESSAGE, owner="BZ/DAF")


def test_a_level_is_stated_once_until_it_changes() -> None:
    it = given(Source, SOURCE)
    assert it.state_level(Level.DEP_V, TEXT) == SourceLevelStated(level=Level.DEP_V, basis=TEXT)
    stated = given(Source, SOURCE, SourceLevelStated(level=Level.DEP_V))
    then_refused(AlreadyDone, lambda: stated.state_level(Level.DEP_V, None), what="level_stated")
    assert stated.state_level(Level.UNCLASSIFIED, None).level is Level.UNCLASSIFIED


def test_a_withdrawn_source_is_left_alone() -> None:
    over = given(Source, SOURCE, SourceWithdrawn(motive=TEXT))
    then_refused(AlreadyDone, lambda: over.state_level(Level.DEP_V, None), what="source_withdrawn")
    then_refused(AlreadyDone, lambda: over.withdraw(TEXT), what="source_withdrawn")
    then_refused(Unknown, lambda: given(Source).withdraw(TEXT), what="source")


def test_levels_are_a_ladder() -> None:
    assert [level.rank for level in Level] == [0, 1, 2, 3, 4]
    assert [level for level in Level if level.is_state_secret] == [Level.STG_C, Level.STG_G, Level.STG_ZG]


# -- people and offices

PERSON = PersonRegistered(name=TEXT, organisation="BZ/DAF")


def test_an_account_is_opened_and_closed_and_opened_again() -> None:
    it = given(Person, PERSON)
    assert it.open_account() == AccountOpened()
    then_refused(AlreadyDone, it.close_account, what="account_closed")
    then_refused(Unknown, it.replace_password, what="account")
    with_account = given(Person, PERSON, AccountOpened())
    then_refused(AlreadyDone, with_account.open_account, what="account_opened")
    assert with_account.close_account() == AccountClosed()
    assert given(Person, PERSON, AccountOpened(), AccountClosed()).open_account() == AccountOpened()
    then_refused(Unknown, given(Person).open_account, what="person")


@pytest.mark.parametrize("capacity", list(Capacity))
def test_an_office_is_one_of_five(capacity: Capacity) -> None:
    offices = {"director", "records_manager", "data_protection_officer", "auditor", "administrator"}
    assert {str(one) for one in OFFICES} == offices
    if capacity in offices:
        given_ = OfficeAppointment.give(SOMEBODY, capacity, "BZ/IOB", DAY, NEXT)
        assert (given_.office, given_.starts_on, given_.ends_on) == (capacity, DAY, NEXT)
        then_refused(BadPeriod, lambda: OfficeAppointment.give(SOMEBODY, capacity, "BZ/IOB", NEXT, DAY))
        ended = given(OfficeAppointment, given_, OfficeEnded(ended_on=DAY))
        then_refused(AlreadyDone, lambda: ended.end(DAY, None), what="office_ended")
    else:
        then_refused(NoSuchChoice, lambda: OfficeAppointment.give(SOMEBODY, capacity, "BZ/IOB", DAY), field="office")


# -- groups and seats


def seat(capacity: Capacity = Capacity.EXTERNAL_EXPERT, group: Any = None, **more: Any) -> SeatGiven:
    body = BodyKind.REFERENCE_GROUP
    return Seat.give(group or uuid7(), body, SOMEBODY, capacity, "UvT", None, DAY, more.get("ends_on"))


@pytest.mark.parametrize("body", list(BodyKind))
@pytest.mark.parametrize("capacity", list(Capacity))
def test_a_body_has_its_own_seats(body: BodyKind, capacity: Capacity) -> None:
    def give() -> SeatGiven:
        return Seat.give(uuid7(), body, SOMEBODY, capacity, "UvT", None, DAY, None)

    if capacity in CAPACITIES_OF[body]:
        assert (give().body, give().capacity) == (body, capacity)
        assert capacity not in OFFICES
    else:
        then_refused(WrongBody, give, body=body, capacity=capacity)


def test_a_group_is_of_one_kind() -> None:
    assert given(Group, GroupConstituted(body=BodyKind.STEERING_GROUP)).body is BodyKind.STEERING_GROUP


def test_a_seat_ends_once_and_never_before_it_begins() -> None:
    then_refused(BadPeriod, lambda: seat(ends_on=date(2026, 3, 1)), field="ends_on")
    assert given(Seat, seat()).end(NEXT, None) == SeatEnded(ended_on=NEXT)
    over = given(Seat, seat(), SeatEnded(ended_on=DAY))
    then_refused(AlreadyDone, lambda: over.end(NEXT, None), what="seat_ended")
    then_refused(Unknown, lambda: given(Seat).end(DAY, None), what="seat")


def test_only_the_deputy_of_the_same_group_acts_for_its_chair() -> None:
    group = uuid7()
    deputy, chair = given(Seat, seat(Capacity.DEPUTY_CHAIR, group)), given(Seat, seat(Capacity.CHAIR, group))
    assert deputy.appoint_acting(chair, 5, 9, TEXT) == ActingAppointed(
        instead_of=chair.id, starts_at=5, ends_at=9, motive=TEXT
    )
    member = given(Seat, seat(Capacity.EXTERNAL_EXPERT, group))
    then_refused(NotPermitted, lambda: member.appoint_acting(chair, 5, 9, TEXT))
    then_refused(NotPermitted, lambda: deputy.appoint_acting(deputy, 5, 9, TEXT))
    elsewhere = given(Seat, seat(Capacity.CHAIR))
    then_refused(Unknown, lambda: deputy.appoint_acting(elsewhere, 5, 9, TEXT), what="seat")
    then_refused(BadPeriod, lambda: deputy.appoint_acting(chair, 5, 5, TEXT), field="ends_at")


def test_a_window_of_acting_opens_once_and_ends_once() -> None:
    group = uuid7()
    chair = given(Seat, seat(Capacity.CHAIR, group))
    appointed = ActingAppointed(instead_of=chair.id, starts_at=5, motive=TEXT)
    acting = given(Seat, seat(Capacity.DEPUTY_CHAIR, group), appointed)
    then_refused(AlreadyDone, lambda: acting.appoint_acting(chair, 6, 9, TEXT), what="acting_appointed")
    assert acting.end_acting() == ActingEnded()
    back = given(Seat, seat(Capacity.DEPUTY_CHAIR, group), appointed, ActingEnded())
    then_refused(AlreadyDone, back.end_acting, what="acting_ended")
    assert back.appoint_acting(chair, 10, None, TEXT).starts_at == 10


# -- what a person typed


@pytest.mark.parametrize("empty", [None, "", " \t\r\n ", "\0", "\u200b", "\u00a0 \u2003"])
def test_what_cannot_be_seen_is_nothing(empty: str | None) -> None:
    assert texts.optional(empty, "motive") is None
    then_refused(Missing, lambda: texts.required(empty, "motive"), field="motive")


def test_a_text_is_kept_as_it_was_meant() -> None:
    assert texts.required("  Eerste\r\nTweede\t\x07 \ud800 ", "text") == "Eerste\nTweede\t ?"
    assert texts.required("naam\u202etxt", "text") == "naamtxt"
    assert texts.required("é" * 10, "text", 10) == "é" * 10
    then_refused(TooLong, lambda: texts.required("é" * 11, "text", 10), field="text", limit=10, length=11)


@pytest.mark.parametrize("code", ["BZ/DAF", "Def/DGB", "UvT", "ADR", "BZ", "A&O/B-1.2"])
def test_an_organisation_is_a_short_code(code: str) -> None:
    assert texts.organisation(f" {code} ") == code


@pytest.mark.parametrize(
    "code", ["", " ", "de directie", "BZ/", "/DAF", "BZ/DAF/X", "b" * 40, "BZ\nDAF", "<b>", "Jan Jansen"]
)
def test_an_organisation_is_never_prose(code: str) -> None:
    then_refused(BadOrganisation, lambda: texts.organisation(code))
