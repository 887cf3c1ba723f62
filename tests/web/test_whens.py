"""Fuzzy dates as people write them, in Dutch and in English, and back."""

from __future__ import annotations

import pytest
from flask import Flask

from review.domain.dates import when
from review.domain.errors import BadWhen
from review.web import translations, whens

WRITTEN = {
    "14-3-2027": "2027-03-14",
    "14 maart 2027": "2027-03-14",
    "14 Mar 2027": "2027-03-14",
    "2027-03-14": "2027-03-14",
    "Maart 2027": "2027-03",
    "mrt. 2027": "2027-03",
    "zomer 2027": "2027-22",
    "Autumn 2027": "2027-23",
    "lente 2027": "2027-21",
    "winter 2027/28": "2027-24",
    "1e helft 2027": "2027-40",
    "second half 2027": "2027-41",
    "H2 2027": "2027-41",
    "3e kwartaal 2027": "2027-35",
    "Q1 2027": "2027-33",
    "2027": "2027",
    "jan 2027 t/m feb 2027": "2027-01/2027-02",
    "January 2027 to February 2027": "2027-01/2027-02",
    "1-2-2027 - 3-2-2027": "2027-02-01/2027-02-03",
}


@pytest.mark.parametrize(("text", "code"), WRITTEN.items())
def test_what_people_write_is_read(text: str, code: str) -> None:
    assert whens.code_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "ooit", "31-2-2027", "maart", "5e helft 2027", "x maart 2027", "a - b - c", "0 half 2027", "H3 2027"]
)
def test_what_is_no_moment_is_not(text: str) -> None:
    with pytest.raises(BadWhen):
        whens.code_of(text)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", sorted(set(WRITTEN.values())))
def test_what_is_said_is_read_again(language: str, code: str) -> None:
    app = Flask("house")
    translations.install(app)
    with app.app_context(), translations.force_locale(language):
        assert whens.code_of(whens.said(when(code))) == code
