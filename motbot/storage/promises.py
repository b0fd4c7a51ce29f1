"""Promises of our side, one row each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.promise import Promise
from motbot.storage.codec import codec
from motbot.storage.columns import laid_over
from motbot.storage.tables import promises
from motbot.storage.wakes import Wakes, woken


class PostgresPromises:
    """The promises within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, promise: int) -> Promise | None:
        """One promise, locked."""
        found = await self._locked(select(promises).where(promises.c.id == promise))
        return found[0] if found else None

    async def of_conversation(self, conversation: int) -> Sequence[Promise]:
        """Every promise of a conversation, oldest first, open or over, locked."""
        return await self._locked(select(promises).where(promises.c.conversation == conversation))

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Promise]:
        """Every open promise of a channel, oldest first, locked."""
        here = (promises.c.team == team, promises.c.channel == channel, promises.c.is_open)
        return await self._locked(select(promises).where(*here))

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
            await self._connection.execute(
                update(promises).where(promises.c.id == promise.id).values(laid_over(promises, row))
            )
            return promise
        new = insert(promises).values(row).returning(promises.c.id)
        return replace(promise, id=(await self._connection.execute(new)).scalar_one())

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

    async def _locked(self, query: Select[Any]) -> list[Promise]:
        """Lock and read rows; by id, so that nobody locks crosswise."""
        ordered = query.order_by(promises.c.id).with_for_update()
        return [_read(row) for row in await self._connection.execute(ordered)]


def _read(row: Row[Any]) -> Promise:
    """The value of a row; its number and its wake-up are what the columns say."""
    return replace(codec(Promise).load(row.value), id=row.id, wake_at=woken(row.wake_at))
