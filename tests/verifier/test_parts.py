"""The verifier's own tree, notes and JSON against those of the store and the published values."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.store import merkle
from review.verifier import Head, verify_log
from review.verifier.notes import NoteRefused, open_checkpoint, read_vkey, strict_base64
from review.verifier.records import NotCanonical, read_json
from review.verifier.tree import Tree, root_of
from tests.verifier.story import FOREIGN, OURS, StoredLog, stored_log, tell

encode = msgspec.json.Encoder(order="deterministic").encode


def test_the_two_trees_agree_at_every_size() -> None:
    leaves = [merkle.leaf_hash(b"%d" % number) for number in range(200)]
    tree, peaks = Tree(), list[bytes]()
    for size, leaf in enumerate(leaves):
        assert b"".join(tree.add(leaf)) == merkle.grow(size, peaks, leaf)
        assert tree.peaks() == peaks
    for size in range(201):
        assert tree.root(size) == merkle.root_of(leaves[:size]) == root_of(leaves[:size])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=300)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=9), _JSON, max_size=6))
def test_what_the_recorder_writes_is_canonical(value: dict[str, object]) -> None:
    assert read_json(encode(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"a":1,"a":1}',
        b'{"a":1.0e2}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":1} ',
        b"\xef\xbb\xbf{}",
        b"[1]",
        b"1",
        b"",
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":' + b"[" * 100_000,
    ],
)
def test_a_second_spelling_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        read_json(data)


def test_the_order_of_keys_is_kept() -> None:
    assert list(read_json(b'{"b":1,"a":2}')) == ["b", "a"]


@pytest.fixture(scope="module")
def log() -> StoredLog:
    return stored_log(tell())


def test_a_note_is_read_as_the_store_writes_it(log: StoredLog) -> None:
    checkpoint = open_checkpoint(log.checkpoints[0], [read_vkey(OURS.vkey)])
    assert checkpoint.size == 10
    assert checkpoint.origin.startswith("toetssteen.example/")


def test_every_changed_letter_of_a_note_is_refused(log: StoredLog) -> None:
    note, keys = log.checkpoints[2], [read_vkey(OURS.vkey)]
    chance = random.Random(1)
    for place in range(len(note)):
        for letter in {chance.choice("Aa0 \n—+/="), chr(ord(note[place]) ^ 1)} - {note[place]}:
            with pytest.raises(NoteRefused):
                open_checkpoint(note[:place] + letter + note[place + 1 :], keys)


def test_another_signature_beside_ours_is_allowed(log: StoredLog) -> None:
    body = log.checkpoints[0].rpartition("\n\n")[0] + "\n"
    both = log.checkpoints[0] + FOREIGN.sign(body).rpartition("\n\n")[2]
    assert open_checkpoint(both, [read_vkey(OURS.vkey)]).size == 10
    assert open_checkpoint(both, [read_vkey(FOREIGN.vkey)]).size == 10


def test_base64_has_one_spelling() -> None:
    assert strict_base64("AA==") == b"\0"
    for text in ("AB==", "AA=", "AA", "AA==\n", " AA==", "AA==AA=="):
        with pytest.raises(ValueError, match="base64"):
            strict_base64(text)


@pytest.mark.parametrize(
    "text", ["", "a+b", "x+00000000+AAAA", OURS.vkey.replace("+", "+0", 1), OURS.vkey[:-4] + "AAAA"]
)
def test_no_vkey(text: str) -> None:
    with pytest.raises(NoteRefused):
        read_vkey(text)


def test_a_vkey_that_is_none_is_a_finding(log: StoredLog) -> None:
    assert [finding.rule for finding in log.verify(vkeys=["nonsense"]).findings] == ["key"]


def test_an_empty_log_fits() -> None:
    verdict = verify_log([], head=Head(0, 0, b""), checkpoints=[], vkeys=[OURS.vkey])
    assert verdict.findings == []
    assert verdict.records == verdict.proved == 0


def test_without_a_key_nothing_is_proved(log: StoredLog) -> None:
    verdict = log.verify(vkeys=[])
    assert verdict.fits
    assert verdict.proved == 0
    assert {claim.standing for claim in verdict.claims} == {"not proved"}


def test_records_after_the_last_checkpoint_are_not_proved(log: StoredLog) -> None:
    verdict = log.verify(checkpoints=log.checkpoints[:-1])
    assert verdict.fits
    assert verdict.proved == 40
    assert "records 41 to 54" in {claim.subject for claim in verdict.claims if claim.standing == "not proved"}


def test_progress_counts_every_record(log: StoredLog) -> None:
    told: list[int] = []
    log.verify(progress=told.append)
    assert sum(told) == len(log.records)


def test_findings_are_counted_and_capped(log: StoredLog) -> None:
    verdict = log.verify(known_names=frozenset(), checkpoints=log.checkpoints * 40, vkeys=[FOREIGN.vkey])
    assert verdict.counts["signature"] == 200
    assert sum(finding.rule == "signature" for finding in verdict.findings) == 100
    assert verdict.counts["name"] == 54
    assert verdict.first == 1
