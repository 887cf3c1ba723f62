"""A version as a document tree for pandoc: every block known by its number, marks and changes set into its words.

Made of the same tokens as the reading page, so a block here is a block there, and an offset counts the same characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from review.documents.blocks import Block, note_numbers, parsed
from review.documents.leaves import plain
from review.documents.numbering import margin, places
from review.documents.reading import assign
from review.documents.word.additions import ADDED, AFTER, NUMBER
from review.documents.word.setting import ATTR, Gone, Mark, Node, Wrap, cell_of, dressed, length, span, text, verbatim

PANDOC = [1, 23, 1]
LETTERS = {"a": "LowerAlpha", "A": "UpperAlpha", "i": "LowerRoman", "I": "UpperRoman"}


def bookmark(block: int) -> str:
    """The name of a block in a Word file."""
    return f"b{block:06d}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set into the words, by block; ``gone`` are blocks of an older version by the block that they followed."""

    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    cuts: Mapping[int, Sequence[Mark]] = field(default_factory=dict)
    wraps: Mapping[int, Sequence[Wrap]] = field(default_factory=dict)
    gone: Mapping[int, Sequence[Gone]] = field(default_factory=dict)


def document(blocks: Sequence[tuple[int, Block]], setting: Setting, words: Mapping[str, str]) -> Node:
    """The tree of a version. ``words`` names a picture (``image``) and the notes that nothing refers to (``loose``)."""
    whole = parsed("".join(block.source for _, block in blocks))
    numbered, _ = assign(whole.leaves, blocks)
    numbers = {id(leaf.element): number for number, leaf in numbered}
    where = zip((number for number, _ in blocks), places([block for _, block in blocks]), strict=True)
    beside = {number: margin(place) for number, place in where if place.kind != "row" or not place.n}
    growing = _Growing(numbers, setting, words, note_numbers(whole.env), beside)
    roots = SyntaxTreeNode(whole.tokens).children
    growing.keep_notes(roots)
    first = [made for one in setting.gone.get(0, ()) for made in one.paragraphs]
    made = [*first, *growing.chapters(roots), *growing.loose()]
    return {"pandoc-api-version": PANDOC, "meta": {}, "blocks": made}


@dataclass
class _Growing:
    numbers: Mapping[int, int]
    setting: Setting
    words: Mapping[str, str]
    shown: Mapping[str, int]  #: what a reader sees for each footnote label
    beside: Mapping[int, str]  #: the number of each block as people call it
    notes: dict[str, SyntaxTreeNode] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    met: list[int] = field(default_factory=list)  #: the blocks made since the last chapter piece
    places: dict[int, int] = field(default_factory=dict)  #: a note's node to the block of the note
    in_note: bool = False
    told: set[int] = field(default_factory=set)  #: the blocks behind which what is gone has been set

    def keep_notes(self, nodes: Sequence[SyntaxTreeNode]) -> None:
        for node in nodes:
            if node.type == "footnote_reference":
                self.notes.setdefault(node.meta["label"], node)
            else:
                self.keep_notes(node.children)

    def chapters(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Node]:
        """The pieces of the text, each followed by what an older version had behind it."""
        for node in nodes:
            self.met.clear()
            yield from self._block(node)
            yield from self._gone(0)

    def _gone(self, since: int) -> Iterator[Node]:
        """What stood behind the blocks that were made since then, as paragraphs."""
        yield from (made for one in self._left(since) for made in one.paragraphs)

    def _left(self, since: int) -> list[Gone]:
        numbers = [number for number in dict.fromkeys(self.met[since:]) if number not in self.told]
        self.told.update(numbers)
        return [one for number in numbers for one in self.setting.gone.get(number, ())]

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> list[Node]:
        """The pieces of what holds several, each followed by what an older version had behind it."""
        found: list[Node] = []
        for node in nodes:
            begun = len(self.met)
            found += self._block(node)
            found += self._gone(begun)
        return found

    def _items(self, node: SyntaxTreeNode) -> Iterator[list[Node]]:
        """The items of a list; what is gone behind one is an item as well."""
        for one in node.children:
            begun = len(self.met)
            yield self._numbered_first(one)
            yield from ([made] for made in self._gone(begun))

    def loose(self) -> list[Node]:
        """The notes that nothing refers to: what was written must be seen."""
        left = [node for label, node in self.notes.items() if label not in self.marked]
        if not left:
            return []
        head = {"t": "Para", "c": [self._added(self.words["loose"])]}
        return [head, {"t": "BulletList", "c": [self._numbered_first(node) for node in left]}]

    def _number(self, node: SyntaxTreeNode) -> int | None:
        token = node.nester_tokens.opening if node.nester_tokens else node.token
        return self.numbers.get(id(token)) if token is not None else None

    def _added(self, words: str, style: str = ADDED) -> Node:
        return {"t": "Span", "c": [["", [], [["custom-style", style]]], [text(words)]]}

    def _begun(self, called: str, number: int) -> list[Node]:
        """What stands before the words of a block: its bookmark, and its number for who reads; none before what came
        as a whole, where it would stay behind when that is rejected."""
        return [span([], ident=bookmark(number)), *([self._added(called + AFTER, NUMBER)] if called else [])]

    # -- blocks

    def _block(self, node: SyntaxTreeNode) -> list[Node]:
        match node.type:
            case "paragraph":
                return [{"t": "Para", "c": self._leaf(node, self.line(node))}]
            case "heading":
                return [{"t": "Header", "c": [int(node.tag[1:]), ATTR, self._leaf(node, self.line(node))]}]
            case "bullet_list":
                return [{"t": "BulletList", "c": list(self._items(node))}]
            case "ordered_list":
                return [self._numbered(node)]
            case "blockquote":
                return [{"t": "BlockQuote", "c": self.blocks(node.children)}]
            case "fence" | "code_block" | "front_matter":
                return [{"t": "Para", "c": self._leaf(node, verbatim(node.content.removesuffix("\n")))}]
            case "hr":
                return [{"t": "HorizontalRule"}]
            case "table":
                return [self._table(node)]
            case "dl":
                return [self._terms(node)]
        return []

    def _numbered_first(self, node: SyntaxTreeNode) -> list[Node]:
        """The number of an item, description or note is that of its first paragraph."""
        number = self._number(node)
        if number is None or not node.children or node.children[0].type != "paragraph":
            return self.blocks(node.children)
        begun = len(self.met)
        first = {"t": "Para", "c": self._set(number, self.line(node.children[0]))}
        behind = list(self._gone(begun)) if node.children[1:] and not self.in_note else []
        return [first, *behind, *self.blocks(node.children[1:])]

    def _numbered(self, node: SyntaxTreeNode) -> Node:
        style = {"t": LETTERS.get(str(node.attrs.get("type", "")), "Decimal")}
        head = [int(node.attrs.get("start", 1)), style, {"t": "Period"}]
        return {"t": "OrderedList", "c": [head, list(self._items(node))]}

    def _terms(self, node: SyntaxTreeNode) -> Node:
        pairs: list[list[Any]] = []
        number, end = None, 0
        for child in node.children:
            if child.type == "dt":
                number, line = self._number(child), self.line(child)
                end = length(line)
                pairs.append([line if number is None else self._set(number, line, until=end), []])
            elif pairs:
                pairs[-1][1].append(self._described(child, number if not pairs[-1][1] else None, end + 1))
        return {"t": "DefinitionList", "c": pairs}

    def _described(self, node: SyntaxTreeNode, term: int | None, at: int) -> list[Node]:
        """A first description goes on in the block of its term."""
        if term is None or self._number(node) is not None or not node.children or node.children[0].type != "paragraph":
            return self._numbered_first(node)
        line = self.line(node.children[0])
        first = {"t": "Para", "c": self._set(term, line, at=at, until=at + length(line), first=False)}
        return [first, *self.blocks(node.children[1:])]

    def _table(self, node: SyntaxTreeNode) -> Node:
        rows = [row for part in node.children for row in part.children]
        wide = max(len(row.children) for row in rows)
        made = [made for at, row in enumerate(rows) for made in self._rows(row, wide, is_last=at == len(rows) - 1)]
        columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * wide
        body = [ATTR, 0, [], made[1:]]
        return {"t": "Table", "c": [ATTR, [None, []], columns, [ATTR, made[:1]], [body], [ATTR, []]]}

    def _rows(self, node: SyntaxTreeNode, wide: int, *, is_last: bool) -> Iterator[list[Any]]:
        """A row with the rows that are gone behind it; a passage behind the last one stands behind the table."""
        begun = len(self.met)
        yield [ATTR, [cell_of(line) for line in self._row(node)]]
        number = self._number(node)
        gone = self.setting.gone.get(number, ()) if number is not None else ()
        if not is_last or (gone and all(one.is_row for one in gone)):
            for one in self._left(begun):
                spread = [*one.cells[: wide - 1], *_joined(one.cells[wide - 1 :])]
                yield [ATTR, [cell_of([cell]) for cell in spread] + [cell_of([]) for _ in range(wide - len(spread))]]

    def _row(self, node: SyntaxTreeNode) -> Iterator[list[Node]]:
        """The cells of a row; a TAB stands between them in the text of the block."""
        number, at = self._number(node), 0
        for place, cell in enumerate(node.children):
            line = self.line(cell)
            long = length(line)
            yield line if number is None else self._set(number, line, at=at, until=at + long, first=not place)
            at += long + 1

    # -- words

    def _leaf(self, node: SyntaxTreeNode, line: list[Node]) -> list[Node]:
        number = self._number(node)
        return line if number is None else self._set(number, line)

    def _set(
        self, number: int, line: list[Node], *, at: int = 0, until: int | None = None, first: bool = True
    ) -> list[Node]:
        """A line with its bookmark, with the marks and changes that fall in it, and with those of its notes."""
        cuts, wraps = self.setting.cuts.get(number, ()), self.setting.wraps.get(number, ())
        if self.in_note:
            return dressed(line, cuts, wraps)
        self.met.append(number)
        here = (*self.setting.marks.get(number, ()), *cuts)
        marks = [one for one in here if at <= one.offset and (until is None or one.offset <= until)]
        for note, place in _notes(line, at, self.places):
            self.met.append(note)
            marks += [Mark(place + (one.offset > 0), one.rank, one.node) for one in self.setting.marks.get(note, ())]
        made = dressed(line, sorted(marks), wraps, at)
        if not first:
            return made
        came = any(one.start <= 0 and length(line) <= one.end for one in wraps)
        return [*self._begun("" if came else self.beside.get(number, ""), number), *made]

    def line(self, node: SyntaxTreeNode) -> list[Node]:
        return [made for child in node.children for made in self._piece(child)]

    def _piece(self, node: SyntaxTreeNode) -> list[Node]:
        match node.type:
            case "inline":
                return self.line(node)
            case "text" | "text_special":
                return [text(node.content)] if node.content else []
            case "softbreak":
                return [{"t": "SoftBreak"}]
            case "hardbreak":
                return [{"t": "LineBreak"}]
            case "code_inline":
                return [{"t": "Code", "c": [ATTR, node.content]}]
            case "em" | "strong":
                return [{"t": {"em": "Emph", "strong": "Strong"}[node.type], "c": self.line(node)}]
            case "link":
                return [{"t": "Link", "c": [ATTR, self.line(node), [str(node.attrs["href"]), ""]]}]
            case "image":
                words = plain(node.token) if node.token is not None else ""
                return [self._added(f"[{self.words['image']}] "), *([text(words)] if words else [])]
            case "footnote_ref":
                return self._note(node.meta["label"])
        return []

    def _note(self, label: str) -> list[Node]:
        """The note at its first mark; a later mark only carries its number."""
        found = self.notes.get(label)
        if label in self.marked or found is None or self.in_note:
            again = {"t": "Superscript", "c": [text(str(self.shown.get(label, 0)))]}
            return [text("\u2060"), {"t": "Span", "c": [["", [], [["custom-style", ADDED]]], [again]]}]
        self.marked.add(label)
        self.in_note = True
        note: Node = {"t": "Note", "c": self._numbered_first(found)}
        self.in_note = False
        number = self._number(found)
        if number is not None:
            self.places[id(note)] = number
        return [note]


def _joined(cells: Sequence[Node]) -> list[Node]:
    """What has no column of its own stands in the last one."""
    return [] if not cells else [cells[0]] if len(cells) == 1 else [span(list(cells))]


def _notes(line: Sequence[Node], at: int, places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The notes in a line, each with its place."""
    for node in line:
        if id(node) in places:
            yield places[id(node)], at
        elif node["t"] in ("Emph", "Strong"):
            yield from _notes(node["c"], at, places)
        elif node["t"] == "Link":
            yield from _notes(node["c"][1], at, places)
        at += length([node])
