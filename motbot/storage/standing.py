"""Says how a database stands without changing anything in it: for whoever looks before the bot is started."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg
from psycopg.sql import SQL, Identifier

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.storage.database import Url, reach_database
from motbot.storage.embedded import Embedded
from motbot.storage.folder import ELSEWHERE, refuse_closed_parents, refuse_network
from motbot.storage.schema import VERSION_TABLE, known_versions

_ASKED = """
    SELECT clock_timestamp(), to_regclass(%s) IS NOT NULL,
           coalesce(has_schema_privilege(current_schema(), 'CREATE'), false), current_setting('server_version')
"""
_REVISIONS = SQL("SELECT version_num FROM {}").format(Identifier(VERSION_TABLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a database stands."""

    where: str
    """For people: never holds a password."""
    release: str = ""
    """PostgreSQL's own; empty where there is no server yet."""
    at: datetime | None = None
    """The server's clock."""
    made: bool = False
    """Whether motbot's tables are there."""
    newer: bool = False
    """They were made by a newer motbot."""
    may_make: bool = True
    """Whether the account may make tables."""


async def standing_of(source: Embedded | Url) -> Standing:
    """Look, and leave everything as it is; an embedded server that does not run is started, and stopped again.

    Raises:
        StorageRefused: it cannot be used as it stands.
    """
    if isinstance(source, Embedded) and not _is_made(source):
        _refuse_place(source)
        return Standing(where=str(source.folder))
    async with reach_database(source) as reached:
        try:
            async with await psycopg.AsyncConnection.connect(reached.conninfo, autocommit=True) as connection:
                at, made, may_make, release = (await (await connection.execute(_ASKED, [VERSION_TABLE])).fetchall())[0]
                rows = await (await connection.execute(_REVISIONS)).fetchall() if made else []
        except psycopg.Error as error:
            told = say(
                "The database ({where}) does not answer: {error}.", where=reached.where, error=type(error).__name__
            )
            raise StorageRefused(told) from error
    newer = bool({str(row[0]) for row in rows} - known_versions())
    return Standing(
        where=reached.where, release=release, at=at.astimezone(UTC), made=made, newer=newer, may_make=may_make
    )


def nearest_folder(path: Path) -> Path:
    """The path itself, or the folder above it that is there already."""
    return next(one for one in (path, *path.parents) if os.path.isdir(one))  # noqa: PTH112 # says no where it may not look


def _is_made(source: Embedded) -> bool:
    """Whether the first start is over."""
    return os.path.exists(source.folder / "postgres" / "data")  # noqa: PTH110 # says no where it may not look


def _refuse_place(source: Embedded) -> None:
    """Refuse a place where the first start would fail."""
    by_root = os.geteuid() == 0
    if by_root and not source.root_allowed:
        raise StorageRefused(
            say(
                "motbot does not start its own PostgreSQL as root unless told to. Start motbot as an ordinary user, or "
                "set `root_allowed: true` under `database:` in the configuration, or set MOTBOT_DATABASE_URL."
            )
        )
    refuse_network(source.folder, ((part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)))
    if by_root:
        refuse_closed_parents(source.folder / "postgres")
    above = nearest_folder(source.folder)
    in_the_way = any(
        os.path.lexists(path)
        for path in (source.folder, *source.folder.parents)
        if path.is_relative_to(above) and path != above
    )
    if in_the_way or not os.access(above, os.W_OK | os.X_OK):
        told = say("The database's folder {folder} cannot be made below {above}.", folder=source.folder, above=above)
        raise StorageRefused(say("{told} {remedy}", told=told, remedy=say(ELSEWHERE)))
