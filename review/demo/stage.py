"""Where the play is performed: who everybody is, which moment it is, and what was made so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID

from review.application import Command, Done, Review
from review.domain import moments
from review.domain.acts import Actor, Reader
from review.domain.permissions import Permission, usable
from review.domain.vocabulary import BodyKind, Origin
from review.projections import drafts

Entry = Mapping[str, Any]
Step = tuple[int, Callable[[], Any]]
"""A moment and what is done then."""
FOLDER = files("review.demo")


def text_of(file: str) -> str:
    return FOLDER.joinpath("texts", file).read_text("utf-8")


def smooth(text: str) -> str:
    return " ".join(text.replace("\u2060", "").split())


class Stage:
    """``day`` 0 of the script is the day of loading. ``people``: those who are known already, by their keys."""

    def __init__(self, review: Review, script: Mapping[str, Any], people: Mapping[str, UUID] | None = None) -> None:
        self.review = review
        self.script = script
        self.today = moments.day_of(review.clock())
        self.people = dict(people or {})
        self.sources: dict[int, UUID] = {}
        self.drafts: dict[str, UUID] = {}
        self.rounds: dict[str, UUID] = {}
        self.comments: dict[str, Done] = {}
        self.numbers: dict[str, int] = {}
        self.flags: dict[str, UUID] = {}
        self.findings: dict[str, UUID] = {}
        self.elements: dict[str, UUID] = {}
        self.approvals: dict[int, UUID] = {}
        self.tracks: dict[str, UUID] = {}
        self.blocks: dict[tuple[str, int], list[tuple[int, str]]] = {}
        self.evaluation = UUID(int=0)
        self.read: set[tuple[str, str, int]] = set()

    def moment(self, entry: Entry, day: str = "day", at: str = "time") -> int:
        """Microseconds UTC of ``day`` and ``time`` of an entry."""
        return self.moment_of(self.today, entry, day, at)

    @staticmethod
    def moment_of(today: date, entry: Entry, day: str = "day", at: str = "time") -> int:
        hour = time.fromisoformat(entry.get(at, "09:00"))
        when = datetime.combine(today + timedelta(days=entry[day]), hour, tzinfo=moments.ZONE)
        return moments.at(when)

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def set_clock(self, moment: int) -> None:
        self.review.clock = lambda: moment

    def actor(
        self, person: str, permission: Permission, *, body: BodyKind | None = None, instructed_by: str | None = None
    ) -> Actor:
        """The person in the capacity that fits: of this body, or else the first that the table allows."""
        with self.review.reading() as tx:
            options = usable(self.review.reader(tx, self.people[person], self.evaluation), permission)
        fitting = [it for it in options if body is None or it.body is body] or list(options)
        by = self.people[instructed_by] if instructed_by else None
        return Actor(person=self.people[person], seat=fitting[0].seat, origin=Origin.WEB, instructed_by=by)

    def officer(self, person: str, permission: Permission) -> Actor:
        """The person in an office that the table allows."""
        with self.review.reading() as tx:
            options = usable(self.review.reader(tx, self.people[person]), permission)
        return Actor(person=self.people[person], seat=options[0].seat, origin=Origin.WEB)

    def do(self, command: Command, actor: Actor) -> Done:
        return self.review.do(command, actor)

    def body_of(self, review_round: str) -> BodyKind:
        return next(BodyKind(it["body"]) for it in self.script["rounds"] if it["key"] == review_round)

    def seat_of(self, person: str, body: BodyKind) -> UUID:
        with self.review.reading() as tx:
            reader: Reader = self.review.reader(tx, self.people[person], self.evaluation)
        return next(it.seat for it in reader.holds if it.body is body)

    def block_of(self, document: str, version: int, start: str) -> int:
        wanted = smooth(start)
        return next(number for number, text in self.blocks[document, version] if text.startswith(wanted))

    def opened(self, person: str, document: str, version: int) -> None:
        """The person opens a version, as the reading page would note it; once is enough."""
        read = (person, document, version)
        if read in self.read:
            return
        self.read.add(read)
        with self.review.reading() as tx:
            it = drafts.bare(tx, self.evaluation, self.drafts[document], version)
        count = len(self.blocks[document, version])
        self.review.readings.record(self.people[person], None, self.evaluation, "version", it.root.hex(), count)
