"""Writes docs/events.md from the catalogue of events, so that the page never says what the code does not.

python tools/event_docs.py             writes the page
python tools/event_docs.py --check     says whether it is up to date; the exit code tells
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path

import msgspec
from msgspec import inspect as shapes

from review.domain.acts import Envelope, Event, Sealed
from review.domain.catalogue import CLASSES, UPCASTERS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "events.md"
REMARK = re.compile(r"^    (\w+): [^#\n]+#: (.+)$", re.MULTILINE)
PLAIN = {
    shapes.StrType: "text in clear",
    shapes.IntType: "integer",
    shapes.BoolType: "true or false",
    shapes.BytesType: "bytes (base64)",
    shapes.UUIDType: "id",
    shapes.DateType: "date",
}
HEAD = """# Events

Every fact that this house records, with its permanent name. This page is written by `tools/event_docs.py` from the
catalogue in `review/domain/catalogue.py`; a house test keeps the two together. How a record is stored, hashed and
proved stands in [format.md](format.md).

**Sealed** marks a text that stands in no record: the event holds `[key, commitment]` only, and the text lies encrypted
in the vault until its key is destroyed. Everything else stands in the record in clear, so it is never prose. A field
with a default is left out of the record where it has that value. Integers that are moments count microseconds since
the Unix epoch in UTC.

A name never changes its meaning. A changed shape gets a new name and a function that lifts old records (`UPCASTERS`).
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, _envelope(), _contents()]
    room = ""
    for event in CLASSES:
        module = sys.modules[event.__module__]
        if event.__module__ != room:
            room = event.__module__
            parts.append(f"## {room.rpartition('.')[2].capitalize()}\n\n{_words(module.__doc__)}\n")
        parts.append(_section(event))
    parts.append(_lists())
    if UPCASTERS:
        lifted = "\n".join(f"- `{name}`" for name in sorted(UPCASTERS))
        parts.append(f"## Former names\n\nRecords under these names are lifted when they are read:\n\n{lifted}\n")
    return "\n".join(parts)


def _contents() -> str:
    return "## Names\n\n" + "\n".join(f"- [`{one.NAME}`](#{_anchor(one.NAME)})" for one in CLASSES) + "\n"


def _lists() -> str:
    found: dict[str, list[str]] = {}
    for event in (Envelope, *CLASSES):
        for cls in _enums(shapes.type_info(event)):
            found[_spaced(cls.__name__)] = [str(member.value) for member in cls]
    parts = [f"### {name}\n\n" + ", ".join(f"`{value}`" for value in values) for name, values in sorted(found.items())]
    return "## Closed lists\n\n" + "\n\n".join(parts) + "\n"


def _enums(shape: shapes.Type) -> Iterator[type[Enum]]:
    match shape:
        case shapes.EnumType(cls=cls):
            yield cls
        case shapes.StructType(fields=fields):
            for field in fields:
                yield from _enums(field.type)
        case shapes.UnionType(types=types):
            for one in types:
                yield from _enums(one)
        case shapes.VarTupleType(item_type=item):
            yield from _enums(item)


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9 -]", "", name)


def _envelope() -> str:
    return f"## Envelope\n\n{_words(Envelope.__doc__)}\n\n{_fields(Envelope)}\n"


def _section(event: type[Event]) -> str:
    said = _words(event.__doc__) if event.__doc__ and event.__doc__ != Event.__doc__ else ""
    return f"### `{event.NAME}`\n\n{said + chr(10) * 2 if said else ''}{_fields(event)}\n"


def _fields(kind: type[msgspec.Struct]) -> str:
    shape = shapes.type_info(kind)
    assert isinstance(shape, shapes.StructType)
    if not shape.fields:
        return "No fields."
    remarks = dict(REMARK.findall(inspect.getsource(kind)))
    rows = [
        f"| `{field.name}` | {describe(field.type)} | {_default(field)} | {remarks.get(field.name, '')} |"
        for field in shape.fields
    ]
    return "\n".join(["| field | holds | default | |", "|---|---|---|---|", *rows])


def _default(field: shapes.Field) -> str:
    if field.required:
        return ""
    value = field.default
    if value is None:
        return "nothing"
    return f"`{value}`" if value not in ("", b"", ()) else "empty"


def describe(shape: shapes.Type) -> str:
    """What a field holds, in words."""
    match shape:
        case shapes.UnionType(types=types):
            return " or ".join(describe(one) for one in types if not isinstance(one, shapes.NoneType))
        case shapes.StructType(cls=cls) if cls is Sealed:
            return "**sealed** text"
        case shapes.StructType(fields=fields):
            inside = ", ".join(f"`{one.name}` {describe(one.type)}" for one in fields)
            return f"({inside})"
        case shapes.EnumType(cls=cls):
            words = _spaced(cls.__name__)
            return f"one of [{words}](#{words.replace(' ', '-')})"
        case shapes.VarTupleType(item_type=item):
            return f"list of {describe(item)}"
    return PLAIN[type(shape)]


def _spaced(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def _words(doc: str | None) -> str:
    return inspect.cleandoc(doc or "").replace("``", "`")


def sealed_fields(event: type[Event]) -> Iterator[str]:
    """The fields of an event in which text is sealed."""
    shape = shapes.type_info(event)
    assert isinstance(shape, shapes.StructType)
    yield from (field.name for field in shape.fields if "**sealed**" in describe(field.type))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    wanted = page()
    if not parser.parse_args(arguments).check:
        PAGE.write_text(wanted, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{PAGE.name} does not say what the catalogue says; run: python tools/event_docs.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
