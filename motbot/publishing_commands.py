"""`motbot prompts promote / rollback / log`: their arguments and their help; what they do is in tuning."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from motbot.catalogue import say
from motbot.command_line import Cases, Concurrency, quiet_settings
from motbot.domain.publishing import WHOLE
from motbot.tuning.promoting import PromoteWish, promote_prompt
from motbot.tuning.published import roll_back, show_log
from motbot.tuning.wish import BenchWish, CasesWish

Task = Annotated[str, typer.Argument(help="assess, draft, confirm, promises, mend or review.")]


def add_publishing(app: typer.Typer) -> None:
    """Add the commands that change and show what the live bot answers by."""
    app.command(epilog="Example: motbot prompts promote assess shorter --trial 20")(promote)
    app.command(epilog="Example: motbot prompts rollback assess")(rollback)
    app.command(epilog="Example: motbot prompts log assess --json log.json")(log)


def promote(
    task: Task,
    variant: Annotated[str, typer.Argument(help="Name of a file below prompts/<task>/, or the file itself.")],
    *,
    trial: Annotated[
        int | None, typer.Option(min=1, max=99, help="Only for this percentage of conversations, beside the live one.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Publish although a guarded figure is worse.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is forced; kept.")] = "",
    unmeasured: Annotated[
        bool,
        typer.Option("--unmeasured", help="Publish without figures where the playbook coaches and measures nothing."),
    ] = False,
    cases: Cases = None,
    model: Annotated[bool, typer.Option("--model", help="Measure with the model, whatever the config says.")] = False,
    concurrency: Concurrency = None,
    deadline: Annotated[float | None, typer.Option(min=0.1, help="Seconds for one call of the model.")] = None,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="Remember answers to the same requests.")] = True,
) -> None:
    """Have the live bot answer by a prompt, unless it does more harm on the cases than the live one."""
    if force and not reason.strip():
        raise typer.BadParameter(
            say("--force needs a reason, which is kept; add --reason '...'"), param_hint="--reason"
        )
    if reason.strip() and not force:
        raise typer.BadParameter(
            say("a reason is for --force; add that, or leave the reason out"), param_hint="--reason"
        )
    wish = PromoteWish(
        task=task,
        variant=variant,
        share=WHOLE if trial is None else trial,
        reason=reason.strip(),
        unmeasured=unmeasured,
        cases=CasesWish(paths=tuple(cases or ())),
        bench=BenchWish(model=model, concurrency=concurrency, deadline=deadline, cache=cache),
    )
    asyncio.run(promote_prompt(quiet_settings(), wish))


def rollback(task: Task, *, reason: Annotated[str, typer.Option(help="Why; kept.")] = "") -> None:
    """Take back the newest change of a task's prompts: end a trial, or else bring back what was live before."""
    asyncio.run(roll_back(quiet_settings(), task, reason=reason.strip()))


def log(
    task: Annotated[str, typer.Argument(help="Only this task.")] = "",
    *,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many changes are shown at most.")] = 30,
    json: Annotated[Path | None, typer.Option("--json", help="Write it to this file, with the texts.")] = None,
) -> None:
    """Show which prompts the live bot answers by, and what was changed, when, by whom and why."""
    asyncio.run(show_log(quiet_settings(), task, at_most=limit, json=json))
