"""The ways to ask for advice: words typed behind the command, and the shortcut in a message's menu."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.advice import Advice
from motbot.domain.nudge import Place
from motbot.slack.called import Called
from motbot.slack.coach_views import advice_view, failed_view, reading_view
from motbot.slack.opening import WindowOpener
from motbot.slack.readable import readable

COACH_MESSAGE = "coach_message"
"""Callback id of the message shortcut."""
_DIRECT = "D"
"""What the ids of direct messages begin with: nobody but the two may read them."""


class TryWords(Protocol):
    """Advice on words that somebody types, as far as it stands; the last one is whole."""

    def __call__(self, *, user: str, words: str) -> AsyncIterator[Advice]:
        """Judge them."""
        ...


class CoachThis(Protocol):
    """Advice on a message, likewise."""

    def __call__(self, *, user: str, place: Place, author: str) -> AsyncIterator[Advice]:
        """Judge it; `author` is empty where no person wrote it."""
        ...


class CoachRequests:
    """Opens a window at once, which then follows the advice."""

    def __init__(
        self,
        *,
        try_words: TryWords,
        coach_this: CoachThis,
        opener: WindowOpener,
        workspace_url: str,
        called: Called | None = None,
    ) -> None:
        """Take the use cases, who opens windows, our workspace's address, which ends in a slash, and known names."""
        self._called = called or Called()
        self._try_words = try_words
        self._coach_this = coach_this
        self._opener = opener
        self._workspace_url = workspace_url

    def listen(self, app: AsyncApp) -> None:
        """Add the listener for the shortcut."""
        app.shortcut(COACH_MESSAGE)(self._chosen)

    async def typed(self, ack: AsyncAck, body: Mapping[str, Any], words: str) -> None:
        """Answer the command, with what was typed behind `try`."""
        await ack()
        plain, _ = readable(words)
        await self._follow(str(body["trigger_id"]), self._try_words(user=str(body["user_id"]), words=plain))

    async def _chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        message, ts, channel = body["message"], str(body["message"]["ts"]), str(body["channel"]["id"])
        thread_ts = str(message.get("thread_ts") or "")
        place = Place(
            channel="" if channel.startswith(_DIRECT) else channel,
            ts=ts,
            thread_ts="" if thread_ts == ts else thread_ts,
        )
        author = "" if message.get("bot_id") else str(message.get("user") or "")
        advice = self._coach_this(user=str(body["user"]["id"]), place=place, author=author)
        await self._follow(str(body["trigger_id"]), advice)

    async def _follow(self, trigger: str, advice: AsyncIterator[Advice]) -> None:
        await self._opener.follow(trigger, self._views(advice), first=reading_view(), failed=failed_view())

    async def _views(self, advice: AsyncIterator[Advice]) -> AsyncGenerator[dict[str, Any], None]:
        async for one in advice:
            yield advice_view(await self._called.named(one), self._workspace_url)
