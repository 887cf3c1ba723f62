"""Integrity signals: raising one, reading those one may read, and saying what was done with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.signals import AssessSignal, RaiseSignal
from review.domain import moments
from review.domain.acts import Reader
from review.domain.errors import Invalid, Unknown
from review.domain.permissions import Permission, may
from review.domain.signals import SignalKind, SignalOutcome, assessors
from review.domain.visibility import may_know
from review.domain.vocabulary import Capacity
from review.projections import evaluations, signals
from review.projections.damage import Rows
from review.projections.people import Names
from review.projections.schema import Tx
from review.web import damaged, links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _
from review.web.words import plain

blueprint = Blueprint("signals", __name__)
links.install(blueprint)
EXPLAINED = {
    SignalKind.CONFLICT_OF_INTEREST: _("Somebody who takes part gains or loses by the outcome."),
    SignalKind.SELECTIVE_SUPPLY: _("Information is held back, or only part of it is supplied."),
    SignalKind.SELECTIVE_INTERPRETATION: _("What was found is read in one direction only."),
    SignalKind.STEERING_OR_PRESSURE: _("Somebody tries to decide on method, content, result or publication."),
}


@blueprint.app_template_global("signals_of")
@damaged.apart(Rows.SIGNALS)
def signals_of(evaluation: UUID) -> list[signals.Signal]:
    """The signals that who is signed in may know of."""
    with review().reading() as tx:
        return signals.of_evaluation(tx, review().door(), reader_knowing(tx, evaluation), evaluation)


@blueprint.app_template_filter("explained")
def explained(kinds: Mapping[SignalKind, object]) -> list[tuple[str, str, object]]:
    """Kinds as choices: value, word, explanation."""
    return [(kind.value, capitalised(label(kind)), why) for kind, why in kinds.items()]


@blueprint.app_template_filter("labelled")
def labelled(outcomes: Iterable[SignalOutcome]) -> list[tuple[str, str]]:
    return [(one.value, capitalised(label(one))) for one in outcomes]


@blueprint.get("/evaluations/<uuid:evaluation>/signals")
def list_signals(evaluation: UUID) -> Response:
    return _show(evaluation, Entered())


def _show(evaluation: UUID, entered: Entered, status: int = 200, at: UUID | None = None) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not may_know(reader):
            raise Unknown(what="evaluation")
        door = review().door()
        found = signals.of_evaluation(tx, door, reader, evaluation)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "signals": found,
            "raising": offer(tx, door, reader, Permission.RAISE_SIGNAL, evaluation),
            "assessing": offer(tx, door, reader, Permission.ASSESS_SIGNAL, evaluation),
            "people": _people(tx, reader, evaluation),
            "reads_own": any(may(Permission.SEE_SIGNALS, acting.capacity) for acting in reader.holds),
            **_assessable(tx, reader, evaluation, found),
        }
    lists = {"kinds": EXPLAINED, "outcomes": list(SignalOutcome), "at": at}
    return make_response(render_template("signals/signals.html", form=entered, **context, **lists), status)


def _assessable(tx: Tx, reader: Reader, evaluation: UUID, found: Iterable[signals.Signal]) -> dict[str, set[UUID]]:
    """Which signals this reader may assess, and which are left to the auditor (condition 22)."""
    usual = signals.usual_assessors(tx, evaluation, moments.day_of(reader.moment))
    left = {one.id for one in found if not assessors((one.person, one.concerns), usual, ()).usual}
    others = {one.id for one in found if not one.concerns_or_comes_from(reader.person)}
    may_always = any(acting.capacity is not Capacity.AUDITOR for acting in offered(reader, Permission.ASSESS_SIGNAL))
    return {"assessable": others if may_always else others & left, "left_to_auditor": left}


def _people(tx: Tx, reader: Reader, evaluation: UUID) -> list[tuple[str, str]]:
    """Whom a signal can concern, by name."""
    found = signals.people(tx, evaluation, moments.day_of(reader.moment)) - {reader.person}
    names = Names(tx, review().door(), reader, found)
    return sorted(((str(one), plain(names[one])) for one in found), key=lambda one: one[1].casefold())


@blueprint.post("/evaluations/<uuid:evaluation>/signals")
def raise_signal(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.RAISE_SIGNAL, evaluation)
    try:
        command = RaiseSignal(
            evaluation=evaluation,
            kind=entered.choice("kind", SignalKind),
            text=entered.text("text"),
            about=entered.identifier_or_none("about"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    said = gettext("Your signal is on record. The director, the chairs and the auditor read it.")
    return see_other(url_for("signals.list_signals", evaluation=evaluation), said=said)


@blueprint.post("/evaluations/<uuid:evaluation>/signals/<uuid:signal>/assessments")
def assess_signal(evaluation: UUID, signal: UUID) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        signals.one(tx, review().door(), reader_knowing(tx, evaluation), evaluation, signal)
    actor = acting_for(Permission.ASSESS_SIGNAL, evaluation)
    try:
        command = AssessSignal(
            evaluation=evaluation,
            signal=signal,
            outcome=entered.choice("outcome", SignalOutcome),
            motive=entered.text("motive"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422, signal)
    said = gettext("What was done with the signal is on record.")
    return see_other(url_for("signals.list_signals", evaluation=evaluation), said=said)
