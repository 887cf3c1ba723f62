"""The log, its trail, the sealed texts, accounts and sessions, the reading log.

There is no way down: a log is not taken apart again. Later shapes are later migrations.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from review.columns import Big, Id

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _log()
    _texts()
    _people()


def _log() -> None:
    op.create_table(
        "log_head",
        sa.Column("log", Id, nullable=False),
        sa.Column("position", Big, nullable=False),
        sa.Column("at", Big, nullable=False),
        sa.Column("peaks", sa.LargeBinary, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("log", name="log_head_pk"),
    )
    op.create_table(
        "event",
        sa.Column("log", Id, nullable=False),
        sa.Column("position", Big, nullable=False, autoincrement=False),
        sa.Column("stream", Id, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("at", Big, nullable=False),
        sa.Column("command", Id),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("nodes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("log", "position", name="event_pk"),
        sa.UniqueConstraint("stream", "version", name="event_stream_version"),
        sa.UniqueConstraint("command", name="event_command"),
    )
    op.create_table(
        "checkpoint",
        sa.Column("log", Id, nullable=False),
        sa.Column("size", Big, nullable=False, autoincrement=False),
        sa.Column("at", Big, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("log", "size", name="checkpoint_pk"),
    )
    op.create_table(
        "follower",
        sa.Column("log", Id, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", Big, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("log", "name", name="follower_pk"),
    )


def _texts() -> None:
    op.create_table(
        "text",
        sa.Column("key", Id, nullable=False),
        sa.Column("log", Id, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("box", sa.LargeBinary, nullable=False),
        sa.Column("quarantined", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("key", name="text_pk"),
    )
    op.create_index("text_log_ix", "text", ["log"])
    state = op.create_table(
        "vault_state",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("generation", Big, nullable=False),
        sa.PrimaryKeyConstraint("id", name="vault_state_pk"),
    )
    op.execute(state.insert().values(id=1, generation=0))


def _people() -> None:
    op.create_table(
        "account",
        sa.Column("person", Id, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", Big, nullable=False, server_default="0"),
        sa.Column("closed_at", Big),
        sa.PrimaryKeyConstraint("person", name="account_pk"),
        sa.UniqueConstraint("login", name="account_login"),
    )
    op.create_table(
        "session",
        sa.Column("token", sa.LargeBinary, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("started_at", Big, nullable=False),
        sa.Column("seen_at", Big, nullable=False),
        sa.Column("stepped_up_at", Big),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("token", name="session_pk"),
    )
    op.create_index("session_person_ix", "session", ["person"])
    op.create_table(
        "reading",
        sa.Column("number", Big, sa.Identity(always=True), nullable=False),
        sa.Column("at", Big, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("seat", Id),
        sa.Column("log", Id, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="reading_pk"),
    )
    op.create_index("reading_log_ix", "reading", ["log", "number"])
