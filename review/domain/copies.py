"""Review copies: Word files that members filled with comments and answers, and what was taken in of one."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed


class CopyImported(Event, frozen=True, kw_only=True):
    """A copy was read in: so many comments, proposed wordings and replies of it are new, so many were there already.

    The file's name and its SHA-256 are sealed: a digest in clear would outlive an erasure of what the file said.
    """

    NAME: ClassVar[str] = "copy.imported"
    round: UUID
    draft: UUID
    draft_version: int
    comments: int
    proposals: int = 0
    known: int = 0
    name: Sealed
    fingerprint: Sealed
    replies: int = 0
