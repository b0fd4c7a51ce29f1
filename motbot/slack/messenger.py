"""Private messages to one person, each posted at most once per call and findable by its key."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from motbot.domain.errors import SlackRefused, SlackUnclear
from motbot.domain.nudge import Nudge, Place
from motbot.slack.blocks import render
from motbot.slack.called import Called
from motbot.slack.identity import Identity
from motbot.slack.remembered import Remembered
from motbot.slack.web_api import WebApi

EVENT_TYPE = "motbot_nudge"
"""Type of the metadata behind our messages."""

POST_WITHIN = 10.0
"""Seconds a post may take, its room's look-up included: who looks for it after that must find it if it ever comes."""
_GONE = frozenset({"channel_not_found", "message_not_found"})
_DAY = 86_400.0
_SKEW = timedelta(minutes=1)
"""How far our clock and Slack's may be apart: keys are unique for ever, so looking back too far does no harm."""


class SlackMessenger:
    """The Messenger port: it writes into direct messages only."""

    def __init__(
        self,
        *,
        api: WebApi,
        us: Identity,
        called: Called | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        post_within: float = POST_WITHIN,
    ) -> None:
        """Take the Web API, who we are, and what others are called, whom a quote may mention."""
        self._api = api
        self._called = called or Called()
        self._post_within = post_within
        self._us = us
        self._rooms: Remembered[str, str] = Remembered(seconds=_DAY, monotonic=monotonic)

    async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
        """Post a new message into the person's DM with us. Raises as the port says."""
        try:
            async with asyncio.timeout(self._post_within):
                room = await self._room(to)
                answer = await self._posted(room, nudge, key)
        except TimeoutError as failure:
            raise SlackUnclear("chat.postMessage: no answer from Slack in time") from failure
        ts = answer.get("ts")
        if not isinstance(ts, str):
            raise SlackUnclear("chat.postMessage: Slack's answer names no message")
        return Place(channel=str(answer.get("channel") or room), ts=ts)

    async def _posted(self, room: str, nudge: Nudge, key: str) -> Mapping[str, Any]:
        return await self._api.call(
            "chat.postMessage",
            scope=room,
            channel=room,
            parse="none",
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
            **await self._content(nudge, key),
        )

    async def update(self, *, place: Place, nudge: Nudge, key: str) -> None:
        """Make a message of ours show this nudge. Raises as the port says."""
        await self._api.call(
            "chat.update",
            scope=place.channel,
            channel=place.channel,
            ts=place.ts,
            parse="none",
            link_names=False,
            **await self._content(nudge, key),
        )

    async def delete(self, *, place: Place) -> None:
        """Take a message of ours away; one that is gone already is fine. Raises as the port says."""
        try:
            await self._api.call("chat.delete", scope=place.channel, channel=place.channel, ts=place.ts)
        except SlackRefused as refusal:
            if refusal.code not in _GONE:
                raise

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        """Look for a message of ours by its key in the person's DM. Raises as the port says."""
        room = await self._room(to)
        messages = self._api.pages(
            "conversations.history",
            "messages",
            scope=room,
            channel=room,
            oldest=f"{(since - _SKEW).timestamp():.6f}",
            inclusive=True,
            include_all_metadata=True,
        )
        async for message in messages:
            if isinstance(message, dict) and _key(message) == key:
                return Place(channel=room, ts=str(message["ts"]))
        return None

    async def _content(self, nudge: Nudge, key: str) -> dict[str, Any]:
        shown = render(await self._called.named(nudge), workspace_url=self._us.url)
        return {
            "text": shown.text,
            "blocks": list(shown.blocks),
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        }

    async def _room(self, user: str) -> str:
        return await self._rooms.get(user, lambda: self._open(user))

    async def _open(self, user: str) -> str:
        answer = await self._api.call("conversations.open", users=user)
        room = answer.get("channel")
        if not isinstance(room, dict) or not isinstance(room.get("id"), str):
            raise SlackUnclear("conversations.open: Slack's answer names no conversation")
        return str(room["id"])


def _key(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata")
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return None
    payload = metadata.get("event_payload")
    return payload.get("key") if isinstance(payload, dict) else None
