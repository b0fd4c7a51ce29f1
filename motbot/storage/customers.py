"""Reads what a customer has asked before, with what was promised and thanked for; nothing is locked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.promise import Promise
from motbot.domain.remembering import Met
from motbot.ports.records import StoredLine
from motbot.storage.codec import codec
from motbot.storage.statements import Statement

AT_MOST = 12

_Key = tuple[str, str, datetime, tuple[str, ...] | None]

_NEWEST = """
    SELECT id, conversation, channel, value, opened_at FROM moments
    WHERE team = :team AND customer = :customer AND customer <> ''
        AND (CAST(:channels AS text[]) IS NULL OR channel = ANY(:channels))
        AND (is_open OR CAST(value->>'closed_at' AS timestamptz) >= CAST(:since AS timestamptz))
    ORDER BY opened_at DESC, id DESC LIMIT :at_most
"""
_CHANNELS = Statement(text(f"SELECT DISTINCT channel FROM ({_NEWEST}) AS newest"))  # nosec B608 # noqa: S608
_MET = Statement(
    text(f"""
    WITH newest AS MATERIALIZED ({_NEWEST})
    SELECT
        (SELECT jsonb_agg(jsonb_build_array(id, value) ORDER BY opened_at DESC, id DESC) FROM newest) AS moments,
        (SELECT jsonb_agg(jsonb_build_array(id, value) ORDER BY id) FROM promises
         WHERE conversation = ANY(ARRAY(SELECT conversation FROM newest))
             AND CAST(value->>'moment' AS bigint) = ANY(ARRAY(SELECT id FROM newest))) AS promises,
        (SELECT jsonb_agg(jsonb_build_array(l.conversation, l.value, v.value->>'negative_type' = 'thanks_closing')
                          ORDER BY l.ts)
         FROM lines l JOIN verdicts v ON v.id = CAST(l.value->>'verdict' AS bigint)
         WHERE l.conversation = ANY(ARRAY(SELECT conversation FROM newest))
             AND l.value->'line'->>'author' = :customer
             AND l.value->>'removed' IS DISTINCT FROM 'true') AS lines
""")  # nosec B608 # noqa: S608 # no value of anybody's is put into it
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a customer has asked, and what was said of it; lines with the number of their conversation."""

    moments: Sequence[Moment] = ()
    promises: Sequence[Promise] = ()
    lines: Sequence[tuple[int, Line]] = ()
    thanks: Sequence[tuple[int, Line]] = ()


class PostgresCustomers:
    """The customers within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection
        self._found: dict[_Key, _Found] = {}

    async def met(
        self, team: str, customer: str, *, since: datetime, but: int = 0, channels: Collection[str] | None = None
    ) -> Sequence[Met]:
        """Their newest requests that were open or ended since then, but for one; the newest first."""
        key = (team, customer, since, None if channels is None else tuple(sorted(channels)))
        if key not in self._found:
            self._found[key] = await self._find(*key)
        found = self._found[key]
        moments = [one for one in found.moments if one.id != but][:AT_MOST]
        return tuple(
            Met(
                moment=one,
                promises=tuple(promise for promise in found.promises if promise.moment == one.id),
                said=tuple(line for where, line in found.lines if where == one.conversation and line.ts in one.focus),
                thanks=_thanks(one, moments, found.thanks),
            )
            for one in moments
        )

    async def _find(self, team: str, customer: str, since: datetime, channels: tuple[str, ...] | None) -> "_Found":
        """Read it once in a transaction: one request more than are told of, since one of them may be left out."""
        wanted = {"team": team, "customer": customer, "since": since, "at_most": AT_MOST + 1}
        where = None if channels is None else list(channels)
        row = await _MET.row(self._connection, {**wanted, "channels": where})
        if row is None or not row.moments:
            return _Found()
        lines = [(where, codec(StoredLine).load(value).line, thanks) for where, value, thanks in row.lines or ()]
        return _Found(
            moments=[replace(codec(Moment).load(value), id=number) for number, value in row.moments],
            promises=[replace(codec(Promise).load(value), id=number) for number, value in row.promises or ()],
            lines=[(where, line) for where, line, _ in lines],
            thanks=[(where, line) for where, line, is_thanks in lines if is_thanks],
        )

    async def channels(self, team: str, customer: str, *, since: datetime) -> Sequence[str]:
        """Where those requests stand, each channel once; without their words."""
        wanted = {"team": team, "customer": customer, "since": since, "at_most": AT_MOST}
        return [row.channel for row in await _CHANNELS.rows(self._connection, {**wanted, "channels": None})]


def _thanks(moment: Moment, others: Sequence[Moment], lines: Sequence[tuple[int, Line]]) -> tuple[Line, ...]:
    """What was thanked for in a request: after its first words, and before those of the next in its conversation."""
    first = min(moment.focus, default="")
    begun = (min(one.focus, default="") for one in others if one.conversation == moment.conversation)
    end = min((ts for ts in begun if ts > first), default="~")
    return tuple(line for where, line in lines if where == moment.conversation and first < line.ts < end)
