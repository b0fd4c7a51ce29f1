"""The clock of an open playground, as whoever opens it supplies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta


class MovableClock(Protocol):
    """A clock that people may put forward, never back."""

    def now(self) -> datetime:
        """The present, aware."""
        ...

    async def move(self, by: timedelta) -> None:
        """Let time pass: every timer within it fires at its own moment."""
        ...

    async def next_timer(self) -> datetime | None:
        """When the earliest timer fires; None when none is set."""
        ...
