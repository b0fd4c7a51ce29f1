"""Gives a search what it asks for: texts looked through, cases answered, edits proposed, all within the budget."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from motbot.catalogue import DEFAULT, speaking
from motbot.clock import SystemClock
from motbot.coaches import Fixed
from motbot.domain.case import Case
from motbot.domain.errors import BadPrompt, Failed
from motbot.domain.figures import Result
from motbot.llm.asking import TemplateSource, ask
from motbot.llm.client import ModelClient
from motbot.llm.fencing import steady_tag
from motbot.llm.looking_through import Looked
from motbot.llm.prompt_files import Task, Template
from motbot.llm.remembering import AnswerFolder
from motbot.settings.loading import Settings
from motbot.tuning.bench import Bench, bench_asking, bench_options
from motbot.tuning.meter import Meter
from motbot.tuning.outputs import output_of_parts
from motbot.tuning.prediction_json import prediction_json
from motbot.tuning.running import results_of
from motbot.tuning.suggest_budget import Budget, BudgetedClient, OutOfBudget
from motbot.tuning.suggest_prompt import Attempt, Proposal, Shown, inputs_of
from motbot.tuning.suggest_run import RunFolder
from motbot.tuning.suggest_text import PromptParts
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.predict import Part
from motbot.wiring import data_folder

_PROPOSED_WITHIN = 180.0
"""Seconds for one proposal: nobody waits for it in a conversation, and it is longer than any answer there."""


class Look(Protocol):
    """Looks a text through before anything of it is compiled here; may block."""

    def __call__(self, text: str, *, task: Task) -> Looked:
        """What is wrong or odd."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """The ways to the model: cases share their memory with the other commands, proposals have the run's own."""

    cases: ModelClient
    proposals: ModelClient
    meter: Meter


def clients_of(settings: Settings, wish: BenchWish, budget: Budget, folder: RunFolder) -> Clients:
    """Both clients, to be closed by whoever asked for them. Raises BadInput: no model can be reached."""
    options = bench_options(settings, wish)
    meter = Meter(model=options.model, prices=settings.config.model.price_table())

    def client(answers: AnswerFolder, deadline: float) -> BudgetedClient:
        return BudgetedClient(
            budget=budget,
            options=replace(options, deadline=deadline),
            clock=SystemClock(),
            answers=answers,
            on_call=meter.hear,
        )

    return Clients(
        cases=client(AnswerFolder(data_folder(settings) / "answers"), options.deadline),
        proposals=client(AnswerFolder(folder.answers), wish.deadline or max(options.deadline, _PROPOSED_WITHIN)),
        meter=meter,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelAsks:
    """What the search needs, by a model."""

    settings: Settings
    wish: BenchWish
    part: Part
    task: Task
    parts: PromptParts
    """Of the prompt that the search began with, its examples in it."""
    start: str
    clients: Clients
    templates: Mapping[str, TemplateSource]
    """Of all tasks; the one under repair among them as it is."""
    standby: Coaching
    look: Look
    odd: frozenset[str]
    """What looks odd in the start."""

    async def template(self, system: str) -> Template:
        """Look a text through as a draft would be, and compile it. Raises BadPrompt, with the reason alone."""
        text = self.parts.with_system(system)
        looked = await asyncio.to_thread(self.look, text, task=self.task)
        wrong = [told for _, told in looked.errors] or sorted({told for _, told in looked.warnings} - self.odd)
        if wrong:
            raise BadPrompt(wrong[0])
        return await asyncio.to_thread(self._compiled, text)

    def _compiled(self, text: str) -> Template:
        model = self.clients.cases.options.model
        return Template(text=text, source=f"{self.part}/proposal", task=self.task, model=model, tags=steady_tag)

    async def results(self, template: Template, cases: Sequence[Case]) -> list[Result]:
        """Have cases answered.

        Raises:
            OutOfBudget: not all were; the answers that there are stay remembered.
        """
        found = await self.reached(template, cases)
        if missing := len(cases) - len(found):
            raise OutOfBudget(f"The budget ended before {missing} of {len(cases)} cases were answered.")
        return found

    async def reached(self, template: Template, cases: Sequence[Case]) -> list[Result]:
        """Have as many answered as the budget reaches; what is under way when it ends is waited for."""
        bench = bench_asking(
            self.clients.cases,
            meter=self.clients.meter,
            settings=self.settings,
            wish=self.wish,
            templates={**self.templates, self.part: Fixed(template)},
            standby=self.standby,
        )
        turns = asyncio.Semaphore(bench.concurrency)
        found = await asyncio.gather(*(self._result(bench, case, turns) for case in cases))
        return [one for one in found if one is not None]

    async def _result(self, bench: Bench, case: Case, turns: asyncio.Semaphore) -> Result | None:
        """What came of a case; None where the budget did not reach."""
        async with turns:
            try:
                with speaking(DEFAULT):  # what is wrong is told the model that proposes, which knows no terminal
                    [found] = await results_of(bench, (case,))
            except ExceptionGroup as group:
                _raise_but_out_of_budget(group)
                return None
        return found

    def told(self, result: Result) -> str:
        """An answer in words."""
        if failed := [one.told or one.reason for one in result.prediction.failed if one.task == self.part]:
            return failed[0]
        return output_of_parts(prediction_json(result.case, result.prediction), {self.part})

    async def proposal(self, system: str, shown: Sequence[Shown], attempts: Sequence[Attempt]) -> Proposal:
        """Ask for edits. Raises OutOfBudget, ModelUnavailable, ModelRefused."""
        inputs = inputs_of(self.part, system=system, start=self.start, cases=shown, attempts=attempts)
        reply = await ask(self.clients.proposals, self.templates["suggest"](), inputs, Proposal)
        return reply.answer


def _raise_but_out_of_budget(group: ExceptionGroup[Exception]) -> None:
    """Cases are answered by tasks in groups: what stopped them is taken out of these."""
    failed: Exception = group.subgroup(Failed) or group
    while isinstance(failed, ExceptionGroup):
        failed = failed.exceptions[0]
    if not isinstance(failed, OutOfBudget):
        raise failed from group
