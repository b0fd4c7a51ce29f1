"""Answers `/mot report`: a window opens at once, and is filled once everything is counted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from slack_bolt.async_app import AsyncAck

from motbot.domain.cards import language_for
from motbot.domain.errors import BadInput, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.people import PersonKind
from motbot.domain.report import Report
from motbot.domain.report_sections import told
from motbot.domain.report_span import USUAL, since_of
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.slack.opening import WindowOpener
from motbot.slack.report_blocks import nothing_view, report_view

HERE = frozenset({"here", "本频道", "这里"})


class MakeReport(Protocol):
    """The report of the channels that somebody leads or trains and is in now; None where there are none."""

    async def __call__(self, *, user: str, channel: str = "", since: datetime | None = None) -> Report | None:
        """Make it; `channel` stands for that one alone."""
        ...


class ReportRequests:
    """Nobody learns from an answer which channels there are: who may see none gets the same words everywhere."""

    def __init__(self, *, make_report: MakeReport, directory: Directory, opener: WindowOpener, clock: Clock) -> None:
        """Take the use case, where people are looked up, who opens windows, and the present."""
        self._make_report = make_report
        self._directory = directory
        self._opener = opener
        self._clock = clock

    async def typed(self, ack: AsyncAck, body: Mapping[str, Any], words: str) -> None:
        """Answer the command, with what was typed behind `report`."""
        await ack()
        user, channel = str(body["user_id"]), str(body["channel_id"])

        async def draw(_: str) -> dict[str, Any]:
            return await self._drawn(user, channel, words.split())

        await self._opener.open(str(body["trigger_id"]), draw)

    async def _drawn(self, user: str, channel: str, words: list[str]) -> dict[str, Any]:
        person = await self._directory.person(user)
        if person.kind is PersonKind.UNKNOWN:
            raise SlackUnclear("Slack does not say just now who asks for a report")
        policy = await self._directory.channel(channel)
        language = language_for(person, policy.language if policy else Language.EN)
        here, spans = [one for one in words if one in HERE], [one for one in words if one not in HERE] or [USUAL]
        try:
            since = since_of(" ".join(spans), self._clock.now())
        except BadInput:
            return nothing_view(language, is_refused=False)
        report = await self._make_report(user=user, channel=channel if here else "", since=since)
        return nothing_view(language, is_refused=True) if report is None else report_view(told(report, language))
