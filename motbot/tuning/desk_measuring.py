"""Has cases answered for the workbench: by one prompt or two, or by the live one and what is to be promoted."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from motbot.catalogue import say, to_say
from motbot.coaches import Fixed, playbook_coaching
from motbot.domain.case import Case
from motbot.domain.errors import BadInput
from motbot.domain.figures import Result
from motbot.llm.asking import TemplateSource
from motbot.llm.published import Templates, usable
from motbot.publishing import TemplateOf
from motbot.settings.loading import Settings
from motbot.tuning.bench import Bench
from motbot.tuning.beside_live import BesideLive
from motbot.tuning.desk_files import VariantFiles
from motbot.tuning.desk_outcome import outcome_of
from motbot.tuning.desk_publish import BothRan, Promotion
from motbot.tuning.desk_runs import Advance
from motbot.tuning.running import results_of
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.list_prompts import PromptsLog
from motbot.workbench.asked import SideAsked
from motbot.workbench.shown import Json

_REPEATS = 2**31
NO_MODEL = to_say(
    "this needs a model, and the playbook coaches here; start with --model, or say `coach: model` in the config"
)
UNLABELLED = to_say("cases have no labels for it")

Side = tuple[str, TemplateSource]
"""What a side is called, and its template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWish:
    """What the command line asks for."""

    model: bool = False
    """Ask the model whatever the config says."""
    cases: Sequence[Path] = ()
    concurrency: int | None = None
    deadline: float | None = None
    is_scratch: bool = False
    """The database is gone when the playground ends."""

    @property
    def bench(self) -> BenchWish:
        """How cases are asked."""
        return BenchWish(model=self.model, concurrency=self.concurrency, deadline=self.deadline)


class Standby:
    """The playbook's coaching, read at its first use: that takes longer than the page takes to open."""

    def __init__(self, settings: Settings, coaching: Coaching | None = None) -> None:
        """Take the settings; nothing is read yet, unless somebody has read it already."""
        self._settings = settings
        self._coaching = coaching
        self._reading = asyncio.Lock()

    async def __call__(self) -> Coaching:
        """Give it. Raises BadPrompt: the playbook cannot be read."""
        async with self._reading:
            if self._coaching is None:
                settings = self._settings
                self._coaching = await asyncio.to_thread(playbook_coaching, settings.prompts, settings.config)
            return self._coaching


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is to be run, all of it read and tried."""

    task: str
    sides: Sequence[Side]
    cases: Sequence[Case]
    log: PromptsLog
    fresh: bool = False
    """Ask again what was answered before."""


class Measuring:
    """Runs prompts on cases; every task that is not looked at answers by its live prompt."""

    def __init__(
        self,
        settings: Settings,
        wish: BenchWish,
        *,
        templates: Templates,
        tried: TemplateOf,
        standby: Standby,
        files: VariantFiles,
    ) -> None:
        """Take how cases are asked, who compiles what was tried and who tries it, who stands in, and the variants."""
        self._settings = settings
        self._wish = wish
        self._templates = templates
        self._tried = tried
        self._standby = standby
        self._files = files

    async def side(self, task: str, side: SideAsked, log: PromptsLog) -> Side:
        """A side of a run. Raises BadInput."""
        if side.variant is not None and side.published is None:
            file = await asyncio.to_thread(self._files.draft, task, side.variant)
            return side.variant, Fixed(await self._tried(task, f"{task}/{side.variant}", file.complete))
        if side.published is None or side.variant is not None:
            raise BadInput(say("sides: name a variant, or the number of a published prompt, and not both"))
        prompt = log.prompts.get(side.published)
        if prompt is None or prompt.task != task:
            raise BadInput(
                say(
                    "{number}: is no published {task} prompt that the log knows; choose another one",
                    number=side.published,
                    task=task,
                )
            )
        return f"{prompt.variant} #{prompt.id}", Fixed(await usable(self._templates, prompt, prompt.id))

    async def compare(self, wish: Compared, advance: Advance) -> Mapping[str, Json]:
        """Run one side after the other. Raises BadInput and Failed."""
        beside = await self._beside(wish.task, wish.log, fresh=wish.fresh)
        live = await beside.live()
        ran = [
            await beside.ran({**live, wish.task: template}, wish.cases, name=name, asking=partial(_asking, advance))
            for name, template in wish.sides
        ]
        return outcome_of(ran, task=wish.task)

    async def both(self, wish: Promotion, log: PromptsLog, advance: Advance) -> BothRan:
        """Run the live prompt and what is to take its place. Raises BadInput and Failed."""
        task = wish.draft.task
        beside = await self._beside(task, log)
        live = await beside.live()
        template = await self._tried(task, wish.draft.name, wish.draft.text)
        new: dict[str, TemplateSource] = {**live, task: Fixed(template)}
        asking = partial(_asking, advance)
        before = await beside.ran(live, wish.cases, name=say("live {task}", task=task), asking=asking)
        after = await beside.ran(new, wish.cases, name=wish.draft.variant, asking=asking)
        return BothRan(against=log.standings[task].live, before=before, after=after)

    async def _beside(self, task: str, log: PromptsLog, *, fresh: bool = False) -> BesideLive:
        repeat = 1 + secrets.randbelow(_REPEATS) if fresh else 0
        return BesideLive(
            settings=self._settings,
            task=task,
            wish=replace(self._wish, repeat=repeat),
            log=log,
            standby=await self._standby(),
            templates=self._templates,
        )


async def _asking(advance: Advance, bench: Bench, cases: Sequence[Case], _what: str) -> list[Result]:
    return await results_of(bench, cases, on_case=advance)
