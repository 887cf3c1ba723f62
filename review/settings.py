"""Where the installation keeps its things: the environment, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` holds ``toetssteen.db`` unless ``database_url`` names PostgreSQL; ``keys`` belongs in no backup."""

    data: Path
    keys: Path
    database_url: str
    admin_url: str | None = None
    https: bool = False

    @property
    def keys_beside_data(self) -> bool:
        return self.keys.resolve().is_relative_to(self.data.resolve())

    @property
    def file(self) -> Path | None:
        """The database, where it is a file."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") and path else None


def read(data: str | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """From TOETSSTEEN_DATA, _KEYS, _DATABASE_URL, _ADMIN_URL and _HTTPS; ``data`` wins over the first."""
    folder = Path(data or environment.get("TOETSSTEEN_DATA") or "data").absolute()
    keys = environment.get("TOETSSTEEN_KEYS")
    url = environment.get("TOETSSTEEN_DATABASE_URL") or f"sqlite:///{folder / 'toetssteen.db'}"
    return Settings(
        data=folder,
        keys=Path(keys).absolute() if keys else folder / "keys",
        database_url=url,
        admin_url=environment.get("TOETSSTEEN_ADMIN_URL") or None,
        https=environment.get("TOETSSTEEN_HTTPS", "") not in ("", "0", "no", "false"),
    )


def prepare(settings: Settings) -> None:
    """Make the data folder and the file of the database, for their owner alone."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.file is not None:
        settings.file.touch(mode=0o600)
