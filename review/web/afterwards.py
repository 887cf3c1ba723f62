"""What the pages after the approval of the report have in common: the ways between them, and how an act is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request, url_for

from review.application import Command
from review.domain import moments
from review.domain.acts import Reader
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.projections import evaluations
from review.projections.schema import Tx
from review.web.acting import acting_for, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.links import way_to
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.translations import lazy_gettext as _

PAGES: tuple[tuple[str, Any], ...] = (
    ("policy.show_response", _("Policy response")),
    ("parliament.show_parliament", _("Parliament")),
    ("withholdings.list_withholdings", _("Withheld findings")),
    ("publication.show_publication", _("Publication")),
    ("commitments.list_commitments", _("Commitments")),
    ("closing.show_file", _("Case file")),
    ("progress.show_choice", _("Public page")),
)
"""The pages after the approval, in the order in which things happen."""


class Forms:
    """Which form of a page was sent and failed: that one shows what was entered, every other one is empty."""

    def __init__(self, act: str = "", entered: Entered | None = None) -> None:
        self.act = act
        self.entered = entered or Entered()

    def of(self, act: str) -> Entered:
        return self.entered if act == self.act else Entered()


def after_ways(evaluation: UUID) -> list[tuple[str, str, bool]]:
    """The pages after the approval: address, name, whether it is this one."""
    found = ((way_to(endpoint, evaluation=evaluation), str(name), endpoint) for endpoint, name in PAGES)
    here = request.endpoint or ""
    return [(href, name, endpoint.split(".")[0] == here.split(".")[0]) for href, name, endpoint in found if href]


def page(template: str, evaluation: UUID, forms: Forms, status: int, facts: Callable[[Tx, Reader], Any]) -> Response:
    """A page of one evaluation for who may know of it; ``facts`` answers what else the template shows."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        context = {
            "evaluation": evaluations.one(tx, review().door(), reader, evaluation),
            "today": moments.day_of(reader.moment),
            "now": reader.moment,
            "after_pages": after_ways(evaluation),
            "forms": forms,
            **facts(tx, reader),
        }
    return make_response(render_template(template, **context), status)


def offering(tx: Tx, reader: Reader, permission: Permission, evaluation: UUID) -> Offer | None:
    """What the forms of this act ask of this reader; None where the reader may not do it, or nothing moves now."""
    if evaluations.one(tx, review().door(), reader, evaluation).halt is not None:
        return None
    return offer(tx, review().door(), reader, permission, evaluation)


def carried_out(
    evaluation: UUID,
    needs: Permission,
    act: str,
    make: Callable[[Entered], Command],
    show: Callable[[UUID, Forms, int], Response],
    said: str,
) -> Response:
    """Does what a form asks and comes back to its page, ``act`` being the name of the form."""
    entered = Entered(request.form)
    actor = acting_for(needs, evaluation)
    try:
        review().do(make(entered), actor)
    except Invalid as refused:
        return show(evaluation, Forms(act, entered.refuse(refused)), 422)
    blueprint = (request.endpoint or "").split(".")[0]
    where = next(endpoint for endpoint, _name in PAGES if endpoint.startswith(f"{blueprint}."))
    return see_other(url_for(where, evaluation=evaluation), said=said)


def sent(name: str) -> str:
    """What a form says in one of its fields: tells apart the forms of things in a list."""
    return request.form.get(name, "")[:40]
