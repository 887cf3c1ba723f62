"""The response matrix (reactietabel): all comments with everything that was done, as a page and as files (rule C1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.documents.matrix_files import KINDS
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import NotPermitted, NotPrintable
from review.domain.matrix import Audience
from review.domain.permissions import Permission
from review.projections.schema import Tx
from review.web import links
from review.web.acting import offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.links import capitalised
from review.web.matrix_release import released, summary
from review.web.matrix_sheet import AUDIENCES, HEADINGS, sheet
from review.web.matrix_table import SORTS, Choice, table
from review.web.pointing import shortened
from review.web.session import current_person, review
from review.web.times import day
from review.web.translations import gettext

MATRIX = "/evaluations/<uuid:evaluation>/matrix"
ASKED = ("audience", "version", "round", "organisation", "kind", "state", "disposition", "words", "sort", "order")
"""What an address of the matrix or of one of its files can ask."""

blueprint = Blueprint("matrix", __name__)
links.install(blueprint)
blueprint.add_app_template_filter(shortened)


@blueprint.get(MATRIX)
def show_matrix(evaluation: UUID) -> Response:
    """The matrix, narrowed and sorted; works as a plain form."""
    entered = Entered(request.args)
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        found = table(tx, review().door(), reader, evaluation, Choice.entered(entered))
    if found.choice.audience is Audience.PUBLIC:
        return see_other(_address("matrix.show_release", evaluation, asked(entered)))
    return answer(
        "matrix/matrix.html",
        "matrix/_table.html",
        work=found,
        form=entered,
        fresh=False,
        **_ways(reader, entered, evaluation),
    )


def _ways(reader: Reader, entered: Entered, evaluation: UUID) -> dict[str, Any]:
    """Where the page leads: other orders, other pages of it, files, the import."""
    may_export = bool(offered(reader, Permission.EXPORT))
    return {
        "may_export": may_export,
        "may_import": bool(offered(reader, Permission.DISPOSE)),
        "audiences": [(one, capitalised(str(AUDIENCES[one]))) for one in Audience if one is not Audience.PUBLIC],
        "headings": HEADINGS,
        "sorts": [(one, str(SORTED[one])) for one in SORTS],
        "sorted_by": lambda key: _order(entered, evaluation, key),
        "page_at": lambda number: _address("matrix.show_matrix", evaluation, asked(entered) | {"page": str(number)}),
        "files": _files(evaluation, asked(entered)),
    }


SORTED: dict[str, Any] = {
    "number": HEADINGS["number"],
    "place": HEADINGS["place"],
    "author": HEADINGS["author"],
    "organisation": HEADINGS["organisation"],
    "kind": HEADINGS["kind"],
    "text": HEADINGS["text"],
    "disposition": HEADINGS["disposition"],
    "version": HEADINGS["in_version"],
    "state": HEADINGS["state"],
    "raised": HEADINGS["raised_at"],
    "responder": HEADINGS["responder"],
}


def _order(entered: Entered, evaluation: UUID, key: str) -> dict[str, str]:
    """Where the head of a column leads: this column, the other way round where it is sorted by already."""
    is_here = (entered.text("sort") or "place") == key
    is_down = is_here and entered.text("order") == "down"
    wanted = {name: value for name, value in asked(entered).items() if name != "order"} | {"sort": key}
    if is_here and not is_down:
        wanted["order"] = "down"
    said = "none" if not is_here else "descending" if is_down else "ascending"
    return {"href": _address("matrix.show_matrix", evaluation, wanted), "said": said, "name": str(SORTED[key])}


def asked(entered: Entered) -> dict[str, str]:
    return {name: entered.text(name) for name in ASKED if entered.text(name)}


def _files(evaluation: UUID, query: Mapping[str, str]) -> list[tuple[str, str]]:
    """The kinds of file that can be taken along, and the one that can only be read."""
    found = [(one, _address(f"matrix.export_{one}", evaluation, query)) for one in KINDS]
    return [*found, ("pdf", _address("prints.show_matrix_pdf", evaluation, query))]


def _address(endpoint: str, evaluation: UUID, query: Mapping[str, str]) -> str:
    where = url_for(endpoint, evaluation=evaluation)
    return f"{where}?{urlencode(query)}" if query else where


def _reader(tx: Tx, evaluation: UUID) -> Reader:
    """Raises Unknown for whoever does not read this evaluation."""
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return reader


# -- files


def _exporting(tx: Tx, evaluation: UUID) -> Reader:
    reader = _reader(tx, evaluation)
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
            return see_other(_address("matrix.show_release", evaluation, asked(entered)))
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
    files = _files(evaluation, query)
    left_out = list(summary(release))
    return make_response(
        render_template("matrix/release.html", work=found, release=release, left_out=left_out, files=files)
    )
