"""Word: what came across of a file before it becomes a version, and the file as it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for
from markupsafe import Markup

from review.commands.drafts import SubmitVersion
from review.documents.blocks import Block, split
from review.documents.errors import BadText
from review.documents.reading import plain_html, render
from review.documents.word.losses import encoded
from review.documents.word.sending import Since, sent
from review.domain.acts import Reader
from review.domain.errors import Invalid, NotPermitted, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import DocumentKind
from review.projections import comments, drafts, evaluations, replies
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.brought import WORD_TYPE, Brought, brought, original_of, refused
from review.web.forms import Entered
from review.web.freezing import require_reading_not_frozen
from review.web.htmx import see_other
from review.web.losses import told
from review.web.printing import printing
from review.web.renderings import Text, noted_door, text_of
from review.web.session import current_person, review
from review.web.translations import gettext, ngettext
from review.web.versions import VERSION, number_submitted, reader_of_draft
from review.web.wording import iso, remarks, stamp, words

UPLOAD = "/evaluations/<uuid:evaluation>/uploads/<uuid:key>"
SHOWN = 150  #: blocks of the text that are shown before it is submitted

_MARK = re.compile(r"\[\^[^\]]+\]")

blueprint = Blueprint("word", __name__)
links.install(blueprint)


@blueprint.get(UPLOAD)
def show_upload(evaluation: UUID, key: UUID) -> Response:
    """What came across of a file and what did not, or how a text will stand, before it becomes a version."""
    it = brought(evaluation, key)
    return _show(evaluation, key, it, Entered(it.fields))


@blueprint.post(UPLOAD)
def submit_upload(evaluation: UUID, key: UUID) -> Response:
    """The text that was shown becomes the next version, with the Word file beside it where it came out of one."""
    entered = Entered(request.form)
    actor = acting_for(Permission.SUBMIT_VERSION, evaluation)
    it = brought(evaluation, key)
    asked = Entered(it.fields)
    try:
        command = SubmitVersion(
            evaluation=evaluation,
            kind=asked.choice("kind", DocumentKind),
            part=asked.number_or_none("part") or 0,
            content=it.markdown.encode(),
            note=entered.text("note"),
            follows=asked.number_or_none("follows"),
            original=it.original,
            losses=encoded(it.losses) if it.is_word else "",
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as invalid:
        return _show(evaluation, key, it, entered.refuse(invalid), 422)
    review().uploads.drop(current_person(), key)
    with review().reading() as tx:
        number = number_submitted(tx, done)
    where = url_for("drafts.show_receipt", draft=done.subject, number=number)
    return see_other(where, said=gettext("The version is on record."))


@blueprint.post(f"{UPLOAD}/removal")
def remove_upload(evaluation: UUID, key: UUID) -> Response:
    """What was brought is forgotten; nothing was submitted."""
    with review().reading() as tx:
        _require_submitter(reader_knowing(tx, evaluation))
    review().uploads.drop(current_person(), key)
    return see_other(
        url_for("drafts.new_version", evaluation=evaluation),
        said=gettext("What you brought is forgotten; nothing was submitted."),
    )


def _show(evaluation: UUID, key: UUID, it: Brought, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
    _require_submitter(reader)
    blocks = split(it.markdown)
    shown = _first(blocks)
    page = render_template(
        "word/upload.html",
        evaluation=evaluation,
        title=title,
        key=key,
        it=it,
        form=form,
        kind=DocumentKind(it.fields["kind"]),
        losses=list(told(it.losses)),
        counted=list(_counted([block.kind for block in blocks])),
        text=Markup(plain_html(render(list(enumerate(shown, 1))))),  # noqa: S704  sanitised by the renderer
        shown=min(SHOWN, len(blocks)),
        blocks=len(blocks),
    )
    return make_response(page, status)


def _require_submitter(reader: Reader) -> None:
    if not offered(reader, Permission.SUBMIT_VERSION):
        raise NotPermitted(act=Permission.SUBMIT_VERSION)


def _first(blocks: Sequence[Block]) -> list[Block]:
    """The beginning of a text, with the notes that it refers to."""
    shown = list(blocks[:SHOWN])
    marked = set(_MARK.findall("".join(block.source for block in shown)))
    later = (block for block in blocks[SHOWN:] if block.kind == "footnote")
    return shown + [block for block in later if (mark := _MARK.match(block.source)) and mark.group() in marked]


def _counted(kinds: list[str]) -> Iterator[str]:
    """How many there are of each kind of passage that people count in."""
    if n := kinds.count("heading"):
        yield ngettext("%(num)d heading", "%(num)d headings", n)
    if n := kinds.count("paragraph"):
        yield ngettext("%(num)d paragraph", "%(num)d paragraphs", n)
    if n := kinds.count("item"):
        yield ngettext("%(num)d list item", "%(num)d list items", n)
    if n := kinds.count("row"):
        yield ngettext("%(num)d table row", "%(num)d table rows", n)
    if n := kinds.count("footnote"):
        yield ngettext("%(num)d note", "%(num)d notes", n)


@blueprint.get(f"{VERSION}/word")
def send_word(draft: UUID, number: int) -> Response:
    """A version as a Word file with the comments this reader may see; ``?since=`` tracks what changed. A reading."""
    older = Entered(request.args).number_or_none("since")
    with review().reading() as tx:
        _evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        text = _text(tx, reader, version)
        said = comments.of_version(tx, review().door(), reader, draft, number)
        answers = replies.of_comments(tx, review().door(), reader, said)
        before = _older(tx, reader, version, older) if older is not None else None
        it = printing(tx, reader, version, text, None)
    changes = f"{before.author}|{before.date}" if before else ""
    try:
        made = sent(list(text.blocks.items()), remarks(said, answers), stamp(it, changes), words(), before)
    except BadText as error:
        raise refused(error) from error
    return _file(made, version, f"-sinds-v{older}" if before else "")


def _text(tx: Tx, reader: Reader, version: drafts.Version) -> Text:
    require_reading_not_frozen(version.root, reader)
    entries = review().versions.entries(tx, version.evaluation, version.draft, version.number)
    return text_of(entries, version.root, noted_door(version.evaluation, version.root), reader)


def _older(tx: Tx, reader: Reader, version: drafts.Version, number: int) -> Since:
    """An older version of the same document. Raises Unknown."""
    if not 0 < number < version.number:
        raise Unknown(what="version")
    before = drafts.version(tx, review().door(), reader, version.draft, number)
    return Since(list(_text(tx, reader, before).blocks.items()), gettext("The team"), iso(version.at))


def _file(content: bytes, version: drafts.Version, more: str = "") -> Response:
    response = make_response(content)
    response.mimetype = WORD_TYPE
    part = f"-{version.part}" if version.part else ""
    name = f"{version.kind.replace('_', '-')}{part}-v{version.number}{more}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get(f"{VERSION}/original")
def send_original(draft: UUID, number: int) -> Response:
    """The Word file a version came in as, byte for byte."""
    with review().reading() as tx:
        _evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        require_reading_not_frozen(version.root, reader)
        it = original_of(tx, reader, version)
    if it is None or it.content is None:
        raise Unknown(what="original")
    review().readings.record(reader.person, None, version.evaluation, "original", version.root.hex())
    return _file(it.content, version)
