"""Notices when nobody was listening to Slack, and reads what was said meanwhile once somebody listens again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from motbot.domain.errors import StorageUnavailable
from motbot.use_cases.catch_up import CatchUp

LOOK_EVERY = 2.0

log = structlog.get_logger()


class Gaps:
    """Watches the number of connections as long as the bot listens."""

    def __init__(
        self,
        *,
        connected: Callable[[], Awaitable[int]],
        catch_up: CatchUp,
        seen: Mapping[str, str] | None = None,
        look_every: float = LOOK_EVERY,
    ) -> None:
        """Take what tells how many connections stand, what reads, and the seconds between two looks.

        `seen` is what was known before anybody listened: a start ends a gap too.
        """
        self._connected = connected
        self._catch_up = catch_up
        self._look_every = look_every
        self._seen = seen

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except StorageUnavailable:
                log.warning("gap.unreadable")  # the next look tries again
            await asyncio.sleep(self._look_every)

    async def look(self) -> int:
        """Look once; gives how many messages of a gap that has ended were new."""
        if not await self._connected():
            if self._seen is None:
                log.warning("gap.began")
                self._seen = await self._catch_up.seen()
            return 0
        if self._seen is None:
            return 0
        found = await self._catch_up(self._seen)
        self._seen = None
        log.info("gap.ended", messages=found)
        return found
