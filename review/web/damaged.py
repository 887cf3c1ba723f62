"""Pages that stand while rows are damaged: they say what cannot be read, and who has it made again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, g
from werkzeug.exceptions import HTTPException

from review.domain.gates import Ground
from review.projections.damage import DAMAGE, Part, Rows, carefully
from review.projections.schema import Tx
from review.store.engine import let_go
from review.web.session import review
from review.web.translations import lazy_gettext as _

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)

NAMES: dict[Part, Any] = {
    Ground.ROUNDS: _("rounds"),
    Ground.QUORUMS: _("quorums"),
    Ground.PRESENTATIONS: _("presentations"),
    Ground.COMMENTS: _("comments"),
    Ground.CHANGES: _("what was done with comments"),
    Ground.PLACEMENTS: _("places of comments"),
    Ground.FLAGS: _("classification flags"),
    Ground.SOURCES: _("sources"),
    Ground.TRACKS: _("tracks of the research"),
    Ground.CHECKS: _("checks of traceability"),
    Ground.OPINIONS: _("independent opinions"),
    Ground.PLEDGES: _("ethics pledges"),
    Ground.JUDGEMENTS: _("judgements of quality"),
    Ground.REQUEST: _("requests for approval"),
    Ground.WAIVERS: _("waivers"),
    Rows.EVALUATIONS: _("evaluations"),
    Rows.DOCUMENTS: _("documents and versions"),
    Rows.SEATS: _("members of groups"),
    Rows.STATE: _("the state of the evaluation"),
    Rows.CONDITIONS: _("conditions of an approval"),
    Rows.AFTERWARDS: _("what follows on the approval"),
    Rows.TRAIL: _("the list of acts"),
    Rows.PLAN: _("the plan"),
    Rows.MEETINGS: _("meetings"),
    Rows.SIGNALS: _("integrity signals"),
    Rows.WATCHES: _("levels to be reviewed and compromises"),
}


def install(app: Flask) -> None:
    app.jinja_env.globals.update(damage_of_page=damage_of_page)
    app.jinja_env.filters["damaged_rows"] = names_of


def names_of(parts: Iterable[Part]) -> str:
    """What is damaged, in words."""
    return ", ".join(str(NAMES[part]) for part in sorted(parts))


def standing(build: Callable[[Tx], T]) -> T:
    """What a page shows, built in one reading; where rows are damaged once more in a careful one, which it tells."""
    try:
        with review().reading() as tx:
            return build(tx)
    except HTTPException:  # a field that is missing is a KeyError as well
        raise
    except DAMAGE:
        pass  # what was open stays open until here
    with review().reading() as tx:
        found = build(carefully(tx, damage_of_page()))
        let_go(tx)
    return found


def apart(part: Part) -> Callable[[Callable[P, T]], Callable[P, T | None]]:
    """For a part of a page that reads for itself: answers None, and the page knows, where rows are damaged."""

    def standing_apart(build: Callable[P, T]) -> Callable[P, T | None]:
        @wraps(build)
        def built(*args: P.args, **given: P.kwargs) -> T | None:
            try:
                return build(*args, **given)
            except DAMAGE:
                log.exception("a part of a page cannot be read: %s", part)
                damage_of_page().add(part)
                return None

        return built

    return standing_apart


def damage_of_page() -> set[Part]:
    """What this page could not read, so far."""
    if "damaged_rows" not in g:
        g.damaged_rows = set()
    found: set[Part] = g.damaged_rows
    return found
