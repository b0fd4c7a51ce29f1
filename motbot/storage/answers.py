"""Answers of a coach, kept so that a crash does not pay twice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.expectation import Assessed, Drafted
from motbot.domain.promise import ReadReply
from motbot.storage.codec import codec
from motbot.storage.tables import answers

_KINDS: dict[str, type[Assessed | Drafted | ReadReply]] = {"assessed": Assessed, "drafted": Drafted, "read": ReadReply}


class PostgresAnswers:
    """The answers within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, key: str) -> Assessed | Drafted | ReadReply | None:
        """The answer to exactly this question by exactly this revision."""
        row = (await self._connection.execute(select(answers).where(answers.c.key == key))).one_or_none()
        return None if row is None else codec(_KINDS[row.kind]).load(row.value)

    async def put(self, key: str, answer: Assessed | Drafted | ReadReply, at: datetime) -> None:
        """Keep it; the first answer stays where two processes asked at once."""
        name, kind = next((name, kind) for name, kind in _KINDS.items() if type(answer) is kind)
        row = {"kind": name, "value": codec(kind).dump(answer)}
        await self._connection.execute(insert(answers).values(key=key, at=at, **row).on_conflict_do_nothing())
