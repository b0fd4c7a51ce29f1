"""Reads what was said while nobody listened: after a start or a gap, Slack no longer redelivers everything."""

from collections.abc import Mapping
from typing import Any

import structlog

from motbot.domain.errors import Refused, Retryable
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory, History
from motbot.ports.store import Store

OVERLAP_SECONDS = 600.0
"""An event can be missing although a newer one came in; reading some minutes twice costs nothing but a look-up."""

log = structlog.get_logger()


class CatchUp:
    """Puts missed messages into the inbox as if they had just come in. Twice the same message changes nothing."""

    def __init__(self, *, store: Store, directory: Directory, history: History, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._directory = directory
        self._history = history
        self._clock = clock

    async def seen(self) -> dict[str, str]:
        """The newest `ts` known of each watched channel: taken before a connection opens, read from after it."""
        team = self._directory.team
        async with self._store.begin() as tx:
            return {one: await tx.lines.newest_ts(team, one) for one in await self._directory.watched()}

    async def __call__(self, seen: Mapping[str, str]) -> int:
        """Read every channel from what was seen; gives how many messages were new to the inbox."""
        return sum([await self._channel(channel, ts) for channel, ts in seen.items() if ts])

    async def _channel(self, channel: str, ts: str) -> int:
        """One channel; what cannot be read now is said and left to the next gap or start."""
        since = f"{max(0.0, float(ts) - OVERLAP_SECONDS):.6f}"
        try:
            bodies = await self._history.since(channel, since)
        except (Retryable, Refused) as error:
            log.warning("catch_up.unreadable", channel=channel, error=type(error).__name__)
            return 0
        return sum([await self._accept(channel, body) for body in bodies])

    async def _accept(self, channel: str, body: Mapping[str, Any]) -> int:
        """Store one message; its job is armed in the same commit."""
        accepted = await self._store.accept(
            team=self._directory.team,
            event_id=str(body["event_id"]),
            body=body,
            at=self._clock.now(),
            lock=channel,
        )
        return int(accepted is not None)
