"""What a returned copy says: which comments, answers and proposed wordings are new, and what answers what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import msgspec

from review.commands.own_copies import BETWEEN
from review.documents.word.returned import Copy, Found
from review.domain.sets import Unsubmitted
from review.projections import comments
from review.projections.replies import Reply
from review.web.translations import gettext
from review.web.wording import COMMENT_MARK, iso, thread
from review.web.words import plain

OURS, KNOWN, EMPTY, NEW, DRAFT = "ours", "known", "empty", "new", "draft"
SHOWN = 80  #: characters of a comment, where an answer to it is shown
_ORDER = (NEW, DRAFT, KNOWN, EMPTY, OURS)
_OWN = re.compile(rf"{COMMENT_MARK}(\d+)\Z")


class CopyLine(msgspec.Struct, frozen=True, kw_only=True):
    """One comment, answer or proposed wording; ``state`` says whether it is new; ``number`` the comment it is already.

    ``to`` is the comment here that it answers, ``below`` the place in the lines of a new one of the same file.
    """

    author: str
    date: str
    text: str
    proposal: str = ""
    spots: tuple[tuple[int, int, int], ...] = ()
    state: str = NEW
    number: int = 0
    answers: str = ""  #: the beginning of the comment in the thread that it answers
    to: UUID | None = None
    below: int | None = None
    done: bool = False

    @property
    def is_answer(self) -> bool:
        return self.to is not None or self.below is not None


def lines_of(
    copy: Copy,
    said: Sequence[comments.Comment],
    answers: Mapping[UUID, Sequence[Reply]],
    held: Sequence[Unsubmitted] = (),
) -> tuple[CopyLine, ...]:
    """What is new comes first, and every answer behind what it answers. ``held``: the own set of who brings it."""
    threads = _Threads(copy.found, said, answers, held)
    read = [(threads.line(one), one.ident, threads.root(one)) for one in copy.found]
    first = {ident: at for at, (_, ident, _) in enumerate(read)}
    read += [(line, "", None) for line in _proposals(copy, said, held)]

    def order(at: int) -> tuple[int, int, bool, int]:
        line, _, root = read[at]
        return _ORDER.index(line.state), first[root.ident] if root else at, root is not None, at

    places = sorted(range(len(read)), key=order)
    now = {read[at][1]: place for place, at in enumerate(places)}
    return tuple(_placed(line, root, now) for line, _, root in (read[at] for at in places))


def _placed(line: CopyLine, root: Found | None, now: Mapping[str, int]) -> CopyLine:
    if line.below is None or root is None:
        return line
    return msgspec.structs.replace(line, below=now[root.ident])


def even(words: str) -> str:
    """Words without what a program changes in them unasked."""
    return " ".join(words.replace("\u2060", " ").split())


def parts(words: str) -> set[str]:
    """A text as a whole, and each of the comments of Word that it was made of."""
    return {even(one) for one in (words, *words.split(BETWEEN))}


def _begin(words: str) -> str:
    whole = " ".join(words.split())
    return whole if len(whole) <= SHOWN else f"{whole[:SHOWN].rstrip()}…"


@dataclass
class _Threads:
    found: Sequence[Found]
    said: Sequence[comments.Comment]
    answers: Mapping[UUID, Sequence[Reply]]
    held: Sequence[Unsubmitted] = ()

    @cached_property
    def known(self) -> Mapping[int, comments.Comment]:
        return {it.number: it for it in self.said}

    @cached_property
    def by_words(self) -> Mapping[str, Sequence[comments.Comment]]:
        found: defaultdict[str, list[comments.Comment]] = defaultdict(list)
        for it in self.said:
            for words in parts(plain(it.text)):
                found[words].append(it)
        return found

    @cached_property
    def by_ident(self) -> Mapping[str, Found]:
        return {one.ident: one for one in self.found}

    @cached_property
    def states(self) -> Mapping[str, tuple[str, int]]:
        """State and number of whatever begins a thread."""
        return {one.ident: self._state(one) for one in self.found if self.root(one) is None}

    def root(self, one: Found) -> Found | None:
        """What began the thread; None where this did, or where the thread runs in a circle or begins nowhere."""
        passed = {one.ident}
        at = one
        while at.parent is not None:
            if at.parent in passed or at.parent not in self.by_ident:
                return None
            passed.add(at.parent)
            at = self.by_ident[at.parent]
        return None if at is one else at

    def line(self, one: Found) -> CopyLine:
        root = self.root(one)
        state, number = self.states[one.ident] if root is None else self._answer(one, root)
        to, below = self._target(root) if root is not None else (None, None)
        return CopyLine(
            author=one.author.strip(),
            date=one.date,
            text=one.text,
            spots=tuple((spot.block, spot.start, spot.end) for spot in one.spots or (root.spots if root else ())),
            state=state,
            number=number,
            answers=_begin(root.text) if root is not None else "",
            to=to,
            below=below,
            done=one.done,
        )

    def _target(self, root: Found) -> tuple[UUID | None, int | None]:
        """The comment here that began the thread, or a mark that it is new itself."""
        state, number = self.states[root.ident]
        if state == NEW:
            return None, 0
        return (self.known[number].id, None) if number else (None, None)

    def _answer(self, one: Found, root: Found) -> tuple[str, int]:
        to, _ = self._target(root)
        if to is not None and one.text.strip() and not self._sent(one):
            number = self.states[root.ident][1]
            if even(one.text) in (even(plain(reply.text)) for reply in self.answers.get(to, ())):
                return KNOWN, number
        return self._state(one)

    def _state(self, one: Found) -> tuple[str, int]:
        """Whether it is one that went out with the file, or is here already in these words on this passage."""
        if not one.text.strip():
            return EMPTY, 0
        sent = self._sent(one)
        if sent is not None:
            return OURS, sent.number
        blocks = {spot.block for spot in one.spots}
        alike = self.by_words.get(even(one.text), ())
        same = [it for it in alike if not blocks or blocks & {anchor.block for anchor in it.anchors}]
        if not same:
            drafts = [it for it in self.held if even(one.text) in parts(it.text)]
            about = (not blocks or not it.marks or blocks & {mark.block for mark in it.marks} for it in drafts)
            return (DRAFT, 0) if any(about) else (NEW, 0)
        author = one.author.strip().casefold()
        return KNOWN, max(same, key=lambda it: plain(it.name).casefold() == author).number

    def _sent(self, one: Found) -> comments.Comment | None:
        """The comment of ours that this is, or in whose thread it went out; programs may break threads up."""
        mark = _OWN.match(one.initials.strip())
        it = self.known.get(int(mark[1][:9])) if mark else None
        if it is None:
            return None
        said = thread(it, self.answers.get(it.id, ()))
        first, *others = (even(voice.words) for voice in said)
        later = {iso(voice.at) for voice in said[1:]} - {iso(it.at)}  # words may be of another language than the page
        text, proposal = even(plain(it.text)), even(plain(it.proposal))
        whole = even(one.text)
        as_sent = whole == first or (proposal and whole.startswith(text) and whole.endswith(proposal))
        return it if as_sent or one.parent is not None or whole in others or one.date in later else None


def _proposals(copy: Copy, said: Sequence[comments.Comment], held: Sequence[Unsubmitted]) -> Iterator[CopyLine]:
    """Each author's changes in a passage are a proposed wording of it."""
    for (block, author), date in copy.changed_by().items():
        proposal = copy.accepted(block, author).replace("\u2060", "").strip()
        known = next((it for it in said if it.proposal and plain(it.proposal) == proposal and it.block == block), None)
        drafted = any(it.proposal == proposal and it.block == block for it in held)
        yield CopyLine(
            author=author.strip(),
            date=date,
            text=gettext("Proposed wording, made in Word."),
            proposal=proposal or gettext("(Take this passage out.)"),
            spots=((block, 0, 0),),
            state=KNOWN if known is not None else DRAFT if drafted else NEW,
            number=0 if known is None else known.number,
        )
