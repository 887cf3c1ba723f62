"""The questions that Terms of Reference ask, as a tree: the main question, its groups, and what is asked in each.

Read from the text itself, so that it is versioned with it. A question keeps the number of its block from version to
version, whatever it is called in them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from review.documents.blocks import Block
from review.documents.numbering import under_headings
from review.domain.anchors import NOTE_MARK

_SECTION = re.compile(r"\b(onderzoeks|evaluatie|deel)vragen\b|\b(research|evaluation) questions\b", re.IGNORECASE)
_WIDER = re.compile(r"\bvraagstelling(en)?\b|\bquestions\b", re.IGNORECASE)
_MAIN = re.compile(r"\bhoofdvraag\b|\bmain question\b", re.IGNORECASE)
_LESSONS = re.compile(r"\b(lessen|lessons)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<number>\d{1,3}|[A-Z]|[IVXLC]+)[.):]?\s+(?P<title>.*\S)", re.DOTALL)
_MARKER = re.compile(r"^[ \t>]*(?P<number>\d{1,9})[.)][ \t]", re.MULTILINE)
_STYLE = re.compile(r"""\{[^}\n]*type="?([aAiI1])""")
_LETTERED = frozenset("aA")
MAX_ROMAN = 4_000


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``label`` is what people call it (*2b IV*), empty for the main question.

    ``depth`` is 0 for the main question, 1 for a group, and more for what is asked in it. ``title`` is the heading of
    a group, ``theme`` the subheading that a question in a list stands under; ``text`` is empty where a group only
    holds others. ``block`` is where it stands, ``group`` the block of the group it belongs to.
    """

    block: int
    label: str
    depth: int
    text: str
    title: str = ""
    theme: str = ""
    group: int = 0

    @property
    def asks_for_lessons(self) -> bool:
        """Whether this is a group that asks what is to be learnt: it rests on the answers to the others."""
        return self.depth == 1 and bool(_LESSONS.search(self.title or self.text))


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions of one version, in the order of the text."""

    all: tuple[Question, ...] = ()

    @property
    def main(self) -> Question | None:
        return next((one for one in self.all if one.depth == 0), None)

    @property
    def blocks(self) -> frozenset[int]:
        return frozenset(one.block for one in self.all)

    def of(self, block: int) -> Question | None:
        return next((one for one in self.all if one.block == block), None)

    def under(self, block: int) -> list[Question]:
        """The question itself, and all that is asked under it."""
        at = next((at for at, one in enumerate(self.all) if one.block == block), len(self.all))
        end = next(
            (later for later in range(at + 1, len(self.all)) if self.all[later].depth <= self.all[at].depth),
            len(self.all),
        )
        return list(self.all[at:end])

    @property
    def lessons(self) -> frozenset[int]:
        """The blocks of the groups that ask for lessons, and of all that is asked in them."""
        asking = {one.block for one in self.all if one.asks_for_lessons}
        return frozenset(one.block for one in self.all if one.group in asking)

    @property
    def grounds(self) -> frozenset[int]:
        """The blocks of the questions from whose answers lessons follow: all but the main one and those for lessons."""
        return frozenset(one.block for one in self.all if one.depth) - self.lessons


@dataclass(slots=True)
class _Reading:
    """What was read so far: how each depth of list is numbered, and what a question now belongs to."""

    found: list[Question] = field(default_factory=list)
    group: Question | None = None
    styles: dict[int, str] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    theme: str = ""
    groups: int = 0


def questions(blocks: Sequence[tuple[int, Block]]) -> Questions:
    """The tree of questions of a text; empty where it has no section for them."""
    section = _section(blocks)
    if not section:
        return Questions()
    reading = _Reading()
    before = ""
    for number, block in section:
        words = plain(block.text)
        main = _is_main(block, words, before)
        if main and not any(one.depth == 0 for one in reading.found):
            reading.found.append(Question(number, "", 0, words))
        elif block.kind == "heading":
            _group(reading, number, words)
        elif block.kind == "item":
            _item(reading, number, block, words)
        elif block.kind == "paragraph":
            _paragraph(reading, block, words)
        before = words if block.kind in ("paragraph", "heading") else ""
    return Questions(tuple(_with_groups(reading.found)))


def unanswered(tree: Questions, answered: Collection[int]) -> list[Question]:
    """The questions that nothing answers, nor anything under them; those for lessons are answered by lessons."""
    asking = [one for one in tree.all if one.depth and one.text and one.block not in tree.lessons]
    return [one for one in asking if not any(under.block in answered for under in tree.under(one.block))]


def plain(text: str) -> str:
    """The words on one line, without the marks of notes."""
    return " ".join(text.replace(NOTE_MARK, "").split())


def _section(blocks: Sequence[tuple[int, Block]]) -> list[tuple[int, Block]]:
    under = under_headings(blocks)
    headings = [(number, block) for number, block in blocks if block.kind == "heading" and under[number]]
    for pattern in (_SECTION, _WIDER):
        fitting = [(number, block) for number, block in headings if pattern.search(block.text)]
        if fitting:
            wanted = set(under[max(fitting, key=lambda one: one[1].level)[0]])
            return [(number, block) for number, block in blocks if number in wanted]
    return []


def _is_main(block: Block, words: str, before: str) -> bool:
    """A quotation or a line after *hoofdvraag:*, or a sentence that says itself that it is the main question."""
    if block.kind not in ("quote", "paragraph"):
        return False
    if _MAIN.search(before):
        return block.kind == "quote" or words.endswith("?")
    return bool(_MAIN.search(words)) and not words.endswith(":") and _asks(words)


def _asks(words: str) -> bool:
    return words.endswith("?") or bool(re.search(r"\bluidt\b|\bis in hoeverre\b|\bis to what extent\b", words))


def _group(reading: _Reading, number: int, words: str) -> None:
    reading.groups += 1
    reading.styles, reading.counts, reading.labels, reading.theme = {}, {}, {}, ""
    match = _NUMBERED.fullmatch(words)
    label = match["number"] if match else str(reading.groups)
    reading.group = Question(number, label, 1, "", match["title"] if match else words)
    reading.found.append(reading.group)


def _paragraph(reading: _Reading, block: Block, words: str) -> None:
    """In a list it is a subheading; under the heading of a group the first that asks is what the group asks."""
    if block.level > 0:
        reading.theme = words if not words.endswith(("?", ".")) else reading.theme
        return
    last = reading.found[-1] if reading.found else None
    if last is not None and last is reading.group and words.endswith("?"):
        reading.group = replace(last, text=words)
        reading.found[-1] = reading.group


def _item(reading: _Reading, number: int, block: Block, words: str) -> None:
    depth = block.level
    style = _STYLE.search(block.source)
    marker = _MARKER.search(block.source)
    at = int(marker["number"]) if marker else reading.counts.get(depth, 0) + 1
    if style or at == 1 or depth not in reading.styles:
        reading.styles[depth] = style[1] if style else "1"
    reading.counts[depth] = at
    for deeper in [one for one in reading.counts if one > depth]:
        reading.counts.pop(deeper)
    above = reading.labels.get(depth - 1, "") if depth > 1 else reading.group.label if reading.group else ""
    reading.labels[depth] = _label(above, reading.styles[depth], at)
    if depth <= 1:
        reading.theme = ""
    theme = reading.theme
    level = depth + (1 if reading.group else 0)
    reading.found.append(Question(number, reading.labels[depth], level, words, theme=theme))


def _label(above: str, style: str, at: int) -> str:
    own = _lettered(at, style) if style in _LETTERED else _roman(at, style) if style in "iI" else str(at)
    if not above:
        return own
    return f"{above}{own}" if style in _LETTERED else f"{above} {own}" if style in "iI" else f"{above}.{own}"


def _lettered(at: int, style: str) -> str:
    if not 1 <= at <= 26:
        return str(at)
    letter = chr(ord("a") + at - 1)
    return letter if style == "a" else letter.upper()


def _roman(at: int, style: str) -> str:
    if not 0 < at < MAX_ROMAN:
        return str(at)
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    found = ""
    for value, sign in pairs:
        while at >= value:
            found, at = found + sign, at - value
    return found if style == "I" else found.lower()


def _with_groups(found: Sequence[Question]) -> Iterator[Question]:
    """Each with the block of the group it belongs to: the last question of depth 1 before it, or itself."""
    group = 0
    for one in found:
        group = one.block if one.depth == 1 else group if one.depth else 0
        yield replace(one, group=group)
