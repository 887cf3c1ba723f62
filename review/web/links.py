"""Links between rooms: an address is there once its room is, and the ways inside one evaluation stand on all its pages.

The rooms of an evaluation put them under the header: ``{{ ui.ways(_("In this evaluation"), evaluation_ways(id)) }}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, request, url_for

from review.domain.acts import Acting
from review.domain.permissions import Permission
from review.domain.visibility import may_know, may_read, may_replay
from review.web.acting import offered, reader_of
from review.web.labels import label
from review.web.session import review
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

ALWAYS, READING, REPLAYING, ERASING = range(4)
EVIDENCE = frozenset({"questions", "findings", "citations", "theory", "quality"})
WAYS = (
    (
        "evaluations.show_evaluation",
        _("Overview"),
        frozenset(
            {
                "evaluations",
                "halting",
                "amendments",
                "drafts",
                "word",
                "copies",
                "rounds",
                "unmaskings",
                "approvals",
                "conditions",
                "prints",
                "minority",
                "withdrawing",
                "changes",
                "wordings",
            }
        ),
        ALWAYS,
    ),
    ("comments.list_comments", _("Comments"), frozenset({"comments", "dispositions", "placements"}), READING),
    ("matrix.show_matrix", _("Response matrix"), frozenset({"matrix", "imports"}), READING),
    ("flags.list_flags", _("Flags"), frozenset({"flags"}), READING),
    ("sources.show_sources", _("Sources"), frozenset({"sources"}), READING),
    ("questions.show_questions", _("Evidence"), EVIDENCE, READING),
    ("planning.show_plan", _("Planning"), frozenset({"planning", "tracks", "interviews", "risks", "access"}), ALWAYS),
    ("meetings.list_meetings", _("Meetings"), frozenset({"meetings"}), READING),
    (
        "policy.show_response",
        _("Afterwards"),
        frozenset({"policy", "parliament", "withholdings", "publication", "commitments", "closing", "progress"}),
        ALWAYS,
    ),
    ("groups.show_groups", _("Groups"), frozenset({"groups", "interests", "quorums", "sections", "mandates"}), ALWAYS),
    ("signals.list_signals", _("Integrity"), frozenset({"signals", "compromises"}), ALWAYS),
    ("trail.show_trail", _("Trail"), frozenset({"trail"}), REPLAYING),
    ("erasures.list_erasures", _("Erasures"), frozenset({"erasures"}), ERASING),
)


def install(blueprint: Blueprint) -> None:
    blueprint.add_app_template_global(way_to)
    blueprint.add_app_template_global(is_here)
    blueprint.add_app_template_global(evaluation_ways)
    blueprint.add_app_template_global(reads_here)
    blueprint.add_app_template_filter(capitalised)


def is_here(endpoint: str, among: Iterable[str]) -> bool:
    """Whether the page lies at this one of several: it is its page, or an act on it that was refused."""
    here = request.endpoint or ""
    if here in among:
        return endpoint == here
    room = here.split(".")[0]
    return endpoint == next((one for one in among if one.split(".")[0] == room), None)


def way_to(endpoint: str, **values: Any) -> str:
    """The address of an endpoint; empty where this installation has no such room."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def evaluation_ways(evaluation: UUID) -> list[tuple[str, str, bool]]:
    """The ways inside one evaluation that are open to who is signed in: address, name, whether the page lies on it."""
    with review().reading() as tx:
        reader = reader_of(tx, evaluation)
    if not may_know(reader):
        return []
    open_to = {ALWAYS}
    open_to |= {READING} if may_read(reader) else set()
    open_to |= {REPLAYING} if may_replay(reader) else set()
    open_to |= {ERASING} if offered(reader, Permission.DECIDE_ERASURE) else set()
    found = [
        (_way(endpoint, evaluation), str(name), request.blueprint in rooms)
        for endpoint, name, rooms, to in WAYS
        if to in open_to
    ]
    return [way for way in found if way[0]]


def reads_here(evaluation: UUID) -> bool:
    """Whether who is signed in reads the documents of an evaluation, and so finds the pages that go with them."""
    with review().reading() as tx:
        return may_read(reader_of(tx, evaluation))


def _way(endpoint: str, evaluation: UUID) -> str:
    return way_to(endpoint) if endpoint == "erasures.list_erasures" else way_to(endpoint, evaluation=evaluation)


def capitalised(text: str) -> str:
    """With a capital first letter and the rest as it is: the words of the lists start small."""
    return text[:1].upper() + text[1:]


def seat_choices(seats: Iterable[Acting]) -> list[tuple[str, str]]:
    """The choices of *In welke hoedanigheid?*: each seat or office with the group or organisation it is held for."""
    return [(str(acting.seat), capitalised(_seat(acting))) for acting in seats]


def _seat(acting: Acting) -> str:
    if acting.mandated_by is not None:
        return gettext("%(capacity)s, under a mandate", capacity=label(acting.capacity))
    where = label(acting.body) if acting.body else acting.organisation
    return f"{label(acting.capacity)} ({where})" if where else label(acting.capacity)
