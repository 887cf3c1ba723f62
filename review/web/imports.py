"""Bringing a filled-in matrix back: first what each row would do, then all of that in one act."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import zlib
from uuid import UUID

import msgspec
from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.dispositions import DisposeComment
from review.commands.matrix import ImportMatrix
from review.documents.sheets import LARGEST, MB
from review.domain import visibility
from review.domain.errors import BadDocument, Invalid, Missing, NotPermitted, Stale
from review.domain.matrix import MatrixFormat
from review.domain.permissions import Permission, require
from review.projections import evaluations
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.matrix_plan import Plan, plan
from review.web.matrix_reading import Read, read
from review.web.session import current_person, review
from review.web.translations import ngettext

IMPORTS = "/evaluations/<uuid:evaluation>/matrix/imports"
LARGEST_HELD = 60 * 1024 * 1024
"""Bytes that a plan may unpack to: more than any file of the allowed size can make."""

blueprint = Blueprint("imports", __name__)
links.install(blueprint)


class Held(msgspec.Struct, frozen=True):
    """A plan between being looked at and being carried out: it lies in the form, sealed by the house."""

    fingerprint: bytes
    name: str
    format: MatrixFormat
    rows: int
    refused: int
    acts: tuple[DisposeComment, ...]


@blueprint.get(f"{IMPORTS}/new")
def new_import(evaluation: UUID) -> Response:
    """The form to choose a file."""
    return _show_form(evaluation, Entered(request.args))


@blueprint.post(f"{IMPORTS}/plan")
def plan_import(evaluation: UUID) -> Response:
    """What each row of the file would do; nothing is done yet."""
    try:
        _allow_file()
    except Invalid as refused:
        return _show_form(evaluation, Entered().refuse(refused), 422)
    entered = Entered(request.form)
    _require_disposing(evaluation)
    actor = acting_for(Permission.DISPOSE, evaluation)
    upload = request.files.get("file")
    content = upload.read() if upload is not None and upload.filename else b""
    try:
        if not content:
            is_there = upload is not None and upload.filename
            raise BadDocument(problem="matrix_empty") if is_there else Missing(field="file")
        taken = read(content, evaluation)
    except Invalid as refused:
        said = _named_otherwise(refused, content, upload.filename if upload is not None else None)
        return _show_form(evaluation, entered.refuse(said), 422)
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        work = review().rehearsal(tx, evaluation, actor)
        require(work.acting, Permission.DISPOSE)
        found = plan(tx, review().door(), reader, evaluation, taken.rows, work)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
    name = upload.filename or "" if upload is not None else ""
    page = render_template(
        "imports/plan.html",
        evaluation=evaluation,
        title=title,
        plan=found,
        name=name,
        seat=actor.seat,
        held=_seal(evaluation, _held(found, taken, content, name)) if found.acts else "",
    )
    return make_response(page)


@blueprint.post(IMPORTS)
def import_matrix(evaluation: UUID) -> Response:
    """Carries out the plan that was looked at."""
    entered = Entered(request.form)
    _require_disposing(evaluation)
    actor = acting_for(Permission.DISPOSE, evaluation)
    held = _opened(evaluation, entered.value("held"))
    command = ImportMatrix(
        evaluation=evaluation,
        fingerprint=held.fingerprint,
        name=held.name,
        format=held.format,
        rows=held.rows,
        refused=held.refused,
        acts=held.acts,
        **command_id(),
    )
    review().do(command, actor)
    said = ngettext("%(num)d row of the file is on record.", "%(num)d rows of the file are on record.", len(held.acts))
    return see_other(url_for("matrix.show_matrix", evaluation=evaluation), said=said)


def _named_otherwise(refused: Invalid, content: bytes, name: str | None) -> Invalid:
    """A text that is called Excel or Word is no table with columns that are missing: it is another kind of file."""
    ending = (name or "").rpartition(".")[2].casefold()
    if not isinstance(refused, BadDocument) or ending not in ("xlsx", "docx") or content.startswith(b"PK"):
        return refused
    return BadDocument(problem="matrix_misnamed", details={"ending": ending}) if content else refused


def _allow_file() -> None:
    """Lets this request be as large as a matrix may be. Raises BadDocument before anything is read."""
    request.max_content_length = LARGEST + MB
    if (request.content_length or 0) > LARGEST + MB:
        raise BadDocument(problem="matrix_too_large", details={"limit": LARGEST // MB})


def _held(found: Plan, taken: Read, content: bytes, name: str) -> Held:
    return Held(
        hashlib.sha256(content).digest(),
        name,
        MatrixFormat(taken.kind.ending),
        len(found.lines),
        len(found.refused),
        found.acts,
    )


def _seal(evaluation: UUID, held: Held) -> str:
    """What only this person can bring back, unchanged and before the next erasure."""
    packed = zlib.compress(msgspec.json.encode(held))
    return base64.b64encode(_mark(evaluation, packed) + packed).decode()


def _mark(evaluation: UUID, packed: bytes) -> bytes:
    return review().vault.digest(evaluation, b"matrix" + current_person().bytes + packed)


def _opened(evaluation: UUID, given: str) -> Held:
    """Raises Stale where it is not what this house sealed for this person."""
    try:
        raw = base64.b64decode(given.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        raise Stale(what="matrix") from None
    mark, packed = raw[:16], raw[16:]
    if not hmac.compare_digest(mark, _mark(evaluation, packed)):
        raise Stale(what="matrix")
    return msgspec.json.decode(zlib.decompressobj().decompress(packed, LARGEST_HELD), type=Held)


def _show_form(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        context = _context(tx, evaluation)
    page = render_template("imports/new.html", evaluation=evaluation, form=entered, limit=LARGEST // MB, **context)
    return make_response(page, status)


def _require_disposing(evaluation: UUID) -> None:
    with review().reading() as tx:
        _context(tx, evaluation)


def _context(tx: Tx, evaluation: UUID) -> dict[str, object]:
    """Raises NotPermitted for whoever deals with no comments."""
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    seats = offered(reader, Permission.DISPOSE)
    if not seats:
        raise NotPermitted(act=Permission.DISPOSE)
    return {"seats": seats, "title": evaluations.one(tx, review().door(), reader, evaluation).title}
