"""Templates are compiled before somebody waits for them, and only once in a process."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from review.web.compiled import compile_templates
from review.web.factory import create_app
from tests.web.reviewing_story import story


def test_a_second_application_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = story(tmp_path)
    compile_templates(it.app)
    again = create_app(it.review, testing=True)
    monkeypatch.delattr(Environment, "_generate")  # compiling would need it
    compile_templates(again)
    assert "drafts/version.html" in [name for _, name in again.jinja_env.cache or {}]
