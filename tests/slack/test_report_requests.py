"""`/mot report` at the wire: a window for whoever asks, filled with their own channels' figures and nobody else's."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import StorageUnavailable
from motbot.domain.report import Report
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.bolt import answer_the_rest, bolt_app
from motbot.slack.commands import Commands
from motbot.slack.inbox import Door
from motbot.slack.opening import WindowOpener
from motbot.slack.people import SlackDirectory
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import ReviewRequests
from motbot.slack.socket import SocketConnections
from motbot.slack.web_api import WebApi
from tests.domain.test_report_sections import FULL
from tests.slack.asking_rig import Asked
from tests.slack.looking import strings
from tests.slack.rig import ALICE, BEN, RANDOM, SUPPORT, US, HandClock, eventually
from tests.slack.sheet_rig import Sheets


@dataclass
class Reports:
    """What is reported, and what it was asked for."""

    found: Report | None = FULL
    trouble: Exception | None = None
    asked: list[tuple[str, str, datetime | None]] = field(default_factory=list)

    async def __call__(self, *, user: str, channel: str = "", since: datetime | None = None) -> Report | None:
        self.asked.append((user, channel, since))
        if self.trouble is not None:
            raise self.trouble
        return self.found


@pytest.fixture
async def reports(
    *,
    server: Server,
    client: AsyncWebClient,
    api: WebApi,
    door: Door,
    clock: HandClock,
    sheets: Sheets,
    directory: SlackDirectory,
) -> AsyncIterator[Reports]:
    """A bot on a socket that answers commands."""
    found, opener = Reports(), WindowOpener(api=api)
    app = bolt_app(client=client, us=US, signing_secret="")
    Commands(
        list_promises=sheets.no_promises,
        directory=directory,
        requests=ReviewRequests(calls=sheets.calls, opener=opener, us=US),
        reports=ReportRequests(make_report=found, directory=directory, opener=opener, clock=clock),
        coach=Asked().coach_requests(opener),
        mutes=Asked().mute_requests(opener),
        show_notice=Asked().show_notice,
        workspace_url=US.url,
    ).listen(app)
    answer_the_rest(app)
    connections = SocketConnections(
        app=app, api=api, app_token=server.workspace.app.app_token, door=door, clock=clock, monotonic=clock.monotonic
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    yield found
    await connections.close()


def window(slack: Workspace, user: str) -> str:
    """All that the topmost window of a person says."""
    views = slack.views_of(user)
    return "\n".join(strings(views[-1]["blocks"])) if views else ""


async def test_the_figures_of_a_month_of_all_channels_come_in_a_window(
    reports: Reports, slack: Workspace, clock: HandClock
) -> None:
    assert not await slack.slash(ALICE, SUPPORT, "/mot", "report")
    await eventually(lambda: "Moments by urgency" in window(slack, ALICE))

    assert reports.asked == [(ALICE, "", clock.now() - timedelta(days=30))]
    assert slack.history(SUPPORT) == []
    assert slack.refused == []


@pytest.mark.parametrize(
    ("typed", "channel", "span"),
    [
        ("report 7d", "", timedelta(days=7)),
        ("report here 12w", SUPPORT, timedelta(weeks=12)),
        ("report all 这里", SUPPORT, None),
    ],
)
async def test_a_span_and_this_channel_alone_can_be_asked_for(
    *, reports: Reports, slack: Workspace, clock: HandClock, typed: str, channel: str, span: timedelta | None
) -> None:
    await slack.slash(ALICE, SUPPORT, "/mot", typed)
    await eventually(lambda: "Moments by urgency" in window(slack, ALICE))

    assert reports.asked == [(ALICE, channel, clock.now() - span if span else None)]


async def test_it_comes_in_the_language_of_whoever_asks(reports: Reports, slack: Workspace) -> None:
    await slack.slash(BEN, SUPPORT, "/mot", "report")

    await eventually(lambda: "按紧急程度" in window(slack, BEN))


async def test_who_leads_nothing_gets_the_same_answer_everywhere(reports: Reports, slack: Workspace) -> None:
    reports.found = None
    seen = set()
    for channel, typed in ((SUPPORT, "report"), (RANDOM, "report here"), (SUPPORT, "report all")):
        await slack.slash(ALICE, channel, "/mot", typed)
        await eventually(lambda: "for leads of a watched channel" in window(slack, ALICE))
        seen.add(window(slack, ALICE))

    assert len(seen) == 1


async def test_what_is_no_span_is_answered_with_how_to_ask(reports: Reports, slack: Workspace) -> None:
    await slack.slash(ALICE, SUPPORT, "/mot", "report yesterday")
    await eventually(lambda: "such as 7d" in window(slack, ALICE))

    assert reports.asked == []


async def test_a_database_that_is_away_is_told_in_the_window_and_nothing_typed_is_logged(
    reports: Reports, slack: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    reports.trouble = StorageUnavailable()
    await slack.slash(ALICE, SUPPORT, "/mot", "report 9d")

    await eventually(lambda: "again" in window(slack, ALICE))
    assert "9d" not in caplog.text
