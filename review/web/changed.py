"""Each change as it stands on the page: its place, its words, where it came from, and what was said about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import url_for
from markupsafe import Markup

from review.documents.comparing import Side, cells_html, markup_html, passage_html
from review.documents.difference import Change
from review.documents.storyline import Left, Part, Unchanged
from review.projections.comments import Comment
from review.projections.touching import is_taken_over
from review.web.choosing import Choice
from review.web.comparisons import Compared
from review.web.renderings import difference_labels

MOVES = 3  #: so many places of passages that went away together are named


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands or stood: its name, and where that is on this page or in its version."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One changed passage; ``both`` in one text, ``before`` and ``after`` side by side, as cells where it is a row."""

    number: int
    op: str  #: ins, del, edit, move, same, or markup where no word changed
    label: str
    place: Place
    both: Sequence[Markup]
    before: Sequence[Markup]
    after: Sequence[Markup]
    came_from: Place | None
    taken_over: Sequence[Comment]
    said: Sequence[Comment]
    anchor: bool = True  #: whether this is where links to the passage lead


@dataclass(frozen=True, slots=True)
class Departure:
    """Here stood passages that were moved."""

    anchors: Sequence[int]
    places: Sequence[Place]
    more: int  #: that went with them without being named


@dataclass(frozen=True, slots=True)
class Fold:
    """Passages that did not change, and those of them that are unfolded."""

    stretch: int
    count: int
    passages: Sequence[Passage]


Row = Passage | Departure | Fold


@dataclass(frozen=True, slots=True)
class Table:
    """A table with changes in it."""

    name: str
    head: Passage
    rows: Sequence[Row]
    columns: int


class Telling:
    """Makes what stands on a page of the parts of a story; ``pages`` says on which page each change is told."""

    def __init__(
        self, found: Compared, chosen: Choice, about: Mapping[int, Sequence[Comment]], pages: Mapping[int, int]
    ) -> None:
        self.found = found
        self.chosen = chosen
        self.about = about
        self.pages = pages
        self.left: set[int] = set()  #: moves of which the place they left is on the page
        self.words = difference_labels()
        self.notes = {key: number for key, number in found.story.notes.items() if pages.get(number) == chosen.page}
        self.old = list(found.old.blocks.items())
        self.new = list(found.new.blocks.items())

    def items(self, parts: Sequence[tuple[int, Part]]) -> Iterator[Row | Table]:
        """The parts (a stretch of what did not change with its number), rows of one table together."""
        self.left = {part.change.number for _, part in parts if isinstance(part, Left)}
        for table, members in groupby(parts, key=lambda numbered: numbered[1].table):
            rows = list(self._rows(list(members)))
            if table:
                yield self._table(table, rows)
            else:
                yield from rows

    def _table(self, table: int, rows: Sequence[Row]) -> Table:
        change = self.found.story.heads[table]
        text = self.found.new if change.new is not None else self.found.old
        name = self.words["table"].format(n=text.places[change.number].table)
        first = rows[0] if rows else None
        if isinstance(first, Passage) and first.number == change.number:
            head, rows = first, rows[1:]
        else:
            head = self.passage(change, anchor=False)
        columns = max(len(row.both) for row in (head, *rows) if isinstance(row, Passage))
        return Table(name, head, rows, columns)

    def _rows(self, parts: Sequence[tuple[int, Part]]) -> Iterator[Row]:
        for is_left, members in groupby(parts, key=lambda numbered: isinstance(numbered[1], Left)):
            if is_left:
                yield self._departure([part.change for _, part in members if isinstance(part, Left)])
                continue
            for stretch, part in members:
                yield self._fold(stretch, part) if isinstance(part, Unchanged) else self.passage(part.change)

    def _fold(self, stretch: int, part: Unchanged) -> Fold:
        is_open = self.chosen.whole or stretch in self.chosen.opened
        changes = self.found.story.unfold(part, self.old, self.new) if is_open else []
        return Fold(stretch, len(part.pairs), [self.passage(change, anchor=False) for change in changes])

    def _departure(self, changes: Sequence[Change]) -> Departure:
        places = [self.told_at(change.number) for change in changes[:MOVES]]
        return Departure([change.number for change in changes], places, len(changes) - len(places))

    def passage(self, change: Change, *, anchor: bool = True) -> Passage:
        """One passage as it is shown."""
        about = self.about.get(change.number, ())
        taken = [it for it in about if is_taken_over(it, change.number, self.chosen.old, self.chosen.new)]
        op = "markup" if change.markup_only else change.op
        return Passage(
            change.number,
            op,
            self.words[op],
            self.place(change.number) if change.new is not None else self.old_place(change.was),
            self._html(change, "both"),
            self._html(change, "old"),
            self._html(change, "new"),
            self._came_from(change),
            taken,
            [it for it in about if it not in taken],
            anchor and op != "same",
        )

    def _html(self, change: Change, side: Side) -> Sequence[Markup]:
        """Cells where it is a row; and the source beside the words, where they do not tell everything."""
        if (change.new if side == "new" else change.old if side == "old" else change.block) is None:
            return ()
        source = markup_html(change, side)
        if change.block.kind == "row":
            cells = self._cells(change, side)
            return [Markup(cell) for cell in (*cells[:-1], cells[-1] + source)]  # noqa: S704  escaped by documents
        words = "" if change.markup_only else passage_html(change, self.words, side, self.notes)
        return [Markup(words + source)]  # noqa: S704  escaped by documents

    def _cells(self, change: Change, side: Side = "both") -> list[str]:
        return cells_html(change, self.words, side, self.notes)

    def _came_from(self, change: Change) -> Place | None:
        if change.op != "move":
            return None
        place = self.old_place(change.was)
        return Place(place.name, f"#l{change.number}" if change.number in self.left else place.href)

    # -- places

    def place(self, block: int) -> Place:
        """Where a passage of the new version stands."""
        return Place(self.found.new.name(block), self._version(self.chosen.new, block))

    def old_place(self, block: int) -> Place:
        return Place(self.found.old.name(block), self._version(self.chosen.old, block))

    def told_at(self, block: int) -> Place:
        """Where a change is told, by the name of its place."""
        texts = self.found.new if block in self.found.new.blocks else self.found.old
        page = self.pages.get(block, self.chosen.page)
        where = f"#d{block}" if page == self.chosen.page else self.chosen.address(page=page, _anchor=f"d{block}")
        return Place(texts.name(block), where)

    def _version(self, number: int, block: int) -> str:
        return url_for("drafts.show_version", draft=self.chosen.draft, number=number, _anchor=f"b{block}")
