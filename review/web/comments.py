"""Comments: raising one on a passage, what became of it, and the list of all of them with what the team did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
from review.commands.comments import RaiseComment, WithdrawComment
from review.commands.dispositions import ConfirmDisposition, DisposeComment, MaintainComment
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid, Missing, NotPermitted, Stale, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import CHANGES_TEXT, CommentKind, CommentState, Disposition, Visibility
from review.projections import comments
from review.projections.comments import Comment
from review.projections.schema import Tx
from review.web import links, pseudonyms
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.beside import mark_html
from review.web.forms import Entered
from review.web.htmx import answer, htmx, redirect_or, retarget, see_other
from review.web.matrix_answers import disposed_in_matrix
from review.web.own_set import continued
from review.web.pointing import marks_in, pointing
from review.web.reading import read
from review.web.session import actor, review
from review.web.threads import Thread, evaluation_of, thread
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft, reading_context
from review.web.ways import chosen_way, refusal
from review.web.worklist import Choice, row_of, worklist

ON_PASSAGE = f"{VERSION}/paragraphs/<int(max=9999999):block>/comments"

blueprint = Blueprint("comments", __name__)
links.install(blueprint)


# -- raising


@blueprint.get(ON_PASSAGE)
def new_comment(draft: UUID, number: int, block: int) -> Response:
    """The form to comment on a passage (0: the document as a whole), with what was said about it before.

    With ``unsubmitted`` it goes on with a draft of the one who asks.
    """
    return _show_form(draft, number, block, continued(Entered(request.args)))


@blueprint.post(ON_PASSAGE)
def raise_comment(draft: UUID, number: int, block: int) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, whole=False)
    for needed in ("text", "kind"):
        if not entered.text(needed):
            entered.refuse(Missing(field=needed))
    if entered.errors:
        return _show_form(draft, number, block, entered, 422)
    try:
        way = chosen_way(page, entered)
        if (again := _said_before(page.comments, reader, way.round.id, block, entered)) is not None:
            return _raised(draft, number, block, again)
        with review().reading() as tx:
            warned = pseudonyms.warn(tx, reader, entered, way.acting, way.round.mode, fields=("text", "proposal"))
        if warned:
            return _show_form(draft, number, block, entered, 422)
        command = RaiseComment(
            evaluation=page.version.evaluation,
            round=way.round.id,
            block=block or None,
            marks=marks_in(entered, block),
            kind=entered.choice("kind", CommentKind),
            text=entered.text("text"),
            proposal=entered.text("proposal"),
            visibility=entered.choice_or_none("visibility", Visibility) or Visibility.GROUP,
            unsubmitted=entered.identifier_or_none("unsubmitted"),
            **command_id(),
        )
        done = review().do(command, actor(way.acting.seat))
    except Invalid as refused:
        return _show_form(draft, number, block, entered.refuse(refused), 422)
    return _raised(draft, number, block, done.subject)


def _said_before(found: Sequence[Comment], reader: Reader, of: UUID, block: int, entered: Entered) -> UUID | None:
    """The comment that this would be once more: who goes back in the browser gets the form again, filled in."""
    proposal = entered.text("proposal") or None
    mine = (one for one in found if one.round == of and one.person == reader.person and one.block == (block or None))
    there = (one for one in mine if one.state is not CommentState.WITHDRAWN)
    return next((one.id for one in there if one.text == entered.text("text") and one.proposal == proposal), None)


def _raised(draft: UUID, number: int, block: int, comment: UUID) -> Response:
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, fresh=comment, whole=False)
    made = next(it for it in page.comments if it.id == comment)
    return redirect_or(
        url_for("drafts.show_version", draft=draft, number=number, _anchor=f"c{made.number}"),
        "comments/_raised.html",
        said=gettext("Comment %(number)s is on record.", number=made.number),
        mark=mark_html(page, block) if block else "",
        block=block,
        **reading_context(page),
    )


def _show_form(draft: UUID, number: int, block: int, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, whole=False)
    if block and block not in page.text.blocks:
        raise Unknown(what="passage")
    if not page.ways:
        raise refusal(page)
    context: dict[str, Any] = {
        "block": block,
        "place": page.text.name(block or None),
        "passage": page.text.passage(block or None),
        "pointing": pointing(page.text, block, entered),
        "earlier": [one for one in page.passages if one.block == (block or None)],
        "rounds": list({way.round.id: way.round for way in page.ways}.values()),
        "kinds": list(CommentKind),
        "visibilities": pseudonyms.audiences(way.round for way in page.ways),
    }
    return answer(
        "comments/new.html", "comments/_form.html", status, **(reading_context(page) | context | {"form": entered})
    )


# -- one comment


@blueprint.get("/comments/<uuid:comment>")
def show_comment(comment: UUID) -> Response:
    """The comment with its passage, its history, and what this reader may do about it."""
    return _show_thread(comment, Entered())


@blueprint.post("/comments/<uuid:comment>/withdrawal")
def withdraw_comment(comment: UUID) -> Response:
    evaluation, entered = _evaluation(comment), Entered(request.form)
    command = WithdrawComment(evaluation=evaluation, comment=comment, motive=entered.text("motive"), **command_id())
    return _done(
        command, comment, Permission.COMMENT, entered, gettext("The comment is withdrawn; it stays on record.")
    )


@blueprint.post("/comments/<uuid:comment>/confirmation")
def confirm_disposition(comment: UUID) -> Response:
    command = ConfirmDisposition(evaluation=_evaluation(comment), comment=comment, **command_id())
    said = gettext("Your answer is on record: you are satisfied.")
    return _done(command, comment, Permission.ANSWER_DISPOSITION, Entered(request.form), said)


@blueprint.post("/comments/<uuid:comment>/dissent")
def maintain_comment(comment: UUID) -> Response:
    evaluation, entered = _evaluation(comment), Entered(request.form)
    command = MaintainComment(evaluation=evaluation, comment=comment, motive=entered.text("motive"), **command_id())
    said = gettext("Your objection stands, and goes along to the approval.")
    return _done(command, comment, Permission.ANSWER_DISPOSITION, entered, said)


def _done(command: Command, comment: UUID, permission: Permission, entered: Entered, said: str) -> Response:
    try:
        review().do(command, acting_for(permission, _evaluation(comment)))
    except Invalid as refused:
        return _show_thread(comment, entered.refuse(refused), 422)
    return see_other(url_for("comments.show_comment", comment=comment), said=said)


def _evaluation(comment: UUID) -> UUID:
    """The evaluation of a comment; Unknown where the person may not see the comment."""
    with review().reading() as tx:
        return _found(tx, comment).evaluation


def _found(tx: Tx, comment: UUID) -> comments.Comment:
    """A comment as this reader may see it, and nothing of it where not even its evaluation may be known."""
    return comments.one(tx, review().door(), reader_knowing(tx, evaluation_of(tx, comment)), comment)


def _show_thread(comment: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        found = thread(tx, reader_knowing(tx, _found(tx, comment).evaluation), comment)
    page = render_template("comments/comment.html", **_thread_context(found, entered))
    return make_response(page, status)


def _thread_context(found: Thread, entered: Entered) -> dict[str, Any]:
    return {"thread": found, "it": found.it, "version": found.version, "form": entered, "in_list": False, "since": ()}


# -- what the team does


@blueprint.get("/comments/<uuid:comment>/disposition")
def show_disposition(comment: UUID) -> Response:
    """The form of the team: in the row of the list, or on the page of the comment."""
    if not htmx.partial:
        return see_other(url_for("comments.show_comment", comment=comment, _anchor="act"))
    with review().reading() as tx:
        it = _found(tx, comment)
        found = thread(tx, reader_knowing(tx, it.evaluation), comment)
    if not found.disposes:
        raise NotPermitted(act=Permission.DISPOSE)
    context = _thread_context(found, Entered(request.args)) | {"in_list": True}
    return make_response(render_template("comments/_disposition.html", **context))


@blueprint.post("/comments/<uuid:comment>/disposition")
def dispose_comment(comment: UUID) -> Response:
    entered = Entered(request.form)
    evaluation = _evaluation(comment)
    try:
        disposition = entered.choice("disposition", Disposition)
        changed = disposition in CHANGES_TEXT
        command = DisposeComment(
            evaluation=evaluation,
            comment=comment,
            disposition=disposition,
            motive=entered.text("motive"),
            evidence=entered.text("evidence"),
            in_version=entered.number_or_none("in_version") if changed else None,
            block=entered.number_or_none("block") if changed and entered.text("in_version") else None,
            duplicate_of=_duplicate_of(entered) if disposition is Disposition.DUPLICATE else None,
            seen=entered.number_or_none("seen"),
            **command_id(),
        )
        review().do(command, acting_for(Permission.DISPOSE, evaluation))
    except Stale as stale:
        return _show_disposition(comment, entered, stale)
    except Invalid as refused:
        return _show_disposition(comment, entered.refuse(refused))
    return disposed_in_matrix(evaluation, comment) or _disposed(evaluation, comment)


def _duplicate_of(entered: Entered) -> int | None:
    """People write ``#12`` as well as ``12``."""
    return Entered({"duplicate_of": entered.text("duplicate_of").lstrip("# ")}).number_or_none("duplicate_of")


def _show_disposition(comment: UUID, entered: Entered, moved: Stale | None = None) -> Response:
    """The form once more as it was filled in; with what somebody else did while it was open."""
    with review().reading() as tx:
        it = _found(tx, comment)
        found = thread(tx, reader_knowing(tx, it.evaluation), comment)
    if moved is not None and not found.disposes:
        raise moved
    since = found.steps[entered.number_or_none("seen") or 0 :] if moved is not None else ()
    status = 422 if moved is None else 409
    context = _thread_context(found, entered) | {"in_list": htmx.partial, "since": since}
    if not htmx.partial:
        return make_response(render_template("comments/comment.html", **context), status)
    form = make_response(render_template("comments/_disposition.html", **context), status)
    return form if moved is None else retarget(form, f"#act{it.number}", "outerHTML")


def _disposed(evaluation: UUID, comment: UUID) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        it = comments.one(tx, review().door(), reader, comment)
        row = row_of(tx, reader, it)
        work = worklist(tx, reader, evaluation, Choice(), totals_only=True)
    return redirect_or(
        url_for("comments.show_comment", comment=comment),
        "comments/_disposed.html",
        said=gettext("What was done with comment %(number)s is on record.", number=it.number),
        row=row,
        work=work,
        fresh=True,
        picked=frozenset(),
    )


# -- all of them


@blueprint.get("/evaluations/<uuid:evaluation>/comments")
def list_comments(evaluation: UUID) -> Response:
    """The comments of an evaluation with what was done about each."""
    entered = Entered(request.args)
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        work = worklist(tx, reader, evaluation, Choice.entered(entered))
    chosen = frozenset(row.it.id for row in work.rows if row.can_dispose) if entered.text("all") else frozenset()
    return answer("comments/list.html", "comments/_list.html", work=work, form=entered, fresh=False, picked=chosen)
