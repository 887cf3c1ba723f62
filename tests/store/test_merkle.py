"""The Merkle tree against published roots, the public proof vectors, and itself."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.store.merkle import (
    EMPTY_ROOT,
    NodeReader,
    ProofError,
    consistency_proof,
    grow,
    inclusion_proof,
    leaf_data,
    leaf_hash,
    leaf_of_record,
    netstring,
    node_place,
    root_of,
    root_of_peaks,
    verify_consistency,
    verify_inclusion,
)

# The eight leaves and their roots as the Certificate Transparency implementations publish them.
LEAVES = [
    leaf_hash(bytes.fromhex(text))
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
VECTORS = next(
    (found for up in Path(__file__).resolve().parents if (found := up / "shared/data/rfc6962/testdata").is_dir()), None
)
without_vectors = pytest.mark.skipif(
    VECTORS is None, reason="the proof vectors of transparency-dev/merkle are not here"
)


class Kept:
    """A tree as the event table keeps it: the completed nodes lie with the leaf that completed them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.peaks: list[bytes] = []
        self.nodes = [grow(size, self.peaks, leaf) for size, leaf in enumerate(leaves)]

    def __call__(self, level: int, index: int) -> bytes:
        position, offset = node_place(level, index)
        return self.nodes[position - 1][offset : offset + 32]


MANY = [leaf_hash(b"%d" % number) for number in range(300)]
KEPT: NodeReader = Kept(MANY)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_empty_tree() -> None:
    assert root_of([]) == root_of_peaks([]) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_peaks_are_those_of_the_size() -> None:
    peaks: list[bytes] = []
    for size, leaf in enumerate(MANY):
        completed = grow(size, peaks, leaf)
        assert completed[:32] == leaf
        assert len(peaks) == (size + 1).bit_count()
        assert root_of_peaks(peaks) == root_of(MANY[: size + 1])


sizes = st.integers(1, len(MANY))


@settings(max_examples=200)
@given(sizes, st.data())
def test_every_inclusion_proof_holds_and_no_changed_one_does(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    root, proof = root_of(MANY[:size]), inclusion_proof(index, size, KEPT)
    verify_inclusion(index, size, MANY[index], proof, root)
    assert len(proof) <= (size - 1).bit_length()
    for wrong in changes([MANY[index], *proof, root], data):
        with pytest.raises(ProofError):
            verify_inclusion(index, size, wrong[0], wrong[1:-1], wrong[-1])


@settings(max_examples=200)
@given(sizes, sizes, st.data())
def test_every_consistency_proof_holds_and_no_changed_one_does(one: int, other: int, data: st.DataObject) -> None:
    old, new = min(one, other), max(one, other)
    roots, proof = (root_of(MANY[:old]), root_of(MANY[:new])), consistency_proof(old, new, KEPT)
    verify_consistency(old, new, proof, *roots)
    for wrong in changes([*roots, *proof], data):
        with pytest.raises(ProofError):
            verify_consistency(old, new, wrong[2:], wrong[0], wrong[1])


def changes(hashes: list[bytes], data: st.DataObject) -> Iterator[list[bytes]]:
    place, bit = data.draw(st.integers(0, len(hashes) - 1)), data.draw(st.integers(0, 255))
    flipped = bytearray(hashes[place])
    flipped[bit // 8] ^= 1 << bit % 8
    yield [*hashes[:place], bytes(flipped), *hashes[place + 1 :]]
    yield [*hashes[:-1], hashes[0], hashes[-1]] if len(hashes) > 2 else [hashes[0], hashes[0], b""]
    yield [*hashes[:place], hashes[place][:31], *hashes[place + 1 :]]


def test_every_single_bit_of_a_proof_counts() -> None:
    proof, root = inclusion_proof(77, 203, KEPT), root_of(MANY[:203])
    whole = b"".join(proof)
    for bit in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        parts = [bytes(flipped[i : i + 32]) for i in range(0, len(whole), 32)]
        with pytest.raises(ProofError):
            verify_inclusion(77, 203, MANY[77], parts, root)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 4)])
def test_no_proof_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        inclusion_proof(index, size, KEPT)
    with pytest.raises(ProofError):
        verify_inclusion(index, size, MANY[0], [], MANY[0])


def test_an_empty_tree_proves_nothing() -> None:
    with pytest.raises(ValueError, match="no proof"):
        consistency_proof(0, 4, KEPT)
    with pytest.raises(ProofError):
        verify_consistency(0, 4, [], EMPTY_ROOT, root_of(MANY[:4]))


def test_a_leaf_binds_every_field_in_its_place() -> None:
    log, stream, command = UUID(int=1), UUID(int=2), UUID(int=3)
    fields: list[Any] = [log, 1, stream, 1, "a.b", 5, command, b"{}", b"{}"]
    whole = leaf_of_record(*fields)
    assert whole == leaf_hash(leaf_data(*fields))
    others = [stream, 2, log, 2, "a.c", 6, None, b"{ }", b"{ }"]
    made = {leaf_of_record(*[*fields[:i], other, *fields[i + 1 :]]) for i, other in enumerate(others)}
    assert len(made | {whole}) == len(fields) + 1


def test_the_leaf_data_is_written_as_the_format_says() -> None:
    data = leaf_data(UUID(int=1), 12, UUID(int=2), 3, "draft.started", 1790, None, b'{"a":1}', b"{}")
    parts = [UUID(int=1).bytes, b"12", UUID(int=2).bytes, b"3", b"draft.started", b"1790", b"", b'{"a":1}', b"{}"]
    assert data == b"".join(map(netstring, parts))
    assert netstring(b"abc") == b"3:abc"


def vectors(kind: str) -> list[Any]:
    return [] if VECTORS is None else sorted((VECTORS / kind).rglob("*.json"))


def agrees(vector: dict[str, Any], check: Callable[[list[bytes]], None]) -> bool:
    try:
        check([base64.b64decode(text) for text in vector["proof"] or ()])
    except ProofError:
        return bool(vector["wantErr"])
    return not vector["wantErr"]


@without_vectors
def test_all_public_inclusion_vectors_agree() -> None:
    found = vectors("inclusion")
    for path in found:
        v = json.loads(path.read_text(encoding="utf-8"))
        leaf, root = base64.b64decode(v["leafHash"] or ""), base64.b64decode(v["root"] or "")
        index, size = v["leafIdx"], v["treeSize"]
        assert agrees(v, lambda p, i=index, s=size, x=leaf, r=root: verify_inclusion(i, s, x, p, r)), path
    assert len(found) > 90


@without_vectors
def test_all_public_consistency_vectors_agree() -> None:
    found = vectors("consistency")
    for path in found:
        v = json.loads(path.read_text(encoding="utf-8"))
        old, new = base64.b64decode(v["root1"] or ""), base64.b64decode(v["root2"] or "")
        one, two = v["size1"], v["size2"]
        assert agrees(v, lambda p, a=one, b=two, x=old, y=new: verify_consistency(a, b, p, x, y)), path
    assert len(found) > 90
