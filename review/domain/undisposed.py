"""Refusals of a disposition: what it lacks, or why it is not true. They stand in ``errors`` with all others."""

from __future__ import annotations

from review.domain.refusing import Invalid


class MotiveNeeded(Invalid):
    """This disposition, step or exception needs a motive (rule C2)."""

    FIELD = "motive"


class EvidenceNeeded(Invalid):
    """Rejecting a factual error needs evidence (rule C4)."""

    FIELD = "evidence"


class ScopeLineNeeded(Invalid):
    """A scope comment is out of scope by a line of the text that says so."""

    FIELD = "evidence"


class DispositionUnfit(Invalid):
    """This disposition makes no sense for this kind of comment."""

    FIELD = "disposition"


class PassageUnchanged(Invalid):
    """A comment is accepted in a passage that reads the same as before (rule C6)."""

    FIELD = "in_version"


class AgreementNeeded(Invalid):
    """The classification authority has to agree on a flag on the passage first (condition 10)."""

    FIELD = "disposition"


class NoProposal(Invalid):
    """The comment proposes no wording for a passage, so there is none to take over."""
