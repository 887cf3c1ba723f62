"""The text of a version made ready to be read, kept in memory; and what people call a place in it.

What is kept depends on the words only: on the root of the version, the state of the vault, and the language.
The door is asked for every text every time, so that nobody is shown what was erased since, and readings are recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from review.assigned import AssignedDoor, assigned
from review.documents.blocks import Block, Parsed
from review.documents.numbering import Place, places
from review.documents.reading import Rendering, render
from review.domain.acts import Door, Lost, Reader
from review.domain.anchors import NOTE_MARK
from review.domain.assignments import ASSIGNED_ONLY
from review.domain.blocks import BlockEntry
from review.domain.visibility import reads_partly
from review.versions import numbered_in
from review.web.freezing import freeze_of
from review.web.session import review
from review.web.shelves import Shelf
from review.web.translations import gettext, language

KEPT = 24
SNIPPET = 90


@dataclass(frozen=True)
class Text:
    """One version as its readers see it; blocks by number, in the order of the text."""

    blocks: Mapping[int, Block]
    lost: Mapping[int, Lost]
    assigned: frozenset[int] | None = None  #: the blocks that this reader reads; None: all of them
    is_frozen: bool = False  #: a compromise was reported, so this reader reads nothing of it for now

    @cached_property
    def rendering(self) -> Rendering:
        return self.render()

    def render(self, parsed: Parsed | None = None) -> Rendering:
        """Renders the text, from what was parsed of it already if that is at hand, and keeps the outcome."""
        made = render(list(self.blocks.items()), _labels(), parsed)
        vars(self)["rendering"] = made
        return made

    @cached_property
    def places(self) -> Mapping[int, Place]:
        return dict(zip(self.blocks, places(list(self.blocks.values())), strict=True))

    @cached_property
    def order(self) -> Mapping[int, int]:
        """The place of each block in the text, from 0."""
        return {number: at for at, number in enumerate(self.blocks)}

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What each place is called, in the language this was made in."""
        return {number: place_name(place) for number, place in self.places.items()}

    def reads(self, block: int) -> bool:
        """Whether this reader gets to see the words of this block."""
        return self.assigned is None or block in self.assigned

    def name(self, block: int | None) -> str:
        """What people call the place of a block; None is the document as a whole."""
        if block is None:
            return gettext("the document as a whole")
        return self.names.get(block) or gettext("a passage that is gone")

    def said(self, blocks: Iterable[int | None]) -> str:
        """What people call several places together: *par. 3, alinea 2–4; noot 12*; none is the document as a whole."""
        found = list(dict.fromkeys(blocks))
        known = sorted((one for one in found if one in self.order), key=lambda one: self.order[one or 0])
        names = [self._run(run) for run in self._runs(known)]
        return "; ".join(dict.fromkeys([*names, *(self.name(one) for one in found if one not in self.order)])) or (
            self.name(None)
        )

    def _runs(self, blocks: Iterable[int | None]) -> Iterator[list[int]]:
        """Blocks that people count on from one to the next, together."""
        run: list[int] = []
        for block in blocks:
            if block is None:
                continue
            here, last = self.places[block], self.places[run[-1]] if run else None
            if last is None or here.n == 0 or replace(here, n=last.n + 1) != here or replace(last, n=here.n) != here:
                if run:
                    yield run
                run = []
            run.append(block)
        if run:
            yield run

    def _run(self, run: list[int]) -> str:
        first, last = self.places[run[0]], self.places[run[-1]]
        return place_name(first, f"{first.n}–{last.n}" if first is not last else "")

    def passage(self, block: int | None) -> str:
        """The words of a block, on one line; empty where there is none."""
        found = self.blocks.get(block) if block is not None else None
        return "" if found is None else on_one_line(found.text)

    def words(self, spot: tuple[int, int, int]) -> str:
        """What stands between two characters of a block."""
        found = self.blocks.get(spot[0])
        return (
            "" if found is None else found.text[spot[1] : spot[2]].replace(NOTE_MARK, "").replace("\t", " · ").strip()
        )

    def snippet(self, block: int | None, longest: int = SNIPPET) -> str:
        """The beginning of a passage, cut at a word."""
        words = self.passage(block)
        return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + "…"


def on_one_line(words: str, *, keep_ends: bool = False) -> str:
    """Words of a passage as people quote them: without the marks of notes, cells apart."""
    plain = " · ".join(words.replace(NOTE_MARK, "").split("\t"))
    return plain if keep_ends else plain.strip()


_SHELF: Shelf[tuple[bytes, str, frozenset[int] | None, str], Text] = Shelf(KEPT)


def text_of(entries: Mapping[int, BlockEntry], root: bytes, door: Door, reader: Reader, *, whole: bool = False) -> Text:
    """The text of a version whose blocks are given; a door with a note records the reading before any word leaves.

    Of what was not assigned to the reader there is nothing in it but its place; and of all of it while reading is
    frozen. ``whole``: it will be shown as a whole, so that it is rendered from the same parsing.
    """
    generation = review().vault.generation
    frozen = freeze_of(root, reader) is not None
    allowed = frozenset[int]() if frozen else _assigned(entries, root, reader)
    instead = gettext("[reading is frozen]") if frozen else _withheld_words(reader)
    if allowed is not None:
        door = AssignedDoor(door, review().door(), entries, allowed, instead)
    words = door.open_all([entry.text for entry in entries.values()], reader)
    lost = {number: found for number, entry in entries.items() if isinstance(found := words[entry.text], Lost)}
    key = (root, language(), allowed, instead)
    text = _SHELF.find(key, generation)
    if text is None:
        blocks, read = numbered_in(list(entries.values()), door, reader, _lost_words())
        made = Text(dict(blocks), lost, allowed, frozen)
        if whole:
            made.render(read)
        text = _SHELF.keep(key, made, generation)
    return text


def _withheld_words(reader: Reader) -> str:
    """What stands where a passage is not for this reader."""
    return gettext("[not assigned]") if reader.has(*ASSIGNED_ONLY) else gettext("[not about your sources]")


def _assigned(entries: Mapping[int, BlockEntry], root: bytes, reader: Reader) -> frozenset[int] | None:
    if not reads_partly(reader):
        return None
    with review().reading() as tx:
        return assigned(tx, reader, entries, root, review().door())


def noted_door(evaluation: UUID, root: bytes) -> Door:
    """A door that writes to the reading log that this version was opened."""

    def note(reader: Reader, count: int) -> None:
        review().readings.record(reader.person, None, evaluation, "version", root.hex(), count)

    return review().door(note)


def passages_door(evaluation: UUID, subject: UUID) -> Door:
    """A door that writes to the reading log that passages were opened beside comments: not the version as a whole."""

    def note(reader: Reader, count: int) -> None:
        review().readings.record(reader.person, None, evaluation, "passages", subject, count)

    return review().door(note)


def place_name(place: Place, counted: str = "") -> str:
    """What people call a place: *par. 4.2, alinea 3*; *noot 12*; *tabel 3, rij 5*; ``counted``: several, as *2–4*."""
    what = _what(place, counted or str(place.n))
    if place.kind in ("footnote", "row"):
        return what
    if place.section:
        return gettext("section %(section)s, %(what)s", section=place.section, what=what)
    return f"“{place.title}”, {what}" if place.title else what


def _what(place: Place, n: str) -> str:
    match place.kind:
        case "heading":
            return gettext("heading")
        case "row":
            if not place.n:
                return gettext("table %(table)s, head", table=place.table)
            return gettext("table %(table)s, row %(n)s", table=place.table, n=n)
        case "footnote":
            return gettext("note %(n)s", n=n) if place.n else gettext("note without a number")
        case "item":
            return gettext("item %(n)s", n=n)
        case "definition":
            return gettext("term %(n)s", n=n)
        case "rule":
            return gettext("rule %(n)s", n=n)
        case _:
            return gettext("paragraph %(n)s", n=n)


def _lost_words() -> dict[Lost, str]:
    return {
        Lost.ERASED: gettext("(This text was erased.)"),
        Lost.UNREADABLE: gettext("(This text cannot be read.)"),
    }


def _labels() -> dict[str, str]:
    return {
        "note": gettext("Note {n}"),
        "back": gettext("Back to the text at note {n}"),
        "notes": gettext("Notes"),
        "loose": gettext("Notes without a mark in the text"),
        "table": gettext("Table {n}"),
        "image": gettext("Image"),
    }


def difference_labels() -> dict[str, str]:
    """The words of a comparison, for ``documents.comparing``."""
    return {
        "ins": gettext("Added"),
        "del": gettext("Removed"),
        "edit": gettext("Changed"),
        "move": gettext("Moved"),
        "same": gettext("Unchanged"),
        "markup": gettext("Changed in the markup"),
        "note": gettext("Note {n}"),
        "mark": gettext("note"),
        "table": gettext("Table {n}"),
    }
