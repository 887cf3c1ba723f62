"""From state to state: what can happen in each, where it leads and who does it; the table that the tests play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template

from review.domain.lifecycle import PHASES, Phase, State
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
    state: State
    phase: Phase | None
    ways: tuple[Way, ...]


@blueprint.get("/lifecycle")
def show_lifecycle() -> Response:
    page = render_template(
        "lifecycle/lifecycle.html",
        rows=[Row(state, PHASES.get(state), tuple(_ways(state))) for state in State],
        anywhere=[Way(str(STEPS[turn.step]), None, capacities_of(turn)) for turn in TURNS if turn.step in ANYWHERE],
    )
    return make_response(page)


def _ways(state: State) -> Iterator[Way]:
    for turn in TURNS:
        if state in turn.moves and turn.step not in ANYWHERE:
            to = turn.moves[state]
            yield Way(str(STEPS[turn.step]), to if to is not state else None, capacities_of(turn))
