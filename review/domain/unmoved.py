"""Refusals where an evaluation waits or has ended."""

from __future__ import annotations

from review.domain.refusing import Refused


class EvaluationWaits(Refused):
    """The evaluation is suspended: nothing moves until the director resumes it."""


class EvaluationEnded(Refused):
    """The evaluation was withdrawn: nothing moves in it any more."""


class TermsUnapproved(Refused):
    """The report answers to Terms of Reference that the director approved; there are none yet (section 4.1)."""


class AmendmentNeeded(Refused):
    """The Terms of Reference are approved: whoever changes them first proposes an amendment (section 4.1)."""


class NoAmendment(Refused):
    """Nobody proposed to amend the Terms of Reference, or it was decided already."""


class VersionApproved(Refused):
    """What was approved is no longer reviewed or presented."""


class VersionTakenBack(Refused):
    """The team withdrew this version: it is read, and takes no further part (section 4.2)."""


class VersionReviewed(Refused):
    """A round on this version was closed: what a group advised on is answered by a next version, not taken back."""


class ReportApproved(Refused):
    """The report is approved: what must change in it goes by a corrigendum."""
