"""What was decided about each burst of a customer's messages."""

from dataclasses import replace

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import Verdict
from motbot.storage.codec import codec
from motbot.storage.tables import verdicts


class PostgresVerdicts:
    """The verdicts within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def add(self, verdict: Verdict) -> int:
        """Store it; gives its id."""
        row = {
            "team": verdict.team,
            "channel": verdict.channel,
            "conversation": verdict.conversation,
            "moment": verdict.moment,
            "at": verdict.at,
            "value": codec(Verdict).dump(verdict),
        }
        new = insert(verdicts).values(row).returning(verdicts.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def get(self, verdict: int) -> Verdict | None:
        """One verdict."""
        query = select(verdicts.c.value).where(verdicts.c.id == verdict)
        value = (await self._connection.execute(query)).scalar_one_or_none()
        return None if value is None else replace(codec(Verdict).load(value), id=verdict)
