"""Home tabs to write tests with: what an agent sees, and use cases that remember what they were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from motbot.domain.errors import MotbotError
from motbot.domain.home_page import HomePage
from motbot.domain.mine import SheetItem
from motbot.domain.nudge import NudgeKind
from motbot.domain.preferences import Preferences
from motbot.domain.promise_list import PromiseList


def agents_page(found: PromiseList, sheets: Sequence[SheetItem] = ()) -> HomePage:
    """The tab of an agent with these promises and sheets."""
    return HomePage(
        language=found.language,
        zone=found.zone or "UTC",
        is_agent=True,
        promises=found,
        sheets=tuple(sheets),
        quiet_from=time(20),
        quiet_to=time(8),
        is_whole=found.is_whole,
    )


@dataclass
class Settings:
    """What was set, by whom; fails while `trouble` is set."""

    wanted: list[tuple[str, Preferences]] = field(default_factory=list)
    brought_back: list[tuple[str, NudgeKind]] = field(default_factory=list)
    trouble: MotbotError | None = None

    async def __call__(self, *, user: str, wanted: Preferences) -> bool:
        if self.trouble is not None:
            raise self.trouble
        self.wanted.append((user, wanted))
        return True

    async def bring_back(self, *, user: str, step: NudgeKind) -> bool:
        if self.trouble is not None:
            raise self.trouble
        self.brought_back.append((user, step))
        return True
