"""A document tree of pandoc made plain enough for our Markdown; what has no form there keeps its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from review.documents.word.losses import LossKind
from review.documents.word.tables import Grid, grid_of

Node = dict[str, Any]
STYLES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
SPACE: Node = {"t": "Space"}

_SCHEMES = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_STRAY = re.compile(r"[:~{=]|--")  #: would begin a definition, an attribute line, an underlined heading, a rule
_SIGNS = "0123456789+-=()n"
_RAISED = str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans(_SIGNS[:-1], "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_META = ("title", "subtitle", "author", "date", "abstract")
_BROKEN = {"Para", "Plain"}


def text(words: str) -> Node:
    return {"t": "Str", "c": words}


def raw(markdown: str, kind: str = "RawInline") -> Node:
    """Markdown of ours, passed through as it is."""
    return {"t": kind, "c": ["commonmark", markdown]}


class Plainer:
    """Rewrites one document; ``counts`` says what lost its form on the way."""

    def __init__(self, picture: str) -> None:
        self.counts: Counter[LossKind] = Counter()
        self._picture = picture
        self._pictures = 0
        self._in_note = False

    def document(self, tree: Node) -> Node:
        """The plain tree; a title in the style of one stands above the chapters as a heading of its own."""
        blocks = [*self._meta(tree.get("meta", {})), *self.blocks(tree["blocks"])]
        return {"pandoc-api-version": tree["pandoc-api-version"], "meta": {}, "blocks": blocks}

    def _meta(self, meta: Node) -> list[Node]:
        """Word's styles for a title page are words of the document too."""
        found: list[Node] = []
        for name in _META:
            for inlines in _metas(meta.get(name)):
                plain = self.inlines(inlines)
                found.append({"t": "Header", "c": [1, _ATTR, plain]} if name == "title" else _para(plain))
        return found

    # -- blocks

    def blocks(self, nodes: Iterable[Node]) -> list[Node]:
        return [made for node in nodes for made in self._block(node)]

    def _block(self, node: Node) -> list[Node]:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Para" | "Plain":
                return [{"t": kind, "c": _guarded(self.inlines(content))}] if content else []
            case "Header":
                plain = self.inlines(content[2], flat=True)
                return [{"t": "Header", "c": [content[0], _ATTR, plain]}] if plain else []
            case "BlockQuote":
                return [{"t": kind, "c": inner}] if (inner := self.blocks(content)) else []
            case "BulletList":
                return [{"t": kind, "c": [self.blocks(item) for item in content]}]
            case "OrderedList":
                return self._numbered(content)
            case "DefinitionList":
                return [{"t": kind, "c": [[self.inlines(a, flat=True), list(map(self.blocks, b))] for a, b in content]}]
            case "Table":
                return self._table(content)
            case "Div":
                return self.blocks(content[1])
            case "Figure":
                return [*self.blocks(content[2]), *self.blocks(content[1][1])]
            case "LineBlock":
                return [_para(_guarded(_joined([self.inlines(line) for line in content], [{"t": "LineBreak"}])))]
            case "CodeBlock" | "RawBlock":
                return [{"t": "CodeBlock", "c": [_ATTR, content[1]]}] if content[1].strip() else []
            case "HorizontalRule":
                return [node]
        return []

    def _numbered(self, content: list[Any]) -> list[Node]:
        """A list with letters or Roman numbers gets a line above it that says so."""
        (start, style, _), items = content
        plain = {"t": "OrderedList", "c": [[start, _DECIMAL, _PERIOD], [self.blocks(item) for item in items]]}
        letter = STYLES.get(style["t"])
        return [raw(f'{{type="{letter}"}}', "RawBlock"), plain] if letter else [plain]

    # -- tables

    def _table(self, content: list[Any]) -> list[Node]:
        """Cells on one line each; a table of one cell is a frame around text."""
        grid = grid_of(content)
        self.counts[LossKind.MERGED] += grid.merged
        caption = self.blocks(content[1][1])
        if len(grid.rows) == 1 and len(grid.rows[0]) == 1:
            return [*caption, {"t": "BlockQuote", "c": self.blocks(grid.rows[0][0]) or [_para([])]}]
        return [*caption, self._pipes(grid)] if grid.rows else caption

    def _pipes(self, grid: Grid) -> Node:
        rows = [[_ATTR, [_cell(self._one_line(blocks)) for blocks in row]] for row in grid.rows]
        columns = [[{"t": align}, {"t": "ColWidthDefault"}] for align in grid.aligned]
        body = [_ATTR, 0, [], rows[1:]]
        return {"t": "Table", "c": [_ATTR, [None, []], columns, [_ATTR, rows[:1]], [body], [_ATTR, []]]}

    def _one_line(self, blocks: list[Node]) -> list[Node]:
        lines = list(self._lines(blocks))
        self.counts[LossKind.CELLS] += len(lines) > 1
        return _joined(lines, [SPACE, text("/"), SPACE])

    def _lines(self, blocks: Iterable[Node], mark: str = "") -> Iterator[list[Node]]:
        for node in blocks:
            kind: str = node["t"]
            content: Any = node.get("c")
            if kind in ("Para", "Plain", "Header"):
                inlines = self.inlines(content[2] if kind == "Header" else content, flat=True)
                if inlines:
                    yield [text(mark), SPACE, *inlines] if mark else inlines
                mark = ""
            elif kind == "Table":
                self.counts[LossKind.NESTED] += 1
                yield from self._lines([one for row in grid_of(content).rows for cell in row for one in cell])
            elif kind == "OrderedList":
                for number, item in enumerate(content[1], content[0][0]):
                    yield from self._lines(item, f"{number}.")
            elif kind == "BulletList":
                for item in content:
                    yield from self._lines(item, "•")
            else:
                yield from self._other_lines(kind, content)

    def _other_lines(self, kind: str, content: Any) -> Iterator[list[Node]]:
        match kind:
            case "BlockQuote":
                yield from self._lines(content)
            case "Div":
                yield from self._lines(content[1])
            case "Figure":
                yield from self._lines([*content[2], *content[1][1]])
            case "LineBlock":
                yield from (self.inlines(line, flat=True) for line in content)
            case "CodeBlock" | "RawBlock" if content[1].strip():
                yield [{"t": "Code", "c": [_ATTR, " ".join(content[1].split())]}]
            case "DefinitionList":
                for term, described in content:
                    yield self.inlines(term, flat=True)
                    yield from self._lines([one for part in described for one in part])

    # -- inlines

    def inlines(self, nodes: Iterable[Node], *, flat: bool = False) -> list[Node]:
        """Without forms that our Markdown lacks; ``flat``: on one line."""
        found = [made for node in nodes for made in self._inline(node, flat)]
        while found and found[-1]["t"] in ("Space", "LineBreak"):
            found.pop()
        while found and found[0]["t"] in ("Space", "LineBreak"):
            found.pop(0)
        return found

    def _inline(self, node: Node, flat: bool) -> list[Node]:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Str" | "Space":
                return [node]
            case "SoftBreak":
                return [SPACE]
            case "LineBreak":
                return [SPACE] if flat else [node]
            case "Strong" | "Emph":
                return [{"t": kind, "c": inner}] if (inner := self._all(content, flat)) else []
            case "Underline" | "Strikeout" | "SmallCaps":
                self.counts[LossKind.MARKED] += 1
                return self._all(content, flat)
            case "Superscript" | "Subscript":
                return self._shifted(kind, content, flat)
            case "Link":
                return self._link(content, flat)
            case "Image":
                return self._image(content)
            case "Note":
                return self._note(content, flat)
            case "Quoted":
                left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                return [text(left), *self._all(content[1], flat), text(right)]
            case "Span" | "Cite":
                return self._all(content[1], flat)
            case "Code" | "Math" | "RawInline":
                self.counts[LossKind.EQUATIONS] += kind == "Math"
                return [{"t": "Code", "c": [_ATTR, content[1]]}] if content[1].strip() else []
        return []

    def _all(self, nodes: Iterable[Node], flat: bool) -> list[Node]:
        return [made for node in nodes for made in self._inline(node, flat)]

    def _shifted(self, kind: str, content: list[Node], flat: bool) -> list[Node]:
        """Digits have raised and lowered signs of their own; other words stand on the line."""
        inner = self._all(content, flat)
        signs = "".join(node.get("c", "") if node["t"] == "Str" else "?" for node in inner)
        if signs and all(sign in _SIGNS for sign in signs) and (kind == "Superscript" or "n" not in signs):
            return [text(signs.translate(_RAISED if kind == "Superscript" else _LOWERED))]
        self.counts[LossKind.RAISED] += 1
        return inner

    def _link(self, content: list[Any], flat: bool) -> list[Node]:
        words, target = self._all(content[1], flat), content[2][0]
        if _SCHEMES.match(target):
            return [{"t": "Link", "c": [_ATTR, words, [target, ""]]}] if words else [text(target)]
        self.counts[LossKind.LINKS] += not target.startswith("#")
        return words

    def _image(self, content: list[Any]) -> list[Node]:
        """A picture stays as its description; one without gets a number to be spoken of by."""
        self._pictures += 1
        self.counts[LossKind.IMAGES] += 1
        words = self.inlines(content[1], flat=True) or [text(f"{self._picture}\u00a0{self._pictures}")]
        return [{"t": "Image", "c": [_ATTR, words, [f"#picture-{self._pictures}", ""]]}]

    def _note(self, content: list[Node], flat: bool) -> list[Node]:
        if self._in_note:
            lines = _joined(list(self._lines(content)), [SPACE])
            return [text("["), *lines, text("]")]
        self._in_note = True
        made = self.blocks(content)
        self._in_note = False
        return [{"t": "Note", "c": made or [_para([])]}]


_ATTR: list[Any] = ["", [], []]
_DECIMAL, _PERIOD = {"t": "Decimal"}, {"t": "Period"}


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _cell(inlines: list[Node]) -> list[Any]:
    return [_ATTR, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": inlines}] if inlines else []]


def _guarded(inlines: list[Node]) -> list[Node]:
    """Signs at the beginning of a line that are words in Word and forms in Markdown."""
    found: list[Node] = []
    begins = True
    for node in inlines:
        if begins and node["t"] == "Str" and _STRAY.match(node["c"]):
            found += [raw("\\" + node["c"][0]), *([text(node["c"][1:])] if node["c"][1:] else [])]
        else:
            found.append(node)
        begins = node["t"] == "LineBreak"
    return found


def _joined(lines: list[list[Node]], between: list[Node]) -> list[Node]:
    found: list[Node] = []
    for line in lines:
        found += [*(between if found else ()), *line]
    return found


def _metas(value: Node | None) -> Iterator[list[Node]]:
    """The runs of words in a piece of metadata."""
    if value is None:
        return
    match value["t"]:
        case "MetaInlines":
            yield value["c"]
        case "MetaString":
            yield [text(value["c"])]
        case "MetaBlocks":
            yield from (block["c"] for block in value["c"] if block["t"] in _BROKEN)
        case "MetaList":
            for one in value["c"]:
                yield from _metas(one)
