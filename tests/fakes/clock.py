"""A clock that stands until a test moves it."""

from datetime import UTC, datetime, timedelta

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning: where a test's time begins unless it says otherwise."""


class FakeClock:
    """Fulfils the Clock port; steer it with `move` and `set`."""

    def __init__(self, now: datetime = T0) -> None:
        """Take the present, aware."""
        self._now = now

    def now(self) -> datetime:
        """The present, in UTC."""
        return self._now.astimezone(UTC)

    def move(self, by: timedelta) -> datetime:
        """Let time pass; gives the new present."""
        self._now += by
        return self.now()

    def set(self, now: datetime) -> None:
        """Jump."""
        self._now = now
