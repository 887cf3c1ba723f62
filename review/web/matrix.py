"""The response matrix (reactietabel): all comments with everything that was done, as a page and as files (rule C1)."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from review.documents.matrix_files import KINDS
from review.domain.acts import Reader
from review.domain.errors import NotPermitted, NotPrintable
from review.domain.matrix import Audience
from review.domain.permissions import Permission
from review.projections.schema import Tx
from review.web import links
from review.web.acting import offered
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.matrix_page import address, asked, files_of, reading_of, ways_of
from review.web.matrix_release import released, summary
from review.web.matrix_sheet import sheet
from review.web.matrix_table import Choice, table
from review.web.pointing import shortened
from review.web.session import current_person, review
from review.web.times import day
from review.web.translations import gettext

MATRIX = "/evaluations/<uuid:evaluation>/matrix"
blueprint = Blueprint("matrix", __name__)
links.install(blueprint)
blueprint.add_app_template_filter(shortened)


@blueprint.get(MATRIX)
def show_matrix(evaluation: UUID) -> Response:
    """The matrix, narrowed and sorted; works as a plain form."""
    entered = Entered(request.args)
    with review().reading() as tx:
        reader = reading_of(tx, evaluation)
        found = table(tx, review().door(), reader, evaluation, Choice.entered(entered))
    if found.choice.audience is Audience.PUBLIC:
        return see_other(address("matrix.show_release", evaluation, asked(entered)))
    chosen = frozenset(row.it.id for row in found.shown if row.can_dispose) if entered.text("all") else frozenset()
    context = ways_of(reader, entered, evaluation) | {"work": found, "form": entered, "many": entered, "picked": chosen}
    return answer("matrix/matrix.html", "matrix/_table.html", fresh=False, **context)


# -- files


def _exporting(tx: Tx, evaluation: UUID) -> Reader:
    reader = reading_of(tx, evaluation)
    if not offered(reader, Permission.EXPORT):
        raise NotPermitted(act=Permission.EXPORT)
    return reader


@blueprint.get(f"{MATRIX}.xlsx")
def export_xlsx(evaluation: UUID) -> Response:
    """The matrix as an Excel file, with the same choice as the page."""
    return _export(evaluation, "xlsx")


@blueprint.get(f"{MATRIX}.docx")
def export_docx(evaluation: UUID) -> Response:
    """The matrix as a Word file."""
    return _export(evaluation, "docx")


@blueprint.get(f"{MATRIX}.csv")
def export_csv(evaluation: UUID) -> Response:
    """The matrix as CSV."""
    return _export(evaluation, "csv")


@blueprint.get(f"{MATRIX}.json")
def export_json(evaluation: UUID) -> Response:
    """The matrix for other programs."""
    return _export(evaluation, "json")


def _export(evaluation: UUID, ending: str) -> Response:
    entered = Entered(request.args)
    choice = Choice.entered(entered)
    with review().reading() as tx:
        reader = _exporting(tx, evaluation)
        found = table(tx, review().door(), reader, evaluation, choice)
        if choice.audience is not Audience.PUBLIC:
            made = sheet(tx, found, ending)
        elif entered.checked("checked"):
            made = released(tx, review().door(), reader, found, ending).sheet
        else:  # nobody takes it along without having seen which words point at a person
            return see_other(address("matrix.show_release", evaluation, asked(entered)))
    content = KINDS[ending].write(made)
    if choice.audience is not Audience.PUBLIC and not KINDS[ending].fits(made, content):
        raise NotPrintable(problem="no_return", ending=ending.upper())
    review().readings.record(current_person(), None, evaluation, "matrix", evaluation, len(made.rows))
    return _file(evaluation, choice.audience, ending, content)


def _file(evaluation: UUID, audience: Audience, ending: str, content: bytes) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = KINDS[ending].media_type
    name = gettext("response-matrix")
    which = gettext("public") if audience is Audience.PUBLIC else evaluation.hex[-8:]
    when = day(review().clock(), "yyyy-MM-dd")
    response.headers["Content-Disposition"] = f"attachment; filename={name}-{which}-{when}.{ending}"
    return response


@blueprint.get(f"{MATRIX}/release")
def show_release(evaluation: UUID) -> Response:
    """The depersonalised matrix before it leaves: what is left out, and which words still point at a person."""
    entered = Entered({**request.args.to_dict(), "audience": "public"})
    with review().reading() as tx:
        reader = _exporting(tx, evaluation)
        found = table(tx, review().door(), reader, evaluation, Choice.entered(entered))
        release = released(tx, review().door(), reader, found)
    query = asked(entered) | {"checked": "yes"}
    files = files_of(evaluation, query)
    left_out = list(summary(release))
    return make_response(
        render_template("matrix/release.html", work=found, release=release, left_out=left_out, files=files)
    )
