"""The walls: what the database itself refuses to do with the log, whoever asks.

Records, checkpoints and the reading log are only ever added to; the head of a log only moves forward. SQLite refuses
by triggers and, on the connections of this program, by an authorizer; PostgreSQL by triggers and by what the
application's role may do at all. The owner of a file or a server can tear walls down: that is what the trail is for.
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa

APPEND_ONLY = ("event", "checkpoint", "reading")
WALLED = (*APPEND_ONLY, "log_head")

_TAKEN = {
    "event": "new.position <> coalesce((SELECT max(position) FROM event WHERE log = new.log), 0) + 1"
    " OR EXISTS (SELECT 1 FROM event WHERE stream = new.stream AND version = new.version)"
    " OR EXISTS (SELECT 1 FROM event WHERE command = new.command)"
    " OR EXISTS (SELECT 1 FROM event WHERE rowid = new.rowid)",
    "checkpoint": "EXISTS (SELECT 1 FROM checkpoint WHERE log = new.log AND size = new.size)"
    " OR EXISTS (SELECT 1 FROM checkpoint WHERE rowid = new.rowid)",
    "reading": "EXISTS (SELECT 1 FROM reading WHERE number = new.number)",
    "log_head": "new.position <> 0 OR EXISTS (SELECT 1 FROM log_head WHERE log = new.log)"
    " OR EXISTS (SELECT 1 FROM log_head WHERE rowid = new.rowid)",
}
_BACKWARDS = "new.log <> old.log OR new.position < old.position OR new.at < old.at OR new.epoch < old.epoch"


def _sqlite_trigger(table: str, act: str, sentence: str, when: str = "") -> tuple[str, str]:
    name = f"{table}_no_{act.split()[-1].lower()}"
    condition = f" WHEN {when}" if when else ""
    body = f"BEGIN SELECT RAISE(ABORT, '{table} {sentence}'); END"
    return name, f"CREATE TRIGGER {name} BEFORE {act} ON {table}{condition} {body}"


def _sqlite_triggers() -> dict[str, str]:
    """The triggers by name. The insert guards are against INSERT OR REPLACE, which deletes without being asked."""
    triggers = [_sqlite_trigger(table, "UPDATE", "is append-only") for table in APPEND_ONLY]
    triggers += [_sqlite_trigger(table, "DELETE", "is append-only") for table in WALLED]
    triggers += [_sqlite_trigger(table, "INSERT", "has that row, or a gap", when) for table, when in _TAKEN.items()]
    triggers.append(_sqlite_trigger("log_head", "UPDATE", "never runs back", _BACKWARDS))
    return dict(triggers)


_REFUSAL = """
    BEGIN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = tg_table_name || ' is append-only: ' || tg_op || ' refused';
    END """
_FUNCTION = f"CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSAL}$$"


def _postgresql_triggers() -> dict[str, str]:
    """The triggers by name."""
    refuse = "EXECUTE FUNCTION log.refuse_change()"
    triggers = {f"{table}_no_change": f"UPDATE OR DELETE ON log.{table} FOR EACH ROW {refuse}" for table in APPEND_ONLY}
    triggers |= {f"{table}_no_truncate": f"TRUNCATE ON log.{table} FOR EACH STATEMENT {refuse}" for table in WALLED}
    triggers["log_head_no_delete"] = f"DELETE ON log.log_head FOR EACH ROW {refuse}"
    triggers["log_head_no_way_back"] = f"UPDATE ON log.log_head FOR EACH ROW WHEN ({_BACKWARDS}) {refuse}"
    return {name: f"CREATE OR REPLACE TRIGGER {name} BEFORE {rest}" for name, rest in triggers.items()}


def build(tx: sa.Connection) -> None:
    """Raise every wall that does not stand, and touch no other: its table would wait for all who write to it.

    Needs the rights of the owner of the tables.
    """
    triggers = _sqlite_triggers() if tx.dialect.name == "sqlite" else _postgresql_triggers()
    if tx.dialect.name == "postgresql" and not _refuses(tx):
        tx.exec_driver_sql(_FUNCTION)
    for name in sorted(missing(tx)):
        tx.exec_driver_sql(triggers[name])


def _refuses(tx: sa.Connection) -> bool:
    """Whether the function that the triggers call on PostgreSQL is there and is ours."""
    question = "SELECT prosrc FROM pg_proc WHERE proname = 'refuse_change' AND pronamespace = 'log'::regnamespace"
    return tx.exec_driver_sql(question).scalar() == _REFUSAL


def missing(tx: sa.Connection) -> set[str]:
    """The names of the triggers that should stand and do not, or were switched off."""
    if tx.dialect.name == "sqlite":
        wanted, question = set(_sqlite_triggers()), "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = set(_postgresql_triggers())
        question = (
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'log' AND t.tgenabled IN ('O', 'A')"
        )
    return wanted - set(tx.exec_driver_sql(question).scalars())


_GRANTS = (
    "REVOKE ALL ON SCHEMA log FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA log FROM PUBLIC, {role}",
    "GRANT USAGE ON SCHEMA log TO {role}",
    "GRANT SELECT, INSERT ON log.event, log.checkpoint, log.reading TO {role}",
    "GRANT SELECT, INSERT, UPDATE (position, at, peaks, epoch) ON log.log_head TO {role}",
    "GRANT SELECT, INSERT, DELETE, UPDATE (epoch, wrapped, quarantined) ON log.text TO {role}",
    "GRANT SELECT, UPDATE ON log.vault_state TO {role}",
    "GRANT SELECT, INSERT, UPDATE ON log.account, log.follower TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON log.session, log.feed, log.unsubmitted TO {role}",
    "GRANT SELECT, INSERT, DELETE ON log.upload TO {role}",
    "GRANT SELECT ON log.alembic_version TO {role}",
    "ALTER SCHEMA reading OWNER TO {role}",
)


def grants(tx: sa.Connection, role: str) -> None:
    """Give the application's role what it needs and no more: in ``log`` it adds and reads, ``reading`` is its own."""
    quoted = tx.dialect.identifier_preparer.quote_identifier(role)
    for statement in _GRANTS:
        tx.exec_driver_sql(statement.format(role=quoted))


_READ_PRAGMAS = {
    "busy_timeout",
    "compile_options",
    "data_version",
    "database_list",
    "encoding",
    "foreign_key_check",
    "foreign_key_list",
    "foreign_keys",
    "freelist_count",
    "index_info",
    "index_list",
    "index_xinfo",
    "integrity_check",
    "optimize",
    "page_count",
    "page_size",
    "query_only",
    "quick_check",
    "read_uncommitted",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
    "wal_checkpoint",
}
_SETTINGS = {"journal_mode", "synchronous", "secure_delete", "recursive_triggers", "application_id", "schema_version"}
_ON_FIRST = {  # the name of the table is the first argument
    sqlite3.SQLITE_UPDATE: set(APPEND_ONLY),
    sqlite3.SQLITE_DELETE: set(WALLED),
    sqlite3.SQLITE_DROP_TABLE: set(WALLED),
}
_ON_SECOND = {  # the name of the table is the second argument
    sqlite3.SQLITE_ALTER_TABLE: set(WALLED),
    sqlite3.SQLITE_DROP_INDEX: set(WALLED),
}
_NEVER = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_CREATE_TRIGGER,
    sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
    sqlite3.SQLITE_DROP_TRIGGER,
    sqlite3.SQLITE_DROP_TEMP_TRIGGER,
}
_FREE = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_INSERT, sqlite3.SQLITE_FUNCTION}
_LASTING = {"text": {"key", "log", "box"}}  #: columns that no one changes after the row was made


def authorize(act: int, first: str | None, second: str | None, _schema: str | None, _by: str | None) -> int:
    """The authorizer of SQLite: asked for each thing that a statement would do, when it is prepared."""
    if act in _FREE:
        return sqlite3.SQLITE_OK
    table = (first or "").lower()
    if act in _NEVER or table in _ON_FIRST.get(act, ()) or (second or "").lower() in _ON_SECOND.get(act, ()):
        return sqlite3.SQLITE_DENY
    if act == sqlite3.SQLITE_PRAGMA and table not in _READ_PRAGMAS and not (table in _SETTINGS and second is None):
        return sqlite3.SQLITE_DENY
    if act == sqlite3.SQLITE_UPDATE and (second or "").lower() in _LASTING.get(table, ()):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
