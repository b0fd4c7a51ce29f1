"""The use cases behind what is done about a channel's knowledge, as the windows know them."""

from collections.abc import Sequence
from typing import Protocol

from motbot.domain.knowledge_page import Kept, KnowledgeHistory, KnowledgePage, Promoting
from motbot.domain.language import Language
from motbot.domain.typed_limit import TypedLimit


class ShowKnowledge(Protocol):
    """Shows what a channel knows to whoever leads it; None for everybody else."""

    async def __call__(self, *, user: str, channel: str) -> KnowledgePage | None:
        """One channel."""
        ...

    async def led_by(self, *, user: str) -> Sequence[KnowledgePage]:
        """Every channel that a person leads."""
        ...

    async def history(self, *, user: str, channel: str) -> KnowledgeHistory | None:
        """Who has changed what."""
        ...

    async def language(self, user: str) -> Language:
        """In which language whoever is turned away is told so."""
        ...


class EditKnowledge(Protocol):
    """Stores what a lead sets."""

    async def facts(self, *, user: str, channel: str, base: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """All facts, one a line, made of what `base` had; `seen` are words that were pointed out already."""
        ...

    async def limit(self, *, user: str, channel: str, mark: str, typed: TypedLimit) -> Kept:
        """A limit, in the place of the one with this mark."""
        ...

    async def drop_limit(self, *, user: str, channel: str, mark: str) -> Kept:
        """One limit less."""
        ...

    async def bring_back(self, *, user: str, channel: str, change: int, base: int) -> Kept:
        """An earlier state."""
        ...


class PromoteFact(Protocol):
    """Makes facts of what was typed on a card."""

    async def open(self, *, user: str, moment: int) -> Promoting | None:
        """What there is on it."""
        ...

    async def __call__(self, *, user: str, moment: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """Keep or propose it."""
        ...

    async def open_proposed(self, *, user: str, proposal: int) -> Promoting | None:
        """What was proposed."""
        ...

    async def accept(self, *, user: str, proposal: int, typed: str, seen: Sequence[str] = ()) -> Kept:
        """Keep it."""
        ...

    async def decline(self, *, user: str, proposal: int) -> Kept:
        """Let it go."""
        ...


class Followed(Protocol):
    """Hears that something in a person's Home tab has changed."""

    async def __call__(self, user: str, *, is_there: bool = False) -> None:
        """This person; `is_there` says that it was done in their Home tab."""
        ...
