"""The words for obligations: what has to be done, and why it lies before somebody."""

from __future__ import annotations

from typing import Any

from review.domain.compromises import CompromiseState
from review.projections.afterwards import Next
from review.projections.obligation import What, Why
from review.web.translations import lazy_gettext as _

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
    Why.AUDITOR: _("You check who may do what"),
    Why.OFFICER: _("The other officer asked for it; two have to agree"),
    Why.TRACK: _("You do this track"),
    Why.ASSESSOR: _("You may say here what was done with a signal"),
    Why.EXPERT: _("You are an independent member here"),
    Why.KEEPER: _("Director and records manager close a file together"),
}


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
    What.REPLACE: _("Submit a version that follows %(document)s, which was withdrawn"),
    What.LOOK_AT_FLAG: _("Look at flag %(number)s"),
    What.CONSULT: _("Record the consultation about flag %(number)s"),
    What.AGREE_SETTLEMENT: _("Agree on how flag %(number)s is settled"),
    What.APPLY_SETTLEMENT: _("Apply what was agreed on flag %(number)s"),
    What.PLAN_TRACKS: _("Plan the tracks of the research"),
    What.START_TRACK: _("Give out or start track %(number)s"),
    What.DELIVER_TRACK: _("Deliver track %(number)s"),
    What.ACCEPT_TRACK: _("Accept track %(number)s, or send it back"),
    What.RESUME_TRACK: _("Resume track %(number)s, which was postponed, or drop it"),
    What.SUBMIT_REPORT: _("Submit the first version of the report"),
    What.SIGN_PLEDGE: _("Sign the ethics pledge, before the research begins"),
    What.JUDGE_QUALITY: _("Judge the quality of %(document)s as the final report"),
    What.MEET_BOARD: _("Meet with the sounding board: six weeks have passed without it"),
    What.REVIEW_SUSPENSION: _("Look at the suspension again: resume the evaluation or end it"),
    What.ASSESS_SIGNAL: _("Say what was done with an integrity signal"),
    What.CLEAR_CLOSING: _("Before the file can be closed: %(missing)s"),
    What.MEET_CONDITION: _("Condition %(number)s of the approval of %(document)s has to be met and confirmed"),
    What.DECIDE_ERASURE: _("Decide on a request for erasure"),
    What.REVIEW_ACCESS: _("Review who may do what: everything, yearly"),
    What.REVIEW_LEVEL: _("Review the level of source %(number)s, whose day has come"),
    What.REBUILD: _("Have damaged rows made again (toetssteen rebuild), now unreadable: %(rows)s"),
}
PRIVILEGED = _("Review who holds privileged offices, quarterly")
HANDLING: dict[str, Any] = {
    CompromiseState.REPORTED: _("Say what was done at once about a compromise: reading may be frozen"),
    CompromiseState.CONTAINED: _("Find out whom a compromise reached"),
    CompromiseState.INVESTIGATED: _("Close a compromise that was investigated"),
}
"""By how far it is."""
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
    Next.PUBLISH_TERMS: (_("Publish %(document)s"), "publication.show_publication"),
    Next.CLOSE_FILE: (_("Close the file: the other one agreed"), "closing.show_file"),
    Next.AGREE_CLOSING: (_("Close the file"), "closing.show_file"),
    Next.REOPEN_FILE: (_("Reopen the file: the other one agreed"), "closing.show_file"),
    Next.TRANSFER_FILE: (_("Transfer the file: the other one agreed"), "closing.show_file"),
}
"""What comes after the approval of the report, and on which page it is done."""

SEVERAL: dict[What, Any] = {
    What.WEIGH_OBJECTIONS: _("chair and team lead"),
    What.MEET_CONDITION: _("director and team lead"),
    What.DISPOSE: _("evaluation team"),
    What.STATE_LEVELS: _("evaluation team"),
    What.LOOK_AT_FLAG: _("team lead and classification authority"),
    What.CONSULT: _("team lead and classification authority"),
    What.DELIVER_TRACK: _("who does the track"),
    What.MEET_BOARD: _("secretary and team lead"),
    What.HANDLE_COMPROMISE: _("director and classification authority"),
    What.SIGN_PLEDGE: _("who does research in the team"),
    What.FOLLOW_UP: _("director and secretary"),
}
"""Whom something waits for, where that is not one capacity."""
BOTH = _("director and records manager")
ASSESSORS = _("director and chairs")


ROOMS: dict[What, str] = {
    What.PLAN_TRACKS: "tracks.list_tracks",
    What.FINISH_TRACKS: "tracks.list_tracks",
    What.SUBMIT_REPORT: "drafts.new_version",
    What.MEET_BOARD: "meetings.list_meetings",
    What.SIGN_PLEDGE: "quality.show_quality",
    What.JUDGE_QUALITY: "quality.show_quality",
    What.FOLLOW_UP: "commitments.list_commitments",
    What.REVIEW_SUSPENSION: "halting.show_course",
    What.ASSESS_SIGNAL: "signals.list_signals",
    What.CLEAR_CLOSING: "closing.show_file",
    What.SEAT_TEAM: "groups.show_groups",
    What.SUBMIT_FIRST: "drafts.new_version",
    What.REVISE: "drafts.new_version",
    What.REPLACE: "drafts.new_version",
    What.ANSWER: "dispositions.show_answers",
    What.DISPOSE: "comments.list_comments",
    What.STATE_LEVELS: "sources.show_sources",
}
"""The page of the evaluation on which it is done, where nothing but the evaluation says which."""
