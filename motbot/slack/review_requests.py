"""The ways to ask for a sheet: a link typed behind the command, and the shortcut in a message's menu."""

from collections.abc import Collection, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.errors import BadInput
from motbot.domain.nudge import Place
from motbot.slack.identity import Identity
from motbot.slack.mine_blocks import mine_view
from motbot.slack.opening import WindowOpener
from motbot.slack.permalinks import parse_permalink
from motbot.slack.sheet_calls import SheetCalls
from motbot.slack.sheet_views import sheet_view
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.tongues import in_every_language

REVIEW_THREAD = "review_thread"
"""Callback id of the message shortcut."""
CALIBRATE = frozenset({"calibrate", "校准"})
"""What is typed before the link where everybody is to fill in the sheet first."""


class ReviewRequests:
    """Opens a window at once, and asks for the sheet that it will show."""

    def __init__(
        self, *, calls: SheetCalls, opener: WindowOpener, us: Identity, hosts: Collection[str] = frozenset()
    ) -> None:
        """Take the use cases, who opens windows, who we are, and further hosts of our own, such as an enterprise's."""
        self._calls = calls
        self._opener = opener
        self._us = us
        self._hosts = hosts

    def listen(self, app: AsyncApp) -> None:
        """Add the listener for the shortcut."""
        app.shortcut(REVIEW_THREAD)(self._chosen)

    async def typed(self, ack: AsyncAck, body: Mapping[str, Any], given: str) -> None:
        """Answer the command with a link; what is none of ours is refused before anything is asked of anybody."""
        first, _, rest = given.strip().partition(" ")
        is_blind = first in CALIBRATE
        link = rest if is_blind else given
        try:
            place = parse_permalink(
                link,
                workspace_url=self._us.url,
                team=self._us.team,
                enterprise=self._us.enterprise,
                hosts=self._hosts,
            )
        except BadInput:
            # In every language: to learn the person's would be a call already.
            text = in_every_language(sheet_wording, lambda say: say.no_link, between="\n")
            await ack(response_type="ephemeral", text=text)
            return
        await ack()
        await self._open(str(body["user_id"]), place, str(body["trigger_id"]), is_blind=is_blind)

    async def mine(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Answer the command for all that is held about whoever asks."""
        await ack()
        user = str(body["user_id"])

        async def draw(_: str) -> dict[str, Any]:
            return mine_view(await self._calls.mine(user=user))

        await self._opener.open(str(body["trigger_id"]), draw)

    async def _chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        message, ts = body["message"], str(body["message"]["ts"])
        thread_ts = str(message.get("thread_ts") or "")
        place = Place(channel=str(body["channel"]["id"]), ts=ts, thread_ts="" if thread_ts == ts else thread_ts)
        await self._open(str(body["user"]["id"]), place, str(body["trigger_id"]), is_blind=False)

    async def _open(self, user: str, place: Place, trigger: str, *, is_blind: bool) -> None:
        async def draw(window: str) -> dict[str, Any]:
            page = await self._calls.request(user=user, place=place, is_blind=is_blind, window=window)
            return sheet_view(page, self._us.url)

        await self._opener.open(trigger, draw)
