"""`motbot prompts promote`: measures a prompt beside the live one on labelled cases, and publishes it."""

import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from motbot.coaches import Fixed, playbook_coaching
from motbot.domain.comparison import compared
from motbot.domain.errors import Failed
from motbot.domain.figures import Figures, figures_of
from motbot.domain.guarding import Fallen, Guards
from motbot.domain.publishing import WHOLE, digest_of
from motbot.llm.asking import TemplateSource
from motbot.llm.fencing import steady_tag
from motbot.llm.published import Templates, usable
from motbot.publishing import check_by, draft_of, first_published_of
from motbot.settings.loading import Settings
from motbot.tuning.bench import bench_tasks, drafts, model_bench, variant_path
from motbot.tuning.cases import cases_of
from motbot.tuning.comparing import comparison_tables, flips_of
from motbot.tuning.measuring import refuse_silence
from motbot.tuning.published import Published, account, check_task, open_published, told
from motbot.tuning.running import run_cases
from motbot.tuning.runs import Run, run_of
from motbot.tuning.tables import percent
from motbot.tuning.wish import BenchWish, CasesWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.list_prompts import ListPrompts, PromptsLog
from motbot.use_cases.predict import Part
from motbot.use_cases.publish_prompt import Draft, Measured, PublishPrompt

_SHOWN_FLIPS = 10
_PARTS: Mapping[str, frozenset[Part]] = {
    # A draft rests on the assessment: what is wrong there shows in its words.
    "assess": frozenset({Part.ASSESS, Part.DRAFT}),
    "draft": frozenset({Part.DRAFT}),
    "promises": frozenset({Part.PROMISES}),
    "review": frozenset({Part.REVIEW}),
}
"""By task, what cases are asked; of the other tasks no case has a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromoteWish:
    """What the command line asks for."""

    task: str
    variant: str
    """Name below prompts/<task>/, or a file."""
    share: int = WHOLE
    reason: str = ""
    """Why it is to be published whatever the figures say; empty does not force it."""
    cases: CasesWish = field(default_factory=CasesWish)
    bench: BenchWish = field(default_factory=BenchWish)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    run: Run
    figures: Figures


async def promote_prompt(settings: Settings, wish: PromoteWish) -> None:
    """Check, measure, publish, and say what is in force now.

    Raises:
        BadInput: the task, the file, the cases or the configuration cannot be used.
        Failed: a guarded figure has fallen, nothing was answered, or nothing would change.
        StorageRefused: the database cannot be used as it stands.
    """
    check_task(settings, wish.task)
    draft = draft_of(variant_path(settings.prompts, wish.task, wish.variant), wish.task)
    async with open_published(settings) as published:
        check = check_by(published.templates.tried)
        await check(draft.task, draft.name, draft.text)
        await first_published_of(
            (wish.task,),
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


async def _measured(
    settings: Settings, wish: PromoteWish, draft: Draft, published: Published, publish: PublishPrompt
) -> Measured | None:
    """The figures of both, shown; None where there can be none."""
    errors = Console(stderr=True, highlight=False)
    if not wish.bench.with_model(settings):
        errors.print("Nothing is measured: the playbook answers here, without prompts.")
        return None
    if wish.task not in _PARTS:
        errors.print(f"Nothing is measured: cases have no labels for {wish.task} prompts.")
        return None
    log = await ListPrompts(store=published.store)()
    live = log.prompts[log.standings[wish.task].live]
    if live.digest == digest_of(draft.text):
        return None  # publishing it will say that nothing changes; nothing is spent on that
    standby = playbook_coaching(settings.prompts, settings.config)
    try:
        before, after = await _Measuring(settings=settings, wish=wish, log=log, standby=standby, errors=errors).both(
            draft
        )
    except Failed as failure:
        if not wish.reason:
            raise
        errors.print(f"Not measured: {failure}", soft_wrap=True)
        return None
    measured = Measured(against=live.id, before=before.figures.guarded, after=after.figures.guarded)
    _show(before.run, after.run, measured, publish.fallen(measured), settings.config.prompts.guards.to_domain())
    return measured


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measuring:
    """Runs the cases by the live prompt and by a draft; every other task answers by its live prompt."""

    settings: Settings
    wish: PromoteWish
    log: PromptsLog
    standby: Coaching
    errors: Console

    async def both(self, draft: Draft) -> tuple[_Run, _Run]:
        """What came of the live prompt, and of the draft."""
        templates = Templates(tasks=bench_tasks(self.settings), model=self.settings.config.model.name, tags=steady_tag)
        live = await self._live(templates)
        new: dict[str, TemplateSource] = {
            **live,
            draft.task: Fixed(await templates.compiled(draft.task, draft.name, draft.text)),
        }
        before = await self._run(live, f"live {draft.task}")
        return before, await self._run(new, draft.name)

    async def _live(self, templates: Templates) -> dict[str, TemplateSource]:
        """The live prompts of the tasks that are asked, their files where nothing was published for them yet."""
        needed = {*self._bench.parts, Part.ASSESS} if Part.DRAFT in self._bench.parts else self._bench.parts
        files = [name for name in needed if name not in self.log.standings]
        found = await drafts(self.settings, self._bench, self.settings.config.model.name, wanted=files)
        for name in needed:
            if name in self.log.standings:
                number = self.log.standings[name].live
                found[name] = Fixed(await usable(templates, self.log.prompts.get(number), number))
        return found

    @property
    def _bench(self) -> BenchWish:
        return replace(self.wish.bench, parts=_PARTS[self.wish.task])

    async def _run(self, templates: Mapping[str, TemplateSource], name: str) -> _Run:
        chosen = cases_of(self.settings, self.wish.cases, self.errors)
        async with AsyncExitStack() as stack:
            bench = model_bench(self.settings, self._bench, templates, self.standby, stack)
            results = await run_cases(bench, chosen, self.errors, what=name)
        refuse_silence(results, "model")
        figures = figures_of(results)
        return _Run(run=run_of(name, results, figures), figures=figures)


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
    table = Table(title="guarded figures", title_justify="left")
    for name in ("harm", "live", "new", "may rise by", ""):
        table.add_column(name, justify="left" if name in {"harm", ""} else "right")
    for harm, allowed in guards.rises.items():
        if harm.value in measured.before and harm.value in measured.after:
            sides = (percent(measured.before[harm.value]), percent(measured.after[harm.value]))
            verdict = Text("worse", "red") if harm in fell else Text("holds", "green")
            table.add_row(harm.value, *sides, f"{100 * allowed:g} points", verdict)
    yield table
