"""One search from its first call to its last: the prompt as it is, the search, and the best of it on holdout."""

import math
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from rich.console import Console

from motbot.catalogue import say
from motbot.coaches import playbook_coaching
from motbot.domain.errors import Failed
from motbot.domain.figures import Result, figures_of, spent_together
from motbot.settings.loading import Settings
from motbot.tuning.measuring import refuse_silence
from motbot.tuning.runs import Run, run_of
from motbot.tuning.suggest_asks import Look, ModelAsks, clients_of
from motbot.tuning.suggest_bar import INTERRUPTED, Bar, interruptible
from motbot.tuning.suggest_budget import Budget, OutOfBudget
from motbot.tuning.suggest_draft import draft_text
from motbot.tuning.suggest_gepa import search_by_gepa
from motbot.tuning.suggest_guards import bounds_for
from motbot.tuning.suggest_plan import LEAST_CASES, Plan
from motbot.tuning.suggest_report import Finding, Holdout
from motbot.tuning.suggest_run import RunFolder
from motbot.tuning.suggest_search import Search
from motbot.tuning.suggest_text import text_diff

_UNAVAILABLE = "unavailable"
_SPARE = 1.25
"""What is kept for holdout, in parts of what the prompt as it is took there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Everything that a search needs."""

    settings: Settings
    plan: Plan
    folder: RunFolder
    budget: Budget
    look: Look
    seed: int
    console: Console
    """For the bar and for notes: never the one that results go to."""

    async def found(self) -> Finding:
        """Measure, search, measure.

        Raises:
            Failed: the budget was too small, nothing was answered, or a person has ended it.
        """
        async with AsyncExitStack() as stack:
            asks = self._asks(stack)
            bar = Bar(console=self.console, budget=self.budget)
            with bar.shown(), interruptible(self.budget, self.console):
                bar.step(say("Measuring"))
                search, before = await self._measured(asks, bar)
                bar.step(say("Searching"))
                if not search.is_perfect:
                    await search_by_gepa(search, self.budget, seed=self.seed)
                ended = "perfect" if search.is_perfect else search.ended or self.budget.ended
                self.budget.reopen()
                bar.step(say("Trying on holdout"))
                holdout = await self._holdout(asks, search, before)
        return self._finding(search, holdout, ended)

    def _asks(self, stack: AsyncExitStack) -> ModelAsks:
        plan = self.plan
        clients = clients_of(self.settings, plan.bench, self.budget, self.folder)
        stack.push_async_callback(clients.cases.close)
        stack.push_async_callback(clients.proposals.close)
        return ModelAsks(
            settings=self.settings,
            wish=plan.bench,
            part=plan.part,
            task=plan.task,
            parts=plan.origin.complete,
            start=plan.origin.complete.system,
            clients=clients,
            templates=plan.templates,
            look=self.look,
            odd=plan.odd,
            standby=playbook_coaching(self.settings.prompts, self.settings.config),
        )

    async def _measured(self, asks: ModelAsks, bar: Bar) -> tuple[Search, list[Result]]:
        """The prompt as it is, on the search's own cases and on holdout, for which as much is set aside again."""
        plan, start = self.plan, self.plan.origin.complete.system
        template = plan.templates[plan.part]()
        try:
            results = await asks.results(template, plan.train)
            refuse_silence(results, "model")
            before = await asks.results(template, plan.holdout)
        except OutOfBudget:
            raise self._too_small() from None
        spent = spent_together([one.prediction.spent for one in before])
        self.budget.keep(
            calls=math.ceil(_SPARE * spent.calls), money=_SPARE * (spent.cost or 0.0) + self.budget.largest
        )
        answered = self._answered(results)
        search = Search(
            start=start,
            cases=[one.case for one in answered],
            scale=plan.scale,
            bounds=bounds_for(start, plan.train),
            asks=asks,
        )
        search.learn(start, template, answered)
        search.on_best = lambda system, score: self._best(bar, search, system, score)
        bar.best(search.score(start) or 0.0, search.score(start) or 0.0)
        return search, before

    def _best(self, bar: Bar, search: Search, system: str, score: float) -> None:
        bar.best(search.score(search.start) or 0.0, score)
        if system != search.start:
            self.folder.keep_best(self._text(search, system, None))

    def _answered(self, results: Sequence[Result]) -> list[Result]:
        """Cases that the server was up for: a text that is asked when it is back would seem better. Raises Failed."""
        answered = [one for one in results if all(part.reason != _UNAVAILABLE for part in one.prediction.failed)]
        if len(answered) < LEAST_CASES:
            told = next((part.told for one in results for part in one.prediction.failed), "")
            raise Failed(
                say(
                    "Train cases that were answered: {answered} of {results}. {told}",
                    answered=len(answered),
                    results=len(results),
                    told=told,
                )
            )
        if len(answered) < len(results):
            left_out = len(results) - len(answered)
            self.console.print(
                say("Train cases left out, since the model did not answer them: {left_out}.", left_out=left_out)
            )
        return answered

    def _too_small(self) -> Failed:
        plan, limits = self.plan, self.budget.limits
        if self.budget.ended == INTERRUPTED:
            return Failed(say("Ended before there was anything to report. The same command goes on from there."))
        bound = f"--calls {limits.calls}" if self.budget.ended == "calls" else f"--money {limits.money}"
        return Failed(
            say(
                "{bound}: is used up while the prompt as it is was measured (cases: {cases}), and nothing was "
                "searched for. Raise it several times; what was answered is remembered.",
                bound=bound,
                cases=len(plan.train) + len(plan.holdout),
            )
        )

    async def _holdout(self, asks: ModelAsks, search: Search, before: Sequence[Result]) -> Holdout | None:
        if search.best == search.start or not before:
            return None
        after = await asks.reached(await asks.template(search.best), self.plan.holdout)
        name = self.plan.origin.name
        return Holdout(before=_run(name, before), after=_run("proposal", after), cases=len(before))

    def _text(self, search: Search, system: str, holdout: Holdout | None) -> str:
        """The draft's file, whose changelog tells in figures where it comes from: a model's words are not for it."""
        plan = self.plan
        version = plan.templates[plan.part]().version
        scores = (search.score(search.start) or 0.0, search.score(system) or 0.0)
        told = f"{holdout.cases} holdout cases: {holdout.comparison.verdict}" if holdout else "not tried on holdout"
        return draft_text(
            plan.origin,
            system,
            version=version,
            changelog=f"Suggested from {plan.origin.name} {version}: {len(search.cases)} train cases "
            f"{scores[0]:.3f} to {scores[1]:.3f}; {told}",
        )

    def _finding(self, search: Search, holdout: Holdout | None, ended: str) -> Finding:
        plan = self.plan
        raw, is_better = plan.origin.raw, search.best != search.start
        text = self._text(search, search.best, holdout) if is_better else ""
        new = f"{plan.part}/{plan.target.stem}"
        return Finding(
            name=plan.origin.name,
            task=plan.part,
            model=plan.options.model,
            seed=self.seed,
            ended=ended,
            search=search,
            budget=self.budget,
            resumed=self.folder.resumed,
            holdout=holdout,
            text=text,
            diff=text_diff(raw.with_system(raw.system), text, old=plan.origin.name, new=new) if is_better else (),
        )


def _run(name: str, results: Sequence[Result]) -> Run:
    return run_of(name, results, figures_of(results))
