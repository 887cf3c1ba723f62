"""kill -9 among writers: what was acknowledged is there, nothing is there by half, and every record has its leaf."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from review.store.engine import connect, reading
from review.store.ids import uuid7
from review.store.recorder import Recorder
from review.store.tables import text
from review.store.vault import Vault
from tests.lengths import times
from tests.store.writing_down import assert_tree_fits, facts

FAULTS = times(20, 200)


def _write(url: str, keys: str, log: UUID, done: Connection) -> None:
    """Writes commands of three records and one text each, saying so after each, until it is killed."""
    engine = connect(url)
    recorder, vault = Recorder(engine, log), Vault(engine, Path(keys))
    while True:
        sealer, command = vault.sealer(log), uuid7()
        sealer.seal("een opmerking")
        with recorder.transaction(command) as writer:
            sealer.renew(writer.epoch)
            recorder.insert_events(facts(2), texts=sealer.rows)
            recorder.insert_events(facts(1))
        done.send(command)


@pytest.mark.faults
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_any_moment_a_command_is_whole_or_not_there(
    database_url: str, recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    fork, chance, acknowledged = multiprocessing.get_context("fork"), random.Random(7), set()
    for _ in range(FAULTS):
        here, there = fork.Pipe()
        children = [
            fork.Process(target=_write, args=(database_url, str(keys_dir), recorder.log, there)) for _ in range(2)
        ]
        for child in children:
            child.start()
        acknowledged.add(here.recv())
        time.sleep(chance.uniform(0, 0.05))
        for child in children:
            os.kill(child.pid or 0, signal.SIGKILL)
        for child in children:
            child.join()
        there.close()
        _collect(here, acknowledged)
        _check(recorder, acknowledged)
    assert_tree_fits(recorder)


def _collect(pipe: Connection, acknowledged: set[UUID]) -> None:
    try:
        while pipe.poll():
            acknowledged.add(pipe.recv())
    except (EOFError, OSError):
        return


def _check(recorder: Recorder, acknowledged: set[UUID]) -> None:
    with reading(recorder.engine) as tx:
        rows, head = recorder.rows(tx), recorder.head(tx)
        texts = tx.scalar(sa.select(sa.func.count()).select_from(text))
    commands = [row.command for row in rows if row.command is not None]
    assert acknowledged <= set(commands), "an acknowledged command was lost"
    assert len(rows) == 3 * len(commands) == head.position, "half a command"
    assert texts == len(commands), "a record without its text, or the other way about"
