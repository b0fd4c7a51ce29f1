"""Keeps a local Slack open with the real bot in it and a page on it, until somebody stops it."""

import asyncio
import os
import secrets
import signal
import sys
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from aiohttp import web
from pydantic import SecretStr
from rich.console import Console
from rich.live import Live
from rich.text import Text

from motbot.app import open_motbot
from motbot.catalogue import say
from motbot.clock import SystemClock
from motbot.command_screen import has_screen
from motbot.domain.errors import Failed, StorageUnavailable
from motbot.explaining import Explained, Explaining
from motbot.playground.page.page import Page
from motbot.playground.page.player import Sleep
from motbot.playground.page.town import OURS, SPEAKERS, VOICES, town
from motbot.playground.server import Server
from motbot.playground.spec import AppSpec, WorkspaceSpec
from motbot.playground.workspace import Workspace
from motbot.replay.dialogue_scenes import scenes_of
from motbot.replay.moving_clock import MovingClock, PlaygroundClock
from motbot.replay.perform import Wish
from motbot.replay.scene_files import read_scenes
from motbot.running import Motbot
from motbot.settings.defaults import default_config
from motbot.settings.loading import Settings, SlackAccess
from motbot.settings.tree import Config
from motbot.storage.database import Url
from motbot.storage.embedded import Embedded
from motbot.storage.scratch import scratch_database
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring, playground_folder

APART = timedelta(minutes=1)
"""Beyond the time within which what is said at the root belongs together."""
LOOK_EVERY = 1.0
"""Seconds between two states of the status line."""


class Beside(Protocol):
    """Another page on the playground's server, for the same token, which works on the bot's own database."""

    path: str

    def add_to(self, router: web.UrlDispatcher, token: str) -> None:
        """Add its routes."""
        ...

    def working_on(self, source: Embedded | Url) -> AbstractAsyncContextManager[None]:
        """Be at work for as long as the database is there."""
        ...


async def keep_open(settings: Settings, wish: Wish, *, beside: Beside | None = None) -> None:
    """Serve the page until Ctrl-C or SIGTERM, with another one beside it where one is given.

    Raises:
        StorageRefused: the embedded database cannot be used.
        BadInput: a scene, the playbook or a prompt cannot be used.
        Failed: the port is taken, or the bot could not connect, or a part of it ended by itself.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with opened(settings, wish, beside=beside) as playground:
        # The page is there before the bot: what is written meanwhile is delivered again once the bot listens.
        print(say("The playground is open at {address}  (Ctrl-C stops it)", address=playground.address), flush=True)  # noqa: T201
        if wish.browser and has_screen(os.environ, sys.platform):
            await asyncio.to_thread(webbrowser.open, playground.address)
        async with AsyncExitStack() as stack:
            source = await stack.enter_async_context(scratch_database(playground_folder()))
            bot = await stack.enter_async_context(playground.with_bot(settings, source=source, model=wish.model))
            if beside is not None:
                await stack.enter_async_context(beside.working_on(source))
            await playground.stay(bot, stop, Console(stderr=True))


class Playground:
    """One open page, and how the bot comes to it."""

    def __init__(
        self, *, server: Server, page: Page, clock: MovingClock, moving: PlaygroundClock, explain: "_Explanations"
    ) -> None:
        """Take what the page consists of."""
        self.server = server
        self.page = page
        self._clock = clock
        self._moving = moving
        self._explain = explain

    @property
    def address(self) -> str:
        """What to open in a browser; the token stands where no server and no log gets it."""
        return f"{self.server.url}/#{self.page.token}"

    @asynccontextmanager
    async def with_bot(
        self, settings: Settings, *, source: Embedded | Url, model: bool = False, coaching: Coaching | None = None
    ) -> AsyncIterator[Motbot]:
        """Start the real bot and let it connect; leaving stops it. Raises as `keep_open`.

        Whoever opens many playgrounds reads the playbook once and gives it as `coaching`.
        """
        app = self.server.workspace.app
        access = SlackAccess(
            bot_token=SecretStr(app.bot_token), app_token=SecretStr(app.app_token), api_url=self.server.api_url
        )
        wiring = Wiring.for_playground(settings, slack=access, clock=self._clock, source=source, model=model)
        async with open_motbot(replace(wiring, coaching=coaching)) as bot:
            self._moving.follow(bot)
            self._explain.explaining = Explaining(
                store=bot.store,
                team=OURS,
                pace=settings.config.pace.to_domain(),
                keeping=settings.config.keeping(),
            )
            await bot.listening()
            self.page.app_is_ready()
            try:
                yield bot
            finally:
                # The page may still be watched while the bot stops.
                await self._moving.let_go()
                self._explain.explaining = None

    async def stay(self, bot: Motbot, stop: asyncio.Event, console: Console) -> None:
        """Wait until it is to end, with a status line where somebody can see one.

        Raises:
            Failed: a part of the bot ended by itself.
        """
        waiting = asyncio.create_task(stop.wait(), name="stop")
        showing = asyncio.create_task(self._show(console), name="status line")
        try:
            done, _ = await asyncio.wait({waiting, *bot.tasks}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            showing.cancel()
            with suppress(asyncio.CancelledError):
                await showing
        for task in done - {waiting}:
            raise Failed(
                say(
                    "the bot's {part} ended by itself: {why}",
                    part=task.get_name(),
                    why=task.exception(),
                )
            )

    async def _show(self, console: Console) -> None:
        """Bring the status line up to date for as long as there is a terminal."""
        if not console.is_terminal:
            return
        with Live(console=console, auto_refresh=False, transient=True) as line:
            while True:
                line.update(Text(self.status(), style="dim"), refresh=True)
                await asyncio.sleep(LOOK_EVERY)

    def status(self) -> str:
        """One line: how much has been said, in public and in private, and what time it is there."""
        slack = self.server.workspace
        rooms = [room for room in slack.conversations.values() if not room.is_im]
        said, private = sum(len(room.messages) for room in rooms), sum(slack.posts_by_bot.values())
        return say(
            "{now:%d %b %H:%M} UTC   messages: {said}   private notes of the bot: {private}",
            now=slack.now(),
            said=said,
            private=private,
        )


class _Explanations:
    """Explains what the page shows: messages of the bot's by their key, others by their place."""

    def __init__(self, *, workspace: Workspace) -> None:
        self._workspace = workspace
        self.explaining: Explaining | None = None
        """Set once the bot runs."""

    async def __call__(self, channel: str, ts: str) -> Explained | None:
        """Why this message is there, or why it led to nothing; None where nothing is known."""
        if self.explaining is None:
            return None
        message = self._workspace.message(channel, ts)
        try:
            if message.get("bot_id") != self._workspace.app.bot_id:
                return await self.explaining.message(channel, ts)
            key = message.get("metadata", {}).get("event_payload", {}).get("key")
            return await self.explaining.nudge(str(key)) if key else None
        except StorageUnavailable:
            return None


@asynccontextmanager
async def opened(
    settings: Settings, wish: Wish, *, sleep: Sleep = asyncio.sleep, beside: Beside | None = None
) -> AsyncIterator[Playground]:
    """Open the page; leaving closes it again. `sleep` waits real seconds between a scene's lines.

    Raises:
        BadInput: a scene cannot be used.
        Failed: the port is taken.
    """
    clock = MovingClock(real=SystemClock())
    workspace = Workspace(town(secret_app()), now=clock.now)
    moving, explain = PlaygroundClock(clock=clock, workspace=workspace), _Explanations(workspace=workspace)
    page = Page(
        workspace,
        token=secrets.token_urlsafe(32),
        explain=explain,
        clock=moving,
        scenes=read_scenes(default_config("scenes"), voices=SPEAKERS),
        read_scenes=lambda text: scenes_of(text, voices=VOICES),
        apart=settings.config.pace.group_within + APART,
        voices=VOICES,
        roles=roles_of(settings.config, workspace.spec),
        sleep=sleep,
        beside=beside.path if beside else "",
    )
    async with _served(Server(workspace, port=wish.port, page=page, beside=_routes_of(beside, page.token))) as server:
        yield Playground(server=server, page=page, clock=clock, moving=moving, explain=explain)


def _routes_of(beside: Beside | None, token: str) -> Callable[[web.UrlDispatcher], None] | None:
    return None if beside is None else lambda router: beside.add_to(router, token)


@asynccontextmanager
async def _served(server: Server) -> AsyncIterator[Server]:
    """Serve, and say what to do when the port is taken."""
    try:
        await server.start()
    except OSError as error:
        raise Failed(
            say(
                "port {port} cannot be listened on ({reason}); choose another --port, or 0",
                port=server.port,
                reason=error.strerror,
            )
        ) from error
    try:
        yield server
    finally:
        await server.stop()


def secret_app() -> AppSpec:
    """Our app, with tokens that nobody else on this machine knows."""
    return replace(
        AppSpec(),
        bot_token=f"xoxb-{secrets.token_urlsafe(24)}",
        app_token=f"xapp-{secrets.token_urlsafe(24)}",
        signing_secret=secrets.token_hex(16),
    )


def roles_of(config: Config, spec: WorkspaceSpec) -> dict[str, str]:
    """What the config makes of people, user groups resolved."""
    groups = {group.id: group.users for group in spec.user_groups}
    named = [account for channel in config.channels for account in channel.agents]
    agents = [user for account in named for user in groups.get(account, (account,))]
    return dict.fromkeys(config.people.leads, "lead") | dict.fromkeys(agents, "agent")
