"""Keeps the local Slack open with the real bot in it: shows a short scene, then lets somebody write in both roles."""

import asyncio
import signal
import sys
from collections.abc import Sequence

from pydantic import SecretStr
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from motbot.app import open_motbot
from motbot.clock import SystemClock
from motbot.playground.changes import Change
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.replay.dialogues import Dialogue, Speaker, read_dialogues
from motbot.replay.perform import Wish
from motbot.replay.private_text import plain_text
from motbot.settings.defaults import default_config
from motbot.settings.loading import Settings, SlackAccess
from motbot.storage.scratch import scratch_database
from motbot.wiring import Wiring, playground_folder

CHANNEL = "C0SUPPORT"
VOICES = {
    ("customer", "en"): "U0CARLA",
    ("customer", "zh"): "U0CHEN",
    ("agent", "en"): "U0ALICE",
    ("agent", "zh"): "U0BEN",
}
AGENT_SAYS = "agent:"


async def stay_open(settings: Settings, wish: Wish) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        StorageRefused: the embedded database cannot be used.
        Failed: the bot could not connect.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    console = Console(highlight=False)
    clock = SystemClock()
    workspace = Workspace(two_companies(), now=clock.now)
    async with Server(workspace, port=wish.port) as server, scratch_database(playground_folder()) as source:
        app = workspace.spec.app
        access = SlackAccess(
            bot_token=SecretStr(app.bot_token), app_token=SecretStr(app.app_token), api_url=server.api_url
        )
        wiring = Wiring.for_playground(settings, slack=access, clock=clock, source=source, model=wish.model)
        async with open_motbot(wiring) as bot:
            await bot.listening()
            console.print(f"A local Slack with motbot in it is open at [bold]{server.url}[/]. Ctrl-C stops it.\n")
            workspace.on_change(_Screen(workspace, console).show)
            scenes = read_dialogues(default_config("scenes.jsonl"))
            acting = asyncio.create_task(_act(workspace, scenes, console, stop))
            await stop.wait()
            acting.cancel()
            await asyncio.gather(acting, return_exceptions=True)


async def _act(workspace: Workspace, scenes: Sequence[Dialogue], console: Console, stop: asyncio.Event) -> None:
    """Play the scenes, then take lines from the keyboard."""
    for scene in scenes:
        console.rule(f"Scene {scene.id}", style="dim")
        await _play(workspace, scene)
        await asyncio.sleep(5)
    if not sys.stdin.isatty():
        return
    console.print("\nWrite as the customer, or begin a line with [bold]agent:[/] to answer.")
    while line := await asyncio.to_thread(sys.stdin.readline):
        by_agent = line.lower().startswith(AGENT_SAYS)
        text = line[len(AGENT_SAYS) :] if by_agent else line
        if text.strip():
            workspace.post("U0ALICE" if by_agent else "U0CARLA", CHANNEL, text.strip())
    stop.set()


async def _play(workspace: Workspace, scene: Dialogue) -> None:
    """One scene at a watchable pace; what follows the first line stands in its thread."""
    root: str | None = None
    before = 0.0
    for line in scene.messages:
        await asyncio.sleep(line.t - before)
        before = line.t
        speaker = VOICES[line.by.value, scene.lang]
        ts = workspace.post(speaker, CHANNEL, line.text, thread_ts=root if line.by is Speaker.AGENT or root else None)
        root = root or ts


class _Screen:
    """Shows on the terminal what happens: the channel on the left, the private messages set in."""

    def __init__(self, workspace: Workspace, console: Console) -> None:
        self._workspace = workspace
        self._console = console

    def show(self, change: Change) -> None:
        """Print a message that was posted or changed."""
        if change.kind not in {"posted", "edited"}:
            return
        message = next((one for one in self._workspace.history(change.channel) if one["ts"] == change.ts), None)
        if message is None:
            return
        if change.by_bot:
            title = "motbot, in private" if change.kind == "posted" else "motbot, the same message brought up to date"
            self._console.print(Panel(Text(plain_text(message)), title=title, title_align="left", border_style="cyan"))
        elif change.user:
            person = self._workspace.user(change.user)
            self._console.print(Text.assemble((f"{person.real_name}: ", "bold"), str(message["text"])))
