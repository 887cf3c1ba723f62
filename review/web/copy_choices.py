"""What becomes of each line of a returned copy: what is offered, what is chosen until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from review.commands.copies import MOST, Line
from review.domain.errors import CannotAnswer, Missing, NoSuchChoice
from review.domain.vocabulary import CommentKind
from review.web.copy_lines import KNOWN, NEW, CopyLine
from review.web.copying import BroughtCopy
from review.web.forms import Entered
from review.web.refusals import say
from review.web.speakers import Speakers

SKIP = "skip"
ANSWER = "answer"
KIND = "kind"
"""What can become of a line besides a comment of some kind; and the field of the kind of all that have none yet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what can become of it; ``barred`` says why it is not what it was in Word."""

    at: int
    line: CopyLine
    chosen: str
    barred: str
    as_answer: bool
    as_comment: bool


@dataclass(frozen=True)
class Choices:
    """``names``: the members whose words the file may hold, by seat; none: only those of whoever brings it."""

    found: BroughtCopy
    speakers: Speakers
    names: Mapping[UUID, str]
    form: Entered

    @cached_property
    def authors(self) -> list[str]:
        """Those with something new first."""
        new = dict.fromkeys(line.author for line in self.found.lines if line.state == NEW)
        return list(new | dict.fromkeys(line.author for line in self.found.lines))

    @property
    def asked(self) -> list[tuple[int, str, str]]:
        """The authors of whom has to be said who they are: place, name in Word, and the seat it seems to be."""
        offered = {line.author for line in self.found.lines if line.state in (NEW, KNOWN)}
        return [(at, one, self._guess(one)) for at, one in enumerate(self.authors) if one in offered]

    @property
    def rest(self) -> int:
        return max(len(self.found.lines) - MOST, 0)

    @property
    def asks_kind(self) -> bool:
        """Whether something of the file is new and may become a comment."""
        return any(row.as_comment and row.line.state == NEW for row in self.rows())

    # -- looking

    def rows(self) -> list[Row]:
        """Each line as the form has it; what nobody said yet is taken to be as it seems."""
        read: dict[int, UUID | None] = {}
        return [self._row(at, line, read) for at, line in enumerate(self.found.lines[:MOST])]

    def _row(self, at: int, line: CopyLine, read: dict[int, UUID | None]) -> Row:
        is_known, seat = self._seat_so_far(line)
        unasked = self.speakers.bars_comment(seat) if is_known else None
        barred = self.speakers.obstacle(line, seat, read) if line.is_answer and is_known else None
        chosen = self.form.value(f"line-{at}", _default(line, barred, unasked))
        if chosen not in (SKIP, ANSWER):
            read[at] = self.speakers.of(seat).person if is_known else None
        why = barred if line.is_answer else unasked
        may_change = bool(self.names)
        said = say(why) if why is not None and line.state in (NEW, KNOWN) else ""
        return Row(
            at,
            line,
            chosen,
            said,
            as_answer=line.is_answer and (barred is None or may_change),
            as_comment=unasked is None or may_change,
        )

    def _seat_so_far(self, line: CopyLine) -> tuple[bool, UUID | None]:
        """Whether it is known whose words these are, and from which seat."""
        if not self.names:
            return True, None
        given = self.form.value(f"author-{self.authors.index(line.author)}", self._guess(line.author))
        seat = next((one for one in self.names if str(one) == given), None)
        return seat is not None, seat

    # -- reading in

    def lines(self) -> tuple[Line, ...]:
        """What was chosen, as the seats it was given to; what cannot be is put at its line of the form.

        Raises NoSuchChoice or Missing.
        """
        read: dict[int, UUID | None] = {}
        places: dict[int, int] = {}
        chosen: list[Line] = []
        for at, line in self._chosen():
            seat = self._seat(line)
            answers = self.form.text(f"line-{at}") == ANSWER and line.is_answer
            wrong = self.speakers.obstacle(line, seat, read) if answers else self.speakers.bars_comment(seat)
            if wrong is not None:
                self.form.refuse(CannotAnswer(field=f"line-{at}", **wrong.parameters))
            kind = CommentKind.QUESTION if answers or wrong is not None else self._kind(at)
            below = None if line.below is None else places.get(line.below)
            to = (below if line.to is None else line.to) if answers else None
            if not answers:
                read[at], places[at] = self.speakers.of(seat).person, len(chosen)
            chosen.append(Line(seat, kind, line.text, line.proposal, line.spots, to))
        return tuple(chosen)

    def _chosen(self) -> Iterator[tuple[int, CopyLine]]:
        for at, line in enumerate(self.found.lines[:MOST]):
            if self.form.values(f"line-{at}") and self.form.text(f"line-{at}") != SKIP:
                yield at, line

    def _kind(self, at: int) -> CommentKind:
        """The kind of a comment, its own or that for all (rule C4); where there is none, its line says so."""
        field = f"line-{at}" if self.form.text(f"line-{at}") else KIND
        kind = self.form.choice_or_none(field, CommentKind)
        if kind is None:
            self.form.refuse(Missing(field=f"line-{at}"))
        return kind or CommentKind.QUESTION

    def _seat(self, line: CopyLine) -> UUID | None:
        if not self.names:
            return None
        field = f"author-{self.authors.index(line.author)}"
        seat = self.form.identifier(field)
        if seat not in self.names:
            raise NoSuchChoice(field=field, value=str(seat))
        return seat

    def _guess(self, author: str) -> str:
        """The seat whose name is that of the author in Word, or shares its last word with nobody else's."""
        words = author.casefold().split()
        fitting = [seat for seat, name in self.names.items() if words and name.casefold().startswith(author.casefold())]
        fitting = fitting or [
            seat for seat, name in self.names.items() if words and words[-1] in name.casefold().split()
        ]
        return str(fitting[0]) if len(fitting) == 1 else ""


def _default(line: CopyLine, barred: CannotAnswer | None, unasked: CannotAnswer | None) -> str:
    """What is chosen for a line until somebody chooses otherwise; never the kind of a comment."""
    if line.state != NEW:
        return SKIP
    if line.is_answer and barred is None:
        return ANSWER
    return SKIP if unasked is not None else ""
