"""A text as a tree for the press: plain values and no code, so that nothing in it can be taken for markup.

What the press would refuse is made fit here and counted: a heading that skips a level, a letter without a shape, a
link that leads nowhere on paper. ``Tree.adapted`` says what was done, for the page that tells about the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from review.documents.blocks import Block, note_numbers, parsed
from review.documents.leaves import plain
from review.documents.numbering import Place, margin, places
from review.documents.pdf.letters import breakable, printable
from review.documents.reading import assign

Node = list[Any]
"""``[kind, content, ...]``: the template knows every kind."""

LETTERS, HEADINGS, INSIDE, LINKS, IMAGES = "letters", "headings", "inside", "links", "images"
_FRAMED = {"kader", "box"}
_MARKS = {"em": "em", "strong": "strong", "s": "strike"}
_ALIGNED = {"left", "right", "center"}
_NARROWEST, _WIDEST = 4.0, 30.0


@dataclass(frozen=True, slots=True)
class Tree:
    """``notes`` by the number a reader sees; ``loose`` are notes nothing refers to, which must be seen all the same."""

    blocks: list[Node]
    notes: dict[str, list[Node]]
    loose: list[list[Node]]
    headings: int
    adapted: Mapping[str, int] = field(default_factory=dict)


def tree(blocks: Sequence[tuple[int, Block]], lost: Collection[int] = (), *, basic: bool = False) -> Tree:
    """The tree of a version. ``lost`` are the numbers of blocks whose text is gone; their words say so.

    ``basic`` keeps to the letters of Western Europe.
    """
    whole = parsed("".join(block.source for _, block in blocks))
    numbered, _ = assign(whole.leaves, blocks)
    where = dict(zip((number for number, _ in blocks), places([block for _, block in blocks]), strict=True))
    making = _Making(
        {id(leaf.element): number for number, leaf in numbered}, where, frozenset(lost), note_numbers(whole.env), basic
    )
    made = making.blocks(SyntaxTreeNode(whole.tokens).children)
    return Tree(made, making.notes, making.loose, making.headings, dict(+making.adapted))


@dataclass
class _Making:
    numbers: Mapping[int, int]
    where: Mapping[int, Place]
    lost: frozenset[int]
    shown: Mapping[str, int]  #: what a reader sees for each footnote label
    basic: bool
    notes: dict[str, list[Node]] = field(default_factory=dict)
    loose: list[list[Node]] = field(default_factory=list)
    adapted: Counter[str] = field(default_factory=Counter)
    headings: int = 0
    level: int = 0
    depth: int = 0  #: in lists, quotations and notes
    marked: set[str] = field(default_factory=set)

    # -- blocks

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        made = []
        for node in nodes:
            make = _BLOCKS.get(node.type)
            block = make(self, node) if make is not None else None
            if block is None:
                continue
            number = self._number(node)
            if number in self.lost:
                block = ["lost", block]
            if beside := self._beside(node, number):
                block = ["beside", block, beside]
            made.append(["box", [block]] if self._framed(node) else block)
        return made

    def inside(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        self.depth += 1
        made = self.blocks(nodes)
        self.depth -= 1
        return made

    def _number(self, node: SyntaxTreeNode) -> int | None:
        token = node.nester_tokens.opening if node.nester_tokens else node.token
        return self.numbers.get(id(token)) if token is not None else None

    def _beside(self, node: SyntaxTreeNode, number: int | None) -> str:
        if node.type == "table" and node.children and node.children[0].children:
            number = self._number(node.children[0].children[0])
        return margin(self.where[number]) if number is not None else ""

    def _framed(self, node: SyntaxTreeNode) -> bool:
        return bool(_FRAMED & set(str(node.attrs.get("class", "")).split()))

    def paragraph(self, node: SyntaxTreeNode) -> Node | None:
        only = _only_image(node)
        return self.figure(only) if only is not None else ["par", self.line(node)]

    def figure(self, node: SyntaxTreeNode) -> Node:
        token = node.token
        words = self.text(plain(token)) if token is not None else ""
        self.adapted[IMAGES] += not words
        return ["figure", words]

    def heading(self, node: SyntaxTreeNode) -> Node:
        """Levels begin at 1 and skip none; a heading inside a list or quotation is a line in bold."""
        line = self.line(node) or [["text", "–"]]
        if self.depth:
            self.adapted[INSIDE] += 1
            return ["par", [["strong", line]]]
        wanted = int(node.tag[1:])
        self.level = min(wanted, self.level + 1)
        self.adapted[HEADINGS] += self.level != wanted
        self.headings += 1
        return ["heading", line, self.level]

    def bullets(self, node: SyntaxTreeNode) -> Node:
        return ["bullets", [self.item(one) for one in node.children]]

    def numbers_of(self, node: SyntaxTreeNode) -> Node:
        pattern = f"{node.attrs.get('type', '1')}."
        return ["numbers", [self.item(one) for one in node.children], int(node.attrs.get("start", 1)), pattern]

    def item(self, node: SyntaxTreeNode) -> list[Node]:
        made = self.inside(node.children)
        number = self._number(node)
        if number is None:
            return made
        if number in self.lost:
            made = [["lost", ["group", made]]]
        return [["beside", ["group", made], beside]] if (beside := self._beside(node, number)) else made

    def quotation(self, node: SyntaxTreeNode) -> Node:
        return ["quote", self.inside(node.children)]

    def verbatim(self, node: SyntaxTreeNode) -> Node:
        return ["verbatim", self.text(node.content.rstrip("\n"))]

    def rule(self, _node: SyntaxTreeNode) -> Node:
        return ["rule", 0]

    def terms(self, node: SyntaxTreeNode) -> Node:
        pairs: list[list[Any]] = []
        for child in node.children:
            if child.type == "dt":
                pairs.append([self.line(child), []])
            elif pairs:
                pairs[-1][1] += self.inside(child.children)
        return ["terms", pairs]

    def table(self, node: SyntaxTreeNode) -> Node:
        rows = [row for part in node.children for row in part.children]
        cells = [[self.line(cell) for cell in row.children] for row in rows]
        heads = rows[0].children
        aligned = [_aligned(cell) for cell in heads]
        longest = [max(_length(row[at]) for row in cells if at < len(row)) for at in range(len(heads))]
        widths = [max(_NARROWEST, min(_WIDEST, length**0.5)) for length in longest]
        return ["table", cells[0], cells[1:], widths, aligned]

    def note(self, node: SyntaxTreeNode) -> None:
        """Notes stand where they are referred to: kept aside by number."""
        label = node.meta["label"]
        number = self.shown.get(label)
        made = self.inside(node.children)
        if self._number(node) in self.lost:
            made = [["lost", ["group", made]]]
        if number is None or str(number) in self.notes:
            self.loose.append(made)
        else:
            self.notes[str(number)] = made

    # -- lines

    def line(self, node: SyntaxTreeNode) -> list[Node]:
        made: list[Node] = []
        for child in node.children:
            if child.type == "inline":
                made += self.line(child)
                continue
            piece = self.piece(child)
            if piece is None:
                continue
            if piece[0] == "text" and made and made[-1][0] == "text":
                made[-1][1] += piece[1]
            else:
                made.append(piece)
        return made

    def piece(self, node: SyntaxTreeNode) -> Node | None:
        match node.type:
            case "text" | "text_special":
                return ["text", self.text(node.content)]
            case "softbreak":
                return ["text", " "]
            case "hardbreak":
                return ["break", 0]
            case "code_inline":
                return ["code", self.text(node.content)]
            case "em" | "strong" | "s":
                return [_MARKS[node.type], self.line(node)]
            case "link":
                return self.link(node)
            case "image":
                return ["picture", self.figure(node)[1]]
            case "footnote_ref":
                return self.mark(node)
        return None

    def link(self, node: SyntaxTreeNode) -> Node:
        target, line = str(node.attrs["href"]), self.line(node)
        if target.startswith("#") or not target.isascii() or len(target) > 1000:
            self.adapted[LINKS] += 1
            return ["group", line]
        return ["link", line or [["text", target]], target]

    def mark(self, node: SyntaxTreeNode) -> Node:
        """The note stands under the page of its first mark; later marks only carry its number."""
        number = str(self.shown.get(node.meta["label"], 0))
        first = number not in self.marked
        self.marked.add(number)
        return ["note" if first else "again", number]

    def text(self, words: str) -> str:
        shown, lost = printable(words.replace("\t", " "), basic=self.basic)
        self.adapted[LETTERS] += lost
        return breakable(shown)


_BLOCKS: dict[str, Callable[[_Making, SyntaxTreeNode], Node | None]] = {
    "paragraph": _Making.paragraph,
    "heading": _Making.heading,
    "bullet_list": _Making.bullets,
    "ordered_list": _Making.numbers_of,
    "blockquote": _Making.quotation,
    "fence": _Making.verbatim,
    "code_block": _Making.verbatim,
    "front_matter": _Making.verbatim,
    "hr": _Making.rule,
    "table": _Making.table,
    "dl": _Making.terms,
    "footnote_reference": _Making.note,
}


def _only_image(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    line = node.children[0].children if node.children else []
    said = [one for one in line if one.type != "text" or one.content.strip()]
    return said[0] if len(said) == 1 and said[0].type == "image" else None


def _aligned(cell: SyntaxTreeNode) -> str:
    style = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return style if style in _ALIGNED else "left"


def _length(line: Sequence[Node]) -> int:
    words = [piece[1] for piece in line if piece[0] != "break"]
    return sum(len(one) if isinstance(one, str) else _length(one) for one in words)
