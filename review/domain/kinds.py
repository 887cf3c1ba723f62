"""What each kind of comment asks of the team: who deals with it, which dispositions fit, and what each needs."""

from __future__ import annotations

import msgspec

from review.domain.errors import DispositionUnfit, LeadNeeded
from review.domain.vocabulary import TEAM, Capacity, CommentKind, Disposition

TABLE = """
                by    accepted partially_accepted rejected noted answered out_of_scope deferred duplicate
factual_error   team  +        m                  e        -     -        -            m        +
method          team  +        m                  m        +     m        m            m        +
interpretation  team  +        m                  m        +     m        m            m        +
scope           lead  +        m                  m        +     m        s            m        +
editorial       team  +        m                  m        +     -        -            m        +
traceability    team  +        m                  m        -     m        -            -        +
classification  team  +        a                  a        -     a        -            -        +
question        team  +        -                  -        -     m        m            m        +
"""
"""Rules C2, C4 and condition 10. A cell says what the disposition needs; ``-``: it makes no sense for this kind."""

CELLS: dict[str, str] = {
    "+": "speaks for itself",
    "-": "does not fit",
    "m": "reasons",
    "e": "reasons and evidence",
    "s": "reasons and the line that draws the scope",
    "a": "reasons, and that the classification authority agreed on a flag on the passage",
}
BY: dict[str, frozenset[Capacity]] = {"team": TEAM, "lead": frozenset({Capacity.TEAM_LEAD})}


class Need(msgspec.Struct, frozen=True):
    """What one disposition needs for one kind of comment; evidence and scope line share a field of the event."""

    motive: bool = False
    evidence: bool = False
    scope_line: bool = False
    agreement: bool = False


NEEDS: dict[str, Need] = {
    "+": Need(),
    "m": Need(motive=True),
    "e": Need(motive=True, evidence=True),
    "s": Need(motive=True, scope_line=True),
    "a": Need(motive=True, agreement=True),
}


def _parse() -> tuple[dict[CommentKind, frozenset[Capacity]], dict[tuple[CommentKind, Disposition], str]]:
    head, *lines = TABLE.strip().splitlines()
    names = head.split()[1:]
    by: dict[CommentKind, frozenset[Capacity]] = {}
    cells: dict[tuple[CommentKind, Disposition], str] = {}
    for line in lines:
        kind, who, *row = line.split()
        by[CommentKind(kind)] = BY[who]
        cells |= {(CommentKind(kind), Disposition(name)): cell for name, cell in zip(names, row, strict=True)}
    return by, cells


DEALT_WITH_BY, RULES = _parse()


def need(kind: CommentKind, disposition: Disposition) -> Need:
    """Raises DispositionUnfit."""
    found = NEEDS.get(RULES[kind, disposition])
    if found is None:
        raise DispositionUnfit(kind=kind, disposition=disposition)
    return found


def fitting(kind: CommentKind) -> tuple[Disposition, ...]:
    """The dispositions that make sense for a kind, in the order of the list."""
    return tuple(one for one in Disposition if RULES[kind, one] in NEEDS)


def dealt_with_by(kind: CommentKind, capacity: Capacity) -> bool:
    return capacity in DEALT_WITH_BY[kind]


def require_capacity(kind: CommentKind, capacity: Capacity) -> None:
    """Raises LeadNeeded."""
    if not dealt_with_by(kind, capacity):
        raise LeadNeeded(kind=kind)
