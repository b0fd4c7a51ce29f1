"""What recorded dialogues cost by the model: motbot, and bare Bolt on the same lines, at the moments each catches.

How to run, from the project's root:

    python -m tests.bench.spending                                      # the dialogues of tests/data
    python -m tests.bench.spending --data FILE.jsonl --dialogues 30     # others, of the replay's format
    python -m tests.bench.spending --data FILE.jsonl --each             # with every message nobody was asked about

motbot plays them as `motbot playground --replay` does, on a clock that jumps, so that hours pass between the lines as
they did; Confirm questions, drafts and the reading of replies are on its bill too. Bare Bolt gets the same lines one
after the other, in a process of its own. Both ask the same scripted model. A message is caught when the model was asked
about it or about its burst: the answer is then the same function of the same words for both.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from math import inf
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
import yaml
from rich.console import Console
from rich.table import Table

from motbot.clock import SystemClock
from motbot.command_line import log_to_terminal
from motbot.playground.delivery import Timetable
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.replay.dialogues import Dialogue, Speaker, Utterance, read_dialogues
from motbot.replay.outcome import Outcome
from motbot.replay.perform import FIRST_DAY, Wish, perform
from motbot.replay.stage import Part, parts_of, script_of, workspace_for
from motbot.settings.loading import load_playground_settings
from motbot.settings.tree import PaceBranch
from tests.bench.billing import PRICE, Bill, Task, billing_model, wants
from tests.bench.rivals import BareRecipe
from tests.rig.bot import Bot, Heard
from tests.rig.figures import console, machine

DATA = Path(__file__).parents[1] / "data" / "dialogues.jsonl"
ANSWERED_WITHIN = 20.0
SENTENCES_APART = 2.0
"""Seconds: our choice, and shorter than the quiet that ends a burst."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\w)|(?<=[。！？])(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What one of the two spent on the dialogues."""

    name: str
    bill: Bill
    asked: frozenset[tuple[str, int]]
    """Messages that the model was asked about, by dialogue and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What was said."""

    all: int
    customers: dict[tuple[str, int], str]

    @property
    def moments(self) -> frozenset[tuple[str, int]]:
        """What the scripted model calls a moment."""
        return frozenset(key for key, text in self.customers.items() if wants(text))


def lines_of(dialogues: Sequence[Dialogue]) -> Lines:
    """Everything said, and what customers said."""
    customers = {
        (one.id, index): line.text
        for one in dialogues
        for index, line in enumerate(one.messages)
        if line.by is Speaker.CUSTOMER
    }
    return Lines(all=sum(len(one.messages) for one in dialogues), customers=customers)


def in_sentences(dialogues: Sequence[Dialogue]) -> list[Dialogue]:
    """The same dialogues with customers who send each sentence by itself, as people in a chat do, seconds apart."""
    return [one.model_copy(update={"messages": tuple(_in_sentences(one))}) for one in dialogues]


def _in_sentences(dialogue: Dialogue) -> Iterator[Utterance]:
    ends = [*(line.t for line in dialogue.messages[1:]), inf]
    for line, end in zip(dialogue.messages, ends, strict=True):
        pieces = _SENTENCE_END.split(line.text.strip()) if line.by is Speaker.CUSTOMER else [line.text]
        for count, piece in enumerate(pieces):
            yield line.model_copy(update={"text": piece, "t": min(line.t + count * SENTENCES_APART, end)})


async def spent_by_motbot(dialogues: Sequence[Dialogue], out: Console, pace: PaceBranch | None = None) -> Spent:
    """Play them through the real bot, in this process, whose clock jumps."""
    bill = Bill()
    async with billing_model(bill) as model:
        settings = load_playground_settings({"OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "none"})
        config = settings.config.model_copy(update={"pace": pace or settings.config.pace})
        settings = settings.model_copy(update={"config": config})
        log_to_terminal(settings, quiet=True)
        outcomes, _, _ = await perform(settings, Wish(model=True, browser=False), dialogues, out)
    return Spent(name="motbot", bill=bill, asked=_asked(outcomes))


def _asked(outcomes: Sequence[Outcome]) -> frozenset[tuple[str, int]]:
    judged = ((one, one.verdict.provenance) for one in outcomes)
    return frozenset((one.dialogue, one.index) for one, made in judged if made is not None and made.coach == "model")


async def spent_by_bare_bolt(dialogues: Sequence[Dialogue]) -> Spent:
    """Let the same lines be said to a process of bare Bolt, each after the model has answered about the one before."""
    bill, parts = Bill(), parts_of(dialogues)
    spec = workspace_for(parts)
    workspace = Workspace(spec, now=SystemClock().now, monotonic=monotonic, timetable=Timetable())
    asked: set[tuple[str, int]] = set()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "channels.yaml"
        config.write_text(yaml.safe_dump({"channels": [_channel(part) for part in parts]}), encoding="utf-8")
        async with Server(workspace) as server, billing_model(bill) as model:
            recipe = BareRecipe(
                api_url=server.api_url,
                bot_token=spec.app.bot_token,
                app_token=spec.app.app_token,
                config=config,
                data=Path(folder),
                model_url=model.url,
            )
            bot = await Bot.start(recipe, Heard())
            await bot.ready()
            while not server.sockets.live:  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.01)
            roots: dict[int, str] = {}
            for cue in script_of(parts, FIRST_DAY):
                part, line = parts[cue.dialogue], parts[cue.dialogue].dialogue.messages[cue.index]
                thread = None if line.root else roots.get(cue.dialogue)
                calls = bill.calls
                ts = workspace.post(part.account(cue.index), part.channel, line.text, thread_ts=thread)
                roots.setdefault(cue.dialogue, ts)
                if line.by is Speaker.CUSTOMER and await _has_asked(bill, calls):
                    asked.add((part.dialogue.id, cue.index))
            await bot.stop()
    return Spent(name="bare Bolt", bill=bill, asked=frozenset(asked))


def _channel(part: Part) -> dict[str, object]:
    return {"id": part.channel, "agents": list(part.agents)}


async def _has_asked(bill: Bill, calls: int) -> bool:
    until = monotonic() + ANSWERED_WITHIN
    while bill.calls == calls and monotonic() < until:  # noqa: ASYNC110 - nothing tells
        await asyncio.sleep(0.002)
    return bill.calls > calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Both, on the same dialogues."""

    lines: Lines
    motbot: Spent
    bare: Spent

    @property
    def cost_ratio(self) -> float:
        """All of motbot's bill against bare Bolt's."""
        return self.motbot.bill.total().cost() / self.bare.bill.total().cost()

    @property
    def assess_ratio(self) -> float:
        """Like for like: only the question that both ask."""
        return self.motbot.bill.tasks.get("assess", Task()).cost() / self.bare.bill.tasks["assess"].cost()

    @property
    def uncached_ratio(self) -> float:
        """Where the provider caches nothing."""
        price = replace(PRICE, cached=PRICE.prompt)
        return self.motbot.bill.total().cost(price) / self.bare.bill.total().cost(price)

    @property
    def caught(self) -> float:
        """Of the moments that bare Bolt catches, the share that motbot has asked the model about."""
        theirs = self.lines.moments & self.bare.asked
        return len(theirs & self.motbot.asked) / max(1, len(theirs))

    @property
    def passed_over(self) -> tuple[tuple[str, int], ...]:
        """Messages that only bare Bolt has asked the model about."""
        return tuple(sorted(self.bare.asked - self.motbot.asked))


async def compare(
    dialogues: Sequence[Dialogue], out: Console, *, pace: PaceBranch | None = None, bare: Spent | None = None
) -> Compared:
    """One after the other; what bare Bolt has spent on the same lines already is not measured again."""
    motbot = await spent_by_motbot(dialogues, out, pace)
    return Compared(lines=lines_of(dialogues), motbot=motbot, bare=bare or await spent_by_bare_bolt(dialogues))


def spending_table(title: str, found: Compared) -> Table:
    """What both spent for 1,000 messages of a channel."""
    table = Table("for 1,000 messages of a channel", title=title, title_justify="left")
    for name in ("calls", "prompt tokens", "of them cached", "completion tokens", "cost $"):
        table.add_column(name, justify="right")
    for spent in (found.bare, found.motbot):
        for task, took in (*sorted(spent.bill.tasks.items()), ("all", spent.bill.total())):
            table.add_row(f"{spent.name}: {task}", *_per_thousand(took, found.lines.all))
    return table


def _per_thousand(took: Task, lines: int) -> list[str]:
    counts = (took.calls, took.prompt, took.cached, took.completion)
    return [*(f"{1000 * count / lines:,.0f}" for count in counts), f"{1000 * took.cost() / lines:.3f}"]


def main(
    *,
    data: Annotated[list[Path] | None, typer.Option(help="Dialogues, one JSON object a line; may be repeated.")] = None,
    dialogues: Annotated[int, typer.Option(min=1, help="How many of each file.")] = 30,
    sentences: Annotated[bool, typer.Option("--sentences", help="Customers send each sentence by itself.")] = False,
    patience: Annotated[float, typer.Option(min=0, help="Seconds of `pace.while_answering`.")] = 0,
    ahead: Annotated[bool, typer.Option(help="`pace.draft_ahead`; without it nobody asks for a draft.")] = True,
    each: Annotated[bool, typer.Option("--each", help="Show what motbot has not asked about.")] = False,
) -> None:
    """Play the dialogues to both, and compare the bills."""
    out = console()
    out.print(machine(), highlight=False)
    for path in data or [DATA]:
        chosen = list(islice(read_dialogues(path), dialogues))
        pace = PaceBranch(while_answering=timedelta(seconds=patience), draft_ahead=ahead)
        said = in_sentences(chosen) if sentences else chosen
        found = asyncio.run(compare(said, Console(stderr=True), pace=pace))
        out.print(spending_table(f"{path.name}, {found.lines.all} messages", found))
        out.print(
            f"cost {found.cost_ratio:.2f} of bare Bolt's, for the assessment alone {found.assess_ratio:.2f}, "
            f"nothing cached {found.uncached_ratio:.2f}; {found.caught:.1%} of the moments that bare Bolt catches, "
            f"{len(found.passed_over)} of {len(found.lines.customers)} messages of customers asked nothing",
            highlight=False,
        )
        for key in found.passed_over if each else ():
            sys.stdout.write(json.dumps([*key, found.lines.customers[key]], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    typer.run(main)
