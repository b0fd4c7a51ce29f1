"""Leaves a workspace that has uninstalled the app: everything of it is erased, and what still comes is not taken."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from motbot.ports.clock import Clock
from motbot.ports.erasing import Erasing
from motbot.ports.slack import Directory
from motbot.ports.upkeep_rows import UpkeepName, UpkeepRow, UpkeepRows

AGAIN = timedelta(minutes=5)
"""What somebody had in hand, or what came late, is erased then."""

REMEMBERED = timedelta(seconds=5)
"""How long it is remembered that nobody has left: what is taken in meanwhile is erased with the next run."""

TokenWorks = Callable[[], Awaitable[bool]]
"""Whether Slack takes our token now. Raises SlackRateLimited or SlackUnclear where it does not say."""

log = structlog.get_logger()


class Leave:
    """What Slack says of an uninstalled app may come late, twice, or after the app is back: our token decides."""

    def __init__(
        self, *, upkeep: UpkeepRows, erasing: Erasing, directory: Directory, clock: Clock, token_works: TokenWorks
    ) -> None:
        """Take the ports, and what asks Slack whether our token works."""
        self._upkeep = upkeep
        self._erasing = erasing
        self._directory = directory
        self._clock = clock
        self._token_works = token_works
        self._stayed_at: datetime | None = None

    async def is_gone(self, team: str) -> bool:
        """Whether what comes from a workspace is not to be taken; one that has installed the app again is back."""
        now = self._clock.now()
        if self._stayed_at is not None and abs(now - self._stayed_at) < REMEMBERED:
            return False
        if await self._upkeep.since(UpkeepName.LEFT, team) is None:
            self._stayed_at = now
            return False
        if await self._token_works():
            await self.came_back(team)
            return False
        await self._begin(team, wait=AGAIN)
        return True

    async def uninstalled(self, team: str) -> bool:
        """The app was uninstalled; gives whether it is so still."""
        if await self._token_works():
            log.warning("workspace.uninstalled_before", team=team)
            return False
        log.error("workspace.left", team=team)
        self._directory.forget()
        await self._begin(team, wait=timedelta(0))
        return True

    def revoked(self, team: str) -> None:
        """Our token was revoked: nothing can be sent, and nothing is lost, until there is another one."""
        log.error("workspace.token_revoked", team=team, remedy="set SLACK_BOT_TOKEN to the app's new token")
        self._directory.forget()

    async def came_back(self, team: str) -> None:
        """Our token works."""
        await self._upkeep.end(UpkeepName.LEFT, team, at=self._clock.now())

    async def __call__(self, row: UpkeepRow) -> None:
        """Erase everything, in steps that wait for nobody; come again until there is nothing."""
        if await self._token_works():
            await self.came_back(row.about)
            return
        erased = 0
        while done := await self._erasing.erase_team(row.about):
            erased += done
            await asyncio.sleep(0)
        log.info("workspace.erased", team=row.about, rows=erased)
        if erased or self._clock.now() - row.at < AGAIN:
            await self._upkeep.wake(row.id, self._clock.now() + AGAIN)

    async def _begin(self, team: str, *, wait: timedelta) -> None:
        now, self._stayed_at = self._clock.now(), None
        await self._upkeep.begin(UpkeepName.LEFT, team, at=now, wake_at=now + wait)
