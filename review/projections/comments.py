"""Which comments stand on which passage, and what was done with each?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Name, Pseudonym, Reader, Recorded, Words
from review.domain.anchors import Anchor
from review.domain.comments import (
    CommentConfirmed,
    CommentDisposed,
    CommentMaintained,
    CommentRaised,
    CommentUnchanged,
    CommentWithdrawn,
)
from review.domain.errors import Unknown
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, CommentState, Disposition, Visibility
from review.domain.widening import CommentWidened
from review.projections.anchoring import packed, unpacked
from review.projections.answered import NOT_YET, disposed
from review.projections.drafts import drafts
from review.projections.people import Names
from review.projections.rounds import participations, responded_by, rounds
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    members,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)
from review.projections.veils import name_of, pseudonym_of, sifted

comments = sa.Table(
    "comments",
    metadata,
    identity(),
    column("evaluation", Id),
    column("number", Big),
    column("round", Id),
    column("draft", Id),
    column("draft_version", sa.Integer),
    column("block", sa.Integer, nullable=True),
    column("anchors", sa.LargeBinary),
    column("kind", sa.Text),
    *sealed_columns("text"),
    *sealed_columns("proposal", nullable=True),
    column("visibility", sa.Text),
    column("late", sa.Boolean),
    column("person", Id),
    column("seat", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    column("entered_by", Id, nullable=True),
    column("meeting", Id, nullable=True),
    moment("at"),
    column("position", Big),
    column("state", sa.Text),
    column("disposition", sa.Text, nullable=True),
    *sealed_columns("motive", nullable=True),
    *sealed_columns("evidence", nullable=True),
    column("in_version", sa.Integer, nullable=True),
    column("answer_block", sa.Integer, nullable=True),
    column("duplicate_of", Id, nullable=True),
    column("disposed_by", Id, nullable=True),
    moment("disposed_at", nullable=True),
    column("disposed_position", Big, nullable=True),
    column("wording_taken", sa.Boolean),
    column("unchanged", sa.Boolean),
    *sealed_columns("dissent", nullable=True),
    moment("answered_at", nullable=True),
    column("admitted", sa.Boolean, nullable=True),
    *sealed_columns("late_motive", nullable=True),
    sa.Index(  # in the order of the counting: it neither reads the rows nor sorts them
        "comments_of_version",
        "draft",
        "draft_version",
        "round",
        "seat",
        "person",
        "organisation",
        "visibility",
        "state",
        "disposition",
    ),
    sa.Index("comments_of_evaluation", "evaluation", "state", "disposition"),
    sa.Index("comments_of_person", "person", "state"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case CommentRaised() as event:
            yield Insert(comments, _raised(it, event))
        case CommentWithdrawn():
            yield Update(comments, (it.stream,), {"state": CommentState.WITHDRAWN})
        case CommentDisposed() as event:
            yield Update(comments, (it.stream,), disposed(it, event))
        case CommentUnchanged():
            yield Update(comments, (it.stream,), {"unchanged": True})
        case CommentConfirmed():
            yield Update(comments, (it.stream,), {"state": CommentState.CONFIRMED, "answered_at": it.at})
        case CommentWidened() as event:
            yield Update(comments, (it.stream,), {"visibility": event.visibility})
        case CommentMaintained() as event:
            values = {"state": CommentState.DISPUTED, "answered_at": it.at}
            yield Update(comments, (it.stream,), values | sealed_values("dissent", event.motive))


def _raised(it: Recorded, event: CommentRaised) -> dict[str, Any]:
    by, spoken = it.envelope, event.spoken
    return {
        "id": it.stream,
        "evaluation": it.log,
        "number": event.number,
        "round": event.round,
        "draft": event.draft,
        "draft_version": event.draft_version,
        "block": event.anchors[0].block if event.anchors else None,
        "anchors": packed(event.anchors),
        "kind": event.kind,
        **sealed_values("text", event.text),
        **sealed_values("proposal", event.proposal),
        "visibility": event.visibility,
        "late": event.late,
        "person": spoken.person if spoken else by.person,
        "seat": event.speaker if spoken else by.seat,
        "capacity": spoken.capacity if spoken else by.capacity,
        "organisation": spoken.organisation if spoken else by.on_behalf_of,
        "entered_by": by.person if spoken else None,
        "meeting": spoken.meeting if spoken else None,
        "at": it.at,
        "position": it.position,
        "state": CommentState.OPEN,
        **NOT_YET,
    }


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    number: int
    evaluation: UUID
    round: UUID
    body: BodyKind
    draft: UUID
    draft_version: int
    block: int | None
    anchors: tuple[Anchor, ...]  #: none: the document as a whole
    kind: CommentKind
    text: Words
    proposal: Words | None
    visibility: Visibility
    late: bool
    person: UUID
    name: Name
    capacity: Capacity | None
    organisation: str
    at: int
    position: int
    state: CommentState
    disposition: Disposition | None
    motive: Words | None
    evidence: Words | None
    in_version: int | None
    answer_block: int | None
    duplicate_of: UUID | None
    disposed_by: UUID | None
    disposed_by_name: Words | None
    disposed_at: int | None
    dissent: Words | None
    answered_at: int | None
    pseudonym: Pseudonym | None = None  #: as whom others know its author; where ``person`` is nobody, this reader too
    entered_by: Words | None = None  #: the name of who entered it for its author, after a meeting
    meeting: UUID | None = None
    admitted: bool | None = None  #: of a late comment: whether it counts
    wording_taken: bool = False  #: its proposed wording was taken over
    unchanged: bool = False  #: said to be accepted in a version in which the passage reads as before

    @property
    def is_open(self) -> bool:
        """Whether it waits for the team: not disposed of, or its author maintained the objection after it was."""
        return self.state in (CommentState.OPEN,)


joined = (
    sa.select(comments, rounds.c.body, rounds.c.mode, rounds.c.is_open.label("round_open"), participations.c.pseudonym)
    .join(rounds, rounds.c.id == comments.c.round)
    .join(
        participations,
        sa.and_(participations.c.round == comments.c.round, participations.c.seat == comments.c.seat),
        isouter=True,
    )
)


_OF_EVALUATION = joined.where(comments.c.evaluation == sa.bindparam("of")).order_by(comments.c.number)
_ONE = joined.where(comments.c.id == sa.bindparam("comment"))
_EVALUATION = sa.select(drafts.c.evaluation).where(drafts.c.id == sa.bindparam("draft")).scalar_subquery()
OF_DRAFT = sa.and_(comments.c.draft == sa.bindparam("draft"), comments.c.evaluation == _EVALUATION)
"""With a state they are found by the evaluation and that state, without a walk along all comments on the document."""
_DISPUTED = joined.where(OF_DRAFT, comments.c.state == CommentState.DISPUTED).order_by(comments.c.number)


def of_version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Comment]:
    """The comments on one version that this reader may see, in the order of raising."""
    query = joined.where(comments.c.draft == draft, comments.c.draft_version == number).order_by(comments.c.number)
    return _visible(tx, door, reader, tx.execute(query).mappings().all())


def before(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Comment]:
    """The comments on the versions before this one that this reader may see."""
    query = joined.where(comments.c.draft == draft, comments.c.draft_version < number).order_by(comments.c.number)
    return _visible(tx, door, reader, tx.execute(query).mappings().all())


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Comment]:
    """All comments of an evaluation that this reader may see, in the order of raising."""
    return _visible(tx, door, reader, tx.execute(_OF_EVALUATION, {"of": evaluation}).mappings().all())


def disputed(tx: sa.Connection, door: Door, reader: Reader, draft: UUID) -> list[Comment]:
    """The comments on a document, of those that this reader may see, on which a member maintains."""
    return _visible(tx, door, reader, tx.execute(_DISPUTED, {"draft": draft}).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, comment: UUID) -> Comment:
    """Raises Unknown, also where this reader may not see it."""
    found = _visible(tx, door, reader, tx.execute(_ONE, {"comment": comment}).mappings().all())
    if not found:
        raise Unknown(what="comment")
    return found[0]


def _visible(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Comment]:
    if not rows:
        return []
    responded = responded_by(tx, rows[0]["evaluation"], reader.seats)
    kept = sifted(tx, reader, rows, responded)
    opened = Opened(door, reader, kept, "text", "proposal", "motive", "evidence", "dissent")
    names = Names(tx, door, reader, (row[who] for row in kept for who in ("person", "disposed_by", "entered_by")))
    return [_comment(row, opened, names) for row in kept]


_BODY, _KIND, _STATE = members(BodyKind), members(CommentKind), members(CommentState)
_VISIBILITY, _CAPACITY, _DISPOSITION = members(Visibility), members(Capacity), members(Disposition)


def _comment(row: Any, opened: Opened, names: Names) -> Comment:
    return Comment(
        id=row["id"],
        number=row["number"],
        evaluation=row["evaluation"],
        round=row["round"],
        body=_BODY[row["body"]],
        draft=row["draft"],
        draft_version=row["draft_version"],
        block=row["block"],
        anchors=unpacked(row["anchors"]),
        kind=_KIND[row["kind"]],
        text=opened.need(row, "text"),
        proposal=opened.of(row, "proposal"),
        visibility=_VISIBILITY[row["visibility"]],
        late=row["late"],
        person=row["person"],
        name=name_of(row, names),
        capacity=_CAPACITY[row["capacity"]] if row["capacity"] else None,
        organisation=row["organisation"],
        at=row["at"],
        position=row["position"],
        state=_STATE[row["state"]],
        disposition=_DISPOSITION[row["disposition"]] if row["disposition"] else None,
        motive=opened.of(row, "motive"),
        evidence=opened.of(row, "evidence"),
        in_version=row["in_version"],
        answer_block=row["answer_block"],
        duplicate_of=row["duplicate_of"],
        disposed_by=row["disposed_by"],
        disposed_by_name=names[row["disposed_by"]] if row["disposed_by"] else None,
        disposed_at=row["disposed_at"],
        dissent=opened.of(row, "dissent"),
        answered_at=row["answered_at"],
        admitted=row["admitted"],
        pseudonym=pseudonym_of(row),
        entered_by=names[row["entered_by"]] if row["entered_by"] else None,
        **{name: row[name] for name in ("meeting", "wording_taken", "unchanged")},
    )
