"""Brings a database to the schema of this code, at start, one process at a time; a newer one is refused."""

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.domain.errors import StorageRefused

SCRIPTS = "motbot.storage:migrations"
VERSION_TABLE = "motbot_revision"
"""A name of its own, so that another program's migrations in the same database stay its own."""
_LOCK = 7_171_956
"""Number of the advisory lock: any, as long as nobody else uses it."""
_NO_HURRY = text("SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)")
"""A migration takes as long as it takes, and waits for another process's as long as that takes."""


async def migrate(engine: AsyncEngine) -> None:
    """Bring the schema up to date in one transaction: wholly, or not at all.

    Raises:
        StorageRefused: a newer motbot has changed the schema.
    """
    async with engine.begin() as connection:
        await connection.execute(_NO_HURRY)
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        await connection.run_sync(_upgrade)


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_heads()
    known = {script.revision for script in scripts.walk_revisions()}
    if set(found) - known:
        raise StorageRefused(
            f"The database has the schema {', '.join(sorted(found))}, which a newer motbot has made and this one does "
            "not know. Start the newer motbot, or restore a backup of this version into an empty database."
        )
    if set(found) != set(scripts.get_heads()):
        command.upgrade(config, "head")
