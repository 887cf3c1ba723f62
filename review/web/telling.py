"""Records told: one sentence per record, and who acted in which role for whom; the words that sentences share.

The sentences are templates, ``trail/acts/<name of the event>.html``, each with ``it`` (the record). They tell what was
done with its circumstances and never what somebody wrote. What else they need they ask for themselves, so that any
page can include them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, g
from markupsafe import Markup

from review.domain.acts import Door, Event, Lost, Name, Pseudonym, Reader, Recorded, Unnamed, Words
from review.domain.errors import Unknown
from review.domain.gates import ClauseName, Outcome
from review.domain.overlaps import Role
from review.domain.visibility import sees_comment
from review.domain.vocabulary import BodyKind, Capacity, Confirmation, Origin
from review.projections import overlaps, remarks, rounds, trail
from review.projections.disclosures import Unseen, Veils
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.links import way_to
from review.web.session import current_person, review
from review.web.told_words import BODIES, CLAUSES, CONFIRMATIONS, DOCUMENTS, OUTCOMES, ROOMS
from review.web.translations import gettext
from review.web.words import words


@dataclass(frozen=True, slots=True)
class Told:
    """A record as a row: who, in which role, for whom, on whose instruction, through which door, and what."""

    it: Recorded
    name: Name
    organisation: str
    capacity: Capacity | None
    instructed_by: Words | None
    acts_for: Words | None  #: whose power was used, under a mandate or in a window of acting
    also: tuple[Role, ...]  #: other roles of who acted that look at the same text
    by_command_line: bool
    is_installation: bool  #: the installation itself, by who works on the machine
    sentence: Markup
    href: str

    @property
    def position(self) -> int:
        return self.it.position

    @property
    def at(self) -> int:
        return self.it.at


def told(tx: Tx, door: Door, reader: Reader, records: Iterable[Recorded]) -> list[Told]:
    """These records as rows, with the names of everybody in them asked in one go."""
    found = list(records)
    veils = {log: Veils(tx, reader, log) for log in {it.log for it in found}}
    shown = [(veils[it.log].drawn_over(it), veils[it.log].over(it.position)) for it in found]
    envelopes = [it.envelope for it, _ in shown]
    names = Names(tx, door, reader, (who for by in envelopes for who in (by.person, by.instructed_by, by.acts_for)))
    _known_names().update(names)
    also = overlaps.beside(tx, [it for it, who in shown if who is None])
    return [_told(it, hidden, names, also.get((it.log, it.position), ())) for it, hidden in shown]


def _told(
    it: Recorded, hidden: Pseudonym | Unnamed | None, names: Mapping[UUID, Words], also: tuple[Role, ...]
) -> Told:
    by = it.envelope
    return Told(
        it,
        hidden or names[by.person],
        by.on_behalf_of,
        by.capacity,
        names[by.instructed_by] if by.instructed_by else None,
        names[by.acts_for] if by.acts_for else None,
        also,
        by.origin is Origin.CLI,
        by.person == review().installation.id,
        sentence(it),
        way_to("trail.show_record", evaluation=it.log, position=it.position),
    )


def of_lines(tx: Tx, log: UUID, lines: Iterable[trail.Line]) -> list[Recorded]:
    """The records of these lines, in their order."""
    return review().records_at(tx, log, [line.position for line in lines])


def sentence(it: Recorded) -> Markup:
    """What was done, without who did it: *plaatste opmerking 12 (methode) bij versie 2 van de Terms of Reference*."""
    of = "trail/unseen.html" if isinstance(it.event, Unseen) else f"trail/acts/{it.event.NAME}.html"
    template = current_app.jinja_env.get_template(of)
    return Markup(" ".join(template.render(it=it).split()).replace(" ,", ","))  # noqa: S704  # the template escapes


# -- what the sentences ask for


def install(blueprint: Blueprint) -> None:
    given: Sequence[Any] = (
        first_of,
        named,
        shows,
        the_body,
        the_document,
        the_version,
        clause_name,
        outcome_name,
        confirmation_name,
    )
    for function in given:
        blueprint.add_app_template_global(function)


class _Firsts:
    """The first records of streams; they never change, so they are kept."""

    KEPT = 5_000

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[UUID, UUID], Event] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, log: UUID, stream: UUID) -> Event | None:
        with self._lock:
            found = self._kept.get((log, stream))
        if found is not None:
            return found
        with review().reading() as tx:
            lines = trail.of_stream(tx, log, stream)
            if not lines:
                return None
            event = review().record(tx, log, lines[0].position).event
        with self._lock:
            self._kept[log, stream] = event
            while len(self._kept) > self.KEPT:
                self._kept.popitem(last=False)
        return event


_FIRSTS = _Firsts()


def first_of(it: Recorded, stream: UUID | None = None) -> Event | None:
    """The first event of the stream of a record, or of another thing in its log."""
    wanted = stream or it.stream
    if it.version == 1 and wanted == it.stream:
        return it.event
    return _FIRSTS.find(it.log, wanted)


def named(person: UUID | None) -> str | Markup:
    """The name of a person, asked once a request."""
    if person is None:
        return words(Lost.UNREADABLE)
    known = _known_names()
    if person not in known:
        with review().reading() as tx:
            reader = review().reader(tx, current_person())
            known[person] = Names(tx, review().door(), reader, [person])[person]
    return words(known[person])


def _known_names() -> dict[UUID, Words]:
    if "told_names" not in g:
        g.told_names = {}
    found: dict[UUID, Words] = g.told_names
    return found


def shows(it: Recorded) -> bool:
    """Whether this reader sees the comment that a record is about: its number is no secret, its kind may be.

    Nobody does where its rows are damaged: who may see it cannot be told then.
    """
    if not it.event.NAME.startswith("comment."):
        return True
    with review().reading() as tx:
        reader, responded = _watcher(tx, it.log)
        try:
            return sees_comment(reader, remarks.bare(tx, it.log, it.stream).facts, responded)
        except (Unknown, LookupError, ValueError):
            return False


def _watcher(tx: Tx, log: UUID) -> tuple[Reader, frozenset[UUID]]:
    """Who looks at a log, and the rounds answered by then; asked once a request."""
    if "told_watchers" not in g:
        g.told_watchers = {}
    known: dict[UUID, tuple[Reader, frozenset[UUID]]] = g.told_watchers
    if log not in known:
        reader = review().reader(tx, current_person(), log)
        known[log] = (reader, rounds.responded_by(tx, log, reader.seats))
    return known[log]


def the_body(body: BodyKind) -> str:
    return str(BODIES[body])


def the_document(event: Any) -> str:
    """*de Terms of Reference*, from anything with a kind and a part."""
    name = str(DOCUMENTS[event.kind])
    return gettext("%(document)s (part %(part)s)", document=name, part=event.part) if event.part else name


def the_version(event: Any, it: Recorded | None = None) -> str:
    """*versie 2 van de Terms of Reference*; with a record where the event names its document by id alone."""
    document = first_of(it, event.draft) if it is not None else event
    number = getattr(event, "draft_version", None) or event.number
    if document is None:
        return gettext("version %(number)s", number=number)
    return gettext("version %(number)s of %(document)s", number=number, document=the_document(document))


def clause_name(name: ClauseName) -> str:
    return str(CLAUSES[name])


def outcome_name(outcome: Outcome) -> str:
    return str(OUTCOMES[outcome])


def confirmation_name(confirmed_by: Confirmation) -> str:
    """How somebody proved at a grave act who it is."""
    return str(CONFIRMATIONS[confirmed_by])


def room_name(room: str) -> str:
    return str(ROOMS.get(room, room))
