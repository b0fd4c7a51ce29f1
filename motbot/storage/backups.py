"""Copies of the whole database: written beside and renamed while the bot runs, and restored wholly or not at all."""

import asyncio
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow
from psycopg.sql import SQL, Identifier

from motbot.catalogue import listed, say
from motbot.domain.errors import BadInput, Failed, StorageRefused
from motbot.domain.os_reasons import reason_of
from motbot.storage.copy_programs import program_for, run_program
from motbot.storage.database import Reached, Url, open_database, reach_database
from motbot.storage.embedded import Embedded
from motbot.storage.programs import ProgramFailed
from motbot.storage.schema import VERSION_TABLE, known_versions

Connection = psycopg.AsyncConnection[TupleRow]

_NO_TRANSACTION_TIMEOUT = 17
"""Servers before this one do not know a setting that every copy of today's programs begins with."""
_SET_ASIDE = "motbot_replaced"
"""The schema that holds what is replaced until all of the copy stands."""
_VERSION = re.compile(r"^COPY .*FROM stdin;\n(\w+)$", re.MULTILINE)

_BEGIN = """
    INSERT INTO upkeep (name, about, at) VALUES ('copying', '', now())
    ON CONFLICT (name, about) DO UPDATE SET at = excluded.at, ended_at = NULL
"""
_END = "UPDATE upkeep SET ended_at = now() WHERE name = 'copying'"
# What was being sent is looked up before it is sent; no job is held by a process of another life.
_SETTLE = """
    DELETE FROM upkeep WHERE name = 'restored';
    UPDATE upkeep SET name = 'restored', wake_at = now() + interval '7 days' WHERE name = 'copying';
    UPDATE whispers SET state = 'unsure', value = value || '{"state": "unsure"}', wake_at = now()
     WHERE state = 'trying' AND value->>'ts' = '';
    UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL, abort_requested = false,
        attempts = attempts + 1 WHERE status = 'doing';
    DELETE FROM procrastinate_workers;
"""
LEFT_BEHIND = frozenset({"procrastinate_workers", "procrastinate_events", "upkeep"})
"""Tables that say what goes on where the database is."""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND application_name = 'motbot' AND backend_type = 'client backend'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a copy holds: how many rows of each table."""

    rows: Mapping[str, int]
    size: int
    """Bytes of the file."""


async def write_backup(source: Embedded | Url, file: Path) -> Copied:
    """Copy the database into a new file that only this account can read; the bot may run meanwhile.

    Raises:
        BadInput: the file is there already, or its folder is not.
        Failed: the copy cannot be made.
        StorageRefused: the database cannot be reached, or holds nothing of motbot's.
    """
    await asyncio.to_thread(_refuse_place, file)
    async with reach_database(source) as reached:
        async with await _connected(reached.conninfo) as connection:
            await _refuse_nothing(connection, reached)
            await connection.execute(_BEGIN)
            rows = await row_counts(connection)
            program = program_for("pg_dump", connection.info.server_version // 10_000)
        size = await asyncio.to_thread(_dump, program, reached, file)
        async with await _connected(reached.conninfo) as connection:
            await connection.execute(_END)
    return Copied(rows=rows, size=size)


def _refuse_place(file: Path) -> None:
    """A copy never takes the place of another one."""
    if file.exists():
        raise BadInput(say("{file}: is there already; name a new file, or take that one away", file=file))
    if not file.parent.is_dir():
        raise BadInput(say("{parent}: is no folder; make it, or name another file", parent=file.parent))


def _dump(program: Path, reached: Reached, file: Path) -> int:
    """Write beside and rename; a copy that is broken off leaves nothing under the name that was asked for."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    arguments = ["--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={unfinished}"]
    try:
        with unfinished.open("wb") as new:
            os.fchmod(new.fileno(), 0o600)
        run_program(program, arguments, conninfo=reached.conninfo)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
            size = os.fstat(written.fileno()).st_size
        unfinished.rename(file)
    except ProgramFailed as failure:
        raise Failed(
            say("{file}: the copy was not made ({why}); nothing was written", file=file, why=failure)
        ) from failure
    except OSError as error:
        raise Failed(
            say("{file}: cannot be written ({reason}); name another file", file=file, reason=reason_of(error))
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return size


async def restore_backup(source: Embedded | Url, file: Path, *, replace: bool = False) -> Mapping[str, int]:
    """Fill the database from a copy, and bring it to the schema of this code; gives how many rows of each table.

    Args:
        source: which database.
        file: the copy.
        replace: what is there goes as soon as all of the copy stands.

    Raises:
        BadInput: the file is no copy.
        StorageRefused: the database holds something, or is in use, or the copy is of a newer motbot.
        Failed: the copy cannot be read to its end; then everything is as it was.
    """
    async with reach_database(source) as reached, await _connected(reached.conninfo) as connection:
        major = connection.info.server_version // 10_000
        program = program_for("pg_restore", major)
        await asyncio.to_thread(_refuse_file, program, file)
        await _make_room(connection, reached, replace=replace)
        try:
            await asyncio.to_thread(_fill, program, reached, file, major)
            rows = await _settled(source)
        except (ProgramFailed, psycopg.Error, StorageRefused) as failure:
            await _put_back(connection)
            told = type(failure).__name__ if isinstance(failure, psycopg.Error) else failure
            raise Failed(
                say("{file}: cannot be restored ({why}); the database is as it was", file=file, why=told)
            ) from failure
        await connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(_SET_ASIDE)))
    return rows


async def _settled(source: Embedded | Url) -> Mapping[str, int]:
    """Bring it to the schema of this code, and out of the middle of what the copy has caught it in."""
    async with open_database(source, pool_size=1) as database, await _connected(database.conninfo) as connection:
        await connection.execute(_SETTLE)
        return await row_counts(connection)


async def move_database(source: Embedded | Url, target: Embedded | Url) -> Mapping[str, int]:
    """Copy everything into another, empty database, by way of a file that nobody else can read.

    Raises:
        StorageRefused: a motbot works on one of them, or the new one is not empty.
        Failed: not every row has arrived.
    """
    async with reach_database(source) as reached, await _connected(reached.conninfo) as connection:
        await refuse_others(connection, reached.where)
    async with reach_database(target) as reached, await _connected(reached.conninfo) as connection:
        if await row_counts(connection):
            raise StorageRefused(
                say("The database ({where}) is not empty. Name an empty one with --to.", where=reached.where)
            )
    with tempfile.TemporaryDirectory(prefix="motbot-move-") as place:
        file = Path(place) / "copy.dump"
        before = await write_backup(source, file)
        after = await restore_backup(target, file)
    missing = [name for name, count in before.rows.items() if name not in LEFT_BEHIND and after.get(name) != count]
    if missing:
        raise Failed(
            say(
                "not every row has arrived ({tables}): someone writes to one of the two; try again",
                tables=listed(missing),
            )
        )
    return after


async def _connected(conninfo: str) -> Connection:
    return await psycopg.AsyncConnection.connect(conninfo, autocommit=True)


async def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has, at one instant."""
    names = [str(row[0]) for row in await (await connection.execute(_TABLES)).fetchall()]
    if not names:
        return {}
    each = (SQL("(SELECT count(*) FROM {})").format(Identifier(name)) for name in names)
    (row,) = await (await connection.execute(SQL("SELECT ") + SQL(", ").join(each))).fetchall()
    return dict(zip(names, map(int, row), strict=True))


async def refuse_others(connection: Connection, where: str) -> None:
    """Refuse a database that a motbot works on. Raises StorageRefused."""
    (row,) = await (await connection.execute(_OTHERS)).fetchall()
    if row[0]:
        raise StorageRefused(
            say("A motbot works on the database ({where}). Stop it first, then try again.", where=where)
        )


async def _refuse_nothing(connection: Connection, reached: Reached) -> None:
    """A copy needs something of this version or the one before to copy."""
    (row,) = await (await connection.execute("SELECT to_regclass('public.upkeep') IS NOT NULL")).fetchall()
    if not row[0]:
        raise StorageRefused(
            say(
                "The database ({where}) holds nothing of this motbot's. Start `motbot run` once, then back it up.",
                where=reached.where,
            )
        )


def _refuse_file(program: Path, file: Path) -> None:
    """Tell a copy from anything else, and a newer one from one that can be used."""
    if not file.is_file():
        raise BadInput(say("{file}: is no file; name a copy that `motbot backup` has made", file=file))
    try:
        said = run_program(program, ["--data-only", f"--table={VERSION_TABLE}", "--file=-", str(file)])
    except ProgramFailed as failure:
        raise BadInput(
            say(
                "{file}: is no copy of a database ({why}); name one that `motbot backup` made",
                file=file,
                why=failure,
            )
        ) from failure
    found = _VERSION.search(said)
    if found is None:
        raise BadInput(
            say("{file}: is no copy of motbot's database; name one that `motbot backup` has made", file=file)
        )
    if found.group(1) not in known_versions():
        raise StorageRefused(
            say(
                "{file} has the schema {schema}, which a newer motbot has made and this one does not know. "
                "Restore it with that motbot, or name an older copy.",
                file=file,
                schema=found.group(1),
            )
        )


async def _make_room(connection: Connection, reached: Reached, *, replace: bool) -> None:
    """See that the copy finds an empty place; what is to be replaced is set aside, not yet given up."""
    await refuse_others(connection, reached.where)
    (row,) = await (await connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", [_SET_ASIDE])).fetchall()
    if row[0]:  # a restore was killed before its copy stood
        await _put_back(connection)
    if not await row_counts(connection):
        return
    if not replace:
        raise StorageRefused(
            say(
                "The database ({where}) is not empty. Name an empty one with MOTBOT_DATABASE_URL or "
                "MOTBOT_DATA_DIR, or say --replace to lose what it holds.",
                where=reached.where,
            )
        )
    async with connection.transaction():
        await connection.execute(SQL("ALTER SCHEMA public RENAME TO {}").format(Identifier(_SET_ASIDE)))
        await connection.execute("CREATE SCHEMA public")


async def _put_back(connection: Connection) -> None:
    """Bring back what was set aside, in place of what did not come to stand."""
    async with connection.transaction():
        await connection.execute("DROP SCHEMA public CASCADE")
        (row,) = await (await connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", [_SET_ASIDE])).fetchall()
        if row[0]:
            await connection.execute(SQL("ALTER SCHEMA {} RENAME TO public").format(Identifier(_SET_ASIDE)))
        else:
            await connection.execute("CREATE SCHEMA public")


def _fill(program: Path, reached: Reached, file: Path, major: int) -> None:
    """Restore in one transaction: wholly, or not at all."""
    inside = ["--no-owner", "--no-privileges", "--schema=public"]
    if major >= _NO_TRANSACTION_TIMEOUT:
        run_program(program, [*inside, "--exit-on-error", "--single-transaction", str(file)], conninfo=reached.conninfo)
        return
    script = file.with_name(f"{file.name}.{os.getpid()}.sql")
    try:
        run_program(program, [*inside, f"--file={script}", str(file)])
        text = script.read_text(encoding="utf-8").replace("SET transaction_timeout = 0;\n", "", 1)
        script.write_text(text, encoding="utf-8")
        told = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={script}"]
        run_program(program_for("psql", major), told, conninfo=reached.conninfo)
    finally:
        script.unlink(missing_ok=True)
