"""Conversations, one row each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Row, Text, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.conversation import Conversation
from motbot.storage.codec import codec
from motbot.storage.columns import changed_row, locking, new_row
from motbot.storage.held import Held
from motbot.storage.tables import conversations
from motbot.storage.wakes import Wakes, woken

_ONE = locking(select(conversations).where(conversations.c.id == bindparam("wanted", type_=BigInteger)))
_HERE = select(conversations).where(
    conversations.c.team == bindparam("team", type_=Text), conversations.c.channel == bindparam("channel", type_=Text)
)
_BY_ROOT = locking(_HERE.where(conversations.c.root_ts == bindparam("root_ts", type_=Text)))
_RECENT = locking(
    _HERE.where(conversations.c.last_at >= bindparam("since", type_=DateTime(timezone=True))).order_by(
        conversations.c.id  # so that nobody locks crosswise
    )
)
_NEW = new_row(conversations)
_CHANGED = changed_row(conversations)


class PostgresConversations:
    """The conversations within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes, held: Held[Conversation], locks: bool) -> None:
        """Take the transaction's connection, where it notes the times it saves, and what it holds."""
        self._connection = connection
        self._wakes = wakes
        self._held = held
        self._locks = locks

    async def get(self, conversation: int) -> Conversation | None:
        """One conversation, locked."""
        known = self._held.get(conversation)
        if known is not None:
            return known
        row = await _ONE[self._locks].row(self._connection, {"wanted": conversation})
        return None if row is None else self._held.keep(row.id, _read(row))

    async def by_root(self, team: str, channel: str, root_ts: str) -> Conversation | None:
        """The conversation that a message at the channel's root opened, locked."""
        root = {"team": team, "channel": channel, "root_ts": root_ts}
        row = await _BY_ROOT[self._locks].row(self._connection, root)
        return None if row is None else self._held.keep(row.id, _read(row))

    async def recent(self, team: str, channel: str, since: datetime) -> Sequence[Conversation]:
        """Conversations of a channel with a sign of life since then, locked; by id, so that nobody locks crosswise."""
        alive = {"team": team, "channel": channel, "since": since}
        rows = await _RECENT[self._locks].rows(self._connection, alive)
        return [self._held.keep(row.id, _read(row)) for row in rows]

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
            await _CHANGED.rows(self._connection, {**row, "changed": conversation.id})
            return self._held.keep(conversation.id, conversation)
        number = await _NEW.value(self._connection, row)
        return self._held.keep_new(number, replace(conversation, id=number))


def _read(row: Row[Any]) -> Conversation:
    """The value of a row; its number and its wake-up are what the columns say."""
    # The version before had one clock, the coach's, and the tick takes it from the column alone.
    document = {"coach_at": row.value["wake_at"], **row.value}
    return replace(codec(Conversation).load(document), id=row.id, wake_at=woken(row.wake_at))
