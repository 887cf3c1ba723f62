"""The one door to sealed text: the vault answers, and what a person opens is written to the reading log first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from review.domain.acts import Lost, Reader, Sealed, Words
from review.store.vault import Erased, Vault

Note = Callable[[Reader, int], None]
"""Writes that this reader opens so many texts."""


class VaultDoor:
    """Answers texts from the vault; ``note`` is called once, before the first text leaves."""

    def __init__(self, vault: Vault, note: Note | None = None) -> None:
        self._vault = vault
        self._note = note

    def open(self, sealed: Sealed | None, reader: Reader) -> Words:
        return self.open_all([sealed], reader)[sealed]

    def open_all(self, sealed: Iterable[Sealed | None], reader: Reader) -> Mapping[Sealed | None, Words]:
        wanted = {one for one in sealed if one is not None}
        if wanted and self._note is not None:
            self._note(reader, len(wanted))
            self._note = None
        found = self._vault.open_all((one.key, one.commitment) for one in wanted)
        words: dict[Sealed | None, Words] = {one: _words(found[one.commitment]) for one in wanted}
        words[None] = ""
        return words


def _words(found: str | Exception) -> Words:
    if isinstance(found, str):
        return found
    return Lost.ERASED if isinstance(found, Erased) else Lost.UNREADABLE
