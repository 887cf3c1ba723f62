"""Invented Dutch texts for the document tests: varied paragraphs of any length, never copied from a real evaluation."""

from __future__ import annotations

import random
from pathlib import Path

REAL = Path(__file__).parents[3] / "shared" / "data" / "tor-minusma.md"
"""A real Terms of Reference that may lie beside the repository; tests that want it skip where it does not."""

_WHO = ("De missie", "Het onderzoeksteam", "De stuurgroep", "Het departement", "De ambassade", "De eenheid", "Torenaar")
_DOES = ("beschrijft", "onderzoekt", "versterkte", "bereikte", "ondersteunde", "beoordeelt", "vermeldt", "wijzigde")
_WHAT = ("de doelen", "de inzet", "het mandaat", "de planning", "de samenwerking", "de veiligheid", "de begroting")
_WHERE = ("in het noorden", "op het hoofdkwartier", "in de regio", "bij de grens", "in de hoofdstad", "ter plaatse")
_TAIL = (
    "aan de hand van verslagen en gesprekken",
    "na overleg met de partners",
    "binnen de gestelde termijn",
    "zonder aanvullende middelen",
    "zoals in de brief was aangekondigd",
    "terwijl de omstandigheden veranderden",
    "met steun van lokale organisaties",
)


def sentence(rnd: random.Random) -> str:
    number = f" in {rnd.randrange(2001, 2030)}" if rnd.random() < 0.4 else f" ({rnd.randrange(10, 99999)})"
    parts = (rnd.choice(_WHO), rnd.choice(_DOES), rnd.choice(_WHAT), rnd.choice(_WHERE))
    return f"{' '.join(parts)}{number} {rnd.choice(_TAIL)}."


def paragraph(rnd: random.Random, sentences: int = 0) -> str:
    return " ".join(sentence(rnd) for _ in range(sentences or rnd.randrange(1, 6)))


def report(paragraphs: int, seed: int = 1) -> str:
    """A report with headings, lists, tables and footnotes between its paragraphs."""
    rnd = random.Random(seed)
    parts: list[str] = []
    notes: list[str] = []
    for number in range(paragraphs):
        if number % 20 == 0:
            parts.append(f"# {number // 20 + 1}. {sentence(rnd)[:40]}")
        if number % 7 == 0:
            parts.append(f"## {sentence(rnd)[:30]}")
        text = paragraph(rnd)
        if number % 4 == 0:
            notes.append(f"[^{len(notes) + 1}]: {sentence(rnd)}")
            text += f"[^{len(notes)}]"
        parts.append(text)
        if number % 9 == 0:
            parts.append("\n".join(f"{row}. {sentence(rnd)}" for row in range(1, 6)))
        if number % 13 == 0:
            rows = "\n".join(f"| {sentence(rnd)} | {rnd.randrange(1000)} |" for _ in range(6))
            parts.append(f"| Wat | Aantal |\n| --- | ---: |\n{rows}")
    return "\n\n".join(parts + notes) + "\n"


def revised(source: str, share: float = 0.02, seed: int = 2) -> str:
    """The same report with a share of its paragraphs reworded, removed, added or moved."""
    rnd = random.Random(seed)
    parts = source.rstrip("\n").split("\n\n")
    plain = [at for at, part in enumerate(parts) if part[0].isalpha() and "[^" not in part]
    moved: list[str] = []
    for at in rnd.sample(plain, max(1, int(len(parts) * share))):
        act = rnd.random()
        if act < 0.6:
            words = parts[at].split(" ")
            words[rnd.randrange(len(words))] = "gewijzigd"
            parts[at] = " ".join(words)
        elif act < 0.75:
            parts[at] = ""
        elif act < 0.9:
            parts[at] += f"\n\n{paragraph(rnd, 4)}"
        else:
            moved.append(parts[at])
            parts[at] = ""
    for part in moved:
        parts[rnd.choice(plain)] += f"\n\n{part}"
    return "\n\n".join(part for part in parts if part) + "\n"
