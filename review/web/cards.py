"""Comments as cards beside the text.

Each is written as one string in one go: there may be many hundreds of them, and every page shows all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup, escape

from review.domain.acts import Name, Reader
from review.domain.anchors import Anchor
from review.domain.permissions import Permission
from review.domain.vocabulary import CommentState, Visibility
from review.projections.comments import Comment
from review.web.acting import offered
from review.web.interested import interest_of
from review.web.labels import label, tone
from review.web.placed import Earlier
from review.web.pointing import painted, pointed, speaks
from review.web.renderings import Text
from review.web.times import day
from review.web.translations import gettext, ngettext
from review.web.words import plain, words

NOBODY = UUID(int=0)
GROUP = Visibility.GROUP


@dataclass(frozen=True, slots=True)
class Card:
    """A comment beside the text."""

    it: Comment
    html: Markup


class Cards:
    """Makes cards; the words of lists, names and days are asked once each.

    Strings, not Markup: formatting Markup takes ten times as long. Whatever is no number is escaped here.
    """

    def __init__(
        self, reader: Reader, text: Text, replies: Mapping[UUID, int] | None = None, fresh: UUID | None = None
    ) -> None:
        self.reader, self.text = reader, text
        self.replies, self.fresh = replies or {}, fresh
        self.disposes = bool(offered(reader, Permission.DISPOSE))
        self.answers = bool(offered(reader, Permission.ANSWER_DISPOSITION))
        self._known: dict[Any, str] = {}
        self._whom: dict[Any, tuple[str, str]] = {}
        self.deal, self.answer = shown(gettext("Deal with it")), shown(gettext("Answer"))
        self.title = shown(gettext("Comment %(number)s", number="{}"))
        self.page = shown(url_for("comments.show_comment", comment=NOBODY))
        self.late = tag(gettext("late"), "warn")
        self.whole_section = f'<span class="tag">{shown(gettext("the whole section"))}</span>'
        self.proposed, self.maintained = shown(gettext("Proposed wording")), shown(gettext("Objection maintained"))

    def card(self, it: Comment, placed: Earlier | None = None) -> Card:
        shade = tone(it.state)
        anchors, block = (placed.anchors, placed.block) if placed else (it.anchors, it.block)
        href = self.page.replace(str(NOBODY), str(it.id))
        html = (
            f'<article class="card {shade}" id="c{it.number}" tabindex="-1"{self._points(it, anchors)}>'
            f"{self._top(it, href, shade)}{self._whose(it)}{self._since(it, placed)}{self._pointed(anchors, block)}"
            f'<p class="said">{shown(it.text)}</p>{self._answered(it)}{self._acts(it, href)}</article>'
        )
        return Card(it, Markup(html))  # noqa: S704  made here of escaped values

    def _points(self, it: Comment, anchors: Sequence[Anchor]) -> str:
        """What the scripts of the page read from the card."""
        marks = painted(anchors) if it.state is not CommentState.WITHDRAWN else ""
        return (" data-focus" if it.id == self.fresh else "") + (f' data-marks="{marks}"' if marks else "")

    def _top(self, it: Comment, href: str, shade: str) -> str:
        title = self.title.replace("{}", str(it.number))
        name = f'<a href="{href}" data-stop>{title}</a> <span class="tag">{self._label(it.kind)}</span>'
        who = f' <span class="tag gold">{self._label(it.visibility)}</span>' if it.visibility is not GROUP else ""
        late = f" {self.late}" if it.late else ""
        state = f'<span class="tag {shade}">{self._label(it.state)}</span>'
        return f'<p class="card-top">{name}{who}{late} {state}</p>'

    def _whose(self, it: Comment) -> str:
        key = (it.name, it.person, it.organisation, it.round, it.entered_by, it.meeting)
        if key not in self._whom:
            speaks_for = f" · {shown(it.organisation)}" if it.organisation else ""
            self._whom[key] = f"<b>{shown(it.name)}</b>{speaks_for}", _interest(it) + _entered(it)
        name, more = self._whom[key]
        return f'<p class="meta">{name} · {self._day(it.at)}{more}</p>'

    def _since(self, it: Comment, placed: Earlier | None) -> str:
        """Of a comment on an earlier version: which, and how it got its place here."""
        if placed is None or placed.placement is None:
            return ""
        number = it.draft_version
        there = shown(url_for("drafts.show_version", draft=it.draft, number=number, _anchor=f"c{it.number}"))
        on = shown(gettext("on version %(number)s", number=number))
        return f'<p class="meta"><a href="{there}">{on}</a> · {self._label(placed.placement.tier)}</p>'

    def _pointed(self, anchors: Sequence[Anchor], block: int | None) -> str:
        if not speaks(anchors):
            return ""
        parts = []
        for one in pointed(self.text, anchors):
            where = f'<a href="#b{one.block}">{shown(one.place)}</a> ' if one.block != block else ""
            said = self.whole_section if one.is_section else f"<q>{shown(one.words)}</q>" if one.words else ""
            parts.append(f'<p class="quoted">{where}{said}</p>')
        return "".join(parts)

    def _answered(self, it: Comment) -> str:
        """The wording that was proposed, what was done with the comment, and the objection of its author."""
        parts = []
        if it.proposal:
            label_of = f'<span class="label">{self.proposed}</span>'
            parts.append(f'<p class="said proposal">{label_of} {shown(it.proposal)}</p>')
        if it.disposition:
            done = self._label(it.disposition)
            where = f" · {shown(gettext('in version %(number)s', number=it.in_version))}" if it.in_version else ""
            why = f"<br>{shown(it.motive)}" if it.motive else ""
            strong = f"<strong>{done[:1].upper()}{done[1:]}</strong>"
            parts.append(f'<p class="reply {tone(it.disposition)}">{strong}{where}{why}</p>')
        if it.dissent:
            parts.append(f'<p class="reply bad"><strong>{self.maintained}</strong><br>{shown(it.dissent)}</p>')
        return "".join(parts)

    def _acts(self, it: Comment, href: str) -> str:
        """The replies to it, and what waits for this reader on its page."""
        number, act = self.replies.get(it.id), self._next_act(it)
        said = shown(ngettext("%(num)d reply", "%(num)d replies", number)) if number else ""
        replies = f'<p class="meta"><a href="{href}#replies">{said}</a></p>' if said else ""
        acts = f'<p class="card-acts"><a class="btn sec small" href="{href}#act">{act}</a></p>' if act else ""
        return replies + acts

    def _next_act(self, it: Comment) -> str:
        own = it.person == self.reader.person
        if it.state in (CommentState.OPEN, CommentState.DISPUTED) and self.disposes and not own:
            return self.deal
        return self.answer if it.state is CommentState.DISPOSED and own and self.answers else ""

    def _label(self, member: Any) -> str:
        key = (type(member), member)
        if key not in self._known:
            self._known[key] = shown(label(member))
        return self._known[key]

    def _day(self, at: int) -> str:
        key = at // 3_600_000_000
        if key not in self._known:
            self._known[key] = shown(day(at, "d MMM"))
        return self._known[key]


def shown(value: Name | None) -> str:
    return str(escape(words(value)))


def tag(said: str, kind: str) -> str:
    return f'<span class="tag {kind}">{shown(said)}</span>'


def _interest(it: Comment) -> str:
    own = interest_of(it)
    marks = (
        tag(gettext("interest declared"), "warn") if own.has_interest else "",
        tag(gettext("organisation is evaluated"), "gold") if own.evaluated else "",
    )
    return "".join(f" {mark}" for mark in marks if mark)


def _entered(it: Comment) -> str:
    """Who entered it for its author, and how."""
    if it.meeting:
        there = shown(url_for("meetings.show_meeting", meeting=it.meeting))
        said = gettext("said at a meeting, entered by %(name)s", name=plain(it.entered_by))
        return f' · <a href="{there}">{shown(said)}</a>'
    if it.entered_by:
        return f" · {shown(gettext('made in Word, read in by %(name)s', name=plain(it.entered_by)))}"
    return ""
