"""The main job in a browser, three ways: with a mouse, with the keyboard alone, and without JavaScript on a phone.

With the mouse it is done on real Terms of Reference, where these lie beside the project.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import sign_in
from tests.browser.hands import Keys, Mouse, Plain
from tests.browser.job import Job, play
from tests.browser.site import Site
from tests.browser.windows import NARROW
from tests.documents.texts import REAL


@pytest.fixture
def job(house: Site, lend: Callable[..., Page], tmp_path: Path, request: pytest.FixtureRequest) -> Job:
    kind, looks, with_file = request.param

    def enter(who: str) -> Mouse:
        page = lend(house, **looks)
        if who:
            sign_in(page, house, who)
        hand: Mouse = kind(page, house.url)
        return hand

    real = REAL.read_text("utf-8") if with_file and REAL.is_file() else ""
    return Job(house, enter, tmp_path / "terms.md" if with_file else None, real)


@pytest.mark.parametrize("job", [(Mouse, {}, True)], indirect=True)
def test_the_whole_job_is_done_with_a_mouse(job: Job) -> None:
    play(job)


@pytest.mark.parametrize("job", [(Keys, {}, False)], indirect=True)
def test_the_whole_job_is_done_with_the_keyboard_alone(job: Job) -> None:
    play(job)


@pytest.mark.parametrize("job", [(Plain, {"javascript": False, "width": NARROW}, False)], indirect=True)
def test_the_whole_job_is_done_without_javascript_on_a_phone(job: Job) -> None:
    play(job)
