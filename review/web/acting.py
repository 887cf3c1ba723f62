"""In which capacity somebody acts through a form, and which capacities a page may offer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from flask import request

from review.domain import moments
from review.domain.acts import Acting, Actor, Reader
from review.domain.errors import CapacityNeeded, MandateOver, NoSuchChoice, NotPermitted, Unknown
from review.domain.permissions import Permission, cell, usable
from review.domain.visibility import may_know, sees_comment
from review.projections import groups, holdings, mandates, remarks, rounds
from review.projections.comments import Comment
from review.projections.schema import Tx
from review.web.forms import Entered
from review.web.session import actor, current_person, once, review


def reader_of(tx: Tx, evaluation: UUID | None = None) -> Reader:
    """Who is signed in, as a reader of this evaluation; for a request that only looks, asked once."""
    return once(("reader", evaluation), lambda: review().reader(tx, current_person(), evaluation))


def groups_of(tx: Tx, evaluation: UUID) -> list[groups.Group]:
    """The groups of an evaluation with their seats, for who is signed in; for a request that only looks, asked once."""
    door, reader = review().door(), reader_of(tx, evaluation)
    return once(("groups", evaluation), lambda: groups.of_evaluation(tx, door, reader, evaluation))


def reader_knowing(tx: Tx, evaluation: UUID) -> Reader:
    """The same; to somebody who may not know of the evaluation it does not exist (404)."""
    reader = reader_of(tx, evaluation)
    _require_knowing(tx, reader, evaluation)
    return reader


def _require_knowing(tx: Tx, reader: Reader, evaluation: UUID) -> None:
    """Who decided here under a mandate is told that it is over, and not that there is nothing."""
    if not may_know(reader):
        if mandates.is_over(tx, reader.person, evaluation, reader.moment):
            raise MandateOver()
        raise Unknown(what="evaluation")


def offered(reader: Reader, permission: Permission, *, body_group: UUID | None = None) -> tuple[Acting, ...]:
    """The capacities in which this reader could try the act now; a chair only in the own group."""
    return tuple(
        acting
        for acting in usable(reader, permission)
        if body_group is None or acting.group in (None, body_group) or cell(permission, acting.capacity) == "3"
    )


def acting_for(permission: Permission, evaluation: UUID | None = None, *, group: UUID | None = None) -> Actor:
    """The actor of this request: the chosen capacity (form field ``seat``), or the only one there is.

    Raises NotPermitted where there is none, CapacityNeeded where there are several and none was picked.
    """
    form = Entered(request.form)
    instructed_by = form.identifier_or_none("instructed_by")
    chosen = form.identifier_or_none("seat")
    with review().reading() as tx:
        reader = reader_of(tx, evaluation)
        if evaluation is not None:
            _require_knowing(tx, reader, evaluation)
        options = offered(reader, permission, body_group=group)
    if chosen is not None:
        return actor(chosen, instructed_by=instructed_by)
    if not options:
        raise NotPermitted(act=permission)
    if len(options) > 1:
        raise CapacityNeeded()
    only = options[0]
    return actor(only.seat, instructed_by=instructed_by if cell(permission, only.capacity) == "3" else None)


def instructors(tx: Tx, evaluation: UUID, group: UUID | None, moment: int) -> list[UUID]:
    """The people on whose instruction a secretary may act."""
    today = moments.day_of(moment)
    return sorted(groups.leaders(tx, evaluation, group, today) | holdings.directors(tx, today))


def command_id() -> dict[str, UUID]:
    """The command id that the form carries, so that sending it twice does it once; pass as ``**command_id()``."""
    given = request.form.get("command", "")
    try:
        return {"command_id": UUID(given)} if given else {}
    except ValueError:
        raise NoSuchChoice(field="command", value=given[:40]) from None


def reading_in(tx: Tx, reader: Reader, it: Comment, options: Iterable[Acting]) -> tuple[Acting, ...]:
    """Those capacities in which alone this reader may read a comment: in another the act would be refused."""
    facts = remarks.bare(tx, it.evaluation, it.id).facts
    responded = rounds.responded_by(tx, it.evaluation, reader.seats)
    return tuple(
        one for one in options if sees_comment(msgspec.structs.replace(reader, holds=(one,)), facts, responded)
    )
