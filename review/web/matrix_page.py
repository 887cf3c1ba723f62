"""The page of the response matrix: as its address narrows it, and where it leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import Response, make_response, render_template, url_for

from review.documents.matrix_files import KINDS
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.matrix import Audience
from review.domain.permissions import Permission
from review.projections.schema import Tx
from review.web.acting import offered, reader_knowing
from review.web.forms import Entered
from review.web.links import capitalised
from review.web.matrix_sheet import AUDIENCES, HEADINGS
from review.web.matrix_table import SORTS, Choice, table
from review.web.session import review

ASKED = (
    "audience",
    "version",
    "round",
    "organisation",
    "author",
    "kind",
    "state",
    "disposition",
    "words",
    "sort",
    "order",
)
"""What an address of the matrix or of one of its files can ask."""


def shown_again(evaluation: UUID, narrowed: Entered, form: Entered, chosen: Collection[UUID], status: int) -> Response:
    """The matrix as it was narrowed, with the form for many comments as it was filled in."""
    with review().reading() as tx:
        reader = reading_of(tx, evaluation)
        found = table(tx, review().door(), reader, evaluation, Choice.entered(narrowed))
    context = ways_of(reader, narrowed, evaluation) | {"work": found, "form": narrowed, "many": form, "picked": chosen}
    return make_response(render_template("matrix/matrix.html", fresh=False, **context), status)


def narrowed_to(query: str) -> Entered:
    """What an address of the matrix asked, out of a form that stood on its page."""
    return Entered(_page_of(Entered(dict(parse_qsl(query[:2000])))))


def address_of(evaluation: UUID, narrowed: Entered) -> str:
    """The address of the matrix as it was narrowed."""
    return address("matrix.show_matrix", evaluation, _page_of(narrowed))


def _page_of(entered: Entered) -> dict[str, str]:
    page = entered.text("page")
    return asked(entered) | ({"page": page} if page else {})


def ways_of(reader: Reader, entered: Entered, evaluation: UUID) -> dict[str, Any]:
    """Where the page leads: other orders, other pages of it, files, the import."""
    may_export = bool(offered(reader, Permission.EXPORT))
    return {
        "may_export": may_export,
        "may_import": bool(offered(reader, Permission.DISPOSE)),
        "audiences": [(one, capitalised(str(AUDIENCES[one]))) for one in Audience if one is not Audience.PUBLIC],
        "headings": HEADINGS,
        "sorts": [(one, str(SORTED[one])) for one in SORTS],
        "narrowed": urlencode(_page_of(entered)),
        "choose_none": address_of(evaluation, entered),
        "choose_all": address("matrix.show_matrix", evaluation, _page_of(entered) | {"all": "yes"}),
        "sorted_by": lambda key: _order(entered, evaluation, key),
        "page_at": lambda number: address("matrix.show_matrix", evaluation, asked(entered) | {"page": str(number)}),
        "files": files_of(evaluation, asked(entered)),
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
    return {"href": address("matrix.show_matrix", evaluation, wanted), "said": said, "name": str(SORTED[key])}


def asked(entered: Entered) -> dict[str, str]:
    return {name: entered.text(name) for name in ASKED if entered.text(name)}


def files_of(evaluation: UUID, query: Mapping[str, str]) -> list[tuple[str, str]]:
    """The kinds of file that can be taken along, and the one that can only be read."""
    found = [(one, address(f"matrix.export_{one}", evaluation, query)) for one in KINDS]
    return [*found, ("pdf", address("prints.show_matrix_pdf", evaluation, query))]


def address(endpoint: str, evaluation: UUID, query: Mapping[str, str]) -> str:
    where = url_for(endpoint, evaluation=evaluation)
    return f"{where}?{urlencode(query)}" if query else where


def reading_of(tx: Tx, evaluation: UUID) -> Reader:
    """Raises Unknown for whoever does not read this evaluation."""
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return reader
