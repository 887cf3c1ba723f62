"""What is done with many comments at once: the team in the list, their authors on one page; and wording taken over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.dispositions import ConfirmDispositions, DisposeComments, TakeOverWording
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid, NoSuchChoice, NotPermitted, Stale
from review.domain.permissions import Permission
from review.domain.vocabulary import CHANGES_TEXT, CommentState, Disposition
from review.projections import comments, trail
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.matrix_page import address_of, narrowed_to, shown_again
from review.web.refusals import say
from review.web.session import review
from review.web.threads import evaluation_of
from review.web.translations import gettext, ngettext
from review.web.worklist import Choice, Row, rows_of, worklist

NARROWING = ("state", "organisation", "kind", "round", "version", "untrue")

blueprint = Blueprint("dispositions", __name__)
links.install(blueprint)


# -- the team


@blueprint.post("/comments/<uuid:comment>/wording")
def take_over_wording(comment: UUID) -> Response:
    """The proposed wording is taken over in one act."""
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation = evaluation_of(tx, comment)
        it = comments.one(tx, review().door(), reader_knowing(tx, evaluation), comment)
    seen = entered.number_or_none("seen")
    command = TakeOverWording(evaluation=evaluation, comment=comment, motive="", seen=seen, **command_id())
    review().do(command, acting_for(Permission.DISPOSE, evaluation))
    said = gettext("The wording of comment %(number)s is taken over for the next version.", number=it.number)
    return see_other(url_for("comments.show_comment", comment=comment), said=said)


@blueprint.post("/evaluations/<uuid:evaluation>/comments/dispositions")
def dispose_comments(evaluation: UUID) -> Response:
    """The same is done with all that were chosen in the list, or with none."""
    entered = Entered(request.form)
    _require(evaluation, Permission.DISPOSE)
    chosen = _chosen(entered)
    try:
        actor = acting_for(Permission.DISPOSE, evaluation)
        disposition = entered.choice("disposition", Disposition)
        changed = disposition in CHANGES_TEXT
        duplicate = Entered({"duplicate_of": entered.text("duplicate_of").lstrip("# ")})
        command = DisposeComments(
            evaluation=evaluation,
            comments=chosen,
            disposition=disposition,
            motive=entered.text("motive"),
            in_version=entered.number_or_none("in_version") if changed else None,
            duplicate_of=duplicate.number_or_none("duplicate_of") if disposition is Disposition.DUPLICATE else None,
            seen=_seen(entered),
            **command_id(),
        )
        review().do(command, actor)
    except Stale as stale:
        entered.errors["comments"] = say(stale)
        return _show_list(evaluation, entered, chosen, 409)
    except Invalid as refused:
        return _show_list(evaluation, entered.refuse(refused), chosen)
    said = ngettext("%(num)d comment is dealt with.", "%(num)d comments are dealt with.", len(set(chosen)))
    if entered.values("matrix"):
        return see_other(address_of(evaluation, narrowed_to(entered.text("matrix"))), said=said)
    narrowed: dict[str, Any] = {name: entered.text(name) for name in NARROWING if entered.text(name)}
    return see_other(url_for("comments.list_comments", evaluation=evaluation, **narrowed), said=said)


def _require(evaluation: UUID, permission: Permission) -> None:
    """Raises NotPermitted before anything is said about the fields of a form."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        if not offered(reader, permission):
            raise NotPermitted(act=permission)


def _chosen(entered: Entered) -> tuple[UUID, ...]:
    return tuple(Entered({"comment": one}).identifier("comment") for one in entered.values("comment"))


def _seen(entered: Entered) -> int | None:
    """A position in the log may be longer than the other numbers of forms."""
    given = entered.text("seen")
    if given and not (given.isascii() and given.isdigit() and len(given) < 18):
        raise NoSuchChoice(field="seen", value=given[:40])
    return int(given) if given else None


def _show_list(evaluation: UUID, entered: Entered, chosen: tuple[UUID, ...], status: int = 422) -> Response:
    if entered.values("matrix"):
        return shown_again(evaluation, narrowed_to(entered.text("matrix")), entered, frozenset(chosen), status)
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        work = worklist(tx, reader, evaluation, Choice.entered(entered))
    page = render_template("comments/list.html", work=work, form=entered, fresh=False, picked=frozenset(chosen))
    return make_response(page, status)


# -- the authors


@blueprint.get("/evaluations/<uuid:evaluation>/comments/answers")
def show_answers(evaluation: UUID) -> Response:
    """What was done with the own comments, to agree with many at once."""
    return _show_answers(evaluation, Entered(), None)


@blueprint.post("/evaluations/<uuid:evaluation>/comments/answers")
def confirm_dispositions(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    _require(evaluation, Permission.ANSWER_DISPOSITION)
    chosen = _chosen(entered)
    try:
        command = ConfirmDispositions(evaluation=evaluation, comments=chosen, seen=_seen(entered), **command_id())
        review().do(command, acting_for(Permission.ANSWER_DISPOSITION, evaluation))
    except Invalid as refused:
        return _show_answers(evaluation, entered.refuse(refused), frozenset(chosen), 422)
    said = ngettext(
        "Your answer is on record: you are satisfied with %(num)d disposition.",
        "Your answer is on record: you are satisfied with %(num)d dispositions.",
        len(set(chosen)),
    )
    return see_other(url_for("dispositions.show_answers", evaluation=evaluation), said=said)


def _show_answers(evaluation: UUID, entered: Entered, chosen: frozenset[UUID] | None, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        seats = offered(reader, Permission.ANSWER_DISPOSITION)
        if not seats:
            raise NotPermitted(act=Permission.ANSWER_DISPOSITION)
        rows = _unanswered(tx, reader, evaluation)
        work = worklist(tx, reader, evaluation, Choice(), totals_only=True)
        seen = trail.reached(tx, evaluation, [row.it.id for row in rows])
    if chosen is None:  # nobody agrees in passing with what is not in the text
        chosen = frozenset(row.it.id for row in rows if not row.it.unchanged)
    page = render_template(
        "dispositions/answers.html", work=work, rows=rows, seats=seats, seen=seen, picked=chosen, form=entered
    )
    return make_response(page, status)


def _unanswered(tx: Tx, reader: Reader, evaluation: UUID) -> list[Row]:
    found = comments.of_evaluation(tx, review().door(), reader, evaluation)
    own = [it for it in found if it.person == reader.person and it.state is CommentState.DISPOSED]
    return [replace(row, can_dispose=False) for row in rows_of(tx, reader, own)]
