"""A clock that goes on as the machine's does and can be put forward, and what moving it does to the running bot."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from motbot.domain.errors import StorageUnavailable
from motbot.playground.workspace import Workspace
from motbot.ports.clock import Clock
from motbot.ports.store import Store

STEPS_AT_MOST = 200
"""Timers that fire one by one in a single move; what is left then fires together."""
REST_WITHIN = 4.0
"""Real seconds that a busy bot is waited for between two timers; a slow model may take longer."""
LET_GO_WITHIN = 2.0
"""Real seconds that a last question is waited for when the bot stops."""
_LOOK_EVERY = 0.01


class MovingClock:
    """The real time and an offset that only grows."""

    def __init__(self, *, real: Clock) -> None:
        """Take the machine's clock."""
        self._real = real
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present of the playground, aware, in UTC."""
        return self._real.now() + self._ahead

    def forward(self, to: datetime) -> None:
        """Be at a later instant at once; an earlier one changes nothing."""
        self._ahead += max(to - self.now(), timedelta())


class Bot(Protocol):
    """The running bot, as far as moving its clock needs it."""

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        ...

    async def is_idle(self) -> bool:
        """Whether no job runs or waits to run."""
        ...

    async def wake(self) -> None:
        """Move everything to jobs whose time has come on the bot's clock."""
        ...


class PlaygroundClock:
    """The page's clock control."""

    def __init__(self, *, clock: MovingClock, workspace: Workspace) -> None:
        """Take the clock that the bot and the workspace share."""
        self._clock = clock
        self._workspace = workspace
        self._bot: Bot | None = None
        self._asking = asyncio.Lock()
        """Held while the bot is asked something."""

    def follow(self, bot: Bot) -> None:
        """Move its timers from now on; it needs the page's server first, so the clock is there before it."""
        self._bot = bot

    async def let_go(self) -> None:
        """Ask the bot nothing any more, and wait for what it is being asked.

        A question after its end would open its database again.
        """
        self._bot = None
        with suppress(TimeoutError):
            async with asyncio.timeout(LET_GO_WITHIN), self._asking:
                pass

    def now(self) -> datetime:
        """The present, aware."""
        return self._clock.now()

    async def next_timer(self) -> datetime | None:
        """When the bot next wakes by itself; None when no timer is set, or the database does not answer just now."""
        async with self._asking:
            try:
                return await self._bot.store.next_wake() if self._bot else None
            except StorageUnavailable:
                return None

    async def move(self, by: timedelta) -> None:
        """Let time pass: every timer within it fires at its own moment, as if somebody had waited."""
        end = self._clock.now() + by
        for _ in range(STEPS_AT_MOST):
            await self._rest()
            wake = await self.next_timer()
            if not await self._is_idle():
                continue  # between the two looks a timer's row has become a job
            if wake is None or wake > end:
                break
            await self._go_to(wake)
        await self._go_to(end)
        await self._rest()

    async def _go_to(self, at: datetime) -> None:
        self._clock.forward(at)
        # After an outage of the database the bot's own tick wakes it.
        async with self._asking:
            with suppress(StorageUnavailable):
                if self._bot is not None:
                    await self._bot.wake()

    async def _rest(self) -> None:
        """Wait until the bot has done what it can do now, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(REST_WITHIN):
                while self._workspace.unacked or not await self._is_idle():  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(_LOOK_EVERY)

    async def _is_idle(self) -> bool:
        async with self._asking:
            try:
                return await self._bot.is_idle() if self._bot else True
            except StorageUnavailable:
                return True
