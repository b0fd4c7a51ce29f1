"""Reads every page of a channel or a thread, waiting where Slack asks us to, up to a bound."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog

from motbot.domain.errors import SlackRateLimited
from motbot.slack.stretch import Stretch
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

PATIENCE = 300.0
"""Seconds of waiting in one reading after which it is given up."""
_PAGES = 50
_PAGE_SIZE = 200


class PatientReader:
    """Reads stretches of messages; what is read and in which order is for others to say."""

    def __init__(
        self,
        *,
        api: WebApi,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the Web API, how many seconds of waiting are too many for one reading, and how to wait."""
        self._api = api
        self._patience = patience
        self._sleep = sleep

    async def read(self, method: str, *, after: str, **arguments: str) -> Stretch:
        """Every message of every page.

        Raises:
            SlackRateLimited: Slack asks for more patience than we were given.
            SlackUnclear: ask again later.
            SlackRefused: it cannot be read.
        """
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
                return await self._api.call(method, limit=_PAGE_SIZE, cursor=cursor, **arguments), waited
            except SlackRateLimited as limit:
                waited += limit.retry_after
                if waited > self._patience:
                    raise
                await self._sleep(limit.retry_after)
