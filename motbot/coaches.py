"""Pairs the coach's ports with the model or the playbook, as the wiring asks."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from motbot.due_times import DueReader
from motbot.llm.asking import TemplateSource
from motbot.llm.assessor import ModelAssessor, assess_task
from motbot.llm.calls import Call
from motbot.llm.client import ModelClient
from motbot.llm.confirmer import ModelConfirmer, confirm_task
from motbot.llm.drafter import ModelDrafter, draft_task
from motbot.llm.fencing import tag_of_conversation
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.options import ModelOptions, StructuredMode, TokenLimitParam
from motbot.llm.probing import probe
from motbot.llm.prompt_files import Task, Template, read_template
from motbot.llm.published import PromptsInForce, Templates
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.llm.reviewer import ModelReviewer, review_task
from motbot.llm.turns import Turns
from motbot.playbook.playbook import Playbook
from motbot.playbook.reviewer import PlaybookReviewer
from motbot.playbook.rules import Rules
from motbot.ports.coach import Coach
from motbot.ports.store import Store
from motbot.publishing import check_by, first_published_of
from motbot.settings.loading import ModelAccess
from motbot.settings.tree import Config
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring

_MADE_AT_MOST = 128
"""Coaches: every task on trial at once makes 64 combinations."""


async def coaching_of(wiring: Wiring, stack: AsyncExitStack) -> Coaching:
    """Load the playbook, and where a model is configured the files of its prompts: for work at the machine.

    A running bot answers by published prompts only. The stack closes the model's client.

    Raises:
        BadPrompt: a file makes no sense.
    """
    if wiring.coaching is not None:
        return wiring.coaching
    standby = playbook_coaching(wiring.prompts, wiring.config)
    if wiring.model is None:
        return standby
    client = _client(wiring, wiring.model, stack)
    templates = {
        name: Fixed(read_template(wiring.prompts / name / "default.md", task=task, model=client.options.model))
        for name, task in tasks_of(wiring.config).items()
    }
    return model_coaching(standby, client=client, templates=templates, config=wiring.config)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCoaching:
    """The coaches of a running bot, with what they follow."""

    coaching: Coaching
    prompts: PromptsInForce | None = None
    """None where nobody answers by prompts."""
    probe: Callable[[], Awaitable[object]] | None = None
    """Asks the model a tiny question, and raises as any question does; None where there is no model of ours."""


async def live_coaching_of(
    wiring: Wiring,
    stack: AsyncExitStack,
    store: Store,
    *,
    turns: Turns | None = None,
    on_call: Callable[[Call], None] = lambda _call: None,
) -> LiveCoaching:
    """The coaches by published prompts only; those of a first start are published. The stack closes the client.

    `turns` bounds what is asked of the model, `on_call` hears of every call of it.

    Raises:
        BadPrompt: a shipped file makes no sense, or a task has no published prompt that can be used.
        StorageUnavailable: the database does not answer just now.
    """
    if wiring.coaching is not None or wiring.model is None:
        return LiveCoaching(coaching=await coaching_of(wiring, stack))
    client = _client(wiring, wiring.model, stack, turns=turns, on_call=on_call)
    tasks = tasks_of(wiring.config)
    templates = Templates(tasks=tasks, model=client.options.model, tags=tag_of_conversation())
    await first_published_of(
        tasks, prompts=wiring.prompts, store=store, clock=wiring.clock, check=check_by(templates.compiled)
    )
    prompts = PromptsInForce(store=store, clock=wiring.clock, tasks=tasks, templates=templates)
    await prompts.load()
    chosen = _ChosenCoaching(wiring, client, prompts, tuple(tasks))
    newest = {task: partial(prompts.template, task) for task in tasks}
    coaching = model_coaching(chosen.standby, client=client, templates=newest, config=wiring.config)
    return LiveCoaching(coaching=replace(coaching, chosen=chosen), prompts=prompts, probe=partial(probe, client))


class _ChosenCoaching:
    """Gives each conversation the coaches with its own prompts."""

    def __init__(self, wiring: Wiring, client: ModelClient, prompts: PromptsInForce, tasks: Sequence[str]) -> None:
        self.standby = playbook_coaching(wiring.prompts, wiring.config)
        self._config = wiring.config
        self._client = client
        self._prompts = prompts
        self._tasks = tasks
        self._made: dict[tuple[int, ...], Coaching] = {}

    def __call__(self, conversation: str) -> Coaching:
        """The coaches, made once for all conversations that have the same prompts."""
        chosen = {task: self._prompts.chosen(task, conversation) for task in self._tasks}
        key = tuple(one.prompt for one in chosen.values())
        if key not in self._made:
            while len(self._made) >= _MADE_AT_MOST:
                self._made.pop(next(iter(self._made)))
            templates = {task: Fixed(one.template) for task, one in chosen.items()}
            made = model_coaching(self.standby, client=self._client, templates=templates, config=self._config)
            self._made[key] = made
        return self._made[key]


def _client(
    wiring: Wiring,
    access: ModelAccess,
    stack: AsyncExitStack,
    *,
    turns: Turns | None = None,
    on_call: Callable[[Call], None] = lambda _call: None,
) -> ModelClient:
    """The model's client, which the stack closes."""
    options = options_of(wiring.config, access)
    client = ModelClient(options=options, clock=wiring.clock, turns=turns, on_call=on_call)
    stack.push_async_callback(client.close)
    return client


def tasks_of(config: Config) -> dict[str, Task]:
    """Every kind of prompt that the coach answers by, by the name of its folder."""
    tasks = (
        assess_task(),
        draft_task(conventions=config.due_conventions()),
        confirm_task(),
        promises_task(conventions=config.due_conventions()),
        mend_task(),
        review_task(within=config.replying()),
    )
    return {task.name: task for task in tasks}


def playbook_coaching(prompts: Path, config: Config) -> Coaching:
    """The offline coach alone, from the playbook below the folder of prompts. Raises BadPrompt."""
    due_times = DueReader(conventions=config.due_conventions())
    rules = Rules.load(prompts / "playbook", due_times=due_times)
    playbook = Playbook.of(rules)
    reviewer = PlaybookReviewer.of(rules, within=config.replying())
    return Coaching(
        coach=playbook.coach,
        fallback=playbook.coach,
        first_look=playbook.first_look,
        reviewer=reviewer,
        fallback_reviewer=reviewer,
    )


def model_coaching(
    standby: Coaching, *, client: ModelClient, templates: Mapping[str, TemplateSource], config: Config
) -> Coaching:
    """The model as coach, with the playbook's coaching to stand in; `templates` by the names of `tasks_of`."""
    due_times = DueReader(conventions=config.due_conventions())
    within = config.replying()
    coach = Coach(
        assessor=ModelAssessor(client=client, template=templates["assess"]),
        drafter=ModelDrafter(client=client, template=templates["draft"]),
        confirmer=ModelConfirmer(client=client, template=templates["confirm"]),
        reply_reader=ModelReplyReader(client=client, template=templates["promises"], due_times=due_times),
        mender=ModelMender(client=client, template=templates["mend"], due_times=due_times),
    )
    return Coaching(
        coach=coach,
        fallback=standby.fallback,
        first_look=standby.first_look,
        reviewer=ModelReviewer(client=client, template=templates["review"], within=within),
        fallback_reviewer=standby.fallback_reviewer,
    )


class Fixed:
    """A template that stays as it was when it was read: a running bot does not follow unpublished edits."""

    def __init__(self, template: Template) -> None:
        """Take the template."""
        self._template = template

    def __call__(self) -> Template:
        """Give it."""
        return self._template


def options_of(config: Config, access: ModelAccess) -> ModelOptions:
    """What the model floor wants to know, from what the settings say."""
    branch = config.model
    return ModelOptions(
        model=branch.name,
        api_key=access.api_key.get_secret_value() if access.api_key else "",
        base_url=access.base_url or "",
        azure_endpoint=access.azure_endpoint or "",
        azure_ad_token=access.azure_ad_token.get_secret_value() if access.azure_ad_token else "",
        azure_api_version=access.azure_api_version,
        deadline=branch.deadline.total_seconds(),
        max_output=branch.max_output,
        temperature=branch.temperature,
        structured_mode=StructuredMode(branch.structured_mode.value),
        token_limit_param=TokenLimitParam(branch.token_limit.value),
        concurrency=branch.concurrency,
        hide_personal_data=config.privacy.hide_personal_data,
    )
