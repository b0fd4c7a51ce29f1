"""Statements that run many times: put into SQL once, and then run by the driver itself.

What SQLAlchemy does for each run of a statement, whose SQL it knows already, takes longer than the run.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row
from psycopg.types.json import Jsonb
from sqlalchemy import JSON, ClauseElement
from sqlalchemy.dialects.postgresql.psycopg import dialect_async
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

Found = Any
"""A row, with its columns by their names."""


class Statement:
    """One statement of SQLAlchemy's; lists of values are given as arrays, since it is never written anew."""

    def __init__(self, statement: ClauseElement, *, columns: Iterable[str] | None = None) -> None:
        """Take it, and for an insert or an update the names of the columns that are given."""
        self._statement = statement
        self._columns = None if columns is None else list(columns)

    async def rows(self, connection: AsyncConnection, given: Mapping[str, Any]) -> Sequence[Found]:
        """Run it; gives every row. Raises the driver's own errors."""
        sql, fixed, documents = self._compiled
        values = {**fixed, **given}
        for name in documents:
            values[name] = Jsonb(values[name])
        driver = _driver_of(connection)
        try:
            async with driver.cursor(row_factory=namedtuple_row) as cursor:
                await cursor.execute(sql, values)
                return await cursor.fetchall() if cursor.description else ()
        except psycopg.Error:
            if driver.closed:
                await _let_go(connection)
            raise

    async def row(self, connection: AsyncConnection, given: Mapping[str, Any]) -> Found | None:
        """Run what gives one row at most."""
        rows = await self.rows(connection, given)
        return rows[0] if rows else None

    async def value(self, connection: AsyncConnection, given: Mapping[str, Any]) -> Any:
        """Run it; gives the first column of its row, None where there is no row."""
        row = await self.row(connection, given)
        return None if row is None else row[0]

    @cached_property
    def _compiled(self) -> tuple[bytes, Mapping[str, Any], tuple[str, ...]]:
        """Its SQL, the values that it brings along, and the names of those that are JSON."""
        dialect = dialect_async()  # type: ignore[no-untyped-call]
        made = self._statement.compile(dialect=dialect, column_keys=self._columns)
        binds = getattr(made, "binds", {})
        documents = tuple(name for name, bind in binds.items() if isinstance(bind.type, JSON))
        return str(made).encode(), dict(made.params), documents


async def _let_go(connection: AsyncConnection) -> None:
    """Let SQLAlchemy find a connection dead by a statement of its own: it uses it no more, nor any that is as old."""
    with suppress(SQLAlchemyError):
        await connection.exec_driver_sql("SELECT 1")


def _driver_of(connection: AsyncConnection) -> psycopg.AsyncConnection[Any]:
    """The driver's connection below one of SQLAlchemy's, in the same transaction."""
    pooled = connection.sync_connection
    if pooled is None:
        raise psycopg.InterfaceError("the connection is closed")
    driver: psycopg.AsyncConnection[Any] = pooled.connection.driver_connection  # type: ignore[assignment]
    return driver
