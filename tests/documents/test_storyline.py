"""A comparison told from begin to end: nothing is left out, and either version can be read in it exactly."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from review.documents.blocks import Block, split
from review.documents.comparing import Side, cells_html, markup_html, passage_html
from review.documents.difference import Change
from review.documents.identity import carry
from review.documents.leaves import NOTE_MARK
from review.documents.storyline import Left, Storyline, Told, Unchanged, storyline
from tests.documents.strategies import COMPOSED, FRAGMENTS
from tests.documents.texts import report, revised

Version = list[tuple[int, Block]]
TABLE = "| Jaar | Bedrag |\n| --- | ---: |\n" + "".join(f"| 20{n:02} | {n * 7} |\n" for n in range(10, 30))
HOSTILE: tuple[str, str] = (
    f"# Kop\n\nEen[^1] zin 👩\u200d👧 met <b>haken</b> & meer.\n\n{TABLE}\n"
    "\u202eعربي cafe\u0301[^2]\n\n[^1]: noot\n[^2]: n2\n",
    f"# Kop\n\nEen zin[^2] 👩\u200d👦 met <i>haken</i> & meer.\n\n{TABLE.replace('| 77 |', '| 78 | extra |')}\n"
    "\u202eعربي cafe[^1]\n\n[^1]: noot twee\n[^2]: n2\n",
)
REORDERED = st.lists(st.sampled_from(FRAGMENTS), max_size=20).flatmap(
    lambda parts: st.tuples(st.just("".join(parts)), st.permutations(parts).map("".join))
)
PAIRS = st.one_of(st.tuples(COMPOSED, COMPOSED), REORDERED)


def versions(old: str, new: str) -> tuple[Version, Version]:
    before = list(enumerate(split(old), start=1))
    blocks = split(new)
    numbers, _ = carry(before, blocks, len(before) + 1)
    return before, list(zip(numbers, blocks, strict=True))


def plain(shown: str) -> str:
    """The text that a reader sees in a piece of HTML, a footnote's mark as it stands in plain text."""
    marked = re.sub(r'<sup class="footnote-ref">.*?</sup>', NOTE_MARK, shown)
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r'<span class="label">.*?</span> ', "", marked)))


def kept(shown: str, without: str) -> str:
    """What is left when one side is refused: the insertions or the deletions go, with what is in them."""
    return plain(re.sub(rf"<{without}>.*?</{without}>", "", shown, flags=re.DOTALL))


def seen(change: Change, side: Side) -> str:
    """What is shown of a passage, cells joined as in its text."""
    if change.block.kind in ("row", "definition"):
        return "\t".join(cells_html(change, side=side))
    return passage_html(change, side=side)


def told(story: Storyline, before: Version, after: Version) -> Iterator[tuple[type, Change]]:
    for part in story.parts:
        for change in story.unfold(part, before, after) if isinstance(part, Unchanged) else [part.change]:
            yield type(part), change


@settings(max_examples=400)
@given(PAIRS)
@example(HOSTILE)
@example(("", "x\n"))
@example(("# a\n", ""))
def test_either_version_can_be_read_in_the_whole_of_it(pair: tuple[str, str]) -> None:
    before, after = versions(*pair)
    steps = list(told(storyline(before, after), before, after))
    new = [change.new for kind, change in steps if kind is not Left and change.new is not None]
    old = [change.old for kind, change in steps if change.old is not None and (kind is Left or change.op != "move")]
    for found, version in ((old, before), (new, after)):
        blocks = [block for _, block in version]
        assert [b for b in found if b.kind != "footnote"] == [b for b in blocks if b.kind != "footnote"]
        assert Counter(found) == Counter(blocks)


@settings(max_examples=400)
@given(PAIRS)
@example(HOSTILE)
def test_refusing_and_accepting_what_is_shown_give_both_texts(pair: tuple[str, str]) -> None:
    """On the page inline, in both columns side by side, and in the source where that is shown."""
    before, after = versions(*pair)
    for _, change in told(storyline(before, after), before, after):
        old, new = (b.text if b is not None and b.kind != "rule" else "" for b in (change.old, change.new))
        is_row = change.block.kind in ("row", "definition")
        assert plain(seen(change, "old")) == old
        assert plain(seen(change, "new")) == new
        if not is_row:
            assert (kept(seen(change, "both"), "ins"), kept(seen(change, "both"), "del")) == (old, new)
        if change.markup and change.old and change.new:
            shown = markup_html(change)
            assert kept(shown, "ins") == change.old.source.rstrip()
            assert kept(shown, "del") == change.new.source.rstrip()
            assert plain(markup_html(change, "old")) == change.old.source.rstrip()


@settings(max_examples=200)
@given(PAIRS)
def test_rows_of_one_table_stay_together_and_every_change_is_told_once(pair: tuple[str, str]) -> None:
    story = storyline(*versions(*pair))
    changes = [part.change for part in story.parts if isinstance(part, Told) and part.change.op != "same"]
    assert Counter(map(id, changes)) == Counter(map(id, story.comparison.changes))
    assert len({change.number for change in changes}) == len(changes)
    tables = [part.table for part in story.parts if part.table]
    assert tables == sorted(tables)
    assert set(tables) == set(story.heads)
    rows = [part for part in story.parts if not isinstance(part, Unchanged) and part.change.block.kind == "row"]
    assert all(part.table for part in rows)


def test_a_moved_passage_leaves_a_mark_where_it_stood() -> None:
    before, after = versions(
        "eerste alinea hier\n\ntweede alinea\n\nderde alinea\n", "tweede alinea\n\nderde alinea\n\neerste alinea hier\n"
    )
    parts = storyline(before, after).parts
    assert [type(part) for part in parts] == [Left, Unchanged, Told]
    assert isinstance(parts[0], Left) and isinstance(parts[2], Told)
    assert parts[0].change is parts[2].change


def test_a_table_is_told_with_its_head_and_folded_rows() -> None:
    before, after = versions(TABLE, TABLE.replace("| 140 |", "| 141 |").replace("| 2027 | 189 |\n", ""))
    story = storyline(before, after)
    assert [type(part).__name__ for part in story.parts] == [
        "Told",
        "Unchanged",
        "Told",
        "Unchanged",
        "Told",
        "Told",
        "Told",
    ]
    assert [part.change.op for part in story.parts if isinstance(part, Told)] == ["same", "edit", "del", "same", "same"]
    assert {part.table for part in story.parts} == {1}
    assert story.heads[1].block.text == "Jaar\tBedrag"


def test_two_tables_after_each_other_are_two() -> None:
    gone = "| Wat | Wie |\n|---|---|\n| a | b |\n\n"
    before, after = versions(
        f"{gone}Tussen de tabellen.\n\n{TABLE}", f"Tussen de tabellen.\n\n{TABLE.replace('77', '78')}"
    )
    assert len(storyline(before, after).heads) == 2


def test_a_table_that_did_not_change_is_folded_with_the_text_around_it() -> None:
    before, after = versions(f"Een.\n\n{TABLE}\nTwee.\n", f"Een.\n\n{TABLE}\nTwee.\n\nDrie.\n")
    (fold, _) = storyline(before, after).parts
    assert isinstance(fold, Unchanged)
    assert len(fold.pairs) == 23


def test_a_changed_note_stands_under_the_passage_that_refers_to_it() -> None:
    tail = "\n\nNiets gewijzigd in dit slot.\n\n"
    before, after = versions(
        f"Een zin over de inzet[^1] in het land.{tail}[^1]: oude noot hier\n",
        f"Een zin over de inzet[^1] in het noorden.{tail}[^1]: nieuwe noot hier\n[^2]: zonder plaats\n",
    )
    story = storyline(before, after)
    shown = [(part.change.block.kind, part.change.op) for part in story.parts if isinstance(part, Told)]
    assert shown == [("paragraph", "edit"), ("footnote", "edit"), ("footnote", "ins")]
    assert isinstance(story.parts[2], Unchanged)
    number = next(c.number for c in story.comparison.changes if c.block.kind == "footnote" and c.block.level == 1)
    assert story.notes == {(False, 1): number, (True, 1): number}
    assert f'<a href="#d{number}">' in passage_html(story.comparison.changes[0], notes=story.notes)


def test_a_column_in_the_middle_is_found() -> None:
    before, after = versions("|a|b|\n|-|-|\n|een|twee|\n", "|a|c|b|\n|-|-|-|\n|een|drie|twee|\n")
    for change, cell in zip(storyline(before, after).comparison.changes, ("c", "drie"), strict=True):
        assert cells_html(change)[1] == f"<ins>{cell}</ins>"
        assert len(cells_html(change, side="old")) == 2


def test_a_report_is_told_as_briefly_as_it_changed() -> None:
    old = report(400)
    story = storyline(*versions(old, revised(old)))
    assert len(story.parts) < 4 * len(story.comparison.changes)
