"""Sets up the coach for measuring: with drafts of prompts, a deadline of one's own, and a memory of answers."""

from collections.abc import Collection, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from motbot.catalogue import listed, say
from motbot.clock import SystemClock
from motbot.coaches import Fixed, model_coaching, options_of, playbook_coaching, tasks_of
from motbot.domain.errors import BadInput
from motbot.due_times import DueReader
from motbot.llm.asking import TemplateSource
from motbot.llm.client import ModelClient
from motbot.llm.draft_files import read_draft
from motbot.llm.fencing import steady_tag
from motbot.llm.judge import ModelJudge, judge_task
from motbot.llm.options import ModelOptions
from motbot.llm.prompt_files import Task, Template, read_template
from motbot.llm.remembering import AnswerFolder, RememberingClient
from motbot.llm.trying import tried_template
from motbot.settings.loading import Settings
from motbot.tuning.meter import Meter
from motbot.tuning.suggest_prompt import suggest_task
from motbot.tuning.wish import BenchWish
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.predict import Predict
from motbot.wiring import data_folder

DEFAULT = "default"
FALLBACK_CONCURRENCY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Everything that runs need."""

    coaching: Coaching
    predict: Predict
    meter: Meter
    concurrency: int
    client: ModelClient | None = None
    """None where the playbook answers."""
    judge: ModelJudge | None = None

    @property
    def coach(self) -> str:
        """Who answers, as answers say it."""
        return "model" if self.client else "playbook"


class Untried:
    """A prompt that nothing is to be asked by: it is read, as it stands, only where something is all the same."""

    def __init__(self, path: Path, task: Task, model: str) -> None:
        """Take where it stands and what it is for."""
        self._path = path
        self._task = task
        self._model = model

    def __call__(self) -> Template:
        """The template. Raises BadPrompt."""
        return self._read

    @cached_property
    def _read(self) -> Template:
        return read_template(self._path, task=self._task, model=self._model, tags=steady_tag)


async def open_bench(settings: Settings, wish: BenchWish, stack: AsyncExitStack) -> Bench:
    """Set it up with the prompts that are wished for; the stack closes the model's client.

    Raises:
        BadInput: a variant, a prompt or the configuration cannot be used.
    """
    if wish.with_model(settings):
        wanted = [*wish.parts, *(["judge"] if wish.judge else [])]
        templates = await drafts(settings, wish, settings.config.model.name, wanted=wanted)
        standby = playbook_coaching(settings.prompts, settings.config)
        return model_bench(settings, wish, templates, standby, stack)
    if wish.variants or wish.judge:
        option = "--variant" if wish.variants else "--judge"
        raise BadInput(
            say(
                "{option}: the playbook answers without prompts; use --model, or `coach: model` in the config",
                option=option,
            )
        )
    coaching = playbook_coaching(settings.prompts, settings.config)
    return Bench(
        coaching=coaching,
        predict=_predict(settings, wish, coaching),
        meter=Meter(),
        concurrency=wish.concurrency or FALLBACK_CONCURRENCY,
    )


def model_bench(
    settings: Settings,
    wish: BenchWish,
    templates: Mapping[str, TemplateSource],
    standby: Coaching,
    stack: AsyncExitStack,
) -> Bench:
    """The bench of a model that is asked by these templates, by the names of `bench_tasks`, beside the playbook.

    Raises:
        BadInput: the environment does not say how to reach a model.
    """
    options = bench_options(settings, wish)
    meter = Meter(model=options.model, prices=settings.config.model.price_table())
    client = _client(settings, wish, options, meter)
    stack.push_async_callback(client.close)
    return bench_asking(client, meter=meter, settings=settings, wish=wish, templates=templates, standby=standby)


def bench_asking(
    client: ModelClient,
    *,
    meter: Meter,
    settings: Settings,
    wish: BenchWish,
    templates: Mapping[str, TemplateSource],
    standby: Coaching,
) -> Bench:
    """The same with a client of one's own, whose calls the meter hears of."""
    coaching = model_coaching(standby, client=client, templates=templates, config=settings.config)
    return Bench(
        coaching=coaching,
        predict=_predict(settings, wish, coaching),
        meter=meter,
        concurrency=client.options.concurrency,
        client=client,
        judge=ModelJudge(client=client, template=templates["judge"]) if wish.judge else None,
    )


def _predict(settings: Settings, wish: BenchWish, coaching: Coaching) -> Predict:
    config = settings.config
    return Predict(
        coaching=coaching,
        due_times=DueReader(conventions=config.due_conventions()),
        rules=config.review.to_domain(),
        within=config.reply_within.to_domain(),
        parts=wish.parts,
    )


async def drafts(
    settings: Settings, wish: BenchWish, model: str, *, wanted: Collection[str]
) -> dict[str, TemplateSource]:
    """Every task's prompt file: the variant that is wished for, else the default; those wanted are tried first.

    Its fences have the same tags for the same words, so that an unchanged request is known again.

    Raises:
        BadInput: a variant is for no task, or a wanted prompt cannot be used.
    """
    tasks = bench_tasks(settings)
    for name in wish.variants:
        if name not in tasks:
            raise BadInput(
                say("--variant: {name!r} is no task; expected one of {tasks}", name=name, tasks=listed(tasks))
            )
    paths = {name: variant_path(settings.prompts, name, wish.variants.get(name, DEFAULT)) for name in tasks}
    # One after the other: each is stopped after two seconds, and several at once slow one another down.
    read = {name: await _tried(paths[name], tasks[name], model) for name in wanted}
    return {
        name: Fixed(read[name]) if name in read else Untried(paths[name], task, model) for name, task in tasks.items()
    }


async def _tried(path: Path, task: Task, model: str) -> Template:
    return await tried_template(text=read_draft(path), source=str(path), task=task, model=model, tags=steady_tag)


def bench_tasks(settings: Settings) -> dict[str, Task]:
    """Every kind of prompt, those of the bench's own among them."""
    own = (judge_task(), suggest_task())
    return {**tasks_of(settings.config), **{task.name: task for task in own}}


def variant_path(prompts: Path, task: str, variant: str) -> Path:
    """The file of a variant, given as a path or by its name."""
    if variant.endswith(".md") or "/" in variant:
        return Path(variant)
    return prompts / task / f"{variant}.md"


def bench_options(settings: Settings, wish: BenchWish) -> ModelOptions:
    """As the config says, with the run's own deadline and as many requests at once as cases."""
    options = options_of(settings.config, settings.model_access())
    return replace(
        options,
        deadline=wish.deadline or options.deadline,
        concurrency=wish.concurrency or options.concurrency,
    )


def _client(settings: Settings, wish: BenchWish, options: ModelOptions, meter: Meter) -> ModelClient:
    if not wish.cache:
        return ModelClient(options=options, clock=SystemClock(), on_call=meter.hear)
    answers = AnswerFolder(data_folder(settings) / "answers")
    return RememberingClient(
        options=options, clock=SystemClock(), answers=answers, repeat=wish.repeat, on_call=meter.hear
    )
