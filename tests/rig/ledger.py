"""Compares what customers said with what agents were shown: every request once, nowhere else, and to nobody else."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from motbot.playground.workspace import Workspace
from tests.rig.town import Town, is_card, key_of, numbers_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What came of the requests."""

    sent: int
    shown: int
    """Requests with at least one card."""
    lost: tuple[int, ...]
    doubled_posts: int
    """Cards that stand there again under the same key: posted twice."""
    doubled_moments: int
    """Requests with a second card under another key: taken for two moments."""
    misplaced: int
    """Cards that another channel's agent was shown."""
    others: int
    """Private messages that are no card."""
    seen_by_customers: int

    @property
    def doubled(self) -> int:
        """Cards too many."""
        return self.doubled_posts + self.doubled_moments


def tally(town: Town, workspace: Workspace, sent: int) -> Tally:
    """Look at every agent's direct messages, and at everything customers can see."""
    keys: Counter[str] = Counter()
    keys_of: defaultdict[int, set[str]] = defaultdict(set)
    misplaced = others = 0
    for place in range(town.channels):
        agent = town.agent(place)
        for message in workspace.dm(agent):
            if not is_card(message):
                others += 1
                continue
            keys[key_of(message)] += 1
            for number in numbers_in(message):
                keys_of[number].add(key_of(message))
                misplaced += town.agent(number) != agent
    customers = {town.customer(number) for number in range(sent)}
    return Tally(
        sent=sent,
        shown=len(keys_of),
        lost=tuple(number for number in range(sent) if number not in keys_of),
        doubled_posts=sum(count - 1 for count in keys.values()),
        doubled_moments=sum(len(found) - 1 for found in keys_of.values()),
        misplaced=misplaced,
        others=others,
        seen_by_customers=sum(len(workspace.of_bot_visible_to(one)) for one in customers),
    )
