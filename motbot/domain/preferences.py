"""What somebody has set for themselves: language, quiet hours, how pressing, and how much help with each step."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Self

from motbot.domain.language import Language
from motbot.domain.sensitivity import Sensitivity

STEPS = ("explore", "offer", "promise", "confirm")
"""The steps in the method's order; the values of `NudgeKind`, which stands on a floor above this one."""


class Amount(StrEnum):
    """How much an agent wants to be helped with one step."""

    MORE = "more"
    """Never less than everything, however well it goes."""
    NORMAL = "normal"
    FEWER = "fewer"
    """Less from the start; a slip brings it back for a few times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWish:
    """What an agent wants of one step."""

    amount: Amount = Amount.NORMAL
    afresh_at: datetime | None = None
    """When they brought the nudges back: what went well before counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything somebody has set; None where the config decides, or Slack."""

    language: Language | None = None
    quiet_from: time | None = None
    """On their own clock, and only together with `quiet_to`; equal times switch quiet hours off."""
    quiet_to: time | None = None
    sensitivity: Sensitivity | None = None
    explore: StepWish = StepWish()
    offer: StepWish = StepWish()
    promise: StepWish = StepWish()
    confirm: StepWish = StepWish()

    def wish(self, step: str) -> StepWish:
        """What they want of a step, one of `STEPS`."""
        wishes = (self.explore, self.offer, self.promise, self.confirm)
        return wishes[STEPS.index(step)]

    def wishing(self, step: str, wish: StepWish) -> Self:
        """The same with another wish for one of `STEPS`."""
        place = STEPS.index(step)
        explore, offer, promise, confirm = (
            wish if at == place else known
            for at, known in enumerate((self.explore, self.offer, self.promise, self.confirm))
        )
        return replace(self, explore=explore, offer=offer, promise=promise, confirm=confirm)

    @property
    def quiet_hours(self) -> tuple[time, time] | None:
        """From when until when; None where they have set none."""
        if self.quiet_from is None or self.quiet_to is None:
            return None
        return self.quiet_from, self.quiet_to


NOTHING_SET = Preferences()
