"""The files of the house, as the house tests walk them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

REVIEW = Path(__file__).resolve().parents[2] / "review"
HOUSE = Path(__file__).resolve().parent


def modules(floor: str = "") -> list[Path]:
    """Every Python file of the package, or of one floor."""
    return sorted((REVIEW / floor).rglob("*.py"))


def templates() -> list[Path]:
    return sorted((REVIEW / "web" / "templates").rglob("*.html"))


def module_of(path: Path) -> str:
    """The dotted name of a file of ours."""
    return ".".join(path.relative_to(REVIEW.parent).with_suffix("").parts).removesuffix(".__init__")


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax of a file of ours."""
    return ast.parse(path.read_text(encoding="utf-8"))
