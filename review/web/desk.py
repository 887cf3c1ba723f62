"""My work: what lies before who is signed in, what others still owe, and the evaluations it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask import make_response as respond

from review.domain.acts import Door, Words
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.projections import desk, drafts, rounds
from review.projections.damage import Rows, ask_all
from review.projections.obligation import Obligation, What, Why
from review.projections.schema import Tx
from review.projections.since import Since
from review.web import damaged
from review.web.acting import offered, reader_of
from review.web.comparisons import changed_since
from review.web.obligations import Line, lines
from review.web.session import current_person, review

SHOWN = 30
"""So many rows of what others owe; the rest is told by number and stands with its evaluation."""
FIRST = 50
"""So many rows of one's own work; the others are a link away."""
COMPARED = 5
"""Of so many versions that wait for a response it is told how much changed in them."""
blueprint = Blueprint("desk", __name__)


@dataclass(frozen=True, slots=True)
class Page:
    now: int
    waiting: int  #: things that wait for this person, shown or not
    mine: tuple[Line, ...]
    others: tuple[Line, ...]
    more: int
    places: tuple[desk.Place, ...]
    titles: dict[UUID, Words]
    late: int
    changed: dict[tuple[UUID, int], tuple[Since, int]]  #: how many paragraphs of a version changed, and since when
    is_keeper: bool  #: keeps the accounts and has no seat in any evaluation
    may_open: bool  #: no evaluation is there for this reader yet, who may open one


@blueprint.get("/")
def show_desk() -> Response:
    return damaged.standing(lambda tx: respond(render_template("desk/desk.html", page=_page(tx))))


def _page(tx: Tx) -> Page:
    reader, door = reader_of(tx), review().door()
    found = desk.desk(tx, door, current_person(), reader.moment)
    mine = [*found.mine, *_unsubmitted(tx, door, found)]
    shown = mine if "all" in request.args else mine[:FIRST]
    return Page(
        now=reader.moment,
        waiting=len(mine),
        mine=tuple(lines(tx, door, reader, shown)),
        others=tuple(lines(tx, door, reader, found.others[:SHOWN])),
        more=max(0, len(found.others) - SHOWN),
        places=tuple(sorted(found.places, key=lambda place: (not place.is_seated, not place.mine, -place.opened_at))),
        titles={place.evaluation: place.title for place in found.places},
        late=sum(one.due is not None and one.due < reader.moment for one in mine),
        changed=dict(ask_all(tx, Rows.DOCUMENTS, lambda: _changed(tx, shown).items())),
        is_keeper=not found.places and reader.has(Capacity.ADMINISTRATOR),
        may_open=not found.places and bool(offered(reader, Permission.OPEN_EVALUATION)),
    )


def _unsubmitted(tx: Tx, door: Door, found: desk.Desk) -> Iterator[Obligation]:
    """Drafts in open rounds that lie before their writer for nothing else: after a response, or unasked."""
    held = review().sets.held(current_person())
    asked = {one.round for one in found.mine if one.what is What.RESPOND}
    titles = {place.evaluation: place.title for place in found.places}
    for review_round, mine in held.items():
        if review_round in asked:
            continue
        it = rounds.one(tx, door, reader_of(tx), review_round)
        if it.is_open and it.evaluation in titles:
            yield Obligation(
                what=What.SUBMIT_DRAFTS,
                evaluation=it.evaluation,
                title=titles[it.evaluation],
                capacity=None,
                awaited=(current_person(),),
                since=min(one.changed_at for one in mine),
                why=Why.WRITER,
                due=it.closes_at,
                count=len(mine),
                draft=it.draft,
                version=it.draft_version,
                kind=it.kind,
                part=it.part,
                body=it.body,
                round=review_round,
            )


def _changed(tx: Tx, mine: Sequence[Obligation]) -> dict[tuple[UUID, int], tuple[Since, int]]:
    """What changed in the versions that this person is asked to respond to, where there was an earlier one."""
    found = {}
    for one in [one for one in mine if one.what is What.RESPOND and one.why is Why.ASKED][:COMPARED]:
        if one.draft is None or (one.version or 0) < 2:
            continue
        reader = reader_of(tx, one.evaluation)
        version = drafts.version(tx, review().door(), reader, one.draft, one.version or 0)
        changed = changed_since(tx, reader, version)
        if changed is not None:
            found[one.draft, version.number] = changed
    return found
