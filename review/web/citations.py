"""Papers of parliament that the documents cite: each once, with a link to the official site and every place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from review.documents.kamerstukken import Paper, papers
from review.domain.acts import Reader
from review.domain.visibility import require_reading
from review.projections import drafts, evaluations
from review.projections.schema import Tx
from review.web import evidence, links
from review.web.acting import reader_knowing
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review

blueprint = Blueprint("citations", __name__)
links.install(blueprint)
evidence.install(blueprint)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document cites a paper, in its latest version."""

    version: drafts.Version
    block: int
    name: str
    words: str
    idem: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A paper with all its places in all documents."""

    paper: Paper
    places: Sequence[Place]


@blueprint.get("/evaluations/<uuid:evaluation>/citations")
def show_citations(evaluation: UUID) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        documents = drafts.documents(tx, review().door(), reader, evaluation)
        read = [(one.versions[0], _text(tx, reader, one.versions[0])) for one in documents if one.versions]
    rows = _rows(read)
    versions = [version for version, _ in read]
    return make_response(
        render_template("citations/citations.html", evaluation=evaluation, title=title, rows=rows, versions=versions)
    )


def _text(tx: Tx, reader: Reader, it: drafts.Version) -> Text:
    entries = review().versions.entries(tx, it.evaluation, it.draft, it.number)
    return text_of(entries, it.root, passages_door(it.evaluation, it.draft), reader)


def _rows(read: Sequence[tuple[drafts.Version, Text]]) -> list[Row]:
    """In the order of dossiers; what one document knows of a paper holds for the other."""
    found: dict[tuple[str, str, str], Row] = {}
    for version, text in read:
        for paper in papers(list(text.blocks.items())):
            places = [Place(version, one.block, text.name(one.block), one.words, one.idem) for one in paper.cited]
            known = found.get(paper.key)
            best = known.paper if known and known.paper.dated else paper
            found[paper.key] = Row(best, [*(known.places if known else ()), *places])
    return sorted(found.values(), key=lambda row: row.paper.order)
