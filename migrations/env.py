"""Runs the migrations on the connection that `review.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from review.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    version_table_schema="log" if connection.dialect.name == "postgresql" else None,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
