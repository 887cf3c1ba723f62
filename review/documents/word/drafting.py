"""A draft out of Word: Markdown of our dialect, and what could not be carried. Nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from review.documents.blocks import normalise, split
from review.documents.errors import EmptyText
from review.documents.word import pandoc
from review.documents.word.losses import Loss, LossKind, told
from review.documents.word.package import open_package, packed
from review.documents.word.plainer import Plainer
from review.documents.word.survey import Survey, survey, words_of

STEPS = ("checked", "surveyed", "read", "written", "compared")
"""What is told on the way, in this order."""

PICTURE = "Afbeelding"  #: documents are Dutch unless their reader says otherwise


@dataclass(frozen=True, slots=True)
class WordDraft:
    markdown: str
    losses: tuple[Loss, ...]


def is_word(content: bytes) -> bool:
    """Whether a file claims to be a Word file, or a package of that kind."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def draft_from(
    content: bytes, *, picture: str = PICTURE, tell: Callable[[str], object] = lambda _step: None
) -> WordDraft:
    """The draft in a .docx. ``picture`` names a picture without description. Raises a BadText."""
    package = open_package(content)
    tell("checked")
    it = survey(package)
    if not it.expected:
        raise EmptyText()
    tell("surveyed")
    plainer = Plainer(picture)
    plain = plainer.document(pandoc.tree(packed(it.parts, package.others), "docx"))
    tell("read")
    markdown = normalise(pandoc.written(plain, pandoc.DIALECT))
    tell("written")
    _compare(it, markdown)
    tell("compared")
    return WordDraft(markdown, told(it.counts + plainer.counts, it.words))


def _compare(it: Survey, markdown: str) -> None:
    """Every word of the Word file that the Markdown lacks is a loss, whatever the reason."""
    found = Counter(word for block in split(markdown) for word in words_of(block.text))
    lost = it.expected - found
    if lost:
        it.add(LossKind.WORDS, " ".join(word for word in it.expected if word in lost), lost.total())
