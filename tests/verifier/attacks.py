"""The attack catalogue: each attack changes a stored log and answers the position (and rule) it must be found by.

*Outside* attacks change what is stored; *inside* attacks are those of an operator who rewrites the whole log and signs
it anew with the right key, so that only the rules of the log itself, or a checkpoint held elsewhere, can find them.
"""

from __future__ import annotations

import hashlib
import random
from base64 import b64encode
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from review.store.merkle import grow, leaf_of_record
from review.store.notes import checkpoint_body
from review.verifier import Record
from tests.verifier.story import FOREIGN, OURS, SIZES, Act, StoredLog, Story, encode, note_over, stored_log


class Expected(NamedTuple):
    position: int | None
    rule: str


Outside = Callable[[StoredLog, random.Random], Expected]
Inside = Callable[[Story, random.Random], Expected]
OUTSIDE: dict[str, Outside] = {}
INSIDE: dict[str, Inside] = {}


def outside(attack: Outside) -> Outside:
    OUTSIDE[attack.__name__] = attack
    return attack


def inside(attack: Inside) -> Inside:
    INSIDE[attack.__name__] = attack
    return attack


def some(log: StoredLog, chance: random.Random) -> int:
    return chance.randrange(len(log.records))


def first_mention(log: StoredLog, key: UUID) -> int:
    return next(r.position for r in log.records if str(key).encode() in r.state and not r.name.startswith("erasure"))


def readable(log: StoredLog, chance: random.Random) -> UUID:
    return chance.choice([key for key, text in log.texts.items() if text != "erased"])


def changed(record: Record, chance: random.Random) -> Record:
    return record._replace(state=encode({"words": chance.random()}))


# ---------------------------------------------------------------- what is stored


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


# ---------------------------------------------------------------- who holds every key of the house


def pick(story: Story, chance: random.Random, name: str) -> tuple[int, Act]:
    return chance.choice([(i, act) for i, act in enumerate(story.acts, start=1) if act.name == name])


@inside
def date_a_record_back(story: Story, chance: random.Random) -> Expected:
    at = chance.randrange(3, len(story.acts))
    story.acts[at].at -= 40 * 86400 * 10**6
    return Expected(at + 1, "time")


@inside
def approve_another_version(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "approval.granted")
    act.state["draft_version"] = 3 - act.state["draft_version"]
    return Expected(position, "approval")


@inside
def swap_a_block_under_the_approval(story: Story, chance: random.Random) -> Expected:
    """With its root, so that the version fits itself; the approval names the old root."""
    position, act = pick(story, chance, "draft.version-submitted")
    act.state["blocks"] = [*act.state["blocks"][:-1], [99, "paragraph", story.seal("Ondergeschoven")]]
    fresh = Story()
    fresh.submit(UUID(int=1), 1, act.state["blocks"])
    act.state["root"] = fresh.acts[0].state["root"]
    approval = next(i for i, a in enumerate(story.acts, start=1) if a.name == "approval.granted" and i > position)
    return Expected(approval, "approval")


@inside
def swap_a_block_and_keep_the_root(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "draft.version-submitted")
    place = chance.randrange(len(act.state["blocks"]))
    act.state["blocks"] = [list(block) for block in act.state["blocks"]]
    act.state["blocks"][place][chance.randrange(2)] = chance.choice([50, "table"]) if place % 2 else 51
    return Expected(position, "draft")


@inside
def drop_a_version(story: Story, chance: random.Random) -> Expected:
    """The approval names a version that nobody submitted."""
    position, act = pick(story, chance, "draft.version-submitted")
    number = act.state["number"]
    act.name, act.state = "comment.raised", {"kind": "method"}
    approval = next(
        i for i, a in enumerate(story.acts, start=1)
        if a.name == "approval.granted" and a.state["draft_version"] == number
    )  # fmt: skip
    later = [i for i, a in enumerate(story.acts, start=1) if a.name == "draft.version-submitted" and i > position]
    return Expected(min([approval, *later]), "approval")


@inside
def approve_in_a_contributor_s_name(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "approval.granted")
    act.envelope["person"] = str(story.people[1])
    return Expected(position, "approval")


@inside
def approve_having_seen_another_log(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "approval.granted")
    act.state["head_root"] = b64encode(chance.randbytes(32)).decode()
    return Expected(position, "approval")


@inside
def approve_having_seen_the_future(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "approval.granted")
    act.state["head_position"] = position + chance.randrange(5)
    return Expected(position, "approval")


@inside
def change_what_an_auditor_saw(story: Story, chance: random.Random) -> Expected:
    """Everything before the auditor's recorded check is bound by it."""
    position, act = pick(story, chance, "comment.disposed")
    act.state["disposition"] = "accepted"
    bound = [i for i, a in enumerate(story.acts, start=1) if a.name in ("approval.granted", "trail.verified")]
    later = [i for i in bound if i > position]
    if not later:
        act.at = 0
    return Expected(min(later, default=position), "approval" if later else "time")


@inside
def forge_an_auditor_s_check(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "trail.verified")
    act.state["root"] = b64encode(chance.randbytes(32)).decode()
    return Expected(position, "verification")


@inside
def use_a_command_twice(story: Story, chance: random.Random) -> Expected:
    at = chance.randrange(3, len(story.acts))
    act = story.acts[at]
    act.command = story.acts[0].command
    act.envelope["command"] = str(act.command)
    return Expected(at + 1, "command")


@inside
def take_a_command_id_away(story: Story, chance: random.Random) -> Expected:
    at = chance.choice([i for i, act in enumerate(story.acts) if act.command is not None])
    story.acts[at].command = None
    return Expected(at + 1, "command")


@inside
def name_another_command(story: Story, chance: random.Random) -> Expected:
    at = chance.choice([i for i, act in enumerate(story.acts) if act.command is not None])
    story.acts[at].command = story.uuid()
    return Expected(at + 1, "command")


@inside
def use_an_unknown_name(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "comment.raised")
    act.name = "os.system"
    return Expected(position, "name")


@inside
def write_json_with_a_space(story: Story, chance: random.Random) -> Expected:
    at = chance.randrange(len(story.acts))
    act = story.acts[at]
    if chance.random() < 0.5:
        act.state = encode(act.state).replace(b'":', b'": ', 1)
    else:
        act.envelope = encode(act.envelope).replace(b'":', b'" :', 1)
    return Expected(at + 1, "json")


@inside
def write_json_with_a_doubled_key(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "comment.raised")
    act.state = encode(act.state)[:-1] + b',"kind":"scope"}'
    return Expected(position, "json")


@inside
def write_no_json(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "comment.raised")
    act.state = chance.choice([b"", b"\xff", b"[]", b'{"a":NaN}', b'{"a":1}x', b"[" * 5000, b'"\\ud800"'])
    return Expected(position, "json")


@inside
def skip_a_version_of_a_stream(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "comment.raised")
    act.version += 1
    return Expected(position, "version")


@inside
def number_a_draft_anew(story: Story, chance: random.Random) -> Expected:
    position, act = pick(story, chance, "draft.version-submitted")
    act.state["number"] += 3
    return Expected(position, "draft")


@inside
def hide_an_erasure(story: Story, chance: random.Random) -> Expected:
    """The text is lost without an act, and the approval after it saw another log."""
    position, act = pick(story, chance, "erasure.carried-out")
    act.state["keys"] = []
    approval = next(i for i, a in enumerate(story.acts, start=1) if a.name == "approval.granted" and i > position)
    return Expected(approval, "text-lost")


@inside
def give_a_text_a_second_commitment(story: Story, chance: random.Random) -> Expected:
    acts = [(i, a) for i, a in enumerate(story.acts, start=1) if a.name == "comment.raised"]
    (_, one), (position, other) = sorted(chance.sample(acts, 2), key=lambda pair: pair[0])
    fresh = b64encode(hashlib.sha256(chance.randbytes(8)).digest()).decode()
    other.state["text"] = [one.state["text"][0], fresh]
    return Expected(position, "sealed")


def attacked_outside(attack: Outside, seed: int, log: StoredLog) -> Expected:
    return attack(log, random.Random(f"{attack.__name__} {seed}"))


def attacked_inside(attack: Inside, seed: int, story: Story) -> tuple[StoredLog, Expected]:
    expected = attack(story, random.Random(f"{attack.__name__} {seed}"))
    return stored_log(story), expected
