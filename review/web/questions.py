"""The question tree: what the Terms of Reference ask, version by version, and what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from review.documents.questions import Question, Questions
from review.domain.acts import Reader
from review.domain.visibility import reads_partly, require_reading
from review.projections import drafts, evaluations
from review.projections.schema import Tx
from review.web import evidence, links
from review.web.acting import reader_knowing
from review.web.evidence import Asked, asked_in
from review.web.forms import Entered
from review.web.session import review

blueprint = Blueprint("questions", __name__)
links.install(blueprint)
evidence.install(blueprint)


class Since(StrEnum):
    """What became of a question since the version before."""

    SAME = "same"
    NEW = "new"
    REWORDED = "reworded"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Row:
    """One question as the page shows it."""

    it: Question
    since: Since
    was: Question | None  #: as the version before had it, where that differs
    theme: str  #: where another one begins here


@dataclass(frozen=True, slots=True)
class Page:
    """The tree of one version, and what the version before asked and this one does not."""

    asked: Asked
    rows: Sequence[Row]
    gone: Sequence[Question]
    versions: Sequence[drafts.Version]
    before: int | None
    partly: bool

    @property
    def changed(self) -> int:
        return sum(row.since is not Since.SAME for row in self.rows) + len(self.gone)


@blueprint.get("/evaluations/<uuid:evaluation>/questions")
def show_questions(evaluation: UUID) -> Response:
    """The questions of the latest version; ``?version=`` asks for another."""
    number = Entered(request.args).number_or_none("version")
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        page = _page(tx, reader, evaluation, number)
    return make_response(render_template("questions/questions.html", evaluation=evaluation, title=title, page=page))


def _page(tx: Tx, reader: Reader, evaluation: UUID, number: int | None) -> Page:
    asked = asked_in(tx, reader, evaluation, number)
    documents = drafts.documents(tx, review().door(), reader, evaluation)
    versions = next((one.versions for one in documents if one.id == asked.draft), ())
    before = max((one.number for one in versions if one.number < asked.number), default=None)
    old = asked_in(tx, reader, evaluation, before).tree if before else Questions()
    rows = tuple(_rows(asked.tree, old, first=before is None))
    gone = tuple(one for one in old.all if one.block not in asked.tree.blocks)
    return Page(asked, rows, gone, versions, before, reads_partly(reader))


def _rows(new: Questions, old: Questions, *, first: bool) -> Iterator[Row]:
    theme = ""
    for one in new.all:
        was = old.of(one.block)
        since = Since.SAME if first else _since(one, was)
        yield Row(one, since, was if since in (Since.REWORDED, Since.RENAMED) else None, _begins(one.theme, theme))
        theme = one.theme


def _begins(theme: str, before: str) -> str:
    return theme if theme != before else ""


def _since(now: Question, was: Question | None) -> Since:
    if was is None:
        return Since.NEW
    if (now.text, now.title) != (was.text, was.title):
        return Since.REWORDED
    return Since.RENAMED if now.label != was.label else Since.SAME
