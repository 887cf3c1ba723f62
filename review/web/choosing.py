"""What the address of a comparison asks for: which two versions, how they are shown, and which of the changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import url_for

from review.web.forms import Entered


class View(StrEnum):
    """In one text, or the two versions side by side."""

    INLINE = "inline"
    BESIDE = "beside"


class Only(StrEnum):
    """Which changes: all, those that touch the reader's own comments, those that touch any."""

    ALL = "all"
    MINE = "mine"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for."""

    draft: UUID
    old: int
    new: int
    view: View = View.INLINE
    only: Only = Only.ALL
    whole: bool = False
    page: int = 1
    opened: tuple[int, ...] = ()  #: stretches that are unfolded, the last one last

    def address(self, **other: Any) -> str:
        """The address of this choice with something else; whatever is as usual is left out of it."""
        wanted: dict[str, Any] = {"with": self.old, "view": self.view, "only": self.only, "whole": self.whole} | other
        usual = {"with": None, "view": View.INLINE, "only": Only.ALL, "whole": False, "page": 1}
        given: dict[str, Any] = {name: value for name, value in wanted.items() if usual.get(name) != value}
        given = {name: 1 if value is True else value for name, value in given.items()}
        return url_for("drafts.show_differences", draft=self.draft, number=self.new, **given)

    @property
    def latest(self) -> int:
        """The stretch that was unfolded last: there the reading goes on."""
        return self.opened[-1] if self.opened else 0

    def on_page(self, page: int) -> Choice:
        return replace(self, page=page)

    def opening(self, stretch: int) -> str:
        """The address with one stretch more unfolded."""
        numbers = ",".join(map(str, dict.fromkeys((*self.opened, stretch))))
        return self.address(page=self.page, open=numbers, _anchor=f"u{stretch}")


def choice(entered: Entered, draft: UUID, old: int, new: int) -> Choice:
    """What the address asks for. Raises NoSuchChoice."""
    numbers = entered.text("open").split(",")
    return Choice(
        draft,
        old,
        new,
        entered.choice_or_none("view", View) or View.INLINE,
        entered.choice_or_none("only", Only) or Only.ALL,
        entered.checked("whole"),
        max(1, entered.number_or_none("page") or 1),
        tuple(int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 7),
    )
