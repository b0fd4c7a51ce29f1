"""Who is next: callers wait in a line in which nobody's many calls keep others from their few.

Each share (a channel) is served in the order in which its own calls would end if all shares were served at the same
speed: start-time fair queueing (Goyal, Vin and Cheng, 1996). A share that has asked for nothing lately has no claim on
what it left to others, and no debt.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A call in the line."""

    number: int
    """Its place in the order of coming."""
    share: str
    cost: float
    comes_again: bool = False
    """Whoever makes it will ask again later: it can be turned away without harm."""
    start: float = 0.0
    """In the line's own time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairLine:
    """Those who wait, oldest first."""

    waiting: tuple[Waiting, ...] = ()
    time: float = 0.0
    """The start of the call that was served last."""
    served_until: Mapping[str, float] = field(default_factory=dict)
    """By share, where its last call ends; a share that is not ahead of the line's time is missing."""

    def joined(self, caller: Waiting) -> "FairLine":
        """With one more in it."""
        start = max(self.time, self.served_until.get(caller.share, 0.0))
        ends = {**self.served_until, caller.share: start + caller.cost}
        return replace(self, waiting=(*self.waiting, replace(caller, start=start)), served_until=ends)

    @property
    def first(self) -> Waiting | None:
        """Who is next."""
        return min(self.waiting, key=lambda one: (one.start, one.number), default=None)

    def served(self, caller: Waiting) -> "FairLine":
        """Without the one who is next, whose turn it is now."""
        time = max(self.time, caller.start)
        ahead = {share: end for share, end in self.served_until.items() if end > time}
        return replace(self, waiting=self._without(caller), time=time, served_until=ahead)

    def left(self, caller: Waiting) -> "FairLine":
        """Without somebody who waits no more; those of the same share behind them move up."""
        behind = [one for one in self.waiting if one.share == caller.share and one.number > caller.number]
        moved = {one.number: replace(one, start=one.start - caller.cost) for one in behind}
        waiting = tuple(moved.get(one.number, one) for one in self._without(caller))
        end = self.served_until.get(caller.share, 0.0) - caller.cost
        return replace(self, waiting=waiting, served_until={**self.served_until, caller.share: end})

    @property
    def to_turn_away(self) -> Waiting | None:
        """Who goes where the line is too long: one of the share with most in it, the newest of those who come again.

        Where none of that share comes again, its newest.
        """
        many = Counter(one.share for one in self.waiting)
        return max(self.waiting, key=lambda one: (many[one.share], one.comes_again, one.number), default=None)

    def _without(self, caller: Waiting) -> tuple[Waiting, ...]:
        return tuple(one for one in self.waiting if one.number != caller.number)
