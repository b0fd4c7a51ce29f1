"""Reads what was said while we were away, in the shape Slack would have told it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from motbot.domain.errors import SlackRefused
from motbot.ports.records import KnownLine
from motbot.slack.identity import Identity
from motbot.slack.patience import PATIENCE, PatientReader
from motbot.slack.replayed import Replayed
from motbot.slack.stretch import START, Stretch, is_later
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_THREADS_AT_MOST = 200
"""Threads of open moments that are read whole; the newest, where there are more."""


_WITH_METADATA = {"include_all_metadata": "true"}
"""Help-desk bridges may name their human there; events carry it, pages only when asked."""


class SlackHistory:
    """The History port over conversations.history and conversations.replies."""

    def __init__(
        self,
        *,
        api: WebApi,
        us: Identity,
        threads_back: timedelta = timedelta(days=3),
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take how old a thread may be whose new replies are looked for, and how many seconds of waiting are too many.

        Slack tells of a thread's new replies only at its root, so roots are read back that far.
        """
        self._us = us
        self._threads_back = threads_back
        self._reader = PatientReader(api=api, patience=patience, sleep=sleep)

    async def since(self, channel: str, ts: str, *, known: Sequence[KnownLine] = ()) -> Sequence[Mapping[str, Any]]:
        """Event bodies for what happened after `ts` (not at `ts` itself): messages and edits in order, then deletions.

        An empty `ts` means that nothing was ever seen here, so nothing was missed.

        Raises:
            SlackRateLimited: Slack asks for more patience than we were given.
            SlackUnclear: ask again later.
            SlackRefused: the channel cannot be read.
        """
        if not ts:
            return []
        back = max(0.0, float(ts) - self._threads_back.total_seconds())
        roots = await self._reader.read("conversations.history", after=f"{back:.6f}", channel=channel, **_WITH_METADATA)
        threads = await self._threads(channel, ts, roots, known)
        bodies = Replayed(team=self._us.team, channel=channel, since=ts, known=known).bodies(roots, threads)
        log.info("slack history read", channel=channel, events=len(bodies))
        return bodies

    async def _threads(
        self, channel: str, ts: str, roots: Stretch, known: Sequence[KnownLine]
    ) -> Mapping[str, Stretch]:
        """Threads by root: those of open moments whole, of others what is newer than `ts`."""
        whole = set(_open_threads(known)[-_THREADS_AT_MOST:])
        grown = {root for root, one in roots.messages.items() if is_later(str(one.get("latest_reply") or "0"), ts)}
        replied = {one.thread_ts for one in known if one.thread_ts}
        # Nothing can have happened in the thread of a root that is there, and has no reply, and never had one.
        silent = {root for root, one in roots.messages.items() if not one.get("latest_reply")} - replied
        read = {root: await self._whole(channel, root) for root in sorted(whole - silent)}
        for root in sorted(grown - whole):
            read[root] = await self._reader.read(
                "conversations.replies", after=ts, channel=channel, ts=root, **_WITH_METADATA
            )
        return read

    async def _whole(self, channel: str, root: str) -> Stretch:
        """A thread from its root on; empty where its root is gone, which then had no replies."""
        try:
            return await self._reader.read(
                "conversations.replies", after=START, channel=channel, ts=root, **_WITH_METADATA
            )
        except SlackRefused as refusal:
            if refusal.code != "thread_not_found":
                raise
            return Stretch(after=START)


def _open_threads(known: Sequence[KnownLine]) -> list[str]:
    """Roots of what is open, oldest first."""
    return sorted({one.thread_ts or one.ts for one in known if one.is_open})
