"""The web floor put together: the one place that knows every room."""

from __future__ import annotations

from flask import Blueprint, Flask

from review.application import Review
from review.web import (
    approvals,
    assets,
    attendances,
    audiences,
    changes,
    citations,
    comments,
    commitments,
    compiled,
    conditions,
    copies,
    desk,
    dispositions,
    drafts,
    erasures,
    errors,
    evaluations,
    findings,
    flags,
    groups,
    halting,
    imports,
    interests,
    labels,
    mandates,
    matrix,
    meetings,
    minority,
    navigation,
    notices,
    overlapping,
    parliament,
    passkeys,
    people,
    permissions,
    personas,
    placements,
    policy,
    preferences,
    prints,
    publication,
    questions,
    quorums,
    reaffirming,
    recipients,
    replies,
    reports,
    rounds,
    sections,
    security,
    session,
    sets,
    signals,
    signin,
    sources,
    theory,
    times,
    trail,
    translations,
    unmaskings,
    withholdings,
    word,
    wordings,
    words,
)
from review.web.htmx import htmx

ROOMS: tuple[Blueprint, ...] = (
    reports.blueprint,
    signin.blueprint,
    desk.blueprint,
    people.blueprint,
    permissions.blueprint,
    evaluations.blueprint,
    groups.blueprint,
    recipients.blueprint,
    overlapping.blueprint,
    mandates.blueprint,
    sections.blueprint,
    sources.blueprint,
    questions.blueprint,
    findings.blueprint,
    citations.blueprint,
    theory.blueprint,
    drafts.blueprint,
    prints.blueprint,
    word.blueprint,
    copies.blueprint,
    rounds.blueprint,
    quorums.blueprint,
    reaffirming.blueprint,
    interests.blueprint,
    signals.blueprint,
    halting.blueprint,
    policy.blueprint,
    parliament.blueprint,
    withholdings.blueprint,
    publication.blueprint,
    commitments.blueprint,
    meetings.blueprint,
    unmaskings.blueprint,
    comments.blueprint,
    placements.blueprint,
    audiences.blueprint,
    matrix.blueprint,
    imports.blueprint,
    sets.blueprint,
    attendances.blueprint,
    replies.blueprint,
    dispositions.blueprint,
    wordings.blueprint,
    minority.blueprint,
    changes.blueprint,
    flags.blueprint,
    approvals.blueprint,
    conditions.blueprint,
    passkeys.blueprint,
    trail.blueprint,
    erasures.blueprint,
)
SHELL = (
    compiled,
    translations,
    security,
    session,
    errors,
    assets,
    preferences,
    notices,
    navigation,
    labels,
    times,
    words,
)


def create_app(review: Review, *, https: bool = False, testing: bool = False) -> Flask:
    """The application over one installation. ``https``: it is reached over HTTPS, perhaps through a proxy."""
    app = Flask("review.web", static_folder=None)
    app.config.update(HTTPS=https, TESTING=testing, PROPAGATE_EXCEPTIONS=False, DEMO=review.is_demo)
    app.extensions["review"] = review
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    htmx.init_app(app)
    for part in SHELL:
        part.install(app)
    for room in ROOMS:
        app.register_blueprint(room)
    if review.is_demo:
        personas.install(app)
    return app
