"""Documents and their immutable versions."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.blocks import BlockEntry, root
from review.domain.errors import NothingChanged, Stale, Unknown, VersionTakenBack
from review.domain.vocabulary import DocumentKind


class DraftStarted(Event, frozen=True, kw_only=True):
    """A document is (evaluation, kind, part)."""

    NAME: ClassVar[str] = "draft.started"
    kind: DocumentKind
    part: int = 0


class VersionSubmitted(Event, frozen=True, kw_only=True):
    """``root`` is the Merkle root over ``blocks``; ``contributors`` may never approve this version."""

    NAME: ClassVar[str] = "draft.version-submitted"
    kind: DocumentKind
    part: int = 0
    number: int
    root: bytes
    blocks: tuple[BlockEntry, ...]
    next_block: int
    contributors: tuple[UUID, ...]
    format: str = "markdown"
    original: Sealed | None = None  #: the uploaded file where it was converted, its bytes in base64
    note: Sealed | None = None
    losses: Sealed | None = None  #: what the conversion could not carry


class VersionWithdrawn(Event, frozen=True, kw_only=True):
    """The team takes a version back before any round on it was closed; text and comments stay to be read."""

    NAME: ClassVar[str] = "draft.version-withdrawn"
    kind: DocumentKind
    part: int = 0
    number: int
    motive: Sealed


class Draft(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = DraftStarted

    kind: DocumentKind | None = None
    part: int = 0
    latest: int = 0
    latest_root: bytes = b""
    next_block: int = 1
    withdrawn: bool = False  #: the latest version

    @staticmethod
    def start(kind: DocumentKind, part: int) -> DraftStarted:
        return DraftStarted(kind=kind, part=part)

    def submit(
        self,
        blocks: tuple[BlockEntry, ...],
        *,
        follows: int,
        next_block: int,
        contributors: tuple[UUID, ...],
        note: Sealed | None,
        original: Sealed | None = None,
        losses: Sealed | None = None,
    ) -> VersionSubmitted:
        """Version ``follows`` + 1. Raises Stale when another version came in between, NothingChanged.

        After one that was withdrawn the very same text may come again.
        """
        if follows != self.latest:
            raise Stale(what="version", latest=self.latest)
        top = root(blocks)
        if top == self.latest_root and not self.withdrawn:
            raise NothingChanged(number=self.latest)
        if self.kind is None:
            raise Unknown(what="draft")
        return VersionSubmitted(
            kind=self.kind,
            part=self.part,
            number=self.latest + 1,
            root=top,
            blocks=blocks,
            next_block=next_block,
            contributors=contributors,
            note=note,
            format="markdown" if original is None else "docx",
            original=original,
            losses=losses,
        )

    def withdraw(self, number: int, motive: Sealed) -> VersionWithdrawn:
        """Of the latest version. Raises Stale when another one came in between, VersionTakenBack."""
        if number != self.latest:
            raise Stale(what="version", latest=self.latest)
        if self.kind is None:
            raise Unknown(what="draft")
        if self.withdrawn:
            raise VersionTakenBack(number=number)
        return VersionWithdrawn(kind=self.kind, part=self.part, number=number, motive=motive)

    def evolve(self, event: Event) -> Draft:
        match event:
            case DraftStarted():
                return self.but(kind=event.kind, part=event.part)
            case VersionSubmitted():
                return self.but(
                    latest=event.number, latest_root=event.root, next_block=event.next_block, withdrawn=False
                )
            case VersionWithdrawn():
                return self.but(withdrawn=True)
        return self
