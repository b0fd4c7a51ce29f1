"""Reads what was said while nobody listened: after a start or a gap, Slack no longer redelivers everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from motbot.domain.errors import BadInput, Refused, Retryable, SlackRefused
from motbot.domain.events import Posted
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory, History, Parse
from motbot.ports.store import Store

OVERLAP_SECONDS = 600.0
"""An event can be missing although a newer one came in; reading some minutes twice costs nothing but a look-up."""
COMPARED_SECONDS = 3 * 86_400.0
"""What was said so long before a gap is compared with what Slack has now, to find what was taken back."""
CLOSED_TO_US = frozenset({"channel_not_found", "is_archived", "not_in_channel"})

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaughtUp:
    """What came of reading: how many events were new to the inbox, and where the channels begin that were not read."""

    messages: int
    unread: Mapping[str, str]


class CatchUp:
    """Puts missed messages into the inbox as if they had just come in. Twice the same message changes nothing."""

    def __init__(self, *, store: Store, directory: Directory, history: History, parse: Parse, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._directory = directory
        self._history = history
        self._parse = parse
        self._clock = clock

    async def seen(self, *, since: str = "") -> dict[str, str]:
        """From which `ts` each watched channel is to be read: `since`, else the newest that is known of it.

        The newest known is asked for before a connection opens, and read from after it.
        """
        watched = await self._directory.watched()
        if since:
            return dict.fromkeys(watched, since)
        async with self._store.begin() as tx:
            return {one: await tx.lines.newest_ts(self._directory.team, one) for one in watched}

    async def __call__(self, seen: Mapping[str, str]) -> CaughtUp:
        """Read every channel from what was seen; one without a `ts` has missed nothing."""
        behind = {channel: ts for channel, ts in seen.items() if ts}
        read = {channel: await self._channel(channel, ts) for channel, ts in behind.items()}
        return CaughtUp(
            messages=sum(new or 0 for new in read.values()),
            unread={channel: behind[channel] for channel, new in read.items() if new is None},
        )

    async def _channel(self, channel: str, ts: str) -> int | None:
        """One channel: how many events were new to the inbox; None where it could not be read and must be later."""
        since = max(0.0, float(ts) - OVERLAP_SECONDS)
        async with self._store.begin() as tx:
            known = await tx.lines.known(self._directory.team, channel, _stamp(since - COMPARED_SECONDS))
        try:
            bodies = await self._history.since(channel, _stamp(since), known=known)
        except (Retryable, Refused) as error:
            log.warning("catch_up.unreadable", channel=channel, error=type(error).__name__)
            closed = isinstance(error, SlackRefused) and error.code in CLOSED_TO_US
            return 0 if closed else None
        stored = frozenset(one.ts for one in known)
        return sum([await self._accept(channel, body, stored) for body in bodies])

    async def _accept(self, channel: str, body: Mapping[str, Any], stored: frozenset[str]) -> int:
        """Store one event, unless it is of a message that is stored; its job is armed in the same commit."""
        if self._is_among(stored, body):
            return 0  # it came in as usual, under an id of Slack's
        try:
            accepted = await self._store.accept(
                team=self._directory.team,
                event_id=str(body["event_id"]),
                body=body,
                at=self._clock.now(),
                lock=channel,
            )
        except BadInput:
            log.warning("catch_up.unusable", channel=channel)
            return 0
        return int(accepted is not None)

    def _is_among(self, stored: frozenset[str], body: Mapping[str, Any]) -> bool:
        """Whether this tells of nothing but a message that is stored; what makes no sense is laid aside later on."""
        try:
            event = self._parse(body)
        except BadInput:
            return False
        return isinstance(event, Posted) and event.ts in stored


def _stamp(seconds: float) -> str:
    """Slack's way of writing a time."""
    return f"{max(0.0, seconds):.6f}"
