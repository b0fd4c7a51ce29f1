"""What 100,000 waiting Confirm timers cost: the start, the memory, and how late a timer is beside them.

How to run, from the project's root:

    python -m tests.bench.timers                   # about two minutes
    python -m tests.bench.timers --waiting 10000 --due 50

The local Slack runs in this process, the bot is a process of its own on the embedded database, both on the loopback.
Ends by itself.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from motbot.clock import SystemClock
from motbot.storage.database import Url, make_engine, open_database
from tests.rig.figures import console, machine, timing_row, timing_table
from tests.rig.stage import Stage, stage
from tests.rig.town import DEFAULT_PACE, Town
from tests.rig.waiting import put_due, put_many
from tests.rig.watching import Watch, watch

CHANNELS = 11
"""In the first of them wait those that do not fall due: what Slack does not show there, a start takes for deleted."""
LEAD = timedelta(seconds=8)
"""From putting the timers to the first one's time."""
SPREAD = timedelta(seconds=20)
REST = 3.0
"""Seconds a bot that is ready is left alone before its memory is read."""
PATIENCE = 60.0
"""Seconds after the last timer's time until those that have not fired count as lost."""


def main(
    *,
    waiting: Annotated[int, typer.Option(min=1, help="Timers that wait for hours and days.")] = 100_000,
    due: Annotated[int, typer.Option(min=1, help="Timers that fall due while we look, for each of two ways.")] = 200,
    starts: Annotated[int, typer.Option(min=1, help="How often the bot is started on each database.")] = 3,
) -> None:
    """Start the bot on an empty database and on a full one, then let timers fall due, spread out and all at once."""
    asyncio.run(_measure(console(), waiting=waiting, due=due, starts=starts))


async def _measure(out: Console, *, waiting: int, due: int, starts: int) -> None:
    """Everything, in one database."""
    out.print(machine(), highlight=False)
    town = Town(channels=CHANNELS, customers=1 + -(-2 * due // (CHANNELS - 1)))
    async with stage(town, pace=DEFAULT_PACE) as set_up:
        async with open_database(Url(text=set_up.conninfo)):
            pass  # made before anything is measured
        table = Table("database", "ready, seconds", "processor, seconds", "resident MiB")
        await _start_row(table, set_up, "empty", starts)
        engine = make_engine(set_up.conninfo)
        began = perf_counter()
        await put_many(engine, town, waiting, now=SystemClock().now())
        took = perf_counter() - began
        await _start_row(table, set_up, f"{waiting:,} timers wait", starts)
        out.print(table)
        out.print(f"(put there in {took:.1f} s)", highlight=False)
        bot = await set_up.start()
        await bot.ready()
        await set_up.connected()
        seen = watch(set_up.workspace)
        late = timing_table(f"from a timer's time to its prompt in Slack, beside {waiting:,} waiting ones")
        numbers = [number for number in range(2 * due + due // 4 + CHANNELS) if number % CHANNELS]
        spread = [(number, SPREAD * count / due) for count, number in enumerate(numbers[:due])]
        await _fire(set_up, seen, spread, what=f"{due} spread over {SPREAD.seconds} s", out=out, table=late)
        at_once = [(number, timedelta()) for number in numbers[due : 2 * due]]
        await _fire(set_up, seen, at_once, what=f"{due} at one instant", out=out, table=late)
        out.print(late)
        out.print(f"resident at the end: {bot.resident_mib:.0f} MiB; prompts: {len(seen.prompts)} of {2 * due}")
        await bot.stop()
        await engine.dispose()


async def _start_row(table: Table, set_up: Stage, what: str, starts: int) -> None:
    """Start and stop the bot a few times."""
    ready, cpu, resident = [], [], []
    for _ in range(starts):
        bot = await set_up.start()
        ready.append(await bot.ready())
        cpu.append(bot.cpu_s)
        await asyncio.sleep(REST)
        resident.append(bot.resident_mib)
        await bot.stop()
    table.add_row(what, _all(ready, 2), _all(cpu, 2), _all(resident, 0))


def _all(values: Sequence[float], digits: int) -> str:
    """The values, as measured."""
    return ", ".join(f"{value:.{digits}f}" for value in values)


async def _fire(
    set_up: Stage, seen: Watch, plan: Sequence[tuple[int, timedelta]], *, what: str, out: Console, table: Table
) -> None:
    """Put timers, wait until each has led to its prompt, and tell how late each was."""
    engine = make_engine(set_up.conninfo)
    now = SystemClock().now()
    # Putting them takes time too, during which none may fall due.
    start = now + LEAD + timedelta(milliseconds=20) * len(plan)
    await put_due(engine, set_up.town, [(number, start + after) for number, after in plan], now=now)
    await engine.dispose()
    due_at = {number: _on_our_clock(start + after) for number, after in plan}
    until, overdue = max(due_at.values()) + PATIENCE, 0
    while not seen.prompts.keys() >= due_at.keys() and perf_counter() < until:
        overdue = max(overdue, await set_up.overdue_ms())
        await asyncio.sleep(0.1)
    out.print(f"{what}: moved to a job at most {overdue} ms after its time", highlight=False)
    timing_row(table, what, [seen.prompts[number] - at for number, at in due_at.items() if number in seen.prompts])


def _on_our_clock(at: datetime) -> float:
    """An instant on the clock that the watch goes by."""
    return perf_counter() + (at - SystemClock().now()).total_seconds()


if __name__ == "__main__":
    typer.run(main)
