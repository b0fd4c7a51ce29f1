"""Notices when something was not heard from Slack, and reads what was said meanwhile once it can."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from motbot.domain.errors import StorageUnavailable
from motbot.ports.clock import Clock
from motbot.use_cases.catch_up import CatchUp

LOOK_EVERY = 2.0
LOOKS_AT_MOST = 150
"""How many looks pass at most between two tries to read what could not be read."""

log = structlog.get_logger()


class Gaps:
    """Watches over two ways of not hearing: no connection stands, or what came in could not be stored."""

    def __init__(
        self,
        *,
        connected: Callable[[], Awaitable[int]],
        catch_up: CatchUp,
        clock: Clock,
        seen: Mapping[str, str] | None = None,
        look_every: float = LOOK_EVERY,
    ) -> None:
        """Take what tells how many connections stand, what reads, the clock, and the seconds between two looks.

        `seen` is what was known before anybody listened: a start ends a gap too.
        """
        self._connected = connected
        self._catch_up = catch_up
        self._clock = clock
        self._look_every = look_every
        self._apart = seen is not None
        self._unread = dict(seen or {})
        self._not_stored_since: str | None = None
        self._failures = 0
        self._pause = 0

    def not_stored(self) -> None:
        """Hear that something Slack told us could not be stored: Slack may give up on it before storing works again."""
        if self._not_stored_since is None:
            self.unheard()
            log.warning("gap.not_stored")

    def unheard(self) -> None:
        """Hear that something may have come in and been dropped, since this process did not know better."""
        if self._not_stored_since is None:
            self._not_stored_since = f"{self._clock.now().timestamp():.6f}"

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
            if not self._apart:
                log.warning("gap.began")
                self._add(await self._catch_up.seen())
                self._apart = True
            return 0
        self._apart = False
        if self._not_stored_since is not None:
            self._add(await self._catch_up.seen(since=self._not_stored_since))
            self._not_stored_since = None
        if self._pause:
            self._pause -= 1
            return 0
        return await self._read() if self._unread else 0

    def _add(self, seen: Mapping[str, str]) -> None:
        """What has to be read: a channel that is behind already stays behind as far."""
        self._unread = {**seen, **{one: min(ts, seen.get(one) or ts) for one, ts in self._unread.items() if ts}}
        self._failures = self._pause = 0

    async def _read(self) -> int:
        """Read what is behind; what cannot be read is kept, and tried again more and more seldom."""
        done = await self._catch_up(self._unread)
        self._unread = dict(done.unread)
        self._failures = self._failures + 1 if done.unread else 0
        self._pause = min(2 ** min(self._failures, 10) - 2, LOOKS_AT_MOST) if done.unread else 0
        log.info("gap.read" if done.unread else "gap.ended", messages=done.messages, unread=len(done.unread))
        return done.messages
