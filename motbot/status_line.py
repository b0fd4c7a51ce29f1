"""The line at the foot of the terminal while the bot runs: connected, events, messages, what waits, model, trouble."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError
from typing_extensions import override

from motbot.app import Beside
from motbot.catalogue import say, say_many
from motbot.metrics import Metrics
from motbot.running import Motbot
from motbot.settings.environment import LogFormat
from motbot.settings.loading import Settings

EVERY = 1.0
"""Seconds between two looks: most of them only read counters of this process."""
COUNTED_EVERY = 5
"""Looks between two at the database, for what waits."""
A_MINUTE = 60
"""Looks over which the model is judged."""
_BETWEEN = " · "

Hear = Callable[[str], None]
"""Hears the name of an event that was logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """The newest line of the log from WARNING on."""

    event: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """What the calls of the last minute were like; a model that nobody asked has none."""

    calls: int = 0
    failed: int = 0
    seconds: float = 0.0
    """Of one call, on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the line says. Times are on the machine's clock."""

    connected: int
    wanted: int
    """0 where no connections are held: over HTTP, and where the process only works."""
    since: datetime
    events: int
    messages: int
    """To agents and leads, each counted once: what is only changed in its place notifies nobody."""
    waiting: int | None = None
    """None while the database does not say."""
    model: ModelState | None = None
    """None with the playbook as coach."""
    trouble: Trouble | None = None


def line_of(now: Standing, width: int) -> Text:
    """The line, in so many columns: what matters least is left out first, and nothing is broken in two."""
    parts = [
        (0, _connection(now)),
        (1, _plain(say_many("{count:,} event today", "{count:,} events today", count=now.events))),
    ]
    sent = say_many("{count:,} private message", "{count:,} private messages", count=now.messages)
    parts.append((2, _plain(sent)))
    waiting = say("the database is silent") if now.waiting is None else say("{count:,} waiting", count=now.waiting)
    parts.append((1, Text(waiting, style="red" if now.waiting is None else "")))
    is_failing = now.model is not None and now.model.failed
    parts.append((1 if is_failing else 4, _model(now.model)))
    if now.trouble is not None:
        at = f"{now.trouble.at:%H:%M}"
        parts.append((3, Text(say("last trouble {time} {event}", time=at, event=now.trouble.event), style="yellow")))
    kept = parts
    while len(kept) > 1 and _joined(kept).cell_len > width:
        least = max(rank for rank, _ in kept)
        kept = [part for part in kept if part[0] != least]
    line = _joined(kept)
    line.truncate(width, overflow="ellipsis")
    return line


def _joined(parts: list[tuple[int, Text]]) -> Text:
    line = Text(no_wrap=True)
    for _, part in parts:
        line.append(_BETWEEN if line else "", style="dim")
        line.append_text(part)
    return line


def _plain(words: str) -> Text:
    return Text(words)


def _connection(now: Standing) -> Text:
    since = f"{now.since:%H:%M}"
    if now.wanted == 0:
        return Text.assemble(("● ", "green"), say("running since {time}", time=since))
    if now.connected == 0:
        return Text.assemble(("● ", "red"), (say("not connected since {time}", time=since), "red"))
    colour = "green" if now.connected >= now.wanted else "yellow"
    return Text.assemble(("● ", colour), say("connected since {time}", time=since))


def _model(model: ModelState | None) -> Text:
    if model is None:
        return Text(say("playbook"))
    if not model.calls:
        return Text(say("model: not asked just now"))
    if model.failed:
        words = say("model: calls that failed: {failed} of {calls}", failed=model.failed, calls=model.calls)
        return Text(words, style="yellow" if model.failed < model.calls else "red")
    return Text(say("model answers in {seconds:.1f} s", seconds=model.seconds))


def status_line_of(settings: Settings) -> Beside | None:
    """The line for this process's terminal; None where standard error is none, or holds JSON, or cannot go back."""
    is_json = settings.environment.motbot_log.format is LogFormat.JSON
    console = Console(stderr=True)
    if is_json or not console.is_terminal or console.is_dumb_terminal:
        return None
    return StatusLine(console).follow


class StatusLine:
    """Shows the line beside a running bot, until it is cancelled; the log goes on above it."""

    def __init__(self, console: Console) -> None:
        """Take the terminal that the log goes to."""
        self._console = console

    async def follow(self, bot: Motbot) -> None:
        """Look once a second, and say it."""
        watched = _Watched(bot)
        live = Live(console=self._console, auto_refresh=False, transient=True, redirect_stdout=False)
        with _logging_above(self._console, watched.hear), live:
            while True:
                live.update(line_of(await watched.standing(), self._console.width), refresh=True)
                await asyncio.sleep(EVERY)


class _Watched:
    """One bot over time."""

    def __init__(self, bot: Motbot) -> None:
        self._bot = bot
        self._looks = 0
        self._waiting: int | None = None
        self._since: tuple[bool, datetime] | None = None
        self._day: tuple[date, float, float] | None = None
        self._calls: deque[tuple[float, float, float]] = deque(maxlen=A_MINUTE)
        self._trouble: Trouble | None = None

    def hear(self, event: str) -> None:
        """Something was logged that somebody should know."""
        self._trouble = Trouble(event=event, at=self._now())

    async def standing(self) -> Standing:
        """How things stand now."""
        bot, now = self._bot, self._now()
        state = await bot.sockets.state() if bot.sockets else None
        connected, wanted = (state.connected, state.wanted) if state else (0, 0)
        is_up = bool(connected) or not wanted
        if self._since is None or self._since[0] != is_up:
            self._since = (is_up, now)
        if self._looks % COUNTED_EVERY == 0:
            self._waiting = await self._counted()
        self._looks += 1
        events, messages = self._today(bot.metrics, now.date())
        return Standing(
            connected=connected,
            wanted=wanted,
            since=self._since[1],
            events=events,
            messages=messages,
            waiting=self._waiting,
            model=self._model(bot.metrics) if bot.wiring.model is not None else None,
            trouble=self._trouble,
        )

    async def _counted(self) -> int | None:
        try:
            return await self._bot.engine.pending()
        except (SQLAlchemyError, OSError):
            return None

    def _today(self, metrics: Metrics, day: date) -> tuple[int, int]:
        """Events and private messages since midnight, or since the start where that was later."""
        events = metrics.total("slack_payloads_total", fate="store")
        messages = metrics.total("whispers_total", outcome="sent")
        if self._day is None:
            self._day = (day, 0.0, 0.0)
        elif self._day[0] != day:
            self._day = (day, events, messages)
        return int(events - self._day[1]), int(messages - self._day[2])

    def _model(self, metrics: Metrics) -> ModelState:
        calls = metrics.total("model_calls_total")
        failed = calls - metrics.total("model_calls_total", outcome="answered")
        self._calls.append((calls, failed, metrics.total("model_call_seconds_sum")))
        before = self._calls[0]
        made = calls - before[0]
        seconds = (self._calls[-1][2] - before[2]) / made if made else 0.0
        return ModelState(calls=int(made), failed=int(failed - before[1]), seconds=seconds)

    def _now(self) -> datetime:
        return self._bot.wiring.clock.now().astimezone()


class _Above:
    """A stream whose lines appear above the line at the foot."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def write(self, words: str) -> int:
        """Print whole lines; a long one is folded by the terminal, so that it is copied as one."""
        self._console.print(Text.from_ansi(words.rstrip("\n")), soft_wrap=True, highlight=False)
        return len(words)

    def flush(self) -> None:
        """Nothing is held back."""


class _Ear(logging.Handler):
    """Hears what is logged from WARNING on, by the name of the event alone."""

    def __init__(self, hear: Hear) -> None:
        super().__init__(logging.WARNING)
        self._hear = hear

    @override
    def emit(self, record: logging.LogRecord) -> None:
        event = record.msg.get("event") if isinstance(record.msg, dict) else record.name
        self._hear(str(event))


@contextmanager
def _logging_above(console: Console, hear: Hear) -> Iterator[None]:
    """Let the log of this process go through the console while the line stands there."""
    root, ear = logging.getLogger(), _Ear(hear)
    streams: list[tuple[logging.StreamHandler[TextIO], TextIO]] = [
        (one, one.stream) for one in root.handlers if isinstance(one, logging.StreamHandler)
    ]
    for handler, _ in streams:
        handler.setStream(_Above(console))  # type: ignore[arg-type] # all that a handler asks of a stream
    root.addHandler(ear)
    try:
        yield
    finally:
        root.removeHandler(ear)
        for handler, stream in streams:
            handler.setStream(stream)
