"""The repository of what leads have set for their channels, and what checks their words as the config is checked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from motbot.domain.channel_knowledge import KnowledgeChange, ProposedFacts
from motbot.domain.limits import PromiseLimit
from motbot.domain.typed_limit import TypedLimit


class Knowledge(Protocol):
    """Changes of channels' knowledge, which stay for ever, and proposals, which go once they are decided."""

    async def take_turn(self) -> None:
        """Wait until nobody else changes anything here; from here to the commit nobody else does. Readers go on."""
        ...

    async def add(self, change: KnowledgeChange) -> KnowledgeChange:
        """Store it; gives it back with its id. Changes are committed in the order of their ids, whoever makes them."""
        ...

    async def get(self, change: int) -> KnowledgeChange | None:
        """One change."""
        ...

    async def newest(self, team: str, channel: str) -> KnowledgeChange | None:
        """What holds in a channel; None where nothing was ever set."""
        ...

    async def held(self, team: str, channel: str, at: datetime) -> KnowledgeChange | None:
        """What held in a channel at a time; None where nothing was set by then."""
        ...

    async def last(self) -> int:
        """The highest id of any change, below which none is still to come; 0 where there is none."""
        ...

    async def in_force(self, team: str) -> Sequence[KnowledgeChange]:
        """What holds in each channel in which anything was ever set."""
        ...

    async def history(self, team: str, channel: str, *, at_most: int) -> Sequence[KnowledgeChange]:
        """The changes of a channel, the newest first."""
        ...

    async def propose(self, proposed: ProposedFacts) -> ProposedFacts:
        """Store it; gives it back with its id."""
        ...

    async def proposal(self, proposal: int) -> ProposedFacts | None:
        """One that waits."""
        ...

    async def proposals(self, team: str, channel: str, *, since: datetime) -> Sequence[ProposedFacts]:
        """Those of a channel that wait, made since then, the oldest first."""
        ...

    async def drop(self, proposal: int) -> None:
        """It is decided: nothing of it is kept."""
        ...

    async def undecided(self, *, before: datetime) -> Sequence[ProposedFacts]:
        """Those of every channel that have waited since before then, the oldest first."""
        ...


class Checks(Protocol):
    """Checks what is typed in Slack by the rules of the config."""

    def limit(self, typed: TypedLimit) -> PromiseLimit:
        """Make a limit of what was typed. Raises BadLimit."""
        ...

    def holds_secret(self, text: str) -> bool:
        """Whether a text holds what looks like a token."""
        ...
