"""The bare words of a piece of Markdown: what stays the same when only white space or markup changes."""

from __future__ import annotations

import re

from review.documents.blocks import split
from review.documents.errors import BadText

_BETWEEN = re.compile(r"[\s|]+")


def plain_words(source: str) -> str:
    """The words that a reader sees, one blank between them; of a table row its cells, of a note its text."""
    try:
        text = " ".join(block.text for block in split(source))
    except BadText:  # a piece out of its context may nest deeper than a whole text may
        text = source
    return _BETWEEN.sub(" ", text).strip()
