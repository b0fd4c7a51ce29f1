"""Real PostgreSQL for tests: one embedded server for all workers, one database a worker, empty again for each test."""

import asyncio
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from motbot.storage.database import Url, open_database
from motbot.storage.embedded import Embedded, EmbeddedServer

FOLDER_VARIABLE = "MOTBOT_TESTS_FOLDER"
_PREFIX = "motbot-tests-"
_TEMPLATE = "migrated"
_FORGOTTEN_AFTER = 6 * 3600
"""Seconds: a folder so old is of a run that was killed."""

_EMPTY = """
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'motbot_revision' LOOP
            EXECUTE format('DELETE FROM %I', name);
        END LOOP;
        PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
           FROM pg_sequences WHERE schemaname = 'public';
    END
    $$
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestServer:
    """The server all tests share."""

    __test__ = False  # not a class of tests

    conninfo: str
    """Of the server's first database; `make_conninfo(conninfo, dbname=...)` gives the others."""
    folder: Path

    def new_database(self, *, migrated: bool = True) -> str:
        """Make a database nobody else uses: a copy of the migrated one, or bare; gives how to reach it."""
        name = f"t_{uuid4().hex}"
        copied = SQL(" TEMPLATE {}").format(Identifier(_TEMPLATE)) if migrated else SQL("")
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)) + copied)
            # No test pulls this server's plug, and to wait for the disk at every commit takes the suite minutes.
            connection.execute(SQL("ALTER DATABASE {} SET synchronous_commit = off").format(Identifier(name)))
        return make_conninfo(self.conninfo, dbname=name)

    def drop(self, conninfo: str) -> None:
        """Take a database away, whoever still uses it."""
        name = psycopg.conninfo.conninfo_to_dict(conninfo)["dbname"]
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(str(name))))


def choose_folder() -> Path:
    """Name this run's folder to all its workers: not below pytest's own, which only its owner may enter."""
    sweep()
    folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{uuid4().hex[:12]}"
    os.environ[FOLDER_VARIABLE] = str(folder)
    return folder


def sweep() -> None:
    """Stop and remove what killed runs have left."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_forgotten(old):
            if any(old.glob("*/data/PG_VERSION")):  # else the run was killed while it made or removed its server
                with EmbeddedServer(source=Embedded(folder=old, root_allowed=True)):
                    pass
            shutil.rmtree(old, ignore_errors=True)


def _is_forgotten(folder: Path) -> bool:
    """Whether it is ours and old; a run beside this one may remove its own at any moment."""
    try:
        seen = folder.stat()
    except FileNotFoundError:
        return False
    return seen.st_uid == os.geteuid() and time.time() - seen.st_mtime > _FORGOTTEN_AFTER


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for a server of a test's own; the server's number must get through it when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="motbot-own-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def shared_server() -> Iterator[TestServer]:
    """Start or join the server of this run; the template is made by whoever comes first."""
    folder = Path(os.environ[FOLDER_VARIABLE])
    with EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)) as server:
        with (folder / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _ensure_template(server.conninfo)
        yield TestServer(conninfo=server.conninfo, folder=folder)


def make_empty(conninfo: str) -> None:
    """Bring a database back to how its migrations left it, and throw everybody out."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        connection.execute(_EMPTY)


def _ensure_template(conninfo: str) -> None:
    """Make the migrated database that others are copied from."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_TEMPLATE]).fetchone():
            return
        connection.execute("CREATE DATABASE unfinished")
        asyncio.run(_migrate(make_conninfo(conninfo, dbname="unfinished")))
        connection.execute(SQL("ALTER DATABASE unfinished RENAME TO {}").format(Identifier(_TEMPLATE)))


async def _migrate(conninfo: str) -> None:
    """Bring a database to the schema of this code."""
    async with open_database(Url(text=conninfo)):
        pass
