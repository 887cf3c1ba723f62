"""Attacks on what is stored, by whoever reaches the database or the keys of somebody else."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

from review.store.merkle import grow, leaf_of_record
from review.store.notes import checkpoint_body
from review.verifier import Record
from tests.verifier.attacks import Expected, Outside
from tests.verifier.story import FOREIGN, OURS, SIZES, StoredLog, encode, note_over

OUTSIDE: dict[str, Outside] = {}


def outside(attack: Outside) -> Outside:
    OUTSIDE[attack.__name__] = attack
    return attack


def some(log: StoredLog, chance: random.Random) -> int:
    return chance.randrange(len(log.records))


def first_mention(log: StoredLog, key: UUID) -> int:
    return next(r.position for r in log.records if str(key).encode() in r.state and not r.name.startswith("erasure"))


def readable(log: StoredLog, chance: random.Random) -> UUID:
    return chance.choice([key for key, text in log.texts.items() if text != "erased"])


def changed(record: Record, chance: random.Random) -> Record:
    return record._replace(state=encode({"words": chance.random()}))


@outside
def edit_a_record(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.choice([i for i, r in enumerate(log.records) if r.name == "comment.disposed"])
    log.records[at] = log.records[at]._replace(state=encode({"disposition": "accepted"}))
    return Expected(at + 1, "leaf")


@outside
def remove_a_record(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.randrange(len(log.records) - 1)
    del log.records[at]
    return Expected(at + 1, "position")


@outside
def insert_a_record(log: StoredLog, chance: random.Random) -> Expected:
    at = some(log, chance)
    log.records.insert(at, log.records[at])
    return Expected(at + 1, "position")


@outside
def swap_two_records(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.randrange(len(log.records) - 1)
    log.records[at], log.records[at + 1] = log.records[at + 1], log.records[at]
    return Expected(at + 1, "position")


@outside
def swap_two_records_and_number_them_anew(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.randrange(len(log.records) - 1)
    first, second = log.records[at], log.records[at + 1]
    log.records[at], log.records[at + 1] = second._replace(position=at + 1), first._replace(position=at + 2)
    return Expected(at + 1, "leaf")


@outside
def remove_a_record_and_number_the_rest_anew(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.randrange(len(log.records) - 1)
    del log.records[at]
    log.records[at:] = [record._replace(position=record.position - 1) for record in log.records[at:]]
    return Expected(at + 1, "leaf")


@outside
def cut_the_tail(log: StoredLog, chance: random.Random) -> Expected:
    keep = chance.randrange(len(log.records))
    del log.records[keep:]
    return Expected(keep + 1, "cut")


@outside
def cut_the_tail_and_set_the_head_back(log: StoredLog, chance: random.Random) -> Expected:
    keep = chance.randrange(1, len(log.records))
    del log.records[keep:]
    set_head(log)
    return Expected(keep + 1, "cut")


@outside
def cut_the_tail_with_head_and_checkpoints(log: StoredLog, chance: random.Random) -> Expected:
    """Only a checkpoint that the auditor holds tells."""
    log.held = [log.checkpoints[-2]]
    keep = chance.randrange(1, SIZES[-1])
    del log.records[keep:]
    log.checkpoints = [note for note, size in zip(log.checkpoints, SIZES, strict=False) if size <= keep]
    set_head(log)
    return Expected(keep + 1, "cut")


@outside
def edit_a_record_with_its_own_nodes(log: StoredLog, chance: random.Random) -> Expected:
    """The next record that completes a node over it does not fit."""
    at = chance.choice([i for i, r in enumerate(log.records[:30]) if r.name == "comment.disposed"])
    old = log.records
    log.records = [*old[:at], old[at]._replace(state=encode({"disposition": "accepted"})), *old[at + 1 :]]
    fresh = renewed(log.records)
    log.records[at] = fresh[at]
    return Expected(next(i + 1 for i in range(at + 1, len(old)) if fresh[i].nodes != old[i].nodes), "nodes")


@outside
def edit_a_record_with_all_nodes_and_the_head(log: StoredLog, chance: random.Random) -> Expected:
    """The next checkpoint does not fit: the record is one of those since the checkpoint before it."""
    at = chance.choice([i for i, r in enumerate(log.records) if r.name == "comment.disposed" and i >= 20])
    log.records[at] = log.records[at]._replace(state=encode({"disposition": "accepted"}))
    log.records = renewed(log.records)
    set_head(log)
    return Expected(max(size for size in SIZES if size <= at) + 1, "root")


@outside
def edit_and_sign_with_a_foreign_key(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.choice([i for i, r in enumerate(log.records) if r.name == "comment.disposed" and i >= 46])
    log.records[at] = log.records[at]._replace(state=encode({"disposition": "accepted"}))
    log.records = renewed(log.records)
    set_head(log)
    log.checkpoints[-1] = note_over(log.records, len(log.records), log.story.log, FOREIGN)
    return Expected(None, "signature")


@outside
def edit_and_sign_with_our_key(log: StoredLog, chance: random.Random) -> Expected:
    """The operator signs a second story; the auditor holds a checkpoint of the first."""
    log.held = [log.checkpoints[3]]
    at = chance.choice([i for i, r in enumerate(log.records) if r.name == "comment.disposed" and 20 < i < 40])
    log.records[at] = log.records[at]._replace(state=encode({"disposition": "accepted"}))
    log.records = renewed(log.records)
    set_head(log)
    sizes = (*SIZES, len(log.records))
    log.checkpoints = [note_over(log.records, size, log.story.log) for size in sizes]
    return Expected(1, "root")


@outside
def flip_a_bit_of_a_signature(log: StoredLog, chance: random.Random) -> Expected:
    at = chance.randrange(len(log.checkpoints))
    note = log.checkpoints[at]
    place = chance.randrange(len(note) - 90, len(note) - 3)
    log.checkpoints[at] = note[:place] + ("A" if note[place] != "A" else "B") + note[place + 1 :]
    return Expected(None, "signature")


@outside
def change_the_size_of_a_checkpoint(log: StoredLog, chance: random.Random) -> Expected:
    log.checkpoints[0] = log.checkpoints[0].replace("\n10\n", "\n11\n")
    return Expected(None, "signature")


@outside
def checkpoint_of_another_log(log: StoredLog, chance: random.Random) -> Expected:
    body = checkpoint_body(f"toetssteen.example/{UUID(int=7)}", 10, chance.randbytes(32))
    log.checkpoints.append(OURS.sign(body))
    return Expected(None, "origin")


@outside
def two_roots_for_one_size(log: StoredLog, chance: random.Random) -> Expected:
    body = checkpoint_body(f"toetssteen.example/{log.story.log}", 21, chance.randbytes(32))
    log.checkpoints.append(OURS.sign(body))
    return Expected(None, "root")


@outside
def change_a_text(log: StoredLog, chance: random.Random) -> Expected:
    key = readable(log, chance)
    blind, text = log.texts[key]
    log.texts[key] = (blind, text + " ")
    return Expected(first_mention(log, key), "text")


@outside
def change_a_blind(log: StoredLog, chance: random.Random) -> Expected:
    key = readable(log, chance)
    log.texts[key] = (chance.randbytes(32), log.texts[key][1])
    return Expected(first_mention(log, key), "text")


@outside
def exchange_two_texts(log: StoredLog, chance: random.Random) -> Expected:
    one, other = chance.sample([key for key, text in log.texts.items() if text != "erased"], 2)
    log.texts[one], log.texts[other] = log.texts[other], log.texts[one]
    return Expected(min(first_mention(log, one), first_mention(log, other)), "text")


@outside
def lose_a_text(log: StoredLog, chance: random.Random) -> Expected:
    key = readable(log, chance)
    log.texts[key] = chance.choice(["missing", "unreadable", "erased"])
    return Expected(first_mention(log, key), "text-lost")


@outside
def keep_an_erased_text(log: StoredLog, chance: random.Random) -> Expected:
    key = next(key for key, text in log.texts.items() if text == "erased")
    log.texts[key] = (chance.randbytes(32), "toch bewaard")
    return Expected(next(r.position for r in log.records if r.name == "erasure.carried-out"), "erasure")


@outside
def cut_the_nodes(log: StoredLog, chance: random.Random) -> Expected:
    at = some(log, chance)
    nodes = log.records[at].nodes or b""
    log.records[at] = log.records[at]._replace(nodes=nodes[: chance.randrange(len(nodes))])
    return Expected(at + 1, "nodes")


@outside
def put_a_wrong_type(log: StoredLog, chance: random.Random) -> Expected:
    at = some(log, chance)
    wrong: dict[str, Any] = {"at": "soon", "stream": b"short", "version": None, "name": b"x", "state": "{}"}
    column = chance.choice(sorted(wrong))
    log.records[at] = log.records[at]._replace(**{column: wrong[column]})
    return Expected(at + 1, "shape")


@outside
def move_the_head(log: StoredLog, chance: random.Random) -> Expected:
    log.head = log.head._replace(position=log.head.position + chance.randrange(1, 9))
    return Expected(len(log.records) + 1, "head")


@outside
def set_the_head_back(log: StoredLog, chance: random.Random) -> Expected:
    log.head = log.head._replace(position=chance.randrange(len(log.records)))
    return Expected(log.head.position + 1, "head")


@outside
def change_the_time_of_the_head(log: StoredLog, chance: random.Random) -> Expected:
    log.head = log.head._replace(at=log.head.at + chance.choice([-1, 1]))
    return Expected(len(log.records), "head")


@outside
def change_the_tree_of_the_head(log: StoredLog, chance: random.Random) -> Expected:
    peaks = bytearray(log.head.peaks)
    peaks[chance.randrange(len(peaks))] ^= 1 << chance.randrange(8)
    log.head = log.head._replace(peaks=bytes(peaks))
    return Expected(len(log.records), "head")


def renewed(records: list[Record]) -> list[Record]:
    """The same records with the nodes their content gives."""
    peaks: list[bytes] = []
    made = []
    for size, r in enumerate(records):
        command = UUID(bytes=r.command) if r.command else None
        stream, log = UUID(bytes=r.stream), UUID(bytes=r.log)
        leaf = leaf_of_record(log, r.position, stream, r.version, r.name, r.at, command, r.envelope, r.state)
        made.append(r._replace(nodes=grow(size, peaks, leaf)))
    return made


def set_head(log: StoredLog) -> None:
    peaks: list[bytes] = []
    for size, record in enumerate(log.records):
        grow(size, peaks, (record.nodes or b"")[:32])
    last = log.records[-1].at if log.records else 0
    log.head = log.head._replace(position=len(log.records), at=last, peaks=b"".join(peaks))
