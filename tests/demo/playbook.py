"""The demo's play and texts as the tests read them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from review.documents.blocks import Block, split
from review.domain.vocabulary import INVITED, Capacity

DEMO = Path(__file__).parents[2] / "review" / "demo"
START = 60
"""So many characters of a passage must be given, or else the whole of it."""

Act = dict[str, Any]


@cache
def text(name: str) -> str:
    return (DEMO / "texts" / name).read_text(encoding="utf-8")


@cache
def play() -> dict[str, Any]:
    return tomllib.loads((DEMO / "play.toml").read_text(encoding="utf-8"))


def plain(block: Block) -> str:
    return " ".join(block.text.replace("\u2060", "").split())


@cache
def passages(document: str, number: int) -> tuple[str, ...]:
    (name,) = (it["file"] for it in play()["versions"] if (it["document"], it["number"]) == (document, number))
    return tuple(plain(block) for block in split(text(name)))


def find(document: str, number: int, start: str) -> str:
    """The one passage that starts like this."""
    hits = [passage for passage in passages(document, number) if passage.startswith(start)]
    assert len(hits) == 1, (len(hits), document, number, start)
    assert len(start) >= START or hits[0] == start, start
    return hits[0]


def rounds() -> dict[str, Act]:
    return {it["key"]: it for it in play()["rounds"]}


def dispositions() -> list[tuple[Act, Act]]:
    return [(comment, it) for comment in play()["comments"] for it in comment.get("dispositions", [])]


def moment(act: Act) -> tuple[int, str]:
    return act["day"], act["time"]


def submitted(document: str, number: int) -> tuple[int, str]:
    (it,) = (it for it in play()["versions"] if (it["document"], it["number"]) == (document, number))
    return moment(it)


def invited(body: str) -> set[str]:
    return {it["person"] for it in play()["seats"] if it["body"] == body and Capacity(it["capacity"]) in INVITED}
