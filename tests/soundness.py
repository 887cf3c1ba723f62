"""What must be true of an installation after every scenario, whatever happened in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from review import installation
from review.application import Review
from review.domain.acts import Recorded, sealed_in
from review.domain.approvals import ApprovalGranted
from review.domain.erasures import ErasureCarriedOut
from review.projections import catalogue
from review.projections.schema import metadata
from review.reconciling import compare
from review.records import decoded
from review.store.merkle import grow, leaf_of_record
from review.store.tables import log_head, text
from review.store.vault import Erased
from review.verification import verify

FILLED = " UNION ALL ".join(f"SELECT '{name}', EXISTS (SELECT 1 FROM {name})" for name in metadata.tables)
"""Which read tables hold anything: one question instead of one for each of a hundred."""
EVERYTHING = {table.name: sa.select(table) for table in metadata.tables.values()}


def assert_sound(review: Review, *, rebuild: bool = True) -> None:
    """Every record has its leaf and decodes, its envelope is complete, its texts open, and the read rows follow.

    The verifier, which knows nothing of all this, finds nothing either; every approval rests on the records before it.
    ``rebuild`` False: the logs are projected in memory instead of into the database, which on PostgreSQL takes a fifth
    of a second for its tables alone.
    """
    found = installation.all_logs(review)
    with review.reading() as tx:
        records = {log: list(review.records(tx, log)) for log in found}
        for log in found:
            assert_trail_fits(review, tx, log)
            assert_envelopes_complete(review, records[log])
            assert_texts_open(review, tx, log, records[log])
        if not rebuild:
            assert_projected_equals_live(tx, (it for log in found for it in records[log]))
    for log in found:
        verdict = verify(review, log)
        assert verdict.fits, verdict.findings
        if any(isinstance(it.event, ApprovalGranted) for it in records[log]):
            compared = compare(review, log)
            assert compared.fits, (compared.unfounded, compared.deviations)
    if rebuild:
        assert_rebuilt_equals_live(review)


def assert_trail_fits(review: Review, tx: sa.Connection, log: UUID) -> None:
    """Positions are dense, time never runs back, every leaf and node is that of its record, and so is the head."""
    peaks: list[bytes] = []
    at = 0
    versions: Counter[UUID] = Counter()
    rows = review.on(log).log_recorder.rows(tx)
    head = review.on(log).log_recorder.head(tx)
    for position, row in enumerate(rows, 1):
        versions[row.stream] += 1
        assert row.position == position, f"record {row.position} of {log} is not dense"
        assert row.version == versions[row.stream], f"record {position} of {log} skips a version"
        assert row.at >= at, f"record {position} of {log} runs back in time"
        fields = (position, row.stream, row.version, row.name, row.at, row.command, row.envelope, row.state)
        assert row.nodes == grow(position - 1, peaks, leaf_of_record(log, *fields)), f"the leaf of {position} is wrong"
        decoded(log, row)
        at = row.at
    assert (head.position, head.peaks) == (len(rows), peaks), f"the head of {log} is not that of its records"
    assert head.at == at


def assert_envelopes_complete(review: Review, records: list[Recorded]) -> None:
    """Every record names person, capacity, seat, command and door; all records of one command share one envelope."""
    for it in records:
        by, place = it.envelope, f"{it.event.NAME} at {it.position}"
        assert by.person and by.capacity and by.seat and by.command and by.origin, f"{place}: envelope incomplete"
        founding = it.log == review.installation.id and it.position <= 2
        assert by.digest or founding, f"{place}: no digest of the command"
        assert by.on_behalf_of or by.person == review.installation.id, f"{place}: on behalf of nobody"
    runs = [list(run) for _, run in groupby(records, key=lambda it: it.envelope.command)]
    assert len(runs) == len({run[0].envelope.command for run in runs}), "records of one command lie apart"
    for run in runs:
        assert len({(it.envelope, it.at) for it in run}) == 1, "records of one command differ in their envelope"


def assert_texts_open(review: Review, tx: sa.Connection, log: UUID, records: list[Recorded]) -> None:
    """Every sealed text opens with its commitment, unless an act erased it; no text lies about that nobody names."""
    erased = {key for it in records if isinstance(it.event, ErasureCarriedOut) for key in it.event.keys}
    named = {sealed for it in records for sealed in sealed_in(it.event)}
    opened = review.vault.open_all((one.key, one.commitment) for one in named)
    for one in named:
        found = opened[one.commitment]
        assert isinstance(found, Erased if one.key in erased else str), f"text {one.key}: {found!r}"
    held = set(tx.scalars(sa.select(text.c.key).where(text.c.log == log)))
    assert held == {one.key for one in named} - erased


def assert_rebuilt_equals_live(review: Review) -> None:
    """Wiping every read table and projecting the logs again gives the same rows, also where few may be held at once."""
    live = read_rows(review)
    installation.rebuild(review, held=2)
    assert_same_rows(read_rows(review), live)


def assert_projected_equals_live(tx: sa.Connection, records: Iterable[Recorded]) -> None:
    """The records projected into memory give the rows of the database."""
    projected = catalogue.as_of(records)
    assert_same_rows(rows_of(projected), rows_of(tx))
    projected.close()


def assert_same_rows(made: dict[str, list[str]], live: dict[str, list[str]]) -> None:
    for table, rows in live.items():
        assert made[table] == rows, f"table {table} differs when it is made again"


def read_rows(review: Review) -> dict[str, list[str]]:
    """Every row of every read table, in a fixed order."""
    with review.reading() as tx:
        return rows_of(tx)


def rows_of(tx: sa.Connection) -> dict[str, list[str]]:
    filled = {name for name, any_row in tx.exec_driver_sql(FILLED) if any_row}
    return {
        name: sorted(repr(tuple(row)) for row in tx.execute(query)) if name in filled else []
        for name, query in EVERYTHING.items()
    }


def heads(review: Review) -> dict[UUID, int]:
    """How many records every log holds."""
    with review.engine.connect() as tx:
        return {row.log: row.position for row in tx.execute(sa.select(log_head.c.log, log_head.c.position))}
