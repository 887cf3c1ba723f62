"""A text edited as authors edit it, with the origin of every word known: so it is known where words truly went."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from review.documents.anchoring import Span
from review.documents.blocks import Block
from review.documents.identity import carry

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ENDS = frozenset(".?!")
NEW_TEXT = (
    "daarnaast is op verzoek van de leden nagegaan hoe de gegevens zijn verzameld en door wie zij zijn gecontroleerd "
    "waar stukken ontbraken staat dat vermeld met de reden en met de bron die in plaats daarvan is gebruikt ook de "
    "beperkingen van het veldwerk komen hier aan de orde evenals de keuze van de gesprekspartners en de verslaglegging"
)
NEW_WORDS = NEW_TEXT.split()
LEGAL_TERM, NEW_TERM = "referentiegroep", "begeleidingscommissie"

Word = tuple[str, tuple[int, int] | None]
"""A word, blank or sign with the block and place it came from; None: written anew."""


@dataclass
class Passage:
    kind: str
    words: list[Word]

    @property
    def text(self) -> str:
        return "".join(word for word, _ in self.words)


@dataclass(frozen=True)
class Truth:
    """Where the words of a span are now, None where most were rewritten; ``homes``: the blocks with what is left."""

    span: Span | None
    homes: frozenset[int]


@dataclass(frozen=True)
class Load:
    """Two versions, spans in the old one, and where each truly stands in the new one."""

    old: Mapping[int, Block]
    new: Mapping[int, Block]
    spans: Sequence[Span]
    truths: Sequence[Truth]


def load(blocks: Sequence[Block], seed: int, *, heavy: bool, spans: int = 500) -> Load:
    chance = random.Random(seed)
    old = dict(enumerate(blocks, 1))
    before = [Passage(block.kind, _words(number, block.text)) for number, block in old.items()]
    after = _Author(chance, 2 if heavy else 1).edit([Passage(one.kind, list(one.words)) for one in before])
    made = [Block(one.kind, one.text + "\n\n", one.text, 0, 0) for one in after]
    numbers, _ = carry(list(old.items()), made, len(old) + 1)
    new = dict(zip(numbers, made, strict=True))
    chosen = [_span(old, chance) for _ in range(spans)]
    index = _index(numbers, after)
    truths = [_truth(span, before[span.block - 1], index) for span in chosen]
    return Load(old, new, chosen, truths)


def _words(number: int, text: str) -> list[Word]:
    return [(word, (number, at)) for at, word in enumerate(_TOKEN.findall(text))]


def _span(old: Mapping[int, Block], chance: random.Random) -> Span:
    """One word, a few, a sentence or so, or a whole passage; longer passages get more comments."""
    weights = [max(1, len(block.text)) if block.kind != "heading" else 12 for block in old.values()]
    while True:
        number = chance.choices(list(old), weights)[0]
        found = list(re.finditer(r"\w[\w-]*", old[number].text))
        if not found:
            continue
        share = chance.random()
        if share > 0.9:
            return Span(number)
        count = 1 if share < 0.15 else chance.randint(2, 8) if share < 0.65 else chance.randint(9, 29)
        first = chance.randrange(max(1, len(found) - count + 1))
        last = min(len(found), first + count) - 1
        return Span(number, found[first].start(), found[last].end())


Index = dict[tuple[int, int], tuple[int, int, int]]
"""Origin of a word to the block where it stands now, from where to where."""


def _index(numbers: Sequence[int], after: Sequence[Passage]) -> Index:
    index: Index = {}
    for number, passage in zip(numbers, after, strict=True):
        at = 0
        for word, origin in passage.words:
            if origin is not None:
                index.setdefault(origin, (number, at, at + len(word)))
            at += len(word)
    return index


def _truth(span: Span, passage: Passage, index: Index) -> Truth:
    at, mine, total = 0, [], 0
    homes: Counter[int] = Counter()
    for word, origin in passage.words:
        found = index.get(origin) if origin is not None else None
        if found is not None:
            homes[found[0]] += len(word)
        inside = span.start is None or (span.start <= at and at + len(word) <= (span.end or 0))
        if inside:
            total += len(word)
            if found is not None:
                mine.append(found)
        at += len(word)
    alive = frozenset(homes) if homes.total() >= 0.3 * len(passage.text) else frozenset()
    held: Counter[int] = Counter()
    for number, start, end in mine:
        held[number] += end - start
    if held.total() < 0.5 * total or not held:
        return Truth(None, alive)
    home = held.most_common(1)[0][0]
    if span.start is None:
        return Truth(Span(home), alive | {home})
    places = [(start, end) for number, start, end in mine if number == home]
    return Truth(Span(home, min(start for start, _ in places), max(end for _, end in places)), alive | {home})


class _Author:
    """Edits a text once: an ordinary new draft, or a rewrite after a reference group (``level`` 2)."""

    def __init__(self, chance: random.Random, level: int) -> None:
        self.chance, self.level = chance, level

    def edit(self, text: list[Passage]) -> list[Passage]:
        size = len(text)
        for share, rate in ((0.08, 0.1), (0.03, 0.35), (0.015, 0.75)):
            for one in self._some(text, share * size):
                one.words = list(self._reworded(one.words, rate))
        for share, act in ((0.015, self._drop), (0.01, self._shuffle), (0.01, self._insert)):
            for one in self._some(text, share * size, least=200):
                self._on_sentences(one, act)
        for one in self._some(text, 0.02 * size):
            text.remove(one)
        self._split(text, 0.008 * size)
        self._merge(text, 0.008 * size)
        self._move(text, 0.01 * size)
        for _ in range(self.level):
            self._move_section(text)
            self._add_section(text)
        if self.level > 1:
            for one in text:
                one.words = [(NEW_TERM, None) if word == LEGAL_TERM else (word, at) for word, at in one.words]
        return text

    def _times(self, count: float) -> int:
        return max(1, round(count * self.level))

    def _some(self, text: Sequence[Passage], count: float, least: int = 40) -> list[Passage]:
        fitting = [one for one in text if one.kind != "heading" and len(one.text) >= least]
        return self.chance.sample(fitting, min(self._times(count), len(fitting)))

    def _fresh(self, count: int) -> list[Word]:
        return [part for word in self.chance.choices(NEW_WORDS, k=count) for part in ((word, None), (" ", None))]

    def _reworded(self, words: Sequence[Word], rate: float) -> Iterator[Word]:
        for word, origin in words:
            dice = self.chance.random() if word[0].isalpha() and self.chance.random() < rate else 1.0
            if dice < 0.6:
                yield self.chance.choice(NEW_WORDS), None
            elif dice < 0.75:
                yield from ((word, origin), (" ", None), (self.chance.choice(NEW_WORDS), None))
            elif dice >= 0.9:
                yield word, origin

    def _on_sentences(self, one: Passage, act: Callable[[list[list[Word]]], None]) -> None:
        sentences = _sentences(one.words)
        if len(sentences) > 1:
            act(sentences)
            one.words = [word for sentence in sentences for word in sentence]

    def _drop(self, sentences: list[list[Word]]) -> None:
        sentences.pop(self.chance.randrange(len(sentences)))

    def _shuffle(self, sentences: list[list[Word]]) -> None:
        self.chance.shuffle(sentences)

    def _insert(self, sentences: list[list[Word]]) -> None:
        sentences.insert(self.chance.randrange(len(sentences) + 1), [*self._fresh(16), (".", None), (" ", None)])

    def _split(self, text: list[Passage], count: float) -> None:
        for one in self._some(text, count, least=300):
            sentences = _sentences(one.words)
            if len(sentences) < 2:
                continue
            half = self.chance.randrange(1, len(sentences))
            one.words = [word for sentence in sentences[:half] for word in sentence]
            rest = Passage(one.kind, [word for sentence in sentences[half:] for word in sentence])
            text.insert(text.index(one) + 1, rest)

    def _merge(self, text: list[Passage], count: float) -> None:
        for _ in range(self._times(count)):
            pairs = [at for at in range(len(text) - 1) if text[at].kind == text[at + 1].kind == "paragraph"]
            if pairs:
                at = self.chance.choice(pairs)
                text[at].words += [(" ", None), *text.pop(at + 1).words]

    def _move(self, text: list[Passage], count: float) -> None:
        for one in self._some(text, count, least=60):
            text.remove(one)
            if self.chance.random() < 0.4:
                one.words = list(self._reworded(one.words, 0.12))
            text.insert(self.chance.randrange(len(text) + 1), one)

    def _headings(self, text: Sequence[Passage]) -> list[int]:
        return [at for at, one in enumerate(text) if one.kind == "heading"]

    def _move_section(self, text: list[Passage]) -> None:
        headings = [*self._headings(text), len(text)]
        if len(headings) < 3:
            return
        which = self.chance.randrange(len(headings) - 1)
        begin, end = headings[which], headings[which + 1]
        section = text[begin:end]
        del text[begin:end]
        at = self.chance.choice([*self._headings(text), len(text)])
        text[at:at] = section

    def _add_section(self, text: list[Passage]) -> None:
        """New passages that say again, word for word, a sentence of another one."""
        long = [one for one in text if len(one.text) > 200]
        section = [Passage("heading", [("Bijlage", None)])]
        for _ in range(self.chance.randint(3, 7) if long else 0):
            said = self.chance.choice(_sentences(self.chance.choice(long).words))
            section.append(Passage("paragraph", [*((word, None) for word, _ in said), (" ", None), *self._fresh(20)]))
        at = self.chance.choice([*self._headings(text), len(text)])
        text[at:at] = section


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = [[]]
    for at, word in enumerate(words):
        found[-1].append(word)
        if word[0].isspace() and at and words[at - 1][0] in _ENDS:
            found.append([])
    return [sentence for sentence in found if sentence]
