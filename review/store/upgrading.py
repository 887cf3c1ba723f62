"""The migrations as Alembic carries them out; loaded where a database does not have all of them yet."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


def upgrade(tx: sa.Connection, scripts: Path) -> None:
    """Carry out every migration that is left, in this transaction."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = tx
    command.upgrade(config, "head")
