"""Several bots on one database while customers write: one after the other is killed, frozen for a while, or stopped."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from time import monotonic

from tests.rig.bot import Bot
from tests.rig.ledger import Tally, tally
from tests.rig.stage import Stage, stage
from tests.rig.town import AT_ONCE, Town, request

WORKER = "--no-listen"
TAKEN_OVER_WITHIN = 15.0
"""Seconds: the promise."""
MARGIN = 5.0
"""Seconds to look on after that, so that a promise that is broken can be told by how much."""
_LOOK_EVERY = 0.1


class Fate(StrEnum):
    """What can happen to a process."""

    KILLED = "kill -9"
    FROZEN = "SIGSTOP, and SIGCONT later"
    STOPPED = "SIGTERM"


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetTrial:
    """How hard it is made for them. The same seed gives the same misfortunes."""

    misfortunes: int
    listening: int = 2
    working: int = 1
    """Processes that only work on jobs."""
    frozen_s: float = 60.0
    fates: tuple[Fate, ...] = tuple(Fate)
    """They come by turns."""
    rate: float = 2.0
    """Messages a second, as long as misfortunes happen."""
    model_takes: float = 1.0
    """Seconds for each answer of the model, so that everybody has jobs under way at any time."""
    channels: int = 20
    seed: int = 1
    settle_within: float = 240.0

    @property
    def town(self) -> Town:
        """Wide enough that every message opens a conversation of its own."""
        lasts = 30 + self.misfortunes * (TAKEN_OVER_WITHIN + MARGIN + self.frozen_s)
        return Town(channels=self.channels, customers=int(lasts * self.rate / self.channels) + 1)


@dataclass(slots=True, kw_only=True)
class FleetCourse:
    """What happened."""

    said: int = 0
    tally: Tally | None = None
    settled: bool = False
    aside: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    taken_over_s: list[float] = field(default_factory=list)
    """From a process's end, or standing still, until none of the jobs that ran then was still run by it."""

    @property
    def is_whole(self) -> bool:
        """Whether every promise held."""
        found = self.tally
        return (
            found is not None
            and self.settled
            and not (found.lost or found.doubled or found.misplaced or found.seen_by_customers or self.aside)
            and max(self.taken_over_s, default=0.0) <= TAKEN_OVER_WITHIN
        )


Say = Callable[[str], None]


async def run_fleet(trial: FleetTrial, say: Say = lambda _: None, *, log: Path | None = None) -> FleetCourse:
    """Start all of them at the same instant on an empty database, and let the misfortunes happen."""
    async with stage(trial.town, coach="model", pace=AT_ONCE, model_takes=trial.model_takes) as set_up:
        set_up.heard.copy = log
        return await _Running(trial=trial, stage=set_up, say=say).run()


@dataclass(slots=True, kw_only=True)
class _Running:
    """One trial under way."""

    trial: FleetTrial
    stage: Stage
    say: Say
    course: FleetCourse = field(default_factory=FleetCourse)
    _bots: list[tuple[Bot, tuple[str, ...]]] = field(default_factory=list)

    async def run(self) -> FleetCourse:
        """Write while misfortunes happen; then let the bots come to rest, and read the ledger."""
        roles = [()] * self.trial.listening + [(WORKER,)] * self.trial.working
        self._bots = [(await self.stage.start(*role), role) for role in roles]
        for bot, _ in self._bots:
            await bot.ready()
        await self.stage.connected(2 * self.trial.listening)
        writing = asyncio.create_task(self._write())
        chance = Random(self.trial.seed)
        for number in range(self.trial.misfortunes):
            await asyncio.sleep(chance.uniform(0.2, 2.0))
            await self._strike(chance.randrange(len(self._bots)), self.trial.fates[number % len(self.trial.fates)])
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        self.course.settled = await self.stage.settled(self.trial.settle_within)
        self.course.aside = await self.stage.jobs_aside()
        for bot, _ in self._bots:
            await bot.stop()
        self.course.tally = tally(self.stage.town, self.stage.workspace, self.course.said)
        return self.course

    async def _write(self) -> None:
        """Every customer says one thing, at an even pace."""
        began, town = monotonic(), self.stage.town
        while True:
            number = self.course.said
            self.stage.workspace.post(town.customer(number), town.channel(number), request(number))
            self.course.said += 1
            await asyncio.sleep(max(0.0, began + self.course.said / self.trial.rate - monotonic()))

    async def _strike(self, place: int, fate: Fate) -> None:
        """Let something happen to one process; in the end there are as many as before."""
        bot, role = self._bots[place]
        self.course.fates[fate] += 1
        held = await self.stage.runs()
        began = monotonic()
        match fate:
            case Fate.KILLED:
                await bot.kill()
            case Fate.FROZEN:
                bot.freeze()
            case Fate.STOPPED:
                await bot.stop()
        took = await self._taken_over(held, began)
        waiting = (await self.stage.open_work()).jobs
        self.say(
            f"{fate.value} ({' '.join(role) or 'listening'}): {took:.1f} s; {self.course.said} said, {waiting} jobs"
        )
        if fate is not Fate.FROZEN:
            self._bots[place] = (await self.stage.start(*role), role)
            await self._bots[place][0].ready()
            return
        await asyncio.sleep(max(0.0, began + self.trial.frozen_s - monotonic()))
        bot.thaw()

    async def _taken_over(self, held: frozenset[tuple[int, int]], began: float) -> float:
        """Wait until no job is run any more as it was before; those of the living end by themselves, and soon."""
        while held & await self.stage.runs() and monotonic() - began < TAKEN_OVER_WITHIN + MARGIN:  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_EVERY)
        took = monotonic() - began
        if held:
            self.course.taken_over_s.append(took)
        return took
