"""Documents: submitting a version, reading it with the comments beside it, and what changed between two versions."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.drafts import LAST_PART
from review.documents.word.package import MAX_FILE, MB
from review.domain import visibility
from review.domain.errors import BadDocument, Invalid, Missing, NotPermitted
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity, DocumentKind
from review.projections import drafts, evaluations, rounds
from review.web import links
from review.web.acting import acting_for, offered, reader_knowing
from review.web.brought import allow_file, bring, file_name, original_of, require_as_named
from review.web.choosing import choice
from review.web.composing import offer
from review.web.differences import differences
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.labels import label
from review.web.losses import told
from review.web.overview import DocumentView
from review.web.reading import Show, read
from review.web.renderings import noted_door, text_of
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft, reading_context

MENDED = 400_000
"""Characters of a refused text that are given back to be mended."""

blueprint = Blueprint("drafts", __name__)
links.install(blueprint)


@blueprint.app_template_filter("capital")
def capital(words: str) -> str:
    """The words with a first capital, and their other capitals as they were."""
    return words[:1].upper() + words[1:]


@blueprint.app_template_filter("document_title")
def document_title(it: drafts.Version | drafts.Document | DocumentView | rounds.Round) -> str:
    """The name of a document as it stands on pages: *Terms of Reference*, *Rapport, deel 2*."""
    name = capital(label(it.kind))
    return gettext("%(document)s, part %(part)s", document=name, part=it.part) if it.part else name


@blueprint.get(VERSION)
def show_version(draft: UUID, number: int) -> Response:
    """The reading page."""
    show = Entered(request.args).choice_or_none("show", Show) or Show.ALL
    with review().reading() as tx:
        _, reader = reader_of_draft(tx, draft)
        page = read(tx, reader, draft, number, show=show)
    return answer("drafts/version.html", "drafts/_pane.html", **reading_context(page))


@blueprint.get(f"{VERSION}/source")
def show_source(draft: UUID, number: int) -> Response:
    """The exact Markdown of a version, as it was submitted."""
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        it = drafts.bare(tx, evaluation, draft, number)
        entries = review().versions.entries(tx, evaluation, draft, number)
        text = text_of(entries, it.root, noted_door(evaluation, it.root), reader)
    response = make_response("".join(block.source for block in text.blocks.values()))
    response.mimetype = "text/plain"
    return response


# -- differences


@blueprint.get(f"{VERSION}/differences")
def show_differences(draft: UUID, number: int) -> Response:
    """Word by word what changed since another version: one that is chosen, or the one this reader knows best."""
    entered = Entered(request.args)
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        page = differences(tx, reader, evaluation, draft, number, entered)
    if page.comparison is None and page.by_itself:
        return see_other(url_for("drafts.show_version", draft=draft, number=number))
    return answer(
        "drafts/differences.html",
        "drafts/_differences.html",
        page=page,
        version=page.version,
        asked=page.chosen,
        evaluation=evaluation,
        form=Entered({"old": str(page.chosen.old), "new": str(number)}),
    )


@blueprint.get("/drafts/<uuid:draft>/differences")
def choose_versions(draft: UUID) -> Response:
    """Leads from the form with two versions to the page of their differences; without one, to that of the newest."""
    entered = Entered(request.args)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
        newest = drafts.bare(tx, evaluation, draft).number
    new, old = entered.number_or_none("new"), entered.number_or_none("old")
    chosen = choice(entered, draft, old or 0, new or newest)
    return see_other(chosen.address() if old else chosen.address(**{"with": None}))


# -- submitting


@blueprint.get("/evaluations/<uuid:evaluation>/drafts/new")
def new_version(evaluation: UUID) -> Response:
    """The form to submit a version; ``?kind=`` chooses the document."""
    entered = Entered(request.args)
    draft = entered.identifier_or_none("wordings")
    return _show_form(evaluation, entered if draft is None else _with_wordings(evaluation, draft, entered))


def _with_wordings(evaluation: UUID, draft: UUID, entered: Entered) -> Entered:
    """The form with the text in it that has every wording that was taken over."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not offered(reader, Permission.SUBMIT_VERSION):
            raise NotPermitted(act=Permission.SUBMIT_VERSION)
        found = offer(tx, reader, evaluation, draft)
    return Entered({**entered.fields.to_dict(), "text": found.source})


@blueprint.post("/evaluations/<uuid:evaluation>/drafts")
def submit_version(evaluation: UUID) -> Response:
    """A file or a pasted text is read and shown; it becomes the next version when whoever brought it says so."""
    try:
        allow_file()
    except BadDocument as refused:
        return _show_form(evaluation, Entered().refuse(refused), 422)
    entered = Entered(request.form)
    acting_for(Permission.SUBMIT_VERSION, evaluation)
    with review().reading() as tx:
        if not offered(reader_knowing(tx, evaluation), Permission.SUBMIT_VERSION):
            raise NotPermitted(act=Permission.SUBMIT_VERSION)
    content = b""
    try:
        content = _content(entered)
        key = _brought(evaluation, entered, content)
    except BadDocument as refused:
        return _show_form(evaluation, _kept(entered, content).refuse(refused), 422)
    except Invalid as refused:
        return _show_form(evaluation, entered.refuse(refused), 422)
    return see_other(url_for("word.show_upload", evaluation=evaluation, key=key))


@blueprint.get(f"{VERSION}/receipt")
def show_receipt(draft: UUID, number: int) -> Response:
    """What was taken in: number, size, fingerprint, and what comes next."""
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        original = original_of(tx, reader, version)
    return make_response(
        render_template(
            "drafts/receipt.html",
            version=version,
            title=title,
            evaluation=evaluation,
            original=original,
            losses=list(told(original.losses)) if original else [],
        )
    )


def _show_form(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        door = review().door()
        context = {
            "evaluation": evaluation,
            "title": evaluations.one(tx, door, reader, evaluation).title,
            "documents": drafts.documents(tx, door, reader, evaluation),
            "seats": (seats := offered(reader, Permission.SUBMIT_VERSION)),
            "own_part": all(one.capacity is Capacity.EXTERNAL_RESEARCHER for one in seats),
        }
    if not context["seats"]:
        raise NotPermitted(act=Permission.SUBMIT_VERSION)
    page = render_template(
        "drafts/new.html",
        form=entered,
        kinds=[DocumentKind.REPORT] if context["own_part"] else list(DocumentKind),
        word_limit=MAX_FILE // MB,
        last_part=LAST_PART,
        **context,
    )
    return make_response(page, status)


def _content(entered: Entered) -> bytes:
    """The uploaded file, or else the pasted text. Raises Missing, BadDocument."""
    upload = request.files.get("file")
    given = upload.read() if upload is not None and upload.filename else b""
    pasted = entered.value("text").encode()
    if not given and not pasted.strip():
        raise Missing(field="file")
    if given:
        require_as_named(file_name(upload), given)
    return given or pasted


def _brought(evaluation: UUID, entered: Entered, content: bytes) -> UUID:
    """What was brought is read and shown before it is submitted. Raises Invalid."""
    kind = entered.choice("kind", DocumentKind)
    entered.number_or_none("part"), entered.number_or_none("follows")
    fields = {name: entered.value(name) for name in ("part", "note", "follows", "seat")}
    return bring(evaluation, content, file_name(request.files.get("file")), {"kind": kind, **fields})


def _kept(entered: Entered, content: bytes) -> Entered:
    """The form with the text that was refused in it, so that it can be mended where it stands."""
    if not content:
        return entered
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return entered
    return Entered({**entered.fields.to_dict(), "text": text}) if len(text) <= MENDED else entered
