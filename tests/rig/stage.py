"""Sets up what a measurement needs around the bot: the local Slack, the database, and a model if one is wanted."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import LiteralString
from uuid import uuid4

import psycopg

from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.storage.embedded import Embedded, EmbeddedServer
from tests.rig.bot import HOME, READY_WITHIN, Bot, Heard, NeverReady, Recipe
from tests.rig.model import instant_model
from tests.rig.town import Town

_OPEN_WORK = """
    SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')),
           (SELECT count(*) FROM conversations WHERE wake_at IS NOT NULL),
           (SELECT count(*) FROM whispers WHERE wake_at IS NOT NULL OR state NOT IN ('sent', 'refused'))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """What the database knows to be unfinished."""

    jobs: int
    conversations: int
    whispers: int

    @property
    def total(self) -> int:
        """How much it is."""
        return self.jobs + self.conversations + self.whispers

    def __bool__(self) -> bool:
        """Whether there is any."""
        return self.total > 0


@dataclass(slots=True, kw_only=True)
class Stage:
    """Everything around the bot; `start` gives it a new life."""

    town: Town
    workspace: Workspace
    server: Server
    recipe: Recipe
    conninfo: str
    """How to reach the bot's own database."""
    heard: Heard = field(default_factory=Heard)
    _bots: list[Bot] = field(default_factory=list)

    async def start(self, *arguments: str, home: Path = HOME) -> Bot:
        """Start the bot, as a process of its own, which ends with the stage at the latest.

        Args:
            arguments: what stands behind `motbot run`.
            home: the root of the motbot that is run.
        """
        bot = await Bot.start(replace(self.recipe, arguments=arguments, home=home), self.heard)
        self._bots.append(bot)
        return bot

    async def clear(self) -> None:
        """End whatever still runs."""
        for bot in self._bots:
            await bot.kill()

    async def connected(self, count: int = 2) -> None:
        """Wait until so many connections of the bot stand.

        Raises:
            NeverReady: they did not come, perhaps because the bot has ended.
        """
        until = monotonic() + READY_WITHIN
        while len(self.server.sockets.live) < count:
            if monotonic() > until or not any(bot.is_alive for bot in self._bots):
                raise NeverReady("\n".join(self.heard.tail))
            await asyncio.sleep(0.01)

    async def open_work(self) -> OpenWork:
        """Ask the database."""
        async with await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True) as connection:
            row = await (await connection.execute(_OPEN_WORK)).fetchone()
        jobs, conversations, whispers = row or (0, 0, 0)
        return OpenWork(jobs=jobs, conversations=conversations, whispers=whispers)

    async def jobs_aside(self) -> int:
        """How many jobs have failed for good."""
        return await self.number("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")

    async def commits(self) -> int:
        """How many transactions the bot's database has seen."""
        return await self.number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")

    async def overdue_ms(self) -> int:
        """How long the oldest moment whose time has come still waits to be moved to a job, in milliseconds."""
        return await self.number(
            "SELECT coalesce(extract(epoch FROM max(now() - wake_at)) * 1000, 0)::bigint"
            " FROM moments WHERE wake_at <= now()"
        )

    async def number(self, query: LiteralString) -> int:
        """Run a query that gives one number."""
        async with await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True) as connection:
            row = await (await connection.execute(query)).fetchone()
        return int(row[0]) if row else 0

    async def runs(self) -> frozenset[tuple[int, int]]:
        """What runs now, in all processes: each job's number, and how often it had been begun before."""
        query: LiteralString = "SELECT id, attempts FROM procrastinate_jobs WHERE status = 'doing'"
        async with await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True) as connection:
            return frozenset(await (await connection.execute(query)).fetchall())

    async def settled(self, within: float) -> bool:
        """Wait until everything that was sent is acknowledged and worked off.

        False where there was never less left for `within` seconds: how long the work takes in all is up to the machine
        and to how much has piled up.
        """
        least, since = None, monotonic()
        while left := self.workspace.unacked + (await self.open_work()).total:
            if least is None or left < least:
                least, since = left, monotonic()
            if monotonic() - since > within:
                return False
            await asyncio.sleep(0.25)
        return True


@asynccontextmanager
async def stage(
    town: Town, *, coach: str = "playbook", pace: Mapping[str, str], blind: bool = False, model_takes: float = 0.0
) -> AsyncIterator[Stage]:
    """Open it in a folder of its own in the system's temporary area, and leave nothing behind.

    `model_takes` is how many seconds the model takes for an answer, where there is one.
    """
    folder = Path(tempfile.gettempdir()) / f"motbot-rig-{uuid4().hex[:12]}"
    async with AsyncExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        database = EmbeddedServer(source=Embedded(folder=folder, root_allowed=True))
        await asyncio.to_thread(database.__enter__)
        stack.push_async_callback(asyncio.to_thread, database.__exit__, None, None, None)
        workspace = town.workspace()
        server = await stack.enter_async_context(Server(workspace))
        model = await stack.enter_async_context(instant_model(takes=model_takes)) if coach == "model" else None
        config = folder / "motbot.yaml"
        town.write_config(config, coach=coach, pace=pace)
        recipe = Recipe(
            api_url=server.api_url,
            bot_token=town.app.bot_token,
            app_token=town.app.app_token,
            config=config,
            data=folder,
            model_url=model.url if model else "",
            blind=blind,
        )
        ready = Stage(town=town, workspace=workspace, server=server, recipe=recipe, conninfo=database.conninfo)
        stack.push_async_callback(ready.clear)
        yield ready
