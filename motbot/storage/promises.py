"""Promises of our side, one row each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.promise import Promise
from motbot.storage.codec import codec
from motbot.storage.columns import changed_row, locking, new_row
from motbot.storage.held import Held
from motbot.storage.tables import promises
from motbot.storage.wakes import Wakes, woken

_WANTED = bindparam("wanted", type_=BigInteger)
_ORDERED = select(promises).order_by(promises.c.id)  # by id, so that nobody locks crosswise
_ONE = locking(select(promises).where(promises.c.id == _WANTED))
_OF_CONVERSATION = locking(_ORDERED.where(promises.c.conversation == _WANTED))
_NEW = new_row(promises)
_CHANGED = changed_row(promises)


class PostgresPromises:
    """The promises within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes, held: Held[Promise], locks: bool) -> None:
        """Take the transaction's connection, where it notes the times it saves, and what it holds."""
        self._connection = connection
        self._wakes = wakes
        self._held = held
        self._locks = locks

    async def get(self, promise: int) -> Promise | None:
        """One promise, locked."""
        known = self._held.get(promise)
        if known is not None:
            return known
        row = await _ONE[self._locks].row(self._connection, {"wanted": promise})
        return None if row is None else self._held.keep(row.id, _read(row))

    async def of_conversation(self, conversation: int) -> Sequence[Promise]:
        """Every promise of a conversation, oldest first, open or over, locked."""
        if not self._held.has_all(conversation):
            rows = await _OF_CONVERSATION[self._locks].rows(self._connection, {"wanted": conversation})
            self._held.keep_all(conversation, [(row.id, _read(row)) for row in rows])
        return self._held.among(lambda one: one.conversation == conversation)

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Promise]:
        """Every open promise of a channel, oldest first, locked."""
        here = (promises.c.team == team, promises.c.channel == channel, promises.c.is_open)
        rows = await self._connection.execute(_ORDERED.where(*here).with_for_update())
        return [self._held.keep(row.id, _read(row)) for row in rows]

    async def save(self, promise: Promise) -> Promise:
        """Store it; gives it back with its id."""
        row = {
            "team": promise.team,
            "channel": promise.channel,
            "conversation": promise.conversation,
            "agent": promise.agent,
            "state": promise.state.value,
            "is_open": promise.is_open,
            "due": promise.due,
            "ended_at": promise.ended_at,
            "wake_at": promise.wake_at,
            "value": codec(Promise).dump(promise),
        }
        self._wakes.note(promise.wake_at)
        if promise.id:
            await _CHANGED.rows(self._connection, {**row, "changed": promise.id})
            return self._held.keep(promise.id, promise)
        number = await _NEW.value(self._connection, row)
        return self._held.keep_new(number, replace(promise, id=number))

    async def look_up(
        self, team: str, *, agent: str = "", channel: str = "", ended_since: datetime | None = None
    ) -> Sequence[Promise]:
        """Read, without locking, the open promises of an agent or a channel, and those that ended since then.

        The soonest due first, what has no time last; with neither agent nor channel the whole team's.
        """
        wanted = [promises.c.team == team]
        if agent:
            wanted.append(promises.c.agent == agent)
        if channel:
            wanted.append(promises.c.channel == channel)
        alive = [promises.c.is_open, *([] if ended_since is None else [promises.c.ended_at >= ended_since])]
        query = select(promises).where(*wanted, or_(*alive)).order_by(promises.c.due.asc().nulls_last(), promises.c.id)
        return [_read(row) for row in await self._connection.execute(query)]


def _read(row: Row[Any]) -> Promise:
    """The value of a row; its number and its wake-up are what the columns say."""
    return replace(codec(Promise).load(row.value), id=row.id, wake_at=woken(row.wake_at))
