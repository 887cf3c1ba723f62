"""Proposed wording that the team took over: the text that is offered for the next version, to look at and to take."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from review.domain.acts import Reader
from review.domain.errors import NotPermitted
from review.domain.permissions import Permission
from review.projections.schema import Tx
from review.web import links
from review.web.acting import offered
from review.web.composing import Offer, offer
from review.web.session import review
from review.web.versions import reader_of_draft

blueprint = Blueprint("wordings", __name__)
links.install(blueprint)


@blueprint.get("/drafts/<uuid:draft>/wordings")
def show_wordings(draft: UUID) -> Response:
    """Every wording that was taken over, in its passage, before and after; and what has to be done by hand."""
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        found = _offer(tx, reader, evaluation, draft)
        submits = bool(offered(reader, Permission.SUBMIT_VERSION))
    return make_response(render_template("wordings/wordings.html", offer=found, submits=submits))


@blueprint.get("/drafts/<uuid:draft>/wordings/source")
def show_wordings_source(draft: UUID) -> Response:
    """The text as Markdown, to work on elsewhere."""
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        found = _offer(tx, reader, evaluation, draft)
    response = make_response(found.source)
    response.mimetype = "text/markdown"
    response.headers.set("Content-Disposition", "attachment", filename=f"{found.document.kind}.md")
    return response


def _offer(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID) -> Offer:
    if not offered(reader, Permission.DISPOSE):
        raise NotPermitted(act=Permission.DISPOSE)
    return offer(tx, reader, evaluation, draft)
