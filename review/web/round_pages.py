"""The page of one round: who was asked, who opened the version, who answered, and what this reader may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, make_response, render_template

from review.domain import visibility
from review.domain.acts import Acting, Reader
from review.domain.errors import Invalid
from review.domain.permissions import Permission, cell
from review.domain.vocabulary import CommentState, RoundMode
from review.projections import comments, drafts, evaluations, people, rounds, unmaskings
from review.projections.schema import Tx
from review.web.acting import instructors, offered, reader_knowing
from review.web.forms import Entered
from review.web.members import Member, members
from review.web.own_set import drafts_of
from review.web.session import review
from review.web.words import plain


@dataclass(frozen=True)
class Conducting:
    """The capacities in which this reader may conduct the rounds of a group, and who may instruct a secretary."""

    seats: Sequence[Acting]
    instructors: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class RoundPage:
    evaluation: evaluations.Evaluation
    it: rounds.Round
    version: drafts.Version
    members: Sequence[Member]
    conducting: Conducting
    comments: int
    now: int
    mine: rounds.Participation | None
    unmaskings: Sequence[unmaskings.Unmasking]
    may_unmask: bool
    may_import: bool
    drafts: int = 0  #: what this reader holds unsubmitted in it
    own: int = 0  #: the comments this reader made in it

    @property
    def hides(self) -> bool:
        """Whether members speak under a pseudonym that this reader cannot look behind."""
        return any(one.answer.pseudonym and not one.seat for one in self.members)

    @property
    def silent(self) -> list[Member]:
        return [one for one in self.members if one.answer.responded_at is None]

    @property
    def is_late(self) -> bool:
        return self.it.is_open and self.it.closes_at < self.now


def conducting(tx: Tx, reader: Reader, evaluation: UUID, of: Sequence[UUID]) -> Conducting:
    found = {one.seat: one for group in of for one in offered(reader, Permission.CONDUCT_ROUND, body_group=group)}
    if not any(cell(Permission.CONDUCT_ROUND, one.capacity) == "3" for one in found.values()):
        return Conducting(list(found.values()), ())
    who = {person for group in of for person in instructors(tx, evaluation, group, reader.moment)}
    names = people.Names(tx, review().door(), reader, who)
    return Conducting(list(found.values()), [(person, plain(names[person])) for person in sorted(who)])


def show_page(review_round: UUID, entered: Entered, status: int = 200, act: str = "") -> Response:
    with review().reading() as tx:
        page = _page(tx, review_round)
    context = {"page": page, "it": page.it, "form": entered, "act": act, "forms": {act: entered}, "blank": Entered()}
    return make_response(render_template("rounds/round.html", **context), status)


def show_refused(review_round: UUID, entered: Entered, refused: Invalid, act: str) -> Response:
    """The page of the round with the form of this act open, as it was filled in, and what is wrong at its field."""
    return show_page(review_round, entered.refuse(refused), 422, act=act)


def _page(tx: Tx, review_round: UUID) -> RoundPage:
    door = review().door()
    evaluation, reader = reader_of(tx, review_round)
    it = rounds.one(tx, door, reader, review_round)
    version = drafts.version(tx, door, reader, it.draft, it.draft_version)
    said = [one for one in comments.of_version(tx, door, reader, it.draft, it.draft_version) if one.round == it.id]
    return RoundPage(
        evaluation=evaluations.one(tx, door, reader, evaluation),
        it=it,
        version=version,
        members=members(tx, reader, it, version.root, said),
        conducting=conducting(tx, reader, evaluation, [it.group]),
        comments=len(said),
        now=reader.moment,
        mine=it.participation(reader.seats),
        unmaskings=unmaskings.of_round(tx, door, reader, it.id),
        may_unmask=it.mode is RoundMode.PSEUDONYMOUS
        and bool(offered(reader, Permission.UNMASK))
        and not unmaskings.has_unmasked(tx, it.id, reader.person),
        drafts=len(drafts_of(reader.person, evaluation, [it])),
        own=sum(one.person == reader.person and one.state is not CommentState.WITHDRAWN for one in said),
        may_import=it.is_open and it.mode is not RoundMode.PSEUDONYMOUS and _may_import(reader, it),
    )


def _may_import(reader: Reader, it: rounds.Round) -> bool:
    """Whether this reader may bring a copy with comments: of the own seat, or for members."""
    asked = {one.seat for one in it.participations}
    found = offered(reader, Permission.IMPORT_COPY)
    return any(one.seat in asked or cell(Permission.IMPORT_COPY, one.capacity) == "+" for one in found)


def reader_of(tx: Tx, review_round: UUID) -> tuple[UUID, Reader]:
    """The evaluation of a round and who reads it. Raises Unknown."""
    nobody = Reader(person=review().installation.id, moment=0)
    evaluation = rounds.one(tx, review().door(), nobody, review_round).evaluation
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return evaluation, reader
