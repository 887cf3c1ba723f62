"""What is kept of texts is the newest, and nothing that was made of a text before the vault changed."""

from __future__ import annotations

from review.web.shelves import Shelf


def test_the_oldest_makes_room() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    shelf.find("a", 0)
    for number, key in enumerate("abc"):
        shelf.keep(key, number, 0)
        shelf.find("a", 0)
    assert [shelf.find(key, 0) for key in "abc"] == [0, None, 2]
    shelf.clear()
    assert shelf.find("a", 0) is None


def test_a_change_of_the_vault_drops_everything() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    shelf.find("a", 1)
    shelf.keep("a", 1, 1)
    assert shelf.find("a", 2) is None
    assert shelf.find("a", 1) is None


def test_what_was_made_of_texts_from_before_the_change_is_not_kept() -> None:
    shelf: Shelf[str, int] = Shelf(2)
    shelf.find("a", 1)  # one opens the texts here, and makes
    assert shelf.find("b", 2) is None  # while somebody erases, and another reads on
    assert shelf.keep("a", 1, 1) == 1
    assert shelf.find("a", 2) is None
