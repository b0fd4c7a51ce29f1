"""What is said in watched channels, one row a message."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, array, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import StoredLine
from motbot.storage.codec import codec
from motbot.storage.tables import lines

NEWEST_AT_MOST = 200


class PostgresLines:
    """The messages within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, team: str, channel: str, ts: str) -> StoredLine | None:
        """One message."""
        value = (
            await self._connection.execute(select(lines.c.value).where(_is(team, channel, ts)))
        ).scalar_one_or_none()
        return None if value is None else codec(StoredLine).load(value)

    async def put(self, stored: StoredLine) -> bool:
        """Store a message, or its newer text; False when exactly this was there already."""
        row = {
            "team": stored.team,
            "channel": stored.channel,
            "ts": stored.line.ts,
            "conversation": stored.conversation,
            "at": stored.line.at,
            "value": codec(StoredLine).dump(stored),
        }
        new = insert(lines).values(row)
        changed = new.on_conflict_do_update(
            index_elements=[lines.c.team, lines.c.channel, lines.c.ts],
            set_={name: new.excluded[name] for name in ("conversation", "at", "value")},
            where=lines.c.value != new.excluded.value,
        ).returning(lines.c.ts)
        return (await self._connection.execute(changed)).scalar_one_or_none() is not None

    async def remove(self, team: str, channel: str, ts: str) -> None:
        """Erase a message's text; the row stays, with an empty text, so that a late copy of it stays out."""
        erased = func.jsonb_set(lines.c.value, array(["line", "text"]), func.to_jsonb(cast("", Text)))
        await self._connection.execute(update(lines).where(_is(team, channel, ts)).values(value=erased))

    async def of_conversation(self, conversation: int) -> Sequence[StoredLine]:
        """All lines, oldest first, at most the newest 200."""
        newest = (
            select(lines.c.value)
            .where(lines.c.conversation == conversation)
            .order_by(lines.c.ts.desc())
            .limit(NEWEST_AT_MOST)
        )
        values = (await self._connection.execute(newest)).scalars().all()
        return [codec(StoredLine).load(value) for value in reversed(values)]

    async def mark_judged(self, team: str, channel: str, focus: Sequence[str], verdict: int) -> None:
        """The lines have been judged by this verdict."""
        judged = lines.c.value.op("||")(func.jsonb_build_object("verdict", verdict, type_=JSONB))
        here = and_(lines.c.team == team, lines.c.channel == channel, lines.c.ts.in_(focus))
        await self._connection.execute(update(lines).where(here).values(value=judged))

    async def newest_ts(self, team: str, channel: str) -> str:
        """`ts` of the newest message known of the channel; empty when there is none."""
        newest = select(func.max(lines.c.ts)).where(lines.c.team == team, lines.c.channel == channel)
        return (await self._connection.execute(newest)).scalar_one() or ""


def _is(team: str, channel: str, ts: str) -> ColumnElement[Any]:
    """The row of one message."""
    return and_(lines.c.team == team, lines.c.channel == channel, lines.c.ts == ts)
