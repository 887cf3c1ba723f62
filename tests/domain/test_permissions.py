"""The permission table, cell by cell, against a second copy that was written down from the rules themselves."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.acts import Acting, Reader
from review.domain.errors import InstructionNeeded, NotPermitted, OutsideActingWindow
from review.domain.permissions import COLUMNS, CONDITIONS, Permission, cell, may, require, usable
from review.domain.vocabulary import Capacity

C = Capacity

# Section 5 of the rules, one line per act: who may, and on which condition. Whoever is not named may not.
ABBREVIATIONS = [name for name, _ in COLUMNS]
RULES: dict[str, dict[str, str]] = {
    "open_evaluation": {"DIR": "+", "PL": "1"},
    "give_seat": {"DIR": "+", "VZ": "+", "PVZ": "2", "SEC": "3"},
    "appoint_acting": {"DIR": "+", "VZ": "o", "SEC": "3"},
    "submit_version": {"PL": "+", "EXT": "4"},
    "conduct_round": {"VZ": "+", "PVZ": "2", "SEC": "3"},
    "read_draft": {
        **dict.fromkeys(["DIR", "VZ", "PVZ", "PL", "ONZ", "KB", "RGB", "RGX", "KOP", "SEC", "AUD"], "+"),
        "EXT": "4",
        "ADV": "5",
        "VST": "6",
    },
    "comment": {**dict.fromkeys(["DIR", "VZ", "PVZ", "KB", "RGB", "RGX"], "+"), "ADV": "5", "KOP": "7"},
    "import_copy": {**dict.fromkeys(["VZ", "PVZ", "KB", "RGB", "RGX"], "o"), "PL": "+", "SEC": "+"},
    "see_others": {
        **dict.fromkeys(["DIR", "VZ", "PVZ", "KB", "RGB", "RGX"], "8"),
        **dict.fromkeys(["PL", "ONZ", "SEC", "AUD"], "+"),
    },
    "dispose": {"PL": "9", "ONZ": "9"},
    "answer_disposition": dict.fromkeys(["DIR", "VZ", "PVZ", "KB", "RGB", "RGX", "ADV"], "o"),
    "reply": {
        **dict.fromkeys(["DIR", "KB", "RGB", "RGX", "ADV", "KOP"], "o"),
        **dict.fromkeys(["VZ", "PL", "ONZ"], "+"),
        "PVZ": "2",
        "SEC": "3",
    },
    "file_minority": dict.fromkeys(["VZ", "PVZ", "KB", "RGB", "RGX"], "+"),
    "place_comment": {
        **dict.fromkeys(["VZ", "PL", "ONZ"], "+"),
        **dict.fromkeys(["DIR", "KB", "RGB", "RGX", "ADV", "KOP"], "o"),
        "PVZ": "2",
    },
    "return_for_revision": {"DIR": "+", "VZ": "+", "PVZ": "2"},
    "register_source": {"PL": "+", "ONZ": "+", "EXT": "4"},
    "set_level": {"DIR": "11", "VST": "+"},
    "record_evidence": {"PL": "+", "ONZ": "+"},
    "file_assessment": {"KB": "+", "RGX": "+"},
    "check_traceability": {"PL": "17", "ONZ": "17", "KB": "17"},
    "sign_pledge": {"PL": "+", "ONZ": "+", "EXT": "+"},
    "raise_flag": dict.fromkeys(["DIR", "VZ", "PVZ", "PL", "ONZ", "KB", "RGB", "RGX", "ADV", "KOP", "VST"], "+"),
    "settle_flag": {"PL": "10", "VST": "10"},
    "record_consultation": dict.fromkeys(["PL", "ONZ", "VST", "SEC"], "+"),
    "record_presentation": {"PL": "+", "SEC": "+"},
    "request_approval": {"PL": "+"},
    "approve": {"DIR": "13"},
    "register_passkey": {"DIR": "o"},
    "confirm_condition": {"DIR": "+"},
    "revoke_approval": {"DIR": "+"},
    "propose_amendment": {"DIR": "+", "PL": "+"},
    "give_mandate": {"DIR": "+"},
    "grant_waiver": {"DIR": "+", "VZ": "14"},
    "decide_erasure": {"ARC": "19", "FG": "19"},
    "record_afterwards": {"DIR": "+", "SEC": "3"},
    "propose_withholding": dict.fromkeys(["PL", "ONZ", "VST"], "+"),
    "decide_withholding": {"DIR": "12"},
    "close_file": {"DIR": "20", "ARC": "20"},
    "keep_interviews": {"PL": "+", "ONZ": "+"},
    "see_interviews": dict.fromkeys(["DIR", "PL", "ONZ", "FG", "AUD"], "+"),
    "see_respondent": {"PL": "+", "ONZ": "18", "FG": "18"},
    "report_compromise": dict.fromkeys([name for name in ABBREVIATIONS if name != "SYS"], "+"),
    "see_compromises": {
        **dict.fromkeys([name for name in ABBREVIATIONS if name != "SYS"], "o"),
        **dict.fromkeys(["DIR", "PL", "VST", "FG", "AUD"], "+"),
    },
    "handle_compromise": {"DIR": "+", "VST": "+"},
    "raise_signal": dict.fromkeys([name for name in ABBREVIATIONS if name != "SYS"], "+"),
    "see_signals": {
        **dict.fromkeys(["DIR", "AUD"], "+"),
        **dict.fromkeys(["VZ", "PVZ"], "16"),
        **dict.fromkeys(["PL", "ONZ", "EXT", "KB", "RGB", "RGX", "ADV", "KOP", "VST"], "o"),
    },
    "assess_signal": {"DIR": "16", "VZ": "16", "AUD": "22"},
    "keep_plan": {"DIR": "+", "PL": "21"},
    "run_track": {"DIR": "15", "PL": "+"},
    "deliver_track": {"PL": "+", "ONZ": "+", "EXT": "4"},
    "accept_track": {"PL": "+"},
    "keep_risks": {"DIR": "+", "PL": "+"},
    "keep_access": {"PL": "+", "ONZ": "+"},
    "export": dict.fromkeys(["DIR", "VZ", "PVZ", "PL", "SEC", "ARC", "AUD"], "+"),
    "replay": dict.fromkeys(["DIR", "PL", "ARC", "AUD"], "+"),
    "unmask": {"AUD": "+"},
    "review_access": {"AUD": "+"},
    "manage_accounts": {"SYS": "+"},
}
ABBREVIATED = {
    C.DIRECTOR: "DIR",
    C.CHAIR: "VZ",
    C.DEPUTY_CHAIR: "PVZ",
    C.TEAM_LEAD: "PL",
    C.EVALUATOR: "ONZ",
    C.EXTERNAL_RESEARCHER: "EXT",
    C.PEER_READER: "KB",
    C.POLICY_REPRESENTATIVE: "RGB",
    C.EVALUATION_REPRESENTATIVE: "RGB",
    C.EXTERNAL_EXPERT: "RGX",
    C.ADVISER: "ADV",
    C.COPY_RECIPIENT: "KOP",
    C.CLASSIFICATION_AUTHORITY: "VST",
    C.SECRETARY: "SEC",
    C.RECORDS_MANAGER: "ARC",
    C.DATA_PROTECTION_OFFICER: "FG",
    C.AUDITOR: "AUD",
    C.ADMINISTRATOR: "SYS",
}


def acting(capacity: Capacity, **more: object) -> Acting:
    return Acting(person=uuid7(), seat=uuid7(), capacity=capacity, **more)


def test_every_capacity_and_every_permission_is_in_the_rules() -> None:
    assert set(ABBREVIATED) == set(Capacity)
    assert set(RULES) == {str(permission) for permission in Permission}
    assert {capacity for _, capacities in COLUMNS for capacity in capacities} == set(Capacity)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("capacity", list(Capacity))
def test_every_cell_is_that_of_the_rules(permission: Permission, capacity: Capacity) -> None:
    wanted = RULES[permission].get(ABBREVIATED[capacity], "-")
    assert cell(permission, capacity) == wanted
    assert may(permission, capacity) == (wanted != "-")
    assert wanted in {"+", "-"} or wanted in CONDITIONS


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("capacity", list(Capacity))
def test_what_is_required_follows_the_cell(permission: Permission, capacity: Capacity) -> None:
    wanted = RULES[permission].get(ABBREVIATED[capacity], "-")
    refusal = {"-": NotPermitted, "2": OutsideActingWindow, "3": InstructionNeeded}.get(wanted)
    if refusal is None:
        require(acting(capacity), permission)
    else:
        with pytest.raises(refusal) as refused:
            require(acting(capacity), permission)
        assert type(refused.value) is refusal
    if wanted == "2":
        require(acting(capacity, window=True), permission)
    if wanted == "3":
        require(acting(capacity, instructed_by=uuid7()), permission)


def test_neither_a_window_nor_an_instruction_opens_a_closed_cell() -> None:
    for permission in Permission:
        for capacity in Capacity:
            if not may(permission, capacity):
                with pytest.raises(NotPermitted):
                    require(acting(capacity, window=True, instructed_by=uuid7()), permission)


def test_separation_of_duties_stands_in_the_table() -> None:
    """The invariants at the foot of section 5."""
    permitted = {capacity: {one for one in Permission if may(one, capacity)} for capacity in Capacity}
    assert not [
        capacity for capacity, can in permitted.items() if {Permission.SUBMIT_VERSION, Permission.APPROVE} <= can
    ]
    assert not [capacity for capacity, can in permitted.items() if {Permission.COMMENT, Permission.DISPOSE} <= can]
    assert permitted[C.ADMINISTRATOR] == {Permission.MANAGE_ACCOUNTS}
    assert permitted[C.AUDITOR] == {
        Permission.READ_DRAFT,
        Permission.SEE_OTHERS,
        Permission.EXPORT,
        Permission.REPLAY,
        Permission.UNMASK,
        Permission.RAISE_SIGNAL,
        Permission.SEE_SIGNALS,
        Permission.SEE_INTERVIEWS,
        Permission.ASSESS_SIGNAL,  # only where nobody else is left: condition 22
        Permission.REVIEW_ACCESS,
        Permission.REPORT_COMPROMISE,
        Permission.SEE_COMPROMISES,
    }
    assert [capacity for capacity in Capacity if may(Permission.APPROVE, capacity)] == [C.DIRECTOR]
    assert [capacity for capacity in Capacity if may(Permission.MANAGE_ACCOUNTS, capacity)] == [C.ADMINISTRATOR]


def test_usable_leaves_out_what_would_be_refused_now() -> None:
    deputy, chair, evaluator = acting(C.DEPUTY_CHAIR), acting(C.CHAIR), acting(C.EVALUATOR)
    reader = Reader(person=chair.person, holds=(deputy, chair, evaluator), moment=0)
    assert usable(reader, Permission.CONDUCT_ROUND) == (chair,)
    inside = acting(C.DEPUTY_CHAIR, window=True)
    reader = Reader(person=chair.person, holds=(inside, chair), moment=0)
    assert usable(reader, Permission.CONDUCT_ROUND) == (inside, chair)
    assert usable(reader, Permission.APPROVE) == ()
