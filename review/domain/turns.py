"""What moves an evaluation from which state to which, and which permission that takes: one table (section 4.1).

Read by machine and auditor alike: the page of an evaluation says by it what can come next, the page of permissions
shows it whole, and the tests try every step in every state as every capacity.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from review.domain.lifecycle import State
from review.domain.permissions import Permission


class Step(StrEnum):
    """An act that may move an evaluation."""

    SUBMIT_TERMS = "submit_terms"
    ASK_PEERS_ABOUT_TERMS = "ask_peers_about_terms"
    ASK_GROUP_ABOUT_TERMS = "ask_group_about_terms"
    CLOSE_PEERS = "close_peers"
    CLOSE_GROUP = "close_group"
    TAKE_BACK_TERMS = "take_back_terms"
    PRESENT_TERMS = "present_terms"
    REQUEST_TERMS = "request_terms"
    APPROVE_TERMS = "approve_terms"
    RETURN_TERMS = "return_terms"
    PROPOSE_AMENDMENT = "propose_amendment"
    SUBMIT_REPORT = "submit_report"
    ASK_PEERS_ABOUT_REPORT = "ask_peers_about_report"
    ASK_GROUP_ABOUT_REPORT = "ask_group_about_report"
    TAKE_BACK_REPORT = "take_back_report"
    SETTLE_FLAG = "settle_flag"
    REQUEST_REPORT = "request_report"
    APPROVE_REPORT = "approve_report"
    RETURN_REPORT = "return_report"
    PUBLISH_TERMS = "publish_terms"
    REVOKE_TERMS = "revoke_terms"
    REVOKE_REPORT = "revoke_report"
    SEND_REPORT = "send_report"
    RECEIVE_RESPONSE = "receive_response"
    SUBMIT_TO_CHAMBER = "submit_to_chamber"
    PUBLISH_REPORT = "publish_report"
    WITHDRAW_PUBLICATION = "withdraw_publication"
    CLOSE_FILE = "close_file"
    REOPEN_FILE = "reopen_file"
    TRANSFER_FILE = "transfer_file"
    DESTROY_FILE = "destroy_file"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"


class Turn(msgspec.Struct, frozen=True):
    """A step, what it takes, and where it leads from where; from everywhere else it is refused."""

    step: Step
    needs: Permission
    moves: Mapping[State, State]


S, P = State, Permission
_TERMS = (S.TOR_DRAFTING, S.TOR_PEER_REVIEW, S.TOR_REFERENCE_REVIEW, S.TOR_REVISION, S.TOR_PRESENTATION)
_REPORT = (
    S.REPORT_DRAFTING,
    S.REPORT_PEER_REVIEW,
    S.REPORT_REFERENCE_REVIEW,
    S.CLASSIFICATION_CLEARANCE,
    S.REPORT_REVISION,
)


def _stay(*states: State) -> dict[State, State]:
    return {one: one for one in states}


MOVING: frozenset[State] = frozenset(State) - {
    S.CLOSED,
    S.TRANSFERRED,
    S.DESTROYED,
    S.SUSPENDED,
    S.WITHDRAWN,
}
"""The states in which anything moves at all."""
TURNS: tuple[Turn, ...] = (
    Turn(
        Step.SUBMIT_TERMS,
        P.SUBMIT_VERSION,
        {S.EXPLORATION: S.TOR_DRAFTING, **_stay(*_TERMS, S.AWAITING_TOR_ADOPTION)},
    ),
    Turn(
        Step.ASK_PEERS_ABOUT_TERMS,
        P.CONDUCT_ROUND,
        {
            **dict.fromkeys((S.TOR_DRAFTING, S.TOR_REVISION, S.TOR_PRESENTATION), S.TOR_PEER_REVIEW),
            **_stay(S.TOR_REFERENCE_REVIEW, S.AWAITING_TOR_ADOPTION),
        },
    ),
    Turn(
        Step.ASK_GROUP_ABOUT_TERMS,
        P.CONDUCT_ROUND,
        {
            **dict.fromkeys(
                (S.TOR_DRAFTING, S.TOR_PEER_REVIEW, S.TOR_REVISION, S.TOR_PRESENTATION), S.TOR_REFERENCE_REVIEW
            ),
            **_stay(S.AWAITING_TOR_ADOPTION),
        },
    ),
    Turn(
        Step.CLOSE_PEERS,
        P.CONDUCT_ROUND,
        {S.TOR_PEER_REVIEW: S.TOR_REVISION, S.REPORT_PEER_REVIEW: S.REPORT_REVISION},
    ),
    Turn(
        Step.CLOSE_GROUP,
        P.CONDUCT_ROUND,
        {S.TOR_REFERENCE_REVIEW: S.TOR_REVISION, S.REPORT_REFERENCE_REVIEW: S.CLASSIFICATION_CLEARANCE},
    ),
    Turn(
        Step.TAKE_BACK_TERMS,
        P.SUBMIT_VERSION,
        {
            **dict.fromkeys((S.TOR_DRAFTING, S.TOR_PEER_REVIEW), S.TOR_DRAFTING),
            **dict.fromkeys((S.TOR_REFERENCE_REVIEW, S.TOR_REVISION, S.TOR_PRESENTATION), S.TOR_REVISION),
        },
    ),
    Turn(
        Step.PRESENT_TERMS,
        P.RECORD_PRESENTATION,
        {**_stay(*_TERMS, S.AWAITING_TOR_ADOPTION), S.TOR_REVISION: S.TOR_PRESENTATION},
    ),
    Turn(Step.REQUEST_TERMS, P.REQUEST_APPROVAL, {S.TOR_PRESENTATION: S.AWAITING_TOR_ADOPTION}),
    Turn(Step.APPROVE_TERMS, P.APPROVE, {S.AWAITING_TOR_ADOPTION: S.RESEARCH}),
    Turn(Step.RETURN_TERMS, P.RETURN_FOR_REVISION, {S.AWAITING_TOR_ADOPTION: S.TOR_REVISION}),
    Turn(Step.PROPOSE_AMENDMENT, P.PROPOSE_AMENDMENT, _stay(S.RESEARCH, *_REPORT, S.AWAITING_REPORT_ADOPTION)),
    Turn(
        Step.SUBMIT_REPORT,
        P.SUBMIT_VERSION,
        {
            S.RESEARCH: S.REPORT_DRAFTING,
            **_stay(S.EXPLORATION, *_TERMS, S.AWAITING_TOR_ADOPTION, *_REPORT, S.AWAITING_REPORT_ADOPTION),
        },
    ),
    Turn(
        Step.ASK_PEERS_ABOUT_REPORT,
        P.CONDUCT_ROUND,
        {
            **dict.fromkeys((S.REPORT_DRAFTING, S.CLASSIFICATION_CLEARANCE, S.REPORT_REVISION), S.REPORT_PEER_REVIEW),
            **_stay(S.REPORT_REFERENCE_REVIEW, S.AWAITING_REPORT_ADOPTION),
        },
    ),
    Turn(
        Step.ASK_GROUP_ABOUT_REPORT,
        P.CONDUCT_ROUND,
        {
            **dict.fromkeys(
                (S.REPORT_DRAFTING, S.REPORT_PEER_REVIEW, S.CLASSIFICATION_CLEARANCE, S.REPORT_REVISION),
                S.REPORT_REFERENCE_REVIEW,
            ),
            **_stay(S.AWAITING_REPORT_ADOPTION),
        },
    ),
    Turn(
        Step.TAKE_BACK_REPORT,
        P.SUBMIT_VERSION,
        {
            **dict.fromkeys((S.REPORT_DRAFTING, S.REPORT_PEER_REVIEW), S.REPORT_DRAFTING),
            **dict.fromkeys((S.REPORT_REFERENCE_REVIEW, S.REPORT_REVISION), S.REPORT_REVISION),
            **_stay(S.CLASSIFICATION_CLEARANCE),
        },
    ),
    Turn(Step.SETTLE_FLAG, P.SETTLE_FLAG, {S.CLASSIFICATION_CLEARANCE: S.REPORT_REVISION}),
    Turn(Step.REQUEST_REPORT, P.REQUEST_APPROVAL, {S.REPORT_REVISION: S.AWAITING_REPORT_ADOPTION}),
    Turn(Step.APPROVE_REPORT, P.APPROVE, {S.AWAITING_REPORT_ADOPTION: S.POLICY_RESPONSE}),
    Turn(Step.RETURN_REPORT, P.RETURN_FOR_REVISION, {S.AWAITING_REPORT_ADOPTION: S.REPORT_REVISION}),
    Turn(
        Step.PUBLISH_TERMS,
        P.RECORD_AFTERWARDS,
        _stay(S.RESEARCH, *_REPORT, S.AWAITING_REPORT_ADOPTION, S.POLICY_RESPONSE, S.PARLIAMENT, S.PUBLISHED),
    ),
    Turn(
        Step.REVOKE_TERMS,
        P.REVOKE_APPROVAL,
        {
            **dict.fromkeys((S.RESEARCH, *_REPORT, S.AWAITING_REPORT_ADOPTION, S.POLICY_RESPONSE), S.TOR_PRESENTATION),
            **_stay(S.PARLIAMENT, S.PUBLISHED),
        },
    ),
    Turn(
        Step.REVOKE_REPORT,
        P.REVOKE_APPROVAL,
        {S.POLICY_RESPONSE: S.REPORT_REVISION, **_stay(S.PARLIAMENT, S.PUBLISHED)},
    ),
    Turn(Step.SEND_REPORT, P.RECORD_AFTERWARDS, _stay(S.POLICY_RESPONSE)),
    Turn(Step.RECEIVE_RESPONSE, P.RECORD_AFTERWARDS, {S.POLICY_RESPONSE: S.PARLIAMENT}),
    Turn(Step.SUBMIT_TO_CHAMBER, P.RECORD_AFTERWARDS, {S.POLICY_RESPONSE: S.PARLIAMENT, **_stay(S.PARLIAMENT)}),
    Turn(Step.PUBLISH_REPORT, P.RECORD_AFTERWARDS, {S.PARLIAMENT: S.PUBLISHED}),
    Turn(Step.WITHDRAW_PUBLICATION, P.RECORD_AFTERWARDS, {S.PUBLISHED: S.PARLIAMENT}),
    Turn(Step.CLOSE_FILE, P.CLOSE_FILE, dict.fromkeys((S.PUBLISHED, S.WITHDRAWN), S.CLOSED)),
    Turn(Step.REOPEN_FILE, P.CLOSE_FILE, {S.CLOSED: S.PUBLISHED}),
    Turn(Step.TRANSFER_FILE, P.CLOSE_FILE, {S.CLOSED: S.TRANSFERRED}),
    Turn(Step.DESTROY_FILE, P.CLOSE_FILE, {S.TRANSFERRED: S.DESTROYED}),
    Turn(Step.SUSPEND, P.OPEN_EVALUATION, dict.fromkeys(MOVING, S.SUSPENDED)),
    Turn(Step.RESUME, P.OPEN_EVALUATION, {S.SUSPENDED: S.SUSPENDED}),
    Turn(Step.WITHDRAW, P.OPEN_EVALUATION, dict.fromkeys((*MOVING, S.SUSPENDED), S.WITHDRAWN)),
)
"""A report may be submitted early; it leads nowhere until the Terms of Reference are approved.

Where both groups have advised on the document in hand, and flagged it: until then a revision leads to no decision.

A version is taken back only while no round on it was closed. With it ends a round that runs on it: where a group had
advised on an earlier version that leads to revision, and a round on an earlier version goes on. An early report, an
amended version and a part are taken back in the same way and move nothing.

Report and response go to a Chamber before the response came only after its term, and by the director.

Resuming leads to the state that was suspended; reopening the file of an evaluation that ended leads to its end.
Closing, reopening, transferring and destroying take the director and the records manager both.
"""


ANYWHERE = frozenset({Step.SUSPEND, Step.RESUME, Step.WITHDRAW})
"""What lets an evaluation wait, or ends it, in whatever state it is."""


def ahead(state: State) -> tuple[Turn, ...]:
    """The steps that lead on from this state, in the order of the table; not those that end it or let it wait."""
    order = list(State)
    later = (turn for turn in TURNS if turn.step not in ANYWHERE and state in turn.moves)
    return tuple(turn for turn in later if order.index(turn.moves[state]) > order.index(state))
