"""Refusals: a class and parameters, no sentence; the sentences are translated messages in review/web/refusals.py."""

from __future__ import annotations

from review.domain.refusing import Invalid as Invalid
from review.domain.refusing import Refused as Refused
from review.domain.undecided import NotGranted as NotGranted
from review.domain.undecided import OwnPasskey as OwnPasskey
from review.domain.undecided import PasskeyNeeded as PasskeyNeeded
from review.domain.undecided import PasskeyUnfit as PasskeyUnfit
from review.domain.undisposed import AgreementNeeded as AgreementNeeded
from review.domain.undisposed import DispositionUnfit as DispositionUnfit
from review.domain.undisposed import EvidenceNeeded as EvidenceNeeded
from review.domain.undisposed import MotiveNeeded as MotiveNeeded
from review.domain.undisposed import NoProposal as NoProposal
from review.domain.undisposed import PassageUnchanged as PassageUnchanged
from review.domain.undisposed import ScopeLineNeeded as ScopeLineNeeded
from review.domain.unfinished import BadReference as BadReference
from review.domain.unfinished import DirectorDecides as DirectorDecides
from review.domain.unfinished import FileIsClosed as FileIsClosed
from review.domain.unfinished import NotYet as NotYet
from review.domain.unfinished import OwnProposal as OwnProposal
from review.domain.unfinished import TermRuns as TermRuns
from review.domain.unfounded import CannotRestOn as CannotRestOn
from review.domain.unfounded import LeadsBack as LeadsBack
from review.domain.unfounded import NotIndependent as NotIndependent
from review.domain.unfounded import OwnInterviews as OwnInterviews
from review.domain.unfounded import PledgeNeeded as PledgeNeeded
from review.domain.unheard import InterviewElsewhere as InterviewElsewhere
from review.domain.unheard import OtherInterview as OtherInterview
from review.domain.unheeded import NoSeatHere as NoSeatHere
from review.domain.unheeded import OthersAssess as OthersAssess
from review.domain.unheeded import OwnSignal as OwnSignal
from review.domain.unhidden import NamesOrganisation as NamesOrganisation
from review.domain.unhidden import NothingHidden as NothingHidden
from review.domain.unhidden import OnlyWider as OnlyWider
from review.domain.unhidden import SpokenAloud as SpokenAloud
from review.domain.unhidden import TooFewToHide as TooFewToHide
from review.domain.unmoved import AmendmentNeeded as AmendmentNeeded
from review.domain.unmoved import EvaluationEnded as EvaluationEnded
from review.domain.unmoved import EvaluationWaits as EvaluationWaits
from review.domain.unmoved import NoAmendment as NoAmendment
from review.domain.unmoved import ReportApproved as ReportApproved
from review.domain.unmoved import TermsUnapproved as TermsUnapproved
from review.domain.unmoved import VersionApproved as VersionApproved
from review.domain.unmoved import VersionReviewed as VersionReviewed
from review.domain.unmoved import VersionTakenBack as VersionTakenBack
from review.domain.unplaced import NoSuchPassage as NoSuchPassage
from review.domain.unplaced import TooManyPassages as TooManyPassages
from review.domain.unplaced import WordsNotFound as WordsNotFound
from review.domain.unplaced import WordsNotUnique as WordsNotUnique
from review.domain.unplanned import BadWhen as BadWhen
from review.domain.unplanned import DirectorNeeded as DirectorNeeded
from review.domain.unplanned import NothingPlanned as NothingPlanned
from review.domain.unplanned import NotOnTrack as NotOnTrack
from review.domain.unplanned import Overdrawn as Overdrawn
from review.domain.unplanned import OwnTrack as OwnTrack
from review.domain.unplanned import TrackElsewhere as TrackElsewhere
from review.domain.unready import DraftsWait as DraftsWait
from review.domain.unready import HasCommented as HasCommented
from review.domain.unready import NotLate as NotLate
from review.domain.unready import NotReady as NotReady
from review.domain.unready import PositionNeeded as PositionNeeded
from review.domain.unready import SetFull as SetFull
from review.domain.unready import StoodAside as StoodAside

# -- may not
from review.domain.unrevised import AboveCeiling as AboveCeiling
from review.domain.unrevised import LevelFixed as LevelFixed
from review.domain.unrevised import OtherOwner as OtherOwner
from review.domain.unrevised import SourcesUnstated as SourcesUnstated
from review.domain.unrevised import StillClassified as StillClassified
from review.domain.unsafe import CompromiseElsewhere as CompromiseElsewhere
from review.domain.unsafe import ReadingFrozen as ReadingFrozen
from review.domain.unseated import BadQuorum as BadQuorum
from review.domain.unseated import MandateBarred as MandateBarred
from review.domain.unseated import MandateOver as MandateOver
from review.domain.unseated import NotAssignable as NotAssignable
from review.domain.unseated import NotAssigned as NotAssigned
from review.domain.unseated import NotOwnPart as NotOwnPart
from review.domain.unseated import OverlapMotiveNeeded as OverlapMotiveNeeded
from review.domain.unseated import SeatTaken as SeatTaken


class NotPermitted(Refused):
    """This capacity may not do this (permission table)."""

    STATUS = 403


class NoSeat(NotPermitted):
    """The actor holds no such seat or office now."""


class CapacityNeeded(Invalid):
    """The actor may do this in more than one capacity and has to pick one."""

    FIELD = "seat"


class InstructionNeeded(Invalid):
    """A secretary executes only on a recorded instruction of the chair or the director (condition 3)."""

    FIELD = "instructed_by"


class OutsideActingWindow(NotPermitted):
    """A deputy has the chair's power only inside a recorded window (condition 2)."""


class OtherGroup(NotPermitted):
    """A chair conducts the rounds of the own group."""


class OwnComment(NotPermitted):
    """Nobody disposes of an own comment, whatever the role (rule C5)."""


class LeadNeeded(NotPermitted):
    """Comments of this kind are dealt with by the team lead alone."""


class OwnFlag(NotPermitted):
    """The raiser alone cannot settle a flag (condition 10)."""


class Contributor(NotPermitted):
    """A contributor to a version never approves it (condition 13)."""


class NotTheAuthor(NotPermitted):
    """Only the author answers a disposition or withdraws a comment."""


class SameOfficer(NotPermitted):
    """An erasure needs two officers who agree (condition 19)."""


class NotInvited(NotPermitted):
    """The seat was not asked for a response in this round."""


class NotPresent(NotPermitted):
    """Who was not at a meeting said nothing there."""


class CopyRecipientsOnlyRead(NotPermitted):
    """This evaluation does not take comments of copy recipients (condition 7)."""


# -- unknown


class Unknown(Refused):
    """There is no such thing, or this reader may not know of it."""

    STATUS = 404


# -- not now


class AlreadyDone(Refused):
    """The thing is in this state already."""


class CommandReused(Refused):
    """The command id was used for another command or by another person."""


class Stale(Refused):
    """What the actor saw has moved on; ``since`` holds the positions recorded after it."""


class RoundClosed(Refused):
    """The round no longer takes comments."""


class RoundOpen(Refused):
    """The round is still open."""


class RoundAlreadyOpen(Refused):
    """The group has a round open on this document."""


class VersionSuperseded(Refused):
    """A newer version exists."""


class CommentsOpen(Refused):
    """Comments of an earlier round are not disposed of (rule C3)."""


class NoIndependentMember(Refused):
    """A reference group needs at least one independent member (rule G6)."""


class EmptyGroup(Refused):
    """Nobody holds a seat in the group that a round could ask."""


class GateShut(Refused):
    """Clauses of the gate are not satisfied; ``clauses`` names them. ``problem``: of one it cannot even be judged."""


class ApprovalPending(Refused):
    """A request for approval of this document is waiting for the director."""


class NotDisposed(Refused):
    """The comment has no disposition to answer."""


class ConsultationNeeded(Refused):
    """A doubted flag is settled only after a recorded consultation (rule K8)."""


class AuthorityNeeded(Refused):
    """A flag is settled only as the classification authority agreed (condition 10)."""


class OtherSettlement(Refused):
    """The authority agreed to another settlement."""


class LoginTaken(Invalid):
    """The sign-in name is in use."""

    FIELD = "login"


class NotPrintable(Refused):
    """There is no file to give now; ``problem`` names why: others are first, or the text is too large to print."""


# -- cannot be taken


class Missing(Invalid):
    """A required field is empty."""


class TooLong(Invalid):
    """A text is longer than ``limit`` characters."""


class TooMany(Invalid):
    """More than ``limit`` things in one act."""

    FIELD = "comments"


class CannotAnswer(Invalid):
    """What answers a comment in a Word file cannot stand as an answer to it here; ``problem`` names why."""


class NoSuchChoice(Invalid):
    """The value is not on the list."""


class BadOrganisation(Invalid):
    """An organisation is a short code such as BZ/DAF."""

    FIELD = "organisation"


class BadPeriod(Invalid):
    """The end lies before the start, or the moment has passed."""


class WrongBody(Invalid):
    """The body has no such seat."""

    FIELD = "capacity"


class DuplicateTarget(Invalid):
    """A duplicate names another comment of the same evaluation."""

    FIELD = "duplicate_of"


class WeakPassword(Invalid):
    """The password is too short or is the sign-in name."""

    FIELD = "password"


class BadDocument(Invalid):
    """The uploaded text cannot be taken; ``problem`` names why and ``place`` where."""

    FIELD = "file"


class NothingChanged(Invalid):
    """The version equals the one before."""

    FIELD = "file"
