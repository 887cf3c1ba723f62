"""The ways through the house that stand on top of every page; a way appears once its room exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, request, url_for

from review.domain.vocabulary import Capacity
from review.web.session import visitor
from review.web.translations import lazy_gettext as _

APART = frozenset(
    {"assets", "calendars", "lifecycle", "passkeys", "permissions", "personas", "preferences", "progress", "session"}
)
"""Rooms of no evaluation: one's own account, and what holds for the whole house."""
ERASERS = frozenset({Capacity.RECORDS_MANAGER, Capacity.DATA_PROTECTION_OFFICER})


@dataclass(frozen=True, slots=True)
class Way:
    """``rooms`` are the blueprints whose pages lie along this way; ``offices``: who holds one of them sees it.

    Without rooms: the way of every page that lies along no other, but for those apart.
    """

    endpoint: str
    label: Any
    rooms: frozenset[str]
    offices: frozenset[Capacity] = frozenset()


WAYS = (
    Way("desk.show_desk", _("My work"), frozenset({"desk"})),
    Way("evaluations.list_evaluations", _("Evaluations"), frozenset()),
    Way("people.list_people", _("Administration"), frozenset({"people"}), frozenset({Capacity.ADMINISTRATOR})),
    Way(
        "access_reviews.show_reviews",
        _("Access review"),
        frozenset({"access_reviews"}),
        frozenset({Capacity.AUDITOR, Capacity.ADMINISTRATOR}),
    ),
    Way("erasures.list_erasures", _("Erasures"), frozenset({"erasures"}), ERASERS),
)


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    label: str
    is_here: bool


def install(app: Flask) -> None:
    app.jinja_env.globals["main_ways"] = main_ways


def main_ways() -> list[Link]:
    """The links of the main menu for who is signed in."""
    here = visitor()
    if here is None:
        return []
    here_along = along(request.blueprint)
    open_to = (way for way in WAYS if not way.offices or way.offices & here.offices)
    return [
        Link(url_for(way.endpoint), str(way.label), way is here_along)
        for way in open_to
        if way.endpoint in current_app.view_functions
    ]


def along(room: str | None) -> Way | None:
    """The way along which the pages of a room lie."""
    if room is None or room in APART:
        return None
    return next((way for way in WAYS if room in way.rooms), next(way for way in WAYS if not way.rooms))
