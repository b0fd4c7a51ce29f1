"""Tells what the database is asked, by the driver's own word."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that is run meanwhile, as it is sent."""
    statements: list[str] = []
    execute = psycopg.AsyncCursor.execute

    async def note(cursor: psycopg.AsyncCursor[Any], query: Any, *rest: Any, **given: Any) -> Any:
        statements.append(query.decode() if isinstance(query, bytes) else str(query))
        return await execute(cursor, query, *rest, **given)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.AsyncCursor, "execute", note)
        yield statements
