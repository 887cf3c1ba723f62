"""The tables of the log, of the sealed texts and of the secrets; migrations make them, this is how code names them.

Nothing here can be projected again from something else. On PostgreSQL they lie in the schema ``log``.
"""

from __future__ import annotations

import sqlalchemy as sa

from review.columns import Big, Id

metadata = sa.MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)

#: One row per log: its lock, its counter, the frontier of its tree and the epoch of its sealed texts.
log_head = sa.Table(
    "log_head",
    metadata,
    sa.Column("log", Id, primary_key=True),
    sa.Column("position", Big, nullable=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("peaks", sa.LargeBinary, nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False, server_default="1"),
)

event = sa.Table(
    "event",
    metadata,
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
    sa.PrimaryKeyConstraint("log", "position"),
    sa.UniqueConstraint("stream", "version"),
    sa.UniqueConstraint("command"),
)

#: The texts that events name by key and commitment: each in its box, with its own key wrapped by the log's epoch key.
text = sa.Table(
    "text",
    metadata,
    sa.Column("key", Id, primary_key=True),
    sa.Column("log", Id, nullable=False, index=True),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    sa.Column("box", sa.LargeBinary, nullable=False),
    sa.Column("quarantined", sa.Boolean, nullable=False, server_default=sa.false()),
)

#: One row; its number rises whenever texts are erased or put in quarantine, so that every process drops its cache.
vault_state = sa.Table(
    "vault_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("generation", Big, nullable=False),
)

checkpoint = sa.Table(
    "checkpoint",
    metadata,
    sa.Column("log", Id, nullable=False),
    sa.Column("size", Big, nullable=False, autoincrement=False),
    sa.Column("at", Big, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("log", "size"),
)

#: How far a follower has come in a log (the tracking of the eventsourcing library).
follower = sa.Table(
    "follower",
    metadata,
    sa.Column("log", Id, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("position", Big, nullable=False, autoincrement=False),
    sa.PrimaryKeyConstraint("log", "name"),
)

account = sa.Table(
    "account",
    metadata,
    sa.Column("person", Id, primary_key=True),
    sa.Column("login", sa.Text, nullable=False),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("locked_until", Big, nullable=False, server_default="0"),
    sa.Column("closed_at", Big),
    sa.UniqueConstraint("login"),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("token", sa.LargeBinary, primary_key=True),
    sa.Column("person", Id, nullable=False, index=True),
    sa.Column("started_at", Big, nullable=False),
    sa.Column("seen_at", Big, nullable=False),
    sa.Column("stepped_up_at", Big),
    sa.Column("attributes", sa.Text, nullable=False),
)

#: A file that somebody brought and has not submitted yet, sealed like a text; gone within a day.
upload = sa.Table(
    "upload",
    metadata,
    sa.Column("key", Id, primary_key=True),
    sa.Column("log", Id, nullable=False),
    sa.Column("person", Id, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("at", Big, nullable=False, index=True),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("wrapped", sa.LargeBinary, nullable=False),
    sa.Column("box", sa.LargeBinary, nullable=False),
    sa.Column("commitment", sa.LargeBinary, nullable=False),
)

#: Who opened what: written by the door of the vault, never changed.
reading = sa.Table(
    "reading",
    metadata,
    sa.Column("number", Big, sa.Identity(always=True), primary_key=True),
    sa.Column("at", Big, nullable=False),
    sa.Column("person", Id, nullable=False),
    sa.Column("seat", Id),
    sa.Column("log", Id, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Index("reading_log_ix", "log", "number"),
)

#: Comments that their member has not submitted: sealed, changed in place, no records. They lie apart from the texts of
#: the log, so that whatever goes through those (an export, a verification) never comes past them.
feed = sa.Table(
    "feed",
    metadata,
    sa.Column("person", Id, primary_key=True),
    sa.Column("secret", sa.LargeBinary, nullable=False),
    sa.Column("made_at", Big, nullable=False),
    sa.UniqueConstraint("secret"),
)
unsubmitted = sa.Table(
    "unsubmitted",
    metadata,
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
    sa.PrimaryKeyConstraint("person", "id"),
    sa.UniqueConstraint("key"),
    sa.Index("unsubmitted_log_ix", "log"),
)
