"""What is remembered of a customer when they ask anew: their last requests, what is still owed, what pleased them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Ending(StrEnum):
    """How an earlier request ended, as far as somebody has said so."""

    OPEN = "open"
    WELL = "well"
    """The customer has confirmed it, or the agent has it from them."""
    NOT_WELL = "not_well"
    """They said that it did not do, or a promise in it was broken, and nobody has confirmed it since."""
    THANKED = "thanked"
    """They thanked for something in it after all that went wrong, and nobody has said more of how it ended."""
    UNSAID = "unsaid"
    """It rested away: silence is not confirmation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One earlier request. Nothing of how the customer felt, and nothing that compares them with others."""

    moment: int
    channel: str
    at: datetime
    about: str
    """Their own words, shortened."""
    ending: Ending
    thanks: str = ""
    """Their own words of thanks, verbatim, where these name what they were glad about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something that was promised to them and is not kept yet."""

    promise: int
    channel: str
    what: str
    due: datetime | None = None
    is_broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one reader may be told of a customer."""

    last: tuple[Past, ...] = ()
    """The newest first."""
    owed: tuple[Owed, ...] = ()
    """The soonest due first, what has no time last."""
    again: Past | None = None
    """The earlier request that is about the same thing as the new one."""

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.last or self.owed or self.again)

    @property
    def channels(self) -> frozenset[str]:
        """Where what it tells was said."""
        told = (*self.last, *self.owed, *((self.again,) if self.again else ()))
        return frozenset(one.channel for one in told)

    @property
    def pressing(self) -> "Memory | None":
        """What a short card tells: that they ask again, and what is owed."""
        return replace(self, last=()) or None

    def within(self, channels: frozenset[str]) -> "Memory | None":
        """What of it was said in these channels; None where that is nothing."""
        again = self.again if self.again and self.again.channel in channels else None
        last = tuple(one for one in self.last if one.channel in channels)
        owed = tuple(one for one in self.owed if one.channel in channels)
        return Memory(last=last, owed=owed, again=again) or None

    def without(self, moments: frozenset[int]) -> "Memory | None":
        """What of it is not quoted from these requests; None where that is nothing."""
        again = self.again if self.again and self.again.moment not in moments else None
        last = tuple(one for one in self.last if one.moment not in moments)
        return Memory(last=last, owed=self.owed, again=again) or None
