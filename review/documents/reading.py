"""A version as HTML to read: every block addressed by its number, with a slot for what the page adds beside it.

The text is parsed once as a whole, so that footnotes and reference links work across blocks. What is made here
depends on the text and the labels only: it can be kept, and the page fills the slots at answer time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from markdown_it.token import Token

from review.documents.blocks import Block, Parsed, lines_of, note_numbers, parsed
from review.documents.elements import LABELS, opening, slot, to_html
from review.documents.leaves import Leaf
from review.documents.sanitising import clean

_SLOT = re.compile(r'<span data-slot="(\d+)"></span>')
_ALIGNED = {"text-align:left": "left", "text-align:right": "right", "text-align:center": "centre"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for the table of contents; ``number`` is its block's."""

    level: int
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Rendering:
    """``segments`` alternates safe HTML and block numbers: the slot at the end inside that block's element."""

    segments: list[str | int] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    notes: int = 0
    tables: int = 0


def render(
    blocks: Sequence[tuple[int, Block]], labels: Mapping[str, str] | None = None, text: Parsed | None = None
) -> Rendering:
    """The reading text of a version; ``labels`` translates ``elements.LABELS``, ``text`` is theirs if it is at hand.

    The blocks are normally those of ``split``; any other run of whole lines works too, and each block still gets one
    element with its id, be it an empty one at the end.
    """
    text = text or parsed("".join(block.source for _, block in blocks))
    tokens, env = text.tokens, text.env
    numbered, lost = assign(text.leaves, blocks)
    env["labels"] = {**LABELS, **(labels or {})}
    marks = _dress(tokens)
    for number, leaf in numbered:
        _address(leaf, number)
    body, notes = _take_notes(tokens)
    body += _list_notes(notes, numbered, env, marks)
    html = to_html(body, env) + "".join(f"{opening('div', 'front', n)}{slot(n)}</div>\n" for n in lost)
    return Rendering(
        segments=_cut(clean(html)),
        headings=[Heading(leaf.level, leaf.text, n) for n, leaf in numbered if leaf.kind == "heading"],
        notes=sum(leaf.kind == "footnote" for _, leaf in numbered),
        tables=env.get("tables", 0),
    )


def plain_html(rendering: Rendering) -> str:
    """The HTML with empty slots left out."""
    return "".join(segment for segment in rendering.segments if isinstance(segment, str))


def _cut(html: str) -> list[str | int]:
    return [int(part) if at % 2 else part for at, part in enumerate(_SLOT.split(html))]


def assign(leaves: list[Leaf], blocks: Sequence[tuple[int, Block]]) -> tuple[list[tuple[int, Leaf]], list[int]]:
    """Which leaf carries which number, by the lines they begin on; and the numbers of blocks that show nothing."""
    begins = [0, *accumulate(len(lines_of(block.source)) for _, block in blocks)][: len(blocks)]
    first: dict[int, Leaf] = {}
    for leaf in leaves:
        first.setdefault(bisect_right(begins, leaf.line) - 1, leaf)
    numbered = [(blocks[at][0], leaf) for at, leaf in first.items()]
    return numbered, [number for at, (number, _) in enumerate(blocks) if at not in first]


def _dress(tokens: list[Token]) -> dict[str, list[int]]:
    """Headings one level down, alignment as a class, terms in groups; and which marks refer to each footnote."""
    marks: dict[str, list[int]] = {}
    terms: list[int] = []
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1:]) + 1, 6)}"
        elif token.type in ("th_open", "td_open"):
            _align(token)
        elif token.type == "dl_open":
            terms.append(0)
        elif token.type == "dl_close":
            terms.pop()
        elif token.type == "dt_open":
            token.meta["later"] = terms[-1] > 0
            terms[-1] += 1
        elif token.type == "inline":
            _mark_notes(token, marks)
    return marks


def _align(token: Token) -> None:
    style = str(token.attrs.pop("style", ""))
    if style in _ALIGNED:
        token.attrSet("class", _ALIGNED[style])
    if token.type == "th_open":
        token.attrSet("scope", "col")


def _mark_notes(inline: Token, marks: dict[str, list[int]]) -> None:
    for child in inline.children or ():
        if child.type == "footnote_ref":
            marks.setdefault(child.meta["label"], []).append(child.meta["subId"])


def _address(leaf: Leaf, number: int) -> None:
    leaf.element.meta["block"] = number
    leaf.element.attrSet("id", f"b{number}")
    leaf.element.attrSet("data-b", str(number))
    if leaf.inline is not None and leaf.inline.children is not None:
        leaf.inline.children.append(Token("slot", "", 0, meta={"block": number}))


def _take_notes(tokens: list[Token]) -> tuple[list[Token], list[tuple[Token, list[Token]]]]:
    """The text without its footnotes, and the footnotes wherever they were written."""
    body: list[Token] = []
    notes: list[tuple[Token, list[Token]]] = []
    into = [body]
    for token in tokens:
        if token.type == "footnote_reference_open":
            notes.append((token, []))
            into.append(notes[-1][1])
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    return body, notes


def _list_notes(
    notes: list[tuple[Token, list[Token]]],
    numbered: list[tuple[int, Leaf]],
    env: dict[str, Any],
    marks: dict[str, list[int]],
) -> list[Token]:
    """The notes in the order of their marks, then those nothing refers to: what was written must be seen."""
    shown = note_numbers(env)
    inlines = {id(leaf.element): leaf.inline for _, leaf in numbered}
    first: dict[int, tuple[Token, list[Token]]] = {}
    loose: list[tuple[Token, list[Token]]] = []
    for token, content in notes:
        number = shown.get(token.meta["label"])
        if number is None or number in first:
            loose.append((token, content))
        else:
            first[number] = (token, content)
    env["note_blocks"] = {token.meta["label"]: token.meta.get("block") for token, _ in first.values()}
    out: list[Token] = []
    for number, (token, content) in sorted(first.items()):
        back = Token("backrefs", "", 0)
        occurrences = marks.get(token.meta["label"], [])
        back.meta = {"number": number, "block": token.meta.get("block"), "occurrences": occurrences}
        out += _note(token, content, inlines.get(id(token)), back if back.meta["block"] is not None else None)
    rest = [part for token, content in loose for part in _note(token, content, inlines.get(id(token)), None)]
    return _section(out, "ol", False) + _section(rest, "ul", True)


def _section(content: list[Token], tag: str, loose: bool) -> list[Token]:
    if not content:
        return []
    meta = {"loose": loose}
    return [Token("notes_open", tag, 1, meta=meta), *content, Token("notes_close", tag, -1)]


def _note(token: Token, content: list[Token], inline: Token | None, back: Token | None) -> list[Token]:
    """One note as a list item; what leads back stands before the slot, at the end of its first paragraph."""
    ends: list[Token] = []
    if inline is not None and inline.children is not None:
        if back is not None:
            inline.children.insert(len(inline.children) - 1, back)
    else:
        ends = [part for part in (back, Token("slot", "", 0, meta=dict(token.meta))) if part is not None]
    return [Token("note_open", "li", 1, meta=dict(token.meta)), *content, *ends, Token("note_close", "li", -1)]
