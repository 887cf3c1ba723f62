"""How each kind of token becomes HTML: addressed elements, footnotes, table regions, figure placeholders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from types import MethodType
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from review.documents.leaves import plain
from review.documents.markdown import PARSER

Env = MutableMapping[str, Any]
"""What the parser learned, with the labels and where the notes are."""

LABELS: Mapping[str, str] = {
    "note": "Note {n}",
    "back": "Back to the text at note {n}",
    "notes": "Notes",
    "loose": "Notes without a mark in the text",
    "table": "Table {n}",
    "image": "Image",
}
"""The names a screen reader hears; callers pass translations with the same placeholders."""


def opening(element: str, classes: str, block: int | None) -> str:
    """An opening tag that carries the block's id, where it has one."""
    address = "" if block is None else f' id="b{block}" data-b="{block}"'
    return f'<{element} class="{classes}"{address}>'


def slot(block: int | None) -> str:
    """Where the page puts what belongs to the block."""
    return "" if block is None else f'<span data-slot="{block}"></span>'


def _number(token: Token) -> int | None:
    block = token.meta.get("block")
    return int(block) if block is not None else None


def _slot(token: Token, _env: Env) -> str:
    return slot(_number(token))


def _preformatted(token: Token, _env: Env) -> str:
    kind = "front" if token.type == "front_matter" else "code"
    code = f"<pre><code>{escapeHtml(token.content)}</code></pre>"
    return f"{opening('div', kind, _number(token))}{code}{slot(_number(token))}</div>\n"


def _rule(token: Token, _env: Env) -> str:
    return f"{opening('div', 'rule', _number(token))}<hr>{slot(_number(token))}</div>\n"


def _image(token: Token, env: Env) -> str:
    return f'<span class="figure">{escapeHtml(plain(token) or env["labels"]["image"])}</span>'


def _table_open(token: Token, env: Env) -> str:
    env["tables"] = env.get("tables", 0) + 1
    label = escapeHtml(env["labels"]["table"].format(n=env["tables"]))
    region = f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n'
    return f"{region}<table{RendererHTML.renderAttrs(token)}>\n"


def _table_close(_token: Token, _env: Env) -> str:
    return "</table>\n</div>\n"


def _term_open(token: Token, _env: Env) -> str:
    before = "</div>\n" if token.meta.get("later") else ""
    return f"{before}{opening('div', 'term', _number(token))}\n<dt>"


def _terms_close(_token: Token, _env: Env) -> str:
    return "</div>\n</dl>\n"


def _mark(token: Token, env: Env) -> str:
    number, block = token.meta["id"] + 1, env["note_blocks"].get(token.meta["label"])
    if block is None:
        return f'<sup class="footnote-ref">{number}</sup>'
    label = escapeHtml(env["labels"]["note"].format(n=number))
    link = f'<a href="#b{block}" id="b{block}-ref{token.meta["subId"] + 1}" aria-label="{label}">{number}</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def _back(token: Token, env: Env) -> str:
    label = escapeHtml(env["labels"]["back"].format(n=token.meta["number"]))
    return "".join(
        f' <a class="backref" href="#b{token.meta["block"]}-ref{occurrence + 1}" aria-label="{label}">\u21a9\ufe0e</a>'
        for occurrence in token.meta["occurrences"]
    )


def _notes_open(token: Token, env: Env) -> str:
    kind = "loose" if token.meta["loose"] else "notes"
    classes = "footnotes loose" if token.meta["loose"] else "footnotes"
    return f'<section class="{classes}" aria-label="{escapeHtml(env["labels"][kind])}">\n<{token.tag}>\n'


def _notes_close(token: Token, _env: Env) -> str:
    return f"</{token.tag}>\n</section>\n"


def _note_open(token: Token, _env: Env) -> str:
    return opening("li", "footnote", _number(token)) + "\n"


def _note_close(_token: Token, _env: Env) -> str:
    return "</li>\n"


_RULES: dict[str, Callable[[Token, Env], str]] = {
    "slot": _slot,
    "fence": _preformatted,
    "code_block": _preformatted,
    "front_matter": _preformatted,
    "hr": _rule,
    "image": _image,
    "table_open": _table_open,
    "table_close": _table_close,
    "dt_open": _term_open,
    "dl_close": _terms_close,
    "footnote_ref": _mark,
    "backrefs": _back,
    "notes_open": _notes_open,
    "notes_close": _notes_close,
    "note_open": _note_open,
    "note_close": _note_close,
}


_RENDERER = RendererHTML()


def _adapted(rule: Callable[[Token, Env], str]) -> MethodType:
    def adapted(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Env) -> str:
        return rule(tokens[index], env)

    return MethodType(adapted, _RENDERER)


_RENDERER.rules.update({name: _adapted(rule) for name, rule in _RULES.items()})


def to_html(tokens: Sequence[Token], env: dict[str, Any]) -> str:
    """HTML of tokens that were dressed by ``reading``; not yet sanitised."""
    return _RENDERER.render(tokens, PARSER.options, env)
