"""The people a moment may be brought before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motbot.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The people a moment may be brought before, looked up before the transaction."""

    people: dict[str, Person]
    rooms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The agents of the other channels in which the customer has asked before."""

    def answers_in(self, account: str) -> list[str]:
        """Those of them in which somebody is an agent."""
        return [channel for channel, agents in self.rooms.items() if account in agents]
