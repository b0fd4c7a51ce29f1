"""Rows that wait, in memory: what the tick asks of a store."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from motbot.domain.errors import StorageUnavailable
from motbot.ports.jobs import Job, JobKind


class FakeWaiting:
    """Steer it with `wait_until`, `away` and `held`; read `moved` and `looks`, or wait for `asked` looks."""

    def __init__(self) -> None:
        """Begin with no row."""
        self.rows: list[datetime] = []
        self.moved: list[datetime] = []
        self.away = False
        self.held = False
        """While true, somebody else has locked every row."""
        self.looks = 0
        self._looked = asyncio.Condition()

    def wait_until(self, *times: datetime) -> None:
        """Add rows."""
        self.rows.extend(times)

    async def asked(self, looks: int) -> None:
        """Wait until it has been looked at so often."""
        async with self._looked:
            await self._looked.wait_for(lambda: self.looks >= looks)

    async def due(self, now: datetime, limit: int) -> Sequence[Job]:
        """Move what is due."""
        async with self._looked:
            self.looks += 1
            self._looked.notify_all()
        if self.away:
            raise StorageUnavailable
        due = [] if self.held else sorted(at for at in self.rows if at <= now)[:limit]
        for at in due:
            self.rows.remove(at)
        self.moved.extend(due)
        return [Job(kind=JobKind.FOLLOW_MOMENT, subject=number) for number, _ in enumerate(due, 1)]

    async def next_wake(self) -> datetime | None:
        """The earliest time."""
        return min(self.rows, default=None)
