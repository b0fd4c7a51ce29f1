"""Moments, one row each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    Row,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.moment import Moment, Stage
from motbot.storage.codec import codec
from motbot.storage.columns import changed_row, locking, new_row
from motbot.storage.held import Held
from motbot.storage.statements import Statement
from motbot.storage.tables import moments
from motbot.storage.wakes import Wakes, woken

_WANTED = bindparam("wanted", type_=BigInteger)
_ONE = locking(select(moments).where(moments.c.id == _WANTED))
_LAST = locking(select(moments).where(moments.c.conversation == _WANTED).order_by(moments.c.id.desc()).limit(1))
_LATEST = Statement(
    select(moments)
    .where(moments.c.team == bindparam("team", type_=Text), moments.c.agent == bindparam("agent", type_=Text))
    .order_by(moments.c.opened_at.desc(), moments.c.id.desc())
    .limit(bindparam("at_most", type_=Integer))
)
_NEW = new_row(moments, "began")
_CHANGED = changed_row(moments, "began")


class PostgresMoments:
    """The moments within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes, held: Held[Moment], locks: bool) -> None:
        """Take the transaction's connection, where it notes the times it saves, and what it holds."""
        self._connection = connection
        self._wakes = wakes
        self._held = held
        self._locks = locks
        self._newest: dict[int, int] = {}

    async def get(self, moment: int) -> Moment | None:
        """One moment, locked."""
        known = self._held.get(moment)
        return await self._one(_ONE[self._locks], moment) if known is None else known

    async def last_in(self, conversation: int) -> Moment | None:
        """The conversation's newest moment, open or closed, locked."""
        if conversation in self._newest:
            return self._held.get(self._newest[conversation])
        newest = await self._one(_LAST[self._locks], conversation)
        self._newest[conversation] = newest.id if newest else 0
        return newest

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
            await _CHANGED.rows(self._connection, {**row, "changed": moment.id})
            return self._held.keep(moment.id, moment)
        number = await _NEW.value(self._connection, row)
        self._newest[moment.conversation] = number
        return self._held.keep_new(number, replace(moment, id=number))

    async def open_in_channel(self, team: str, channel: str) -> Sequence[Moment]:
        """Every open moment of a channel, locked; by id, so that nobody locks crosswise."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.is_open)
        query = select(moments).where(*here).order_by(moments.c.id).with_for_update()
        return [self._held.keep(row.id, _read(row)) for row in await self._connection.execute(query)]

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
        theirs = {"team": team, "agent": agent, "at_most": at_most}
        return [_read(row) for row in await _LATEST.rows(self._connection, theirs)]

    async def open_by_stage(self, team: str, channel: str) -> Mapping[Stage, int]:
        """Count the open moments of a channel, without locking."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.is_open)
        query = select(moments.c.stage, func.count()).where(*here).group_by(moments.c.stage)
        return {Stage(stage): count for stage, count in await self._connection.execute(query)}

    async def answered_late(self, team: str, channel: str, *, since: datetime, now: datetime) -> int:
        """Count the moments opened since whose first answer came after their time, or that wait although it is over."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.opened_at >= since)
        # An older row may be answered without a first time: nobody knows, and it counts as in time.
        waiting = and_(moments.c.is_open, _time_in("answered_at").is_(None))
        waits = case((waiting, literal(now, DateTime(timezone=True))))
        late = func.coalesce(_time_in("first_answered_at"), waits) > _time_in("assessment", "reply_by")
        return (await self._connection.execute(select(func.count()).where(*here, late))).scalar_one()

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

    async def _one(self, query: Statement, wanted: int) -> Moment | None:
        """Lock and read a row."""
        row = await query.row(self._connection, {"wanted": wanted})
        return None if row is None else self._held.keep(row.id, _read(row))


def _read(row: Row[Any]) -> Moment:
    """The value of a row; its number and its wake-up are what the columns say."""
    return replace(codec(Moment).load(row.value), id=row.id, wake_at=woken(row.wake_at))


def _time_in(*keys: str) -> ColumnElement[datetime]:
    """A time that only the value has; null where it has none."""
    told: ColumnElement[str] = moments.c.value[keys].astext
    return told.cast(DateTime(timezone=True))
