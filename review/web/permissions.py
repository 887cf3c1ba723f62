"""The permission table as a page: which capacity may do what, and on which condition; the reader's own stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from review.domain.permissions import ALLOWED, COLUMNS, Permission, cell
from review.domain.vocabulary import Capacity
from review.projections import holdings
from review.projections.schema import Tx
from review.web import links
from review.web.labels import label
from review.web.session import current_person, review
from review.web.translations import lazy_gettext as _

blueprint = Blueprint("permissions", __name__)
links.install(blueprint)
ACTS: dict[Permission, Any] = {
    Permission.OPEN_EVALUATION: _("open an evaluation and say whom it evaluates"),
    Permission.GIVE_SEAT: _("give and end seats, and set the quorum of a group"),
    Permission.APPOINT_ACTING: _("let the deputy act for the chair"),
    Permission.SUBMIT_VERSION: _("submit a version"),
    Permission.CONDUCT_ROUND: _("open, extend, close and reopen a round"),
    Permission.READ_DRAFT: _("read drafts"),
    Permission.COMMENT: _("comment and answer a round, also with “no comments”"),
    Permission.IMPORT_COPY: _("read in a review copy in Word"),
    Permission.SEE_OTHERS: _("see comments of others before the round closes"),
    Permission.DISPOSE: _("deal with comments"),
    Permission.ANSWER_DISPOSITION: _("be satisfied with what was done with a comment, or maintain it"),
    Permission.REPLY: _("reply in the conversation about a comment"),
    Permission.FILE_MINORITY: _("file a minority statement"),
    Permission.PLACE_COMMENT: _("give a floating comment its passage"),
    Permission.RETURN_FOR_REVISION: _("return a version for revision"),
    Permission.REGISTER_SOURCE: _("register a source and state its level"),
    Permission.SET_LEVEL: _("set, revise or end the level of a source"),
    Permission.RECORD_EVIDENCE: _("record findings, lessons and the theory of change"),
    Permission.FILE_ASSESSMENT: _("judge quality and give an independent opinion"),
    Permission.CHECK_TRACEABILITY: _("check that nothing can be traced to a respondent"),
    Permission.SIGN_PLEDGE: _("sign the ethics pledge"),
    Permission.RAISE_FLAG: _("raise a classification flag"),
    Permission.SETTLE_FLAG: _("settle a classification flag"),
    Permission.RECORD_CONSULTATION: _("record doubt and consultation about a flag or a withholding"),
    Permission.RECORD_PRESENTATION: _("record a presentation or a meeting"),
    Permission.REQUEST_APPROVAL: _("ask for approval"),
    Permission.APPROVE: _("approve a version"),
    Permission.REGISTER_PASSKEY: _("make an own passkey known, and end it"),
    Permission.CONFIRM_CONDITION: _("confirm that a condition of an approval was met"),
    Permission.REVOKE_APPROVAL: _("withdraw an approval"),
    Permission.PROPOSE_AMENDMENT: _("propose to amend approved Terms of Reference, and drop the proposal"),
    Permission.GIVE_MANDATE: _("let somebody else decide on approval, under a mandate"),
    Permission.GRANT_WAIVER: _("waive a clause of the gate"),
    Permission.DECIDE_ERASURE: _("decide that a text is erased"),
    Permission.RECORD_AFTERWARDS: _("record policy response, parliament, publication, briefing"),
    Permission.PROPOSE_WITHHOLDING: _("propose that a finding is withheld"),
    Permission.DECIDE_WITHHOLDING: _("decide that a finding is withheld, or release it"),
    Permission.CLOSE_FILE: _("close, reopen or transfer the file of an evaluation"),
    Permission.KEEP_INTERVIEWS: _("plan interviews and keep their records"),
    Permission.SEE_INTERVIEWS: _("read which interviews there are"),
    Permission.SEE_RESPONDENT: _("learn who a respondent is"),
    Permission.RAISE_SIGNAL: _("raise an integrity signal"),
    Permission.SEE_SIGNALS: _("read integrity signals"),
    Permission.ASSESS_SIGNAL: _("say what was done with an integrity signal"),
    Permission.REPORT_COMPROMISE: _("report that a text may have reached others"),
    Permission.SEE_COMPROMISES: _("read reports of compromise"),
    Permission.HANDLE_COMPROMISE: _("contain, investigate and close a compromise"),
    Permission.KEEP_PLAN: _("set the plan and move it, with reasons"),
    Permission.RUN_TRACK: _("plan a track of the research, give it out, postpone, reassign or drop it"),
    Permission.DELIVER_TRACK: _("deliver a track of the research"),
    Permission.ACCEPT_TRACK: _("accept a track of the research, or send it back"),
    Permission.KEEP_RISKS: _("register what may go wrong, and say that it came true"),
    Permission.KEEP_ACCESS: _("record what information was asked, and what came of it"),
    Permission.EXPORT: _("take along the response matrix and the file"),
    Permission.REPLAY: _("see the trail and verify it"),
    Permission.UNMASK: _("look behind the pseudonyms of a round"),
    Permission.REVIEW_ACCESS: _("review who may do what"),
    Permission.MANAGE_ACCOUNTS: _("manage people, accounts and offices; no content"),
}
NOTES: dict[str, Any] = {
    "o": _("own object only"),
    "1": _("may open, not suspend or withdraw"),
    "2": _("only inside a recorded acting window"),
    "3": _("executes, on recorded instruction of chair or director"),
    "4": _("own track only"),
    "5": _("only the sections assigned"),
    "6": _("only passages citing its sources"),
    "7": _("if the evaluation allows comments by copy recipients"),
    "8": _("as the mode of the round allows until it closes"),
    "9": _("never an own comment"),
    "10": _("together: the authority agrees, the team lead applies; the raiser alone can't settle"),
    "11": _("only if registered as authority"),
    "12": _("not the proposer; consultation recorded"),
    "13": _("not a contributor to that version"),
    "14": _("only for round deadlines and quorum"),
    "15": _("drop affecting a main question needs the director"),
    "16": _("unless the signal concerns that person"),
    "17": _("not the interviewer"),
    "18": _("own interviews, or on request and logged"),
    "19": _("both must agree"),
    "20": _("both the director and the records manager"),
    "21": _("taking more than the contingency holds needs the director"),
    "22": _("only where every director and chair raised the signal or is concerned by it"),
}
"""The conditions in the words of ``domain.permissions.CONDITIONS``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its code, whom it stands for, and whether the reader holds such a seat or office."""

    code: str
    capacities: tuple[Capacity, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class Can:
    """What one capacity may do, as a list."""

    capacity: Capacity
    freely: tuple[Permission, ...]
    on_condition: tuple[tuple[Permission, str], ...]
    not_at_all: tuple[Permission, ...]


@blueprint.get("/permissions")
def show_permissions() -> Response:
    with review().reading() as tx:
        own = _own(tx)
    chosen = _chosen(own)
    page = render_template(
        "permissions/permissions.html",
        columns=[Column(code, held, bool(set(held) & own)) for code, held in COLUMNS],
        table=[(permission, str(ACTS[permission])) for permission in ALLOWED],
        cell=cell,
        notes=[(mark, str(NOTES[mark])) for mark in _marks()],
        capacities=[(str(one), links.capitalised(label(one))) for one in Capacity],
        lists=[_can(one) for one in chosen],
        own=own,
    )
    return make_response(page)


@blueprint.app_template_filter("act_name")
def act_name(permission: Permission) -> str:
    return str(ACTS[permission])


@blueprint.app_template_filter("condition_note")
def condition_note(mark: str) -> str:
    return str(NOTES[mark])


def _own(tx: Tx) -> frozenset[Capacity]:
    """The capacities that who is signed in holds now, in any evaluation or office."""
    now = review().clock()
    offices = review().reader(tx, current_person()).holds
    seats = holdings.evaluations_of(tx, current_person(), now).values()
    return frozenset(acting.capacity for held in (offices, *seats) for acting in held)


def _chosen(own: Iterable[Capacity]) -> list[Capacity]:
    """The capacity that was asked for; otherwise those of the reader, in the order of the table."""
    asked = request.args.get("capacity", "")
    order = list(Capacity)
    return [Capacity(asked)] if asked in order else sorted(own, key=order.index)


def _can(capacity: Capacity) -> Can:
    cells = {permission: cell(permission, capacity) for permission in ALLOWED}
    return Can(
        capacity,
        tuple(permission for permission, mark in cells.items() if mark == "+"),
        tuple((permission, mark) for permission, mark in cells.items() if mark not in "+-"),
        tuple(permission for permission, mark in cells.items() if mark == "-"),
    )


def _marks() -> list[str]:
    """The conditions that stand in the table, in the order of their numbers."""
    used = Counter(mark for row in ALLOWED.values() for mark in row.values())
    return [mark for mark in NOTES if used[mark]]
