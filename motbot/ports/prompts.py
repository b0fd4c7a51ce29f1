"""The repository of published prompts: their texts, what is in force, and every change of that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from motbot.domain.prompt import PublishedPrompt, Standing
from motbot.domain.publishing import PromptChange


class Prompts(Protocol):
    """Published prompts; nothing here is ever taken away."""

    async def take_turn(self) -> None:
        """Wait until nobody else changes what is in force; from here to the commit nobody else does. Readers go on."""
        ...

    async def add(self, prompt: PublishedPrompt) -> PublishedPrompt:
        """Store a text; gives it back with its id."""
        ...

    async def get(self, prompt: int) -> PublishedPrompt | None:
        """One published prompt."""
        ...

    async def standings(self) -> Mapping[str, Standing]:
        """What is in force, by task; a task that nothing was published for is missing. Locks nothing."""
        ...

    async def change(self, change: PromptChange) -> PromptChange:
        """Put a standing in force and keep the change; gives it back with its generation. Needs `take_turn` before."""
        ...

    async def changes(self, task: str = "", *, at_most: int = 100) -> Sequence[PromptChange]:
        """What was changed, the newest first; an empty `task` stands for any."""
        ...

    async def answers_as(self, prompt: int, revision: str, at: datetime) -> None:
        """From now on a process answers by this prompt under this revision, which decisions carry.

        The text alone does not say the revision: the model and the shape of the answer are part of it.
        """
        ...

    async def of_revision(self, revision: str) -> Sequence[PublishedPrompt]:
        """The prompts that have answered as a revision, the newest first: several only where a text came back."""
        ...
