"""A record of the log as it is stored, its leaf, and the strict reading of its JSON."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, NoReturn

from .tree import fields, leaf_hash


class Record(NamedTuple):
    """One stored event. `nodes` comes with a live database, `leaf` with an export; each is checked when present."""

    log: bytes
    position: int
    stream: bytes
    version: int
    name: str
    at: int
    command: bytes | None
    envelope: bytes
    state: bytes
    nodes: bytes | None = None
    leaf: bytes | None = None
    withheld: bool = False  #: envelope and state are empty: the leaf stands for them, and tells nothing


class Head(NamedTuple):
    """The head row of a live log; `peaks` are the stored subtree roots, largest first, in one piece."""

    position: int
    at: int
    peaks: bytes


class NotCanonical(ValueError):
    """Bytes that are no JSON, or JSON that can be written shorter or in another way."""


def is_well_formed(record: Record) -> bool:
    """Whether every field has its type and length; a database may hold anything once its walls are down."""
    log, position, stream, version, name, at, command, envelope, state, nodes, leaf, withheld = record
    return (
        type(position) is type(version) is type(at) is int
        and type(name) is str
        and type(log) is type(stream) is type(envelope) is type(state) is bytes
        and len(log) == len(stream) == 16
        and (command is None or (type(command) is bytes and len(command) == 16))
        and (nodes is None or type(nodes) is bytes)
        and (not withheld or leaf is not None)
    )


def leaf_of(record: Record) -> bytes:
    """The leaf hash over every stored field of the record."""
    log, position, stream, version, name, at, command, envelope, state = record[:9]
    named, caller = name.encode("utf-8", "surrogatepass"), command or b""
    numbers = (b"%d" % position, b"%d" % version, b"%d" % at)
    return leaf_hash(fields(log, numbers[0], stream, numbers[1], named, numbers[2], caller, envelope, state))


def _refuse(constant: str) -> NoReturn:
    raise NotCanonical(f"{constant} is no JSON")


_decode = json.JSONDecoder(parse_constant=_refuse).raw_decode
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")).encode


def read_json(data: bytes) -> dict[str, Any]:
    """The JSON object in these bytes; raises NotCanonical unless writing it again gives the same bytes.

    So no white space, no doubled key, no second spelling of a string or number can hide in a record.
    """
    try:
        text = data.decode()
        value, end = _decode(text)
        same = end == len(text) and _encode(value) == text
    except (ValueError, RecursionError) as error:
        raise NotCanonical(f"cannot be read as JSON: {error}") from error
    if not same:
        raise NotCanonical("is not written in the one canonical way")
    if not isinstance(value, dict):
        raise NotCanonical("is not a JSON object")
    return value
