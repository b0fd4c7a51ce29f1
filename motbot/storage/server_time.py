"""Asks the database what time it is: the one clock that all processes can be compared with."""

from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from motbot.storage.faults import passing_faults

_NOW = text("SELECT clock_timestamp()")


async def server_time(engine: AsyncEngine) -> datetime:
    """The server's clock, in UTC. Raises StorageUnavailable."""
    with passing_faults():
        async with engine.connect() as connection:
            now: datetime = (await connection.execute(_NOW)).scalar_one()
    return now.astimezone(UTC)
