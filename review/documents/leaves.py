"""Where the blocks of a text begin: one walk over the tokens that splitting and rendering share.

A leaf is what a reader can point at: a heading, a paragraph, the text of a list item, a table row, a fence, a
definition, a footnote, a rule. Both callers see the same leaves, so a block's number reaches the right element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from review.domain.anchors import NOTE_MARK

_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(slots=True)
class Leaf:
    """``element`` gets the block's id; the slot goes to the end of ``inline``, or of the element where it is None."""

    kind: str
    line: int  #: from 0
    level: int
    text: str
    element: Token
    inline: Token | None
    note: Token | None = None  #: the innermost footnote it stands in
    marks: list[int] = field(default_factory=list)  #: the numbers of the footnote marks in ``text``, in order


@dataclass(slots=True)
class _Open:
    token: Token
    line: int
    leaves: int = 0
    after: str = ""  #: the type of the child that closed last


@dataclass(slots=True)
class _Walk:
    leaves: list[Leaf] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    begun: _Open | None = None  #: the outermost container that opened since the last leaf
    row: Leaf | None = None
    notes: list[Token] = field(default_factory=list)  #: the footnotes that are open, innermost last
    depth: int = 0  #: in lists

    def add(self, leaf: Leaf) -> Leaf:
        if self.begun is not None:
            leaf.line = min(leaf.line, self.begun.line)
        self.begun = None
        for open_ in self.stack:
            open_.leaves += 1
        leaf.note = self.notes[-1] if self.notes else None
        last = self.leaves[-1] if self.leaves else None
        if last is not None and leaf.line <= last.line:
            if not last.text:
                last.text, last.marks = leaf.text, leaf.marks
            if leaf.note is last.note:
                last.inline = last.inline or leaf.inline
            return last
        self.leaves.append(leaf)
        return leaf


def plain(token: Token) -> str:
    """The text a reader sees; a footnote's mark is one ``NOTE_MARK``."""
    children = token.children or ()
    if len(children) == 1 and children[0].type == "text":
        return children[0].content
    return "".join(_plain(token))


def _plain(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "image":
            yield from _plain(child)
        elif child.type == "footnote_ref":
            yield NOTE_MARK


def marks_in(token: Token) -> list[int]:
    """The numbers that readers see at the footnote marks of ``plain(token)``, in order."""
    found: list[int] = []
    for child in token.children or ():
        if child.type == "footnote_ref":
            found.append(child.meta["id"] + 1)
        elif child.type == "image":
            found += marks_in(child)
    return found


def find_leaves(tokens: list[Token]) -> list[Leaf]:
    """The leaves in source order, every one on a line of its own; unhides paragraphs that need an element."""
    walk = _Walk()
    for token in tokens:
        if token.nesting == 1:
            _enter(walk, token)
        elif token.nesting == -1:
            _leave(walk, token)
        elif token.type == "inline":
            _inline(walk, token)
        elif token.type in ("fence", "code_block", "hr", "front_matter"):
            kind = {"hr": "rule", "front_matter": "front"}.get(token.type, "fence")
            walk.add(Leaf(kind, _line(token), walk.depth, token.content.removesuffix("\n"), token, None))
    return walk.leaves


def _line(token: Token, otherwise: int = 0) -> int:
    own = token.map[0] if token.map else otherwise
    return int(token.meta.get("from", own))


def _enter(walk: _Walk, token: Token) -> None:
    line = _line(token, walk.stack[-1].line if walk.stack else 0)
    open_ = _Open(token, line)
    if walk.begun is None and (token.map or "from" in token.meta):
        walk.begun = open_
    if token.type == "footnote_reference_open":
        leaf = Leaf("footnote", line, 0, "", token, None)
        if walk.add(leaf) is leaf:
            leaf.note = token
        walk.notes.append(token)
    walk.depth += token.type in _LISTS
    walk.stack.append(open_)
    if token.type == "tr_open":
        walk.row = walk.add(Leaf("row", line, 0, "", token, None))


def _leave(walk: _Walk, token: Token) -> None:
    open_ = walk.stack.pop()
    token.hidden = open_.token.hidden
    if walk.begun is open_:
        walk.begun = None
    if walk.stack:
        walk.stack[-1].after = token.type
    walk.depth -= open_.token.type in _LISTS
    if token.type == "tr_close":
        walk.row = None
    elif token.type == "footnote_reference_close":
        walk.notes.pop()


def _inline(walk: _Walk, token: Token) -> None:
    if walk.row is not None:
        first = walk.row.inline is None
        walk.row.text = plain(token) if first else f"{walk.row.text}\t{plain(token)}"
        walk.row.marks += marks_in(token)
        walk.row.inline = token
        return
    parent = walk.stack[-1]
    around = walk.stack[-2] if len(walk.stack) > 1 else None
    if _continues(walk, parent, around, token):
        return
    kind, element = _kind(parent, around, token)
    level = int(parent.token.tag[1:]) if kind == "heading" else walk.depth
    leaf = Leaf(kind, _line(parent.token, _line(token)), level, plain(token), element, token, marks=marks_in(token))
    walk.add(leaf)


def _continues(walk: _Walk, parent: _Open, around: _Open | None, token: Token) -> bool:
    """A footnote's first paragraph belongs to the footnote, a term's first description to the definition."""
    last = walk.leaves[-1] if walk.leaves else None
    if last is None or around is None or around.after or parent.token.type != "paragraph_open":
        return False
    if around.token.type == "footnote_reference_open" and last.element is around.token and last.inline is None:
        last.text, last.inline, walk.begun = plain(token), token, None
        last.marks += marks_in(token)
        return True
    if around.token.type == "dd_open" and walk.stack[-3].after == "dt_close" and last.element.type == "dt_open":
        last.text, last.inline, walk.begun = f"{last.text}\t{plain(token)}", token, None
        last.marks += marks_in(token)
        return True
    return False


def _kind(parent: _Open, around: _Open | None, token: Token) -> tuple[str, Token]:
    """The kind of the leaf and the element that carries its id."""
    if parent.token.type == "heading_open":
        return "heading", parent.token
    if parent.token.type == "dt_open":
        return "definition", parent.token
    holder = around.token.type if around else ""
    first = around is not None and around.leaves == 0 and holder in ("list_item_open", "dd_open")
    element = parent.token
    if element.hidden and around is not None and first:
        element = around.token
    else:
        element.hidden = False
    children = [child for child in token.children or () if child.type != "text" or child.content.strip()]
    if len(children) == 1 and children[0].type == "image":
        return "image", element
    if first:
        return ("item" if holder == "list_item_open" else "definition"), element
    return {"blockquote_open": "quote", "footnote_reference_open": "footnote"}.get(holder, "paragraph"), element
