"""What the tests of the store start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from review.store.engine import connect
from review.store.ids import uuid7
from review.store.recorder import Recorder
from review.store.vault import Vault


@pytest.fixture
def opened() -> Iterator[Callable[[str], sa.Engine]]:
    """Opens engines that are closed at the end of the test."""
    engines: list[sa.Engine] = []

    def open_(url: str) -> sa.Engine:
        engines.append(connect(url))
        return engines[-1]

    yield open_
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(database_url: str, opened: Callable[[str], sa.Engine]) -> sa.Engine:
    """An engine on a fresh database, on SQLite and then on PostgreSQL."""
    return opened(database_url)


@pytest.fixture
def keys_dir(tmp_path: Path) -> Path:
    """Where the keys of this test lie."""
    return tmp_path / "keys"


@pytest.fixture
def vault(engine: sa.Engine, keys_dir: Path) -> Vault:
    """A vault on the fresh database."""
    return Vault(engine, keys_dir, create=True)


@pytest.fixture
def made(engine: sa.Engine) -> Callable[..., Recorder]:
    """Makes logs, empty ones."""

    def make(log: UUID | None = None, **given: object) -> Recorder:
        recorder = Recorder(engine, log or uuid7(), **given)
        with recorder.transaction(create=True):
            pass
        return recorder

    return make


@pytest.fixture
def recorder(made: Callable[..., Recorder], vault: Vault) -> Recorder:
    """An empty log with its first key."""
    log = uuid7()
    vault.open_log(log)
    return made(log)
