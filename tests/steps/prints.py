"""Steps about versions on paper: the text of the file as any reader of PDF finds it."""

from __future__ import annotations

import io
import re
from functools import lru_cache

import pytest
from pypdf import PdfReader
from pytest_bdd import then, when

from review.documents.pdf.press import Press
from review.domain import errors
from review.domain.vocabulary import DocumentKind
from review.projections import drafts
from review.web import prints
from tests.given import World
from tests.steps.words import words
from tests.visiting import Site

TOR = DocumentKind.TERMS_OF_REFERENCE


def print_version(world: World, who: str, number: int, query: str = "") -> None:
    """What was found is the file, or None where there was none."""
    answer = Site(world).get(who, f"/drafts/{world.known.drafts[TOR]}/versions/{number}/pdf{query}")
    assert answer.status_code in (200, 403, 404), answer.get_data(as_text=True)
    world.found = answer.get_data() if answer.status_code == 200 else None


def pages(world: World) -> list[str]:
    """The words of each page, each run of white space as one space."""
    assert world.found is not None
    return _words_of(world.found)


@lru_cache(maxsize=2)
def _words_of(content: bytes) -> list[str]:
    """Reading a print takes longer than making it, and most scenarios look at one print three times."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def root(world: World, number: int) -> str:
    with world.review.reading() as tx:
        return drafts.bare(tx, world.known.evaluation, world.known.drafts[TOR], number).root.hex()


@when(words("{who:Who} prints version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    print_version(world, who, number)


@when(words("{who:Who} prints version {number:d} and the press gets no time for it"))
def _(world: World, who: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "PRESS", Press(seconds=0))
    answer = Site(world).get(who, f"/drafts/{world.known.drafts[TOR]}/versions/{number}/pdf")
    assert answer.status_code == errors.NotPrintable.STATUS
    assert "Dit document is te groot om er een PDF van te maken." in answer.get_data(as_text=True)
    monkeypatch.undo()
    world.refused = errors.NotPrintable()


@when(words("{who:Who} prints version {number:d} with the comments"))
def _(world: World, who: str, number: int) -> None:
    print_version(world, who, number, "?annex=comments")


def print_matrix(world: World, who: str) -> None:
    answer = Site(world).get(who, f"/evaluations/{world.known.evaluation}/matrix.pdf")
    assert answer.status_code in (200, 403, 404), answer.get_data(as_text=True)
    world.found = answer.get_data() if answer.status_code == 200 else None


@when(words("{who:Who} prints the response matrix"))
def _(world: World, who: str) -> None:
    print_matrix(world, who)


@then("printing the response matrix again, a day later, gives the same bytes")
def _(world: World) -> None:
    first = world.found
    world.clock.pass_days(1)
    print_matrix(world, "the team lead")
    assert world.found == first


@then(words('every page says "{sentence}"'))
def _(world: World, sentence: str) -> None:
    assert all(sentence in page for page in pages(world)), pages(world)


@then(words("every page carries the fingerprint of version {number:d}"))
def _(world: World, number: int) -> None:
    fingerprint = root(world, number)
    assert all(fingerprint in page for page in pages(world))


@then("every page is numbered, with how many there are")
def _(world: World) -> None:
    found = pages(world)
    assert len(found) > 1
    assert all(f"pagina {at}/{len(found)}" in page for at, page in enumerate(found, start=1))


@then(words('the print says "{sentence}"'))
def _(world: World, sentence: str) -> None:
    assert sentence in " ".join(pages(world)), pages(world)


@then(words('the print does not say "{sentence}"'))
def _(world: World, sentence: str) -> None:
    assert sentence not in " ".join(pages(world))


@then(words("printing version {number:d} again, a day later and by {who:Who}, gives the same bytes"))
def _(world: World, number: int, who: str) -> None:
    first = world.found
    world.clock.pass_days(1)
    print_version(world, who, number)
    assert world.found == first


@then(words("the reading log knows that {who:Who} opened version {number:d}"))
def _(world: World, who: str, number: int) -> None:
    assert world.person(who) in world.review.opened_by(world.known.evaluation, root(world, number))


@then("there is no print")
def _(world: World) -> None:
    assert world.found is None
