"""The bot as a process of its own, which can be started, watched, killed and stopped."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psutil

HOME = Path(__file__).parent.parent.parent
READY_WITHIN = 60.0
STOPPED_WITHIN = 15.0

_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "TZ", "VIRTUAL_ENV", "XDG_RUNTIME_DIR")


class NeverReady(Exception):
    """The bot did not come up, or did not stay; its last log lines are the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the bot is started."""

    api_url: str
    bot_token: str
    app_token: str
    config: Path
    data: Path
    model_url: str = ""
    blind: bool = False
    """Posts again without looking up whether an unclear post came through."""
    home: Path = HOME
    """The root of the motbot that is run: this one, or an older one beside it."""
    arguments: tuple[str, ...] = ()
    """What stands behind `motbot run`."""

    def environment(self) -> dict[str, str]:
        """What the process is told; nothing else of ours reaches it."""
        given = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        model = {"OPENAI_BASE_URL": self.model_url} if self.model_url else {}
        return given | model | {
            "SLACK_API_URL": self.api_url,
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "MOTBOT_CONFIG": str(self.config),
            "MOTBOT_DATA_DIR": str(self.data),
            "MOTBOT_LOG": "json,info",
        }  # fmt: skip

    @property
    def command(self) -> tuple[str, ...]:
        """What is run, from the project's root."""
        module = ("tests.rig.blind",) if self.blind else ("motbot", "run")
        return (sys.executable, "-m", *module, *self.arguments)


@dataclass(slots=True, kw_only=True)
class Heard:
    """What the bot's log said, over all its lives."""

    events: Counter[str] = field(default_factory=Counter)
    tail: list[str] = field(default_factory=list)
    copy: Path | None = None
    """Where every line is kept too."""

    def line(self, text: str) -> str:
        """Take a line down; gives the event's name."""
        self.tail = [*self.tail[-19:], text.rstrip()]
        if self.copy is not None:
            with self.copy.open("a", encoding="utf-8") as copy:
                copy.write(text)
        try:
            said = json.loads(text)
        except ValueError:
            name = "(no JSON)"
        else:
            name = str(said.get("event", "")) if isinstance(said, Mapping) else "(no object)"
        self.events[name] += 1
        return name


class Bot:
    """One life of the bot."""

    def __init__(self, process: asyncio.subprocess.Process, heard: Heard) -> None:
        self._process = process
        self._heard = heard
        self._born = monotonic()
        self._ready = asyncio.Event()
        self.ready_after = 0.0
        """Seconds from the start of the process to its own word that it is ready."""
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, recipe: Recipe, heard: Heard) -> "Bot":
        """Start it; `ready` waits until it is up."""
        process = await asyncio.create_subprocess_exec(
            *recipe.command,
            cwd=recipe.home,
            env=recipe.environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        return cls(process, heard)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.returncode is None

    @property
    def resident_mib(self) -> float:
        """Its resident memory."""
        resident: int = self._alive().memory_info().rss
        return resident / 2**20

    @property
    def cpu_s(self) -> float:
        """The processor time it has used."""
        times = self._alive().cpu_times()
        return float(times.user + times.system)

    def _alive(self) -> psutil.Process:
        """The process, as long as it lives.

        Raises:
            NeverReady: it has ended.
        """
        if not self.is_alive:
            raise NeverReady("\n".join(self._heard.tail))
        return psutil.Process(self.pid)

    async def ready(self) -> float:
        """Wait until it says that it is ready; gives the seconds since its start.

        Raises:
            NeverReady: it ended, or said nothing for too long.
        """
        waiting = asyncio.create_task(self._ready.wait())
        await asyncio.wait({waiting, self._reading}, timeout=READY_WITHIN, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not self._ready.is_set():
            raise NeverReady("\n".join(self._heard.tail))
        return self.ready_after

    def freeze(self) -> None:
        """Let it stand still, as a machine that is asleep, until `thaw`."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.is_alive:
            self._process.send_signal(signal.SIGKILL)
        await self._ended()

    async def stop(self) -> float:
        """Ask it to end; gives the seconds it took. One that does not end is killed."""
        began = monotonic()
        if self.is_alive:
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOPPED_WITHIN):
                await self._process.wait()
        except TimeoutError:
            await self.kill()
        await self._ended()
        return monotonic() - began

    async def signalled(self, *signals: signal.Signals) -> tuple[int, float]:
        """Send signals, one right after the other; gives how it ended, and the seconds it took."""
        began = monotonic()
        for one in signals:
            if self.is_alive:
                self._process.send_signal(one)
            await asyncio.sleep(0.05)
        await self._ended()
        return self._process.returncode or 0, monotonic() - began

    async def _ended(self) -> None:
        await self._process.wait()
        await self._reading

    async def _read(self) -> None:
        """Take down what it says until it ends."""
        stream = self._process.stderr
        while stream is not None and (line := await stream.readline()):
            if self._heard.line(line.decode(errors="replace")) == "bot.ready":
                self.ready_after = monotonic() - self._born
                self._ready.set()
