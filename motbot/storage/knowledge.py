"""What leads have set for their channels, every change of it, and what agents have proposed for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, delete, func, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.channel_knowledge import KnowledgeChange, ProposedFacts
from motbot.storage.clean import clean_text
from motbot.storage.codec import codec
from motbot.storage.setting_tables import channel_knowledge as rows

_CHANGE, _PROPOSAL = "change", "proposal"
# Ids are given out before the commit: one at a time, so that whoever has seen the highest has seen all below it.
# The same transaction may take it again, at no cost.
_TAKE_TURN = text(f"LOCK TABLE {rows.name} IN EXCLUSIVE MODE")
_KIND = rows.c.value["kind"].astext == literal(_CHANGE, Text)
_WAITS = rows.c.value["kind"].astext == literal(_PROPOSAL, Text)


class PostgresKnowledge:
    """The knowledge of channels within one transaction. Where a column says what a value says, the column is right."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def take_turn(self) -> None:
        """Wait until nobody else changes anything here; from here to the commit nobody else does. Readers go on."""
        await self._connection.execute(_TAKE_TURN)

    async def add(self, change: KnowledgeChange) -> KnowledgeChange:
        """Store it; gives it back with its id. Changes are committed in the order of their ids, whoever makes them."""
        await self.take_turn()
        document = codec(KnowledgeChange).dump(change)
        return replace(change, id=await self._insert(document, _CHANGE, change.at))

    async def get(self, change: int) -> KnowledgeChange | None:
        """One change."""
        return next(iter(await self._changes(_of(_KIND, rows.c.id == change))), None)

    async def newest(self, team: str, channel: str) -> KnowledgeChange | None:
        """What holds in a channel; None where nothing was ever set."""
        return next(iter(await self.history(team, channel, at_most=1)), None)

    async def held(self, team: str, channel: str, at: datetime) -> KnowledgeChange | None:
        """What held in a channel at a time; None where nothing was set by then."""
        query = _of(_KIND, rows.c.team == clean_text(team), rows.c.channel == clean_text(channel), rows.c.at <= at)
        return next(iter(await self._changes(query.order_by(rows.c.id.desc()).limit(1))), None)

    async def last(self) -> int:
        """The highest id of any change; 0 where there is none."""
        query = select(func.coalesce(func.max(rows.c.id), 0)).where(_KIND)
        return int((await self._connection.execute(query)).scalar_one())

    async def in_force(self, team: str) -> Sequence[KnowledgeChange]:
        """What holds in each channel in which anything was ever set."""
        of_each = select(func.max(rows.c.id)).where(_KIND, rows.c.team == clean_text(team)).group_by(rows.c.channel)
        return await self._changes(_of(rows.c.id.in_(of_each)).order_by(rows.c.channel))

    async def history(self, team: str, channel: str, *, at_most: int) -> Sequence[KnowledgeChange]:
        """The changes of a channel, the newest first."""
        query = _of(_KIND, rows.c.team == clean_text(team), rows.c.channel == clean_text(channel))
        return await self._changes(query.order_by(rows.c.id.desc()).limit(at_most))

    async def propose(self, proposed: ProposedFacts) -> ProposedFacts:
        """Store it; gives it back with its id."""
        document = codec(ProposedFacts).dump(proposed)
        return replace(proposed, id=await self._insert(document, _PROPOSAL, proposed.at))

    async def proposal(self, proposal: int) -> ProposedFacts | None:
        """One that waits."""
        return next(iter(await self._proposals(_of(_WAITS, rows.c.id == proposal))), None)

    async def proposals(self, team: str, channel: str, *, since: datetime) -> Sequence[ProposedFacts]:
        """Those of a channel that wait, made since then, the oldest first."""
        here = (rows.c.team == clean_text(team), rows.c.channel == clean_text(channel))
        return await self._proposals(_of(_WAITS, *here, rows.c.at >= since).order_by(rows.c.id))

    async def drop(self, proposal: int) -> None:
        """It is decided: nothing of it is kept."""
        await self._connection.execute(delete(rows).where(_WAITS, rows.c.id == proposal))

    async def undecided(self, *, before: datetime) -> Sequence[ProposedFacts]:
        """Those of every channel that have waited since before then, the oldest first."""
        return await self._proposals(_of(_WAITS, rows.c.at < before).order_by(rows.c.id))

    async def _insert(self, document: dict[str, Any], kind: str, at: datetime) -> int:
        row = {"team": document["team"], "channel": document["channel"], "user_id": document["by"], "at": at}
        new = insert(rows).values(**row, value={**document, "kind": kind}).returning(rows.c.id)
        return int((await self._connection.execute(new)).scalar_one())

    async def _changes(self, query: Select[Any]) -> list[KnowledgeChange]:
        found = await self._connection.execute(query)
        return [
            replace(codec(KnowledgeChange).load(row.value), id=row.id, by=row.user_id, at=_utc(row)) for row in found
        ]

    async def _proposals(self, query: Select[Any]) -> list[ProposedFacts]:
        found = await self._connection.execute(query)
        return [replace(codec(ProposedFacts).load(row.value), id=row.id, by=row.user_id, at=_utc(row)) for row in found]


def _of(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(rows.c.id, rows.c.user_id, rows.c.at, rows.c.value).where(*wanted)


def _utc(row: Row[Any]) -> datetime:
    at: datetime = row.at
    return at.astimezone(UTC)
