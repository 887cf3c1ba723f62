"""The second wall behind the parser: only these elements, attributes and values leave this room as HTML."""

from __future__ import annotations

import re

import nh3

from review.documents.markdown import CLASSES

_OWN_CLASSES = CLASSES | {
    "backref",
    "centre",
    "code",
    "figure",
    "footnote",
    "footnotes",
    "footnote-ref",
    "front",
    "left",
    "loose",
    "right",
    "rule",
    "table",
    "term",
    "change",
    "del",
    "edit",
    "ins",
    "move",
    "same",
    "markup",
    "visually-hidden",
}
_VALUES = {
    "id": re.compile(r"b\d+(-ref\d+)?"),
    "data-b": re.compile(r"\d+"),
    "data-slot": re.compile(r"\d+"),
    "href": re.compile(r"(https?://|mailto:|#).*", re.IGNORECASE | re.DOTALL),
    "start": re.compile(r"\d{1,9}"),
    "type": re.compile(r"[1aAiI]"),
    "scope": re.compile(r"col"),
    "role": re.compile(r"region"),
    "tabindex": re.compile(r"0"),
    "rel": re.compile(r"noopener noreferrer"),
    "aria-label": re.compile(r".*", re.DOTALL),
}
_ADDRESSED = {"id", "data-b", "class"}


def _keep(_element: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return " ".join(name for name in value.split() if name in _OWN_CLASSES) or None
    pattern = _VALUES.get(attribute)
    return value if pattern is not None and pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags={
        *("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "br"),
        *("table", "thead", "tbody", "tr", "th", "td", "pre", "code", "em", "strong", "a", "sup"),
        *("div", "section", "span", "ins", "del"),
    },
    clean_content_tags={"script", "style"},
    attributes={
        **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "dd", "pre", "table"), _ADDRESSED),
        **{name: {"class"} for name in ("blockquote", "ul", "dl", "td", "sup", "ins", "del")},
        "ol": {"class", "start", "type"},
        "th": {"class", "scope"},
        "div": {*_ADDRESSED, "role", "tabindex", "aria-label"},
        "section": {"class", "aria-label"},
        "span": {"class", "data-slot"},
        "a": {"href", "id", "class", "aria-label"},
    },
    attribute_filter=_keep,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def clean(html: str) -> str:
    """The same HTML without anything that is not on the list."""
    return _CLEANER.clean(html)
