"""What stands in a Word file of ours and not in the text: the styles by which it is known, and how its numbers are
taken out of a file that comes back, whatever program wrote it since."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.documents.word.package import Element, Package, attribute, local

ADDED = "ToetssteenExtra"
"""The style of words that are not of the text; whoever reads the file back skips them."""
NUMBER = "Alineanummer"
"""The style of the number of a passage, which ends with ``AFTER``: words typed behind it are words of the text."""
AFTER = "\u2002"

_PART = r"(?:\d{1,3}|[A-Z]|[IVXLC]+)"
_SECTION = rf"{_PART}(?:\.{_PART})*"
_NUMBER = re.compile(rf"(?:T\d+(?:-\d+)?|(?:{_SECTION}-)?•?\d+|{_SECTION})\Z")


def styled(package: Package, name: str) -> frozenset[str]:
    """The ids of the character style of that name; a program that saves a file may give a style another id."""
    found = {name}
    for part in package.named("styles"):
        for style in package.tree(part).iterchildren("{*}style"):
            called = style.find("{*}name")
            if called is not None and attribute(called, "val") == name:
                found.add(attribute(style, "styleId") or name)
    return frozenset(found)


def in_style(run: Element, ids: frozenset[str]) -> bool:
    style = run.find("{*}rPr/{*}rStyle")
    return style is not None and attribute(style, "val") in ids


def take_numbers(tree: Element, package: Package) -> None:
    """Takes our numbers out of a text and leaves what somebody typed in their style."""
    ids = styled(package, NUMBER)
    for paragraph in tree.iter("{*}p"):
        texts = list(_texts(paragraph, ids))
        words = "".join(one.text or "" for one in texts)
        if words:
            start, end = _numbered(words)
            _cut(texts, start, end)


def _texts(paragraph: Element, ids: frozenset[str]) -> Iterator[Element]:
    """The texts in the style of a number; a tracked insertion is somebody's, never ours."""
    for run in paragraph.iter("{*}r"):
        if in_style(run, ids) and not any(local(one) in ("ins", "moveTo") for one in run.iterancestors()):
            yield from (one for one in run if local(one) in ("t", "delText"))


def _numbered(words: str) -> tuple[int, int]:
    """From where to where our number stands in words of its style."""
    before, sign, _ = words.partition(AFTER)
    if not sign:
        before = words.split()[0] if words.split() else ""
    found = _NUMBER.search(before)
    start = found.start() if found else 0
    return start, len(before) + len(sign) if found or sign else 0


def _cut(texts: list[Element], start: int, end: int) -> None:
    at = 0
    for one in texts:
        words = one.text or ""
        left, right = max(0, start - at), max(0, min(len(words), end - at))
        one.text = words[:left] + words[right:] if left < right else words
        at += len(words)
