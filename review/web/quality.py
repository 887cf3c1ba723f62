"""Judging quality on the criteria of a phase, and giving an independent opinion."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.quality import AssessQuality, FileOpinion
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.domain.quality import CRITERIA_OF, PHASES_OF, Criterion, Grade, QualityPhase
from review.projections import drafts, evaluations
from review.web import evidence, links
from review.web.acting import acting_for, command_id
from review.web.assurance import quality_of, quality_page
from review.web.evidence_words import ASKED
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

blueprint = Blueprint("quality", __name__)
links.install(blueprint)
evidence.install(blueprint)
blueprint.add_app_template_global(quality_of)


@blueprint.app_template_filter("asks")
def asks(criterion: Criterion) -> str:
    """What a criterion asks."""
    return str(ASKED[criterion])


@blueprint.get("/evaluations/<uuid:evaluation>/quality")
def show_quality(evaluation: UUID) -> Response:
    return quality_page(evaluation, {})


@blueprint.get(f"{VERSION}/assessments/new")
def new_assessment(draft: UUID, number: int) -> Response:
    """The form with every criterion of a phase; ``?phase=`` chooses it."""
    return _form(draft, number, Entered(request.args))


def _form(draft: UUID, number: int, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        judging = offer(tx, review().door(), reader, Permission.FILE_ASSESSMENT, evaluation)
        if judging is None:
            raise NotPermitted(act=Permission.FILE_ASSESSMENT)
        version = drafts.version(tx, review().door(), reader, draft, number)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
    phases = PHASES_OF[version.kind]
    chosen = form.choice_or_none("phase", QualityPhase)
    phase = chosen if chosen in phases else phases[0]
    context = {
        "evaluation": evaluation,
        "title": title,
        "version": version,
        "phase": phase,
        "phases": phases,
        "criteria": CRITERIA_OF[phase],
        "grades": [(one.value, capitalised(label(one))) for one in Grade],
        "judging": judging,
    }
    return make_response(render_template("quality/assessment.html", form=form, **context), status)


@blueprint.post(f"{VERSION}/assessments")
def assess_quality(draft: UUID, number: int) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    actor = acting_for(Permission.FILE_ASSESSMENT, evaluation)
    try:
        phase = form.choice("phase", QualityPhase)
        judged = tuple((one, form.choice(str(one), Grade), form.text(f"{one}_motive")) for one in CRITERIA_OF[phase])
        command = AssessQuality(
            evaluation=evaluation, draft=draft, number=number, phase=phase, judged=judged, **command_id()
        )
        review().do(command, actor)
    except Invalid as refused:
        return _form(draft, number, form.refuse(refused), 422)
    return _done(evaluation, gettext("Your judgement is on record."))


@blueprint.post(f"{VERSION}/opinions")
def file_opinion(draft: UUID, number: int) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    actor = acting_for(Permission.FILE_ASSESSMENT, evaluation)
    try:
        command = FileOpinion(
            evaluation=evaluation,
            draft=draft,
            number=number,
            text=form.text("text"),
            involvement=form.text("involvement"),
            no_policy=form.checked("no_policy"),
            no_role=form.checked("no_role"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return quality_page(evaluation, {"opinion": form.refuse(refused)}, 422)
    return _done(evaluation, gettext("Your opinion is on record. It goes along to the decision."))


def _done(evaluation: UUID, said: str) -> Response:
    return see_other(url_for("quality.show_quality", evaluation=evaluation), said=said)
