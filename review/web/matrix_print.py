"""The response matrix on paper: a table that lies on its side, with its head on every page."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from review.documents.pdf.sheet import Annex, Sheet, paragraph, table
from review.documents.sheets import Sheet as Columns
from review.documents.sheets import written
from review.domain import moments
from review.projections import markings, trail
from review.projections.schema import Tx
from review.web.labels import label
from review.web.printing import SECOND, marking_words, status, template_words
from review.web.session import review
from review.web.times import moment
from review.web.translations import gettext, language

UNPRINTED = frozenset({"seen", "id"})
"""What only a program needs."""


def printed_matrix(tx: Tx, evaluation: UUID, it: Columns, shown: Collection[UUID], *, public: bool) -> Sheet:
    """The sheet; its time is that of the last act on a comment that is shown: the same state gives the same bytes.

    ``public``: neither that moment nor the position in the trail may say whose comments these are, so only the day.
    """
    position = trail.reached(tx, evaluation, shown)
    at = review().record(tx, evaluation, position).at
    day = moments.day_of(at)
    columns = [column for column in it.columns if column.key not in UNPRINTED]
    rows = [[written(row.get(column.key)) for column in columns] for row in it.rows]
    marking = markings.marking(tx, evaluation)
    state = gettext("as it stood after act %(position)s of the trail", position=position)
    said = [marking_words(marking)]
    if not public:
        said.append(gettext("The last act in it is of %(moment)s.", moment=moment(at)))
    heads = [column.heading for column in columns]
    widths = [float(column.width) for column in columns]
    empty = [paragraph(gettext("There are no comments that you may see."))]
    return Sheet(
        title=it.title,
        author="Toetssteen",
        document=it.marking,
        marking=label(marking.level),
        status=status(None),
        running=f"{it.title} · {it.marking}",
        root=day.isoformat() if public else state,
        day=day,
        moment=(moments.end_of(day) if public else at) // SECOND,
        language=language(),
        words=template_words() | {"root": gettext("state")},
        landscape=True,
        blocks=[table(heads, rows, widths)] if rows else empty,
        annexes=[Annex(gettext("About this document"), [paragraph(words) for words in said])],
    )
