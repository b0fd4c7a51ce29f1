"""The database, wherever it is: the embedded server or a PostgreSQL of the user's own, opened, checked and migrated."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.reviving import keep_alive
from motbot.storage.schema import migrate

OLDEST = 14
"""Major version of PostgreSQL that is still tried."""
_CONNECT_WITHIN = 10
"""Seconds, for each host of the address."""
_TOLD = ("server_encoding", "in_hot_standby", "default_transaction_read_only")
"""What a server reports of itself; a pooler in between may keep it back."""
_KEEPALIVE = {
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""A machine that vanished is noticed within a minute, on connections that only listen too; nothing on a socket file."""
_PATIENCE = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "10s"}
"""No statement of ours takes a second, and nothing is thought about in the middle of a transaction: what takes longer
waits for somebody who hangs, and a process that stands still holds its rows no longer than its jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """A PostgreSQL of the user's own: a `postgresql://` address or libpq's `key=value` words."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An open database with the schema of this code."""

    engine: AsyncEngine
    """For what another try makes good: whether a connection still lives is not asked first."""
    durable: AsyncEngine
    """For what somebody else will not tell us again: a connection that has died is replaced before it is used."""
    conninfo: str = field(repr=False)
    """For libraries that open connections of their own; may hold a password."""
    where: str
    """For people: never holds a password."""
    alone_at: datetime | None = None
    """When, by the server's clock, it was certain that no other process used it; None where others may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A database that lets us in, whatever is in it."""

    conninfo: str = field(repr=False)
    """May hold a password."""
    where: str
    """For people: never holds a password."""


@asynccontextmanager
async def open_database(source: Embedded | Url, *, pool_size: int = 10) -> AsyncIterator[Database]:
    """Open the database: start or join the embedded server, check it, migrate it.

    Args:
        source: which one.
        pool_size: half of the connections that are opened at most; they are kept.

    Raises:
        StorageRefused: it cannot be used as it stands; the message is one line with the remedy.
    """
    if isinstance(source, Url):
        async with _opened(source.text, where=_place(source.text), pool_size=pool_size) as database:
            yield database
        return
    server = await asyncio.to_thread(EmbeddedServer(source=source).__enter__)
    reviving = asyncio.create_task(keep_alive(server))
    try:
        async with _opened(
            server.conninfo, where=say("embedded in {folder}", folder=source.folder), pool_size=pool_size
        ) as database:
            yield replace(database, alone_at=server.alone_at)
    finally:
        reviving.cancel()
        await asyncio.to_thread(server.__exit__, None, None, None)


@asynccontextmanager
async def reach_database(source: Embedded | Url) -> AsyncIterator[Reached]:
    """Reach the database as it stands: nothing is migrated. Raises StorageRefused, as for opening it."""
    if isinstance(source, Url):
        where = _place(source.text)
        await _check(source.text, where)
        whole = make_conninfo(**{"application_name": "motbot-tool", **_parsed(source.text)})
        yield Reached(conninfo=whole, where=where)
        return
    server = await asyncio.to_thread(EmbeddedServer(source=source).__enter__)
    try:
        whole = make_conninfo(server.conninfo, application_name="motbot-tool")
        yield Reached(conninfo=whole, where=say("embedded in {folder}", folder=source.folder))
    finally:
        await asyncio.to_thread(server.__exit__, None, None, None)


@asynccontextmanager
async def _opened(conninfo: str, *, where: str, pool_size: int) -> AsyncIterator[Database]:
    """Connect, check, migrate."""
    settings = {"application_name": "motbot", "connect_timeout": str(_CONNECT_WITHIN)} | _KEEPALIVE | _parsed(conninfo)
    await _check(make_conninfo(**settings), where)
    whole = make_conninfo(**settings)
    engine, durable = make_engine(whole, pool_size=pool_size, durable=False), make_engine(whole, pool_size=pool_size)
    try:
        await _migrated(durable, where)
        yield Database(engine=engine, durable=durable, conninfo=whole, where=where)
    finally:
        await _close(engine)
        await _close(durable)


async def _close(engine: AsyncEngine) -> None:
    """Close it for good: whoever comes late finds no database, and what is still in use is closed when given back."""
    event.listen(engine.sync_engine, "do_connect", _refuse)
    event.listen(engine.sync_engine.pool, "checkin", _close_given_back)
    await engine.dispose()


def _refuse(*_: object) -> None:
    raise psycopg.OperationalError("this process has closed the database")


def _close_given_back(connection: DBAPIConnection | None, _: object) -> None:
    if connection is not None:
        connection.close()


def make_engine(conninfo: str, *, pool_size: int = 10, durable: bool = True) -> AsyncEngine:
    """Pool connections to a database that is known to be good; nothing is opened yet.

    Every commit waits for the disk. Were the newest ones lost in a crash of the server, it would give their ids once
    more, and whatever is still at work on the lost rows would change those that have their ids now. `durable=False`
    does not ask whether a connection still lives: a stale one fails once, as StorageUnavailable, and takes the others
    with it.
    """
    engine = create_async_engine(
        "postgresql+psycopg://",
        connect_args=_parsed(conninfo),
        pool_size=2 * pool_size,  # opened when needed, and then kept: to open one costs more than a transaction
        max_overflow=0,
        pool_pre_ping=durable,
        pool_use_lifo=True,  # the one that was used last has its statements prepared
        pool_timeout=10,
        hide_parameters=True,  # an error's text never quotes what customers said
    )

    def introduce(connection: Any, _record: object) -> None:
        """Tell a new connection how to behave; by a statement, since poolers refuse it as an option."""
        cursor = connection.cursor()
        for name, value in _PATIENCE.items():
            cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
        cursor.close()
        connection.commit()

    event.listen(engine.sync_engine, "connect", introduce)
    return engine


async def _migrated(engine: AsyncEngine, where: str) -> None:
    """Bring the schema up to date, or say why not."""
    try:
        await migrate(engine)
    except DBAPIError as error:
        match error.orig:
            case errors.InsufficientPrivilege():
                reason = say("its account may not make tables. Grant it: GRANT CREATE ON SCHEMA public TO <account>")
            case errors.DiskFull():
                reason = say("its disk is full. Make room there")
            case errors.DuplicateTable() | errors.DuplicateObject() | errors.DuplicateFunction():
                reason = say("another program has tables of the same names there. Give motbot a database of its own")
            case psycopg.OperationalError():
                reason = say(
                    "the connection broke while its tables were made ({name}). Try again",
                    name=type(error.orig).__name__,
                )
            case _:
                raise
        raise StorageRefused(
            say("The database ({where}) cannot be used: {reason}.", where=where, reason=reason)
        ) from error


def _parsed(conninfo: str) -> dict[str, str]:
    """The address taken apart.

    Raises:
        StorageRefused: it makes no sense.
    """
    try:
        return {key: str(value) for key, value in conninfo_to_dict(conninfo).items() if value is not None}
    except psycopg.ProgrammingError:
        raise StorageRefused(
            say(
                "MOTBOT_DATABASE_URL is no address of a PostgreSQL database. Expected: "
                "postgresql://user:password@host:5432/database"
            )
        ) from None


def _place(conninfo: str) -> str:
    """Where the database is, without its password."""
    parts = _parsed(conninfo)
    return f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}/{parts.get('dbname', '')}"


async def _check(conninfo: str, where: str) -> None:
    """See that it can be reached, is new enough, speaks UTF-8 and may be written to; it says so when it lets us in."""
    try:
        async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
            version = connection.info.server_version // 10_000
            said = {name: connection.info.parameter_status(name) for name in _TOLD}
    except psycopg.OperationalError as error:
        raise StorageRefused(
            say(
                "The database at {where} cannot be reached: {said}. {remedy}",
                where=where,
                said=_said(error),
                remedy=_remedy(error),
            )
        ) from error
    if version < OLDEST:
        raise StorageRefused(
            say(
                "The database at {where} is PostgreSQL {version}, and motbot needs {oldest} or newer. Upgrade "
                "it, or let MOTBOT_DATABASE_URL name a newer one.",
                where=where,
                version=version,
                oldest=OLDEST,
            )
        )
    encoding = said["server_encoding"] or "UTF8"
    if encoding != "UTF8":
        raise StorageRefused(
            say(
                "The database at {where} is encoded in {encoding}. Make one with: CREATE DATABASE motbot "
                "ENCODING 'UTF8' TEMPLATE template0",
                where=where,
                encoding=encoding,
            )
        )
    if "on" in (said["in_hot_standby"], said["default_transaction_read_only"]):
        raise StorageRefused(
            say(
                "The database at {where} is read-only, as a standby is. Let MOTBOT_DATABASE_URL name the primary "
                "server.",
                where=where,
            )
        )


def _said(error: psycopg.OperationalError) -> str:
    """The last line of what libpq or the server said, in the server's language."""
    lines = [line.strip().rstrip(".") for line in str(error).splitlines() if line.strip()]
    hints = ("Is the server running", "Multiple connection attempts", "-")
    telling = [line for line in lines if not line.startswith(hints)]
    return (telling or lines or [type(error).__name__])[-1]


def _remedy(error: psycopg.OperationalError) -> str:
    """What to do, told by facts of the connection: libpq gives no code for a refused one."""
    state = error.pgconn
    if state is not None and state.needs_password:
        return say("Give a password in MOTBOT_DATABASE_URL, or in PGPASSWORD or ~/.pgpass.")
    if state is not None and state.used_password:
        return say("Check user, password and database name in MOTBOT_DATABASE_URL.")
    return say("Check that the server runs, and host, port, user and database name in MOTBOT_DATABASE_URL.")
