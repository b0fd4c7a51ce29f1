"""What a flood costs: everything that 50 channels said in an hour arrives at once, and the bot has to stay on its feet.

How to run, from the project's root:

    python -m tests.bench.flood                     # 10,000 events, about a minute
    python -m tests.bench.flood --events 2000

The local Slack runs in this process, the bot is a process of its own on the embedded database. Slack sends again what
is not acknowledged in time, as the real one does: after three seconds, a minute, five. What counts is the bot's
resident memory, by the size of the flood, and that nothing is lost. Ends by itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Annotated

import typer

from motbot.playground.delivery import Timetable
from tests.rig.bot import Bot
from tests.rig.figures import console, machine, pairs_table
from tests.rig.stage import Stage, stage
from tests.rig.talking import write_requests
from tests.rig.town import Town, request
from tests.rig.watching import Watch

WARM_UP = 20
LIKE_SLACK = Timetable(delays=(3.0, 60.0, 300.0), endless=True)
NOTHING_ELSE = {"quiet": "30m", "burst_at_most": "30m"}
"""Nobody coaches meanwhile: what is measured is the door."""
LOOK_EVERY = 0.1
WITHIN = 300.0


@dataclass(slots=True, kw_only=True)
class Flood:
    """What was seen of one flood."""

    before_mib: float
    samples: list[float] = field(default_factory=list)
    took_s: float = 0.0
    stored: int = 0

    @property
    def peak_mib(self) -> float:
        """The most that was ever resident."""
        return max(self.samples, default=self.before_mib)

    @property
    def grown_mib(self) -> float:
        """By how much."""
        return self.peak_mib - self.before_mib


async def flood(events: Sequence[int], *, town: Town) -> Flood:
    """Let them all be written at once, and watch the bot until each is acknowledged."""
    async with stage(town, pace=NOTHING_ELSE) as set_up:
        bot = await set_up.start()
        await bot.ready()
        await set_up.connected()
        await write_requests(set_up, Watch(), range(WARM_UP), rate=20)
        await set_up.workspace.delivery.drained()
        set_up.workspace.delivery.timetable = LIKE_SLACK
        seen = Flood(before_mib=bot.resident_mib)
        began = perf_counter()
        watching = asyncio.create_task(_watched(bot, seen))
        for number in events:
            set_up.workspace.post(town.customer(number), town.channel(number), request(number))
        async with asyncio.timeout(WITHIN):
            await set_up.workspace.delivery.drained()
        seen.took_s = perf_counter() - began
        watching.cancel()
        seen.stored = await _stored(set_up) - WARM_UP
        await bot.stop()
        return seen


async def _watched(bot: Bot, seen: Flood) -> None:
    while True:
        seen.samples.append(bot.resident_mib)
        await asyncio.sleep(LOOK_EVERY)


async def _stored(set_up: Stage) -> int:
    return await set_up.number("SELECT count(*) FROM inbox")


def main(*, events: Annotated[int, typer.Option(min=1, help="How many events arrive at once.")] = 10_000) -> None:
    """Measure a flood, and a tenth of it for comparison."""
    out = console()
    out.print(machine(), highlight=False)
    for count in (events // 10, events):
        town = Town(channels=50, customers=20)
        seen = asyncio.run(flood(range(WARM_UP, WARM_UP + count), town=town))
        rows = (
            ("stored", f"{seen.stored:,} of {count:,}"),
            ("acknowledged in", f"{seen.took_s:.1f} s"),
            ("stored a second", f"{count / seen.took_s:,.0f}"),
            ("resident before", f"{seen.before_mib:.0f} MiB"),
            ("most resident", f"{seen.peak_mib:.0f} MiB"),
            ("grown by", f"{seen.grown_mib:.0f} MiB"),
        )
        out.print(pairs_table(f"{count:,} events at once", rows))


if __name__ == "__main__":
    typer.run(main)
