"""What people have set for themselves, one row each."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from motbot.domain.preferences import NOTHING_SET, Preferences
from motbot.storage.codec import codec
from motbot.storage.setting_tables import preferences as table

_KEYS = (table.c.team, table.c.user_id)


class PostgresPreferences:
    """The settings of people within one transaction."""

    def __init__(self, *, connection: AsyncConnection) -> None:
        """Take the transaction's connection."""
        self._connection = connection

    async def get(self, team: str, user: str) -> Preferences:
        """What they have set, locked where there is anything; nothing set where there is none."""
        return await self._read(_of(team, user).with_for_update())

    async def look_up(self, team: str, user: str) -> Preferences:
        """The same, read without locking."""
        return await self._read(_of(team, user))

    async def save(self, team: str, user: str, preferences: Preferences) -> None:
        """Keep it."""
        value = codec(Preferences).dump(preferences)
        new = insert(table).values(team=team, user_id=user, value=value)
        await self._connection.execute(new.on_conflict_do_update(index_elements=_KEYS, set_={"value": value}))

    async def welcome(self, team: str, user: str, at: datetime) -> bool:
        """Note that they are welcomed; of two transactions that try at once, one waits and gets false."""
        value = codec(Preferences).dump(NOTHING_SET)
        new = insert(table).values(team=team, user_id=user, value=value, welcomed_at=at)
        first = new.on_conflict_do_update(
            index_elements=_KEYS, set_={"welcomed_at": at}, where=table.c.welcomed_at.is_(None)
        )
        return (await self._connection.execute(first.returning(table.c.user_id))).first() is not None

    async def welcomed_at(self, team: str, user: str) -> datetime | None:
        """When they were welcomed, in UTC; None where nobody has."""
        query = select(table.c.welcomed_at).where(table.c.team == team, table.c.user_id == user)
        at = (await self._connection.execute(query)).scalar_one_or_none()
        return None if at is None else at.astimezone(UTC)

    async def _read(self, query: Select[Any]) -> Preferences:
        value = (await self._connection.execute(query)).scalar_one_or_none()
        return NOTHING_SET if value is None else codec(Preferences).load(value)


def _of(team: str, user: str) -> Select[Any]:
    return select(table.c.value).where(table.c.team == team, table.c.user_id == user)
