"""Compares motbot with what a team would otherwise write, in turns on the same machine, and keeps the figures.

How to run, from the project's root:

    python -m tests.bench                          # every part but memory and timers, about twenty minutes
    python -m tests.bench --part door --rounds 2
    python -m tests.bench --part cost --data FILE.jsonl --dialogues 20
    python -m tests.bench --part memory --events 100000
    python -m tests.bench --part timers

The figures go to tests/bench/RESULTS.md.
"""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from motbot.replay.dialogues import read_dialogues
from motbot.settings.tree import PaceBranch
from tests.bench import rounds
from tests.bench.results import RESULTS, Row, compared, rows_table, write
from tests.bench.rivals import Rival
from tests.bench.spending import DATA, Compared, compare, in_sentences
from tests.rig.figures import console, machine

Found = TypeVar("Found")
MODEL_TAKES = 1.0
KILLED_AT = 2.0
"""Messages a second while the bots are killed: what motbot works off in between even on a busy machine."""
PACES = ((8.3, 12.0, 20.0), (100.0, 5.0, 40.0))
"""Messages a second, for so many seconds, and how long is waited for what is still on its way then."""


class Part(StrEnum):
    """What is measured."""

    COST = "cost"
    DOOR = "door"
    ROAD = "road"
    START = "start"
    KILLS = "kills"
    MEMORY = "memory"
    TIMERS = "timers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much of it."""

    rounds: int
    events: int
    kills: int
    data: Sequence[Path]
    dialogues: int
    sentences: bool
    patience: float
    on_request: bool


def main(
    *,
    part: Annotated[list[Part] | None, typer.Option(help="Only this; may be repeated.")] = None,
    rounds_each: Annotated[int, typer.Option("--rounds", min=1, help="Rounds of each of the two.")] = 3,
    events: Annotated[int, typer.Option(min=100, help="Events for the memory.")] = 20_000,
    kills: Annotated[int, typer.Option(min=1, help="How often each is killed.")] = 20,
    data: Annotated[list[Path] | None, typer.Option(help="Dialogues for the cost; may be repeated.")] = None,
    dialogues: Annotated[int, typer.Option(min=1, help="How many of each file.")] = 20,
    sentences: Annotated[
        bool, typer.Option("--sentences", help="For the cost, also with customers who send each sentence by itself.")
    ] = False,
    patience: Annotated[
        float, typer.Option(min=0, help="For the cost, also with so many seconds of `pace.while_answering`.")
    ] = 0,
    on_request: Annotated[
        bool, typer.Option("--on-request", help="For the cost, also with drafts that nobody asks for.")
    ] = False,
) -> None:
    """Measure the parts, one after the other, and write each figure down once it is known."""
    out = console()
    # A bot that is killed at work leaves requests behind that nobody reads to the end.
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    out.print(machine(), highlight=False)
    files = data or [DATA]
    plan = Plan(
        rounds=rounds_each, events=events, kills=kills, data=files, dialogues=dialogues, sentences=sentences,
        patience=patience, on_request=on_request,
    )  # fmt: skip
    for one in part or [each for each in Part if each not in {Part.MEMORY, Part.TIMERS}]:
        if one is Part.TIMERS:
            subprocess.run([sys.executable, "-m", "tests.bench.timers"], check=True)
            continue
        rows: list[Row] = []
        for row in _MEASURED[one](plan):
            rows.append(row)
            write([row])
        out.print(rows_table(rows))
    out.print(f"written to {RESULTS}", highlight=False)


def _in_turns(count: int, play: Callable[[Rival], Coroutine[None, None, Found]]) -> tuple[list[Found], list[Found]]:
    """Let both play so many rounds, in turns; motbot's and bare Bolt's."""
    ours, theirs = [], []
    for _ in range(count):
        ours.append(asyncio.run(play(Rival.MOTBOT)))
        theirs.append(asyncio.run(play(Rival.BARE)))
    return ours, theirs


def _door(plan: Plan) -> Iterator[Row]:
    for by_agents, what, goal in ((True, "quiet", ">= 0.5"), (False, "customers'", "")):
        ours, theirs = _in_turns(plan.rounds, partial(rounds.door, events=1_000, by_agents=by_agents))
        for name, field, wanted in (
            ("events acknowledged a second", "a_second", goal),
            ("p50 ms", "p50_ms", ""),
            ("p99 ms", "p99_ms", ""),
        ):
            yield compared(
                "door", f"{what} {name}", [getattr(one, field) for one in ours],
                [getattr(one, field) for one in theirs], goal=wanted,
            )  # fmt: skip


def _road(plan: Plan) -> Iterator[Row]:
    for rate, seconds, within in PACES:
        play = partial(rounds.road, rate=rate, seconds=seconds, model_takes=MODEL_TAKES, within=within)
        ours, theirs = _in_turns(plan.rounds, play)
        for field, name, digits in (
            ("ack_p50_ms", "event to acknowledgement, p50 ms", 0),
            ("ack_p99_ms", "event to acknowledgement, p99 ms", 0),
            ("overhead_p50_ms", "event to card less the model, p50 ms", 0),
            ("overhead_p99_ms", "event to card less the model, p99 ms", 0),
            ("a_second", "requests shown a second", 1),
            ("shown", "share shown in the time there was", 3),
            ("cpu_ms", "processor time a request, ms", 1),
        ):
            yield compared(
                "road", f"{rate:g}/s: {name}", [getattr(one, field) for one in ours],
                [getattr(one, field) for one in theirs], digits=digits,
            )  # fmt: skip


def _start(plan: Plan) -> Iterator[Row]:
    ours, theirs = _in_turns(plan.rounds, partial(rounds.start, starts=2))
    yield compared(
        "start", "start to ready, s", [min(one) for one in ours], [min(one) for one in theirs], digits=2
    )  # fmt: skip


def _kills(plan: Plan) -> Iterator[Row]:
    ours, theirs = _in_turns(1, partial(rounds.killed, kills=plan.kills, rate=KILLED_AT, model_takes=MODEL_TAKES))
    told = [f"{one.lost} of {one.sent:,}" for one in (ours[0], theirs[0])]
    yield Row(part="kills", what=f"requests lost in {plan.kills} kills", motbot=told[0], bare=told[1], goal="0")


def _memory(plan: Plan) -> Iterator[Row]:
    steps = (plan.events // 10, plan.events)
    ours, theirs = _in_turns(1, partial(rounds.memory, events=plan.events, at=steps))
    for at in (0, *steps):
        yield compared("memory", f"MiB after {at:,} events", [ours[0][at]], [theirs[0][at]])


def _cost(plan: Plan) -> Iterator[Row]:
    for path in plan.data:
        chosen = list(islice(read_dialogues(path), plan.dialogues))
        found = asyncio.run(compare(chosen, Console(stderr=True)))
        yield from _cost_rows(path.stem, found)
        for name, pace in _paces(plan):
            again = asyncio.run(compare(chosen, Console(stderr=True), pace=pace, bare=found.bare))
            yield from _cost_rows(f"{path.stem}, {name}", again)
        if plan.sentences:
            split = in_sentences(chosen)
            yield from _cost_rows(f"{path.stem}, by sentences", asyncio.run(compare(split, Console(stderr=True))))


def _paces(plan: Plan) -> Iterator[tuple[str, PaceBranch]]:
    """The settings to be measured beside the usual ones."""
    patient = timedelta(seconds=plan.patience)
    if plan.on_request:
        yield "drafts on request", PaceBranch(draft_ahead=False)
    if plan.patience:
        yield f"while_answering {plan.patience:g}s", PaceBranch(while_answering=patient)
    if plan.patience and plan.on_request:
        name = f"drafts on request, while_answering {plan.patience:g}s"
        yield name, PaceBranch(while_answering=patient, draft_ahead=False)


def _cost_rows(name: str, found: Compared) -> Iterator[Row]:
    per = found.lines.all / 1000
    ours, theirs = found.motbot.bill.total(), found.bare.bill.total()
    what = f"{name} ({found.lines.all:,} messages)"
    yield compared("cost", f"{what}: model calls", [ours.calls / per], [theirs.calls / per])
    yield compared("cost", f"{what}: prompt tokens", [ours.prompt / per], [theirs.prompt / per])
    yield compared("cost", f"{what}: completion tokens", [ours.completion / per], [theirs.completion / per])
    yield compared("cost", f"{what}: $", [ours.cost() / per], [theirs.cost() / per], digits=3, goal="<= 0.40")
    for task, took in sorted(found.motbot.bill.tasks.items()):
        asked = found.bare.bill.tasks.get(task)
        cost = asked.cost() / per if asked else 0.0
        yield compared("cost", f"{what}: $, of which {task}", [took.cost() / per], [cost], digits=3)
    caught = f"{found.caught:.1%}"
    yield Row(part="cost", what=f"{what}: of bare Bolt's moments", motbot=caught, bare="100 %", goal=">= 98 %")


_MEASURED: dict[Part, Callable[[Plan], Iterator[Row]]] = {
    Part.COST: _cost,
    Part.DOOR: _door,
    Part.ROAD: _road,
    Part.START: _start,
    Part.KILLS: _kills,
    Part.MEMORY: _memory,
}


if __name__ == "__main__":
    typer.run(main)
