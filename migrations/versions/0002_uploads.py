"""Uploaded files that somebody has not submitted yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from review.columns import Big, Id

revision = "0002_uploads"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "upload",
        sa.Column("key", Id, nullable=False),
        sa.Column("log", Id, nullable=False),
        sa.Column("person", Id, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("at", Big, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("box", sa.LargeBinary, nullable=False),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="upload_pk"),
    )
    op.create_index("upload_at_ix", "upload", ["at"])
