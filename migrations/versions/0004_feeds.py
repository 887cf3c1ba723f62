"""Secret addresses of calendars: one row a person, the hash of its secret and when it was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from review.columns import Big, Id

revision = "0004_feeds"
down_revision = "0003_unsubmitted"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("person", Id, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.Column("made_at", Big, nullable=False),
        sa.PrimaryKeyConstraint("person", name="feed_pk"),
        sa.UniqueConstraint("secret", name="feed_secret"),
    )
