"""Published prompts for tests: drafts, a check that refuses what it is told to, and what publishes them."""

from motbot.domain.errors import BadPrompt
from motbot.domain.guarding import Guards
from motbot.domain.harm import Harm
from motbot.domain.prompt import PublishedPrompt
from motbot.domain.publishing import digest_of
from motbot.ports.clock import Clock
from motbot.ports.store import Store
from motbot.use_cases.publish_prompt import Checked, Draft, PublishPrompt
from motbot.use_cases.roll_back_prompt import RollBackPrompt
from tests.fakes.clock import T0

GUARDS = Guards(rises={Harm.MISSED_MOMENT: 0.0, Harm.NOISY_NUDGE: 0.02})
LEAST = """---
id: {task}
version: "{version}"
title: {title}
owner: trainers
task: {task}
changelog: "As short as can be"
inputs:
  lines: list, the conversation
---
# system
Judge what the customer writes. {words}
# user
{{% for line in lines %}}
{{{{ line.text | untrusted }}}}
{{% endfor %}}
"""


class ScriptedCheck:
    """Passes every text but those that hold a word it was told of; `seen` are the names of what it was asked about."""

    def __init__(self, *refused: str) -> None:
        self.refused = set(refused)
        self.seen: list[str] = []

    async def __call__(self, task: str, source: str, text: str) -> Checked:
        """Say that it is the first version, or refuse."""
        self.seen.append(source)
        if any(word in text for word in self.refused):
            raise BadPrompt(f"{source}:1: cannot be used; write another one")
        return Checked(version="1", title=f"About {task}")


def a_draft(variant: str = "shorter", *, task: str = "assess", text: str = "") -> Draft:
    """A draft; its text names it where none is given."""
    return Draft(task=task, variant=variant, text=text or f"the text of {task}/{variant}")


def prompt_text(words: str = "", *, task: str = "assess", version: str = "1", title: str = "The least") -> str:
    """A text that a template can be made of; other words make another revision."""
    return LEAST.format(task=task, version=version, title=title, words=words)


def a_published(text: str = "words", *, task: str = "assess", variant: str = "default") -> PublishedPrompt:
    """A published prompt that has no id yet."""
    digest = digest_of(text)
    return PublishedPrompt(task=task, variant=variant, digest=digest, text=text, version="1", by="UTRAINER", at=T0)


def publishing(store: Store, clock: Clock, check: ScriptedCheck | None = None) -> PublishPrompt:
    """What publishes."""
    return PublishPrompt(store=store, clock=clock, guards=GUARDS, check=check or ScriptedCheck())


def rolling_back(store: Store, clock: Clock, check: ScriptedCheck | None = None) -> RollBackPrompt:
    """What rolls back."""
    return RollBackPrompt(store=store, clock=clock, check=check or ScriptedCheck())
