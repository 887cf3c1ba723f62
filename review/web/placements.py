"""Where comments on earlier versions stand: the list of those without a sure place, and giving one its place."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.placements import PlaceComment
from review.domain.anchors import Mark
from review.domain.errors import Invalid, Missing, Unknown
from review.domain.permissions import Permission
from review.domain.placements import Tier
from review.projections import comments, drafts, evaluations
from review.projections.schema import Tx
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.placed import line_of, placements_of
from review.web.session import review
from review.web.threads import evaluation_of
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

OPTION = 70
AT = "/comments/<uuid:comment>/placement"

blueprint = Blueprint("placements", __name__)


@blueprint.get(f"{VERSION}/placements")
def list_placements(draft: UUID, number: int) -> Response:
    """How many comments on earlier versions found their place in this one, and those that did not."""
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        page = render_template(
            "placements/list.html",
            evaluation=evaluations.one(tx, review().door(), reader, evaluation),
            found=placements_of(tx, reader, version),
            version=version,
        )
    return make_response(page)


@blueprint.get(AT)
def show_placement(comment: UUID) -> Response:
    """Where one comment stands in the newest version, and the forms to say otherwise."""
    return _show(comment, Entered())


@blueprint.post(AT)
def place_comment(comment: UUID) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        it = _found(tx, comment)
    try:
        tier = entered.choice("tier", Tier)
        command = PlaceComment(
            evaluation=it.evaluation,
            comment=comment,
            number=entered.number("number"),
            tier=tier,
            seen=entered.choice_or_none("seen", Tier),
            marks=_marks(entered) if tier is Tier.REATTACHED else (),
            motive=entered.text("motive"),
            **command_id(),
        )
        review().do(command, acting_for(Permission.PLACE_COMMENT, it.evaluation))
    except Invalid as refused:
        return _show(comment, entered.refuse(refused), 422)
    said = gettext(
        "Where comment %(number)s stands in version %(version)s is on record.", number=it.number, version=command.number
    )
    there = url_for("placements.list_placements", draft=it.draft, number=command.number)
    return see_other(there, said=said)


def _marks(entered: Entered) -> tuple[Mark, ...]:
    block = entered.number_or_none("block")
    if block is None:
        raise Missing(field="block")
    return (Mark(block=block, words=entered.text("words")),)


def _found(tx: Tx, comment: UUID) -> comments.Comment:
    """A comment as this reader may see it."""
    return comments.one(tx, review().door(), reader_knowing(tx, evaluation_of(tx, comment)), comment)


def _show(comment: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        it = _found(tx, comment)
        reader = reader_knowing(tx, it.evaluation)
        latest = drafts.bare(tx, it.evaluation, it.draft).latest
        version = drafts.version(tx, review().door(), reader, it.draft, latest)
        if latest == it.draft_version or it.state == "withdrawn":
            raise Unknown(what="placement")
        line, text = line_of(tx, reader, it, version)
        evaluation = evaluations.one(tx, review().door(), reader, it.evaluation)
    passages = [(block, f"{text.name(block)} – {text.snippet(block, OPTION)}") for block in text.blocks]
    page = render_template(
        "placements/show.html",
        evaluation=evaluation,
        version=version,
        line=line,
        it=it,
        form=entered,
        passages=passages,
    )
    return make_response(page, status)
