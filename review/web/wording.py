"""A version as a Word file for one reader: the comments that this reader may see, and the answers as replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from review.documents.word.finishing import Remark, Stamp
from review.projections import comments
from review.projections.replies import Reply
from review.web.labels import label
from review.web.links import capitalised
from review.web.printing import Printing
from review.web.translations import gettext, language
from review.web.words import plain

MICRO = 1_000_000
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
DRAFT, VERSION, ROOT, CHANGES = "toetssteen-draft", "toetssteen-version", "toetssteen-root", "toetssteen-changes"
"""Properties by which a copy is known again when it comes back."""
COMMENT_MARK = "T"
"""Before its number, the initials of a comment that we sent out ourselves."""


def iso(moment: int) -> str:
    """A moment as Word writes one."""
    return datetime.fromtimestamp(moment // MICRO, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(it: Printing, changes: str = "") -> Stamp:
    version = it.version
    return Stamp(
        title=f"{it.title} · {it.name}",
        author=it.organisation or "Toetssteen",
        header=label(it.marking.level),
        footer=gettext("%(name)s · fingerprint %(root)s", name=it.name, root=version.root.hex()[:16]),
        page=gettext("page"),
        language=LANGUAGES.get(language(), "nl-NL"),
        properties={
            DRAFT: str(version.draft),
            VERSION: str(version.number),
            ROOT: version.root.hex(),
            **({CHANGES: changes} if changes else {}),
        },
    )


def remarks(said: Sequence[comments.Comment], answers: Mapping[UUID, Sequence[Reply]]) -> list[Remark]:
    """Each comment with what was answered and what was done with it, in threads."""
    found: list[Remark] = []
    for it in said:
        first, mark = len(found), f"{COMMENT_MARK}{it.number}"
        for at, one in enumerate(thread(it, answers.get(it.id, ()))):
            (block, start, end), *more = _places(it)
            done = it.answered_at is not None and it.dissent is None
            parent = None if not at else first
            whose = (one.author, mark, iso(one.at), one.words)
            found.append(Remark(first + at, block, start, end, *whose, parent, done, tuple(more)))
    return found


def _places(it: comments.Comment) -> list[Any]:
    """Block, from and to of every passage; the document as a whole has none."""
    return [(one.block, one.start, one.end) for one in it.anchors] or [(None, None, None)]


class Said(NamedTuple):
    """One voice in a thread."""

    author: str
    at: int
    words: str


def thread(it: comments.Comment, answers: Sequence[Reply]) -> list[Said]:
    """Who says what in a comment, and then in the order in which it was said."""
    found = [Said(plain(one.name), one.at, plain(one.text)) for one in answers]
    if it.disposition is not None and it.disposed_at is not None:
        found.append(Said(plain(it.disposed_by_name) or gettext("The team"), it.disposed_at, _disposed(it)))
    if it.dissent is not None and it.answered_at is not None:
        said = gettext("Objection maintained: %(words)s", words=plain(it.dissent))
        found.append(Said(plain(it.name), it.answered_at, said))
    return [Said(plain(it.name), it.at, comment_words(it)), *sorted(found, key=lambda one: one.at)]


def comment_words(it: comments.Comment) -> str:
    """What a comment says in Word: its words, and the wording that it proposes."""
    proposal = f"\n{gettext('Proposed wording')}: {plain(it.proposal)}" if it.proposal is not None else ""
    return f"{plain(it.text)}{proposal}"


def _disposed(it: comments.Comment) -> str:
    version = gettext("in version %(number)s", number=it.in_version) if it.in_version else ""
    lines = [" · ".join(filter(None, (capitalised(label(it.disposition)) if it.disposition else "", version)))]
    if it.motive is not None:
        lines.append(plain(it.motive))
    if it.evidence is not None:
        lines.append(f"{gettext('Evidence')}: {plain(it.evidence)}")
    return "\n".join(lines)


def words() -> dict[str, str]:
    """What ``growing.document`` names."""
    return {"image": gettext("Image"), "loose": gettext("Notes without a mark in the text")}
