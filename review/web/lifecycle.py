"""From state to state: what can happen in each, where it leads and who does it; the table that the tests play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, make_response, render_template

from review.domain.lifecycle import PHASES, State
from review.domain.turns import ANYWHERE, TURNS
from review.web import links
from review.web.step_words import STEPS, capacities_of

blueprint = Blueprint("lifecycle", __name__)
links.install(blueprint)


@dataclass(frozen=True, slots=True)
class Way:
    """A step out of a state; ``to`` None: it stays in it."""

    step: str
    to: State | None
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """A state, what leads out of it, and what can happen in it without changing it."""

    state: State
    moves: tuple[Way, ...]
    stays: tuple[Way, ...]


@blueprint.get("/lifecycle")
def show_lifecycle() -> Response:
    page = render_template(
        "lifecycle/lifecycle.html",
        parts=[(phase, [_row(state) for state in states]) for phase, states in groupby(State, PHASES.get)],
        anywhere=[Way(str(STEPS[turn.step]), None, capacities_of(turn)) for turn in TURNS if turn.step in ANYWHERE],
    )
    return make_response(page)


def _row(state: State) -> Row:
    ways = tuple(_ways(state))
    return Row(state, tuple(way for way in ways if way.to), tuple(way for way in ways if not way.to))


def _ways(state: State) -> Iterator[Way]:
    for turn in TURNS:
        if state in turn.moves and turn.step not in ANYWHERE:
            to = turn.moves[state]
            yield Way(str(STEPS[turn.step]), to if to is not state else None, capacities_of(turn))
