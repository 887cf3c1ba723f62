"""Word files that are built to harm: refused at the door, quickly and in little memory, before any tool sees them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from review.documents.errors import BadText
from review.documents.word import pandoc
from review.documents.word.drafting import draft_from
from review.documents.word.errors import WordTooComplex
from tests.word_files import PROBLEMS, hostile

ROOT = Path(__file__).resolve().parents[2]
MEASURED = """
import resource, sys
from pathlib import Path
from review.documents.errors import BadText
from review.documents.word.drafting import draft_from
content = Path(sys.argv[1]).read_bytes()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    draft_from(content)
except BadText:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_hostile_file_is_refused_at_once(name: str) -> None:
    content = hostile(name)
    began = time.process_time()
    with pytest.raises(BadText) as refused:
        draft_from(content)
    assert refused.value.problem == PROBLEMS[name]
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("name", ["unpacks without end", "has a million paragraphs", "nests tables without end"])
def test_a_hostile_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file.docx"
    file.write_bytes(hostile(name))
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert int(done.stdout) < 100, "megabytes"


def test_pandoc_that_gives_up_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(WordTooComplex):
        pandoc.run(b"this is no archive", "-f", "docx", "-t", "json")


def test_pandoc_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("geheim")
    made = pandoc.run(f".. include:: {secret}\n\nTekst\n".encode(), "-f", "rst", "-t", "plain")
    assert b"geheim" not in made
