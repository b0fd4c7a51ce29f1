"""Holds the bot up at a named point of its work, so that it can be killed exactly there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import LiteralString

import psycopg

HELD_WITHIN = 60.0
_NUMBER = 4711

_FUNCTION = """
    CREATE OR REPLACE FUNCTION rig_point() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock_shared(4711);
        RETURN coalesce(NEW, OLD);
    END $$
"""
_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in the bot's work: the writing of a row."""

    name: str
    table: LiteralString
    event: LiteralString
    condition: LiteralString = "true"


POINTS = (
    Point("an event is being stored", "inbox", "INSERT"),
    Point("that a post is tried is being stored", "whispers", "UPDATE", "NEW.value->>'state' = 'trying'"),
    Point("that a post was sent is being stored", "whispers", "UPDATE", "NEW.value->>'state' = 'sent'"),
    Point("a message is being filed", "lines", "INSERT"),
    Point("a conversation is being opened", "conversations", "INSERT"),
    Point("a conversation is being changed", "conversations", "UPDATE"),
    Point("a moment is being opened", "moments", "INSERT"),
    Point("a moment is being changed", "moments", "UPDATE"),
    Point("a verdict is being kept", "verdicts", "INSERT"),
    Point("a private message is being put", "whispers", "INSERT"),
    Point("a job is being begun", "procrastinate_jobs", "UPDATE", "NEW.status = 'doing'"),
    Point("a job is being ended", "procrastinate_jobs", "DELETE"),
)


@asynccontextmanager
async def held_at(conninfo: str, point: Point) -> AsyncIterator[psycopg.AsyncConnection]:
    """Whoever comes to the point waits there; leaving lets them go, and nobody is held any more."""
    async with await psycopg.AsyncConnection.connect(conninfo, autocommit=True) as connection:
        await connection.execute(_FUNCTION)
        await connection.execute("SELECT pg_advisory_lock(4711)")
        row = "OLD" if point.event == "DELETE" else "NEW"
        await connection.execute(
            f"CREATE TRIGGER rig_point BEFORE {point.event} ON {point.table} FOR EACH ROW"
            f" WHEN ({point.condition.replace('NEW', row)}) EXECUTE FUNCTION rig_point()"
        )
        try:
            yield connection
        finally:
            await connection.execute("SELECT pg_advisory_unlock(4711)")
            await connection.execute(f"DROP TRIGGER rig_point ON {point.table}")


async def somebody_waits(connection: psycopg.AsyncConnection) -> None:
    """Wait until somebody has come to the point. Raises TimeoutError."""
    async with asyncio.timeout(HELD_WITHIN):
        while not await _waiting(connection):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.02)


async def _waiting(connection: psycopg.AsyncConnection) -> int:
    row = await (await connection.execute(_WAITING, [_NUMBER])).fetchone()
    return int(row[0]) if row else 0
