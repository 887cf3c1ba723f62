"""The world of a scenario: one installation, its clock, and everything in it under the words that scenarios use."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from review import installation
from review.application import Command, Done, Review, uuid7
from review.commands.drafts import SubmitVersion
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.commands.people import GiveOffice, RegisterPerson
from review.domain import moments
from review.domain.acts import Actor, Reader
from review.domain.errors import Refused
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind, Origin
from review.settings import Settings
from tests.cast import CAST, MEMBERS, NAMES, OFFICERS, role_of
from tests.soundness import heads
from tests.texts import FIRST, markdown

START = moments.at(datetime(2026, 3, 2, 8, tzinfo=UTC))
NOWHERE = UUID(int=0)
SECOND, DAY = 1_000_000, 24 * 3600 * 1_000_000


class Clock:
    """A clock that a scenario can move; a look at it takes a second, so that no two acts share a moment."""

    def __init__(self, now: int = START) -> None:
        self.now = now
        self.step = SECOND

    def __call__(self) -> int:
        self.now += self.step
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += int(days * DAY)


@dataclass
class Known:
    """What a scenario can name: people by name, seats by role or first name, things by their number."""

    evaluation: UUID = NOWHERE
    people: dict[str, UUID] = field(default_factory=dict)
    seats: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)  #: person and seat (or office)
    drafts: dict[DocumentKind, UUID] = field(default_factory=dict)
    texts: dict[DocumentKind, list[str]] = field(default_factory=dict)
    rounds: dict[BodyKind, UUID] = field(default_factory=dict)
    comments: list[UUID] = field(default_factory=list)
    sources: list[UUID] = field(default_factory=list)
    flags: list[UUID] = field(default_factory=list)
    approvals: list[UUID] = field(default_factory=list)
    erasures: list[UUID] = field(default_factory=list)
    meetings: list[UUID] = field(default_factory=list)
    findings: list[UUID] = field(default_factory=list)
    elements: list[UUID] = field(default_factory=list)
    steps: list[UUID] = field(default_factory=list)
    tracks: list[UUID] = field(default_factory=list)
    interviews: list[UUID] = field(default_factory=list)
    compromises: list[UUID] = field(default_factory=list)
    risks: list[UUID] = field(default_factory=list)
    requests: list[UUID] = field(default_factory=list)  #: for access to information
    drafts_kept: list[UUID] = field(default_factory=list)  #: ids of comments that were not submitted
    windows: dict[str, tuple[UUID, int]] = field(default_factory=dict)  #: in which one draft is open
    looked: list[Any] = field(default_factory=list)  #: drafts as their member last looked at them
    submitter: str = ""


class World:
    """Acts in an installation; a refusal is kept until a step looks at it, and it must be looked at."""

    def __init__(self, place: Settings, review: Review, clock: Clock, known: Known | None = None) -> None:
        self.place = place
        self.review = review
        self.clock = clock
        self.known = known or Known()
        self.refused: Refused | None = None
        self.done: Done | None = None
        self.command: Command | None = None
        self.found: Any = None  #: what the last question of a step answered

    # -- acting

    def attempt(self, who: str, command: Command, *, instructed_by: str | None = None) -> Done | None:
        """Do it as this person; None where it was refused. A refused act has recorded nothing."""
        self.require_noticed()
        before = heads(self.review)
        self.command, self.done = command, None
        try:
            self.done = self.review.do(command, self.actor(who, instructed_by=instructed_by))
        except Refused as refused:
            self.refused = refused
            assert heads(self.review) == before, f"{type(refused).__name__} left a record"
        return self.done

    def do(self, who: str, command: Command, *, instructed_by: str | None = None) -> Done:
        """Do it as this person; it must succeed."""
        done = self.attempt(who, command, instructed_by=instructed_by)
        self.require_noticed()
        assert done is not None
        return done

    def require_noticed(self) -> None:
        if self.refused is not None:
            refused, self.refused = self.refused, None
            raise AssertionError(f"refused, and no step said so: {refused!r} ({self.command})") from refused

    def require_refused(self, kind: type[Refused]) -> None:
        """The last act was refused, and so."""
        refused, self.refused = self.refused, None
        assert type(refused) is kind, f"refused: {refused!r}"

    def again(self, who: str) -> None:
        """The last act once more, by somebody else and as a command of its own."""
        assert self.command is not None
        self.attempt(who, replace(self.command, command_id=uuid7()))

    def actor(self, who: str, *, instructed_by: str | None = None) -> Actor:
        """Somebody by role or first name, acting from that seat or office; "the operator" works on the machine."""
        if who == "the operator":
            return installation.operator(self.review)
        person, seat = self.known.seats[who]
        return Actor(
            person=person,
            seat=seat,
            origin=Origin.WEB,
            request=uuid7(),
            instructed_by=self.person(instructed_by) if instructed_by else None,
        )

    def person(self, who: str) -> UUID:
        """A person by role, by first name or by full name."""
        if who in CAST:
            return self.known.people[CAST[who].name]
        return next(person for name, person in self.known.people.items() if who in (name, name.split()[0]))

    def reader(self, who: str) -> Reader:
        with self.review.reading() as tx:
            return self.review.reader(tx, self.person(who), self.known.evaluation)

    def today(self) -> date:
        return moments.day_of(self.clock.now)

    def in_days(self, days: int) -> int:
        """The end of the day so many days from now."""
        return moments.end_of(moments.day_of(self.clock.now + days * DAY))

    # -- peopling

    def register(self, name: str, organisation: str) -> UUID:
        done = self.do("the operator", RegisterPerson(name=name, organisation=organisation))
        self.known.people[name] = done.subject
        return done.subject

    def give_office(self, role: str) -> UUID:
        part = OFFICERS[role]
        person = self.known.people[part.name]
        assert part.capacity is not None
        office = GiveOffice(person=person, office=part.capacity, organisation=part.organisation)
        seat = self.do("the operator", office).subject
        self.known.seats[role] = (person, seat)
        return seat

    def open_evaluation(self, title: str, who: str = "the director", **fields: Any) -> None:
        """What was known of an earlier evaluation is forgotten, its people are not."""
        done = self.attempt(who, OpenEvaluation(title=title, **fields))
        if done is not None:
            offices = {role: seat for role, seat in self.known.seats.items() if role in OFFICERS}
            self.known = Known(done.log, self.known.people, offices)

    def seat(self, name: str, body: BodyKind, capacity: Capacity, organisation: str, by: str = "the director") -> None:
        person = self.person(name)
        given = GiveSeat(
            evaluation=self.known.evaluation,
            body=body,
            person=person,
            capacity=capacity,
            organisation=organisation,
            overlap="Zo staat het in de opdracht.",
        )
        done = self.attempt(by, given)
        if done is not None:
            self.remember_seat(name, person, done.subject, role_of(body, capacity))

    def remember_seat(self, name: str, person: UUID, seat: UUID, role: str | None) -> None:
        self.known.seats[name.split()[0]] = (person, seat)
        if role is not None:
            self.known.seats.setdefault(role, (person, seat))

    # -- documents

    def submit(self, who: str, kind: DocumentKind, blocks: list[str] | None = None, **fields: Any) -> None:
        """The text as it stands is submitted as the next version; None: the first text of this kind."""
        text = blocks or self.known.texts.get(kind) or list(FIRST[kind])
        content = fields.pop("content", None)
        version = SubmitVersion(
            evaluation=self.known.evaluation,
            kind=kind,
            content=markdown(text) if content is None else content,
            **fields,
        )
        done = self.attempt(who, version)
        if done is not None:
            self.known.texts[kind] = text
            self.known.drafts[kind] = done.subject

    def close(self) -> None:
        self.review.engine.dispose()


def people(world: World) -> None:
    """Everybody of the cast becomes known and the officers get their offices."""
    for name, organisation in NAMES:
        world.register(name, organisation)
    for role in OFFICERS:
        world.give_office(role)


def seated(world: World) -> None:
    """An evaluation is open, and everybody of the cast sits in it."""
    world.open_evaluation("Evaluatie van de missie in Tamberland")
    for part in MEMBERS.values():
        assert part.body is not None and part.capacity is not None
        world.seat(part.name, part.body, part.capacity, part.organisation)
    world.known.seats["the outsider"] = (world.person("the outsider"), uuid7())
    world.require_noticed()


def found(folder: Path, url: str) -> World:
    """A new installation with everybody of the cast in an open evaluation."""
    clock = Clock()
    place = settings(folder, url)
    world = World(place, installation.found(place, clock=clock), clock)
    people(world)
    seated(world)
    return world


def reopened(folder: Path, url: str, at: int, known: Known) -> World:
    """The copy of such an installation, opened anew."""
    clock = Clock(at)
    place = settings(folder, url)
    return World(place, installation.open_(place, clock=clock), clock, copy.deepcopy(known))


def settings(folder: Path, url: str) -> Settings:
    return Settings(data=folder / "data", keys=folder / "keys", database_url=url)
