"""The readable statement that a director signs; its form is permanent, because signatures of old are checked by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from review.domain.acts import Acting
from review.domain.approvals import ApprovalGranted

EDITION = "Toetssteen statement, edition 1"
FRESH = 15 * 60 * 1_000_000
"""So long may lie between making a statement and recording what it signs, in microseconds."""


def stamp(moment: int) -> str:
    """A moment (microseconds UTC) to the second."""
    return datetime.fromtimestamp(moment // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(stamped: str) -> int:
    """Raises ValueError."""
    found = datetime.strptime(stamped, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return int(found.timestamp()) * 1_000_000


def field_of(statement: str, name: str) -> str:
    """The value of a line; empty where there is none."""
    start = f"{name}: "
    return next((line.removeprefix(start) for line in statement.split("\n") if line.startswith(start)), "")


def registration(site: str, holder: UUID, stamped: str) -> str:
    """What somebody states who makes a passkey known."""
    return f"{EDITION}\nsite: {site}\nact: make a passkey known\nperson: {holder}\nat: {stamped}\n"


def approval(site: str, log: UUID, request: UUID, by: Acting, it: ApprovalGranted, stamped: str) -> str:
    """What a director states who approves: who, in which capacity, exactly what, and on what it rests."""
    return "".join(f"{line}\n" for line in _approval(site, log, request, by, it, stamped))


def _approval(site: str, log: UUID, request: UUID, by: Acting, it: ApprovalGranted, stamped: str) -> Iterator[str]:
    yield EDITION
    yield f"site: {site}"
    yield f"act: approve version {it.draft_version} of {it.kind}, part {it.part}"
    yield f"root: {it.root.hex()}"
    yield f"document: {it.draft}"
    yield f"evaluation: {log}"
    yield f"request: {request}"
    yield f"person: {by.person}"
    yield f"capacity: {by.capacity}"
    yield f"organisation: {by.organisation}"
    yield f"seat: {by.seat}"
    yield f"rules: {it.rules}"
    for clause in it.clauses:
        yield f"clause {clause.name}: {clause.outcome}"
    for dissent in it.dissents:
        yield f"standing objection: {dissent}"
    for statement in it.minority:
        yield f"minority statement: {statement}"
    for number, condition in enumerate(it.conditions, 1):
        yield f"condition {number}: by {condition.due_on.isoformat()}"
    yield f"log: {it.head_position} records before this one, root {it.head_root.hex()}"
    yield f"at: {stamped}"
