"""Where a block stands, as people say it: paragraph 4.2, second alinea; note 12; table 3, row 5.

Documents of this kind carry literal numbers in their headings ("4. Doelstelling", "1. Doelen" under it); these are
used as they are. Headings without one are counted, unless their neighbours have literal numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from review.documents.blocks import Block

_LITERAL = re.compile(
    r"""(?:(?P<path>\d{1,3}(?:\.\d{1,3})+)[.):]?(?=\s|\Z)   # 4.2 or 4.2.
        |(?P<one>\d{1,3})[.):](?=\s|\Z)                     # 4. or 4)
        |(?P<bare>\d{1,2})(?=\s+[^\W\d])                    # 4 Doelstelling
        |(?P<letter>[A-Z]|[IVXLC]+)[.):](?=\s|\Z))          # B. or IV.""",
    re.VERBOSE,
)
_HEAD = re.compile(r"^.*\n[ \t>]*\|?[ \t]*:?-+:?[ \t]*(\||$)", re.MULTILINE)
_COUNTED_AS = {"quote": "paragraph", "fence": "paragraph", "image": "paragraph", "front": "paragraph"}


@dataclass(frozen=True, slots=True)
class Place:
    """A block's place for people.

    ``section`` is the heading's number path ("4.2"), None before the first heading, in notes, under a document's title,
    and under a heading that has no number where its neighbours do; ``title`` is that heading's text. ``n`` counts
    within the section per ``kind`` (quotations, fences and figures count as paragraphs). For a heading ``n`` is 0; for
    a footnote it is the shown number (0 where nothing refers to it); for a row it is the row in ``table``, 0 for its
    head, and tables count through the document.
    """

    section: str | None
    kind: str
    n: int
    title: str = ""
    table: int = 0


@dataclass(slots=True)
class _Section:
    """A heading with what stands under it; ``number`` stays None until it is known."""

    level: int
    text: str
    literal: str | None
    bare: bool  #: a number without a point after it, which may be no number of a heading at all ("10 lessen")
    parent: _Section | None
    children: list[_Section] = field(default_factory=list)
    number: str | None = None


def places(blocks: Sequence[Block]) -> list[Place]:
    """The place of every block, in the same order."""
    root, sections = _outline(blocks)
    top = root.children[0] if len(root.children) == 1 else root
    is_title = top is not root and not top.literal and top.children
    _number(top if is_title else root, "", True)
    out: list[Place] = []
    counts: dict[tuple[int, str], int] = {}
    table = row = 0
    after = ""
    for block, section in zip(blocks, sections, strict=True):
        kind = _COUNTED_AS.get(block.kind, block.kind)
        number, title = section.number, section.text
        if kind == "row":
            begins = after != "row" or is_head(block)
            table, row = (table + 1, 0) if begins else (table, row + 1)
            out.append(Place(number, kind, row, title, table))
        elif kind == "footnote":
            out.append(Place(None, kind, block.level))
        elif kind == "heading":
            out.append(Place(number, kind, 0, title))
        else:
            key = (id(section), kind)
            counts[key] = counts.get(key, 0) + 1
            out.append(Place(number, kind, counts[key], title))
        after = block.kind
    return out


def margin(place: Place) -> str:
    """The number of a block, the same on screen and in every file: *4.2-3* is the third paragraph of 4.2, *4.2-•3* the
    third item in it, *T3* the third table and *T3-2* its second row. A heading has one where its words do not begin
    with it."""
    if place.kind == "row":
        return f"T{place.table}-{place.n}" if place.n else f"T{place.table}"
    if place.kind == "heading":
        said = place.section is None or place.title.strip().startswith(place.section)
        return "" if said else place.section or ""
    if place.kind not in ("paragraph", "item") or not place.n:
        return ""
    mark = "•" if place.kind == "item" else ""
    return f"{place.section}-{mark}{place.n}" if place.section else f"{mark}{place.n}"


def under_headings(blocks: Sequence[tuple[int, Block]]) -> dict[int, list[int]]:
    """The numbers of the blocks of the section under each heading, up to the next heading of its level or above."""
    found: dict[int, list[int]] = {}
    above: list[tuple[int, int]] = []  #: level and number of the headings one stands under
    for number, block in blocks:
        if block.kind == "heading":
            above = [(level, heading) for level, heading in above if level < block.level]
        for _, heading in above if block.kind != "footnote" else ():
            found[heading].append(number)
        if block.kind == "heading":
            above.append((block.level, number))
            found[number] = []
    return found


def is_head(block: Block) -> bool:
    """Whether this row is the head of its table."""
    return _HEAD.match(block.source) is not None


def _outline(blocks: Sequence[Block]) -> tuple[_Section, list[_Section]]:
    """The tree of headings, and for every block the section it stands in."""
    root = _Section(0, "", None, False, None)
    current, found = root, []
    for block in blocks:
        if block.kind == "heading":
            parent = current
            while parent.parent is not None and parent.level >= block.level:
                parent = parent.parent
            match = _LITERAL.match(block.text.strip())
            literal = next(filter(None, match.groups()), None) if match else None
            bare = match is not None and match["bare"] is not None
            current = _Section(block.level, block.text, literal, bare, parent)
            parent.children.append(current)
        found.append(current)
    return root, found


def _number(section: _Section, path: str, known: bool) -> None:
    """Gives every heading below its number; one without stays None where a neighbour has a literal number."""
    literals = [child for child in section.children if child.literal]
    if 2 * len(literals) <= len(section.children) and all(child.bare for child in literals):
        for child in literals:
            child.literal = None
        literals = []
    for count, child in enumerate(section.children, start=1):
        own = child.literal or (None if literals else str(count))
        if own is not None and "." in own:
            child.number = own
        elif own is not None and known:
            child.number = f"{path}.{own}" if path else own
        _number(child, child.number or "", child.number is not None)
