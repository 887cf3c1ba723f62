"""What a list of comments can be narrowed to: what occurs in it, how often, and what versions are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from review.domain.acts import Reader
from review.domain.naming import by_surname
from review.domain.vocabulary import CommentKind, CommentState, Disposition
from review.projections import comments, drafts
from review.projections import tallies as counting
from review.projections.schema import Tx
from review.projections.tallies import Tally
from review.web.labels import label
from review.web.links import capitalised
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

Texts = Mapping[tuple[UUID, int], Text]
"""By document and version."""


@dataclass(frozen=True)
class Occurring:
    """What occurs in these comments on these documents."""

    comments: Sequence[comments.Comment]
    documents: Sequence[drafts.Document]

    @cached_property
    def tallies(self) -> list[Tally]:
        return counting.tallies(self.comments)

    @cached_property
    def columns(self) -> list[Disposition]:
        """The dispositions that occur, in the order of the list."""
        used = {disposition for tally in self.tallies for disposition in tally.counts}
        return [disposition for disposition in Disposition if disposition in used]

    @cached_property
    def states(self) -> Mapping[CommentState, int]:
        return {state: sum(it.state is state for it in self.comments) for state in CommentState}

    @property
    def state_choices(self) -> list[tuple[CommentState, str]]:
        return [(one, capitalised(label(one))) for one in CommentState if self.states[one]]

    @property
    def organisations(self) -> list[tuple[str, str]]:
        return [(one, one) for one in sorted({it.organisation for it in self.comments} - {""})]

    @property
    def authors(self) -> list[str]:
        """As this reader knows them: nobody under a pseudonym is told by name here either."""
        return sorted({plain(it.name) for it in self.comments} - {""}, key=by_surname)

    @property
    def kinds(self) -> list[tuple[CommentKind, str]]:
        used = {it.kind for it in self.comments}
        return [(one, capitalised(label(one))) for one in CommentKind if one in used]

    @property
    def versions(self) -> list[tuple[str, str]]:
        said = {(it.draft, it.draft_version) for it in self.comments}
        return [
            (f"{one.id}/{version.number}", version_title(one, version.number))
            for one in self.documents
            for version in one.versions
            if (one.id, version.number) in said
        ]


def version_title(one: drafts.Document, number: int) -> str:
    """*Rapport, deel 2 versie 3*."""
    return f"{document_title(one)} {version_name(number)}"


def document_title(one: drafts.Document) -> str:
    name = capitalised(label(one.kind))
    return gettext("%(document)s, part %(part)s", document=name, part=one.part) if one.part else name


def version_name(number: int) -> str:
    return gettext("version %(number)s", number=number)


def texts_of(
    tx: Tx, reader: Reader, documents: Sequence[drafts.Document], wanted: Collection[tuple[UUID, int]]
) -> Texts:
    """The texts of these versions, as far as they exist."""
    versions = {(one.id, version.number): version for one in documents for version in one.versions}
    found = {}
    for key in set(wanted) & set(versions):
        version = versions[key]
        entries = review().versions.entries(tx, version.evaluation, *key)
        found[key] = text_of(entries, version.root, passages_door(version.evaluation, version.evaluation), reader)
    return found
