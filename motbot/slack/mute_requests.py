"""Answers `/mot mute`, `/mot unmute` and `/mot status`, each to the person who asks and to nobody else."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping
from typing import Any, Protocol

import structlog
from slack_bolt.async_app import AsyncAck

from motbot.domain.errors import MotbotError
from motbot.domain.silence import NotSilenced, Silence
from motbot.domain.status import Status
from motbot.slack.mute_wording import mute_wording
from motbot.slack.opening import WindowOpener
from motbot.slack.sheet_lists import when
from motbot.slack.status_blocks import counting_view, status_view, uncounted_view
from motbot.slack.tongues import in_every_language

log = structlog.get_logger()


class Mute(Protocol):
    """Gives silence, and takes it back."""

    async def __call__(self, *, user: str, typed: str, channel: str) -> Silence:
        """Be silent for as long as was typed."""
        ...

    async def lift(self, *, user: str, channel: str) -> Silence:
        """Be silent no more."""
        ...


class ShowStatus(Protocol):
    """How things stand for a person."""

    async def __call__(self, *, user: str) -> Status:
        """Count it."""
        ...


class MuteRequests:
    """Silence is answered within the acknowledgement; what has to be counted, in a window."""

    def __init__(self, *, mute: Mute, show_status: ShowStatus, opener: WindowOpener, within: float = 2.5) -> None:
        """Take the use cases and who opens windows; an answer may take `within` seconds: Slack waits three."""
        self._mute = mute
        self._show_status = show_status
        self._opener = opener
        self._within = within

    async def typed(self, ack: AsyncAck, body: Mapping[str, Any], words: str) -> None:
        """Answer the command, with what was typed behind `mute`."""
        user, channel = str(body["user_id"]), str(body["channel_id"])
        await self._answer(ack, self._mute(user=user, typed=words, channel=channel))

    async def lifted(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Answer `unmute`."""
        await self._answer(ack, self._mute.lift(user=str(body["user_id"]), channel=str(body["channel_id"])))

    async def status(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Answer `status`."""
        await ack()
        user = str(body["user_id"])

        async def views() -> AsyncGenerator[dict[str, Any], None]:
            yield status_view(await self._show_status(user=user))

        await self._opener.follow(str(body["trigger_id"]), views(), first=counting_view(), failed=uncounted_view())

    async def _answer(self, ack: AsyncAck, changing: Awaitable[Silence]) -> None:
        try:
            async with asyncio.timeout(self._within):
                text = told_of_silence(await changing)
        except (TimeoutError, MotbotError) as trouble:
            log.warning("mute not answered", error=type(trouble).__name__)
            text = in_every_language(mute_wording, lambda say: say.refused[NotSilenced.NOT_NOW])
        await ack(response_type="ephemeral", text=text)


def told_of_silence(silence: Silence) -> str:
    """What somebody is told who has asked for it, or has asked for nudges again."""
    say = mute_wording(silence.language)
    if silence.refused is not None:
        return say.refused[silence.refused]
    if silence.until is not None:
        return say.muted.format(when=when(silence.until, language=silence.language, zone=silence.zone))
    return say.lifted if silence.was is not None else say.not_muted
