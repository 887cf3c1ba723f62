"""Papers of parliament in the browser: once each, linked, with every place where the documents cite them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.domain.vocabulary import DocumentKind
from tests.given import World
from tests.web.walking import House, house

TEXT = """# 1. Inleiding

Het verzoek[^1] volgde op een debat[^2].

Zie ook Kamerstukken II 2019/20, 12 345, nr. 9.

[^1]: Kamerstuk 12345, nr. 6, 1 mei 2020.

[^2]: Idem, p. 3.
"""


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_each_paper_stands_once_with_its_places(it: House) -> None:
    assert "Er worden geen Kamerstukken aangehaald." in it.page("the peer reader", it.at("/citations"))
    it.world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE, content=TEXT.encode())
    answer = it.client("the peer reader").get(it.at("/citations")).get_data(as_text=True)
    assert answer.count("https://zoek.officielebekendmakingen.nl/kst-12345-6.html") == 1
    page = it.page("the peer reader", it.at("/citations"))
    assert "12345, nr. 6 1 mei 2020 noot 1 , noot 2 (idem)" in page
    assert "12345, nr. 9 geen datum genoemd II 2019/20 par. 1, alinea 2" in page


def test_what_an_adviser_may_not_read_is_not_listed(it: House) -> None:
    it.world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE, content=TEXT.encode())
    assert "kst-" not in it.client("the adviser").get(it.at("/citations")).get_data(as_text=True)
    assert "12345, nr. 6 1 mei" not in it.page("the adviser", it.at("/citations"))
    assert it.client("the outsider").get(it.at("/citations")).status_code == 404
