"""One Markdown parser for everything: CommonMark, tables, footnotes, definition lists, list styles; no HTML.

Nothing an author writes may stay invisible or freeze the server: what the dialect would swallow silently (HTML,
odd link schemes, unknown attributes, text nested past the limit) is shown literally or refused.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from review.documents.errors import NestingTooDeep, ParagraphTooLong, TableTooWide, TooComplex, TooManyBlocks

MAX_BLOCKS = 20_000
_MAX_STARTS = 3 * MAX_BLOCKS  #: an item, a note or a description starts its container too
MAX_COLUMNS = 64
MAX_LEVELS = 18  #: a list in a list takes two
MAX_LINES = 200_000
MAX_BRACKETS = 50_000
MAX_MARKS = 500_000
MAX_PARAGRAPH = 600_000  #: characters
MAX_LABEL = 200
CLASSES = frozenset({"kader", "smal", "breed", "box", "narrow", "wide"})
"""The classes an author may give a block; others are dropped."""

_SCHEMES = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x20]*\Z", re.IGNORECASE)
_DELIMITER = re.compile(r"[ \t]*[|:\-][|:\- \t]*\Z")
_ATTRIBUTES = re.compile(
    r"""\{[ \t]*(?:(?:type=(?:"[aAiI1]"|[aAiI1])|class="[\w -]*"|class=[\w-]+|\.[\w-]+)[ \t]*)+\}[ \t]*\Z"""
)
_TYPE = re.compile(r"""type="?([aAiI1])""")
_CLASS = re.compile(r"""class="([\w -]*)"|class=([\w-]+)|\.([\w-]+)""")
_FRONT_LINE = re.compile(r"[\w-]+:(?:[ \t].*)?\Z|[ \t#-].*\Z|\Z")


def _guard(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Refuses what would be dropped or would cost minutes; runs first at every block and, silently, at every row."""
    if silent and state.parentType != "table":
        return False
    state.env["starts"] = state.env.get("starts", 0) + 1
    if state.env["starts"] > _MAX_STARTS:
        raise TooManyBlocks(limit=MAX_BLOCKS)
    if silent:
        return False
    if state.level >= MAX_LEVELS:
        raise NestingTooDeep(line=start + 1)
    if start + 1 < end and not state.isEmpty(start + 1):
        _guard_columns(state, start + 1)
    return False


def _guard_columns(state: StateBlock, line: int) -> None:
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if end - begin <= MAX_COLUMNS or state.src[begin] not in "|:-":
        return
    delimiter = state.src[begin:end]
    columns = delimiter.strip().strip("|").count("|") + 1
    if columns > MAX_COLUMNS and _DELIMITER.match(delimiter):
        raise TableTooWide(line=line, columns=columns, limit=MAX_COLUMNS)


def _front_matter(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Lines of ``key: value`` between two ``---`` at the very beginning."""
    if start or state.level or state.src[state.bMarks[0] : state.eMarks[0]].rstrip() != "---":
        return False
    for line in range(1, min(end, 200)):
        content = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if content in ("---", "...") and line > 1:
            token = state.push("front_matter", "", 0)
            token.content = state.src[state.bMarks[1] : state.eMarks[line - 1]]
            token.map = [0, line + 1]
            state.line = line + 1
            return True
        if not _FRONT_LINE.match(content):
            return False
    return False


def _attributes(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line such as ``{type="a"}`` above a list; a line with anything else in it stays text."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{", begin) or state.is_code_block(start):
        return False
    line = state.src[begin : state.eMarks[start]]
    if not _ATTRIBUTES.match(line):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.map = [start, start + 1]
        token.content = line
        state.line = start + 1
    return True


def _settle_attributes(state: StateCore) -> None:
    """Moves attribute lines to the block below them; ``meta["from"]`` keeps the line they began on."""
    kept: list[Token] = []
    waiting: list[Token] = []
    for token in state.tokens:
        if token.type == "attributes":
            waiting.append(token)
            continue
        if waiting and token.nesting >= 0:
            _attach(token, waiting)
        waiting.clear()
        kept.append(token)
    state.tokens = kept


def _attach(token: Token, lines: list[Token]) -> None:
    written = " ".join(line.content for line in lines)
    token.meta["from"] = lines[0].map[0] if lines[0].map else 0
    kinds = _TYPE.findall(written)
    if kinds and token.type == "ordered_list_open":
        token.attrSet("type", kinds[-1])
    names = {name for groups in _CLASS.findall(written) for group in groups for name in group.split()}
    if names & CLASSES:
        token.attrSet("class", " ".join(sorted(names & CLASSES)))


def _show_extra_cells(state: StateCore) -> None:
    """A row longer than its table's head keeps its text: the dialect would drop it unseen."""
    lines: list[str] = []
    cells: list[Token] = []
    for before, token in pairwise(state.tokens):
        if token.type == "tr_open":
            cells = []
        elif before.type == "td_open":
            cells.append(token)
        elif token.type == "tr_close" and cells and cells[-1].map:
            lines = lines or state.src.split("\n")
            line = lines[cells[-1].map[0]].strip("> \t")
            if line.strip("|").count("|") >= len(cells):
                extra = escapedSplit(line.removeprefix("|").removesuffix("|"))[len(cells) :]
                cells[-1].content = " | ".join([cells[-1].content, *map(str.strip, extra)])


def _short_paragraphs(state: StateCore) -> None:
    """Inline parsing of one endless paragraph is where hostile marks would cost most."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            line = token.map[0] + 1 if token.map else 0
            raise ParagraphTooLong(line=line, size=len(token.content), limit=MAX_PARAGRAPH)


def _footnote_mark(state: StateInline, silent: bool) -> bool:
    """The plugin's rule, which looks for the closing bracket without bound, behind a bound."""
    if not state.src.startswith("[^", state.pos) or state.src.find("]", state.pos, state.pos + MAX_LABEL) < 0:
        return False
    return bool(footnote_ref(state, silent))


def _allowed_link(url: str) -> bool:
    return _SCHEMES.match(url) is not None


def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": MAX_LEVELS + 2})
    md.enable("table").use(partial(footnote_plugin, inline=False, move_to_end=False)).use(deflist_plugin)
    md.disable(["html_block", "html_inline"])
    md.inline.ruler.at("footnote_ref", _footnote_mark)
    md.block.ruler.before("table", "guard", _guard, {"alt": ["blockquote"]})
    md.block.ruler.after("guard", "front_matter", _front_matter)
    md.block.ruler.before("fence", "attributes", _attributes)
    md.core.ruler.after("block", "attributes", _settle_attributes)
    md.core.ruler.after("attributes", "extra_cells", _show_extra_cells)
    md.core.ruler.after("extra_cells", "short_paragraphs", _short_paragraphs)
    md.validateLink = _allowed_link  # type: ignore[method-assign]  # the documented way to narrow the schemes
    return md


PARSER = _parser()


def _affordable(source: str) -> None:
    """Refuses what is linear to read but dear: each of these costs up to a tenth of a millisecond."""
    marks = sum(source.count(mark) for mark in "*_`<&\\")
    counts = (("lines", source.count("\n"), MAX_LINES), ("brackets", source.count("["), MAX_BRACKETS))
    for what, count, limit in (*counts, ("marks", marks, MAX_MARKS)):
        if count > limit:
            raise TooComplex(what=what, count=count, limit=limit)


def parse(source: str) -> tuple[list[Token], dict[str, Any]]:
    """Tokens in source order (footnotes where they were written) and what the parser learned on the way.

    Raises one of ``errors`` for a text that no reader could use and that would keep the server busy.
    """
    _affordable(source)
    env: dict[str, Any] = {}
    return PARSER.parse(source, env), env
