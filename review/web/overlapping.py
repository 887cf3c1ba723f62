"""Two roles of one person, where acts and decisions are told."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint

from review.domain import moments
from review.domain.overlaps import Role
from review.projections import overlaps
from review.web.acting import reader_knowing
from review.web.labels import label
from review.web.session import review

blueprint = Blueprint("overlapping", __name__)


@blueprint.app_template_filter("role_name")
def role_name(role: Role) -> str:
    """*voorzitter (referentiegroep)*; an office by its name alone."""
    return f"{label(role.capacity)} ({label(role.body)})" if role.body else label(role.capacity)


@blueprint.app_template_global("overlap_unexplained")
def overlap_unexplained(evaluation: UUID) -> bool:
    """Whether who is signed in has to say why this person decides as well."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        return overlaps.unexplained(tx, evaluation, reader.person, moments.day_of(reader.moment))


@blueprint.app_template_global("overlap_motives")
def overlap_motives(evaluation: UUID, person: UUID) -> list[overlaps.Motive]:
    """What was put on record when this person took a second role."""
    with review().reading() as tx:
        return overlaps.motives(tx, review().door(), reader_knowing(tx, evaluation), evaluation, person)
