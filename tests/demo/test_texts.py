"""The demo's texts must look like real ones: long enough, numbered, with tables and notes that resolve and add up."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import pytest

from review.documents.blocks import split
from tests.demo.playbook import DEMO, find, passages, play, text

VERSIONS = ["tor-v1.md", "tor-v2.md", "tor-v3.md", "tor-v4.md", "report-v1.md"]

REAL_NAMES = {
    "19fc576024a65e1b",
    "d57e384dd42fb41e",
    "e1cb90306a871745",
    "8e0bcd0d127c23f6",
    "cfa8994a96b7b95f",
    "b31cb562047ed736",
    "f5eeb18fc591eae2",
    "d64a3928a59381f9",
    "27cf3bc792cdfb0e",
    "a2ac1180efc414eb",
    "f492c6359918f765",
    "21ad3c70d1e7189b",
    "d5a3060a3a772755",
    "436504f0de0dc4a1",
    "a5461149ff7aa01c",
    "8e941302ce64c0da",
    "4a9298b04c76ce86",
    "957352c8bbc5d7d1",
    "62b1c9478eaa34ce",
    "c4c6b0b971399e0c",
}
"""Digests of names of real people that may not occur; the names themselves have no place in the repository."""


def words(name: str) -> int:
    return len(re.findall(r"[^\W\d_][\w'’-]*", text(name)))


@pytest.mark.parametrize(("name", "least"), [*((it, 3_800) for it in VERSIONS[:4]), ("report-v1.md", 3_200)])
def test_a_text_is_as_long_as_a_real_one(name: str, least: int) -> None:
    assert words(name) >= least


@pytest.mark.parametrize("name", VERSIONS[:4])
def test_a_terms_of_reference_has_chapters_tables_notes_and_numbered_questions(name: str) -> None:
    source = text(name)
    assert re.findall(r"^# (\d+)\. ", source, re.M) == [str(n) for n in range(1, 12)]
    assert len(re.findall(r"^\| --- ", source, re.M)) >= 5
    assert len(re.findall(r"^\[\^\d+\]: ", source, re.M)) >= 25
    assert "15 % onvoorziene uitloop" in source
    romans = source.split('{type="I"}')[1:]
    assert [n for part in romans for n in re.findall(r"^   (\d+)\. ", part, re.M)] == [str(n) for n in range(1, 14)]


def test_the_report_has_nine_findings_with_tables_and_notes() -> None:
    source = text("report-v1.md")
    assert re.findall(r"^## Bevinding (\d):", source, re.M) == [str(n) for n in range(1, 10)]
    assert len(re.findall(r"^\| --- ", source, re.M)) >= 4
    assert len(re.findall(r"^\[\^\d+\]: ", source, re.M)) >= 12


@pytest.mark.parametrize("name", VERSIONS)
def test_headings_skip_no_level_and_notes_and_sources_resolve(name: str) -> None:
    source = text(name)
    levels = [block.level for block in split(source) if block.kind == "heading"]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", source)) == set(re.findall(r"^\[\^(\d+)\]:", source, re.M))
    numbers = {it["number"] for it in play()["sources"]}
    assert {int(n) for n in re.findall(r"\[bron (\d+)\]", source)} <= numbers


@pytest.mark.parametrize("name", VERSIONS[2:4])
def test_tables_add_up_once_the_comments_are_answered(name: str) -> None:
    source = text(name)
    budget = re.search(r"\| Post \|.*?\*\*Totaal\*\* \| \*\*([\d.]+)\*\*", source, re.S)
    assert budget is not None
    posts = [int(n.replace(".", "")) for n in re.findall(r"\| (\d+\.000) \|", budget.group(0))]
    assert sum(posts) == int(budget.group(1).replace(".", "")) == 288_000
    talks = re.search(r"\| Groep \|.*?\n\n", source, re.S)
    assert talks is not None
    assert sum(int(n) for n in re.findall(r"\| (\d+) \|\n", talks.group(0) + "\n")) == 120


def test_the_versions_show_every_sort_of_change() -> None:
    old, new = passages("terms_of_reference", 1), passages("terms_of_reference", 2)
    moved = find("terms_of_reference", 1, "Tegelijk met dit onderzoek werkt DOE aan evaluatie E-112, over de")
    assert abs(old.index(moved) - new.index(moved)) > 50
    second, third = (passages("terms_of_reference", n) for n in (2, 3))
    assert len(set(third) - set(second)) >= 30
    assert any(it.startswith("In berichten van de ambassade") for it in second)
    assert not any(it.startswith("In berichten van de ambassade") for it in third)
    assert 3 <= len(set(passages("terms_of_reference", 4)) - set(third)) <= 6


def test_no_real_person_is_named() -> None:
    files = [*DEMO.glob("*.toml"), *DEMO.glob("texts/*.md")]
    assert len(files) > len(VERSIONS) + 2
    for file in files:
        found = re.findall(r"\w+", file.read_text(encoding="utf-8").casefold())
        grams = {" ".join(found[i : i + n]) for n in (1, 2, 3) for i in range(len(found))}
        assert not {hashlib.sha256(gram.encode()).hexdigest()[:16] for gram in grams} & REAL_NAMES
