"""The sentence of every refusal, with the way out. A house test proves that no refusal lacks one in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from review.domain import errors as refused
from review.web.labels import label
from review.web.refusal_variants import VARIANTS
from review.web.times import number
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

LONG_NUMBER = 10_000  #: from here on a number needs its separators to be read

SENTENCES: dict[type[refused.Refused], Any] = {
    refused.Refused: _("This cannot be done now. Reload the page and see how things stand."),
    refused.Invalid: _("This cannot be taken as it is. Check what you entered."),
    refused.DraftsWait: _(
        "You hold drafts in this round. Look at them and submit them, or throw them away, before you say that you have"
        " no comments."
    ),
    refused.HasCommented: _(
        "You made comments in this round. Say that you are ready with it, or take your comments back first."
    ),
    refused.SetFull: _("You hold %(limit)s drafts in this round already. Submit or throw away some first."),
    refused.NotLate: _("This comment came in time, so it counts already. Look at what is done with it."),
    refused.StoodAside: _(
        "Whoever stands aside in this round says nothing in it. Ask the chair if that has to change."
    ),
    refused.NotReady: _("A draft lacks its text or its kind. Complete it, or throw it away, and submit again."),
    refused.PositionNeeded: _("Choose what you think of this version as a whole."),
    refused.NotPermitted: _("You may not do this in your role. Ask the chair or the team lead who may."),
    refused.NoSeat: _("You hold no seat or office here now that allows this. Ask the chair to give you one."),
    refused.CapacityNeeded: _("You can do this in more than one role. Choose in which role you act."),
    refused.InstructionNeeded: _("A secretary acts on instruction. Name the chair or the director who gave it."),
    refused.OutsideActingWindow: _(
        "You can act for the chair only in a period recorded for it. Ask the chair or the director to record one."
    ),
    refused.TooFewToHide: _(
        "With fewer than %(limit)s members everybody knows who speaks. Ask more members, or choose another way."
    ),
    refused.NamesOrganisation: _(
        "Under a pseudonym a comment cannot be for your own organisation alone: that would tell which one it is."
        " Choose who else may read it."
    ),
    refused.OnlyWider: _(
        "Others may read this comment already, and that is never taken back. Choose a wider circle, or withdraw it."
    ),
    refused.NothingHidden: _("Nobody speaks under a pseudonym in this round: the names stand with the comments."),
    refused.OverlapMotiveNeeded: _(
        "This person holds another role that looks at the same text. That is allowed and is seen on every act: say why."
    ),
    refused.MandateBarred: _(
        "Auditors, administrators, records managers and data protection officers decide on no version. Choose somebody"
        " else."
    ),
    refused.MandateOver: _(
        "Your mandate does not hold at this moment. Ask the director to decide, or for a new mandate."
    ),
    refused.NotAssignable: _(
        "Only an adviser or an external researcher is assigned sections."
        " Choose them by their headings in the newest version."
    ),
    refused.NotAssigned: _("This passage is not one that was assigned to you. Ask the director to assign its section."),
    refused.NotOwnPart: _(
        "As an external researcher you submit your own part of the report, which nobody else began."
        " Enter its number, or hand your text to the team lead."
    ),
    refused.BadQuorum: _("Enter how many members have to be heard: a number from 1 to %(limit)s."),
    refused.BadWhen: _(
        "This is no moment that a plan can hold. Write a day, a month, a season, a quarter, a half-year or a year,"
        " such as “March 2027” or “1st half 2027”."
    ),
    refused.NothingPlanned: _("Nothing was planned or moved. Fill in when at least one milestone is planned."),
    refused.Overdrawn: _(
        "This takes %(length)s days and the contingency has %(limit)s left. Ask the director to decide on it,"
        " or plan less."
    ),
    refused.TrackElsewhere: _("This track is %(what)s: that does not go now. Look at what can be done with it."),
    refused.DirectorNeeded: _("A main question depends on this. Ask the director to decide on it."),
    refused.NotOnTrack: _("This track is not yours. Deliver your own, or ask the team lead to assign it to you."),
    refused.OwnTrack: _("You did this work under a contract, so somebody else accepts it. Ask another team lead."),
    refused.InterviewElsewhere: _(
        "This interview is %(what)s: that does not go now. Look at what can be done with it."
    ),
    refused.OtherInterview: _(
        "A colleague holds this interview. Ask the colleague or the team lead, who may know who the respondent is."
    ),
    refused.OtherGroup: _("A chair leads the rounds of the own group. Ask the chair of the other group."),
    refused.PledgeNeeded: _("Sign the ethics pledge first, on the page of quality. Then record what you found."),
    refused.OwnInterviews: _(
        "You put interviews in the register, so somebody else checks whether anything can be traced. Ask a colleague."
    ),
    refused.NotIndependent: _(
        "Only an external expert who declares both gives an independent opinion. File it in that seat, or leave it."
    ),
    refused.LeadsBack: _(
        "A step leads to another element, at the same level or a higher one, and not back. Choose other ends."
    ),
    refused.CannotRestOn: _(
        "A finding rests on sources, a conclusion on findings, a lesson on findings and conclusions. Choose those."
    ),
    refused.CompromiseElsewhere: _(
        "This compromise is %(what)s: that does not go now. It is contained first, then investigated, then closed."
    ),
    refused.ReadingFrozen: _(
        "Reading of this version is frozen since %(what)s, because it may have reached people it was not meant for."
        " The director or the classification authority says what was done at once; after that you can read it again."
    ),
    refused.LevelFixed: _(
        "The classification authority set this level. Ask the authority of the owner to revise it, in the register."
    ),
    refused.OtherOwner: _(
        "This source is owned by %(what)s, whose own classification authority decides on its level. Ask that one."
    ),
    refused.StillClassified: _(
        "The source still stands at a level. Let the authority of its owner end that in the register of sources first."
    ),
    refused.OwnSignal: _(
        "Who raised a signal, or is named in it, does not assess it. Ask the director or another chair, and where"
        " there is none left the auditor."
    ),
    refused.OthersAssess: _(
        "A director or a chair may still assess this signal, so the auditor does not. Ask one of them to do it."
    ),
    refused.PasskeyNeeded: _(
        "You have a passkey, so this decision is signed with it. Let your browser run scripts, and use it when asked."
    ),
    refused.PasskeyUnfit: _(
        "The passkey did not sign this decision as it stands now. Nothing has been recorded; try again."
    ),
    refused.OwnPasskey: _("Nobody confirms an own passkey. Ask another administrator to do it."),
    refused.NotGranted: _("Nothing has been approved here, or not yet. Look at where the decision stands."),
    refused.NoSeatHere: _("This person has no seat in this evaluation. Choose somebody from the list, or nobody."),
    refused.TermRuns: _("The term has not passed yet. Wait until after that day."),
    refused.DirectorDecides: _("This the director decides in person. Ask the director to record it."),
    refused.OwnProposal: _("Who proposed it does not decide it. Another director has to decide."),
    refused.FileIsClosed: _(
        "The file of this evaluation is closed. The director and the records manager can reopen it together."
    ),
    refused.NotYet: _("Something else comes first. Look at what is still missing on this page."),
    refused.BadReference: _("This has not the form that it should have. Check it against the example."),
    refused.EvaluationWaits: _(
        "This evaluation is suspended: nothing moves until the director resumes it. Read why on its page."
    ),
    refused.EvaluationEnded: _(
        "This evaluation has ended: nothing moves in it any more. Everything that was recorded can still be read."
    ),
    refused.TermsUnapproved: _(
        "The report answers to approved Terms of Reference. Have the director approve those first."
    ),
    refused.AmendmentNeeded: _(
        "The Terms of Reference are approved. Propose an amendment first, with the reason why they have to change."
    ),
    refused.NoAmendment: _("No amendment of the Terms of Reference is under way any more. Open the page again."),
    refused.VersionApproved: _(
        "This version is approved: it is not reviewed or presented any more. What must change is a next version."
    ),
    refused.VersionTakenBack: _(
        "This version was withdrawn: it can be read, and that is all. Go on with the next version."
    ),
    refused.VersionReviewed: _(
        "A group has had its say on this version: a round on it was closed. Submit a next version instead."
    ),
    refused.ReportApproved: _(
        "The report is approved and does not change any more. An error in it is put right by a corrigendum."
    ),
    refused.OwnComment: _("Nobody deals with an own comment. Ask a colleague in the team to do it."),
    refused.LeadNeeded: _("The team lead deals with comments of this kind. Leave it to the team lead."),
    refused.OwnFlag: _("Who raised a flag cannot settle it alone. The team lead and the authority settle it together."),
    refused.Contributor: _(
        "You contributed to this version, so you cannot approve it. Another director has to decide."
    ),
    refused.NotTheAuthor: _("Only the author of the comment can do this."),
    refused.SameOfficer: _("An erasure needs two officers. Ask the other officer to agree."),
    refused.NotInvited: _("You were not asked for a response in this round. Ask the chair if this is a mistake."),
    refused.SpokenAloud: _(
        "In this round members speak under a pseudonym, and a comment from a meeting would name its author. "
        "Put it in the minutes instead."
    ),
    refused.NotPresent: _("This person was not present at the meeting. Choose somebody who was there."),
    refused.CopyRecipientsOnlyRead: _(
        "Copy recipients read along in this evaluation and do not comment. Pass your remark to a member of the group."
    ),
    refused.Unknown: _("This does not exist, or you may not see it. Go back to My work."),
    refused.AlreadyDone: _("This has been done already. Reload the page and see how things stand."),
    refused.CommandReused: _("This form was used before for something else. Reload the page and try again."),
    refused.Stale: _("Things have moved on since you opened this page. Look at what changed and decide again."),
    refused.RoundClosed: _("The round is closed. Ask the chair to open a new one if your comment must still come in."),
    refused.RoundOpen: _("The round is still open. Wait until it closes, or ask the chair to close it."),
    refused.RoundAlreadyOpen: _("This group has a round open on this document. Close that one first."),
    refused.VersionSuperseded: _("There is a newer version. Open the newest version and do it there."),
    refused.CommentsOpen: _("There are comments nobody has dealt with yet. Deal with those first."),
    refused.SourcesUnstated: _("There are sources without a stated level. State the level of each source first."),
    refused.NoIndependentMember: _("A reference group needs an independent member. Seat an external expert first."),
    refused.EmptyGroup: _("Nobody has a seat in this group yet. Seat its members first."),
    refused.GateShut: _("Not everything that is needed has been done. Below you see what is still missing."),
    refused.ApprovalPending: _("A request for approval is with the director. Wait for the decision, or withdraw it."),
    refused.NotDisposed: _("The team has not dealt with this comment yet. You can answer when it has."),
    refused.ConsultationNeeded: _("There is doubt about this flag. Record the consultation with the owner first."),
    refused.AuthorityNeeded: _("The classification authority has not agreed yet. Ask the authority first."),
    refused.OtherSettlement: _("The authority agreed to another settlement. Choose that one, or ask again."),
    refused.SeatTaken: _("This person has this seat in this period already."),
    refused.LoginTaken: _("This sign-in name is in use. Choose another one."),
    refused.NotPrintable: _("No PDF could be made of this. Read the text on screen, or take the plain text instead."),
    refused.Missing: _("This is required. Fill it in."),
    refused.TooLong: _("This text is too long: at most %(limit)s characters. Shorten it."),
    refused.MotiveNeeded: _("Give your reasons: without them this cannot be recorded."),
    refused.EvidenceNeeded: _("A factual error can only be rejected with evidence. Name the source."),
    refused.ScopeLineNeeded: _("Name the line of the text that draws the scope: section or paragraph."),
    refused.DispositionUnfit: _("This does not fit a comment of this kind. Choose another disposition."),
    refused.PassageUnchanged: _(
        "In that version this passage reads as it did. Name the passage that changed, or the next version."
    ),
    refused.CannotAnswer: _(
        "Only its author, the team and the chair answer a comment. Read it in as a comment, or leave it out."
    ),
    refused.AgreementNeeded: _(
        "First the classification authority has to agree. Raise a flag on this passage and have it settled."
    ),
    refused.NoProposal: _("This comment proposes no other wording for a passage. Deal with it in the ordinary way."),
    refused.TooMany: _("This is too many at once: at most %(limit)s. Choose fewer."),
    refused.NoSuchPassage: _("This version has no such paragraph. Choose the paragraph again."),
    refused.WordsNotFound: _(
        "These words do not stand in the passage. Copy them from the passage, or leave this empty: "
        "then your comment is about the whole passage."
    ),
    refused.WordsNotUnique: _(
        "These words stand in the passage more than once. Add the word before or after them, so that they occur once."
    ),
    refused.TooManyPassages: _(
        "A comment points at %(limit)s passages at most. Comment on the section or on the whole document instead."
    ),
    refused.NoSuchChoice: _("This is not one of the choices. Choose again."),
    refused.BadOrganisation: _("An organisation is a short code, such as BZ/DAF. Check the code."),
    refused.BadPeriod: _("This date does not fit: it has passed, or the end comes before the start."),
    refused.WrongBody: _("This group has no such seat. Choose another group or another role."),
    refused.AboveCeiling: _("This system holds no text above its ceiling. Register the reference without the text."),
    refused.DuplicateTarget: _("Name another comment of this evaluation as the original."),
    refused.WeakPassword: _("This password is too weak. Take at least 12 characters, and not your sign-in name."),
    refused.BadDocument: _("This document cannot be taken. Save it as plain text (UTF-8) in Markdown and try again."),
    refused.NothingChanged: _("This version equals the one before it. Submit a text that has changed."),
}

CAUSES = {
    "occurred_on": "happened",
    "asked_on": "happened",
    "answered_on": "happened",
    "closes_on": "deadline",
    "ended_on": "ended",
    "contingency": "contingency",
    "comments": "none chosen",
    "present": "none chosen",
    "keys": "none chosen",
}
"""What is wrong with a day or a choice, by its field; elsewhere the refusal says so itself."""


def say(refusal: refused.Refused) -> str:
    """What happened and what to do now, in the language of the page.

    Among several sentences of one refusal its ``what`` or ``problem`` chooses, with the hint; else the field.
    """
    given = {**refusal.parameters, **dict(refusal.parameters.get("details") or {})}
    cause = str(refusal.parameters.get("problem") or refusal.parameters.get("what") or "")
    causes = (f"{cause} {given.get('hint')}", cause or CAUSES.get(str(given.get("field")), ""))
    sentence = next((VARIANTS[type(refusal), one] for one in causes if (type(refusal), one) in VARIANTS), None)
    said = str(sentence or _sentence(type(refusal))) % _Given(given)
    if "of_comment" in refusal.parameters:  # one of many that were dealt with together
        return gettext("Comment %(number)s: %(sentence)s", number=refusal.parameters["of_comment"], sentence=said)
    return said


def _sentence(kind: type[refused.Refused]) -> Any:
    return next(SENTENCES[ancestor] for ancestor in kind.__mro__ if ancestor in SENTENCES)


class _Given(dict[str, str]):
    """The parameters as words; one that is missing leaves a dash and never an error in the middle of an answer."""

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        super().__init__({name: _word(value) for name, value in parameters.items()})

    def __missing__(self, name: str) -> str:
        return "–"


def _word(value: Any) -> str:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return ", ".join(_word(one) for one in value)
    if isinstance(value, int) and abs(value) >= LONG_NUMBER:
        return number(value)
    return str(value)
