"""Refusals about what comes after the approval of the report."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class NotYet(Refused):
    """Something else has to come first; ``what`` says which."""


class TermRuns(Refused):
    """Before ``due`` this is not done; ``what`` tells a term from an embargo."""


class DirectorDecides(Refused):
    """A secretary records what was done; this the director decides in person."""


class OwnProposal(Refused):
    """Who proposed that a finding is withheld does not decide it (condition 12)."""


class FileIsClosed(Refused):
    """The file of the evaluation is closed: the director and the records manager reopen it together."""


class BadReference(Invalid):
    """A number, an address or a fingerprint has not the form that it always has; ``problem`` tells which."""
