"""What stands beside each passage of the text: its number, how much was said, a flag, the way to comment or to flag.

Written as one string in one go: a text has hundreds of passages, and every page shows all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup, escape

from review.documents.numbering import margin
from review.domain.vocabulary import CommentState
from review.web.reading import Reading, Show
from review.web.translations import gettext, ngettext

SHORT, LONG = 4, 6  #: characters of a number that needs less, or more, room before the words


@dataclass(slots=True)
class Mark:
    """How much was said about a passage."""

    first: int = 0
    total: int = 0
    waiting: int = 0
    flag: int = 0
    flagged: bool = False


def body(page: Reading) -> Markup:
    """The text of the version as HTML, with everything beside its passages."""
    beside = _Beside(page, marks_of(page))
    parts = (part if isinstance(part, str) else beside.passage(part) for part in page.text.rendering.segments)
    return Markup("".join(parts))  # noqa: S704  sanitised by the renderer, or made here of escaped values


def marks_of(page: Reading) -> dict[int, Mark]:
    """What stands beside the text by block, whatever version it is about; withdrawn comments count no more."""
    marks: dict[int, Mark] = {}
    for block, it in page.beside:
        if block is None or it.state is CommentState.WITHDRAWN:
            continue
        mark = marks.setdefault(block, Mark())
        mark.first = mark.first or it.number
        mark.total += 1
        mark.waiting += it.state in (CommentState.OPEN, CommentState.DISPUTED)
    for flag in page.flags:
        mark = marks.setdefault(flag.block, Mark())
        mark.flag = mark.flag or flag.number
        mark.flagged = mark.flagged or flag.is_open
    return marks


def mark_html(page: Reading, block: int) -> Markup:
    """The mark of one passage, to be put in its place again after an act."""
    return Markup(_Beside(page, marks_of(page)).mark(block))  # noqa: S704  made here of escaped values


class _Beside:
    """Strings, not Markup: formatting Markup takes ten times as long. Whatever is no number is escaped here."""

    def __init__(self, page: Reading, marks: Mapping[int, Mark]) -> None:
        version = page.version
        here = escape(url_for("drafts.show_version", draft=version.draft, number=version.number))
        self.page = page
        self.marks = marks
        self.names = page.text.names
        self.pane = "" if page.show is Show.ALL else here
        self.paragraphs = f"{here}/paragraphs"
        self.comment = escape(gettext("Comment"))
        self.raise_flag = escape(gettext("Flag"))
        self.where = escape(gettext("on %(place)s", place="{}"))
        self.link = escape(gettext("Link to"))
        self.flag = escape(gettext("Classification flag on %(place)s", place="{}"))
        self.counted = escape(ngettext("comment", "comments", 1)), escape(ngettext("comment", "comments", 2))

    def passage(self, block: int) -> str:
        """All that stands beside one passage; its mark is there also where nothing was said, for the first comment."""
        name = escape(self.names[block])
        return (
            f'<span class="beside">{self._mark(block, name)}{self._number(block, name)}{self._add(block, name)}</span>'
        )

    def mark(self, block: int) -> str:
        return self._mark(block, escape(self.names[block]))

    def _mark(self, block: int, name: Markup) -> str:
        found = self.marks.get(block)
        inner = "" if found is None else self._count(found, name) + self._flag(found, name)
        return f'<span class="marks" id="m{block}">{inner}</span>'

    def _count(self, found: Mark, name: Markup) -> str:
        if not found.total:
            return ""
        kind = "mark" if found.waiting else "mark ok"
        words = f"{self.counted[found.total > 1]} {self._at(name)}"
        return f'<a class="{kind}" href="{self.pane}#c{found.first}">{found.total}<span class="vh"> {words}</span></a>'

    def _flag(self, found: Mark, name: Markup) -> str:
        if not found.flag:
            return ""
        kind = "flagged" if found.flagged else "flagged ok"
        words = f'<span class="vh">{str(self.flag).replace("{}", name)}</span>'
        return f'<a class="{kind}" href="{self.pane}#f{found.flag}"><span aria-hidden="true">⚑</span>{words}</a>'

    def _number(self, block: int, name: Markup) -> str:
        number = margin(self.page.text.places[block])
        shown = number or "¶"
        size = "long" if len(number) > LONG else "bare" if not number else "short" if len(number) <= SHORT else "mid"
        stop = 'tabindex="-1"' if self.page.ways or self.page.flagging else "data-stop"
        called = f'data-name="{name}" aria-label="{self.link} {name} – {shown}"'
        return f'<a class="pno {size}" href="#b{block}" {called} {stop}>{shown}</a>'

    def _add(self, block: int, name: Markup) -> str:
        """reading.js opens the form beside the text; without it the link leads to the page of the form.

        Whoever cannot comment here now may still flag; who can finds the way to flag in the form of a comment.
        """
        beside = f'<span class="vh"> {self._at(name)}</span></a>'
        if self.page.ways:
            where = f"{self.paragraphs}/{block}/comments"
            return f'<a class="add" data-stop data-comment href="{where}">{self.comment}{beside}'
        if self.page.flagging:
            return f'<a class="add" data-stop href="{self.paragraphs}/{block}/flags">{self.raise_flag}{beside}'
        return ""

    def _at(self, name: Markup) -> str:
        return str(self.where).replace("{}", name)
