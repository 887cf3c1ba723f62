"""Compromise: reporting it, reading what was reported, and saying what was done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
from review.commands.compromises import (
    CloseCompromise,
    ContainCompromise,
    InvestigateCompromise,
    ReportCompromise,
)
from review.domain import moments
from review.domain.acts import Event, Reader
from review.domain.compromises import BEFORE, CompromiseKind, CompromiseOutcome
from review.domain.errors import Invalid, NoSuchChoice
from review.domain.permissions import Permission
from review.domain.visibility import may_read
from review.projections import compromises, drafts, evaluations
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing, reader_of
from review.web.forms import Entered
from review.web.freezing import freeze_of, freezes
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.narrowing import version_title
from review.web.offers import Offer, offer
from review.web.safety_words import STEPS
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("compromises", __name__)
links.install(blueprint)
REPORT, HANDLE = Permission.REPORT_COMPROMISE, Permission.HANDLE_COMPROMISE
SEVERAL = "compromises/list.html"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version that is frozen; ``for_reader``: for who is signed in too."""

    since: int
    for_reader: bool


@blueprint.app_template_global("frozen_version")
def frozen_version(version: drafts.Version) -> Frozen | None:
    """Whether reading of a version is frozen for anybody."""
    with review().reading() as tx:
        reader = reader_of(tx, version.evaluation)
    found = [one for one in freezes() if one.root == version.root]
    if not found:
        return None
    mine = freeze_of(version.root, reader)
    return Frozen((mine or found[0]).at, mine is not None)


@blueprint.app_template_global("compromises_of")
def compromises_of(evaluation: UUID) -> list[compromises.Compromise]:
    """Those that who is signed in may know of."""
    with review().reading() as tx:
        return compromises.of_evaluation(tx, review().door(), reader_knowing(tx, evaluation), evaluation)


@blueprint.get("/evaluations/<uuid:evaluation>/compromises")
def list_compromises(evaluation: UUID) -> Response:
    """``?about=`` names the version that the form begins with."""
    return _list(evaluation, Entered({"about": Entered(request.args).text("about")}))


def _list(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        door = review().door()
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "compromises": compromises.of_evaluation(tx, door, reader, evaluation),
            "reporting": offer(tx, door, reader, REPORT, evaluation),
            "versions": _versions(tx, reader, evaluation),
            "today": moments.day_of(reader.moment),
        }
    return make_response(render_template(SEVERAL, form=entered, kinds=_choices(CompromiseKind), **context), status)


def _versions(tx: Tx, reader: Reader, evaluation: UUID) -> list[tuple[str, str]]:
    """Every version that can be named, the newest first; none for who reads no documents."""
    if not may_read(reader):
        return []
    return [
        (f"{one.id}/{version.number}", version_title(one, version.number))
        for one in drafts.documents(tx, review().door(), reader, evaluation)
        for version in one.versions
    ]


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, capitalised(label(one))) for one in kind]


def _about(entered: Entered) -> tuple[UUID | None, int]:
    """Document and number of the version that was chosen. Raises NoSuchChoice."""
    draft, _, number = entered.text("about").partition("/")
    if not draft:
        return None, 0
    try:
        return Entered({"about": draft}).identifier("about"), Entered({"about": number}).number("about")
    except Invalid:
        raise NoSuchChoice(field="about", value=draft[:40]) from None


@blueprint.post("/evaluations/<uuid:evaluation>/compromises")
def report_compromise(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(REPORT, evaluation)
    try:
        draft, number = _about(entered)
        command = ReportCompromise(
            evaluation=evaluation,
            kind=entered.choice("kind", CompromiseKind),
            since=entered.day("since"),
            text=entered.text("text"),
            draft=draft,
            number=number,
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _list(evaluation, entered.refuse(refused), 422)
    said = gettext("Your report is on record. Tell the security officer of your organisation at once too.")
    return see_other(url_for("compromises.show_compromise", compromise=done.subject), said=said)


# -- one compromise


@blueprint.get("/compromises/<uuid:compromise>")
def show_compromise(compromise: UUID) -> Response:
    return _show(compromise, "", Entered())


BY_WORD: dict[str, type[Event]] = {act.NAME.partition(".")[2]: act for act in BEFORE}


def _show(compromise: UUID, which: str, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, compromises.evaluation_of(tx, compromise))
        door = review().door()
        it = compromises.one(tx, door, reader, compromise)
        context = {
            "evaluation": evaluations.one(tx, door, reader, it.evaluation),
            "steps": compromises.steps_of(tx, door, reader, compromise),
            "acts": _acts(tx, reader, it),
            "version": dict(_versions(tx, reader, it.evaluation)).get(f"{it.draft}/{it.number}", ""),
            "today": moments.day_of(reader.moment),
        }
    forms = {word: entered if word == which else Entered() for word in BY_WORD}
    page = render_template(
        "compromises/compromise.html",
        it=it,
        which=which,
        forms=forms,
        step_words=STEPS,
        outcomes=_choices(CompromiseOutcome),
        **context,
    )
    return make_response(page, status)


def _acts(tx: Tx, reader: Reader, it: compromises.Compromise) -> dict[str, Offer]:
    """What this reader may do about it as it stands."""
    handling = offer(tx, review().door(), reader, HANDLE, it.evaluation)
    if handling is None:
        return {}
    return {word: handling for word, act in BY_WORD.items() if it.state is BEFORE[act]}


def _act(compromise: UUID, which: str, make: Callable[[UUID, Entered], Command], said: str) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation = compromises.evaluation_of(tx, compromise)
        compromises.one(tx, review().door(), reader_knowing(tx, evaluation), compromise)
    actor = acting_for(HANDLE, evaluation)
    try:
        review().do(make(evaluation, entered), actor)
    except Invalid as refused:
        return _show(compromise, which, entered.refuse(refused), 422)
    return see_other(url_for("compromises.show_compromise", compromise=compromise), said=said)


@blueprint.post("/compromises/<uuid:compromise>/containment")
def contain_compromise(compromise: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return ContainCompromise(
            evaluation=evaluation,
            compromise=compromise,
            measures=entered.text("measures"),
            officer_told_on=entered.day_or_none("officer_told_on"),
            **command_id(),
        )

    said = gettext("What was done at once is on record. What was frozen is read again.")
    return _act(compromise, "contained", make, said)


@blueprint.post("/compromises/<uuid:compromise>/investigation")
def investigate_compromise(compromise: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        outcome, findings = entered.choice("outcome", CompromiseOutcome), entered.text("findings")
        return InvestigateCompromise(
            evaluation=evaluation, compromise=compromise, outcome=outcome, findings=findings, **command_id()
        )

    return _act(compromise, "investigated", make, gettext("What was found out is on record."))


@blueprint.post("/compromises/<uuid:compromise>/closing")
def close_compromise(compromise: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        note = entered.text("note")
        return CloseCompromise(evaluation=evaluation, compromise=compromise, note=note, **command_id())

    return _act(compromise, "closed", make, gettext("The compromise is closed. Everything about it stays on record."))
