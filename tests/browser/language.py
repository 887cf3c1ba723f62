"""Words that belong to one language only, so that a page can be searched for what nobody translated.

The words come from the catalogues themselves: what stands in English messages and never in Dutch ones is English, and
the other way round. What people wrote in the demonstration counts for neither.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from review import demo
from review.demo.play import SCRIPTS
from review.web.translations import FOLDER

WRITTEN = (
    ".doc, .said, .quote, blockquote, .words, .changed-passage, .diff, pre, code, .hash, [lang]:not(html), bdi,"
    " datalist, select[name=block], select[name=source], select[name=origin], select[name=target], .quoted,"
    " .pointing textarea"
)
"""Where documents, comments and proofs stand."""
TEXTS = """written => {
    const found = [];
    const apart = node => node.nodeType === Node.TEXT_NODE ? NodeFilter.FILTER_ACCEPT
        : node.matches(written + ', script, style, noscript') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, apart);
    while (walker.nextNode()) found.push(walker.currentNode.data);
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
        if (one.closest(written)) continue;
        for (const name of ['aria-label', 'title', 'placeholder']) found.push(one.getAttribute(name) ?? '');
    }
    return found.concat(document.title);
}"""
WORD = re.compile(r"[^\W\d]+(?:_[^\W\d]+)*")
VARIABLE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
SEAM = re.compile(r": | · | – ")
"""Where the product's own words and what somebody wrote meet in one line."""
SHORTEST = 2


def foreign_words(page: Page, language: str) -> list[str]:
    """Words on this page that belong to the other language, each with the text around it."""
    return [fault for text in page.evaluate(TEXTS, WRITTEN) for fault in _foreign(" ".join(text.split()), language)]


@cache
def _foreign(plain: str, language: str) -> tuple[str, ...]:
    other = only("en") if language == "nl" else only("nl")

    def strange(text: str) -> list[str]:
        return [word for word in WORD.findall(text) if word.lower() in other or "_" in word]

    if not strange(plain):  # as nearly always; what people wrote is long to look through
        return ()
    return tuple(f"{word}: {plain[:80]}" for part in _parts(plain) for word in strange(part))


def _parts(plain: str) -> list[str]:
    """What of a text the product says itself: whole, or beside what somebody wrote in the demonstration."""
    if plain.strip("…. ") in _written():
        return []
    return [part for part in SEAM.split(plain) if part.strip("…. ") not in _written()]


@cache
def only(language: str) -> frozenset[str]:
    """Words that stand in messages of this language and nowhere else."""
    english, dutch = _messages()
    mine, others = (english, dutch) if language == "en" else (dutch, english)
    return frozenset(word for word in mine - others - _demo_words() if len(word) >= SHORTEST)


@cache
def _messages() -> tuple[frozenset[str], frozenset[str]]:
    english: set[str] = set()
    dutch: set[str] = set()
    for file in sorted((FOLDER / "nl").glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream):
                english |= _words(message.id)
                dutch |= _words(message.string)
    return frozenset(english), frozenset(dutch)


def _words(messages: str | tuple[str, ...] | list[str]) -> set[str]:
    texts = [messages] if isinstance(messages, str) else messages
    return {word.lower() for text in texts for word in WORD.findall(VARIABLE.sub(" ", text))}


@cache
def _demo_words() -> frozenset[str]:
    """Names and codes stand in the middle of sentences of both languages."""
    return frozenset(word.lower() for one in _plays()[0]["people"] for word in WORD.findall(" ".join(one.values())))


@cache
def _written() -> str:
    """Everything that people wrote in the demonstration, to look texts up in."""
    folder = Path(demo.__path__[0])
    files = [file.read_text("utf-8") for file in sorted(folder.rglob("*.md"))]
    return " ".join(" ".join([*files, *_strings(_plays())]).split())


def _plays() -> list[dict[str, Any]]:
    return [tomllib.loads((Path(demo.__path__[0]) / name).read_text("utf-8")) for name in SCRIPTS]


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []
