"""Reads a thread as it stands in Slack now, message by message as the same events would have told of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog

from motbot.domain.errors import BadInput, SlackRefused
from motbot.domain.events import Posted
from motbot.slack.events import parse
from motbot.slack.identity import Identity
from motbot.slack.patience import PATIENCE, PatientReader
from motbot.slack.stretch import START, order
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

_TOMBSTONE = "tombstone"


class SlackThreads:
    """The Threads port over conversations.replies."""

    def __init__(
        self,
        *,
        api: WebApi,
        us: Identity,
        patience: float = PATIENCE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take the Web API, who we are, and how many seconds of waiting are too many for one thread."""
        self._us = us
        self._reader = PatientReader(api=api, patience=patience, sleep=sleep)

    async def read(self, channel: str, root: str) -> Sequence[Posted]:
        """Every message of a thread, oldest first. Raises as the port says."""
        # The metadata is where help-desk bridges may name their human; events carry it, pages only when asked.
        stretch = await self._reader.read(
            "conversations.replies", after=START, channel=channel, ts=root, include_all_metadata="true"
        )
        if not stretch.messages:
            raise SlackRefused("thread_not_found")
        said = (self._posted(channel, message) for message in stretch.messages.values())
        found = sorted((one for one in said if one is not None), key=lambda one: order(one.ts))
        log.info("slack thread read", channel=channel, messages=len(found), whole=stretch.whole)
        return found

    def _posted(self, channel: str, message: Mapping[str, Any]) -> Posted | None:
        """The message; None for Slack's own notices, for what was deleted, and for what makes no sense."""
        if message.get("subtype") == _TOMBSTONE:
            return None
        body = {
            "type": "event_callback",
            "team_id": self._us.team,
            "authorizations": [{"team_id": self._us.team}],
            "event": {**message, "type": "message", "channel": channel},
        }
        try:
            happened = parse(body, us=self._us)
        except BadInput as trouble:
            log.warning("slack message left out of a thread", channel=channel, reason=str(trouble))
            return None
        return happened if isinstance(happened, Posted) else None
