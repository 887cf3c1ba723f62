"""Comments as cards beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from review.domain.acts import Reader
from review.domain.permissions import Permission
from review.domain.vocabulary import CommentState
from review.projections.comments import Comment
from review.web.acting import offered
from review.web.labels import label, tone
from review.web.placed import Earlier
from review.web.pointing import Pointed, painted, pointed, speaks
from review.web.renderings import Text
from review.web.times import day
from review.web.translations import gettext

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Card:
    """A comment beside the text."""

    it: Comment
    title: str
    href: str
    kind: str
    state: str
    tone: str
    on: str
    disposition: str
    visibility: str
    pointed: Sequence[Pointed]
    painted: str
    next_act: str  #: what waits for this reader on the page of the comment
    tier: str = ""  #: how a comment on an earlier version got its place here


class Cards:
    """Makes cards; the words of lists and days are asked once each, because there may be many hundreds of cards."""

    def __init__(self, reader: Reader, text: Text) -> None:
        self.reader, self.text = reader, text
        self.disposes = bool(offered(reader, Permission.DISPOSE))
        self.answers = bool(offered(reader, Permission.ANSWER_DISPOSITION))
        self._words: dict[Any, str] = {}
        self.deal, self.answer = gettext("Deal with it"), gettext("Answer")
        self.title = gettext("Comment %(number)s", number="{}")
        self.page = url_for("comments.show_comment", comment=NOBODY)

    def card(self, it: Comment, placed: Earlier | None = None) -> Card:
        anchors = placed.anchors if placed else it.anchors
        return Card(
            it,
            self.title.replace("{}", str(it.number)),
            self.page.replace(str(NOBODY), str(it.id)),
            self._label(it.kind),
            self._label(it.state),
            tone(it.state),
            self._day(it.at),
            self._label(it.disposition) if it.disposition else "",
            self._label(it.visibility) if it.visibility != "group" else "",
            pointed(self.text, anchors) if speaks(anchors) else (),
            painted(anchors) if it.state is not CommentState.WITHDRAWN else "",
            self._next_act(it),
            self._label(placed.placement.tier) if placed and placed.placement else "",
        )

    def _next_act(self, it: Comment) -> str:
        own = it.person == self.reader.person
        if it.state in (CommentState.OPEN, CommentState.DISPUTED) and self.disposes and not own:
            return self.deal
        return self.answer if it.state is CommentState.DISPOSED and own and self.answers else ""

    def _label(self, member: Any) -> str:
        key = (type(member), member)
        if key not in self._words:
            self._words[key] = label(member)
        return self._words[key]

    def _day(self, at: int) -> str:
        key = at // 3_600_000_000
        if key not in self._words:
            self._words[key] = day(at, "d MMM")
        return self._words[key]
