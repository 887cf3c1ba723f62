"""The application over a world: put together once in a process, because that takes longer than most pages do."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from functools import cache

from flask import Flask

from review.application import Review
from review.web.factory import create_app


def app_over(review: Review, *, testing: bool = True) -> Flask:
    """Like ``create_app(review, testing=testing)``; rooms, rules and templates are those of every other: look only.

    A copy knows its own installation, and whatever it learns about that by itself.
    """
    app = copy.copy(_put_together(review.is_demo))
    app.config = copy.copy(app.config)
    app.config["TESTING"] = testing
    app.extensions = {**app.extensions, "review": review}
    return app


@cache
def _put_together(demo: bool) -> Flask:
    return create_app(_Nobody(demo), testing=True)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Nobody:
    """No installation: whatever asks it for more than this at the start would be shared by all worlds."""

    is_demo: bool
