"""Lets events go before the next job: Slack waits three seconds for its answer, and a job has more time."""

import asyncio
import time
from collections.abc import Awaitable, Callable

IN_TURNS = 1.0
"""Seconds that jobs wait for a crowd; where it still stands then, they go on for as long before they wait again."""
_LOOK_EVERY = 0.01


class Yielding:
    """Whoever is about to begin a job waits here; what has begun is never held up."""

    def __init__(
        self,
        *,
        is_crowded: Callable[[], bool],
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take what tells whether many events wait to be stored in this process."""
        self._is_crowded = is_crowded
        self._monotonic = monotonic
        self._sleep = sleep
        self._goes_on_until = float("-inf")

    async def __call__(self) -> None:
        """Wait while there is a crowd and it is not the jobs' turn."""
        began = self._monotonic()
        while self._is_crowded() and (now := self._monotonic()) >= self._goes_on_until:
            if now - began >= IN_TURNS:
                self._goes_on_until = now + IN_TURNS
                return
            await self._sleep(_LOOK_EVERY)
