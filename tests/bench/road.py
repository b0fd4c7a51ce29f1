"""How long the road is: from an event to its acknowledgement, to its card, and from a burst's last word to its card.

How to run, from the project's root:

    python -m tests.bench.road                      # all three parts, about four minutes
    python -m tests.bench.road --part card          # acknowledgement and card, without debounce
    python -m tests.bench.road --part burst         # the default pace
    python -m tests.bench.road --coach model        # with a language model that answers at once

The local Slack runs in this process, the bot is a process of its own on the embedded database, both on the loopback;
every figure is measured at Slack's side, so that it holds the local Slack's own time too. Ends by itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.rig.bot import Bot
from tests.rig.figures import console, machine, pairs_table, timing_row, timing_table
from tests.rig.stage import Stage, stage
from tests.rig.talking import write_bursts, write_requests
from tests.rig.town import AT_ONCE, DEFAULT_PACE, Town
from tests.rig.watching import Watch, watch

WARM_UP = 20
"""Requests before the measured ones: caches and connections of a bot that has just started are cold."""
SETTLE_WITHIN = 120.0
APART = 0.8
"""Seconds between the messages of a burst."""


class Part(StrEnum):
    """What is measured."""

    CARD = "card"
    BURST = "burst"
    ALL = "all"


def main(
    *,
    part: Annotated[
        Part, typer.Option(help="card: acknowledgement and card; burst: with the default pace.")
    ] = Part.ALL,
    seconds: Annotated[float, typer.Option(min=1, help="How long customers write, for each part.")] = 90.0,
    rate: Annotated[float, typer.Option(min=0.1, help="Messages a second; Slack's own cap is 8.3.")] = 8.3,
    channels: Annotated[int, typer.Option(min=1, help="Channels they are spread over.")] = 50,
    coach: Annotated[str, typer.Option(help="playbook, or model for one that answers at once.")] = "playbook",
) -> None:
    """Measure the road at an even pace."""
    out = console()
    out.print(machine(), highlight=False)
    if part in {Part.CARD, Part.ALL}:
        asyncio.run(_cards(out, coach, seconds=seconds, rate=rate, channels=channels))
    if part in {Part.BURST, Part.ALL}:
        asyncio.run(_bursts(out, coach, seconds=seconds, rate=rate, channels=channels))


async def _cards(out: Console, coach: str, *, seconds: float, rate: float, channels: int) -> None:
    """Each message a request of its own, no waiting for the end of a burst."""
    numbers = range(WARM_UP, WARM_UP + int(seconds * rate))
    town = Town(channels=channels, customers=-(-(len(numbers) + WARM_UP) // channels))
    async with stage(town, coach=coach, pace=AT_ONCE) as set_up:
        bot, seen = await _warm(set_up)
        effort = await Effort.begin(bot, set_up)
        await write_requests(set_up, seen, numbers, rate=rate)
        spent = await effort.end(numbers, seen)
    table = timing_table(f"debounce 0, {rate:g} events/s for {seconds:g} s, {channels} channels, coach {coach}")
    timing_row(table, "event out -> acknowledged", seen.acknowledged)
    timing_row(table, "event out -> card posted", seen.to_cards())
    if seen.drafts:
        timing_row(table, "event out -> draft on the card", seen.to_drafts())
    out.print(table)
    out.print(spent)


async def _bursts(out: Console, coach: str, *, seconds: float, rate: float, channels: int) -> None:
    """Bursts of three messages, with the pace the bot has by default."""
    numbers = range(WARM_UP, WARM_UP + int(seconds * rate / 3))
    town = Town(channels=channels, customers=-(-(len(numbers) + WARM_UP) // channels))
    async with stage(town, coach=coach, pace=DEFAULT_PACE) as set_up:
        bot, seen = await _warm(set_up)
        effort = await Effort.begin(bot, set_up)
        await write_bursts(set_up, seen, numbers, rate=rate, apart=APART)
        spent = await effort.end(numbers, seen)
    table = timing_table(f"default pace, bursts of three, {rate:g} events/s for {seconds:g} s, coach {coach}")
    timing_row(table, "event out -> acknowledged", seen.acknowledged)
    timing_row(table, "last of a burst -> card posted", seen.to_cards())
    out.print(table)
    out.print(spent)


async def _warm(set_up: Stage) -> tuple[Bot, Watch]:
    """A bot that has done some work, and a watch that has not seen it."""
    bot = await set_up.start()
    await bot.ready()
    await set_up.connected()
    await write_requests(set_up, Watch(), range(WARM_UP), rate=10)
    await set_up.settled(SETTLE_WITHIN)
    return bot, watch(set_up.workspace)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What the bot had used before, to tell what it uses from now on."""

    bot: Bot
    stage: Stage
    cpu: float
    commits: int
    calls: int
    began: float

    @classmethod
    async def begin(cls, bot: Bot, set_up: Stage) -> "Effort":
        """Look at everything that counts."""
        return cls(
            bot=bot,
            stage=set_up,
            cpu=bot.cpu_s,
            commits=await set_up.commits(),
            calls=len(set_up.workspace.calls),
            began=perf_counter(),
        )

    async def end(self, numbers: Sequence[int], seen: Watch) -> Table:
        """Let the bot come to rest, say what it has used, and stop it."""
        settled, wrote = await self.stage.settled(SETTLE_WITHIN), max(1, len(numbers))
        cpu, took = self.bot.cpu_s - self.cpu, perf_counter() - self.began
        commits = await self.stage.commits() - self.commits
        calls = len(self.stage.workspace.calls) - self.calls
        resident = self.bot.resident_mib
        await self.bot.stop()
        return pairs_table(
            "the bot's process",
            [
                ("requests with a card", f"{sum(number in seen.cards for number in numbers)} of {len(numbers)}"),
                ("came to rest", "yes" if settled else "no"),
                ("processor time a request", f"{1000 * cpu / wrote:.0f} ms"),
                ("processor busy", f"{100 * cpu / took:.0f} %"),
                ("transactions a request (idle ticks included)", f"{commits / wrote:.1f}"),
                ("calls of the Web API a request", f"{calls / wrote:.1f}"),
                ("resident memory", f"{resident:.0f} MiB"),
            ],
        )


if __name__ == "__main__":
    typer.run(main)
