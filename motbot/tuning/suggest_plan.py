"""Settles what a search for a better prompt begins with, before anything is spent: texts, cases, names, budget."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from motbot.catalogue import labelled, listed, say, to_say
from motbot.domain.case import Case, Split
from motbot.domain.errors import BadInput, BadPrompt
from motbot.domain.prices import price_of
from motbot.llm.asking import TemplateSource
from motbot.llm.draft_files import read_draft
from motbot.llm.looking_through import Looked
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import Task
from motbot.settings.loading import Settings
from motbot.tuning.bench import DEFAULT, bench_options, bench_tasks, drafts, variant_path
from motbot.tuning.cases import cases_of
from motbot.tuning.measuring import check_writable
from motbot.tuning.suggest_asks import Look
from motbot.tuning.suggest_budget import Budget, Limits
from motbot.tuning.suggest_draft import Origin, free_path, origin_of
from motbot.tuning.suggest_prompt import suggest_task
from motbot.tuning.suggest_run import RunFolder, digest, digest_of_cases
from motbot.tuning.suggest_scoring import Scale, concerns, scale_for
from motbot.tuning.wish import BenchWish, CasesWish
from motbot.use_cases.predict import Part

CALLS = 200
LEAST_CASES = 6
"""Fewer are learnt by heart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestWish:
    """What the command line asks for."""

    task: str
    variant: str = DEFAULT
    cases: CasesWish = field(default_factory=CasesWish)
    bench: BenchWish = field(default_factory=BenchWish)
    calls: int = CALLS
    money: float | None = None
    seed: int = 0
    out: str = ""
    """Name of the draft; empty takes the first free one."""
    resume: bool = True
    agreed: bool = False
    """Write the draft without asking."""
    json: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that is settled before anything is spent."""

    part: Part
    task: Task
    origin: Origin
    target: Path
    train: Sequence[Case]
    holdout: Sequence[Case]
    bench: BenchWish
    options: ModelOptions
    templates: Mapping[str, TemplateSource]
    odd: frozenset[str]
    """What looks odd in the prompt as it is: no proposal is blamed for that."""
    scale: Scale

    @property
    def parts(self) -> dict[str, str]:
        """What makes a search this one and no other."""
        return {
            to_say("the task"): self.part.value,
            to_say("the prompt"): digest(self.origin.text),
            to_say("the cases"): digest_of_cases([*self.train, *self.holdout]),
            to_say("the model"): f"{self.options.model} at {self.options.host}",
            to_say("the prompts beside it"): digest([self.templates[name]().revision for name in _beside(self.part)]),
            to_say("the guards"): digest(self.scale.weights),
            to_say("the search"): f"gepa {version('gepa')}",
        }


async def planned(settings: Settings, wish: SuggestWish, errors: Console, *, look: Look) -> Plan:
    """Settle it, and ask nothing of a model yet; odd labels are told.

    Raises:
        BadInput: the task, the prompt, the cases, a name or the configuration cannot be used.
    """
    if wish.task not in set(Part):
        raise BadInput(
            say(
                "{task!r} is no task that cases have labels for; expected one of {part}",
                task=wish.task,
                part=listed(Part),
            )
        )
    if not wish.bench.with_model(settings):
        raise BadInput(say("the playbook answers without prompts; use --model, or `coach: model` in the config"))
    check_writable(wish.json)
    part = Part(wish.task)
    tasks = bench_tasks(settings)
    task = tasks[part]
    origin = origin_of(variant_path(settings.prompts, part, wish.variant), task)
    target = free_path(origin, settings.prompts / part, wish.out)
    chosen = [case for case in cases_of(settings, wish.cases, errors) if concerns(part, case)]
    train = [case for case in chosen if case.split is Split.TRAIN]
    _refuse_few(len(train), part)
    bench = replace(wish.bench, parts=frozenset({part}), variants={part: wish.variant})
    for name in _beside(part):
        await _looked(look, variant_path(settings.prompts, name, DEFAULT), tasks[name])
    looked = await _looked(look, origin.path, task)
    return Plan(
        part=part,
        task=task,
        origin=origin,
        target=target,
        train=train,
        holdout=[case for case in chosen if case.split is Split.HOLDOUT],
        bench=bench,
        options=bench_options(settings, bench),
        # Looked through just now: they are compiled when they are first asked by.
        templates=await drafts(settings, bench, settings.config.model.name, wanted=()),
        odd=frozenset(told for _, told in looked.warnings),
        scale=scale_for(part, settings.config.prompts.guards.to_domain()),
    )


async def _looked(look: Look, path: Path, task: Task) -> Looked:
    """What looking a prompt's file through says. Raises BadPrompt."""
    looked = await asyncio.to_thread(look, read_draft(path), task=task)
    for line, told in looked.errors:
        raise BadPrompt(labelled(f"{path}:{line}", told))
    return looked


def _beside(part: Part) -> tuple[str, ...]:
    """Other prompts that a search for this one asks by."""
    proposes = suggest_task().name
    return (proposes, Part.ASSESS.value) if part is Part.DRAFT else (proposes,)


def _refuse_few(count: int, part: Part) -> None:
    if count < LEAST_CASES:
        raise BadInput(
            say(
                "train cases with labels for {part} prompts: {count}; at least {least_cases} are needed, for fewer "
                "are learnt by heart. Label more cases, or name more files with --cases",
                count=count,
                part=part,
                least_cases=LEAST_CASES,
            )
        )


def budget_for(settings: Settings, wish: SuggestWish, plan: Plan, folder: RunFolder, errors: Console) -> Budget:
    """The budget with what was spent before; what cannot be bounded is told, and where the search stands."""
    price = price_of(plan.options.model, settings.config.model.price_table())
    if price is None and wish.money is not None:
        errors.print(
            say(
                "The price of {model} is not in the config (`model.prices`): money is not bounded, only --calls is.",
                model=plan.options.model,
            ),
            markup=False,
            soft_wrap=True,
        )
    money = wish.money if price is not None else None
    budget = Budget(limits=Limits(calls=wish.calls, money=money, price=price), ledger=folder.ledger)
    if folder.resumed:
        errors.print(
            say(
                "Goes on where an earlier search stands: calls spent: {calls}, and what they said is remembered. "
                "--no-resume starts anew.",
                calls=budget.calls,
            ),
            soft_wrap=True,
        )
    if folder.changed:
        what = listed(say(one) for one in folder.changed)
        errors.print(
            say("Starts anew: an earlier search stands here, made for something else: {what}.", what=what),
            soft_wrap=True,
        )
    return budget
