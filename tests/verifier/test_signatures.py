"""An approval signed with a passkey, checked without us: any bit of its record that is another is found.

First as it lies in an export; then with every key of the house, so that leaf, tree and checkpoint are made anew and
nothing but the passkey's own signature speaks against it.
"""

from __future__ import annotations

import json
import random
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from review import verification
from review.store import engine as engines
from review.verifier import Record
from review.verifier.documents import Documents
from review.verifier.passkeys import Unsigned, check_signature, read_key
from review.verifier.records import leaf_of, read_json
from tests.authenticator import ALGORITHMS, SITE, Authenticator
from tests.given import World
from tests.lengths import times
from tests.steps.passkeys import confirm, make, sign, to_sign
from tests.web.deciding_story import advised, requested, submitted

STATEMENT = "Toetssteen statement, edition 1\nsite: https://toetssteen.example\n"
FLIPS = times(50, 1_000)
NOT_SIGNED = {"motive", "overlap", "opened_by_others", "participation"}
"""What a signature does not cover, and the leaf does: the reasons, typed while the statement is made, and what the
reading log adds. Of a clause it covers the outcome; rule and proofs follow from the edition of the rules."""


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_signature_of_each_kind_fits_and_every_flipped_bit_in_it_does_not(algorithm: str) -> None:
    key = Authenticator(algorithm)
    it = key.sign(STATEMENT)
    given = [key.key, it.client_data, it.authenticator_data, it.signature]
    assert check_signature(STATEMENT, SITE, *given) == 1
    chance = random.Random(algorithm)
    for _ in range(FLIPS):
        place = chance.randrange(4)
        flipped = [_flip(part, chance) if at == place else part for at, part in enumerate(given)]
        with pytest.raises(Unsigned):
            check_signature(STATEMENT, SITE, *flipped)


@pytest.mark.parametrize(
    ("flags", "site", "statement"),
    [
        (0b001, SITE, STATEMENT),
        (0b100, SITE, STATEMENT),
        (0b101, "https://elders.example", STATEMENT),
        (0b101, SITE, "x"),
    ],
)
def test_nobody_verified_another_site_another_statement(flags: int, site: str, statement: str) -> None:
    key = Authenticator(flags=flags, site=site)
    it = key.sign(statement)
    with pytest.raises(Unsigned):
        check_signature(STATEMENT, SITE, key.key, it.client_data, it.authenticator_data, it.signature)


def test_a_key_has_one_spelling() -> None:
    key = Authenticator().key
    for other in (key + b"\0", key[:-1], b"", key.replace(b"\x20\x01", b"\x20\x02"), b"\xa6" + key[1:]):
        with pytest.raises(Unsigned):
            read_key(other)


@pytest.fixture
def signed(copied: Callable[[str], World]) -> Iterator[World]:
    """A version that was approved with a passkey."""
    world = copied("sqlite")
    make(world, "the director", Authenticator())
    confirm(world, "the operator", world.found[1])
    submitted(world)
    advised(world)
    requested(world)
    command = to_sign(world, "the director")
    world.do("the director", replace(command, signed=sign(world, "the director", command, world.found[0])))
    yield world


@pytest.mark.faults
def test_no_flipped_bit_of_the_record_is_accepted(signed: World) -> None:
    records, keys = _records(signed)
    approval = next(record for record in records if record.name == "approval.granted")
    chance, accepted = random.Random(7), 0
    assert not _trouble(approval, keys)
    for _ in range(FLIPS // 2):
        accepted += _stands(approval, keys, chance)
    for _ in range(FLIPS // 2):
        accepted += _stands_with_every_key_of_the_house(approval, keys, chance)
    print(f"bit flips of a signed approval: {FLIPS // 2 * 2}, accepted: {accepted}")
    assert accepted == 0


@pytest.mark.parametrize("line", ["site: ", "at: "])
def test_a_statement_without_place_or_moment_is_refused(signed: World, line: str) -> None:
    records, keys = _records(signed)
    approval = next(record for record in records if record.name == "approval.granted")
    state = read_json(approval.state)
    statement = state["signature"]["statement"]
    state["signature"]["statement"] = statement.replace(f"\n{line}", "\nx")
    assert state["signature"]["statement"] != statement
    assert _trouble(approval._replace(state=_stored(state)), keys).endswith("the signature cannot be read")


def test_the_counter_of_a_key_never_runs_back(signed: World) -> None:
    records, keys = _records(signed)
    approval = next(record for record in records if record.name == "approval.granted")
    found: list[str] = []
    documents = _documents(found, keys)
    told = [documents._signed(approval, read_json(approval.envelope), read_json(approval.state)) for _ in range(2)]
    assert told[0][1] == ""
    assert told[1][1].startswith("the counter of its passkey ran back")


def _records(world: World) -> tuple[list[Record], dict[int, Record]]:
    log, installation = world.known.evaluation, world.review.installation.id
    with engines.reading(world.review.engine) as tx:
        records = list(verification._records(tx, log))
        keys = {record.position: record for record in verification._confirming(tx, log, installation)}
    assert len(keys) == 1
    return records, keys


def _documents(found: list[str], keys: dict[int, Record]) -> Documents:
    return Documents(lambda position, rule, message: found.append(message), None, keys)  # type: ignore[arg-type]


def _trouble(approval: Record, keys: dict[int, Record]) -> str:
    """What the signature says against the record; the version and the tree are not asked."""
    return _documents([], keys)._signed(approval, read_json(approval.envelope), read_json(approval.state))[1]


def _stands(approval: Record, keys: dict[int, Record], chance: random.Random) -> bool:
    """A bit of the stored bytes is flipped: its leaf is another."""
    name = chance.choice(("envelope", "state"))
    flipped = approval._replace(**{name: _flip(getattr(approval, name), chance)})
    return leaf_of(flipped) == leaf_of(approval)


def _stands_with_every_key_of_the_house(approval: Record, keys: dict[int, Record], chance: random.Random) -> bool:
    """A bit of what is signed is flipped, and leaf, tree and checkpoints are made anew: only the passkey speaks."""
    envelope, state = read_json(approval.envelope), read_json(approval.state)
    places = [(state, name) for name in state if name not in NOT_SIGNED and name != "signature"]
    places += [(state["signature"], name) for name in state["signature"]]
    places += [(envelope, name) for name in ("person", "capacity", "on_behalf_of", "seat")]
    holder, name = chance.choice(places)
    holder[name] = _changed(holder[name], chance)
    again = approval._replace(envelope=_stored(envelope), state=_stored(state))
    return not _trouble(again, keys)


def _stored(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _changed(value: Any, chance: random.Random) -> Any:
    """The value with one bit flipped, as the JSON of a record holds it."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(10))
    if isinstance(value, str):
        try:
            raw = b64decode(value, validate=True)
        except ValueError:
            raw = b""
        if len(raw) > 30:
            return b64encode(_flip(raw, chance)).decode()
        return _flip(value.encode(), chance).decode("latin-1")
    assert isinstance(value, list)
    place = chance.randrange(len(value)) if value else 0
    if not value:
        return ["x"]
    clause = value[place]
    changed = (
        [*clause[:2], _changed(clause[2], chance), clause[3]] if isinstance(clause, list) else _changed(clause, chance)
    )
    return [*value[:place], changed, *value[place + 1 :]]


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
