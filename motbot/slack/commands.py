"""Answers `/mot`: what a person asked for is shown to them alone, and what they typed is never logged."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.cards import language_for
from motbot.domain.errors import MotbotError
from motbot.domain.language import Language
from motbot.domain.people import PersonKind
from motbot.domain.promise_list import PromiseList
from motbot.ports.slack import Directory
from motbot.slack.coach_requests import CoachRequests
from motbot.slack.coach_wording import coach_wording
from motbot.slack.mute_requests import MuteRequests
from motbot.slack.promise_blocks import Pen
from motbot.slack.promise_lists import ListPromises, list_blocks
from motbot.slack.promise_wording import promise_wording
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import CALIBRATE, ReviewRequests
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.tongues import in_every_language

log = structlog.get_logger()

COMMAND = "/mot"
Answer = dict[str, Any]
ShowNotice = Callable[[str, str], Awaitable[None]]
"""Opens the text for shared channels, given a trigger and whoever asks."""


class Commands:
    """Answers within the acknowledgement, which only the person who asked sees."""

    def __init__(
        self,
        *,
        list_promises: ListPromises,
        directory: Directory,
        requests: ReviewRequests,
        reports: ReportRequests,
        coach: CoachRequests,
        mutes: MuteRequests,
        show_notice: ShowNotice,
        workspace_url: str,
        within: float = 2.5,
    ) -> None:
        """Take where promises and people are looked up, who takes all other requests, and our address.

        The address is our workspace's. `within` is how many seconds an answer may take: Slack waits three.
        """
        self._list_promises = list_promises
        self._directory = directory
        self._requests = requests
        self._reports = reports
        self._coach = coach
        self._mutes = mutes
        self._show_notice = show_notice
        self._workspace_url = workspace_url
        self._within = within

    def listen(self, app: AsyncApp) -> None:
        """Add the listener."""
        app.command(COMMAND)(self._asked)

    async def _asked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        match str(body.get("text") or "").strip().split(maxsplit=1):
            case ["review" | "评价", link] if link not in CALIBRATE:
                await self._requests.typed(ack, body, link)
            case ["report" | "报告", *words]:
                await self._reports.typed(ack, body, " ".join(words))
            case ["mine" | "我的", *_]:
                await self._requests.mine(ack, body)
            case ["try" | "试试", words]:
                await self._coach.typed(ack, body, words)
            case ["mute" | "静音", *words]:
                await self._mutes.typed(ack, body, " ".join(words))
            case ["unmute" | "取消静音", *_]:
                await self._mutes.lifted(ack, body)
            case ["notice" | "告示", *_]:
                await ack()
                await self._show_notice(str(body["trigger_id"]), str(body["user_id"]))
            case ["status" | "状态", *_]:
                await self._mutes.status(ack, body)
            case ["promises" | "承诺", *_]:
                await self._say(ack, body, "promises")
            case words:
                await self._say(ack, body, "".join(words[:1]))

    async def _say(self, ack: AsyncAck, body: dict[str, Any], word: str) -> None:
        """Answer in the acknowledgement itself."""
        try:
            async with asyncio.timeout(self._within):
                answer = await self._answer(word, str(body["user_id"]), str(body["channel_id"]))
        except (TimeoutError, MotbotError) as trouble:
            log.warning("command not answered", error=type(trouble).__name__)
            answer = _not_read()
        await ack(response_type="ephemeral", **answer)

    async def _answer(self, word: str, user: str, channel: str) -> Answer:
        person = await self._directory.person(user)
        if word != "promises":
            policy = await self._directory.channel(channel)
            language = language_for(person, policy.language if policy else Language.EN)
            return {"text": _literal(_HOW_TO.get(word, _help)(language))}
        if person.kind is PersonKind.UNKNOWN:
            return _not_read()
        # A guest, or somebody from outside, gets what a member gets who has promised nothing.
        return self._listed(await self._list_promises(user=user, channel=channel))

    def _listed(self, found: PromiseList) -> Answer:
        pen = Pen(language=found.language, workspace_url=self._workspace_url)
        blocks = [block.to_dict() for block in list_blocks(found, pen)]
        return {"text": pen.say.list_open if found.mine_open else pen.say.list_empty, "blocks": blocks}


def _literal(text: str) -> str:
    """The text as it reads: `<link>` is no link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _help(language: Language) -> str:
    """Everything that can be asked for."""
    return promise_wording(language).help


_HOW_TO: Mapping[str, Callable[[Language], str]] = {
    "review": lambda language: sheet_wording(language).how_to,
    "评价": lambda language: sheet_wording(language).how_to,
    "try": lambda language: coach_wording(language).how_to,
    "试试": lambda language: coach_wording(language).how_to,
}
"""What is answered to a command that lacks what belongs behind it."""


def _not_read() -> Answer:
    """In every language, since we may know nothing of who asks."""
    return {"text": in_every_language(promise_wording, lambda say: say.not_read)}
