"""A database that lives as long as one performance: made in the embedded server, dropped when it is over."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg
from psycopg.sql import SQL, Identifier

from motbot.storage.embedded import Embedded, EmbeddedServer


@asynccontextmanager
async def scratch_database(folder: Path) -> AsyncIterator[Embedded]:
    """Give a new, empty database of the folder's server; several processes may have one each.

    A killed process leaves its database behind: it is dropped by the next one whose owner is gone.

    Raises:
        StorageRefused: the server cannot be used.
    """
    home = Embedded(folder=folder, root_allowed=True, database="postgres")
    server = EmbeddedServer(source=home)
    await asyncio.to_thread(server.__enter__)
    name = f"scratch_{os.getpid()}_{uuid4().hex[:8]}"
    try:
        await _drop_orphans(server.conninfo)
        yield Embedded(folder=folder, root_allowed=True, database=name)
    finally:
        await _drop(server.conninfo, name)
        await asyncio.to_thread(server.__exit__, None, None, None)


async def _drop_orphans(conninfo: str) -> None:
    """Drop what killed processes left; a database that somebody is connected to is nobody's orphan."""
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
        found = await connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'scratch\\_%' AND NOT EXISTS "
            "(SELECT 1 FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)"
        )
        names = [str(row[0]) for row in await found.fetchall()]
    for name in names:
        if not _lives(name):
            await _drop(conninfo, name)


async def _drop(conninfo: str, name: str) -> None:
    """Drop a database, whoever is connected to it."""
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _lives(name: str) -> bool:
    """Whether the process that made the database is still there: it may not have connected yet."""
    number = name.split("_")[1]
    return number.isdecimal() and psutil.pid_exists(int(number))
