"""One running bot, as whoever opened it sees it: whether it is well, idle, connected; and how it stops."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from motbot.domain.errors import Failed
from motbot.engine.engine import Engine
from motbot.engine.timers import Timers
from motbot.slack.people import SlackDirectory
from motbot.slack.socket import SocketConnections
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.catch_up import CatchUp
from motbot.wiring import Wiring

CONNECTED_WITHIN = 30.0
"""Seconds after which a Slack that lets nobody in is reported rather than waited for."""


@dataclass(slots=True, kw_only=True)
class Motbot:
    """One running bot, as whoever opened it sees it."""

    wiring: Wiring
    database: Database
    store: PostgresStore
    engine: Engine
    timers: Timers
    directory: SlackDirectory
    catch_up: CatchUp
    sockets: SocketConnections | None
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def is_idle(self) -> bool:
        """Whether no job runs or waits to run."""
        return await self.engine.pending() == 0

    async def wake(self) -> None:
        """Move every row to a job whose time has come on the clock."""
        await self.timers.poke()

    async def connected(self) -> int:
        """How many connections to Slack stand; over HTTP Slack connects to us, which counts as one."""
        return await self.sockets.connected() if self.sockets else 1

    async def listening(self) -> None:
        """Wait until a connection to Slack stands.

        Raises:
            Failed: none stood in time.
        """
        try:
            async with asyncio.timeout(CONNECTED_WITHIN):
                while not await self.connected():  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise Failed(f"Slack let no connection in within {CONNECTED_WITHIN:g} s; is Socket Mode on?") from None

    async def health(self) -> Mapping[str, object]:
        """How things stand, for the health pages."""
        connected = await self.connected()
        broken = [task.get_name() for task in self.tasks if task.done()]
        return {
            "ok": not broken and connected != 0,
            "connected": connected,
            "jobs_waiting": await self.engine.pending(),
            "jobs_aside": await self.engine.aside(),
            "stopped": broken,
        }

    async def stop(self) -> None:
        """Finish the jobs that run, take no more, and end the rest."""
        self.engine.stop()
        for task in self.tasks:
            if task.get_name() != "engine":
                task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
