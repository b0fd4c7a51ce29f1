"""Reads what a customer has asked before, with what was promised and thanked for; nothing is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Row, bindparam, column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import DateTime, Text

from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.domain.remembering import Met
from motbot.ports.records import StoredLine
from motbot.storage.codec import codec

AT_MOST = 12

_MOMENTS = text("""
    SELECT id, conversation, channel, value FROM moments
    WHERE team = :team AND customer = :customer AND customer <> '' AND id <> :but
        AND (is_open OR CAST(value->>'closed_at' AS timestamptz) >= :since)
    ORDER BY opened_at DESC, id DESC LIMIT :at_most
""").bindparams(bindparam("since", type_=DateTime(timezone=True)))
_CHANNELS = select(_MOMENTS.columns(column("channel", Text)).subquery("newest").c.channel).distinct()
_PROMISES = text("""
    SELECT id, value FROM promises
    WHERE conversation = ANY(:conversations) AND CAST(value->>'moment' AS bigint) = ANY(:moments) ORDER BY id
""")
_LINES = text("""
    SELECT l.conversation, l.value, v.value->>'negative_type' = 'thanks_closing' AS is_thanks
    FROM lines l JOIN verdicts v ON v.id = CAST(l.value->>'verdict' AS bigint)
    WHERE l.conversation = ANY(:conversations) AND l.value->'line'->>'author' = :customer
        AND l.value->>'removed' IS DISTINCT FROM 'true' ORDER BY l.ts
""")


class PostgresCustomers:
    """The customers within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def met(self, team: str, customer: str, *, since: datetime, but: int = 0) -> Sequence[Met]:
        """Their newest requests that were open or ended since then, but for one; the newest first."""
        wanted = {"team": team, "customer": customer, "since": since, "but": but, "at_most": AT_MOST}
        moments = [replace(codec(Moment).load(row.value), id=row.id) for row in await self._rows(_MOMENTS, wanted)]
        if not moments:
            return ()
        conversations = sorted({one.conversation for one in moments})
        about = {"conversations": conversations, "moments": [one.id for one in moments]}
        promises = [replace(codec(Promise).load(row.value), id=row.id) for row in await self._rows(_PROMISES, about)]
        found = await self._rows(_LINES, {"conversations": conversations, "customer": customer})
        lines = [(row, codec(StoredLine).load(row.value).line) for row in found]
        thanks = [(row.conversation, line) for row, line in lines if row.is_thanks]
        return [
            Met(
                moment=one,
                promises=tuple(promise for promise in promises if promise.moment == one.id),
                said=tuple(
                    line for row, line in lines if row.conversation == one.conversation and line.ts in one.focus
                ),
                thanks=_thanks(one, moments, thanks),
            )
            for one in moments
        ]

    async def channels(self, team: str, customer: str, *, since: datetime) -> Sequence[str]:
        """Where those requests stand, each channel once; without their words."""
        wanted = {"team": team, "customer": customer, "since": since, "but": 0, "at_most": AT_MOST}
        return [row.channel for row in await self._rows(_CHANNELS, wanted)]

    async def _rows(self, statement: Executable, given: Mapping[str, object]) -> Sequence[Row[Any]]:
        return (await self._connection.execute(statement, given)).all()


def _thanks(moment: Moment, others: Sequence[Moment], lines: Sequence[tuple[int, Line]]) -> tuple[Line, ...]:
    """What was thanked for in a request: after its first words, and before those of the next in its conversation."""
    first = min(moment.focus, default="")
    begun = (min(one.focus, default="") for one in others if one.conversation == moment.conversation)
    end = min((ts for ts in begun if ts > first), default="~")
    return tuple(line for where, line in lines if where == moment.conversation and first < line.ts < end)
