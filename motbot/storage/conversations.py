"""Conversations, one row each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.conversation import Conversation
from motbot.storage.codec import codec
from motbot.storage.columns import laid_over
from motbot.storage.tables import conversations
from motbot.storage.wakes import Wakes, woken


class PostgresConversations:
    """The conversations within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, conversation: int) -> Conversation | None:
        """One conversation, locked."""
        return await self._one(select(conversations).where(conversations.c.id == conversation))

    async def by_root(self, team: str, channel: str, root_ts: str) -> Conversation | None:
        """The conversation that a message at the channel's root opened, locked."""
        root = (conversations.c.team == team, conversations.c.channel == channel, conversations.c.root_ts == root_ts)
        return await self._one(select(conversations).where(*root))

    async def recent(self, team: str, channel: str, since: datetime) -> Sequence[Conversation]:
        """Conversations of a channel with a sign of life since then, locked; by id, so that nobody locks crosswise."""
        alive = (conversations.c.team == team, conversations.c.channel == channel, conversations.c.last_at >= since)
        query = select(conversations).where(*alive).order_by(conversations.c.id).with_for_update()
        return [_read(row) for row in await self._connection.execute(query)]

    async def save(self, conversation: Conversation) -> Conversation:
        """Store it; gives it back with its id."""
        row = {
            "team": conversation.team,
            "channel": conversation.channel,
            "root_ts": conversation.root_ts,
            "last_at": conversation.last_at,
            "wake_at": conversation.wake_at,
            "value": codec(Conversation).dump(conversation),
            "cleared_at": None,  # whatever is saved lives, and is to be cleared anew
        }
        self._wakes.note(conversation.wake_at)
        if conversation.id:
            same = update(conversations).where(conversations.c.id == conversation.id)
            await self._connection.execute(same.values(laid_over(conversations, row)))
            return conversation
        new = insert(conversations).values(row).returning(conversations.c.id)
        return replace(conversation, id=(await self._connection.execute(new)).scalar_one())

    async def _one(self, query: Select[Any]) -> Conversation | None:
        """Lock and read a row."""
        row = (await self._connection.execute(query.with_for_update())).one_or_none()
        return None if row is None else _read(row)


def _read(row: Row[Any]) -> Conversation:
    """The value of a row; its number and its wake-up are what the columns say."""
    # The version before had one clock, the coach's, and the tick takes it from the column alone.
    document = {"coach_at": row.value["wake_at"], **row.value}
    return replace(codec(Conversation).load(document), id=row.id, wake_at=woken(row.wake_at))
