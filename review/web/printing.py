"""What stands on a printed sheet besides the text: title, marking, facts, what was adapted, and the comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from review.documents.pdf.sheet import Annex, Sheet, paragraph, table
from review.documents.pdf.tree import HEADINGS, IMAGES, INSIDE, LETTERS, LINKS, Node, Tree, tree
from review.domain import moments
from review.domain.acts import Reader, Words
from review.domain.vocabulary import DocumentKind
from review.projections import comments, drafts, evaluations, markings, people
from review.projections.schema import Tx
from review.web.annexes import interests_annex, minority_annex
from review.web.labels import label
from review.web.links import capitalised
from review.web.pointing import place_of, quote_of, shortened
from review.web.renderings import Text
from review.web.session import review
from review.web.times import day, moment
from review.web.translations import gettext, language, ngettext
from review.web.words import plain

SECOND = 1_000_000


def document_name(kind: DocumentKind, part: int, number: int) -> str:
    """*Terms of Reference, versie 3*; *Rapport, deel 2, versie 1*."""
    name = capitalised(label(kind))
    whole = gettext("%(document)s, part %(part)s", document=name, part=part) if part else name
    return gettext("%(document)s, version %(number)s", document=whole, number=number)


@dataclass(frozen=True, slots=True)
class Printing:
    """A version as this reader has it before them; ``said`` None: without the comments."""

    version: drafts.Version
    text: Text
    title: str
    organisation: str
    marking: markings.Marking
    said: Sequence[comments.Comment] | None
    more: Sequence[Annex] = ()  #: annexes that come before those of the file itself

    @property
    def name(self) -> str:
        return document_name(self.version.kind, self.version.part, self.version.number)

    def sheet(self) -> Sheet:
        """Everything on the file; its only time is that of the approval, or else of the submission."""
        it = self.version
        made = tree(list(self.text.blocks.items()), self.text.lost.keys())
        at = it.approved_at or it.at
        return Sheet(
            title=self.title,
            author=self.organisation or "Toetssteen",
            document=self.name,
            marking=label(self.marking.level),
            status=status(it.approved_at is not None, withdrawn=it.withdrawn_at is not None),
            running=f"{self.title[:60]} · {self.name}",
            root=it.root.hex(),
            day=moments.day_of(at),
            moment=at // SECOND,
            language=language(),
            words=template_words(),
            facts=self._facts(),
            contents=made.headings > 1,
            blocks=made.blocks,
            notes=made.notes,
            loose=made.loose,
            annexes=self._annexes(made),
        )

    def _facts(self) -> list[tuple[str, str]]:
        it = self.version
        facts = [(gettext("Submitted"), moment(it.at))]
        if it.approved_at is not None:
            facts.append((gettext("Approved"), moment(it.approved_at)))
        if it.withdrawn_at is not None:
            facts.append((gettext("Withdrawn"), f"{moment(it.withdrawn_at)}: {plain(it.withdrawal or '')}"))
        if it.note:
            facts.append((gettext("Note"), plain(it.note)))
        return facts

    def _annexes(self, made: Tree) -> list[Annex]:
        found = list(self.more)
        if self.said is not None:
            words = gettext("Comments on this version")
            blocks = comment_table(self.said, {self.version.number: self.text})
            found.append(Annex(words, blocks or [paragraph(gettext("There are no comments that you may see."))]))
        return [*found, Annex(gettext("About this document"), self._about(made))]

    def _about(self, made: Tree) -> list[Node]:
        said = [
            gettext(
                "The numbers in the margin name a passage: 4.2-3 is the third paragraph of section 4.2, 4.2-•3 the "
                "third item in it, and T3 is the third table. They are the same on screen and in Word."
            ),
            gettext(
                "The fingerprint at the foot of every page is that of this version. It changes as soon as one letter "
                "of the text changes, and an approval names it."
            ),
            marking_words(self.marking),
            *adaptations(made.adapted),
        ]
        if self.text.lost:
            said.append(
                ngettext(
                    "%(num)d passage can no longer be read; its place says so.",
                    "%(num)d passages can no longer be read; their places say so.",
                    len(self.text.lost),
                )
            )
        return [paragraph(words) for words in said]


def printing(
    tx: Tx, reader: Reader, version: drafts.Version, text: Text, said: Sequence[comments.Comment] | None
) -> Printing:
    """With the minority statements always, and with the interests where the comments go along."""
    door = review().door()
    names = people.Names(tx, door, reader, [version.person])
    title = plain(evaluations.one(tx, door, reader, version.evaluation).title)
    marking = markings.marking(tx, version.evaluation)
    more = list(minority_annex(tx, reader, version))
    if said is not None:
        more += interests_annex(tx, reader, version)
    return Printing(version, text, title, names.organisation(version.person), marking, said, more)


def status(approved: bool | None, *, withdrawn: bool = False) -> str:
    """Draft, withdrawn or approved (None: neither); and that it is a demonstration, where it is one."""
    words = "" if approved is None else gettext("approved") if approved else gettext("draft")
    words = gettext("withdrawn") if withdrawn else words
    demonstration = gettext("demonstration") if review().is_demo else ""
    return " · ".join(filter(None, (words, demonstration)))


def marking_words(marking: markings.Marking) -> str:
    words = gettext(
        "The marking %(level)s is the highest level of the sources in use whose text may stand here. Only the "
        "classification authority sets, revises or ends a classification.",
        level=label(marking.level),
    )
    if not marking.unstated:
        return words
    unstated = ngettext(
        "The level of %(num)d source has not been stated, so the highest level this system may hold is printed.",
        "The level of %(num)d sources has not been stated, so the highest level this system may hold is printed.",
        marking.unstated,
    )
    return f"{words} {unstated}"


def template_words() -> dict[str, str]:
    """The words of the template, in the language of the page."""
    return {
        "page": gettext("page {n}/{of}"),
        "root": gettext("fingerprint"),
        "image": gettext("Image"),
        "contents": gettext("Contents"),
        "loose": gettext("Notes without a mark in the text"),
    }


def adaptations(counted: Mapping[str, int]) -> list[str]:
    """What had to be adapted for paper, in sentences; nothing is adapted in silence."""
    sentences = {
        LETTERS: ngettext(
            "%(num)d letter has no shape in the fonts of this file; its number stands there, as [U+1F600].",
            "%(num)d letters have no shape in the fonts of this file; their numbers stand there, as [U+1F600].",
            counted.get(LETTERS, 0),
        ),
        HEADINGS: ngettext(
            "%(num)d heading skipped a level; it stands one level below the heading before it.",
            "%(num)d headings skipped a level; they stand one level below the heading before them.",
            counted.get(HEADINGS, 0),
        ),
        INSIDE: ngettext(
            "%(num)d heading inside a list or quotation is printed as a line in bold.",
            "%(num)d headings inside a list or quotation are printed as lines in bold.",
            counted.get(INSIDE, 0),
        ),
        LINKS: ngettext(
            "%(num)d link leads nowhere on paper; its words are printed.",
            "%(num)d links lead nowhere on paper; their words are printed.",
            counted.get(LINKS, 0),
        ),
        IMAGES: ngettext(
            "%(num)d image has no description.", "%(num)d images have no description.", counted.get(IMAGES, 0)
        ),
    }
    return [words for kind, words in sentences.items() if counted.get(kind)]


def comment_table(said: Iterable[comments.Comment], texts: Mapping[int, Text]) -> list[Node]:
    """The comments with what was done with each, as a table of three columns; none where there are none."""
    rows = [(_about_comment(it, text := texts.get(it.draft_version)), _said(it, text), _done(it)) for it in said]
    if not rows:
        return []
    head = (gettext("Comment"), gettext("What was said"), gettext("What was done"))
    return [table(head, rows, (3.0, 6.0, 5.0))]


def _about_comment(it: comments.Comment, text: Text | None) -> str:
    place = place_of(text, it.anchors) if text is not None else ""
    late = gettext("late") if it.late else ""
    who = f"{plain(it.name)} ({it.organisation})" if it.organisation else plain(it.name)
    return "\n".join(
        filter(None, (f"{it.number} · {place}", who, " · ".join(filter(None, (label(it.kind), day(it.at), late)))))
    )


def _said(it: comments.Comment, text: Text | None) -> str:
    quote = quote_of(text, it.anchors) if text is not None else ""
    proposal = _named(gettext("Proposed wording"), it.proposal)
    return "\n".join(filter(None, (f"“{shortened(quote)}”" if quote else "", plain(it.text), proposal)))


def _done(it: comments.Comment) -> str:
    if it.disposition is None:
        return capitalised(label(it.state))
    version = gettext("in version %(number)s", number=it.in_version) if it.in_version else ""
    evidence = _named(gettext("Evidence"), it.evidence)
    dissent = _named(gettext("Objection maintained"), it.dissent)
    first = " · ".join(filter(None, (capitalised(label(it.disposition)), version, label(it.state))))
    return "\n".join(filter(None, (first, plain(it.motive), evidence, dissent)))


def _named(name: str, words: Words | None) -> str:
    return f"{name}: {plain(words)}" if words is not None else ""
