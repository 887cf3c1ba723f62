"""Classification flags: pointing at a sensitive reference, consulting its owner, settling what happens to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.flags import (
    NOTE_LIMIT,
    AgreeSettlement,
    DoubtFlag,
    RaiseFlag,
    RecordConsultation,
    ReopenFlag,
    SettleFlag,
)
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid, NotPermitted, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import FlagGround, Level, Settlement
from review.projections import drafts, evaluations, flags, sources
from review.projections.schema import Tx
from review.web import links, telling
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.flagging import FlagPage, FlagView, flag_page, flag_views, passage_of
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.labels import label
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

PARAGRAPH = "/drafts/<uuid:draft>/versions/<int(max=999999):number>/paragraphs/<int(max=9999999):block>/flags"
FLAG = "/flags/<uuid:flag>"
FORMS = ("doubt", "consultation", "agreement", "settlement", "reopening")

blueprint = Blueprint("flags", __name__)
links.install(blueprint)
telling.install(blueprint)


class Show(StrEnum):
    """Which flags the list shows."""

    OPEN = "open"
    MINE = "mine"
    SETTLED = "settled"
    ALL = "all"


# -- raising


@blueprint.get(PARAGRAPH)
def new_flag(draft: UUID, number: int, block: int) -> Response:
    """The form that flags one paragraph."""
    return _raising(draft, number, block, Entered())


@blueprint.post(PARAGRAPH)
def raise_flag(draft: UUID, number: int, block: int) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = _reader_of_draft(tx, draft)
    try:
        command = RaiseFlag(
            evaluation=evaluation,
            draft=draft,
            number=number,
            block=block,
            level=form.choice("level", Level),
            ground=form.choice("ground", FlagGround),
            source=form.identifier_or_none("source"),
            note=form.text("note"),
            **command_id(),
        )
        done = review().do(command, acting_for(Permission.RAISE_FLAG, evaluation))
    except Invalid as refused:
        return _raising(draft, number, block, form.refuse(refused), 422)
    said = gettext("The flag has been raised. The team and the classification authority see it.")
    return see_other(url_for("flags.show_flag", flag=done.subject), said=said)


def _raising(draft: UUID, number: int, block: int, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        door = review().door()
        evaluation, reader = _reader_of_draft(tx, draft)
        seats = offered(reader, Permission.RAISE_FLAG)
        if not seats:
            raise NotPermitted(act=Permission.RAISE_FLAG)
        passage = passage_of(tx, reader, evaluation, draft, number, block)
        if passage is None:
            raise Unknown(what="passage")
        register = [one for one in sources.register(tx, door, reader, evaluation) if not one.withdrawn]
        version = drafts.version(tx, door, reader, draft, number)
        title = evaluations.one(tx, door, reader, evaluation).title
    choices = [(one.id, gettext("%(number)s. %(title)s (%(owner)s)", **_named(one))) for one in register]
    return answer(
        "flags/new.html",
        "flags/_new.html",
        status,
        form=form,
        evaluation=evaluation,
        title=title,
        version=version,
        passage=passage,
        block=block,
        sources=choices,
        levels=[(one, label(one)) for one in Level if one is not Level.UNCLASSIFIED],
        grounds=[(one, links.capitalised(label(one))) for one in FlagGround],
        seats=seats,
        limit=NOTE_LIMIT,
    )


def _named(one: sources.Source) -> dict[str, Any]:
    title = plain(one.title)
    return {"number": one.number, "title": title if len(title) < 80 else title[:79] + "…", "owner": one.owner}


# -- the list


@blueprint.get("/evaluations/<uuid:evaluation>/flags")
def list_flags(evaluation: UUID) -> Response:
    """Every flag of an evaluation, with who is waited for."""
    show = Entered(request.args).choice_or_none("show", Show) or Show.OPEN
    with review().reading() as tx:
        door = review().door()
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        title = evaluations.one(tx, door, reader, evaluation).title
        found = flag_views(tx, reader, evaluation)
    counts = {one: sum(1 for _ in _chosen(found, one)) for one in Show}
    return answer(
        "flags/list.html",
        "flags/_list.html",
        evaluation=evaluation,
        title=title,
        now=reader.moment,
        flags=list(_chosen(found, show)),
        show=show,
        counts=counts,
    )


def _chosen(found: Iterable[FlagView], show: Show) -> Iterable[FlagView]:
    match show:
        case Show.OPEN:
            return (one for one in found if one.flag.is_open)
        case Show.SETTLED:
            return (one for one in found if not one.flag.is_open)
        case Show.MINE:
            return (one for one in found if one.is_mine)
        case Show.ALL:
            return found


# -- one flag


@blueprint.get(FLAG)
def show_flag(flag: UUID) -> Response:
    return _flag_page(flag, {})


@blueprint.post(f"{FLAG}/doubt")
def doubt_flag(flag: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> DoubtFlag:
        return DoubtFlag(
            evaluation=evaluation,
            flag=flag,
            directorate=form.text("directorate", required=True),
            motive=form.text("motive"),
            **command_id(),
        )

    said = gettext("The doubt has been recorded. Now consult the owner of the source.")
    return _act(flag, "doubt", Permission.RECORD_CONSULTATION, command, said)


@blueprint.post(f"{FLAG}/consultation")
def record_consultation(flag: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> RecordConsultation:
        return RecordConsultation(
            evaluation=evaluation,
            flag=flag,
            directorate=form.text("directorate", required=True),
            occurred_on=form.day("occurred_on"),
            outcome=form.text("outcome"),
            **command_id(),
        )

    said = gettext("The consultation has been recorded.")
    return _act(flag, "consultation", Permission.RECORD_CONSULTATION, command, said)


@blueprint.post(f"{FLAG}/agreement")
def agree_settlement(flag: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> AgreeSettlement:
        return AgreeSettlement(
            evaluation=evaluation,
            flag=flag,
            settlement=form.choice("settlement", Settlement),
            motive=form.text("motive"),
            **command_id(),
        )

    said = gettext("You agreed to this settlement. The team lead applies it.")
    return _act(flag, "agreement", Permission.SETTLE_FLAG, command, said)


@blueprint.post(f"{FLAG}/settlement")
def settle_flag(flag: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> SettleFlag:
        return SettleFlag(
            evaluation=evaluation,
            flag=flag,
            settlement=form.choice("settlement", Settlement),
            motive=form.text("motive"),
            in_version=form.number_or_none("in_version"),
            **command_id(),
        )

    said = gettext("The flag has been settled.")
    return _act(flag, "settlement", Permission.SETTLE_FLAG, command, said)


@blueprint.post(f"{FLAG}/reopening")
def reopen_flag(flag: UUID) -> Response:
    def command(evaluation: UUID, form: Entered) -> ReopenFlag:
        return ReopenFlag(evaluation=evaluation, flag=flag, motive=form.text("motive"), **command_id())

    said = gettext("The flag is open again.")
    return _act(flag, "reopening", Permission.RAISE_FLAG, command, said)


def _act(flag: UUID, name: str, permission: Permission, command: Callable[[UUID, Entered], Any], said: str) -> Response:
    """Carries out an act on a flag; a form that cannot be taken comes back as it was."""
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _reader, _flag = _flag_of(tx, flag)
    try:
        review().do(command(evaluation, form), acting_for(permission, evaluation))
    except Invalid as refused:
        return _flag_page(flag, {name: form.refuse(refused)}, 422)
    return see_other(url_for("flags.show_flag", flag=flag), said=said)


def _flag_page(flag: UUID, forms: dict[str, Entered], status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader, it = _flag_of(tx, flag)
        page: FlagPage = flag_page(tx, reader, evaluation, it)
    given = {name: forms.get(name, Entered()) for name in FORMS}
    return answer("flags/show.html", "flags/_flag.html", status, page=page, forms=given)


def _flag_of(tx: Tx, flag: UUID) -> tuple[UUID, Reader, flags.Flag]:
    """Raises Unknown where this reader may not read documents."""
    found = flags.one(tx, review().door(), reader_of(tx), flag)
    evaluation, reader = _reader_of_draft(tx, found.draft)
    return evaluation, reader, found


def _reader_of_draft(tx: Tx, draft: UUID) -> tuple[UUID, Reader]:
    evaluation = drafts.evaluation_of(tx, draft)
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return evaluation, reader
