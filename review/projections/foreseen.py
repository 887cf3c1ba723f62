"""How does the latest version of a document stand against its gate, for a list of many evaluations?"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from review.domain.gates import Ground, Standing, holding
from review.domain.tracks import DONE
from review.domain.visibility import addresses_team
from review.domain.vocabulary import INDEPENDENT, BodyKind, CommentState, DocumentKind
from review.projections.affairs import Affair
from review.projections.counts import Heap
from review.projections.pledges import RESEARCHERS


def standing_of(it: Affair, draft: Any) -> Standing:
    """The facts for the gate of the latest version, without the positions that prove them."""
    mine = [one for one in it.rounds if one.draft == draft.id]
    open_rounds = tuple((BodyKind(one.body), 0) for one in mine if one.is_open)
    waived = tuple((clause, position) for of, clause, position in it.waivers if of == draft.id)
    heard = it.quorums.get(draft.id, ())
    waiting = sum(heap.count for heap in it.heaps if heap.draft == draft.id and waits(heap))
    return Standing(
        draft=draft.id,
        kind=DocumentKind(draft.kind),
        version=draft.latest,
        root=b"",
        closed_rounds=tuple((BodyKind(one.body), 0) for one in mine if not one.is_open),
        open_rounds=open_rounds,
        presented=(0,) if draft.id in it.presented else (),
        open_comments=(0,) * waiting,
        untrue=(0,) * sum(heap.count for heap in it.untrue if heap.draft == draft.id),
        open_flags=tuple(0 for flag in it.flags if flag.draft == draft.id),
        unstated_sources=(0,) * it.unstated,
        quorums=heard,
        tracks_open=_open_tracks(it) if draft.kind == DocumentKind.REPORT and not draft.part else (),
        **_on_people(it, draft),
        waivers=holding(waived, [body for body, _ in open_rounds], heard),
        latest=draft.latest,
        failed=frozenset(part for part in it.failed if isinstance(part, Ground)),
    )


def _on_people(it: Affair, draft: Any) -> dict[str, Any]:
    """Pledges of those who do research, and the judgement of independent members."""
    if draft.kind != DocumentKind.REPORT:
        signed = [one in it.pledged for one in it.people(*RESEARCHERS)]
        return {"pledged": (0,) * sum(signed), "unpledged": len(signed) - sum(signed)}
    if draft.part:
        return {}
    judged = (0,) if (draft.id, draft.latest) in it.judged else ()
    return {"judges": len(judges_of(it, draft)), "judged": judged}


def judges_of(it: Affair, draft: Any) -> list[UUID]:
    """The independent members who did not write in the latest version."""
    return [one for one in it.people(*INDEPENDENT) if str(one) not in draft.contributors]


def _open_tracks(it: Affair) -> tuple[int, ...]:
    return tuple(0 for track in it.tracks if track.state not in DONE)


def waits(heap: Heap) -> bool:
    """Whether these comments wait for the team; those for other eyes do not (rule C3)."""
    return heap.state is CommentState.OPEN and addresses_team(heap.facts.visibility)
