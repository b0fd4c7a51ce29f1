"""What was decided about each burst of a customer's messages."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import Verdict
from motbot.storage.codec import codec
from motbot.storage.columns import new_row
from motbot.storage.tables import verdicts

_NEW = new_row(verdicts)


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
        return int(await _NEW.value(self._connection, row))

    async def get(self, verdict: int) -> Verdict | None:
        """One verdict."""
        query = select(verdicts.c.value).where(verdicts.c.id == verdict)
        value = (await self._connection.execute(query)).scalar_one_or_none()
        return None if value is None else replace(codec(Verdict).load(value), id=verdict)

    async def of_conversation(self, conversation: int) -> Sequence[Verdict]:
        """Those of a conversation, oldest first."""
        query = select(verdicts.c.id, verdicts.c.value).where(verdicts.c.conversation == conversation)
        rows = await self._connection.execute(query.order_by(verdicts.c.id))
        return [replace(codec(Verdict).load(row.value), id=row.id) for row in rows]
