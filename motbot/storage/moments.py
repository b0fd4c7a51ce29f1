"""Moments, one row each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.moment import Moment, Stage
from motbot.storage.codec import codec
from motbot.storage.columns import laid_over
from motbot.storage.tables import moments
from motbot.storage.wakes import Wakes, woken


class PostgresMoments:
    """The moments within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, moment: int) -> Moment | None:
        """One moment, locked."""
        return await self._one(select(moments).where(moments.c.id == moment))

    async def last_in(self, conversation: int) -> Moment | None:
        """The conversation's newest moment, open or closed, locked."""
        newest = select(moments).where(moments.c.conversation == conversation).order_by(moments.c.id.desc()).limit(1)
        return await self._one(newest)

    async def save(self, moment: Moment) -> Moment:
        """Store it; gives it back with its id."""
        row = {
            "team": moment.team,
            "channel": moment.channel,
            "conversation": moment.conversation,
            "agent": moment.agent,
            "customer": moment.customer,
            "stage": moment.stage.value,
            "is_open": moment.is_open,
            "opened_at": moment.opened_at,
            "wake_at": moment.wake_at,
            "value": codec(Moment).dump(moment),
        }
        self._wakes.note(moment.wake_at)
        if moment.id:
            await self._connection.execute(
                update(moments).where(moments.c.id == moment.id).values(laid_over(moments, row))
            )
            return moment
        new = insert(moments).values(row).returning(moments.c.id)
        return replace(moment, id=(await self._connection.execute(new)).scalar_one())

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Moment]:
        """Every open moment of a channel, locked; by id, so that nobody locks crosswise."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.is_open)
        query = select(moments).where(*here).order_by(moments.c.id).with_for_update()
        return [_read(row) for row in await self._connection.execute(query)]

    async def of_conversation(self, conversation: int) -> Sequence[Moment]:
        """Read, without locking, every moment of a conversation, oldest first."""
        query = select(moments).where(moments.c.conversation == conversation).order_by(moments.c.id)
        return [_read(row) for row in await self._connection.execute(query)]

    async def waking_at(self, team: str, at: datetime) -> Sequence[Moment]:
        """Read, without locking, the open moments whose next time is exactly this one."""
        waiting = (moments.c.team == team, moments.c.wake_at == at, moments.c.is_open)
        return [_read(row) for row in await self._connection.execute(select(moments).where(*waiting))]

    async def latest_of_agent(self, team: str, agent: str, at_most: int) -> Sequence[Moment]:
        """Read, without locking, an agent's moments that were opened last, the newest first."""
        theirs = select(moments).where(moments.c.team == team, moments.c.agent == agent)
        newest = theirs.order_by(moments.c.opened_at.desc(), moments.c.id.desc()).limit(at_most)
        return [_read(row) for row in await self._connection.execute(newest)]

    async def open_by_stage(self, team: str, channel: str) -> Mapping[Stage, int]:
        """Count the open moments of a channel, without locking."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.is_open)
        query = select(moments.c.stage, func.count()).where(*here).group_by(moments.c.stage)
        return {Stage(stage): count for stage, count in await self._connection.execute(query)}

    async def of_agent(self, team: str, agent: str, since: datetime) -> Sequence[Moment]:
        """Read, without locking, an agent's moments that are open or were opened since, the newest first."""
        theirs = (
            moments.c.team == team,
            moments.c.agent == agent,
            or_(moments.c.is_open, moments.c.opened_at >= since),
        )
        query = select(moments).where(*theirs).order_by(moments.c.opened_at.desc(), moments.c.id.desc())
        return [_read(row) for row in await self._connection.execute(query)]

    async def handed_over(self, team: str, agent: str) -> Sequence[Moment]:
        """Read, without locking, the moments that an agent gave to another or took from one, the newest first."""
        overs = moments.c.value["hand_overs"]
        theirs = or_(*(overs.contains([{role: agent}]) for role in ("giver", "taker")))
        query = select(moments).where(moments.c.team == team, theirs).order_by(moments.c.id.desc())
        return [_read(row) for row in await self._connection.execute(query)]

    async def _one(self, query: Select[Any]) -> Moment | None:
        """Lock and read a row."""
        row = (await self._connection.execute(query.with_for_update())).one_or_none()
        return None if row is None else _read(row)


def _read(row: Row[Any]) -> Moment:
    """The value of a row; its number and its wake-up are what the columns say."""
    return replace(codec(Moment).load(row.value), id=row.id, wake_at=woken(row.wake_at))
