"""Alembic's entrance: runs the migrations on the connection that motbot.storage.schema hands over."""

from alembic import context

from motbot.storage.schema import VERSION_TABLE
from motbot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
