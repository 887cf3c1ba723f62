"""A member's own set: keeping a draft while typing, looking at all of them, and submitting them as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.sets import KeepUnsubmitted, SubmitSet, ThrowAway
from review.domain.acts import Reader
from review.domain.errors import Invalid, Missing, NoSuchChoice, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import WITH_COMMENTS, CommentKind, Position, Visibility
from review.projections import evaluations, rounds
from review.projections.schema import Tx
from review.web import pseudonyms
from review.web.acting import acting_for, command_id
from review.web.forms import Entered
from review.web.htmx import htmx, redirect_or, see_other
from review.web.links import capitalised
from review.web.own_set import OwnDraft
from review.web.pointing import marks_in
from review.web.reading import Reading, read
from review.web.round_pages import reader_of
from review.web.session import actor, review
from review.web.translations import gettext, ngettext
from review.web.versions import VERSION, reader_of_draft, reading_context
from review.web.ways import chosen_way

AUTOSAVE = "autosave"
blueprint = Blueprint("sets", __name__)


# -- keeping


@blueprint.post(f"{VERSION}/paragraphs/<int(max=9999999):block>/set")
def keep_draft(draft: UUID, number: int, block: int) -> Response:
    """A comment is kept for later: by its button, or by itself while somebody types."""
    entered = Entered(request.form)
    while_typing = htmx.partial and htmx.source is not None and htmx.source.id == AUTOSAVE
    if not entered.text("text") and not entered.text("proposal"):
        if while_typing:
            return make_response(render_template("sets/_kept.html", said=""))
        raise Missing(field="text")
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, whole=False)
    way = chosen_way(page, entered)
    id = entered.identifier("unsubmitted")
    command = KeepUnsubmitted(
        evaluation=page.version.evaluation,
        round=way.round.id,
        unsubmitted=id,
        hand=entered.identifier("hand"),
        block=block or None,
        marks=marks_in(entered, block),
        kind=entered.choice_or_none("kind", CommentKind),
        text=entered.text("text"),
        proposal=entered.text("proposal"),
        visibility=entered.choice_or_none("visibility", Visibility) or Visibility.GROUP,
        seen=entered.number_or_none("seen") or 0,
    )
    review().do(command, actor(way.acting.seat))
    if while_typing:
        with review().reading() as tx:
            page = read(tx, reader, draft, number, whole=False)
        said = gettext("Kept as a draft that only you can read.")
        return make_response(render_template("sets/_kept.html", said=said, page=page, version=page.version))
    said = gettext("Kept as a draft. Only you can read it until you submit.")
    return _pane(draft, number, said, fresh=id, anchor=f"b{block}" if block else "own-set")


def _pane(draft: UUID, number: int, said: str, *, fresh: UUID | None = None, anchor: str = "own-set") -> Response:
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, fresh=fresh, whole=False)
    where = url_for("drafts.show_version", draft=draft, number=number, _anchor=anchor)
    return redirect_or(where, "sets/_changed.html", said=said, **reading_context(page))


# -- the whole set


@dataclass(frozen=True)
class SetPage:
    """Everything this reader holds unsubmitted in one round, in the order of the text."""

    evaluation: evaluations.Evaluation
    it: rounds.Round
    page: Reading
    mine: rounds.Participation | None
    own: Sequence[OwnDraft]
    before: tuple[rounds.Round, rounds.Participation] | None  #: the last round on an earlier version, as answered

    @property
    def version(self) -> Any:
        return self.page.version

    @property
    def ready(self) -> bool:
        return all(one.it is not None and one.it.is_ready for one in self.own)

    @property
    def seat(self) -> UUID | None:
        """In which the set was written."""
        return next((one.it.seat for one in self.own if one.it), self.mine.seat if self.mine else None)

    @property
    def positions(self) -> Sequence[Position]:
        """Whoever has comments, submitted or not, cannot say to have none."""
        said = any(one.own for one in self.page.asked if one.it.id == self.it.id)
        return WITH_COMMENTS if self.own or said else tuple(Position)


@blueprint.get("/rounds/<uuid:review_round>/set")
def show_set(review_round: UUID) -> Response:
    """A last look at the own set, and the way to submit it."""
    return _show_set(review_round, Entered(request.args))


def _show_set(review_round: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        page = _set_page(tx, review_round)
    return make_response(render_template("sets/set.html", set=page, it=page.it, page=page.page, form=entered), status)


def _set_page(tx: Tx, review_round: UUID) -> SetPage:
    _, reader = reader_of(tx, review_round)
    it = rounds.one(tx, review().door(), reader, review_round)
    page = read(tx, reader, it.draft, it.draft_version, whole=False)
    own = [one for one in page.own if one.round == review_round]
    order = page.text.order
    own.sort(key=lambda one: (order.get(one.block, len(order)) if one.block else -1, one.changed_at))
    return SetPage(page.evaluation, it, page, it.participation(reader.seats), own, _before(tx, reader, it))


def _before(tx: Tx, reader: Reader, it: rounds.Round) -> tuple[rounds.Round, rounds.Participation] | None:
    """What this reader answered last about an earlier version: it says nothing about this one until said again."""
    for one in rounds.of_evaluation(tx, review().door(), reader, it.evaluation):
        if one.draft == it.draft and one.draft_version < it.draft_version:
            mine = one.participation(reader.seats)
            if mine is not None and mine.answer is not None:
                return one, mine
    return None


@blueprint.post("/rounds/<uuid:review_round>/set")
def submit_set(review_round: UUID) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        page = _set_page(tx, review_round)
        warned = _warn(tx, page, entered)
    it, evaluation = page.it, page.it.evaluation
    if warned:
        return _show_set(review_round, entered, 422)
    try:
        command = SubmitSet(
            evaluation=evaluation,
            round=review_round,
            seen=_seen(entered),
            position=entered.choice_or_none("position", Position),
            remark=entered.text("remark"),
            **command_id(),
        )
        review().do(command, acting_for(Permission.COMMENT, evaluation))
    except Invalid as refused:
        return _show_set(review_round, entered.refuse(refused), 422)
    count = len(command.seen)
    said = ngettext(
        "Your comment is on record, with your response.",
        "Your %(num)d comments are on record, with your response.",
        count,
    )
    return see_other(url_for("drafts.show_version", draft=it.draft, number=it.draft_version), said=said)


def _warn(tx: Tx, page: SetPage, entered: Entered) -> bool:
    """Whether a draft under a pseudonym gives its member away, and the member has not said to submit it anyway."""
    acting = next((way.acting for way in page.page.ways if way.round.id == page.it.id), None)
    if acting is None or entered.checked(pseudonyms.ANYWAY):
        return False
    for one in page.own:
        said = Entered({"text": one.it.text, "proposal": one.it.proposal} if one.it else {})
        if pseudonyms.warn(tx, page.page.reader, said, acting, page.it.mode, fields=("text", "proposal")):
            place = capitalised(page.page.text.said(one.blocks))
            entered.errors["set"] = gettext(
                "%(place)s gives away who you are. Go on writing it, or tick below that you want to submit it anyway.",
                place=place,
            )
    return bool(entered.errors)


def _seen(entered: Entered) -> tuple[tuple[UUID, int], ...]:
    """The drafts as the page showed them, each as ``id:revision``."""
    found = []
    for one in entered.values("seen"):
        id, _, revision = one.partition(":")
        try:
            found.append((UUID(id), int(revision)))
        except ValueError:
            raise NoSuchChoice(field="seen", value=one[:40]) from None
    return tuple(found)


@blueprint.post("/rounds/<uuid:review_round>/set/<uuid:unsubmitted>/removal")
def throw_away(review_round: UUID, unsubmitted: UUID) -> Response:
    """A draft goes; who did not write it finds nothing there."""
    with review().reading() as tx:
        evaluation, reader = reader_of(tx, review_round)
        it = rounds.one(tx, review().door(), reader, review_round)
    if review().sets.one(reader.person, unsubmitted) is None:
        raise Unknown(what="unsubmitted")
    command = ThrowAway(evaluation=evaluation, unsubmitted=(unsubmitted,))
    review().do(command, acting_for(Permission.COMMENT, evaluation))
    said = gettext("The draft is gone.")
    if Entered(request.form).text("from") == "set":
        return see_other(url_for("sets.show_set", review_round=review_round), said=said)
    return _pane(it.draft, it.draft_version, said)
