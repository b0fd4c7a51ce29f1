"""The tick: moves rows whose time has come to jobs, in time, and without asking the database more than it must."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from motbot.domain.errors import StorageUnavailable
from motbot.ports.clock import Clock
from motbot.ports.jobs import Job

BATCH = 500
LATEST = datetime.max.replace(tzinfo=UTC)
LONGEST_SLEEP = timedelta(seconds=1)
"""Another process may have saved an earlier time than any we know of."""
HELD_PAUSE = timedelta(milliseconds=50)
"""A row that is due and was not moved is held by somebody: asking at once would only ask again."""

log = structlog.get_logger()


class Waiting(Protocol):
    """What the tick asks of the store."""

    async def due(self, now: datetime, limit: int) -> Sequence[Job]:
        """Move what is due to jobs."""
        ...

    async def next_wake(self) -> datetime | None:
        """The earliest time any row waits for."""
        ...


class Timers:
    """Sleeps until the earliest time it knows of, at most a second, and is woken when an earlier one is saved here."""

    def __init__(self, *, store: Waiting, clock: Clock, speed: float = 1.0, manual: bool = False) -> None:
        """Take the store and the clock.

        Args:
            store: whose rows wait.
            clock: says what is due.
            speed: how many seconds pass on the clock in one real second.
            manual: never sleep by real time; the clock jumps, and whoever makes it jump calls `poke`.
        """
        self._store = store
        self._clock = clock
        self._speed = speed
        self._manual = manual
        self._until: datetime | None = None
        self._earlier = asyncio.Event()
        self._ticking = asyncio.Lock()

    def wake_by(self, at: datetime) -> None:
        """Hear of a time that a commit of this process has saved."""
        limit = self._clock.now() if self._manual else self._until
        if limit is None or at <= limit:
            self._earlier.set()

    async def poke(self) -> int:
        """Move what is due by the clock now; gives how many jobs were put.

        Raises:
            StorageUnavailable: the database does not answer just now.
        """
        async with self._ticking:
            moved = 0
            while jobs := await self._store.due(self._clock.now(), BATCH):
                moved += len(jobs)
            return moved

    async def run(self) -> None:
        """Tick until cancelled; an outage of the database is waited out."""
        away = False
        while True:
            self._earlier.clear()
            try:
                pause = await self._tick()
            except StorageUnavailable:
                if not away:
                    log.warning("timers.database_away")
                away, pause = True, LONGEST_SLEEP.total_seconds()
            else:
                away = False
            await self._sleep(pause)

    async def _tick(self) -> float | None:
        """Move what is due; gives how many real seconds to sleep, None for until woken."""
        looked = self._clock.now()
        await self.poke()
        if self._manual:
            return None
        now = self._clock.now()
        next_wake = await self._store.next_wake()
        if next_wake is not None and next_wake <= looked:
            next_wake = now + HELD_PAUSE * self._speed
        self._until = min(next_wake or LATEST, now + LONGEST_SLEEP * self._speed)
        return max(0.0, (self._until - now).total_seconds() / self._speed)

    async def _sleep(self, seconds: float | None) -> None:
        """Sleep, or be woken."""
        try:
            async with asyncio.timeout(seconds):
                await self._earlier.wait()
        except TimeoutError:
            return
