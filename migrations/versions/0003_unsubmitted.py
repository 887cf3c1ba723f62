"""Comments that their member has not submitted yet: sealed rows that change in place, outside the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from review.columns import Big, Id

revision = "0003_unsubmitted"
down_revision = "0002_uploads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unsubmitted",
        sa.Column("person", Id, nullable=False),
        sa.Column("id", Id, nullable=False),
        sa.Column("log", Id, nullable=False),
        sa.Column("round", Id, nullable=False),
        sa.Column("seat", Id, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_at", Big, nullable=False),
        sa.Column("changed_at", Big, nullable=False),
        sa.Column("key", Id, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("box", sa.LargeBinary, nullable=False),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="unsubmitted_pk"),
        sa.UniqueConstraint("key", name="unsubmitted_key"),
    )
    op.create_index("unsubmitted_log_ix", "unsubmitted", ["log"])
