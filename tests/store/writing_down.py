"""Short ways to write records in tests of the store, where what they say does not matter."""

from __future__ import annotations

from uuid import UUID

from eventsourcing import persistence as es

from review.store.engine import reading
from review.store.ids import uuid7
from review.store.merkle import leaf_of_record, root_of, root_of_peaks
from review.store.recorder import Recorder
from review.store.vault import Vault


def fact(
    stream: UUID | None = None, version: int = 1, name: str = "thing.noted", state: bytes = b"{}"
) -> es.StoredEvent:
    """One record to be stored."""
    return es.StoredEvent(stream or uuid7(), version, name, state)


def facts(count: int) -> list[es.StoredEvent]:
    """So many records, each of a stream of its own."""
    return [fact() for _ in range(count)]


def keep_texts(recorder: Recorder, vault: Vault, *texts: str) -> list[tuple[UUID, bytes]]:
    """Seal these texts and store them with one record; answers their keys and commitments."""
    sealer = vault.sealer(recorder.log)
    sealed = [sealer.seal(text) for text in texts]
    with recorder.transaction() as writer:
        sealer.renew(writer.epoch)
        recorder.insert_events([fact()], texts=sealer.rows)
    return sealed


def assert_tree_fits(recorder: Recorder) -> None:
    """Every row of the log has its leaf, positions are dense, and the head holds the frontier of just these rows."""
    with reading(recorder.engine) as tx:
        rows, head = recorder.rows(tx), recorder.head(tx)
    leaves = [leaf_of_record(recorder.log, *row[:-1]) for row in rows]
    assert [row.nodes[:32] for row in rows] == leaves
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert root_of(leaves) == root_of_peaks(head.peaks)
    assert head.position == len(rows)
