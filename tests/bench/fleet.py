"""What several processes gain over one, where each answer of the model takes its time; or what their deaths cost.

How to run, from the project's root:

    python -m tests.bench.fleet                          # 1, 2 and 4 processes, about two minutes
    python -m tests.bench.fleet --processes 1 --processes 8 --concurrency 16
    python -m tests.bench.fleet --misfortunes 20         # three processes, one after the other killed, frozen, stopped

The local Slack and the model run in this process, every bot is a process of its own; all share one embedded database
and the machine. One process in two only works on jobs (`--no-listen`). Ends by itself; exit code 1 when a request was
lost or shown twice.
"""

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, perf_counter
from typing import Annotated

import psutil
import typer
from rich.table import Table

from tests.rig.figures import console, machine, pairs_table, quantile
from tests.rig.fleet import Fate, FleetCourse, FleetTrial, run_fleet
from tests.rig.ledger import tally
from tests.rig.stage import Stage, stage
from tests.rig.talking import write_requests
from tests.rig.town import AT_ONCE, Town
from tests.rig.watching import watch

TAKES = 2.0
"""Seconds for each answer of the model; a moment needs two: an assessment and a draft."""
SAID = 30
"""Moments that a process which is never kept waiting works off in this many seconds: so long is one measurement."""
CHANNELS = 20
WITHIN = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What so many processes have done."""

    processes: int
    moments: int
    a_minute: float
    card_s: float
    """Median seconds from a request to its card."""
    bot_cores: float
    """Processors that all bots together kept busy."""
    all_cores: float
    """Likewise the whole machine, the local Slack and the database included."""
    connections: int
    """To the database, at most."""
    by_playbook: int
    whole: bool


async def measure(processes: int, *, concurrency: int) -> Pace:
    """Let so many processes work off what would keep each of them busy for a while."""
    moments = int(processes * concurrency / (2 * TAKES) * SAID)
    town = Town(channels=CHANNELS, customers=-(-moments // CHANNELS))
    async with stage(town, coach="model", pace=AT_ONCE, model_takes=TAKES) as set_up:
        _set_concurrency(set_up, concurrency)
        bots = [await set_up.start(*(["--no-listen"] if number % 2 else [])) for number in range(processes)]
        for bot in bots:
            await bot.ready()
        await set_up.connected(2 * -(-processes // 2))
        seen = watch(set_up.workspace)
        psutil.cpu_percent()
        used, began, most = sum(bot.cpu_s for bot in bots), perf_counter(), 0
        await write_requests(set_up, seen, range(moments), rate=max(20.0, moments / 10))
        while len(seen.drafts) < moments and perf_counter() - began < WITHIN:
            most = max(most, await set_up.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))  # fmt: skip
            await asyncio.sleep(0.5)
        took = perf_counter() - began
        busy, whole = sum(bot.cpu_s for bot in bots) - used, psutil.cpu_percent() / 100 * (psutil.cpu_count() or 1)
        await set_up.settled(30)
        found = tally(town, set_up.workspace, moments)
        lasted = max(seen.drafts.values(), default=began + took) - began
        pace = Pace(
            processes=processes,
            moments=moments,
            a_minute=60 * len(seen.drafts) / lasted,
            card_s=quantile(seen.to_cards(), 0.5),
            bot_cores=busy / took,
            all_cores=whole,
            connections=most,
            by_playbook=await set_up.number(
                "SELECT count(*) FROM moments WHERE value->'provenance'->>'coach' <> 'model'"
            ),
            whole=not found.lost and not found.doubled and len(seen.drafts) == moments,
        )
        for bot in bots:
            await bot.stop()
        return pace


def _set_concurrency(set_up: Stage, concurrency: int) -> None:
    """Calls of the model at the same time, of each process."""
    config = set_up.recipe.config
    config.write_text(config.read_text(encoding="utf-8") + f"model:\n  concurrency: {concurrency}\n", encoding="utf-8")


def main(
    *,
    processes: Annotated[list[int] | None, typer.Option(min=1, help="How many; may be repeated.")] = None,
    concurrency: Annotated[int, typer.Option(min=1, help="Calls of the model at once, of each process.")] = 4,
    misfortunes: Annotated[int, typer.Option(min=0, help="Do not measure: kill, freeze and stop so many.")] = 0,
    frozen: Annotated[float, typer.Option(help="Seconds that a process stands still.")] = 60.0,
    rate: Annotated[float, typer.Option(help="Messages a second, with misfortunes.")] = 2.0,
    seed: Annotated[int, typer.Option(help="Of the misfortunes.")] = 1,
    log: Annotated[Path | None, typer.Option(help="Add the bots' own logs to this file.")] = None,
) -> None:
    """Measure the gain; or let misfortunes happen to processes one after the other, and read the ledger."""
    out = console()
    out.print(machine(), highlight=False)
    if misfortunes:
        trial = FleetTrial(misfortunes=misfortunes, frozen_s=frozen, rate=rate, seed=seed)
        began = monotonic()
        course = asyncio.run(run_fleet(trial, lambda line: out.print(line, highlight=False), log=log))
        title = f"3 processes, {misfortunes} misfortunes, {course.said} requests, {monotonic() - began:.0f} s"
        out.print(pairs_table(title, _rows(course)))
        sys.exit(0 if course.is_whole else 1)
    paces = []
    for count in processes or (1, 2, 4):
        paces.append(asyncio.run(measure(count, concurrency=concurrency)))
        out.print(f"{count}: {paces[-1].a_minute:.0f} moments a minute", highlight=False)
    out.print(_table(paces, concurrency))
    sys.exit(0 if all(pace.whole for pace in paces) else 1)


def _table(paces: list[Pace], concurrency: int) -> Table:
    title = f"a model that takes {TAKES:g} s, {concurrency} calls at once for each process"
    table = Table(title=title, title_justify="left")
    for name in ("processes", "moments", "a minute", "gain", "of ideal", "card p50 s", "cores: bots", "cores: all",
                 "conn.", "playbook", "whole"):  # fmt: skip
        table.add_column(name, justify="right")
    for pace in paces:
        ideal = 60 * pace.processes * concurrency / (2 * TAKES)
        table.add_row(
            str(pace.processes), str(pace.moments), f"{pace.a_minute:.0f}", f"{pace.a_minute / paces[0].a_minute:.2f}",
            f"{pace.a_minute / ideal:.0%}", f"{pace.card_s:.1f}", f"{pace.bot_cores:.2f}", f"{pace.all_cores:.2f}",
            str(pace.connections), str(pace.by_playbook), "yes" if pace.whole else "NO",
        )  # fmt: skip
    return table


def _rows(course: FleetCourse) -> list[tuple[str, object]]:
    found = course.tally
    ledger: list[tuple[str, object]] = [] if found is None else [
        ("requests shown", f"{found.shown} of {found.sent}"),
        ("LOST", len(found.lost)),
        ("DOUBLED cards", found.doubled),
        ("cards for the wrong agent", found.misplaced),
        ("seen by customers", found.seen_by_customers),
    ]  # fmt: skip
    return [
        *ledger,
        *((f"{fate.value}: how many", course.fates[fate]) for fate in Fate),
        ("its jobs taken over after, longest", f"{max(course.taken_over_s, default=0.0):.1f} s"),
        ("came to rest", "yes" if course.settled else "NO"),
        ("jobs set aside", course.aside),
    ]


if __name__ == "__main__":
    typer.run(main)
