"""Flags as their pages show them: where each points, whom it waits for, and what this reader can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.domain import moments
from review.domain.acts import Acting, Reader
from review.domain.errors import Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import TEAM, Capacity, FlagState, Settlement
from review.projections import drafts, evaluations, flags, sources, trail
from review.projections.schema import Tx
from review.web.acting import offered
from review.web.labels import label
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.spoken import Spoken, spoken
from review.web.telling import Told, of_lines, told
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

WAITED_FOR: dict[FlagState, frozenset[Capacity]] = {
    FlagState.RAISED: TEAM | {Capacity.CLASSIFICATION_AUTHORITY},
    FlagState.DOUBTED: TEAM | {Capacity.CLASSIFICATION_AUTHORITY},
    FlagState.CONSULTED: frozenset({Capacity.CLASSIFICATION_AUTHORITY}),
    FlagState.AGREED: frozenset({Capacity.TEAM_LEAD}),
    FlagState.SETTLED: frozenset(),
}
NEXT: dict[FlagState, Any] = {
    FlagState.RAISED: _("The classification authority agrees to a settlement, or somebody records doubt."),
    FlagState.DOUBTED: _("Somebody consults %(directorate)s and records the outcome."),
    FlagState.CONSULTED: _("The classification authority agrees to a settlement."),
    FlagState.AGREED: _("The team lead applies what was agreed."),
    FlagState.SETTLED: _("Nothing: the flag is settled."),
}
SETTLEMENTS: dict[Settlement, Any] = {
    Settlement.KEPT: _("The reference may stay as it is."),
    Settlement.REPHRASED: _("The team words it in another way, in a next version."),
    Settlement.REMOVED: _("The team takes the reference out, in a next version."),
    Settlement.DECLASSIFIED: _("The authority ends the classification of the source."),
    Settlement.WITHHELD: _("It stays out of the text and is told orally, in a closed setting."),
}


@dataclass(frozen=True, slots=True)
class FlagView:
    """A flag as a row."""

    flag: flags.Flag
    place: str
    source: sources.Source | None
    waits_for: str
    since: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a flag with what was written then."""

    act: Told
    texts: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class FlagPage:
    """One flag with its history and what can be done; a tuple of capacities is empty where an act is not open."""

    view: FlagView
    evaluation: evaluations.Evaluation
    document: drafts.Version
    passage: str
    history: tuple[Step, ...]
    next: str
    doubting: tuple[Acting, ...]
    consulting: tuple[Acting, ...]
    agreeing: tuple[Acting, ...]
    settling: tuple[Acting, ...]
    reopening: tuple[Acting, ...]
    is_own: bool  #: raised by this reader, who cannot settle it alone
    settlements: tuple[tuple[str, str, str], ...]
    owner: str
    today: str


def flag_views(tx: Tx, reader: Reader, evaluation: UUID) -> list[FlagView]:
    """Every flag of an evaluation: open ones first, then the youngest first."""
    door = review().door()
    found = flags.of_evaluation(tx, door, reader, evaluation)
    register = {one.id: one for one in sources.register(tx, door, reader, evaluation)}
    texts: dict[tuple[UUID, int], Text] = {}
    for one in found:
        version = (one.draft, one.draft_version)
        if version not in texts:
            texts[version] = _text(tx, reader, evaluation, *version)
    return [_view(tx, reader, evaluation, one, texts[one.draft, one.draft_version], register) for one in found]


def flag_page(tx: Tx, reader: Reader, evaluation: UUID, it: flags.Flag) -> FlagPage:
    door = review().door()
    text = _text(tx, reader, evaluation, it.draft, it.draft_version)
    register = {one.id: one for one in sources.register(tx, door, reader, evaluation)}
    view = _view(tx, reader, evaluation, it, text, register)
    records = of_lines(tx, evaluation, trail.of_stream(tx, evaluation, it.id))
    rows = told(tx, door, reader, records)
    steps = (Step(row, tuple(spoken(tx, door, reader, row.it))) for row in rows)
    waits = it.state is FlagState.DOUBTED
    consulting = offered(reader, Permission.RECORD_CONSULTATION) if it.is_open else ()
    is_own = it.person == reader.person
    settle = () if not it.is_open or waits or is_own else offered(reader, Permission.SETTLE_FLAG)
    return FlagPage(
        view=view,
        evaluation=evaluations.one(tx, door, reader, evaluation),
        document=drafts.version(tx, door, reader, it.draft, it.draft_version),
        passage=text.passage(it.block),
        history=tuple(steps),
        next=str(NEXT[it.state]) % {"directorate": it.directorate or ""},
        doubting=consulting if not waits else (),
        consulting=consulting,
        agreeing=_of(settle, Capacity.CLASSIFICATION_AUTHORITY),
        settling=_of(settle, Capacity.TEAM_LEAD) if it.state is FlagState.AGREED else (),
        reopening=offered(reader, Permission.RAISE_FLAG) if not it.is_open else (),
        is_own=is_own and bool(offered(reader, Permission.SETTLE_FLAG)),
        settlements=tuple((str(one), _capital(label(one)), str(SETTLEMENTS[one])) for one in Settlement),
        owner=it.directorate or (view.source.owner if view.source else ""),
        today=moments.day_of(reader.moment).isoformat(),
    )


def passage_of(
    tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int, block: int
) -> tuple[str, str] | None:
    """The name of a place and its words; None where the version has no such block. Raises Unknown."""
    text = _text(tx, reader, evaluation, draft, number)
    if block not in text.blocks:
        return None
    return text.name(block), text.passage(block)


def _of(found: tuple[Acting, ...], capacity: Capacity) -> tuple[Acting, ...]:
    return tuple(acting for acting in found if acting.capacity is capacity)


def _view(
    tx: Tx,
    reader: Reader,
    evaluation: UUID,
    it: flags.Flag,
    text: Text,
    register: dict[UUID, sources.Source],
) -> FlagView:
    waited = WAITED_FOR[it.state]
    last = trail.of_stream(tx, evaluation, it.id)[-1:]
    return FlagView(
        it,
        text.name(it.block),
        register.get(it.source) if it.source else None,
        _waits_for(it),
        last[0].at if last else it.at,
        reader.has(*waited) if waited else False,
    )


def _waits_for(it: flags.Flag) -> str:
    match it.state:
        case FlagState.RAISED:
            return gettext("the team or the classification authority")
        case FlagState.DOUBTED:
            return gettext("consultation with %(directorate)s", directorate=it.directorate or "")
        case FlagState.CONSULTED:
            return gettext("the classification authority")
        case FlagState.AGREED:
            return gettext("the team lead")
        case FlagState.SETTLED:
            return ""


def _text(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> Text:
    it = drafts.bare(tx, evaluation, draft, number)
    entries = review().versions.entries(tx, evaluation, draft, number)
    if not entries:
        raise Unknown(what="version")
    return text_of(entries, it.root, passages_door(evaluation, draft), reader)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
