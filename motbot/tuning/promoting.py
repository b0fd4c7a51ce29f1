"""`motbot prompts promote`: measures a prompt beside the live one on labelled cases, and publishes it."""

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from motbot.catalogue import say
from motbot.coaches import Fixed, playbook_coaching
from motbot.domain.case import Case
from motbot.domain.comparison import compared
from motbot.domain.errors import BadInput, Failed
from motbot.domain.figures import Result
from motbot.domain.guarding import Fallen, Guards
from motbot.domain.publishing import WHOLE, digest_of
from motbot.domain.value_words import in_words
from motbot.llm.asking import TemplateSource
from motbot.llm.fencing import steady_tag
from motbot.llm.published import Templates
from motbot.publishing import check_by, draft_of, first_published_beside
from motbot.settings.loading import Settings
from motbot.tuning.bench import Bench, bench_tasks, variant_path
from motbot.tuning.beside_live import PARTS, BesideLive, Ran
from motbot.tuning.cases import cases_of
from motbot.tuning.comparing import comparison_tables, flips_of
from motbot.tuning.published import Published, account, check_task, open_published, told
from motbot.tuning.running import run_cases
from motbot.tuning.runs import Run
from motbot.tuning.tables import percent
from motbot.tuning.wish import BenchWish, CasesWish
from motbot.use_cases.list_prompts import ListPrompts
from motbot.use_cases.publish_prompt import Draft, Measured, PublishPrompt

_SHOWN_FLIPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoteWish:
    """What the command line asks for."""

    task: str
    variant: str
    """Name below prompts/<task>/, or a file."""
    share: int = WHOLE
    reason: str = ""
    """Why it is to be published whatever the figures say; empty does not force it."""
    unmeasured: bool = False
    """Publish it although nobody is there to measure it by."""
    cases: CasesWish = field(default_factory=CasesWish)
    bench: BenchWish = field(default_factory=BenchWish)


async def promote_prompt(settings: Settings, wish: PromoteWish) -> None:
    """Check, measure, publish, and say what is in force now.

    Raises:
        BadInput: the task, the file, the cases or the configuration cannot be used, or a model is there and could
            measure it.
        Failed: a guarded figure has fallen, nothing was answered, nothing would change, or it cannot be measured and
            nobody has agreed to that.
        StorageRefused: the database cannot be used as it stands.
    """
    check_task(settings, wish.task)
    _agreed(settings, wish)
    draft = draft_of(variant_path(settings.prompts, wish.task, wish.variant), wish.task)
    async with open_published(settings) as published:
        check = check_by(published.templates.tried)
        await check(draft.task, draft.name, draft.text)
        await first_published_beside(
            draft,
            prompts=settings.prompts,
            store=published.store,
            clock=published.clock,
            check=check_by(published.templates.compiled),
        )
        publish = PublishPrompt(
            store=published.store, clock=published.clock, guards=settings.config.prompts.guards.to_domain(), check=check
        )
        measured = await _measured(settings, wish, draft, published, publish)
        change = await publish(draft, by=account(), measured=measured, share=wish.share, reason=wish.reason)
        log = await ListPrompts(store=published.store)(wish.task, at_most=1)
    Console(file=sys.stdout, highlight=False).print(told(change, log), soft_wrap=True)


def _agreed(settings: Settings, wish: PromoteWish) -> None:
    """Have it measured, or said in so many words that it is not to be. Raises BadInput and Failed."""
    can_be = wish.task in PARTS and wish.bench.with_model(settings)
    if wish.unmeasured and can_be:
        raise BadInput(
            say(
                "--unmeasured: a model is there, so the prompt is measured; leave the option out, or publish it "
                "whatever the figures say with --force --reason '...'"
            )
        )
    if wish.task in PARTS and not can_be and not wish.unmeasured:
        raise Failed(
            say(
                "Nothing was measured and nothing published: the playbook coaches here, without prompts. Add --model "
                "to measure it by the model of the environment, or --unmeasured to publish it without figures."
            )
        )


async def _measured(
    settings: Settings, wish: PromoteWish, draft: Draft, published: Published, publish: PublishPrompt
) -> Measured | None:
    """The figures of both, shown; None where there can be none."""
    errors = Console(stderr=True, highlight=False)
    if wish.task not in PARTS:
        errors.print(say("Nothing is measured: cases have no labels for {task} prompts.", task=wish.task))
        return None
    if not wish.bench.with_model(settings):
        errors.print(say("Nothing is measured: the playbook answers here, without prompts."))
        return None
    log = await ListPrompts(store=published.store)()
    live = log.prompts[log.standings[wish.task].live]
    if live.digest == digest_of(draft.text):
        return None  # publishing it will say that nothing changes; nothing is spent on that
    beside = BesideLive(
        settings=settings,
        task=wish.task,
        wish=wish.bench,
        log=log,
        standby=playbook_coaching(settings.prompts, settings.config),
        templates=Templates(tasks=bench_tasks(settings), model=settings.config.model.name, tags=steady_tag),
    )
    try:
        before, after = await _both(beside, draft, cases_of(settings, wish.cases, errors), errors)
    except Failed as failure:
        if not wish.reason:
            raise
        errors.print(say("Not measured: {failure}", failure=failure), soft_wrap=True)
        return None
    measured = Measured(against=live.id, before=before.figures.guarded, after=after.figures.guarded)
    _show(before.run, after.run, measured, publish.fallen(measured), settings.config.prompts.guards.to_domain())
    return measured


async def _both(beside: BesideLive, draft: Draft, cases: Sequence[Case], errors: Console) -> tuple[Ran, Ran]:
    """What came of the live prompt, and of the draft."""
    live = await beside.live()
    template = await beside.templates.compiled(draft.task, draft.name, draft.text)
    new: dict[str, TemplateSource] = {**live, draft.task: Fixed(template)}
    asking = partial(_with_bar, errors)
    before = await beside.ran(live, cases, name=say("live {task}", task=draft.task), asking=asking)
    return before, await beside.ran(new, cases, name=draft.name, asking=asking)


async def _with_bar(errors: Console, bench: Bench, cases: Sequence[Case], what: str) -> list[Result]:
    return await run_cases(bench, cases, errors, what=what)


def _show(before: Run, after: Run, measured: Measured, worse: Collection[Fallen], guards: Guards) -> None:
    """What was fixed and broken first, then the guarded figures."""
    console = Console(file=sys.stdout, highlight=False)
    comparison = compared(before.judged, after.judged)
    flips = tuple(flips_of(comparison, before, after))
    for piece in comparison_tables(comparison, flips, before, after, at_most=_SHOWN_FLIPS):
        console.print(piece)
    for piece in guard_tables(measured, worse, guards):
        console.print(piece)


def guard_tables(measured: Measured, worse: Collection[Fallen], guards: Guards) -> Iterator[RenderableType]:
    """The guarded figures side by side; those that have fallen are marked."""
    fell = {one.harm for one in worse}
    table = Table(title=say("guarded figures"), title_justify="left")
    table.add_column(say("harm"))
    for name in (say("live"), say("new"), say("may rise by")):
        table.add_column(name, justify="right")
    table.add_column()
    for harm, allowed in guards.rises.items():
        if harm.value in measured.before and harm.value in measured.after:
            sides = (percent(measured.before[harm.value]), percent(measured.after[harm.value]))
            verdict = Text(say("worse"), "red") if harm in fell else Text(say("holds"), "green")
            table.add_row(in_words(harm), *sides, say("{allowed:g} points", allowed=100 * allowed), verdict)
    yield table
