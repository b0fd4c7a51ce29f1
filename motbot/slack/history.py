"""Reads what was said while we were away, in the shape Slack would have told it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog

from motbot.domain.errors import SlackRateLimited
from motbot.slack.identity import Identity
from motbot.slack.screening import slim_message
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_PAGES = 50


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

    async def since(self, channel: str, ts: str) -> Sequence[Mapping[str, Any]]:
        """Event bodies, oldest first, for every message newer than `ts` (not `ts` itself).

        An empty `ts` means that nothing was ever seen here, so nothing was missed.

        Raises:
            SlackRateLimited: Slack asks for more patience than we were given.
            SlackUnclear: ask again later.
            SlackRefused: the channel cannot be read.
        """
        if not ts:
            return []
        found: dict[str, Mapping[str, Any]] = {}
        back = max(0.0, float(ts) - self._threads_back.total_seconds())
        async for root in self._messages("conversations.history", channel=channel, oldest=f"{back:.6f}"):
            if _later(root["ts"], ts):
                found[root["ts"]] = root
            if _later(str(root.get("latest_reply") or "0"), ts):
                replies = self._messages("conversations.replies", channel=channel, ts=root["ts"], oldest=ts)
                found |= {reply["ts"]: reply async for reply in replies if _later(reply["ts"], ts)}
        log.info("slack history read", channel=channel, messages=len(found))
        return [self._body(channel, found[stamp]) for stamp in sorted(found, key=_order)]

    async def _messages(self, method: str, **arguments: str) -> AsyncIterator[Mapping[str, Any]]:
        """Every message of every page, waiting where Slack asks us to."""
        cursor: str | None = None
        waited = 0.0
        for _ in range(_PAGES):
            answer, waited = await self._page(method, cursor, waited, arguments)
            for message in answer.get("messages") or ():
                if isinstance(message, dict) and isinstance(message.get("ts"), str):
                    yield message
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

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

    def _body(self, channel: str, message: Mapping[str, Any]) -> dict[str, Any]:
        """The event Slack would have sent; the same message has the same id however often it is read."""
        ts = message["ts"]
        return {
            "type": "event_callback",
            "team_id": self._us.team,
            "authorizations": [{"team_id": self._us.team}],
            "event_id": f"catchup:{channel}:{ts}",
            "event_time": int(float(ts)),
            "event": {**slim_message(message), "type": "message", "channel": channel, "event_ts": ts},
        }


def _order(ts: str) -> tuple[int, int]:
    seconds, _, counter = ts.partition(".")
    return int(seconds or 0), int((counter + "000000")[:6])


def _later(ts: str, than: str) -> bool:
    return _order(ts) > _order(than)
