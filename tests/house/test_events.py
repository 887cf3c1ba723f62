"""Events keep their names for ever, say everything in the right place, and can be told and read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from msgspec import inspect as shapes

from review.application import uuid7
from review.domain.acts import Event, Sealed
from review.domain.catalogue import CLASSES, EVENTS, UPCASTERS
from review.domain.comments import CommentRaised
from review.domain.vocabulary import CommentKind, Visibility
from review.projections.catalogue import REDUCERS
from review.projections.disclosures import Unseen
from review.records import REGISTRY, Registry, UnknownName
from review.web.told_words import ROOMS
from tests.house.tree import HOUSE, REVIEW
from tools import event_docs

SNAPSHOT = HOUSE / "event_names.txt"
ACTS = REVIEW / "web" / "templates" / "trail" / "acts"
CLEAR = {
    "origin",
    "verifier_key",
    "organisation",
    "organisations",
    "owner",
    "given",  # a code of ISO 8601-2
    "directorate",
    "rule",
    "rules",
    "format",
    "kind",
    "site",
    "statement",
    "number",
    "finding",
    "paper",
}
"""Fields that stand in the log as text: codes and names of rules, never prose."""


def all_events() -> set[type[Event]]:
    found, todo = set[type[Event]](), [Event]
    while todo:
        todo += (children := todo.pop().__subclasses__())
        found |= {one for one in children if one.__module__.startswith("review.")}
    return found


def test_the_names_are_those_of_the_snapshot() -> None:
    """A new name is added to the snapshot on purpose; one that was ever used never goes."""
    frozen = SNAPSHOT.read_text(encoding="utf-8").split()
    assert frozen == sorted(set(frozen))
    assert sorted(EVENTS | UPCASTERS) == frozen


def test_every_event_is_in_the_catalogue_under_a_name_of_its_own() -> None:
    assert all_events() - {Unseen} == set(CLASSES)  # what stands for the unseen is never recorded
    assert len(EVENTS) == len(CLASSES) == len(set(CLASSES))
    for name in EVENTS:
        room, _, act = name.partition(".")
        assert room.isalpha(), name
        assert act.replace("-", "").isalpha() and name == name.lower(), name


def test_every_room_of_events_has_a_name_for_people() -> None:
    assert {name.partition(".")[0] for name in EVENTS} == set(ROOMS)


def test_every_stored_name_can_be_read_and_no_other() -> None:
    assert REGISTRY.names == set(EVENTS) | set(UPCASTERS)
    for name in ("review.domain.comments:CommentRaised", "os.system", "", "comment.raised "):
        with pytest.raises(UnknownName):
            REGISTRY.decode(name, b"{}")


@pytest.mark.parametrize("event", CLASSES, ids=lambda event: event.NAME)
def test_every_event_is_told_in_a_sentence(event: type[Event]) -> None:
    sentence = ACTS / f"{event.NAME}.html"
    assert sentence.exists(), "nothing tells this act in the trail"
    assert sentence.read_text(encoding="utf-8").strip()


def test_no_sentence_tells_what_cannot_happen() -> None:
    assert {path.stem for path in ACTS.glob("*.html") if not path.name.startswith("_")} <= set(EVENTS)


def test_the_page_of_events_says_what_the_catalogue_says() -> None:
    assert event_docs.main(["--check"]) == 0, "run: python tools/event_docs.py"
    page = event_docs.PAGE.read_text(encoding="utf-8")
    assert [name for name in EVENTS if f"### `{name}`" not in page] == []


def texts_in_clear(shape: shapes.Type, name: str = "") -> set[str]:
    match shape:
        case shapes.StrType():
            return {name}
        case shapes.StructType(cls=cls) if cls is Sealed:
            return set()
        case shapes.StructType(fields=fields):
            return set().union(*(texts_in_clear(field.type, field.name) for field in fields))
        case shapes.UnionType(types=types):
            return set().union(*(texts_in_clear(one, name) for one in types))
        case shapes.VarTupleType(item_type=item):
            return texts_in_clear(item, name)
    return set()


@pytest.mark.parametrize("event", CLASSES, ids=lambda event: event.NAME)
def test_free_text_is_sealed(event: type[Event]) -> None:
    assert texts_in_clear(shapes.type_info(event)) <= CLEAR


@pytest.mark.parametrize("event", CLASSES, ids=lambda event: event.NAME)
def test_an_event_is_frozen_keeps_its_bytes_and_refuses_what_it_does_not_know(event: type[Event]) -> None:
    config = event.__struct_config__
    assert config.frozen and config.omit_defaults and config.forbid_unknown_fields
    encode = msgspec.json.Encoder(order="deterministic").encode
    for made in samples(event):
        state = encode(made)
        assert REGISTRY.decode(event.NAME, state) == made
        assert encode(REGISTRY.decode(event.NAME, state)) == state
        with pytest.raises(msgspec.ValidationError):
            REGISTRY.decode(event.NAME, encode(msgspec.to_builtins(made) | {"smuggled": 1}))


def samples(event: type[Event]) -> list[Event]:
    """One with every field filled, and one with the required fields alone."""
    shape = shapes.type_info(event)
    assert isinstance(shape, shapes.StructType)
    full = {field.name: raw(field.type) for field in shape.fields}
    bare = {field.name: full[field.name] for field in shape.fields if field.required}
    return [msgspec.convert(one, event, builtin_types=(bytes, UUID)) for one in (full, bare)]


def raw(shape: shapes.Type) -> Any:
    """A value of this shape, as JSON holds it."""
    match shape:
        case shapes.StrType():
            return "BZ/DAF"
        case shapes.BoolType():
            return True
        case shapes.IntType():
            return 7
        case shapes.BytesType():
            return b"r" * 32
        case shapes.UUIDType():
            return uuid7()
        case shapes.DateType():
            return "2026-03-02"
        case shapes.EnumType(cls=cls):
            return list(cls)[-1].value
        case shapes.UnionType(types=types):
            return raw(types[0])
        case shapes.VarTupleType(item_type=item):
            return [raw(item)]
        case shapes.StructType(cls=cls, fields=fields):
            values = [raw(field.type) for field in fields]
            names = [field.name for field in fields]
            return values if cls.__struct_config__.array_like else dict(zip(names, values, strict=True))
    raise AssertionError(f"no sample of {shape}")


# -- records of earlier shapes


def lift_oldest(record: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "comment.raised@0", {**record, "kind": "question"}


def lift_older(record: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    lifted = dict(record)
    paragraph = lifted.pop("paragraph")
    return "comment.raised", {**lifted, "anchors": [{"block": paragraph}], "visibility": "team"}


def test_a_record_of_an_earlier_shape_is_lifted_when_it_is_read_and_stays_as_it_is() -> None:
    registry = Registry(EVENTS, {"comment.noted": lift_oldest, "comment.raised@0": lift_older})
    sealed = Sealed(uuid7(), b"c" * 32)
    state = msgspec.json.encode(
        {"number": 3, "round": uuid7(), "draft": uuid7(), "draft_version": 1, "paragraph": 12, "text": sealed}
    )
    before = bytes(state)
    lifted = registry.decode("comment.noted", state)
    assert isinstance(lifted, CommentRaised)
    assert (lifted.number, lifted.kind, lifted.visibility) == (3, CommentKind.QUESTION, Visibility.TEAM)
    assert (lifted.anchors[0].block, lifted.text) == (12, sealed)
    assert state == before
    assert {"comment.noted", "comment.raised@0", "comment.raised"} <= registry.names


def test_a_chain_of_lifting_that_leads_nowhere_is_said() -> None:
    registry = Registry(EVENTS, {"comment.noted": lambda record: ("comment.lost", record)})
    with pytest.raises(UnknownName, match=r"comment\.lost"):
        registry.decode("comment.noted", b"{}")
    with pytest.raises(msgspec.ValidationError):
        Registry(EVENTS, {"comment.noted": lambda record: ("comment.raised", record)}).decode("comment.noted", b"{}")


def test_every_reducer_is_in_the_catalogue() -> None:
    files = sorted((REVIEW / "projections").glob("*.py"))
    rooms = {path.stem for path in files if "\ndef changes(it: Recorded)" in path.read_text(encoding="utf-8")}
    assert {reducer.__module__.rpartition(".")[2] for reducer in REDUCERS} == rooms - {"catalogue"}
