"""What is said in watched channels, one row a message."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    BigInteger,
    ClauseElement,
    ColumnElement,
    Row,
    Text,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, array, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.ports.records import KnownLine, StoredLine
from motbot.storage.clean import clean_text
from motbot.storage.codec import codec
from motbot.storage.statements import Statement
from motbot.storage.tables import lines, moments

NEWEST_AT_MOST = 200


class PostgresLines:
    """The messages within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, team: str, channel: str, ts: str) -> StoredLine | None:
        """One message."""
        row = await _ONE.row(self._connection, {"team": team, "channel": channel, "ts": ts})
        return None if row is None else _read(row)

    async def put(self, stored: StoredLine) -> bool:
        """Store a message, or its newer text; False when exactly this was there already.

        Who has read it has read this text, as said for this side: a newer one is unread, the same one stays read.
        """
        row = {
            "team": stored.team,
            "channel": stored.channel,
            "ts": stored.line.ts,
            "conversation": stored.conversation,
            "at": stored.line.at,
            "value": _write(stored),
            "is_read": stored.read,
        }
        return await _PUT.row(self._connection, row) is not None

    async def remove(self, team: str, channel: str, ts: str) -> None:
        """Erase a message's text; the row stays, marked as removed, so that a late copy of it stays out."""
        erased = func.jsonb_set(lines.c.value, array(["line", "text"]), func.to_jsonb(cast("", Text)), type_=JSONB)
        marked = erased.op("||")(func.jsonb_build_object("removed", True, type_=JSONB))  # noqa: FBT003 - a JSON value
        await self._connection.execute(update(lines).where(_is(team, channel, ts)).values(value=marked))

    async def of_conversation(self, conversation: int) -> Sequence[StoredLine]:
        """All lines, oldest first, at most the newest 200."""
        rows = await _NEWEST.rows(self._connection, {"conversation": conversation})
        return [_read(row) for row in reversed(rows)]

    async def mark_judged(self, team: str, channel: str, focus: Sequence[str], verdict: int) -> None:
        """The lines have been judged by this verdict."""
        here = {"team": team, "channel": channel, "focus": list(focus), "verdict": verdict}
        await _JUDGED.rows(self._connection, here)

    async def mark_read(self, team: str, channel: str, read: Mapping[str, str]) -> None:
        """Lines (`ts` to text) have been read for promises; one whose text has changed meanwhile has not."""
        texts = [(ts, clean_text(text)) for ts, text in read.items()]
        unchanged = tuple_(lines.c.ts, _said(lines.c.value, "text")).in_(texts)
        here = and_(lines.c.team == team, lines.c.channel == channel, unchanged)
        await self._connection.execute(update(lines).where(here).values(is_read=True))

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


def _said(value: ColumnElement[Any], name: str) -> ColumnElement[str]:
    """A field of the line itself."""
    return value["line"][name].astext  # type: ignore[no-any-return] # SQLAlchemy does not type JSON paths


def _putting() -> ClauseElement:
    """The statement that stores a line, or its newer text."""
    new = insert(lines)
    same = and_(*(_said(lines.c.value, name) == _said(new.excluded.value, name) for name in ("text", "side")))
    is_read = and_(same, or_(lines.c.is_read, new.excluded.is_read))
    return new.on_conflict_do_update(
        index_elements=[lines.c.team, lines.c.channel, lines.c.ts],
        set_={**{name: new.excluded[name] for name in ("conversation", "at", "value")}, "is_read": is_read},
        where=or_(lines.c.value != new.excluded.value, lines.c.is_read != is_read),
    ).returning(lines.c.ts)


def _write(stored: StoredLine) -> dict[str, Any]:
    """The document of a row; whether it was read is a column alone, since reading changes nothing that was said."""
    document = codec(StoredLine).dump(stored)
    del document["read"]
    return document


_ONE = Statement(
    select(lines.c.value, lines.c.is_read).where(
        lines.c.team == bindparam("team", type_=Text),
        lines.c.channel == bindparam("channel", type_=Text),
        lines.c.ts == bindparam("ts", type_=Text),
    )
)
_NEWEST = Statement(
    select(lines.c.value, lines.c.is_read)
    .where(lines.c.conversation == bindparam("conversation", type_=BigInteger))
    .order_by(lines.c.ts.desc())
    .limit(NEWEST_AT_MOST)
)
_PUT = Statement(_putting(), columns=[one.name for one in lines.columns])
_JUDGED = Statement(
    text("""
        UPDATE lines SET value = value || jsonb_build_object('verdict', CAST(:verdict AS bigint))
         WHERE team = :team AND channel = :channel AND ts = ANY(:focus)
    """)
)


def _read(row: Row[Any, Any]) -> StoredLine:
    """The value of a row; whether it was read is what the column says."""
    return replace(codec(StoredLine).load(row.value), read=row.is_read)
