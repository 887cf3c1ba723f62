"""Obligations in words: what has to be done, why now, whom it waits for, and the page where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.domain.access_reviews import ReviewScope
from review.domain.acts import Door, Reader, Words
from review.domain.vocabulary import Capacity
from review.projections.afterwards import Next
from review.projections.obligation import Obligation, What, Why
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.damaged import names_of
from review.web.labels import label
from review.web.links import way_to
from review.web.obligation_words import (
    ASSESSORS,
    BOTH,
    FOLLOWS,
    HANDLING,
    MEETING,
    PRIVILEGED,
    REASONS,
    ROOMS,
    SENTENCES,
    SEVERAL,
    UNJUDGED,
)
from review.web.translations import gettext, ngettext

NAMED = 2
"""So many people are called by name; of more the capacity and the number are told."""


@dataclass(frozen=True, slots=True)
class Line:
    """An obligation as a row of a page."""

    obligation: Obligation
    sentence: str
    reason: str
    href: str
    waits_for: str  #: the capacity, or the members who were asked
    names: tuple[Words, ...]  #: of the first few who are waited for
    more: int  #: how many others


def lines(tx: Tx, door: Door, reader: Reader, found: Iterable[Obligation]) -> list[Line]:
    found = list(found)
    names = Names(tx, door, reader, (person for one in found for person in one.awaited))
    return [_line(one, names, reader.person) for one in found]


def _line(one: Obligation, names: Names, reader: UUID) -> Line:
    shown = one.awaited if len(one.awaited) <= NAMED + 1 else one.awaited[:NAMED]
    return Line(
        one,
        sentence(one),
        reason(one),
        href(one, for_them=reader in one.awaited),
        waits_for(one),
        tuple(names[person] for person in shown),
        len(one.awaited) - len(shown),
    )


def reason(one: Obligation) -> str:
    """Why it lies before the reader; empty for what others owe."""
    if one.why is None:
        return ""
    return str(REASONS[one.why]) % {"organisation": one.organisation, "body": label(one.body) if one.body else ""}


def sentence(one: Obligation) -> str:
    """What has to be done, as an imperative; counts are told where the reader may know them."""
    words = {"document": document(one), "number": one.number, "body": label(one.body) if one.body else ""}
    words["rows"] = names_of(one.damaged)
    words["missing"] = ", ".join(label(clause) for clause in one.missing)
    match one.what:
        case What.RESPOND if one.why is Why.ASKED:
            return gettext("Respond to %(document)s", **words)
        case What.RESPOND:
            return _responses(one, words)
        case What.SUBMIT_DRAFTS:
            return _drafts(one, words)
        case What.DISPOSE if one.count:
            return ngettext(
                "Deal with %(num)d comment on %(document)s",
                "Deal with %(num)d comments on %(document)s",
                one.count,
                **words,
            )
        case What.ANSWER:
            return ngettext(
                "Say whether you are satisfied: %(num)d of your comments on %(document)s was dealt with",
                "Say whether you are satisfied: %(num)d of your comments on %(document)s were dealt with",
                one.count,
                **words | {"document": whole_document(one)},
            )
        case What.WEIGH_OBJECTIONS:
            return _objections(one, words)
        case What.CHANGE_TEXT:
            return _change(one, words)
        case What.STATE_LEVELS:
            return ngettext("State the level of %(num)d source", "State the level of %(num)d sources", one.count)
        case What.FOLLOW_UP:
            return _follow_up(one)
    return str(_fixed(one)) % words


def _responses(one: Obligation, words: dict[str, Any]) -> str:
    return ngettext(
        "%(num)d response on %(document)s still to come",
        "%(num)d responses on %(document)s still to come",
        one.count,
        **words,
    )


def _objections(one: Obligation, words: dict[str, Any]) -> str:
    return ngettext(
        "Weigh %(num)d objection that is maintained on %(document)s",
        "Weigh %(num)d objections that are maintained on %(document)s",
        one.count,
        **words,
    )


def _follow_up(one: Obligation) -> str:
    return ngettext("Record how %(num)d commitment stands", "Record how %(num)d commitments stand", one.count)


def _drafts(one: Obligation, words: dict[str, Any]) -> str:
    return ngettext(
        "Look at %(num)d draft on %(document)s and submit it",
        "Look at %(num)d drafts on %(document)s and submit them",
        one.count,
        **words,
    )


def _fixed(one: Obligation) -> Any:
    if one.what is What.HANDLE_COMPROMISE:
        return HANDLING[one.after]
    if one.what is What.REVIEW_ACCESS:
        return PRIVILEGED if one.after == ReviewScope.PRIVILEGED else SENTENCES[one.what]
    if one.after:
        return FOLLOWS[one.after][0]
    if one.what is What.REBUILD and one.draft is not None:
        return UNJUDGED
    return MEETING.get(one.why, SENTENCES[one.what]) if one.what is What.MEET_CONDITION else SENTENCES[one.what]


def _change(one: Obligation, words: dict[str, Any]) -> str:
    if not one.count:
        return gettext("Change the text where comments on %(document)s were accepted", **words)
    return ngettext(
        "Change the text: %(num)d accepted comment is not in %(document)s yet",
        "Change the text: %(num)d accepted comments are not in %(document)s yet",
        one.count,
        **words,
    )


def whole_document(one: Obligation) -> str:
    """Without a version: what was said about it may be about any."""
    if one.kind is None:
        return ""
    if one.part:
        return gettext("%(document)s, part %(part)s", document=label(one.kind), part=one.part)
    return label(one.kind)


def document(one: Obligation) -> str:
    if one.kind is None:
        return ""
    if one.part:
        words = {"document": label(one.kind), "part": one.part, "number": one.version}
        return gettext("%(document)s, part %(part)s, version %(number)s", **words)
    return gettext("%(document)s version %(number)s", document=label(one.kind), number=one.version)


def waits_for(one: Obligation) -> str:
    if one.what is What.RESPOND:
        return gettext("members of the %(body)s", body=label(one.body)) if one.body else ""
    if one.what in SEVERAL:
        return str(SEVERAL[one.what])
    if one.capacity is Capacity.DIRECTOR:
        if one.what is What.CLEAR_CLOSING or one.after == Next.AGREE_CLOSING:
            return str(BOTH)
        if one.what is What.ASSESS_SIGNAL:
            return str(ASSESSORS)
    return "" if one.capacity is None else group_capacity(one)


def group_capacity(one: Obligation) -> str:
    """The capacity, for a chair with the group that is led."""
    if one.capacity is Capacity.CHAIR and one.body is not None:
        return gettext("chair of the %(body)s", body=label(one.body))
    return label(one.capacity)


FORMS = frozenset({What.SUBMIT_FIRST, What.REVISE, What.REPLACE, What.OPEN_ROUND, What.DECIDE_ERASURE})
"""What is done on a page that is for nobody else."""


def href(one: Obligation, *, for_them: bool = True) -> str:
    """Where it is done, or for others where it can be read; the evaluation itself where there is no room for it."""
    if one.what is What.FOLLOW:
        return way_to(FOLLOWS[one.after][1], evaluation=one.evaluation)
    if not for_them and one.what in FORMS:
        found = way_to("drafts.show_version", draft=one.draft, number=one.version) if one.draft else ""
    else:
        found = way_to(ROOMS[one.what], evaluation=one.evaluation) if one.what in ROOMS else _narrow(one)
    return found or way_to("evaluations.show_evaluation", evaluation=one.evaluation)


def _narrow(one: Obligation) -> str:
    version: dict[str, UUID | int | None] = {"draft": one.draft, "number": one.version}
    match one.what:
        case What.OPEN_ROUND:
            return way_to("rounds.new_round", **version)
        case What.RESPOND if one.why is Why.ASKED:
            return way_to("drafts.show_version", **version)
        case What.SUBMIT_DRAFTS:
            return way_to("sets.show_set", review_round=one.round)
        case What.RESPOND | What.CLOSE_ROUND:
            return way_to("rounds.show_round", review_round=one.round)
        case What.CHANGE_TEXT:
            return way_to("comments.list_comments", evaluation=one.evaluation, untrue="yes")
        case What.WEIGH_OBJECTIONS:
            return way_to("comments.list_comments", evaluation=one.evaluation, state="disputed")
        case What.LOOK_AT_FLAG | What.CONSULT | What.AGREE_SETTLEMENT | What.APPLY_SETTLEMENT:
            return way_to("flags.show_flag", flag=one.subject)
        case What.START_TRACK | What.DELIVER_TRACK | What.ACCEPT_TRACK | What.RESUME_TRACK:
            return way_to("tracks.show_track", track=one.subject)
        case What.PRESENT | What.HEAR_MEMBERS | What.REQUEST_APPROVAL | What.REBUILD if one.draft:
            return way_to("approvals.show_gate", **version)
        case What.APPROVE | What.RENEW_REQUEST:
            return way_to("approvals.show_approval", approval=one.subject)
        case What.MEET_CONDITION:
            return way_to("approvals.show_approval", approval=one.subject, _anchor=f"condition-{one.number}")
        case What.REVIEW_LEVEL:
            return way_to("sources.show_sources", evaluation=one.evaluation, _anchor=f"source-{one.number}")
        case What.HANDLE_COMPROMISE:
            return way_to("compromises.show_compromise", compromise=one.subject)
        case What.REVIEW_ACCESS:
            return way_to("access_reviews.show_reviews")
        case What.DECIDE_ERASURE:
            return way_to("erasures.list_erasures")
    return ""
