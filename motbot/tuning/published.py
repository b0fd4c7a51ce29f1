"""`motbot prompts rollback` and `log`: what is in force, how it came to be, and the way back."""

import getpass
import json as jsonlib
import os
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from motbot.catalogue import labelled, language_of_process, listed, say, spoken, to_say
from motbot.catalogue.formats import moment_in_full
from motbot.clock import SystemClock
from motbot.coaches import tasks_of
from motbot.domain.errors import BadInput, BadPrompt, Failed
from motbot.domain.os_reasons import reason_of
from motbot.domain.prompt import Standing
from motbot.domain.publishing import ChangeKind, PromptChange
from motbot.engine.arming import armed
from motbot.llm.published import Templates, usable
from motbot.ports.clock import Clock
from motbot.publishing import check_by
from motbot.settings.loading import Settings
from motbot.storage.database import open_database
from motbot.storage.store import PostgresStore
from motbot.tuning.measuring import check_writable
from motbot.tuning.prediction_json import Json
from motbot.use_cases.list_prompts import ListPrompts, PromptsLog
from motbot.use_cases.roll_back_prompt import RollBackPrompt
from motbot.wiring import source_of

DONE = {
    ChangeKind.FIRST: to_say("first published"),
    ChangeKind.PROMOTED: to_say("promoted"),
    ChangeKind.TRIED: to_say("put on trial"),
    ChangeKind.TRIAL_ENDED: to_say("trial ended"),
    ChangeKind.ROLLED_BACK: to_say("rolled back"),
}
"""What a change of the log is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The published prompts of a deployment, opened at the machine."""

    store: PostgresStore
    clock: Clock
    templates: Templates


@asynccontextmanager
async def open_published(settings: Settings) -> AsyncIterator[Published]:
    """Open the database of the deployment. Raises StorageRefused."""
    config = settings.config
    templates = Templates(tasks=tasks_of(config), model=config.model.name)
    async with open_database(source_of(settings), pool_size=2) as database:
        store = PostgresStore(engine=database.engine, durable=database.durable, armed=armed)
        yield Published(store=store, clock=SystemClock(), templates=templates)


def account() -> str:
    """Who sits at the machine: the account's name, or its number where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return say("uid {getuid}", getuid=os.getuid())


def check_task(settings: Settings, task: str) -> None:
    """Refuse what is no task that prompts are published for. Raises BadInput."""
    tasks = tasks_of(settings.config)
    if task not in tasks:
        raise BadInput(say("{task!r} is no task; expected one of {tasks}", task=task, tasks=listed(tasks)))


async def roll_back(settings: Settings, task: str, *, reason: str) -> None:
    """Take back the newest change, and say what is in force now.

    Raises:
        BadInput: there is no such task; as BadPrompt, the prompt before can no longer be used.
        Failed: there is nothing to go back to.
        StorageRefused: the database cannot be used as it stands.
    """
    check_task(settings, task)
    async with open_published(settings) as published:
        use_case = RollBackPrompt(
            store=published.store, clock=published.clock, check=check_by(published.templates.compiled)
        )
        change = await use_case(task, by=account(), reason=reason)
        log = await ListPrompts(store=published.store)(task, at_most=1)
    Console(file=sys.stdout, highlight=False).print(told(change, log), soft_wrap=True)


async def show_log(settings: Settings, task: str, *, at_most: int, json: Path | None) -> None:
    """Show what is in force, whether it can still be used, and every change.

    Raises:
        BadInput: there is no such task, or the file cannot be written.
        Failed: the file could not be written.
        StorageRefused: the database cannot be used as it stands.
    """
    check_writable(json)
    if task:
        check_task(settings, task)
    async with open_published(settings) as published:
        log = await ListPrompts(store=published.store)(task, at_most=at_most)
        unusable = await unusable_prompts(log, published.templates)
    if json is not None:
        _write(json, log_json(log, unusable))
    console = Console(file=sys.stdout, highlight=False)
    for piece in log_tables(log, unusable, zone=ZoneInfo(settings.config.timezone)):
        console.print(piece)


async def unusable_prompts(log: PromptsLog, templates: Templates) -> dict[int, str]:
    """Why prompts that should be in force are not, by their ids: this version cannot render them."""
    found: dict[int, str] = {}
    for standing in log.standings.values():
        for number in filter(None, (standing.live, standing.trial)):
            try:
                await usable(templates, log.prompts.get(number), number)
            except BadPrompt as wrong:
                found[number] = str(wrong)
    return found


def named(log: PromptsLog, number: int) -> str:
    """A published prompt for people: variant and id."""
    prompt = log.prompts.get(number)
    return f"{prompt.variant} #{number}" if prompt else f"#{number}"


def told(change: PromptChange, log: PromptsLog) -> Text:
    """One line on what a change has done."""
    now = change.standing
    trial = say(", {trial} on trial for {share} %", trial=named(log, now.trial), share=now.share) if now.trial else ""
    done = labelled(now.task, say(DONE[change.kind]))
    return Text.assemble(
        (done, "bold"),
        say("; live is {live}{trial}. Every bot follows within a second.", live=named(log, now.live), trial=trial),
    )


def log_tables(log: PromptsLog, unusable: Mapping[int, str], *, zone: ZoneInfo) -> Iterator[RenderableType]:
    """What is in force, what is wrong with it, and what was changed."""
    if not log.changes:
        yield Text(
            say("Nothing was published yet; the first start of a bot with a model publishes the default prompts.")
        )
        return
    yield _standings_table(log)
    for told_of in unusable.values():
        yield Text.assemble(
            (say("unusable"), "red"), " ", say("{told}; the last one that can be used answers", told=told_of)
        )
    heads = (say("when"), say("task"), say("what"), say("live"), say("trial"), say("by"), say("reason"))
    yield _table(say("changes, the newest first"), heads, [_change_row(one, log, zone) for one in log.changes])


def _change_row(one: PromptChange, log: PromptsLog, zone: ZoneInfo) -> Sequence[str]:
    now = one.standing
    when = moment_in_full(one.at.astimezone(zone), spoken() or language_of_process())
    return (when, now.task, say(DONE[one.kind]), named(log, now.live), _trial(log, now), one.by, one.reason)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Rows with only those columns that say anything: a terminal is narrow."""
    table = Table(title=title, title_justify="left")
    filled = [at for at in range(len(heads)) if any(row[at] for row in rows)]
    for at in filled:
        table.add_column(heads[at], overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[at]) for at in filled))
    return table


def _standings_table(log: PromptsLog) -> Table:
    heads = (say("task"), say("live"), say("version"), say("title"), say("trial"), say("a rollback brings"))
    return _table(say("in force"), heads, [_standing_row(task, now, log) for task, now in log.standings.items()])


def _standing_row(task: str, now: Standing, log: PromptsLog) -> Sequence[str]:
    prompt = log.prompts.get(now.live)
    version, title = (prompt.version, prompt.title) if prompt else ("", "")
    before = named(log, now.live if now.trial else now.before) if now.trial or now.before else say("nothing")
    return (task, named(log, now.live), version, title, _trial(log, now), before)


def _trial(log: PromptsLog, now: Standing) -> str:
    return listed((named(log, now.trial), f"{now.share} %")) if now.trial else ""


def log_json(log: PromptsLog, unusable: Mapping[int, str]) -> dict[str, Json]:
    """The same for programs, with the texts."""
    return {
        "schema": "motbot-prompts-log/1",
        "in_force": {task: _standing_json(one) for task, one in log.standings.items()},
        "unusable": {str(number): why for number, why in unusable.items()},
        "changes": [
            {
                "what": one.kind.value,
                "task": one.standing.task,
                **_standing_json(one.standing),
                "by": one.by,
                "reason": one.reason,
                "figures_before": dict(one.figures_before),
                "at": one.at.isoformat(),
            }
            for one in log.changes
        ],
        "prompts": {
            str(number): {
                "task": one.task,
                "variant": one.variant,
                "version": one.version,
                "title": one.title,
                "digest": one.digest,
                "by": one.by,
                "reason": one.reason,
                "figures": dict(one.figures),
                "at": one.at.isoformat(),
                "text": one.text,
            }
            for number, one in log.prompts.items()
        },
    }


def _standing_json(one: Standing) -> dict[str, Json]:
    return {
        "live": one.live,
        "before": one.before,
        "trial": one.trial,
        "share": one.share,
        "generation": one.generation,
    }


def _write(path: Path, content: dict[str, Json]) -> None:
    try:
        path.write_text(f"{jsonlib.dumps(content, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be written ({reason}); name another file with --json",
                path=path,
                reason=reason_of(error),
            )
        ) from error
