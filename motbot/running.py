"""One running bot, as whoever opened it sees it: whether it is well, idle, connected; and how it stops."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog
from sqlalchemy.exc import SQLAlchemyError

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.engine.engine import Engine
from motbot.engine.timers import Timers
from motbot.llm.published import PromptsInForce
from motbot.metrics import Metrics
from motbot.slack.people import SlackDirectory
from motbot.slack.socket import SocketConnections
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from motbot.use_cases.catch_up import CatchUp
from motbot.wiring import Wiring

CONNECTED_WITHIN = 30.0
"""Seconds after which a Slack that lets nobody in is reported rather than waited for."""
STOP_WITHIN = 8.5
"""Seconds after which whatever still runs is cut off: a stop has ten, and the database has to be closed too."""

log = structlog.get_logger()


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
    metrics: Metrics = field(default_factory=Metrics)
    prompts: PromptsInForce | None = None
    """None where nobody answers by prompts."""
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _stop_by: float | None = None
    """By the event loop's clock."""

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
            raise Failed(
                say(
                    "Slack let no connection in within {connected_within:g} s; is Socket Mode on?",
                    connected_within=CONNECTED_WITHIN,
                )
            ) from None

    async def alive(self) -> Mapping[str, object]:
        """Whether everything runs that should: a fresh process would do no better where only Slack is away."""
        broken = [task.get_name() for task in self.tasks if task.done()]
        return {"ok": not broken, "stopped": broken}

    async def ready(self) -> Mapping[str, object]:
        """Whether work gets done: alive, connected to Slack, and the database answers; `why` says what is missing."""
        alive, connected = await self.alive(), await self.connected()
        try:
            jobs = {"jobs_waiting": await self.engine.pending(), "jobs_aside": await self.engine.aside()}
        except (SQLAlchemyError, OSError):
            jobs = {}
        # An earlier prompt answers in place of one that cannot be used: work gets done, and somebody should look.
        prompts = {"prompts_unusable": sorted(self.prompts.refused)} if self.prompts else {}
        why = [
            *([] if alive["ok"] else ["part_stopped"]),
            *([] if connected else ["slack_not_connected"]),
            *([] if jobs else ["database_silent"]),
            *(["stopping"] if self._stop_by is not None else []),
        ]
        return {**alive, "ok": not why, "why": why, "connected": connected, **jobs, **prompts}

    def take_no_more(self) -> None:
        """Begin to stop: from now on time runs, for the jobs under way and for whatever is still coming in."""
        if self._stop_by is None:
            self._stop_by = asyncio.get_running_loop().time() + STOP_WITHIN
            self.engine.stop()

    async def stop(self) -> None:
        """Finish the jobs that run and what is being stored, side by side; cut off what is not done in time."""
        self.take_no_more()
        for task in self.tasks:
            if task.get_name() != "engine":
                task.cancel()
        under_way = {*self.tasks}
        if self.sockets is not None:
            under_way.add(asyncio.create_task(self.sockets.close(), name="closing"))
        left = (self._stop_by or 0.0) - asyncio.get_running_loop().time()
        _, late = await asyncio.wait(under_way, timeout=max(0.5, left)) if under_way else (None, set())
        for task in late:
            log.warning("bot.cut_off", part=task.get_name())
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
