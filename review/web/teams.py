"""Who of the evaluation team can be given something to do."""

from __future__ import annotations

from uuid import UUID

from review.domain.acts import Reader
from review.projections import tracks
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.session import review
from review.web.words import plain


def team_choices(tx: Tx, reader: Reader, evaluation: UUID) -> list[tuple[str, str]]:
    """The seats of the team, by the name of who holds them."""
    held = {seat: tracks.holder(tx, seat) for seat in tracks.team(tx, evaluation, reader.moment)}
    names = Names(tx, review().door(), reader, [one for one in held.values() if one])
    return [(str(seat), plain(names[person])) for seat, person in held.items() if person]
