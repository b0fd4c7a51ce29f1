"""Erases once a day what has been kept long enough, in steps so short that nobody notices; anybody may repeat it."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import structlog

from motbot.domain.retention import Retention
from motbot.ports.clock import Clock
from motbot.ports.erasing import Erasing, Files, Step
from motbot.ports.upkeep_rows import UpkeepName, UpkeepRows

EVERY = timedelta(days=1)
SOON = timedelta(minutes=1)
"""When what is left is gone on with."""
CONVERSATIONS_AT_MOST = 2000
"""In one run: a job does not outlast the patience of whoever stops the bot by much."""

log = structlog.get_logger()


class Sweep:
    """Runs under one lock, in one process at a time. A run that was cut off is simply run again."""

    def __init__(
        self, *, erasing: Erasing, upkeep: UpkeepRows, files: Files, clock: Clock, retention: Retention
    ) -> None:
        """Take what erases, when to come again, motbot's own files, the clock, and how long what is kept."""
        self._erasing = erasing
        self._upkeep = upkeep
        self._files = files
        self._clock = clock
        self._retention = retention

    async def begin(self) -> None:
        """See that it happens, from now on; what is waiting already goes on waiting."""
        await self._upkeep.begin(UpkeepName.SWEEP, at=self._clock.now(), wake_at=self._clock.now() + SOON, anew=False)

    async def __call__(self, row: int) -> None:
        """Erase. When it is to come again is stored first, so that a run that fails for good is not the last."""
        await self._upkeep.wake(row, self._clock.now() + EVERY)
        erased = await self.over(self._clock.now())
        if not erased.pop("whole"):
            await self._upkeep.wake(row, self._clock.now() + SOON)
        log.info("sweep.done", **{name: count for name, count in erased.items() if count})

    async def over(self, now: datetime) -> Counter[str]:
        """Erase all that is over by then; gives how much of what. `whole` is 0 where some was left for later."""
        erased: Counter[str] = Counter()
        for step in Step:
            while done := await self._erasing.erase(step, retention=self._retention, now=now):
                erased[step] += done
                await asyncio.sleep(0)
        busy: set[int] = set()
        for _ in range(CONVERSATIONS_AT_MOST):
            cleared = await self._erasing.clear_next(retention=self._retention, now=now, besides=busy)
            if cleared is None:
                erased["whole"] = int(not busy)
                break
            if cleared.done:
                erased["conversations"] += 1
            else:
                busy.add(cleared.conversation)
        erased["files"] = await asyncio.to_thread(self._files.erase, retention=self._retention, now=now)
        return erased
