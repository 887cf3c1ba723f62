"""Register of sources: on what the evaluation rests, who owns each source, and at which level it stands (rule K1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.sources import ReclassifySource, RegisterSource, StateLevel, WithdrawSource
from review.domain import moments
from review.domain.acts import Reader, Words
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.domain.sources import LevelGround, is_authority_over
from review.domain.visibility import require_reading
from review.domain.vocabulary import Level, SourceType
from review.projections import evaluations, sources
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import answer, redirect_or
from review.web.labels import label
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.translations import gettext

UNSTATED = "unstated"
blueprint = Blueprint("sources", __name__)
Filters = list[tuple[str, str, bool]]


@dataclass(frozen=True, slots=True)
class Page:
    """The register as it is filtered: sources without a level first, withdrawn ones last."""

    id: UUID
    title: Words
    rows: tuple[sources.Source, ...]
    withdrawn: tuple[sources.Source, ...]
    total: int
    unstated: tuple[sources.Source, ...]
    by_level: Filters
    by_owner: Filters
    registering: Offer | None
    setting: Mapping[UUID, Offer]  #: of which sources this reader sets, revises or ends the level
    history: Mapping[UUID, list[sources.LevelSet]]
    today: date
    owners: tuple[str, ...]
    levels: list[tuple[str, str]]
    types: list[tuple[str, str]]
    grounds: list[tuple[str, str]]


@blueprint.get("/evaluations/<uuid:evaluation>/sources")
def show_sources(evaluation: UUID) -> Response:
    return _answer(evaluation, Entered())


@blueprint.post("/evaluations/<uuid:evaluation>/sources")
def register_source(evaluation: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.REGISTER_SOURCE, evaluation)
    try:
        command = RegisterSource(
            evaluation=evaluation,
            title=form.text("title", required=True),
            type=form.choice("type", SourceType),
            owner=form.text("organisation", required=True),
            level=form.choice_or_none("level", Level),
            locator=form.text("locator"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422)
    return _done(evaluation, gettext("The source has been registered."))


@blueprint.post("/evaluations/<uuid:evaluation>/sources/<uuid:source>/level")
def state_level(evaluation: UUID, source: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.REGISTER_SOURCE, evaluation)
    try:
        command = StateLevel(
            evaluation=evaluation,
            source=source,
            level=form.choice("level", Level),
            basis=form.text("basis"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422, at=("level", source))
    return _done(evaluation, gettext("The level has been recorded."))


@blueprint.post("/evaluations/<uuid:evaluation>/sources/<uuid:source>/withdrawal")
def withdraw_source(evaluation: UUID, source: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.REGISTER_SOURCE, evaluation)
    try:
        motive = form.text("motive", required=True)
        review().do(WithdrawSource(evaluation=evaluation, source=source, motive=motive, **command_id()), actor)
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422, at=("withdraw", source))
    return _done(evaluation, gettext("The source has been withdrawn. It stays in the register."))


@blueprint.post("/evaluations/<uuid:evaluation>/sources/<uuid:source>/classification")
def reclassify_source(evaluation: UUID, source: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.SET_LEVEL, evaluation)
    try:
        command = ReclassifySource(
            evaluation=evaluation,
            source=source,
            level=form.choice("level", Level),
            ground=form.choice("ground", LevelGround),
            motive=form.text("motive", required=True),
            review_on=form.day_or_none("review_on"),
            review_event=form.text("review_event"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _answer(evaluation, form.refuse(refused), 422, at=("classify", source))
    return _done(evaluation, gettext("The level is set. The team cannot state another one."))


def _answer(
    evaluation: UUID, form: Entered, status: int = 200, at: tuple[str, UUID | None] = ("register", None)
) -> Response:
    """``at``: which of the forms ``form`` was, and of which source; the others are as they come."""
    context: dict[str, Any] = {"page": _page(evaluation), "form": form, "at": at, "blank": Entered()}
    return answer("sources/sources.html", "sources/_register.html", status, **context)


def _done(evaluation: UUID, said: str) -> Response:
    where = url_for("sources.show_sources", evaluation=evaluation)
    context: dict[str, Any] = {"page": _page(evaluation), "form": Entered(), "at": ("", None), "blank": Entered()}
    return redirect_or(where, "sources/_register.html", said=said, **context)


def _page(evaluation: UUID) -> Page:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        door = review().door()
        title = evaluations.one(tx, door, reader, evaluation).title
        found = sources.register(tx, door, reader, evaluation)
        registering = offer(tx, door, reader, Permission.REGISTER_SOURCE, evaluation)
        setting = _setting(tx, reader, evaluation, found)
        history = sources.history(tx, door, reader, evaluation)
    level, owner = request.args.get("level", ""), request.args.get("owner", "")
    used = [source for source in found if not source.withdrawn]
    shown = [source for source in used if _fits(source, level, owner)]
    return Page(
        evaluation,
        title,
        tuple(sorted(shown, key=lambda source: source.level is not None)),
        tuple(source for source in found if source.withdrawn and _fits(source, level, owner)),
        len(found),
        tuple(source for source in used if source.level is None),
        _by_level(evaluation, used, level, owner),
        _by_owner(evaluation, used, level, owner),
        registering,
        setting,
        history,
        moments.day_of(reader.moment),
        tuple(sorted({source.owner for source in found})),
        [(str(one), label(one)) for one in Level],
        [(str(one), links.capitalised(label(one))) for one in SourceType],
        [(str(one), links.capitalised(label(one))) for one in LevelGround],
    )


def _setting(tx: Tx, reader: Reader, evaluation: UUID, found: list[sources.Source]) -> dict[UUID, Offer]:
    """Condition 11: an authority over the owner, and a director who is registered as one."""
    it = offer(tx, review().door(), reader, Permission.SET_LEVEL, evaluation)
    if it is None:
        return {}
    return {
        one.id: it
        for one in found
        if not one.withdrawn and any(is_authority_over(acting, one.owner) for acting in reader.holds)
    }


def _fits(source: sources.Source, level: str, owner: str) -> bool:
    return (not level or level == (source.level or UNSTATED)) and (not owner or owner == source.owner)


def _by_level(evaluation: UUID, used: list[sources.Source], level: str, owner: str) -> Filters:
    counted = {str(one): sum(source.level is one for source in used) for one in Level}
    counted = {UNSTATED: sum(source.level is None for source in used), **counted}
    names = {UNSTATED: gettext("no level stated"), **{str(one): label(one) for one in Level}}
    choices = [(names[key], key) for key, count in counted.items() if count]
    return _filters(
        evaluation, [(gettext("All levels"), ""), *choices], level, lambda key: {"level": key, "owner": owner}
    )


def _by_owner(evaluation: UUID, used: list[sources.Source], level: str, owner: str) -> Filters:
    owners = sorted({source.owner for source in used})
    choices = [(gettext("All owners"), ""), *((one, one) for one in owners)]
    return _filters(evaluation, choices, owner, lambda key: {"level": level, "owner": key})


def _filters(evaluation: UUID, choices: list[tuple[str, str]], chosen: str, where: Any) -> Filters:
    def address(key: str) -> str:
        asked = {name: value for name, value in where(key).items() if value}
        return url_for("sources.show_sources", evaluation=evaluation, **asked)

    return [(address(key), name, key == chosen) for name, key in choices]
