"""On paper: a version, and what was said about it, as PDF files that stay readable and say what they are."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from review.documents.pdf.press import NotPrinted, Press
from review.documents.pdf.sheet import Sheet
from review.domain import visibility
from review.domain.errors import NotPermitted, NotPrintable
from review.domain.matrix import Audience
from review.domain.permissions import Permission
from review.projections import comments, drafts
from review.web.acting import offered, reader_knowing
from review.web.certificates import certificate_of
from review.web.forms import Entered
from review.web.freezing import require_reading_not_frozen
from review.web.matrix_print import printed_matrix
from review.web.matrix_release import released
from review.web.matrix_sheet import sheet
from review.web.matrix_table import Choice, table
from review.web.printing import printing
from review.web.renderings import noted_door, text_of
from review.web.session import current_person, review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

PDF = "application/pdf"
PRESS = Press()

CERTIFICATE = "/approvals/<uuid:approval>/certificate"
GROUP = 16  #: so many digits of a fingerprint stay together on a line
DIGEST = re.compile(r"\b[0-9a-f]{16,64}\b")

blueprint = Blueprint("prints", __name__)


@blueprint.get(f"{VERSION}/pdf")
def show_pdf(draft: UUID, number: int) -> Response:
    """A version as PDF; ``?annex=comments`` adds what this reader may see of the comments. Opening is a reading."""
    annexed = Entered(request.args).text("annex") == "comments"
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        require_reading_not_frozen(version.root, reader)
        entries = review().versions.entries(tx, evaluation, draft, number)
        text = text_of(entries, version.root, noted_door(evaluation, version.root), reader)
        said = comments.of_version(tx, review().door(), reader, draft, number) if annexed else None
        it = printing(tx, reader, version, text, said)
    name = version.kind.replace("_", "-") + (f"-{version.part}" if version.part else "")
    return _file(_printed(it.sheet()), f"{name}-v{number}{'-opmerkingen' if annexed else ''}")


@blueprint.get("/evaluations/<uuid:evaluation>/matrix.pdf")
def show_matrix_pdf(evaluation: UUID) -> AnyResponse:
    """The response matrix as PDF, with the choice of its page; without names only after the look at what is left."""
    entered = Entered(request.args)
    choice = Choice.entered(entered)
    public = choice.audience is Audience.PUBLIC
    if public and not entered.checked("checked"):
        query = request.query_string.decode(errors="replace")
        return redirect("?".join((url_for("matrix.show_release", evaluation=evaluation), query)), 303)
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        if not offered(reader, Permission.EXPORT):
            raise NotPermitted(act=Permission.EXPORT)
        door = review().door()
        found = table(tx, door, reader, evaluation, choice)
        made = released(tx, door, reader, found, "docx").sheet if public else sheet(tx, found, "docx")
        it = printed_matrix(tx, evaluation, made, [one.id for one in found.all], public=public)
    review().readings.record(current_person(), None, evaluation, "matrix", evaluation, len(made.rows))
    name = gettext("response-matrix")
    return _file(_printed(it), "-".join((name, gettext("public") if public else evaluation.hex[-8:])))


@blueprint.app_template_filter("digests")
def digests(text: str) -> Markup:
    """The text with its fingerprints set as such, in groups, so that a narrow page breaks them evenly."""
    marked = DIGEST.sub(lambda found: f'<span class="hash">{_groups(found[0])}</span>', str(escape(text)))
    return Markup(marked)  # noqa: S704  # every word was escaped, and what was added is ours


def _groups(digits: str) -> str:
    """No space comes between the groups: what is copied is the fingerprint."""
    return "".join(f"<span>{digits[at : at + GROUP]}</span>" for at in range(0, len(digits), GROUP))


@blueprint.get(CERTIFICATE)
def show_certificate(approval: UUID) -> Response:
    """An approval on one page. Raises Unknown where nothing was approved."""
    with review().reading() as tx:
        made = certificate_of(tx, approval)
    return make_response(render_template("approvals/certificate.html", it=made, record=made.record))


@blueprint.get(f"{CERTIFICATE}.pdf")
def show_certificate_pdf(approval: UUID) -> Response:
    with review().reading() as tx:
        made = certificate_of(tx, approval)
    name = gettext("certificate")
    return _file(_printed(made.sheet()), f"{name}-{made.record.approval.root.hex()[:8]}")


def _printed(it: Sheet) -> bytes:
    """The file of a sheet. Raises NotPrintable."""
    try:
        return PRESS.print(it, review().vault.generation)
    except NotPrinted as none:
        raise NotPrintable(problem=none.problem) from none


def _file(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = PDF
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
