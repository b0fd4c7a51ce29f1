"""Answers of a coach, kept so that a crash does not pay twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.expectation import Assessed, Drafted
from motbot.storage.codec import codec
from motbot.storage.tables import answers

_ASSESSED = "assessed"
_DRAFTED = "drafted"


class PostgresAnswers:
    """The answers within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, key: str) -> Assessed | Drafted | None:
        """The answer to exactly this question by exactly this revision."""
        row = (await self._connection.execute(select(answers).where(answers.c.key == key))).one_or_none()
        if row is None:
            return None
        return codec(Assessed).load(row.value) if row.kind == _ASSESSED else codec(Drafted).load(row.value)

    async def put(self, key: str, answer: Assessed | Drafted, at: datetime) -> None:
        """Keep it; the first answer stays where two processes asked at once."""
        if isinstance(answer, Assessed):
            row = {"kind": _ASSESSED, "value": codec(Assessed).dump(answer)}
        else:
            row = {"kind": _DRAFTED, "value": codec(Drafted).dump(answer)}
        await self._connection.execute(insert(answers).values(key=key, at=at, **row).on_conflict_do_nothing())
