"""What an act answers whose form stood in a row of the response matrix: that row, as the matrix shows it."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, url_for

from review.web.acting import reader_knowing
from review.web.htmx import htmx, redirect_or
from review.web.links import way_to
from review.web.matrix_table import row_of
from review.web.session import review
from review.web.translations import gettext


def disposed_in_matrix(evaluation: UUID, comment: UUID) -> Response | None:
    """None where the form stood elsewhere."""
    here = urlsplit(htmx.current_url or "").path
    if not htmx.partial or here != way_to("matrix.show_matrix", evaluation=evaluation):
        return None
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        work, row = row_of(tx, review().door(), reader, evaluation, comment)
    said = gettext("What was done with comment %(number)s is on record.", number=row.it.number)
    where = url_for("comments.show_comment", comment=comment)
    return redirect_or(where, "matrix/_disposed.html", said=said, row=row, work=work, fresh=True, picked=frozenset())
