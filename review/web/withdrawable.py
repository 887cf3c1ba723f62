"""Can a version be withdrawn, and if not, why?"""

from __future__ import annotations

from collections.abc import Sequence

from review.domain.acts import Reader
from review.domain.errors import (
    ApprovalPending,
    Refused,
    VersionApproved,
    VersionReviewed,
    VersionSuperseded,
    VersionTakenBack,
)
from review.domain.permissions import Permission
from review.projections import approvals, drafts, rounds
from review.projections.schema import Tx
from review.web.acting import offered

NEEDS = Permission.SUBMIT_VERSION


def in_the_way(tx: Tx, it: drafts.Version, found: Sequence[rounds.Round]) -> Refused | None:
    """What the command would refuse, as far as a page can tell; a round that was opened again only the act knows."""
    if it.withdrawn_at is not None:
        return VersionTakenBack(number=it.number)
    if not it.is_latest:
        return VersionSuperseded(latest=it.latest)
    if it.approved_at is not None:
        return VersionApproved()
    if approvals.pending(tx, it.draft):
        return ApprovalPending()
    return None if all(one.is_open for one in found) else VersionReviewed()


def may_withdraw(tx: Tx, reader: Reader, it: drafts.Version, found: Sequence[rounds.Round]) -> bool:
    return bool(offered(reader, NEEDS)) and in_the_way(tx, it, found) is None
