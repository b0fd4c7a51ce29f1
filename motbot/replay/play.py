"""Plays dialogues line by line: speaks the next line or lets the next timer fire, once everything is idle."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter
from typing import Protocol

from motbot.catalogue import listed, say
from motbot.domain.errors import Failed
from motbot.playground.workspace import Workspace
from motbot.ports.records import Verdict
from motbot.ports.store import Store
from motbot.replay.clock import JumpingClock
from motbot.replay.dialogues import Speaker
from motbot.replay.outcome import Outcome
from motbot.replay.stage import OURS, Cue, Part

HORIZON = timedelta(days=10)
"""How long after the last line timers are still followed."""
IDLE_WITHIN = 120.0
"""Wall seconds after which a bot that does not come to rest counts as stuck."""
LOOK_EVERY = 0.004


class Bot(Protocol):
    """The running bot, as far as a replay needs it."""

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        ...

    async def is_idle(self) -> bool:
        """Whether no job runs or waits to run."""
        ...

    async def wake(self) -> None:
        """Move everything to jobs whose time has come on the bot's clock."""
        ...


@dataclass(slots=True, kw_only=True)
class _Spoken:
    """A customer's line whose verdict is not known yet."""

    cue: Cue
    ts: str
    since: float
    """Wall clock of when it was spoken."""


@dataclass(slots=True, kw_only=True)
class Play:
    """One performance; `run` gives an outcome for every line of a customer."""

    parts: Sequence[Part]
    script: Sequence[Cue]
    workspace: Workspace
    bot: Bot
    clock: JumpingClock
    speed: float | None = None
    """Times real time; None jumps."""
    on_line: Callable[[Cue], None] = lambda _: None
    _roots: dict[int, str] = field(default_factory=dict)
    _stamps: dict[tuple[str, str], int] = field(default_factory=dict)
    _open: list[_Spoken] = field(default_factory=list)
    _outcomes: list[Outcome] = field(default_factory=list)

    async def run(self) -> tuple[Outcome, ...]:
        """Play to the end: the last line is spoken, every timer within the horizon has fired.

        Raises:
            Failed: a line was left without a verdict, or a customer could see something of the bot's.
        """
        lines = list(self.script)
        end = (lines[-1].at if lines else self.clock.now()) + HORIZON
        while True:
            wake = await self._rest()
            following = min((at for at in (lines[0].at if lines else None, wake) if at is not None), default=None)
            if following is None or (not lines and following > end):
                break
            await self._go_to(following)
            while lines and lines[0].at <= self.clock.now():
                self._speak(lines.pop(0))
            await self.bot.wake()
        self._account_for_all()
        self._see_that_customers_saw_nothing()
        return tuple(sorted(self._outcomes, key=lambda one: (one.dialogue, one.index)))

    async def _go_to(self, at: datetime) -> None:
        """Let the time pass: at once, or as fast as was asked for."""
        if self.speed is not None:
            await asyncio.sleep(max(0.0, (at - self.clock.now()).total_seconds()) / self.speed)
        self.clock.jump(at)

    def _speak(self, cue: Cue) -> None:
        """One line, in its dialogue's channel: at the root, or in the thread that the first line opened."""
        part = self.parts[cue.dialogue]
        line = part.dialogue.messages[cue.index]
        thread = None if line.root else self._roots.get(cue.dialogue)
        ts = self.workspace.post(part.account(cue.index), part.channel, line.text, thread_ts=thread)
        self._roots.setdefault(cue.dialogue, ts)
        self._stamps[part.channel, ts] = cue.index
        if line.by is Speaker.CUSTOMER:
            self._open.append(_Spoken(cue=cue, ts=ts, since=perf_counter()))
        self.on_line(cue)

    async def _rest(self) -> datetime | None:
        """Wait until the bot has done everything it can do now, and take the verdicts down; gives its next timer."""
        began = perf_counter()
        while True:
            idle = not self.workspace.unacked and await self.bot.is_idle()
            wake = await self.bot.store.next_wake()
            # Between the two looks a timer's row may have become a job: then the next timer is not the next thing.
            if idle and await self.bot.is_idle():
                break
            if perf_counter() - began > IDLE_WITHIN:
                raise Failed(
                    say(
                        "the bot did not come to rest within {idle_within:g} s; its log says what it is busy with",
                        idle_within=IDLE_WITHIN,
                    )
                )
            await asyncio.sleep(LOOK_EVERY)
        now = perf_counter()
        self._open = [spoken for spoken in self._open if not await self._take_down(spoken, now)]
        return wake

    async def _take_down(self, spoken: _Spoken, now: float) -> bool:
        """Note the verdict on a line; False while there is none."""
        part = self.parts[spoken.cue.dialogue]
        async with self.bot.store.begin() as tx:
            stored = await tx.lines.get(OURS, part.channel, spoken.ts)
            verdict = await tx.verdicts.get(stored.verdict) if stored and stored.verdict else None
        if verdict is None:
            return False
        self._outcomes.append(
            Outcome(
                dialogue=part.dialogue.id,
                index=spoken.cue.index,
                text=part.dialogue.messages[spoken.cue.index].text,
                verdict=verdict,
                merged_into=self._stands_for(part, spoken, verdict),
                latency_s=now - spoken.since,
            )
        )
        return True

    def _stands_for(self, part: Part, spoken: _Spoken, verdict: Verdict) -> int | None:
        """The index of the burst's last line, for every other line of the burst."""
        last = max(verdict.focus)
        return None if last == spoken.ts else self._stamps[part.channel, last]

    def _account_for_all(self) -> None:
        """Every customer's line has a verdict, or the replay has failed."""
        if self._open:
            left = listed(f"{self.parts[one.cue.dialogue].dialogue.id}#{one.cue.index}" for one in self._open[:5])
            raise Failed(say("lines left without a verdict: {count} ({which})", count=len(self._open), which=left))

    def _see_that_customers_saw_nothing(self) -> None:
        """The promise of all promises: nothing of ours where a customer reads."""
        for part in self.parts:
            for (by, _), account in part.accounts.items():
                if by is Speaker.CUSTOMER and self.workspace.of_bot_visible_to(account):
                    raise Failed(
                        say(
                            "{id}: a customer could see something of the bot's; please report this", id=part.dialogue.id
                        )
                    )
