"""What is said in watched channels, one row a message."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB, array, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import KnownLine, StoredLine
from motbot.storage.codec import codec
from motbot.storage.tables import lines, moments

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
        """Erase a message's text; the row stays, marked as removed, so that a late copy of it stays out."""
        erased = func.jsonb_set(lines.c.value, array(["line", "text"]), func.to_jsonb(cast("", Text)), type_=JSONB)
        marked = erased.op("||")(func.jsonb_build_object("removed", True, type_=JSONB))  # noqa: FBT003 - a JSON value
        await self._connection.execute(update(lines).where(_is(team, channel, ts)).values(value=marked))

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

    async def known(self, team: str, channel: str, since: str) -> Sequence[KnownLine]:
        """What is known of the channel since a `ts`, and however old where a moment is open; nothing taken back."""
        here = (moments.c.team == team, moments.c.channel == channel, moments.c.is_open)
        is_open = lines.c.conversation.in_(select(moments.c.conversation).where(*here))
        thread_ts = lines.c.value["thread_ts"].astext
        query = select(lines.c.ts, thread_ts.label("thread_ts"), is_open.label("is_open")).where(
            lines.c.team == team,
            lines.c.channel == channel,
            or_(lines.c.ts > since, is_open),
            lines.c.value["removed"].astext.is_distinct_from("true"),
        )
        rows = await self._connection.execute(query.order_by(lines.c.ts))
        return [KnownLine(ts=row.ts, thread_ts=row.thread_ts or "", is_open=row.is_open) for row in rows]


def _is(team: str, channel: str, ts: str) -> ColumnElement[Any]:
    """The row of one message."""
    return and_(lines.c.team == team, lines.c.channel == channel, lines.c.ts == ts)
