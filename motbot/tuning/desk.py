"""The trainer's desk behind the workbench's page: does with files, model and database what the page asks for."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial

from typing_extensions import override

from motbot.catalogue import listed, say
from motbot.coaches import tasks_of
from motbot.domain.errors import BadInput, Failed
from motbot.domain.publishing import digest_of
from motbot.llm.fencing import steady_tag
from motbot.llm.prompt_files import Task
from motbot.llm.published import Templates
from motbot.publishing import check_by
from motbot.settings.loading import Settings
from motbot.tuning.bench import bench_tasks
from motbot.tuning.beside_live import PARTS
from motbot.tuning.desk_cases import CaseShelf, shown_case
from motbot.tuning.desk_files import VariantFiles
from motbot.tuning.desk_look import Looking
from motbot.tuning.desk_measuring import NO_MODEL, UNLABELLED, Compared, DeskWish, Measuring, Standby
from motbot.tuning.desk_overview import model_of, task_of
from motbot.tuning.desk_publish import Promotion, Publishing, not_published, shown_change
from motbot.tuning.desk_runs import Advance, Runs
from motbot.tuning.published import Published, account, check_task, unusable_prompts
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.list_prompts import ListPrompts, PromptsLog
from motbot.use_cases.publish_prompt import Draft
from motbot.use_cases.roll_back_prompt import RollBackPrompt
from motbot.workbench import asked as wishes
from motbot.workbench.desk import Desk
from motbot.workbench.shown import (
    CaseList,
    Checked,
    Conflict,
    Json,
    Overview,
    Rendered,
    RunKind,
    ShownCase,
    ShownChange,
    ShownRun,
    ShownText,
)

_CHANGES_AT_MOST = 200


class TrainersDesk(Desk):
    """One desk for all tabs; `close` it at the end."""

    def __init__(
        self, settings: Settings, wish: DeskWish, published: Published, *, standby: Coaching | None = None
    ) -> None:
        """Take the settings, what was asked for, the database, and the playbook's coaching if it is read already."""
        self._settings = settings
        self._wish = wish
        self._published = published
        self._tasks: dict[str, Task] = bench_tasks(settings)
        self._templates = Templates(tasks=self._tasks, model=settings.config.model.name, tags=steady_tag)
        self._files = VariantFiles(settings.prompts, tasks=self._tasks, is_own=settings.has_own_prompts)
        self._shelf = CaseShelf(settings, paths=wish.cases)
        self._standby = Standby(settings, standby)
        self._looking = Looking(settings, tasks=self._tasks, templates=self._templates, standby=self._standby)
        self._publishing = Publishing(settings, published, tried=self._looking.template)
        self._measuring = Measuring(
            settings,
            wish.bench,
            templates=self._templates,
            tried=self._looking.template,
            standby=self._standby,
            files=self._files,
        )
        self._runs = Runs(clock=published.clock)
        self._model = model_of(settings, wish.bench)

    async def close(self) -> None:
        """End what is under way."""
        await self._runs.close()

    @override
    async def overview(self) -> Overview:
        log = await self._log("", at_most=1)
        unusable = await unusable_prompts(log, self._published.templates)
        settings = self._settings
        published = tasks_of(settings.config)
        variants = await asyncio.to_thread(lambda: {name: tuple(self._files.variants(name)) for name in self._tasks})
        return Overview(
            model=self._model,
            folder=str(settings.prompts),
            is_own_folder=settings.has_own_prompts,
            is_scratch=self._wish.is_scratch,
            tasks=tuple(
                task_of(name, files, log, unusable, is_published=name in published) for name, files in variants.items()
            ),
            guards={harm.value: rise for harm, rise in settings.config.prompts.guards.to_domain().rises.items()},
            running=self._runs.running,
        )

    @override
    async def text(self, task: str, variant: str) -> ShownText:
        return await asyncio.to_thread(self._files.text, task, variant)

    @override
    async def check(self, asked: wishes.DraftAsked) -> Checked:
        return await self._looking.check(
            asked.text, path=self._files.path(asked.task, asked.variant), task=self._task(asked.task)
        )

    @override
    async def render(self, asked: wishes.RenderAsked) -> Rendered:
        case = await self._shelf.one(asked.case) if asked.case else None
        path = self._files.path(asked.task, asked.variant)
        return await self._looking.rendered(asked.text, path=path, task=self._task(asked.task), case=case)

    @override
    async def save(self, asked: wishes.SaveAsked) -> ShownText | Conflict:
        return await self._files.save(asked)

    @override
    async def copy(self, asked: wishes.CopyAsked) -> ShownText:
        return await self._files.copy(asked)

    @override
    async def cases(self) -> CaseList:
        return await self._shelf.listed()

    @override
    async def case(self, name: str) -> ShownCase:
        return shown_case(await self._shelf.one(name))

    @override
    async def start(self, asked: wishes.RunAsked) -> ShownRun:
        self._need_model(asked.task)
        cases = await self._shelf.named(asked.cases)
        log = await self._log()
        sides = [await self._measuring.side(asked.task, one, log) for one in asked.sides]
        kind = RunKind.TRY if len(sides) == 1 else RunKind.COMPARE
        return self._runs.begin(
            kind,
            task=asked.task,
            sides=tuple(name for name, _ in sides),
            total=len(cases) * len(sides),
            work=partial(
                self._measuring.compare, Compared(task=asked.task, sides=sides, cases=cases, log=log, fresh=asked.fresh)
            ),
        )

    @override
    async def promote(self, asked: wishes.PromoteAsked) -> ShownRun:
        check_task(self._settings, asked.task)
        file = await asyncio.to_thread(self._files.draft, asked.task, asked.variant)
        if digest_of(file.text) != asked.digest:
            raise Failed(
                say(
                    "{task}/{variant} was changed meanwhile; look at it again, then promote it.",
                    task=asked.task,
                    variant=asked.variant,
                )
            )
        cases = await self._shelf.named(asked.cases) if self._model.is_there and asked.task in PARTS else ()
        wish = Promotion(
            draft=Draft(task=asked.task, variant=asked.variant, text=file.complete),
            share=asked.share,
            reason=asked.reason,
            cases=cases,
        )
        return self._runs.begin(
            RunKind.PROMOTE,
            task=asked.task,
            sides=("live", asked.variant),
            total=2 * len(cases),
            work=partial(self._promote, wish),
        )

    async def _promote(self, wish: Promotion, advance: Advance) -> Mapping[str, Json]:
        try:
            log = await self._publishing.begin(wish.draft)
        except Failed as same:
            return not_published(str(same))
        if not wish.cases:
            note = say(UNLABELLED if self._model.is_there else NO_MODEL)
            return await self._publishing.publish(wish, None, note=note)
        if log.prompts[log.standings[wish.draft.task].live].digest == digest_of(wish.draft.text):
            return await self._publishing.publish(wish, None)  # which says that nothing changes
        try:
            ran = await self._measuring.both(wish, log, advance)
        except Failed as failure:
            if not wish.reason:
                return not_published(str(failure), can_be_forced=True)
            return await self._publishing.publish(wish, None, note=str(failure))
        return await self._publishing.publish(wish, ran)

    @override
    def runs(self) -> Sequence[ShownRun]:
        return self._runs.all()

    @override
    def run(self, number: int) -> ShownRun:
        return self._runs.one(number)

    @override
    def cancel(self, number: int) -> ShownRun:
        return self._runs.cancel(number)

    @override
    async def roll_back(self, asked: wishes.RollBackAsked) -> ShownChange:
        check_task(self._settings, asked.task)
        store, clock = self._published.store, self._published.clock
        standing = (await self._log(asked.task)).standings.get(asked.task)
        if standing is not None and standing.generation != asked.generation:
            raise Failed(say("What is in force was changed meanwhile; look at it again before you take it back."))
        undo = RollBackPrompt(store=store, clock=clock, check=check_by(self._published.templates.compiled))
        change = await undo(asked.task, by=account(), reason=asked.reason)
        return shown_change(change, await self._log(asked.task))

    @override
    async def log(self, task: str) -> Sequence[ShownChange]:
        if task:
            check_task(self._settings, task)
        log = await self._log(task)
        return [shown_change(one, log) for one in log.changes]

    async def _log(self, task: str = "", *, at_most: int = _CHANGES_AT_MOST) -> PromptsLog:
        return await ListPrompts(store=self._published.store)(task, at_most=at_most)

    def _need_model(self, task: str) -> None:
        self._task(task)
        if not self._model.is_there:
            raise BadInput(self._model.why_not or say(NO_MODEL))
        if task not in PARTS:
            raise BadInput(say("{task}: {why}, so it cannot be run on them", task=task, why=say(UNLABELLED)))

    def _task(self, name: str) -> Task:
        if name not in self._tasks:
            raise BadInput(say("{name!r} is no task; expected one of {tasks}", name=name, tasks=listed(self._tasks)))
        return self._tasks[name]
