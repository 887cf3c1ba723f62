"""How a scenario says that an act was refused, and why."""

from __future__ import annotations

from pytest_bdd import then

from review.domain import errors
from tests.given import World
from tests.steps.words import words

REASONS: dict[str, type[errors.Refused]] = {
    "this role may not do it": errors.NotPermitted,
    "the passkey is needed": errors.PasskeyNeeded,
    "the passkey does not fit": errors.PasskeyUnfit,
    "it takes a second person": errors.OwnPasskey,
    "nothing was approved": errors.NotGranted,
    "no such seat is held": errors.NoSeat,
    "a secretary acts on instruction": errors.InstructionNeeded,
    "the deputy acts outside the window": errors.OutsideActingWindow,
    "it is another group": errors.OtherGroup,
    "it is an own comment": errors.OwnComment,
    "it is an own flag": errors.OwnFlag,
    "the director contributed to it": errors.Contributor,
    "only its author may": errors.NotTheAuthor,
    "it takes two officers": errors.SameOfficer,
    "this seat was not asked": errors.NotInvited,
    "this person was not present": errors.NotPresent,
    "it would name its author": errors.SpokenAloud,
    "copy recipients only read": errors.CopyRecipientsOnlyRead,
    "there is no such thing": errors.Unknown,
    "it was done already": errors.AlreadyDone,
    "the command was used for something else": errors.CommandReused,
    "things have moved on": errors.Stale,
    "the round is closed": errors.RoundClosed,
    "the round is still open": errors.RoundOpen,
    "a round is open already": errors.RoundAlreadyOpen,
    "there is a newer version": errors.VersionSuperseded,
    "comments are still open": errors.CommentsOpen,
    "a source has no level": errors.SourcesUnstated,
    "nobody independent sits in the group": errors.NoIndependentMember,
    "the group is empty": errors.EmptyGroup,
    "the gate is shut": errors.GateShut,
    "a request is pending": errors.ApprovalPending,
    "it has no disposition yet": errors.NotDisposed,
    "the owner was not consulted": errors.ConsultationNeeded,
    "the authority has not agreed": errors.AuthorityNeeded,
    "the authority agreed to something else": errors.OtherSettlement,
    "that office does not go with a mandate": errors.MandateBarred,
    "the mandate is over": errors.MandateOver,
    "the overlap needs a motive": errors.OverlapMotiveNeeded,
    "it cannot be assigned": errors.NotAssignable,
    "it was not assigned": errors.NotAssigned,
    "it is no part of their own": errors.NotOwnPart,
    "the quorum makes no sense": errors.BadQuorum,
    "the seat is taken": errors.SeatTaken,
    "the sign-in name is taken": errors.LoginTaken,
    "it cannot be printed": errors.NotPrintable,
    "something required is missing": errors.Missing,
    "the text is too long": errors.TooLong,
    "a motive is needed": errors.MotiveNeeded,
    "evidence is needed": errors.EvidenceNeeded,
    "the team lead deals with this kind": errors.LeadNeeded,
    "the line of the scope is needed": errors.ScopeLineNeeded,
    "it does not fit this kind of comment": errors.DispositionUnfit,
    "the passage reads as before": errors.PassageUnchanged,
    "the authority has to agree first": errors.AgreementNeeded,
    "it proposes no wording": errors.NoProposal,
    "it is too many at once": errors.TooMany,
    "there is no such paragraph": errors.NoSuchPassage,
    "these words do not stand there": errors.WordsNotFound,
    "these words stand there more than once": errors.WordsNotUnique,
    "that is too many passages": errors.TooManyPassages,
    "it is not one of the choices": errors.NoSuchChoice,
    "the organisation is no code": errors.BadOrganisation,
    "the period makes no sense": errors.BadPeriod,
    "the group has no such seat": errors.WrongBody,
    "it is above the ceiling": errors.AboveCeiling,
    "the duplicate names no other comment": errors.DuplicateTarget,
    "the password is weak": errors.WeakPassword,
    "the document cannot be taken": errors.BadDocument,
    "this member stands aside": errors.StoodAside,
    "it came in time": errors.NotLate,
    "this signal is one's own": errors.OwnSignal,
    "a director or a chair may assess it": errors.OthersAssess,
    "the compromise does not stand so": errors.CompromiseElsewhere,
    "reading is frozen": errors.ReadingFrozen,
    "the authority set the level": errors.LevelFixed,
    "another authority decides on it": errors.OtherOwner,
    "the source is still classified": errors.StillClassified,
    "the pledge is not signed": errors.PledgeNeeded,
    "the interview does not stand so": errors.InterviewElsewhere,
    "a colleague holds the interview": errors.OtherInterview,
    "the interviews are one's own": errors.OwnInterviews,
    "it is not independent": errors.NotIndependent,
    "a step leads up": errors.LeadsBack,
    "it cannot rest on that": errors.CannotRestOn,
    "that person has no seat here": errors.NoSeatHere,
    "the evaluation is suspended": errors.EvaluationWaits,
    "the evaluation has ended": errors.EvaluationEnded,
    "the file is closed": errors.FileIsClosed,
    "the term has not passed": errors.TermRuns,
    "the director decides": errors.DirectorDecides,
    "it is an own proposal": errors.OwnProposal,
    "something else comes first": errors.NotYet,
    "it has not the right form": errors.BadReference,
    "the Terms of Reference are not approved yet": errors.TermsUnapproved,
    "an amendment has to be proposed first": errors.AmendmentNeeded,
    "no amendment is under way": errors.NoAmendment,
    "the version is approved": errors.VersionApproved,
    "the report is approved": errors.ReportApproved,
    "the version was withdrawn": errors.VersionTakenBack,
    "a group has had its say on it": errors.VersionReviewed,
    "the set is full": errors.SetFull,
    "drafts wait": errors.DraftsWait,
    "comments were made": errors.HasCommented,
    "a draft is not ready": errors.NotReady,
    "a position is missing": errors.PositionNeeded,
    "that is no moment": errors.BadWhen,
    "nothing was planned": errors.NothingPlanned,
    "the contingency does not hold that": errors.Overdrawn,
    "the track does not stand so": errors.TrackElsewhere,
    "only the director drops it": errors.DirectorNeeded,
    "the track is somebody else's": errors.NotOnTrack,
    "the own work is not accepted": errors.OwnTrack,
    "nothing changed": errors.NothingChanged,
    "too few are asked to hide anybody": errors.TooFewToHide,
    "that would name the organisation": errors.NamesOrganisation,
    "others read it already": errors.OnlyWider,
    "nobody hides there": errors.NothingHidden,
}


@then(words("it is refused because {reason}"))
def _(world: World, reason: str) -> None:
    world.require_refused(REASONS[reason])


@then("whoever else tries that is refused:")
def _(world: World, datatable: list[list[str]]) -> None:
    """The very act that was refused just now, tried by others."""
    for who, reason in datatable[1:]:
        world.again(who)
        world.require_refused(REASONS[reason])


@then("it succeeds")
def _(world: World) -> None:
    world.require_noticed()
    assert world.done is not None
