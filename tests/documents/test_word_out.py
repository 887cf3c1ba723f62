"""A version out to Word and back: every block under its bookmark, every comment on its words, changes both ways."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import review.demo
from review.documents.blocks import Block, split
from review.documents.identity import carry
from review.documents.word.drafting import draft_from
from review.documents.word.finishing import Remark, Stamp
from review.documents.word.package import open_package, packed
from review.documents.word.returned import Copy, Spot, returned
from review.documents.word.sending import Since, sent
from tests.documents.strategies import COMPOSED

TEXTS = Path(review.demo.__file__).parent / "texts"
STAMP = Stamp("Evaluatie", "DOE", "Dep. V.", "versie 2", "pagina", "nl-NL", {"toetssteen-version": "2"})
WORDS = {"image": "Afbeelding", "loose": "Noten zonder teken"}
WHEN = "2026-03-02T10:00:00Z"
Numbered = list[tuple[int, Block]]
TRICKY = """# Kop met *nadruk* en [koppeling](https://example.org)

Een alinea met **vet**, `code`, een noot[^a] en nog eens dezelfde[^a].

{type="a"}
1. eerste vraag
2. tweede vraag

   met een tweede alinea

> Een citaat.

Term
: Omschrijving van de term

| Risico | Maatregel |
|---|---|
| **Reizen** | |
| | Wie daar woont |

```
regel een
regel twee
```

![Kaart van het gebied](#kaart)

---

Slot.

[^a]: De noot zelf.
[^b]: Een noot zonder teken.
"""


def numbered(text: str) -> Numbered:
    return list(enumerate(split(text), 1))


def there_and_back(blocks: Numbered, remarks: list[Remark] = [], since: Since | None = None) -> Copy:  # noqa: B006
    return returned(open_package(sent(blocks, remarks, STAMP, WORDS, since)))


def plain(words: str) -> str:
    return " ".join(words.replace("\u2060", " ").split())


def remark(number: int, block: int | None, start: int | None = None, end: int | None = None, **more: object) -> Remark:
    given = {"author": "Vera Veld", "initials": f"T{number}", "date": WHEN, "text": f"Opmerking {number}"} | more
    return Remark(number, block, start, end, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [TRICKY, *(path.read_text("utf-8") for path in sorted(TEXTS.glob("*.md")))])
def test_every_block_comes_back_as_it_went_out(text: str) -> None:
    blocks = numbered(text)
    copy = there_and_back(blocks)
    wanted = {number: block for number, block in blocks if block.kind not in ("rule", "footnote")}
    assert wanted.keys() <= copy.pieces.keys()
    for number, block in wanted.items():
        assert plain(copy.sent(number)) == plain(block.text), block
    assert copy.properties == {"toetssteen-version": "2"}


def test_every_comment_comes_back_on_its_words_with_its_thread() -> None:
    blocks = numbered(TRICKY)
    para = next(number for number, block in blocks if block.kind == "paragraph")
    row = [number for number, block in blocks if block.kind == "row"][1]
    note = next(number for number, block in blocks if block.kind == "footnote")
    term = next(number for number, block in blocks if block.kind == "definition")
    end = len(blocks[para - 1][1].text)
    remarks = [
        remark(1, para, 4, 10, done=True),
        remark(2, para, 4, 10, text="Overgenomen\nzie versie 3", parent=1, author="Tom Torenaar"),
        remark(3, para, 0, end),
        remark(4, para, 16, 19),
        remark(5, row, 0, 6),
        remark(6, term, 5, 17),
        remark(7, note),
        remark(8, None),
    ]
    found = {one.ident: one for one in there_and_back(blocks, remarks).found}
    at = blocks[para - 1][1].text.index("\u2060")
    assert [found[str(one.number)].spots for one in remarks] == [
        [Spot(para, 4, 10)],
        [Spot(para, 4, 10)],
        [Spot(para, 0, end)],
        [Spot(para, 16, 19)],
        [Spot(row, 0, 6)],
        [Spot(term, 5, 17)],
        [Spot(para, at, at + 1)],
        [Spot(1, 0, len(blocks[0][1].text))],
    ]
    assert (found["1"].done, found["2"].parent, found["3"].parent) == (True, "1", None)
    assert found["2"].text == "Overgenomen\nzie versie 3"
    assert (found["2"].author, found["2"].initials, found["2"].date) == ("Tom Torenaar", "T2", WHEN)


def test_a_comment_on_several_passages_is_one_range_over_them_all() -> None:
    blocks = numbered("Een eerste alinea.\n\nEen tweede[^1].\n\n- een punt\n\nEen laatste.\n\n[^1]: Noot.\n")
    lengths = {number: len(block.text) for number, block in blocks}
    over = remark(1, 1, 4, 10, more=((2, None, None), (3, 0, 3)))
    turned = remark(2, 4, 0, 3, more=((1, 0, 3),))
    noted = remark(3, 1, 0, 3, more=((5, None, None),))
    found = {one.ident: one.spots for one in there_and_back(blocks, [over, turned, noted]).found}
    assert [found["1"], found["2"], found["3"]] == [
        [Spot(1, 4, lengths[1]), Spot(2, 0, lengths[2]), Spot(3, 0, 3)],
        [Spot(1, 0, lengths[1]), Spot(2, 0, lengths[2]), Spot(3, 0, lengths[3]), Spot(4, 0, 3)],
        [Spot(1, 0, 3)],
    ]


def test_a_program_of_others_reads_the_file() -> None:
    made = docx.Document(io.BytesIO(sent(numbered(TRICKY), [remark(1, 2, 4, 10)], STAMP, WORDS)))
    assert [(one.author, one.initials, one.text) for one in made.comments] == [("Vera Veld", "T1", "Opmerking 1")]
    assert made.sections[0].header.paragraphs[0].text == "Dep. V."
    assert made.sections[0].footer.paragraphs[0].text.startswith("versie 2 · pagina")
    assert made.core_properties.title == "Evaluatie"
    lists = [one for one in made.paragraphs if one.text.endswith("eerste vraag")]
    assert lists[0]._p.pPr.numPr is not None


NUMBERED = """# 3. Bevindingen

Een eerste alinea.

## Bevinding

Een tweede alinea, 4.2-3 genoemd.

- een punt

| Wat | Wie |
|---|---|
| dit | die |
"""


def retold(made: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The file as another program might save it."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words = parts[part].decode()
    for old, new in changes:
        assert re.search(old, words), old
        words = re.sub(old, new, words)
    return packed(parts | {part: words.encode()})


def came_back(made: bytes) -> dict[int, str]:
    copy = returned(open_package(made))
    return {number: plain(copy.sent(number)) for number in copy.pieces}


def test_every_passage_carries_its_number_and_no_reader_takes_it_for_text() -> None:
    blocks = numbered(NUMBERED)
    made = sent(blocks, [remark(1, 2, 0, 3)], STAMP, WORDS)
    shown = docx.Document(io.BytesIO(made))
    assert [one.text.split("\u2002")[0] for one in shown.paragraphs] == [
        "3. Bevindingen", "3-1", "3.1", "3.1-1", "3.1-•1",
    ]  # fmt: skip
    assert shown.tables[0].rows[0].cells[0].text == "T1\u2002Wat"
    style = shown.styles["Alineanummer"]
    assert str(style.font.color.rgb) == "595959" and style.font.size.pt == 7.5 and style.font.bold is False
    assert came_back(made) == {number: plain(block.text) for number, block in blocks}
    assert returned(open_package(made)).found[0].spots == [Spot(2, 0, 3)]
    drafted = [(block.kind, block.text) for block in split(draft_from(made).markdown)]
    assert drafted == [(block.kind, block.text) for _, block in blocks], "also as a draft of its own"


def test_a_number_is_known_again_by_the_name_of_its_style_and_whatever_runs_it_was_cut_into() -> None:
    blocks = numbered(NUMBERED)
    whole = {number: plain(block.text) for number, block in blocks}
    made = sent(blocks, [], STAMP, WORDS)
    other = retold(made, ('(w:styleId|w:val)="Alineanummer"', r'\1="a12"'), part="word/styles.xml")
    other = retold(other, ('w:val="a12"', 'w:val="Alineanummer"'), part="word/styles.xml")
    other = retold(other, ('w:rStyle w:val="Alineanummer"', 'w:rStyle w:val="a12"'))
    run = r"(<w:r><w:rPr>(?:(?!</w:rPr>).)*</w:rPr><w:t[^>]*>)3\.1-1\u2002</w:t></w:r>"
    split_up = retold(other, (run, r"\g<1>3.</w:t></w:r>\g<1>1-1</w:t></w:r>\g<1>" + "\u2002</w:t></w:r>"))
    assert came_back(other) == came_back(split_up) == whole


def test_words_typed_in_the_style_of_a_number_are_words_of_the_text() -> None:
    made = sent(numbered(NUMBERED), [], STAMP, WORDS)
    behind = retold(made, ("3\\.1-1\u2002", "3.1-1\u2002Vooraf: "))
    assert came_back(behind)[4] == "Vooraf: Een tweede alinea, 4.2-3 genoemd."
    before = retold(made, ("3\\.1-1\u2002", "Vooraf 3.1-1\u2002"))
    assert came_back(before)[4] == "Vooraf Een tweede alinea, 4.2-3 genoemd."
    gone = retold(made, ("3\\.1-1\u2002", ""))
    assert came_back(gone)[4] == "Een tweede alinea, 4.2-3 genoemd."


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 3), (3, 4), (1, 4)])
def test_tracked_changes_reproduce_both_versions(before: int, after: int) -> None:
    old = numbered((TEXTS / f"tor-v{before}.md").read_text("utf-8"))
    blocks = split((TEXTS / f"tor-v{after}.md").read_text("utf-8"))
    numbers, _ = carry(old, blocks, len(old) + 1)
    new = list(zip(numbers, blocks, strict=True))
    copy = there_and_back(new, since=Since(old, "Het team", WHEN))
    was, now = dict(old), dict(new)
    for number, block in now.items():
        if block.kind in ("rule", "footnote"):
            continue
        assert plain(copy.accepted(number, "Het team")) == plain(block.text)
        if number in was and copy.sent(number):  # what moved is gone from where it stood
            assert plain(copy.sent(number)).startswith(plain(was[number].text)), "what is gone may follow"
    assert copy.changed_by()


def test_what_went_out_as_a_change_does_not_come_back_as_one() -> None:
    old, new = numbered("# Kop\n\nEen oude zin hier.\n"), numbered("# Kop\n\nEen nieuwe zin hier.\n")
    made = open_package(sent(new, [], STAMP, WORDS, Since(old, "Het team", WHEN)))
    copy = returned(made, ("Het team", WHEN))
    assert copy.changed_by() == {}
    assert copy.sent(2) == "Een nieuwe zin hier."


Made = list[list[str]]
"""A text in pieces: a paragraph or heading, a list with its items, or a table with its rows."""
WORDY = ("water", "brug", "school", "politie", "hoofdstad", "rapport", "noorden", "budget", "missie", "ambassade")


def written(pieces: Made) -> str:
    parts = []
    for piece in pieces:
        if piece and piece[0] == "table":
            parts.append(
                "| Risico | Maatregel |\n|---|---|\n" + "".join(f"| {row} | klaar {row} |\n" for row in piece[1:])
            )
        elif piece and piece[0] == "list":
            parts.append("".join(f"- {item}\n" for item in piece[1:]))
        else:
            parts.append("".join(f"{line}\n" for line in piece))
    return "\n".join(part for part in parts if part)


def moved_about(chance: random.Random) -> tuple[str, str]:
    """Two versions: passages, items and rows are put elsewhere, reworded, taken out and put in."""

    def sentence() -> str:
        return " ".join([f"zin{chance.randrange(10**6)}", *chance.choices(WORDY, k=8)]) + "."

    def piece() -> list[str]:
        kind = chance.choice(("", "", "", "# ", "list", "table"))
        return [kind, *(sentence() for _ in range(4))] if len(kind) > 2 else [kind + sentence()]

    old: Made = [piece() for _ in range(chance.randrange(3, 9))]
    new = [list(one) for one in old]
    for _ in range(chance.randrange(1, 5)):
        what = chance.choice(("move", "move", "within", "word", "drop", "add"))
        at = chance.randrange(len(new))
        if what == "move":
            new.insert(chance.randrange(len(new)), new.pop(at))
        elif what == "within" and len(new[at]) > 2:
            new[at].insert(chance.randrange(1, len(new[at])), new[at].pop(chance.randrange(1, len(new[at]))))
        elif what == "word":
            line = chance.randrange(len(new[at]))
            new[at][line] = new[at][line].replace("water", "vuur").replace("brug", "weg")
        elif what == "drop" and len(new) > 1:
            new.pop(at) if len(new[at]) < 3 else new[at].pop(1)
        else:
            new.insert(at, piece())
    return written(old), written(new)


def is_number(run: Any) -> bool:
    """Whether words are the number of a passage, which is there for who reads."""
    style = run.find("../{*}rPr/{*}rStyle")
    return style is not None and "Alineanummer" in style.values()


def settled(made: bytes, drop: str) -> list[str]:
    """The passages of a file with every change accepted (``drop`` is del) or rejected (ins), as Word settles them."""
    tree = open_package(made).tree("word/document.xml")
    found, pending = [], ""
    for paragraph in tree.iter("{*}p"):
        if any(row.find(f"{{*}}trPr/{{*}}{drop}") is not None for row in paragraph.iterancestors("{*}tr")):
            continue
        words = "".join(
            run.text or ""
            for run in paragraph.iter("{*}t", "{*}delText")
            if not any(True for _ in run.iterancestors(f"{{*}}{drop}")) and not is_number(run)
        )
        if paragraph.find(f"{{*}}pPr/{{*}}rPr/{{*}}{drop}") is not None:
            assert not any(is_number(run) for run in paragraph.iter("{*}t")), "it would stay behind"
            pending += words
            continue
        spared = paragraph.find(".//{*}r") is None or any(True for _ in paragraph.iterancestors("{*}tc"))
        assert words.strip() or pending or spared, "a paragraph stayed behind, empty"
        found, pending = [*found, pending + words], ""
    return [" ".join(one.split()) for one in (*found, pending) if one.strip()]


def passages(blocks: Numbered) -> list[str]:
    return [" ".join(cell.split()) for _, block in blocks for cell in block.text.split("\t") if cell.strip()]


@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
@given(st.randoms(use_true_random=True))
def test_accepting_gives_the_new_text_and_rejecting_the_old_also_where_passages_moved(chance: random.Random) -> None:
    before, after = moved_about(chance)
    old, blocks = numbered(before), split(after)
    numbers, _ = carry(old, blocks, len(old) + 1)
    new = list(zip(numbers, blocks, strict=True))
    made = sent(new, [], STAMP, WORDS, Since(old, "Het team", WHEN))
    assert settled(made, "del") == passages(new)
    assert settled(made, "ins") == passages(old)


def test_a_passage_that_moved_is_a_change_at_both_places() -> None:
    old = numbered(
        "# Kop\n\nDe eerste zin staat hier voorop.\n\nDan volgt een tweede zin.\n\nEn een derde zin als slot.\n\n"
    )
    new = [old[0], old[2], old[3], old[1]]
    made = sent(new, [], STAMP, WORDS, Since(old, "Het team", WHEN))
    text = open_package(made).parts["word/document.xml"].decode()
    assert text.count("De eerste zin staat hier voorop.") == 2
    assert settled(made, "del") == passages(new)
    assert settled(made, "ins") == passages(old)
    copy = returned(open_package(made), ("Het team", WHEN))
    assert copy.changed_by() == {}
    assert [plain(copy.sent(number)) for number, _ in new] == [plain(block.text) for _, block in new]


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(COMPOSED, st.data())
def test_any_range_of_any_text_comes_back_where_it_was(text: str, data: st.DataObject) -> None:
    blocks = numbered(text)
    ranged = [
        (number, len(block.text)) for number, block in blocks if block.text and block.kind not in ("rule", "footnote")
    ]
    remarks = []
    for at, (number, long) in enumerate(ranged[:12]):
        start = data.draw(st.integers(0, long))
        remarks.append(remark(at, number, start, data.draw(st.integers(start, long))))
    found = {one.ident: one for one in there_and_back(blocks, remarks).found}
    sources = dict(blocks)
    for one in remarks:
        assert one.block is not None and one.start is not None and one.end is not None
        spot = found[str(one.number)].spots[0]
        assert spot.block == one.block
        wanted = sources[one.block].text[one.start : one.end]
        assert spot.end - spot.start == len(wanted) or "\t" in sources[one.block].text, wanted
