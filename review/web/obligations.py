"""Obligations in words: what has to be done, why now, whom it waits for, and the page where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.domain.acts import Door, Reader, Words
from review.domain.vocabulary import Capacity
from review.projections.afterwards import Next
from review.projections.obligations import Obligation, What, Why
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.damaged import names_of
from review.web.labels import label
from review.web.links import way_to
from review.web.translations import gettext, ngettext
from review.web.translations import lazy_gettext as _

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
    return [_line(one, names) for one in found]


def _line(one: Obligation, names: Names) -> Line:
    shown = one.awaited if len(one.awaited) <= NAMED + 1 else one.awaited[:NAMED]
    return Line(
        one,
        sentence(one),
        reason(one),
        href(one),
        waits_for(one),
        tuple(names[person] for person in shown),
        len(one.awaited) - len(shown),
    )


REASONS: dict[Why, Any] = {
    Why.ASKED: _("You were asked for a response in the %(body)s"),
    Why.WRITER: _("You wrote them, and only you can see them"),
    Why.AUTHOR: _("You raised these comments"),
    Why.TEAM: _("You are in the evaluation team"),
    Why.LEAD: _("You lead the evaluation team"),
    Why.CHAIR: _("You lead this group"),
    Why.SECRETARY: _("You are the secretary of this group"),
    Why.OWNER: _("Your organisation %(organisation)s owns the source"),
    Why.AUTHORITY: _("You are a classification authority here"),
    Why.DIRECTOR: _("You decide as director"),
    Why.OFFICER: _("The other officer asked for it; two have to agree"),
}


def reason(one: Obligation) -> str:
    """Why it lies before the reader; empty for what others owe."""
    if one.why is None:
        return ""
    return str(REASONS[one.why]) % {"organisation": one.organisation, "body": label(one.body) if one.body else ""}


SENTENCES: dict[What, Any] = {
    What.SEAT_TEAM: _("Seat the evaluation team"),
    What.SUBMIT_FIRST: _("Submit the first version of the Terms of Reference"),
    What.OPEN_ROUND: _("Open a round in the %(body)s on %(document)s"),
    What.CLOSE_ROUND: _("Close the round of the %(body)s on %(document)s"),
    What.DISPOSE: _("Deal with the comments on %(document)s"),
    What.HEAR_MEMBERS: _("Too few were heard in the %(body)s on %(document)s: ask again, or waive the quorum"),
    What.PRESENT: _("Present %(document)s to the steering group and record it"),
    What.FINISH_TRACKS: _("Have the tracks of the research accepted, or drop them with a reason"),
    What.REQUEST_APPROVAL: _("Request approval of %(document)s"),
    What.RENEW_REQUEST: _("Withdraw the request for approval: %(document)s came after it"),
    What.APPROVE: _("Decide on the approval of %(document)s"),
    What.REVISE: _("Submit a version that follows %(document)s, which was returned"),
    What.LOOK_AT_FLAG: _("Look at flag %(number)s"),
    What.CONSULT: _("Record the consultation about flag %(number)s"),
    What.AGREE_SETTLEMENT: _("Agree on how flag %(number)s is settled"),
    What.APPLY_SETTLEMENT: _("Apply what was agreed on flag %(number)s"),
    What.MEET_CONDITION: _("Condition %(number)s of the approval of %(document)s has to be met and confirmed"),
    What.DECIDE_ERASURE: _("Decide on a request for erasure"),
    What.REBUILD: _("Have damaged rows made again (toetssteen rebuild), now unreadable: %(rows)s"),
}
UNJUDGED = _(
    "It cannot be judged whether %(document)s may be approved, and until it can nobody approves it. Have damaged"
    " rows made again (toetssteen rebuild), now unreadable: %(rows)s"
)
"""In place of the last one, where a gate rests on these rows."""


MEETING: dict[Why | None, Any] = {
    Why.LEAD: _("Meet condition %(number)s of the approval of %(document)s"),
    Why.DIRECTOR: _("Confirm condition %(number)s of the approval of %(document)s"),
}


FOLLOWS: dict[str, tuple[Any, str]] = {
    Next.SEND_REPORT: (_("Send the adopted report to the directorates"), "policy.show_response"),
    Next.RECEIVE_RESPONSE: (_("See that the policy response comes, and record the answers"), "policy.show_response"),
    Next.SUBMIT: (_("Send report and policy response to both Chambers"), "parliament.show_parliament"),
    Next.PUBLISH: (_("Publish the report"), "publication.show_publication"),
    Next.DECIDE_WITHHOLDING: (_("Decide whether a finding is withheld"), "withholdings.list_withholdings"),
    Next.CLOSE_FILE: (_("Close the file: the other one agreed"), "closing.show_file"),
}
"""What comes after the approval of the report, and on which page it is done."""


def sentence(one: Obligation) -> str:
    """What has to be done, as an imperative; counts are told where the reader may know them."""
    words = {"document": document(one), "number": one.number, "body": label(one.body) if one.body else ""}
    words["rows"] = names_of(one.damaged)
    match one.what:
        case What.RESPOND if one.why is Why.ASKED:
            return gettext("Respond to %(document)s", **words)
        case What.RESPOND:
            return ngettext(
                "%(num)d response on %(document)s still to come",
                "%(num)d responses on %(document)s still to come",
                one.count,
                **words,
            )
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
    return str(_fixed(one)) % words


def _objections(one: Obligation, words: dict[str, Any]) -> str:
    return ngettext(
        "Weigh %(num)d objection that is maintained on %(document)s",
        "Weigh %(num)d objections that are maintained on %(document)s",
        one.count,
        **words,
    )


def _drafts(one: Obligation, words: dict[str, Any]) -> str:
    return ngettext(
        "Look at %(num)d draft on %(document)s and submit it",
        "Look at %(num)d drafts on %(document)s and submit them",
        one.count,
        **words,
    )


def _fixed(one: Obligation) -> Any:
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
    if one.what is What.WEIGH_OBJECTIONS:
        return gettext("chair and team lead")
    if one.what is What.MEET_CONDITION:
        return gettext("director and team lead")
    if one.what is What.DISPOSE or one.what is What.STATE_LEVELS:
        return gettext("evaluation team")
    if one.what is What.LOOK_AT_FLAG or one.what is What.CONSULT:
        return gettext("team lead and classification authority")
    return "" if one.capacity is None else group_capacity(one)


def group_capacity(one: Obligation) -> str:
    """The capacity, for a chair with the group that is led."""
    if one.capacity is Capacity.CHAIR and one.body is not None:
        return gettext("chair of the %(body)s", body=label(one.body))
    return label(one.capacity)


STATES: dict[What, dict[str, str]] = {What.WEIGH_OBJECTIONS: {"state": "disputed"}}
"""Of which comments the list is shown, where it is not shown whole."""


def href(one: Obligation) -> str:
    """Where it is done; the evaluation itself where the room for it is not there."""
    if one.what is What.FOLLOW:
        return way_to(FOLLOWS[one.after][1], evaluation=one.evaluation)
    found, evaluation = "", {"evaluation": one.evaluation}
    version: dict[str, UUID | int | None] = {"draft": one.draft, "number": one.version}
    match one.what:
        case What.SEAT_TEAM:
            found = way_to("groups.show_groups", **evaluation)
        case What.SUBMIT_FIRST | What.REVISE:
            found = way_to("drafts.new_version", **evaluation)
        case What.OPEN_ROUND:
            found = way_to("rounds.new_round", **version)
        case What.RESPOND if one.why is Why.ASKED:
            found = way_to("drafts.show_version", **version)
        case What.SUBMIT_DRAFTS:
            found = way_to("sets.show_set", review_round=one.round)
        case What.RESPOND | What.CLOSE_ROUND:
            found = way_to("rounds.show_round", review_round=one.round)
        case What.CHANGE_TEXT:
            found = way_to("comments.list_comments", **evaluation, untrue="yes")
        case What.ANSWER:
            found = way_to("dispositions.show_answers", **evaluation)
        case What.DISPOSE | What.WEIGH_OBJECTIONS:
            found = way_to("comments.list_comments", **evaluation, **STATES.get(one.what, {}))
        case What.STATE_LEVELS:
            found = way_to("sources.show_sources", **evaluation)
        case What.LOOK_AT_FLAG | What.CONSULT | What.AGREE_SETTLEMENT | What.APPLY_SETTLEMENT:
            found = way_to("flags.show_flag", flag=one.subject)
        case What.PRESENT | What.HEAR_MEMBERS | What.REQUEST_APPROVAL | What.REBUILD if one.draft:
            found = way_to("approvals.show_gate", **version)
        case What.FINISH_TRACKS:
            found = way_to("tracks.list_tracks", **evaluation)
        case What.APPROVE | What.RENEW_REQUEST:
            found = way_to("approvals.show_approval", approval=one.subject)
        case What.MEET_CONDITION:
            found = way_to("approvals.show_approval", approval=one.subject, _anchor=f"condition-{one.number}")
        case What.DECIDE_ERASURE:
            found = way_to("erasures.list_erasures")
    return found or way_to("evaluations.show_evaluation", **evaluation)
