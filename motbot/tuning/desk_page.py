"""Opens the workbench: alone on a port of its own, or beside the playground on the playground's database."""

import asyncio
import os
import secrets
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiohttp import web

from motbot.catalogue import say
from motbot.clock import SystemClock
from motbot.coaches import tasks_of
from motbot.command_screen import has_screen
from motbot.engine.arming import armed
from motbot.llm.published import Templates
from motbot.settings.loading import Settings
from motbot.storage.database import Url, open_database
from motbot.storage.embedded import Embedded
from motbot.storage.store import PostgresStore
from motbot.tuning.desk import TrainersDesk
from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.published import Published
from motbot.use_cases.coaching import Coaching
from motbot.wiring import source_of
from motbot.workbench.page import PATH, WorkbenchPage
from motbot.workbench.server import BenchServer

_POOL = 4
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPageWish:
    """What the command line asks for."""

    desk: DeskWish
    port: int = 0
    browser: bool = True


async def keep_bench_open(settings: Settings, wish: BenchPageWish) -> None:
    """Serve the workbench until Ctrl-C or SIGTERM.

    Raises:
        BadConfig: a model was asked for on the command line, and the environment does not say how to reach one.
        StorageRefused: the database cannot be used as it stands.
        Failed: the port is taken.
    """
    if wish.desk.model:
        settings.model_access()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with opened_bench(settings, wish) as address:
        print(say("The workbench is open at {address}  (Ctrl-C stops it)", address=address), flush=True)  # noqa: T201
        if wish.browser and has_screen(os.environ, sys.platform):
            await asyncio.to_thread(webbrowser.open, address)
        await stop.wait()


@asynccontextmanager
async def opened_bench(
    settings: Settings, wish: BenchPageWish, *, standby: Coaching | None = None
) -> AsyncIterator[str]:
    """Open it on the configured database; gives the address. Raises as above.

    Whoever opens many reads the playbook once and gives it as `standby`.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    page = WorkbenchPage(token=token)
    async with (
        opened_desk(settings, wish.desk, source_of(settings), standby=standby) as page.desk,
        BenchServer(page, port=wish.port) as server,
    ):
        # The token stands where no server and no log gets it.
        yield f"{server.url}#{token}"


@asynccontextmanager
async def opened_desk(
    settings: Settings, wish: DeskWish, source: Embedded | Url, *, standby: Coaching | None = None
) -> AsyncIterator[TrainersDesk]:
    """A desk on a database; leaving ends its runs. Raises StorageRefused."""
    config = settings.config
    async with open_database(source, pool_size=_POOL) as database:
        published = Published(
            store=PostgresStore(engine=database.engine, durable=database.durable, armed=armed),
            clock=SystemClock(),
            templates=Templates(tasks=tasks_of(config), model=config.model.name),
        )
        desk = TrainersDesk(settings, wish, published, standby=standby)
        try:
            yield desk
        finally:
            await desk.close()


class BenchBeside:
    """The workbench beside the playground: behind the same gate and token, on the bot's own database."""

    path = PATH

    def __init__(self, settings: Settings, wish: DeskWish) -> None:
        """Take how the desk is to be; nothing is open yet."""
        self._settings = settings
        self._wish = replace(wish, is_scratch=True)
        self._page: WorkbenchPage | None = None

    def add_to(self, router: web.UrlDispatcher, token: str) -> None:
        """Add the page's routes, for whoever has this token."""
        self._page = WorkbenchPage(token=token)
        self._page.add_to(router)

    @asynccontextmanager
    async def working_on(self, source: Embedded | Url) -> AsyncIterator[None]:
        """Be at work for as long as the database is there. Raises StorageRefused."""
        async with opened_desk(self._settings, self._wish, source) as desk:
            if self._page is not None:
                self._page.desk = desk
            try:
                yield
            finally:
                if self._page is not None:
                    self._page.desk = None
