"""Procrastinate's connections: each statement a commit of its own, and none asked whether it lives before its use."""

from collections.abc import Awaitable, Callable
from typing import Any, LiteralString, TypeVar

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException
from psycopg_pool import AsyncConnectionPool
from typing_extensions import override

Found = TypeVar("Found")


class Connector(PsycopgConnector):
    """A dead connection is found by using it: then all are looked through, and the statement is tried once more.

    Whatever Procrastinate asks may be asked twice: a job that was begun by an answer nobody heard is found by the
    rescue, and what ends a job, or tells that a worker lives, says the same again.
    """

    def __init__(self, *, conninfo: str, max_size: int) -> None:
        """Take how to reach the database, and how many connections to open at most."""
        super().__init__(
            conninfo=conninfo, min_size=1, max_size=max_size, configure=_hurry, pool_factory=_without_questions
        )

    @override
    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        """Run a statement. Raises ConnectorException."""
        await self._twice(lambda: super(Connector, self).execute_query_async(query, **arguments))

    @override
    async def execute_query_one_async(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        """Run a statement, and give its row. Raises as above."""
        return await self._twice(lambda: super(Connector, self).execute_query_one_async(query, **arguments))

    @override
    async def execute_query_all_async(self, query: LiteralString, **arguments: Any) -> list[dict[str, Any]]:
        """Run a statement, and give its rows. Raises as above."""
        return await self._twice(lambda: super(Connector, self).execute_query_all_async(query, **arguments))

    async def _twice(self, ask: Callable[[], Awaitable[Found]]) -> Found:
        """Ask, and where the connection has died ask once more, by another one."""
        try:
            return await ask()
        except ConnectorException as error:
            if not isinstance(error.__cause__, psycopg.OperationalError):
                raise
        await self.pool.check()
        return await ask()


def _without_questions(**given: Any) -> AsyncConnectionPool:
    """The pool that Procrastinate wants, but for its question before every use of a connection."""
    return AsyncConnectionPool(**{**given, "check": None})


async def _hurry(connection: psycopg.AsyncConnection[Any]) -> None:
    """Do not wait for the disk at the end of a job: a job whose end is lost runs again, and finds its work done."""
    await connection.set_autocommit(True)
    await connection.execute("SET synchronous_commit = off")
