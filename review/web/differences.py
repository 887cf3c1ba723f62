"""The page of what changed between two versions: since when, how much, which of it is shown, and where it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from review.documents.difference import Change, Comparison
from review.documents.numbering import under_headings
from review.documents.storyline import Part, Told, Unchanged
from review.domain.acts import Reader
from review.projections import comments, drafts, evaluations, placements
from review.projections.comments import Comment
from review.projections.schema import Tx
from review.projections.since import Since
from review.projections.touching import touching
from review.web.changed import Place, Row, Table, Telling
from review.web.choosing import Choice, Only, choice
from review.web.comparisons import Compared, bases_of, compared
from review.web.forms import Entered
from review.web.renderings import Text
from review.web.session import review

PAGE = 150  #: changes on one page
LISTED = 60  #: places named under a count
KINDS = ("edit", "ins", "del", "move")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many changes of one kind there are, and where they are told."""

    op: str
    count: int
    places: Sequence[Place]

    @property
    def more(self) -> int:
        return self.count - len(self.places)


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything the page shows; ``comparison`` is None where there are no two versions to compare."""

    title: object
    version: drafts.Version
    versions: Sequence[drafts.Version]
    chosen: Choice
    bases: Sequence[Since]
    by_itself: bool  #: nobody chose the older version: the first of the bases was taken
    comparison: Comparison | None = None
    items: Sequence[Row | Table] = ()
    tallies: Sequence[Tally] = ()
    counts: Mapping[Only, int] = field(default_factory=dict)
    pages: int = 1
    steps: Mapping[int, tuple[int, int]] = field(default_factory=dict)  #: the changes before and after each; 0: none

    @property
    def base(self) -> Since | None:
        """Why the older version is one that is worth to be compared with, if it is."""
        return next((one for one in self.bases if one.number == self.chosen.old), None)

    @property
    def total(self) -> int:
        return len(self.comparison.changes) if self.comparison else 0

    @property
    def shown(self) -> int:
        return self.counts.get(self.chosen.only, 0)


def differences(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int, entered: Entered) -> Differences:
    """What changed since another version: the one asked for, or the one this reader knows best. Raises Unknown."""
    door = review().door()
    version = drafts.version(tx, door, reader, draft, number)
    documents = drafts.documents(tx, door, reader, evaluation)
    versions = next(one.versions for one in documents if one.id == draft)
    bases = bases_of(tx, reader, evaluation, draft, number)
    wanted = entered.number_or_none("with")
    old = wanted if wanted is not None else bases[0].number if bases else number
    chosen = choice(entered, draft, old, number)
    title = evaluations.one(tx, door, reader, evaluation).title
    page = Differences(title, version, versions, chosen, bases, wanted is None)
    if old == number:
        return page
    before, after = (drafts.bare(tx, evaluation, draft, at) for at in (old, number))
    said = comments.of_evaluation(tx, door, reader, evaluation)
    placed = placements.of_version(tx, draft, max(old, number))
    return _filled(page, compared(tx, reader, evaluation, before, after), said, placed, reader)


def _filled(
    page: Differences,
    found: Compared,
    said: Sequence[Comment],
    placed: Mapping[UUID, placements.Placement],
    reader: Reader,
) -> Differences:
    chosen, comparison = page.chosen, found.story.comparison
    under = {**_under(found.old), **_under(found.new)}
    about = touching(said, chosen.draft, chosen.old, chosen.new, under, placed)
    own = [it for it in said if it.person == reader.person]
    mine = touching(own, chosen.draft, chosen.old, chosen.new, under, placed)
    touched = {Only.COMMENTS: _around(about, found), Only.MINE: _around(mine, found)}
    fitting = {
        only: {change.number for change in comparison.changes if only is Only.ALL or change.number in touched[only]}
        for only in Only
    }
    shown = fitting[chosen.only]
    numbered = list(_parts(found.story.parts, shown, everything=chosen.only is Only.ALL))
    on = _pages(part for _, part in numbered)
    pages = max(1, -(-len(shown) // PAGE))
    chosen = chosen.on_page(min(chosen.page, pages))
    telling = Telling(found, chosen, about, {change.number: at for change, at in on.changes})
    here = [pair for pair, at in zip(numbered, on.parts, strict=True) if at == chosen.page]
    return Differences(
        page.title,
        page.version,
        page.versions,
        chosen,
        page.bases,
        page.by_itself,
        comparison,
        tuple(telling.items(here)),
        tuple(_tallies(comparison.changes, shown, telling)),
        {only: len(numbers) for only, numbers in fitting.items()},
        pages,
        _steps([change.number for change, at in on.changes if at == chosen.page]),
    )


def _steps(order: Sequence[int]) -> dict[int, tuple[int, int]]:
    if not order:  # the texts may be gone that were different
        return {}
    return dict(zip(order, zip([0, *order], [*order[1:], 0], strict=False), strict=True))


def _under(text: Text) -> dict[int, list[int]]:
    return under_headings(list(text.blocks.items()))


def _around(about: Iterable[int], found: Compared) -> set[int]:
    """These blocks and their neighbours, in either version."""
    numbers = set(about)
    around = set(numbers)
    for text in (found.old, found.new):
        order = list(text.blocks)
        places = [text.order[block] for block in numbers & text.order.keys()]
        around |= {order[at] for place in places for at in (place - 1, place + 1) if 0 <= at < len(order)}
    return around


def _parts(parts: Sequence[Part], shown: set[int], *, everything: bool) -> Iterable[tuple[int, Part]]:
    """The parts to be shown; a stretch of what did not change with its number, which no choice alters."""
    stretch = 0
    for part in parts:
        stretch += isinstance(part, Unchanged)
        if everything or (isinstance(part, Told) and part.change.op != "same" and part.change.number in shown):
            yield stretch, part


@dataclass(frozen=True, slots=True)
class _Paged:
    parts: list[int]
    changes: list[tuple[Change, int]]


def _pages(parts: Iterable[Part]) -> _Paged:
    """On which page each part stands; what did not change stays with the change before it."""
    found = _Paged([], [])
    for part in parts:
        if isinstance(part, Told) and part.change.op != "same":
            found.changes.append((part.change, len(found.changes) // PAGE + 1))
        found.parts.append(found.changes[-1][1] if found.changes else 1)
    return found


def _tallies(changes: Sequence[Change], shown: set[int], telling: Telling) -> Iterable[Tally]:
    for op in KINDS:
        found = [change for change in changes if change.op == op and change.number in shown]
        yield Tally(op, len(found), [telling.told_at(change.number) for change in found[:LISTED]])
