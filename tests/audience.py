"""Who may read what was said in a round, written down once more from the rules in words; the house is held against it.

Nothing here looks at review/domain/visibility.py. Section 5, "see others' comments": team, secretary and auditor do;
chair, deputy and members as the mode of the round allows until it closes (condition 8), the director too; nobody else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from review.domain.vocabulary import BodyKind, Capacity, RoundMode, Visibility

C, V, M = Capacity, Visibility, RoundMode


@dataclass(frozen=True)
class Hat:
    """One capacity that a reader holds; ``acts``: a deputy inside the recorded window."""

    capacity: Capacity
    organisation: str = ""
    body: BodyKind | None = None
    acts: bool = False


@dataclass(frozen=True)
class Said:
    """A comment as the rules see it; a remark with a response counts as said to the group, for leaders and team."""

    visibility: Visibility
    organisation: str
    body: BodyKind
    mode: RoundMode
    is_open: bool


def reads(hats: Collection[Hat], said: Said, *, is_author: bool, responded: bool) -> bool:
    return is_author or any(_reads(hat, said, responded) for hat in hats)


def _reads(hat: Hat, said: Said, responded: bool) -> bool:
    if hat.capacity is C.AUDITOR:
        return True
    if hat.capacity in (C.TEAM_LEAD, C.EVALUATOR, C.SECRETARY):
        return said.visibility in (V.GROUP, V.TEAM)
    if hat.capacity is C.DIRECTOR:
        meant = said.visibility in (V.GROUP, V.CHAIR)
    elif hat.body is not said.body or not _is_member(hat.capacity):
        return False
    elif said.visibility is V.GROUP:
        meant = True
    elif said.visibility is V.CHAIR:
        meant = hat.capacity is C.CHAIR or (hat.capacity is C.DEPUTY_CHAIR and hat.acts)
    else:
        meant = said.visibility is V.OWN_ORGANISATION and hat.organisation == said.organisation
    return meant and not _is_blind(said, responded)


def _is_member(capacity: Capacity) -> bool:
    return capacity in (
        C.CHAIR,
        C.DEPUTY_CHAIR,
        C.PEER_READER,
        C.POLICY_REPRESENTATIVE,
        C.EVALUATION_REPRESENTATIVE,
        C.EXTERNAL_EXPERT,
    )


def _is_blind(said: Said, responded: bool) -> bool:
    if not said.is_open:
        return False
    return said.mode is M.BLIND_UNTIL_CLOSE or (said.mode is M.BLIND_UNTIL_OWN and not responded)


def reads_remark(hats: Collection[Hat], said: Said, *, is_author: bool, responded: bool) -> bool:
    """A remark that came with a response is for whoever leads the round, the director, the team and the auditor."""
    return is_author or any(_reads(hat, said, responded) for hat in hats if _leads(hat, said.body))


def _leads(hat: Hat, body: BodyKind) -> bool:
    if hat.capacity in (C.AUDITOR, C.TEAM_LEAD, C.EVALUATOR, C.SECRETARY, C.DIRECTOR):
        return True
    deputy = hat.capacity is C.DEPUTY_CHAIR and hat.acts
    return hat.body is body and (hat.capacity is C.CHAIR or deputy)


def knows_who(hats: Collection[Hat], *, is_author: bool, speaks_hidden: bool, looked: bool) -> bool:
    """Under a pseudonym: its author, and an auditor who looked by an act of the own."""
    return not speaks_hidden or is_author or (looked and any(hat.capacity is C.AUDITOR for hat in hats))
