"""The outbox: what each private message should show, and what Slack is known to show."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.nudge import Card, Nudge, Prompt, Summary, Whisper, WhisperState
from motbot.storage.codec import codec
from motbot.storage.tables import whispers
from motbot.storage.wakes import Wakes, woken

# A card's fields hold a summary's: only a tag tells them apart for ever.
_TAGS: dict[str, type[Nudge]] = {"card": Card, "summary": Summary, "prompt": Prompt}
_TAG = "$type"


class PostgresWhispers:
    """The outbox within one transaction."""

    def __init__(self, *, connection: AsyncConnection, wakes: Wakes) -> None:
        """Take the transaction's connection, and where it notes the times it saves."""
        self._connection = connection
        self._wakes = wakes

    async def get(self, whisper: int) -> Whisper | None:
        """One row, locked."""
        return await self._one(select(whispers).where(whispers.c.id == whisper))

    async def by_key(self, key: str) -> Whisper | None:
        """One row by its key, locked."""
        return await self._one(select(whispers).where(whispers.c.key == key))

    async def of_moment(self, moment: int) -> Sequence[Whisper]:
        """Every private message of a moment, oldest first, locked."""
        query = select(whispers).where(whispers.c.moment == moment).order_by(whispers.c.id).with_for_update()
        return [_read(row) for row in await self._connection.execute(query)]

    async def save(self, whisper: Whisper) -> Whisper:
        """Store it; gives it back with its id."""
        row = {
            "team": whisper.team,
            "key": whisper.key,
            "to_user": whisper.to,
            "moment": whisper.moment,
            "state": whisper.state.value,
            "is_given": _is_given(whisper),
            "created_at": whisper.created_at,
            "wake_at": whisper.wake_at,
            "value": _write(whisper),
        }
        self._wakes.note(whisper.wake_at)
        if whisper.id:
            await self._connection.execute(update(whispers).where(whispers.c.id == whisper.id).values(row))
            return whisper
        new = insert(whispers).values(row).returning(whispers.c.id)
        return replace(whisper, id=(await self._connection.execute(new)).scalar_one())

    async def count_to(self, team: str, to: str, since: datetime) -> int:
        """How many new private messages a person has been given since; refused and never posted ones do not count."""
        given = (whispers.c.team == team, whispers.c.to_user == to, whispers.c.is_given)
        query = select(func.count()).select_from(whispers).where(*given, whispers.c.created_at >= since)
        return (await self._connection.execute(query)).scalar_one()

    async def _one(self, query: Select[Any]) -> Whisper | None:
        """Lock and read a row."""
        row = (await self._connection.execute(query.with_for_update())).one_or_none()
        return None if row is None else _read(row)


def _is_given(whisper: Whisper) -> bool:
    """Whether the person has got it, or will."""
    if whisper.state is WhisperState.REFUSED:
        return False
    return bool(whisper.ts) or not whisper.withdrawn


def _write(whisper: Whisper) -> dict[str, Any]:
    """The document of a row, with the tag of its nudge."""
    document = codec(Whisper).dump(whisper)
    document["nudge"][_TAG] = next(tag for tag, kind in _TAGS.items() if type(whisper.nudge) is kind)
    return document


def _read(row: Row[Any]) -> Whisper:
    """The value of a row; its number and its wake-up are what the columns say."""
    kind: type[Any] = _TAGS[row.value["nudge"][_TAG]]
    nudge = codec(kind).load(row.value["nudge"])
    stored = codec(Whisper).load({**row.value, "nudge": nudge})
    return replace(stored, id=row.id, wake_at=woken(row.wake_at))
