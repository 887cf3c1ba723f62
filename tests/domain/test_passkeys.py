"""Two people make a passkey count, and two end it; what is stated is permanent to the letter."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from review.domain import stating
from review.domain.acts import Acting, Sealed
from review.domain.approvals import ApprovalGranted, Condition
from review.domain.errors import AlreadyDone, OwnPasskey, Unknown
from review.domain.gates import ClauseName, ClauseRecord, Outcome
from review.domain.passkeys import (
    Passkey,
    PasskeyConfirmed,
    PasskeyEndAsked,
    PasskeyEnded,
    PasskeyProposed,
    PasskeyState,
)
from review.domain.vocabulary import Capacity, DocumentKind
from tests.domain.deciding import OTHER, SOMEBODY, TEXT, given, then_refused

MADE = PasskeyProposed(holder=SOMEBODY, credential=b"c", key=b"k", site="https://toetssteen.example")
COUNTS = PasskeyConfirmed(holder=SOMEBODY, fingerprint=b"f" * 32)
ENDED = PasskeyEnded(holder=SOMEBODY, fingerprint=b"f" * 32, motive=TEXT)


def test_another_person_confirms_it_once() -> None:
    it = given(Passkey, MADE)
    then_refused(OwnPasskey, lambda: it.confirm(SOMEBODY, b"f" * 32))
    assert it.confirm(OTHER, b"f" * 32) == COUNTS
    then_refused(AlreadyDone, lambda: given(Passkey, MADE, COUNTS).confirm(OTHER, b"f" * 32), what="passkey_confirmed")
    then_refused(Unknown, lambda: given(Passkey).confirm(OTHER, b""), what="passkey")


def test_it_ends_when_a_second_person_agrees_whoever_asked() -> None:
    third = UUID(int=3)
    for first, second in ((SOMEBODY, OTHER), (OTHER, SOMEBODY), (OTHER, third)):
        asked = given(Passkey, MADE, COUNTS).end(first, TEXT)
        assert asked == PasskeyEndAsked(by=first, motive=TEXT)
        ending = given(Passkey, MADE, COUNTS, asked)
        assert ending.state is PasskeyState.ENDING
        then_refused(AlreadyDone, lambda ending=ending, first=first: ending.end(first, TEXT), what="passkey_end_asked")
        assert ending.end(second, TEXT) == ENDED
    over = given(Passkey, MADE, COUNTS, PasskeyEndAsked(by=OTHER, motive=TEXT), ENDED)
    then_refused(AlreadyDone, lambda: over.end(OTHER, TEXT), what="passkey_ended")
    then_refused(AlreadyDone, lambda: over.confirm(OTHER, b""), what="passkey_ended")


def test_the_statement_is_readable_and_stays_as_it_is() -> None:
    draft, log, request, person, seat, dissent = (UUID(int=number) for number in range(1, 7))
    event = ApprovalGranted(
        kind=DocumentKind.TERMS_OF_REFERENCE,
        draft=draft,
        draft_version=4,
        root=b"\x01" * 32,
        rules="2026-3",
        clauses=(ClauseRecord(ClauseName.PRESENTED, "G3", Outcome.SATISFIED, (31,)),),
        dissents=(dissent,),
        head_position=233,
        head_root=b"\x02" * 32,
        conditions=(Condition(Sealed(draft, b""), date(2026, 12, 1)),),
    )
    by = Acting(person=person, seat=seat, capacity=Capacity.DIRECTOR, organisation="BZ/IOB")
    said = stating.approval("https://toetssteen.example", log, request, by, event, stating.stamp(1_772_438_401_999_999))
    assert said.split("\n") == [
        "Toetssteen statement, edition 1",
        "site: https://toetssteen.example",
        "act: approve version 4 of terms_of_reference, part 0",
        "root: " + "01" * 32,
        f"document: {draft}",
        f"evaluation: {log}",
        f"request: {request}",
        f"person: {person}",
        "capacity: director",
        "organisation: BZ/IOB",
        f"seat: {seat}",
        "rules: 2026-3",
        "clause presented: satisfied",
        f"standing objection: {dissent}",
        "condition 1: by 2026-12-01",
        "log: 233 records before this one, root " + "02" * 32,
        "at: 2026-03-02T08:00:01Z",
        "",
    ]
    assert stating.moment_of(stating.field_of(said, "at")) == 1_772_438_401_000_000
