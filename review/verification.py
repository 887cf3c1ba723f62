"""Checking a log where it lives, and handing it out whole: the verifier and the export over the live database.

What is read here is read raw, past every type and every memory: a database that somebody changed may hold anything,
and all of it must become a finding and never an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review.application import Review
from review.domain.acts import Reader, Recorded
from review.records import REGISTRY, Stored, recorded
from review.sight import Sight, sight_of
from review.store import engine as engines
from review.store.export import write_export
from review.store.keyring import Absent
from review.store.recorder import LogRow
from review.store.sealing import Unreadable, unwrap
from review.verifier import CommittedTexts, Head, Record, Verdict, verify_log

Progress = Callable[[int], None]
"""Called with the number of records done so far."""
STEP = 1000
_KEY, _NONCE, _BLIND = 16, 12, 32
_Blinded = tuple[bytes, str]


class _Text(NamedTuple):
    """A sealed text as it lies in its box; every field may be anything."""

    key: Any
    log: Any
    epoch: Any
    wrapped: Any
    box: Any
    quarantined: Any


def verify(review: Review, log: UUID, *, progress: Progress | None = None) -> Verdict:
    """Check one log of this database, record by record, with its head, its checkpoints and its texts.

    Writes nothing, and raises for nothing that the log may hold.
    """
    it = review.installation
    with engines.reading(review.engine) as tx:
        head, trouble = _head(tx, log)
        verdict = verify_log(
            _records(tx, log),
            head=head,
            checkpoints=_checkpoints(tx, log),
            vkeys=[it.verifier_key] if it.verifier_key else [],
            texts=_committed(review, tx, log),
            known_names=REGISTRY.names,
            progress=_so_far(progress),
            origin=f"{it.origin}/{log}",
            passkeys={record.position: record for record in _confirming(tx, log, it.id)},
        )
    if trouble:
        verdict.report(None, "head", trouble)
        verdict.sort()
    return verdict


def export(
    review: Review, log: UUID, reader: Reader | None, path: Path | str, *, progress: Progress | None = None
) -> None:
    """Write a log to ``path`` as a ZIP with everything that checks it, and the texts that this reader may see.

    ``reader`` None is whoever holds the machine with its keys: nothing is withheld.
    """
    it = review.installation
    with review.reading() as tx:
        sight = None if reader is None else sight_of(tx, reader, log, _decoded_records(tx, log))
        write_export(
            Path(path),
            log=log,
            origin=f"{it.origin}/{log}",
            rows=_rows(tx, log),
            checkpoints=_checkpoints(tx, log),
            vkey=it.verifier_key or "",
            texts=_texts(review, tx, log, sight),
            withheld=sight.withheld if sight else (),
            passkeys=_exported(_confirming(tx, log, it.id)),
            manifest={"installation": str(it.id), "demonstration": it.demo},
            progress=_so_far(progress),
        )


def _so_far(progress: Progress | None) -> Progress | None:
    """From how many more to how many so far."""
    if progress is None:
        return None
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done)

    return tell


# -- the log as it lies there


def _ask(tx: sa.Connection, question: str, log: UUID) -> sa.CursorResult[Any]:
    given = log if tx.dialect.name == "postgresql" else log.bytes
    return tx.execute(sa.text(question), {"log": given}, execution_options={"yield_per": STEP})


def _raw_text(tx: sa.Connection, column: str) -> str:
    """A column of text that may not be text, nor UTF-8: SQLite takes anything, and its driver then fails at reading."""
    if tx.dialect.name == "postgresql":
        return column
    return f"CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB) END AS {column}"


def _bytes(value: Any) -> Any:
    """The 16 bytes of an id, whichever way the database answers them."""
    return value.bytes if isinstance(value, UUID) else value


def _decoded(value: Any) -> Any:
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def _records(tx: sa.Connection, log: UUID) -> Iterator[Record]:
    question = (
        f"SELECT log, position, stream, version, {_raw_text(tx, 'name')}, at, command, envelope, state, nodes"  # noqa: S608  # no value in it
        " FROM event WHERE log = :log ORDER BY position"
    )
    for row in _ask(tx, question, log):
        yield Record(
            _bytes(row.log),
            row.position,
            _bytes(row.stream),
            row.version,
            _decoded(row.name),
            row.at,
            _bytes(row.command),
            row.envelope,
            row.state,
            row.nodes,
        )


def _head(tx: sa.Connection, log: UUID) -> tuple[Head | None, str]:
    """The head row, or in words why there is none to compare with."""
    found = _ask(tx, "SELECT position, at, peaks FROM log_head WHERE log = :log", log).one_or_none()
    if found is None:
        return None, "the log has no head"
    if not (type(found.position) is type(found.at) is int and type(found.peaks) is bytes):
        return None, "the head cannot be read: a field has the wrong type"
    return Head(found.position, found.at, found.peaks), ""


def _checkpoints(tx: sa.Connection, log: UUID) -> list[str]:
    question = f"SELECT {_raw_text(tx, 'note')} FROM checkpoint WHERE log = :log ORDER BY size"  # noqa: S608  # no value in it
    return [_note(row.note) for row in _ask(tx, question, log)]


def _note(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _decoded_records(tx: sa.Connection, log: UUID) -> Iterator[Recorded]:
    """The records that are events of ours; another one is shown as it lies there, for its finding."""
    for it in _records(tx, log):
        try:
            yield recorded(
                Stored(log, it.position, it.at, UUID(bytes=it.stream), it.version, it.name, it.envelope, it.state)
            )
        except (msgspec.MsgspecError, LookupError, ValueError, TypeError):
            continue


def _confirming(tx: sa.Connection, log: UUID, installation: UUID) -> Iterator[Record]:
    """The records of the installation's log to which signatures under approvals in this log refer."""
    question = "SELECT state FROM event WHERE log = :log AND name = 'approval.granted'"
    wanted = set()
    for row in _ask(tx, question, log):
        try:
            wanted.add(json.loads(row.state)["signature"]["registered"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    if wanted:
        yield from (it for it in _records(tx, installation) if it.position in wanted)


def _rows(tx: sa.Connection, log: UUID) -> Iterator[LogRow]:
    yield from _exported(_records(tx, log))


def _exported(records: Iterable[Record]) -> Iterator[LogRow]:
    """The records for an export; one that has lost its shape cannot be written, and its absence will be found."""
    for record in records:
        try:
            yield LogRow(
                record.position,
                UUID(bytes=record.stream),
                record.version,
                record.name.encode("utf-8", "replace").decode(),
                record.at,
                UUID(bytes=record.command) if record.command is not None else None,
                bytes(record.envelope),
                bytes(record.state),
                bytes(record.nodes or b""),
            )
        except (TypeError, ValueError, AttributeError):
            continue


# -- its texts


def _boxes(tx: sa.Connection, log: UUID) -> Iterator[_Text]:
    question = "SELECT key, log, epoch, wrapped, box, quarantined FROM text WHERE log = :log ORDER BY key"
    for row in _ask(tx, question, log):
        yield _Text(_bytes(row.key), log, row.epoch, row.wrapped, row.box, row.quarantined)


def _opened(review: Review, it: _Text) -> _Blinded | None:
    """Blind and text, from the box and never from memory; None where it does not open."""
    try:
        key = UUID(bytes=it.key)
        # The vault tells texts, not blinds; only here both are needed.
        secret = unwrap(review.vault.wrapper(it.log, it.epoch), it.log, key, it.wrapped)
        blinded = AESGCM(secret).decrypt(it.box[:_NONCE], it.box[_NONCE:], key.bytes)
        return blinded[:_BLIND], blinded[_BLIND:].decode()
    except (Absent, Unreadable, InvalidTag, TypeError, ValueError, OverflowError):
        return None


def _committed(review: Review, tx: sa.Connection, log: UUID) -> CommittedTexts:
    """What the texts of this log commit to: those set apart too, for they are checked and not shown."""
    found = CommittedTexts()
    for it in _boxes(tx, log):
        if isinstance(it.key, bytes) and len(it.key) == _KEY:
            found.add(str(UUID(bytes=it.key)).encode(), _opened(review, it) or "unreadable")
    return found


def _texts(
    review: Review, tx: sa.Connection, log: UUID, sight: Sight | None
) -> Iterator[tuple[UUID, bytes | None, str | None]]:
    """Every text that there still is: opened, or said to be withheld.

    One that no longer opens is left out, and one that only records name which are withheld themselves.
    """
    for it in _boxes(tx, log):
        if not isinstance(it.key, bytes) or len(it.key) != _KEY:
            continue
        key = UUID(bytes=it.key)
        if sight is not None and key in sight.unnamed:
            continue
        if it.quarantined or (sight is not None and key not in sight.keys):
            yield key, None, None
        elif (found := _opened(review, it)) is not None:
            yield key, *found
