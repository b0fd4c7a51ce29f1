"""Plays recorded dialogues through the real bot in the local Slack, and reports what became of every line."""

import json as jsonlib
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from time import monotonic, perf_counter
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from motbot.app import open_motbot
from motbot.catalogue import say
from motbot.command_screen import tell_written
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of
from motbot.domain.people import Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.sensitivity import Sensitivity
from motbot.playground.delivery import Timetable
from motbot.playground.server import Server
from motbot.playground.spec import WorkspaceSpec
from motbot.playground.workspace import Workspace
from motbot.replay.clock import JumpingClock
from motbot.replay.dialogues import Dialogue, read_dialogues
from motbot.replay.outcome import Outcome
from motbot.replay.play import Play
from motbot.replay.reviewed import review_all
from motbot.replay.stage import Part, parts_of, script_of, workspace_for
from motbot.replay.summary import Totals, summary_table
from motbot.reporting import ReportWish, read_report, write_report
from motbot.running import Motbot
from motbot.settings.loading import Settings, SlackAccess
from motbot.storage.scratch import scratch_database
from motbot.wiring import Wiring, playground_folder

OPENING = time(10, 0)
"""Dialogues begin in the morning of a working day, so that hours of rest pass before anybody's evening."""
FIRST_DAY = datetime(2026, 3, 3, tzinfo=UTC)
"""A Tuesday without a clock change nearby: the same replay gives the same times on any day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line asks for."""

    port: int = 0
    model: bool = False
    browser: bool = True
    speed: float | None = None
    limit: int | None = None
    json: Path | None = None
    report: ReportWish = field(default_factory=ReportWish)


async def play_dialogues(settings: Settings, wish: Wish, path: Path) -> None:
    """Play recorded dialogues through the real bot and tell what came of them.

    Raises:
        BadDialogue: the file makes no sense.
        Failed: a line was lost, or a customer could see something of the bot's.
    """
    dialogues = read_dialogues(path, limit=wish.limit)
    console = Console(stderr=True)
    began = perf_counter()
    outcomes, workspace, parts = await perform(settings, wish, dialogues, console)
    if wish.json is not None:
        write_outcomes(wish.json, outcomes)
    totals = _totals(workspace, parts, perf_counter() - began)
    screen = Console(file=sys.stdout)
    screen.print(summary_table(outcomes, totals))
    tell_written((wish.json, wish.report.html), screen)


async def perform(
    settings: Settings, wish: Wish, dialogues: Sequence[Dialogue], console: Console
) -> tuple[tuple[Outcome, ...], Workspace, tuple[Part, ...]]:
    """Set the stage, play every dialogue on it, and give what came of each line."""
    parts = parts_of(dialogues)
    start = datetime.combine(FIRST_DAY, OPENING, tzinfo=ZoneInfo(parts[0].zone)).astimezone(UTC)
    clock = JumpingClock(start)
    policies = tuple(_policy(part) for part in parts)
    async with _opened(settings, wish, workspace_for(parts), clock, policies) as (workspace, bot):
        with _progress(console) as bar:
            task = bar.add_task("Playing", total=sum(len(part.dialogue.messages) for part in parts))
            play = Play(
                parts=parts,
                script=script_of(parts, start),
                workspace=workspace,
                bot=bot,
                clock=clock,
                speed=wish.speed,
                on_line=lambda _cue: bar.advance(task),
            )
            outcomes = await play.run()
        if wish.report.html is not None:
            await review_all(bot, parts, clock=clock, language=settings.config.language)
            report = await read_report(
                bot.database.engine, policies, since=start, until=clock.now(), zone=ZoneInfo(parts[0].zone)
            )
            write_report(report, wish.report.language or settings.config.language, wish.report.html)
    return outcomes, workspace, parts


@asynccontextmanager
async def _opened(
    settings: Settings,
    wish: Wish,
    spec: WorkspaceSpec,
    clock: JumpingClock,
    policies: Sequence[ChannelPolicy],
) -> AsyncIterator[tuple[Workspace, Motbot]]:
    """The local Slack and the bot connected to it, on one clock."""
    workspace = Workspace(spec, now=clock.now, monotonic=monotonic, timetable=Timetable())
    async with Server(workspace, port=wish.port) as server:
        access = SlackAccess(
            bot_token=SecretStr(spec.app.bot_token),
            app_token=SecretStr(spec.app.app_token),
            api_url=server.api_url,
        )
        async with scratch_database(playground_folder()) as source:
            wiring = Wiring.for_playground(
                settings,
                slack=access,
                clock=clock,
                source=source,
                policies=policies,
                model=wish.model,
                jumps=True,
            )
            async with open_motbot(wiring) as bot:
                await bot.listening()
                yield workspace, bot


def write_outcomes(path: Path, outcomes: Iterable[Outcome]) -> None:
    """One JSON line for every customer message.

    Raises:
        Failed: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8") as report:
            for outcome in outcomes:
                report.write(jsonlib.dumps(outcome.as_json(), ensure_ascii=False) + "\n")
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with --json",
                path=path,
                reason=reason_of(error),
            )
        ) from error


def _policy(part: Part) -> ChannelPolicy:
    """A channel where the dialogue's agents answer, the first of them on duty, and where every moment counts."""
    return ChannelPolicy(
        id=part.channel,
        name=part.dialogue.id,
        agents=frozenset(part.agents),
        on_duty=part.agents[:1],
        zone=part.zone,
        sensitivity=Sensitivity.HIGH,
        guests_are=Side.CUSTOMER,
    )


def _progress(console: Console) -> Progress:
    """A bar on a terminal; nothing where the output goes to a file."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("lines"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _totals(workspace: Workspace, parts: Sequence[Part], wall_s: float) -> Totals:
    """What people can see when it is over."""
    agents = [agent for part in parts for agent in part.agents]
    private = [message for agent in agents for message in workspace.dm(agent)]
    keys = [str(message.get("metadata", {}).get("event_payload", {}).get("key", "")) for message in private]
    customers = [account for part in parts for account in part.accounts.values() if account not in agents]
    return Totals(
        dialogues=len(parts),
        lines=sum(len(part.dialogue.messages) for part in parts),
        cards=sum(key.startswith("card:") for key in keys),
        confirm_prompts=sum(key.startswith("confirm:") for key in keys),
        customer_visible=sum(len(workspace.of_bot_visible_to(customer)) for customer in customers),
        wall_s=wall_s,
    )
