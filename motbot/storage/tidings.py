"""Finds what Slack has told any process of late, in the inbox that all of them share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import Text

from motbot.storage.faults import passing_faults

_SINCE = text("""
    SELECT id, body FROM inbox WHERE id > :after AND body->'event'->>'type' = ANY(:kinds) ORDER BY id
""").bindparams(bindparam("kinds", type_=ARRAY(Text)))
_NEWEST = text("SELECT coalesce(max(id), 0) FROM inbox")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiding:
    """An event as it came in, whichever process it came to."""

    id: int
    body: Mapping[str, Any]


class PostgresTidings:
    """Reads the inbox without locking anything in it."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database; every statement is a commit of its own."""
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def newest(self) -> int:
        """The highest number an event has; 0 where there is none.

        A lower one may still appear: numbers are given out before the commit. Raises StorageUnavailable.
        """
        with passing_faults():
            async with self._engine.connect() as connection:
                return int((await connection.execute(_NEWEST)).scalar_one())

    async def since(self, after: int, kinds: Collection[str]) -> Sequence[Tiding]:
        """Events of some of Slack's types with a higher number, in order. Raises StorageUnavailable."""
        with passing_faults():
            async with self._engine.connect() as connection:
                rows = await connection.execute(_SINCE, {"after": after, "kinds": sorted(kinds)})
                return [Tiding(id=row.id, body=row.body) for row in rows]
