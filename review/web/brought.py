"""A Word file that somebody brought: read once, and kept for its bringer until it is submitted."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec
from flask import request
from werkzeug.datastructures import FileStorage

from review.documents.blocks import normalise, split
from review.documents.errors import BadText
from review.documents.word.drafting import draft_from, is_word
from review.documents.word.errors import NotWord, WordTooLarge
from review.documents.word.losses import Loss, decoded
from review.documents.word.package import MAX_FILE, MB
from review.domain import texts
from review.domain.acts import Lost, Reader
from review.domain.drafts import VersionSubmitted
from review.domain.errors import BadDocument, Unknown
from review.domain.visibility import reads_partly
from review.domain.vocabulary import Capacity
from review.projections import assignments, drafts
from review.projections.schema import Tx
from review.web.freezing import freeze_of
from review.web.session import current_person, review
from review.web.translations import gettext

DRAFT = "draft"
ROOM = 1 * MB  #: for the other fields of the form
WORD = (".docx", ".docm", ".dotx", ".doc", ".dot")
UNREAD = (".odt", ".ott", ".rtf", ".pdf", ".pages")
MARKS = {b"%PDF-": ".pdf", b"{\\rtf": ".rtf"}
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """A draft with the answers of the form it came with: out of Word, or a text, which has no ``original``."""

    name: str
    fields: dict[str, str]
    original: bytes
    markdown: str
    losses: tuple[Loss, ...]

    @property
    def is_word(self) -> bool:
        return bool(self.original)

    @property
    def fingerprint(self) -> str:
        """Of the Word file; of a text where it is none."""
        return hashlib.sha256(self.original or self.markdown.encode()).hexdigest()


def allow_file() -> None:
    """Lets this request be as large as a Word file may be. Raises BadDocument before anything is read."""
    request.max_content_length = MAX_FILE + ROOM
    if (request.content_length or 0) > MAX_FILE + ROOM:
        raise refused(WordTooLarge(limit=MAX_FILE // MB))


def file_name(upload: FileStorage | None) -> str:
    """What the file is called, for whoever brought it."""
    given = (upload.filename or "") if upload is not None else ""
    return (texts.optional(given.replace("\\", "/").rpartition("/")[2][:200], "file") or "")[:120]


def refused(error: BadText) -> BadDocument:
    return BadDocument(problem=error.problem, line=error.line, details=error.parameters)


def require_as_named(name: str, content: bytes) -> None:
    """What is called a Word file is one, and what is no text is not read as one: its marks would become the document.

    Raises BadDocument.
    """
    if is_word(content) and not name.casefold().endswith(UNREAD):
        return  # it is opened, and says itself what is wrong with it
    ending = next((one for one in (*WORD, *UNREAD) if name.casefold().endswith(one)), "")
    ending = ending or next((one for mark, one in MARKS.items() if content.startswith(mark)), "")
    if ending == ".docx":
        raise refused(NotWord())
    if ending:
        raise BadDocument(problem="not_as_named", details={"ending": ending})


def bring(evaluation: UUID, content: bytes, name: str, fields: Mapping[str, str]) -> UUID:
    """Reads a Word file or a text and keeps what was read for a day; answers the key to it. Raises BadDocument."""
    try:
        if is_word(content):
            draft = draft_from(content, picture=gettext("Image"))
            original, markdown, losses = content, draft.markdown, draft.losses
        else:
            original, markdown, losses = b"", normalise(content), ()
            split(markdown)
    except BadText as error:
        raise refused(error) from error
    kept = Brought(name=name, fields=dict(fields), original=original, markdown=markdown, losses=losses)
    return review().uploads.keep(evaluation, current_person(), DRAFT, msgspec.json.encode(kept).decode())


def brought(evaluation: UUID, key: UUID) -> Brought:
    """What this person brought. Raises Unknown."""
    found = review().uploads.find(evaluation, current_person(), DRAFT, key)
    if found is None:
        raise Unknown(what="upload")
    return msgspec.json.decode(found, type=Brought)


@dataclass(frozen=True)
class Original:
    """The file a version came in as; ``content`` None where it was erased."""

    content: bytes | None
    losses: tuple[Loss, ...]

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.content or b"").hexdigest()


def original_of(tx: Tx, reader: Reader, version: drafts.Version) -> Original | None:
    """The Word file of a version with what it could not carry; None where it came as text, or reading is frozen."""
    own = reader.has(Capacity.EXTERNAL_RESEARCHER) and assignments.is_own(tx, reader.person, version.draft)
    frozen = freeze_of(version.root, reader) is not None
    if version.format == "markdown" or frozen or (reads_partly(reader) and not own):
        return None
    event = review().record(tx, version.evaluation, version.position).event
    if not isinstance(event, VersionSubmitted) or event.original is None:
        return None
    words = review().door().open_all([event.original, event.losses], reader)
    file, losses = words[event.original], words[event.losses]
    content = None if isinstance(file, Lost) else base64.b64decode(file)
    return Original(content, decoded(losses) if isinstance(losses, str) else ())
