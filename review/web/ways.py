"""In which capacity and for which round somebody comments through a form, and why not where that cannot be."""

from __future__ import annotations

from review.domain.errors import CapacityNeeded, NotInvited, RoundClosed, StoodAside, VersionSuperseded
from review.web.forms import Entered
from review.web.reading import Reading, Way


def chosen_way(page: Reading, entered: Entered) -> Way:
    """The capacity and round of this comment; where there is a choice the form says which. Raises Refused."""
    if not page.ways:
        raise refusal(page)
    seat, wanted = entered.identifier_or_none("seat"), entered.identifier_or_none("round")
    fitting = [way for way in page.ways if seat in (None, way.acting.seat) and wanted in (None, way.round.id)]
    if len(fitting) != 1:
        raise CapacityNeeded()
    return fitting[0]


def refusal(page: Reading) -> Exception:
    """Why this reader cannot comment on this version now."""
    if not page.version.is_latest:
        return VersionSuperseded(latest=page.version.latest)
    if not page.asked:
        return RoundClosed()
    return StoodAside() if page.aside else NotInvited()
