"""What the rooms that show one version share: its address, who reads it, and what its page holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request

from review.application import Done
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.drafts import VersionSubmitted
from review.domain.permissions import Permission
from review.projections import drafts
from review.projections.schema import Tx
from review.web.acting import offered, reader_knowing
from review.web.beside import body
from review.web.contents import stretches
from review.web.forms import Entered
from review.web.reading import Reading
from review.web.session import review

VERSION = "/drafts/<uuid:draft>/versions/<int(max=999999):number>"
TITLED = 12  #: with more headings than this, the strip beside the text shows chapters only


def reader_of_draft(tx: Tx, draft: UUID) -> tuple[UUID, Reader]:
    """The evaluation of a document and who reads it. Raises Unknown where this reader may not read documents."""
    evaluation = drafts.evaluation_of(tx, draft)
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return evaluation, reader


def reading_context(page: Reading, **more: Any) -> dict[str, Any]:
    """What the templates of the reading page need."""
    found = stretches(page.text, page.beside)
    chapters = [one for one in found if one.level == 1] if len(found) > 2 * TITLED else found
    return {
        "page": page,
        "version": page.version,
        "body": body(page) if request.method == "GET" else "",
        "contents": found,
        "heat": chapters,
        "show": page.show,
        "conducts": bool(offered(page.reader, Permission.CONDUCT_ROUND)),
        "submits": page.text.assigned is None and bool(offered(page.reader, Permission.SUBMIT_VERSION)),
        "form": Entered(),
        **more,
    }


def number_submitted(tx: Tx, done: Done) -> int:
    """The number of the version that an act submitted; findings about comments are recorded after it."""
    made = (review().record(tx, done.log, at).event for at in range(done.first, done.last + 1))
    return next(event.number for event in made if isinstance(event, VersionSubmitted))
