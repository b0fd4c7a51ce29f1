"""Pairs the coach's ports with the model or the playbook, as the wiring asks."""

from contextlib import AsyncExitStack
from functools import partial

from motbot.due_times import DueReader
from motbot.llm.assessor import ModelAssessor, assess_task
from motbot.llm.client import ModelClient
from motbot.llm.confirmer import ModelConfirmer, confirm_task
from motbot.llm.drafter import ModelDrafter, draft_task
from motbot.llm.mender import ModelMender, mend_task
from motbot.llm.options import ModelOptions, StructuredMode, TokenLimitParam
from motbot.llm.prompt_files import Task, Template, read_template
from motbot.llm.reply_reader import ModelReplyReader, promises_task
from motbot.playbook.playbook import Playbook
from motbot.ports.coach import Coach
from motbot.settings.loading import ModelAccess
from motbot.settings.tree import ModelBranch
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring


async def coaching_of(wiring: Wiring, stack: AsyncExitStack) -> Coaching:
    """Load the playbook, and the model's prompts where a model is configured; the stack closes the model's client.

    Raises:
        BadPrompt: a file makes no sense.
    """
    if wiring.coaching is not None:
        return wiring.coaching
    conventions = wiring.config.due_conventions()
    due_times = DueReader(conventions=conventions)
    playbook = Playbook.load(wiring.prompts / "playbook", due_times=due_times)
    if wiring.model is None:
        return Coaching(coach=playbook.coach, fallback=playbook.coach, first_look=playbook.first_look)
    options = _options(wiring.config.model, wiring.model)
    client = ModelClient(options=options, clock=wiring.clock)
    stack.push_async_callback(client.close)
    template = partial(_template, wiring, options)
    coach = Coach(
        assessor=ModelAssessor(client=client, template=template(assess_task())),
        drafter=ModelDrafter(client=client, template=template(draft_task())),
        confirmer=ModelConfirmer(client=client, template=template(confirm_task())),
        reply_reader=ModelReplyReader(client=client, template=template(promises_task(conventions=conventions))),
        mender=ModelMender(client=client, template=template(mend_task()), due_times=due_times),
    )
    return Coaching(coach=coach, fallback=playbook.coach, first_look=playbook.first_look)


def _template(wiring: Wiring, options: ModelOptions, task: Task) -> "_Fixed":
    """The task's default prompt, read once: a running bot does not follow unpublished edits."""
    path = wiring.prompts / task.name / "default.md"
    return _Fixed(read_template(path, task=task, model=options.model))


class _Fixed:
    """A template that stays as it was when the bot started."""

    def __init__(self, template: Template) -> None:
        self._template = template

    def __call__(self) -> Template:
        return self._template


def _options(branch: ModelBranch, access: ModelAccess) -> ModelOptions:
    """What the model floor wants to know, from what the settings say."""
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
    )
