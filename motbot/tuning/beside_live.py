"""Runs cases by the prompts that are live, with one of them replaced: what a promotion and the workbench measure."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from motbot.coaches import Fixed
from motbot.domain.case import Case
from motbot.domain.figures import Figures, Result, figures_of
from motbot.llm.asking import TemplateSource
from motbot.llm.published import Templates, usable
from motbot.settings.loading import Settings
from motbot.tuning.bench import Bench, drafts, model_bench
from motbot.tuning.measuring import refuse_silence
from motbot.tuning.runs import Run, run_of
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.list_prompts import PromptsLog
from motbot.use_cases.predict import Part

PARTS: Mapping[str, frozenset[Part]] = {
    # A draft rests on the assessment: what is wrong there shows in its words.
    "assess": frozenset({Part.ASSESS, Part.DRAFT}),
    "draft": frozenset({Part.DRAFT}),
    "promises": frozenset({Part.PROMISES}),
    "review": frozenset({Part.REVIEW}),
}
"""By task, what cases are asked; of the other tasks no case has a label."""

Asking = Callable[[Bench, Sequence[Case], str], Awaitable[list[Result]]]
"""Has a bench answer cases, and tells whoever waits how far it is; the last is what the run is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of a run."""

    run: Run
    figures: Figures
    results: Sequence[Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLive:
    """Everything that two runs of a task share: every other task answers by its live prompt."""

    settings: Settings
    task: str
    """One of PARTS."""
    wish: BenchWish
    log: PromptsLog
    standby: Coaching
    templates: Templates

    @property
    def _bench(self) -> BenchWish:
        return replace(self.wish, parts=PARTS[self.task])

    async def live(self) -> dict[str, TemplateSource]:
        """The live prompts of the tasks that are asked, their files where nothing was published for them yet.

        Raises:
            BadInput: one of them cannot be used.
        """
        parts = PARTS[self.task]
        needed = {*parts, Part.ASSESS} if Part.DRAFT in parts else parts
        files = [name for name in needed if name not in self.log.standings]
        found = await drafts(self.settings, self._bench, self.settings.config.model.name, wanted=files)
        for name in needed:
            if name in self.log.standings:
                number = self.log.standings[name].live
                found[name] = Fixed(await usable(self.templates, self.log.prompts.get(number), number))
        return found

    async def ran(
        self, templates: Mapping[str, TemplateSource], cases: Sequence[Case], *, name: str, asking: Asking
    ) -> Ran:
        """Run the cases. Raises Failed: nothing was answered."""
        async with AsyncExitStack() as stack:
            bench = model_bench(self.settings, self._bench, templates, self.standby, stack)
            results = await asking(bench, cases, name)
        refuse_silence(results, "model")
        figures = figures_of(results)
        return Ran(run=run_of(name, results, figures), figures=figures, results=results)
