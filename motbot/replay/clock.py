"""A clock that stands still until it is told to jump: hours pass in seconds, in order and without waiting."""

from datetime import datetime


class JumpingClock:
    """The one clock of a replay, for messages and for every timer."""

    def __init__(self, start: datetime) -> None:
        """Take the aware instant at which the first dialogue begins."""
        self._now = start

    def now(self) -> datetime:
        """The instant it stands at, aware."""
        return self._now

    def jump(self, to: datetime) -> None:
        """Stand at a later instant; an earlier one changes nothing."""
        self._now = max(self._now, to)
