"""Message stamps made from the injected clock: unique and rising, even when that clock stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MICROS = 1_000_000


class Stamps:
    """Gives out Slack's `ts` values, "1700000000.000100"; `now` must return aware datetimes."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def seconds(self) -> int:
        """Return the workspace's time in whole seconds."""
        return int(self._now().timestamp())

    def next(self) -> str:
        """Return a new ts, later than every one before it."""
        moment = self._now()
        if moment.tzinfo is None:
            raise ValueError("the playground's clock must return aware datetimes")
        self._last = max(round(moment.timestamp() * MICROS), self._last + 1)
        return f"{self._last // MICROS}.{self._last % MICROS:06d}"
