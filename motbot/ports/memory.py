"""What is known of a customer from before."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from motbot.domain.remembering import Met


class Customers(Protocol):
    """Reads, without locking, what a customer has asked before."""

    async def met(
        self, team: str, customer: str, *, since: datetime, but: int = 0, channels: Collection[str] | None = None
    ) -> Sequence[Met]:
        """Their newest requests that were open or ended since then, but for one; the newest first, at most twelve.

        With `channels` none are read that were made elsewhere.
        """
        ...

    async def channels(self, team: str, customer: str, *, since: datetime) -> Sequence[str]:
        """Where those requests stand, each channel once; without their words."""
        ...
