"""The machine's clock, as the Clock port."""

from datetime import UTC, datetime


class SystemClock:
    """The present as the machine tells it; the only place that asks."""

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        return datetime.now(tz=UTC)  # noqa: TID251 - this is the port everybody else asks
