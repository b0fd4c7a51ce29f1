"""What publishing needs around its use cases: texts from files, and their check by the model's floor."""

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.llm.draft_files import read_draft
from motbot.llm.prompt_files import Template
from motbot.ports.clock import Clock
from motbot.ports.store import Store
from motbot.use_cases.publish_first import PublishFirst
from motbot.use_cases.publish_prompt import Check, Checked, Draft

DEFAULT = "default"

TemplateOf = Callable[[str, str, str], Awaitable[Template]]
"""Makes a template by its task, what it is called in messages, and its text. Raises BadPrompt."""


async def first_published_of(
    tasks: Collection[str], *, prompts: Path, store: Store, clock: Clock, check: Check
) -> None:
    """Publish the default prompts of those tasks that nothing was published for yet. Raises BadPrompt."""

    def shipped(task: str) -> Draft:
        return draft_of(prompts / task / f"{DEFAULT}.md", task)

    await PublishFirst(store=store, clock=clock, shipped=shipped, check=check)(tasks)


async def first_published_beside(draft: Draft, *, prompts: Path, store: Store, clock: Clock, check: Check) -> None:
    """Publish the default prompt of a draft's task where nothing was yet: the draft has something beside it then.

    Raises:
        BadPrompt: the default prompt cannot be used.
        Failed: the draft says what that prompt says, so that nothing would change; nothing is published.
    """
    async with store.begin() as tx:
        known = await tx.prompts.standings()
    if draft.task in known:
        return
    if draft.text == draft_of(prompts / draft.task / f"{DEFAULT}.md", draft.task).text:
        raise Failed(
            say(
                "{name} is, word for word, what a bot with a model publishes at its first start; "
                "nothing was published.",
                name=draft.name,
            )
        )
    await first_published_of((draft.task,), prompts=prompts, store=store, clock=clock, check=check)


def draft_of(path: Path, task: str) -> Draft:
    """A prompt's file, with its examples. Raises BadPrompt."""
    return Draft(task=task, variant=path.stem, text=read_draft(path))


def check_by(template_of: TemplateOf) -> Check:
    """The check that a text has to pass: `Templates.tried` for a new one, `Templates.compiled` for a known one."""

    async def check(task: str, source: str, text: str) -> Checked:
        template = await template_of(task, source, text)
        return Checked(version=template.version, title=template.title)

    return check
