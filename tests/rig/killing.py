"""The trial by kill -9: customers write, the bot dies again and again, Slack fails; then the ledger is read."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from motbot.playground.changes import Change
from motbot.playground.faults import Dropped, Fault, RateLimited
from motbot.storage.embedded import Embedded, EmbeddedServer
from tests.rig.bot import Bot
from tests.rig.ledger import Tally, tally
from tests.rig.stage import OpenWork, Stage, stage
from tests.rig.town import AT_ONCE, Town, request


def restart_server(folder: Path) -> None:
    """End the embedded server as a crash does, and start it again."""
    stamp = folder / "postgres" / "data" / "postmaster.pid"
    os.kill(int(stamp.read_text(encoding="utf-8").splitlines()[0]), signal.SIGQUIT)
    with EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)):
        pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How hard it is made for the bot. The same seed gives the same plan; what it meets is up to the machine."""

    events: int
    kills: int
    restarts: int = 0
    """How often the database's server ends at once, as in a crash, and comes back."""
    rate: float = 60.0
    """Messages a second."""
    duplicates: float = 0.1
    """Share of events that Slack delivers once more, at once or seconds later."""
    fault_every: int = 25
    """Every so many posts the next one meets a fault; 0 for none."""
    channels: int = 100
    coach: str = "playbook"
    blind: bool = False
    seed: int = 1
    settle_within: float = 240.0
    """Seconds for which nothing may move while something is left, once nobody writes or kills any more."""

    @property
    def town(self) -> Town:
        """Wide enough that every message opens a conversation of its own."""
        channels = min(self.channels, self.events)
        return Town(channels=channels, customers=-(-self.events // channels))


@dataclass(slots=True, kw_only=True)
class Course:
    """What happened in a trial."""

    tally: Tally | None = None
    settled: bool = False
    open_work: OpenWork | None = None
    set_aside: int = 0
    """Jobs that failed for good."""
    duplicates: int = 0
    faults: int = 0
    kills_starting: int = 0
    """Kills that came before the bot said it was ready."""
    kills_working: int = 0
    ready_after: list[float] = field(default_factory=list)
    events_written_after: float = 0.0
    last_kill_after: float = 0.0
    settled_after: float = 0.0
    """Seconds from the first event."""
    stop_s: float = 0.0


Say = Callable[[str], None]


async def run_trial(trial: Trial, say: Say = lambda _: None, *, log: Path | None = None) -> tuple[Course, Stage]:
    """Run one trial to its end, which comes by itself; the bot's log is added to a file where one is given."""
    async with stage(trial.town, coach=trial.coach, pace=AT_ONCE, blind=trial.blind) as set_up:
        set_up.heard.copy = log
        return await _Running(trial=trial, stage=set_up, say=say).run(), set_up


@dataclass(slots=True, kw_only=True)
class _Running:
    """One trial under way."""

    trial: Trial
    stage: Stage
    say: Say
    course: Course = field(default_factory=Course)
    _began: float = 0.0
    _posts: int = 0
    _late: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> Course:
        """Write and kill at the same time, then let the bot come to rest, stop it, and read the ledger."""
        first = await self.stage.start()
        self.course.ready_after.append(await first.ready())
        await self.stage.connected()
        self._began = monotonic()
        self.stage.workspace.on_change(self._on_change)
        async with asyncio.TaskGroup() as group:
            writing = group.create_task(self._write())
            killing = group.create_task(self._kill(first))
            group.create_task(self._restart())
        writing.result()
        last = killing.result()
        self.course.settled = await self.stage.settled(self.trial.settle_within)
        self.course.settled_after = monotonic() - self._began
        self.course.open_work = await self.stage.open_work()
        self.course.set_aside = await self.stage.jobs_aside()
        self.course.stop_s = await last.stop()
        self.course.tally = tally(self.stage.town, self.stage.workspace, self.trial.events)
        return self.course

    async def _write(self) -> None:
        """Every customer says one thing, at an even pace; some events are delivered twice."""
        chance = Random(self.trial.seed)
        town, workspace = self.stage.town, self.stage.workspace
        for number in range(self.trial.events):
            await asyncio.sleep(max(0.0, self._began + number / self.trial.rate - monotonic()))
            ts = workspace.post(town.customer(number), town.channel(number), request(number))
            if chance.random() < self.trial.duplicates:
                self.course.duplicates += 1
                event_id = workspace.event_id(town.channel(number), ts)
                self._later(self._again(event_id, chance.choice((0.0, 0.05, 0.5, 5.0))))
            if number % 300 == 0:
                self._tell(f"{number} written")
        self.course.events_written_after = monotonic() - self._began
        while self._late:
            await asyncio.wait(self._late)

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _again(self, event_id: str, after: float) -> None:
        await asyncio.sleep(after)
        self.stage.workspace.redeliver(event_id)

    async def _kill(self, bot: Bot) -> Bot:
        """Kill at random moments and start again: mostly at work, sometimes while it is still starting."""
        chance = Random(self.trial.seed + 1)
        for count in range(self.trial.kills):
            if chance.random() < 0.75:
                await bot.ready()
                await asyncio.sleep(chance.uniform(0.05, 5.0))
            else:
                await asyncio.sleep(chance.uniform(0.0, 2.0))
            if bot.ready_after:
                self.course.kills_working += 1
            else:
                self.course.kills_starting += 1
            await bot.kill()
            bot = await self.stage.start()
            self._tell(f"kill {count + 1}")
        self.course.last_kill_after = monotonic() - self._began
        self.course.ready_after.append(await bot.ready())
        return bot

    async def _restart(self) -> None:
        """Let the database's server end and come back at random moments of the writing."""
        chance, span = Random(self.trial.seed + 2), self.trial.events / self.trial.rate
        for moment in sorted(chance.uniform(0, span) for _ in range(self.trial.restarts)):
            await asyncio.sleep(max(0.0, self._began + moment - monotonic()))
            await asyncio.to_thread(restart_server, self.stage.recipe.data)
            self._tell("server restarted")

    def _on_change(self, change: Change) -> None:
        """Plan the next misfortune of chat.postMessage."""
        if change.kind != "posted" or not change.by_bot or not self.trial.fault_every:
            return
        self._posts += 1
        if self._posts % self.trial.fault_every == 0:
            turn = self._posts // self.trial.fault_every % 5
            fault: Fault = (Dropped(), Dropped(), Dropped(stored=False), Dropped(), RateLimited(retry_after=1))[turn]
            self.stage.server.faults.plan("chat.postMessage", fault)
            self.course.faults += 1

    def _tell(self, what: str) -> None:
        posts, waiting = sum(self.stage.workspace.posts_by_bot.values()), self.stage.workspace.unacked
        self.say(f"{monotonic() - self._began:6.1f} s  {what}; {posts} posts, {waiting} events not acknowledged")
