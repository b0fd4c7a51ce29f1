"""What motbot does for itself at a time, one row each: the daily sweep, a workspace that we left, a copy being made."""

from datetime import UTC, datetime

from sqlalchemy import Index, Table, UniqueConstraint, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.ports.upkeep_rows import UpkeepName, UpkeepRow
from motbot.storage.columns import id_column, metadata, text_column, time_column, wake_column
from motbot.storage.faults import passing_faults
from motbot.storage.tables import conversations

upkeep = Table(
    "upkeep",
    metadata,
    id_column(),
    text_column("name"),
    text_column("about"),
    time_column("at"),
    time_column("ended_at", nullable=True),
    *wake_column("upkeep"),
    UniqueConstraint("name", "about"),
)

Index(
    "conversations_uncleared_idx",
    conversations.c.last_at,
    conversations.c.id,
    postgresql_where=conversations.c.cleared_at.is_(None),
)


class PostgresUpkeep:
    """The rows, each verb in a commit of its own. Every verb raises StorageUnavailable."""

    def __init__(self, *, engine: AsyncEngine) -> None:
        """Take the database."""
        self._engine = engine

    async def get(self, row: int) -> UpkeepRow | None:
        """One row."""
        query = select(upkeep).where(upkeep.c.id == row)
        with passing_faults():
            async with self._engine.connect() as connection:
                found = (await connection.execute(query)).one_or_none()
        if found is None:
            return None
        return UpkeepRow(id=found.id, name=UpkeepName(found.name), about=found.about, at=found.at.astimezone(UTC))

    async def since(self, name: UpkeepName, about: str = "") -> datetime | None:
        """When something began that has not ended; None where nothing has."""
        query = select(upkeep.c.at).where(upkeep.c.name == name, upkeep.c.about == about, upkeep.c.ended_at.is_(None))
        with passing_faults():
            async with self._engine.connect() as connection:
                at: datetime | None = (await connection.execute(query)).scalar_one_or_none()
        return at.astimezone(UTC) if at else None

    async def begin(
        self, name: UpkeepName, about: str = "", *, at: datetime, wake_at: datetime | None = None, anew: bool = True
    ) -> None:
        """Note that something begins, to be looked at then; what has begun already begins anew, or goes on."""
        row = {"name": name.value, "about": about, "at": at, "ended_at": None, "wake_at": wake_at}
        new = insert(upkeep).values(row)
        same = [upkeep.c.name, upkeep.c.about]
        again = {key: new.excluded[key] for key in ("at", "ended_at", "wake_at")}
        put = new.on_conflict_do_update(index_elements=same, set_=again) if anew else new.on_conflict_do_nothing()
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(put)

    async def end(self, name: UpkeepName, about: str = "", *, at: datetime) -> None:
        """It is over; what was never begun stays so."""
        one = (upkeep.c.name == name, upkeep.c.about == about, upkeep.c.ended_at.is_(None))
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(update(upkeep).where(*one).values(ended_at=at, wake_at=None))

    async def wake(self, row: int, at: datetime) -> None:
        """Look at it again then."""
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(update(upkeep).where(upkeep.c.id == row).values(wake_at=at))

    async def drop(self, row: int) -> None:
        """It never was."""
        with passing_faults():
            async with self._engine.begin() as connection:
                await connection.execute(delete(upkeep).where(upkeep.c.id == row))
