"""The application over a world: put together once in a process, because that takes longer than most pages do."""

from __future__ import annotations

import copy
from functools import cache

from flask import Flask

from review.application import Review
from review.web.factory import create_app


def app_over(review: Review) -> Flask:
    """Like ``create_app(review, testing=True)``; rooms, rules and templates are those of every other, to be left alone.

    A copy knows its own installation, and whatever it learns about that by itself.
    """
    if review.is_demo:
        return create_app(review, testing=True)
    app = copy.copy(_put_together())
    app.config = copy.copy(app.config)
    app.extensions = {**app.extensions, "review": review}
    return app


@cache
def _put_together() -> Flask:
    return create_app(_Nobody(), testing=True)  # type: ignore[arg-type]


class _Nobody:
    """No installation: whatever asks it for more than this at the start would be shared by all worlds."""

    is_demo = False
