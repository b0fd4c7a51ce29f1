"""Reads what was said while we were away, in the shape Slack would have told it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from motbot.domain.errors import SlackRateLimited, SlackRefused
from motbot.ports.records import KnownLine
from motbot.slack.identity import Identity
from motbot.slack.replayed import Replayed
from motbot.slack.stretch import START, Stretch, is_later
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_PAGES = 50
_THREADS_AT_MOST = 200
"""Threads of open moments that are read whole; the newest, where there are more."""


class SlackHistory:
    """The History port over conversations.history and conversations.replies."""

    def __init__(
        self,
        *,
        api: WebApi,
        us: Identity,
        threads_back: timedelta = timedelta(days=3),
        patience: float = 300.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take how old a thread may be whose new replies are looked for, and how many seconds of waiting are too many.

        Slack tells of a thread's new replies only at its root, so roots are read back that far.
        """
        self._api = api
        self._us = us
        self._threads_back = threads_back
        self._patience = patience
        self._sleep = sleep

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
        roots = await self._read("conversations.history", after=f"{back:.6f}", channel=channel)
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
            read[root] = await self._read("conversations.replies", after=ts, channel=channel, ts=root)
        return read

    async def _whole(self, channel: str, root: str) -> Stretch:
        """A thread from its root on; empty where its root is gone, which then had no replies."""
        try:
            return await self._read("conversations.replies", after=START, channel=channel, ts=root)
        except SlackRefused as refusal:
            if refusal.code != "thread_not_found":
                raise
            return Stretch(after=START)

    async def _read(self, method: str, *, after: str, **arguments: str) -> Stretch:
        """Every message of every page, waiting where Slack asks us to."""
        found: dict[str, Mapping[str, Any]] = {}
        cursor: str | None = None
        waited = 0.0
        for _ in range(_PAGES):
            answer, waited = await self._page(method, cursor, waited, {**arguments, "oldest": after})
            for message in answer.get("messages") or ():
                if isinstance(message, dict) and isinstance(message.get("ts"), str):
                    found[message["ts"]] = message
            if answer.get("is_limited"):
                return Stretch(after=after, messages=found, whole=False)
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return Stretch(after=after, messages=found)
        log.warning("slack history longer than is read", channel=arguments["channel"], messages=len(found))
        return Stretch(after=after, messages=found, whole=False)

    async def _page(
        self, method: str, cursor: str | None, waited: float, arguments: Mapping[str, str]
    ) -> tuple[Mapping[str, Any], float]:
        while True:
            try:
                return await self._api.call(method, limit=200, cursor=cursor, **arguments), waited
            except SlackRateLimited as limit:
                waited += limit.retry_after
                if waited > self._patience:
                    raise
                await self._sleep(limit.retry_after)


def _open_threads(known: Sequence[KnownLine]) -> list[str]:
    """Roots of what is open, oldest first."""
    return sorted({one.thread_ts or one.ts for one in known if one.is_open})
