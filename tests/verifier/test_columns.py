"""One change in one column of one record, the walls of the database down: the verifier names that record."""

from __future__ import annotations

import copy
import random

import pytest

from tests.verifier.story import StoredLog, stored_log, tell

COLUMNS = ("log", "position", "stream", "version", "name", "at", "command", "envelope", "state", "nodes")

_LOG = stored_log(tell())


def flipped(value: bytes, chance: random.Random) -> bytes:
    changed = bytearray(value)
    changed[chance.randrange(len(value))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def other(column: str, value: object, chance: random.Random) -> object:
    match value:
        case None:
            return chance.randbytes(16)
        case bytes():
            return None if column == "command" and chance.random() < 0.3 else flipped(value, chance)
        case int():
            return value + chance.choice([-1, 1]) * (1 << chance.randrange(4))
        case str():
            place = chance.randrange(len(value))
            return value[:place] + chance.choice("abcdefgé") + value[place + 1 :] + "x"
    raise AssertionError(value)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_every_record_is_bound(column: str) -> None:
    for index, record in enumerate(_LOG.records):
        chance = random.Random(f"{column} {index}")
        log: StoredLog = copy.copy(_LOG)
        changed = record._replace(**{column: other(column, getattr(record, column), chance)})
        log.records = [*_LOG.records[:index], changed, *_LOG.records[index + 1 :]]
        if column == "position":
            held = {r.position: r for r in log.records if r.position != record.position}
            log.records = [held[position] for position in sorted(held)]
        verdict = log.verify()
        expected = min(changed.position, record.position) if column == "position" else record.position
        if column == "position" and changed.position in range(1, len(_LOG.records) + 1):
            expected = min(changed.position, record.position)
        assert verdict.first is not None
        assert verdict.first == expected, (column, index, changed.position, verdict.findings)


def test_a_change_of_content_leaves_the_others_proved() -> None:
    log = copy.copy(_LOG)
    log.records = list(_LOG.records)
    log.records[11] = log.records[11]._replace(at=log.records[11].at + 1)
    verdict = log.verify()
    assert [(finding.position, finding.rule) for finding in verdict.findings] == [(12, "leaf")]
    assert verdict.proved == 10
    assert any("Changed after signing: 12." in claim.detail for claim in verdict.claims)


def test_a_change_of_a_stored_leaf_leaves_everything_proved() -> None:
    log = copy.copy(_LOG)
    log.records = list(_LOG.records)
    nodes = log.records[11].nodes or b""
    log.records[11] = log.records[11]._replace(nodes=bytes([nodes[0] ^ 1]) + nodes[1:])
    verdict = log.verify()
    assert verdict.first == 12
    assert verdict.proved == len(_LOG.records)
