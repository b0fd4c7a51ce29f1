"""Brings a database to the schema of this code, at start, one process at a time; never back."""

from collections.abc import Iterable

import structlog
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.catalogue import listed, say
from motbot.domain.errors import StorageRefused

SCRIPTS = "motbot.storage:migrations"
VERSION_TABLE = "motbot_revision"
"""A name of its own, so that another program's migrations in the same database stay its own."""
_USABLE = "usable by code of"
"""What the version table's comment begins with, behind the schema it was written for and before older ones."""
_LOCK = 7_171_956
"""Number of the advisory lock: any, as long as nobody else uses it."""
_NO_HURRY = text("""
    SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
           set_config('idle_in_transaction_session_timeout', '60s', true)
""")
"""A migration takes as long as it takes, and waits for another process's as long as that takes."""

log = structlog.get_logger()


async def migrate(engine: AsyncEngine) -> None:
    """Bring the schema up to date in one transaction: wholly, or not at all.

    A newer schema that has only been added to is used as it is: while the processes are replaced one after the other,
    and after a change of mind, older ones start beside newer ones.

    Raises:
        StorageRefused: a newer motbot has taken something away that this one needs.
    """
    async with engine.begin() as connection:
        await connection.execute(_NO_HURRY)
        await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        await connection.run_sync(_upgrade)


def known_versions() -> frozenset[str]:
    """Every schema that this code can bring to its own."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return frozenset(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())


def _upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, and note which older code may go on working."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_heads()
    known = [script.revision for script in scripts.walk_revisions()]
    if set(found) - set(known):
        if known[0] in _usable(connection, found):
            log.warning("schema.newer", found=found[0], ours=known[0])
            return
        raise StorageRefused(
            say(
                "The database has the schema {schema}, which a newer motbot has made and this one does not know. "
                "Start the newer motbot, or restore a backup of this version into an empty database.",
                schema=listed(sorted(found)),
            )
        )
    if set(found) != set(scripts.get_heads()):
        command.upgrade(config, "head")
        noted = " ".join([known[0], _USABLE, *_usable_by(scripts)])
        connection.execute(text(f"COMMENT ON TABLE {VERSION_TABLE} IS '{noted}'"))


def _usable_by(scripts: ScriptDirectory) -> Iterable[str]:
    """The schemas whose code can work on the newest, the newest first.

    A migration that takes something away names in `oldest_code` the first schema whose code does without it.
    """
    oldest = ""
    for script in scripts.walk_revisions():
        yield script.revision
        oldest = oldest or str(getattr(script.module, "oldest_code", ""))
        if script.revision == oldest:
            return


def _usable(connection: Connection, found: Iterable[str]) -> list[str]:
    """The schemas whose code can work on this one, as whoever made it has noted."""
    query = text("SELECT obj_description(CAST(:table AS regclass), 'pg_class')")
    noted = str(connection.execute(query, {"table": VERSION_TABLE}).scalar_one() or "")
    schema, _, usable = noted.partition(f" {_USABLE} ")
    return usable.split() if [schema] == list(found) else []
