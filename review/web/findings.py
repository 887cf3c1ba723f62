"""Findings, conclusions and lessons: recording them with what they rest on, and how they are triangulated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.findings import TEXT_LIMIT, RecordFinding, ReviseFinding, WithdrawFinding
from review.domain.acts import Reader
from review.domain.errors import Invalid, NoSuchChoice, Unknown
from review.domain.findings import RANK, Aspect, Caution, FindingKind
from review.domain.goals import GoalLevel
from review.domain.permissions import Permission
from review.domain.visibility import sees_findings
from review.domain.vocabulary import DocumentKind
from review.projections import drafts, evaluations, findings, policy
from review.projections.schema import Tx
from review.web import evidence, links
from review.web.acting import acting_for, command_id, reader_knowing, reader_of
from review.web.cautioned import cautions_told
from review.web.evidence import is_reported, require_findings
from review.web.evidence_words import WHY
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.weighing import TYPES, Evidence, evidence_of

FINDING = "/findings/<uuid:finding>"
blueprint = Blueprint("findings", __name__)
links.install(blueprint)
blueprint.add_app_template_filter(cautions_told)
evidence.install(blueprint)


@blueprint.app_template_filter("why")
def why(caution: Caution) -> str:
    return str(WHY[caution])


@blueprint.app_template_filter("finding_name")
def finding_name(it: findings.Finding) -> str:
    """*Bevinding 3*, *Les 2*."""
    return f"{capitalised(label(it.kind))} {it.number}"


@blueprint.app_template_global("weak_evidence")
def weak_evidence(version: drafts.Version) -> Evidence | None:
    """What is weak in what a report rests on, for whoever decides on it; None where there is nothing to say."""
    if version.kind is not DocumentKind.REPORT:
        return None
    with review().reading() as tx:
        reader = reader_of(tx, version.evaluation)
        if not sees_findings(reader, reported=True):
            return None
        found = evidence_of(tx, reader, version.evaluation, noted=False)
    return found if found.held else None


# -- looking


@blueprint.get("/evaluations/<uuid:evaluation>/findings")
def list_findings(evaluation: UUID) -> Response:
    return _list(evaluation, Entered())


@blueprint.get("/evaluations/<uuid:evaluation>/findings/triangulation")
def show_triangulation(evaluation: UUID) -> Response:
    """Every finding against every type of source, and the questions that nothing answers yet."""
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        context = {
            "evaluation": evaluation,
            "title": evaluations.one(tx, review().door(), reader, evaluation).title,
            "evidence": evidence_of(tx, reader, evaluation),
        }
    return make_response(render_template("findings/triangulation.html", types=TYPES, **context))


@blueprint.get(FINDING)
def show_finding(finding: UUID) -> Response:
    return _show(finding, {})


def _reader(tx: Tx, evaluation: UUID) -> Reader:
    reader = reader_knowing(tx, evaluation)
    require_findings(tx, reader, evaluation)
    return reader


def _list(evaluation: UUID, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        context = {
            **_choices(),
            "evaluation": evaluation,
            "title": evaluations.one(tx, review().door(), reader, evaluation).title,
            "evidence": evidence_of(tx, reader, evaluation),
            "recording": offer(tx, review().door(), reader, Permission.RECORD_EVIDENCE, evaluation),
            "reported": is_reported(tx, evaluation),
        }
    return make_response(render_template("findings/findings.html", form=form, **context), status)


def _show(id: UUID, forms: dict[str, Entered], status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation = findings.evaluation_of(tx, id)
        reader = _reader(tx, evaluation)
        door = review().door()
        found = evidence_of(tx, reader, evaluation)
        it = found.one(id)
        if it is None:
            raise Unknown(what="finding")
        context = {
            **_choices(),
            "evaluation": evaluation,
            "title": evaluations.one(tx, door, reader, evaluation).title,
            "evidence": found,
            "it": it,
            "history": findings.history(tx, door, reader, id),
            "recording": None if it.withdrawn else offer(tx, door, reader, Permission.RECORD_EVIDENCE, evaluation),
            "rest_on_it": [one for one in found.held if id in one.rests_on],
            "responses": _responses(tx, reader, it),
        }
    given = {name: forms.get(name, Entered()) for name in ("revision", "withdrawal")}
    return make_response(render_template("findings/finding.html", forms=given, **context), status)


def _responses(tx: Tx, reader: Reader, it: findings.Finding) -> list[policy.Answered]:
    """What the policy response says to it, where the response names it."""
    found = policy.of_evaluation(tx, review().door(), reader, it.evaluation)
    return [one for one in found.items if one.finding == it.id] if found else []


def _choices() -> dict[str, Any]:
    return {
        "kinds": [(one.value, capitalised(label(one))) for one in FindingKind],
        "levels": [(one.value, capitalised(label(one))) for one in GoalLevel],
        "aspects": list(Aspect),
        "order": list(FindingKind),
        "rank": RANK,
        "longest": TEXT_LIMIT,
    }


# -- acting


@blueprint.post("/evaluations/<uuid:evaluation>/findings")
def record_finding(evaluation: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.RECORD_EVIDENCE, evaluation)
    try:
        command = RecordFinding(evaluation=evaluation, kind=form.choice("kind", FindingKind), **_linked(form))
        done = review().do(command, actor)
    except Invalid as refused:
        return _list(evaluation, form.refuse(refused), 422)
    where = url_for("findings.show_finding", finding=done.subject)
    return see_other(where, said=gettext("It is on record. Look at what is still weak in it."))


@blueprint.post(f"{FINDING}/revisions")
def revise_finding(finding: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> ReviseFinding:
        motive = form.text("motive", required=True)
        return ReviseFinding(evaluation=evaluation, finding=finding, motive=motive, **_linked(form))

    return _act(
        finding, "revision", command, gettext("The new wording is on record; the one before stays in the trail.")
    )


@blueprint.post(f"{FINDING}/withdrawal")
def withdraw_finding(finding: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> WithdrawFinding:
        motive = form.text("motive", required=True)
        return WithdrawFinding(evaluation=evaluation, finding=finding, motive=motive, **command_id())

    return _act(finding, "withdrawal", command, gettext("It has been withdrawn. It stays on record, struck out."))


def _act(
    finding: UUID, name: str, make: Callable[[UUID, Entered], ReviseFinding | WithdrawFinding], said: str
) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation = findings.evaluation_of(tx, finding)
        _reader(tx, evaluation)
    actor = acting_for(Permission.RECORD_EVIDENCE, evaluation)
    try:
        review().do(make(evaluation, form), actor)
    except Invalid as refused:
        return _show(finding, {name: form.refuse(refused)}, 422)
    return see_other(url_for("findings.show_finding", finding=finding), said=said)


def _linked(form: Entered) -> dict[str, Any]:
    """What both forms ask. Raises Invalid."""
    return {
        "text": form.text("text"),
        "level": form.choice_or_none("level", GoalLevel),
        "aspects": tuple(Entered({"aspects": one}).choice("aspects", Aspect) for one in form.values("aspects")),
        "questions": tuple(form.numbers("questions")),
        "sources": _ids(form, "sources"),
        "rests_on": _ids(form, "rests_on"),
        **command_id(),
    }


def _ids(form: Entered, name: str) -> tuple[UUID, ...]:
    try:
        return tuple(UUID(one) for one in form.values(name))
    except ValueError:
        raise NoSuchChoice(field=name) from None
