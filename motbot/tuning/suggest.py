"""`motbot prompts suggest`: proposes a better wording by the train cases, tries it on holdout, and offers the draft."""

import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from motbot.catalogue import say, to_say
from motbot.domain.comparison import Verdict
from motbot.llm.trying import look
from motbot.settings.loading import Settings
from motbot.tuning.suggest_asks import Look
from motbot.tuning.suggest_draft import may_write, write_draft
from motbot.tuning.suggest_plan import Plan, SuggestWish, budget_for, planned
from motbot.tuning.suggest_report import Finding, finding_tables, write_finding
from motbot.tuning.suggest_run import RunFolder, run_folder
from motbot.tuning.suggest_session import Session
from motbot.wiring import data_folder


async def suggest_prompt(settings: Settings, wish: SuggestWish, *, look: Look = look) -> None:
    """Search, report, ask, write.

    Args:
        settings: with a model.
        wish: what is asked for.
        look: looks texts through; by default in a process of its own, since they may be hostile.

    Raises:
        BadInput: the task, the prompt, the cases, a name or the configuration cannot be used.
        Failed: the budget was too small, nothing was answered, another search works on the same prompt, or a person
            has ended it.
    """
    errors, console = Console(stderr=True, highlight=False), Console(file=sys.stdout, highlight=False)
    plan = await planned(settings, wish, errors, look=look)
    path = data_folder(settings) / "suggest" / f"{plan.part}-{plan.origin.path.stem}"
    with run_folder(path, {**plan.parts, to_say("the seed"): str(wish.seed)}, resume=wish.resume) as folder:
        budget = budget_for(settings, wish, plan, folder, errors)
        session = Session(
            settings=settings, plan=plan, folder=folder, budget=budget, look=look, seed=wish.seed, console=errors
        )
        finding = await session.found()
        for piece in finding_tables(finding):
            console.print(piece, soft_wrap=isinstance(piece, Text))
        if wish.json is not None:
            write_finding(wish.json, finding, written=None)
        written = _offered(wish, plan, finding, folder, console)
        if wish.json is not None and written is not None:
            write_finding(wish.json, finding, written=written)


def _offered(wish: SuggestWish, plan: Plan, finding: Finding, folder: RunFolder, console: Console) -> Path | None:
    """Write the draft if the trainer wants it, and say what to do with it; None where nothing was written."""
    if not finding.is_better:
        return None
    if wish.agreed and finding.verdict is Verdict.WORSE:
        console.print(say("Not written: --yes does not write what holdout says is worse."))
    elif may_write(console, plan.target, agreed=wish.agreed):
        write_draft(plan.target, finding.text)
        name = plan.target.stem
        console.print(
            say(
                "Written: {target}. It is a draft: read it, change it, try it with\n  motbot prompts compare "
                "{part}={variant} {part}={name}\n  motbot prompts promote {part} {name}",
                target=plan.target,
                part=plan.part,
                variant=finding.variant,
                name=name,
            ),
            markup=False,
            soft_wrap=True,
        )
        return plan.target
    console.print(
        say("It is kept as {path} until another search begins.", path=folder.best), markup=False, soft_wrap=True
    )
    return None
