"""What publishing needs around its use cases: texts from files, and their check by the model's floor."""

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path

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


def draft_of(path: Path, task: str) -> Draft:
    """A prompt's file, with its examples. Raises BadPrompt."""
    return Draft(task=task, variant=path.stem, text=read_draft(path))


def check_by(template_of: TemplateOf) -> Check:
    """The check that a text has to pass: `Templates.tried` for a new one, `Templates.compiled` for a known one."""

    async def check(task: str, source: str, text: str) -> Checked:
        template = await template_of(task, source, text)
        return Checked(version=template.version, title=template.title)

    return check
