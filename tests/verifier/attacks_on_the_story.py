"""Attacks by whoever holds every key of the house: the whole log is written again and signed anew."""

from __future__ import annotations

import hashlib
import random
from base64 import b64encode
from uuid import UUID

from tests.verifier.attacks import Expected, Inside
from tests.verifier.story import Act, Story, encode

INSIDE: dict[str, Inside] = {}


def inside(attack: Inside) -> Inside:
    INSIDE[attack.__name__] = attack
    return attack


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
