"""`/mot`: answered to the asker alone, the same to everybody who may see nothing, and never logged."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import StorageUnavailable
from motbot.domain.expectation import ExpectationKind
from motbot.domain.language import Language
from motbot.domain.promise import PromiseState
from motbot.domain.promise_list import LatePromise, PromiseList
from motbot.playground.faults import Broken
from motbot.playground.server import Server
from motbot.playground.validation import block_problems
from motbot.playground.workspace import Workspace
from motbot.slack.bolt import answer_the_rest, bolt_app
from motbot.slack.commands import Commands
from motbot.slack.inbox import Door
from motbot.slack.opening import WindowOpener
from motbot.slack.people import SlackDirectory
from motbot.slack.promise_blocks import Pen
from motbot.slack.promise_lists import list_blocks
from motbot.slack.promise_wording import promise_wording
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import ReviewRequests
from motbot.slack.socket import SocketConnections
from motbot.slack.web_api import WebApi
from tests.slack.asking_rig import Asked
from tests.slack.looking import strings
from tests.slack.rig import (
    ALICE,
    BEN,
    HELP,
    RANDOM,
    SUPPORT,
    US,
    HandClock,
    Kept,
    ended,
    eventually,
    every_item,
    tracked,
)
from tests.slack.sheet_rig import Sheets

ROOT = Path(__file__).parents[2]
THERE_ARE = {"review", "promises", "try", "mute", "unmute", "status", "report", "mine", "notice"}
BROKEN = tracked(state=PromiseState.BROKEN, what="the refund is booked")
LATE = LatePromise(item=BROKEN, kind=ExpectationKind.EXPLICIT, text="the money is back on the account")


class Lists:
    """What would be listed, and for whom it was asked."""

    def __init__(self) -> None:
        self.found = PromiseList()
        self.asked: list[tuple[str, str]] = []
        self.trouble: Exception | None = None
        self.hangs = False

    async def __call__(self, *, user: str, channel: str = "") -> PromiseList:
        self.asked.append((user, channel))
        if self.trouble is not None:
            raise self.trouble
        if self.hangs:
            await asyncio.Event().wait()
        return self.found


@pytest.fixture
def lists() -> Lists:
    return Lists()


@pytest.fixture(autouse=True)
async def listening(
    *,
    server: Server,
    client: AsyncWebClient,
    api: WebApi,
    door: Door,
    clock: HandClock,
    lists: Lists,
    sheets: Sheets,
    directory: SlackDirectory,
) -> AsyncIterator[None]:
    """A bot on a socket that answers commands."""
    app = bolt_app(client=client, us=US, signing_secret="")
    opener = WindowOpener(api=api)
    Commands(
        list_promises=lists,
        directory=directory,
        requests=ReviewRequests(calls=sheets.calls, opener=opener, us=US),
        reports=ReportRequests(make_report=sheets.no_report, directory=directory, opener=opener, clock=clock),
        coach=Asked().coach_requests(opener),
        mutes=Asked().mute_requests(opener),
        show_notice=Asked().show_notice,
        workspace_url=US.url,
        within=0.2,
    ).listen(app)
    answer_the_rest(app)
    connections = SocketConnections(
        app=app, api=api, app_token=server.workspace.app.app_token, door=door, clock=clock, monotonic=clock.monotonic
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    yield
    await connections.close()


def seen(slack: Workspace, user: str) -> str:
    """All that the last private answer says."""
    return "\n".join(strings(slack.ephemerals(user)[-1].message))


@pytest.mark.parametrize(
    "typed", ["", "help", "wibble", "promise", "Promises", "promisesx y", "Review https://x", "miner"]
)
async def test_anything_unknown_is_answered_with_what_there_is(slack: Workspace, lists: Lists, typed: str) -> None:
    assert "/mot promises" in (await slack.slash(ALICE, SUPPORT, "/mot", typed) or "")
    assert lists.asked == []
    assert slack.history(SUPPORT) == []


async def test_help_comes_in_the_persons_language(slack: Workspace) -> None:
    assert "你答应了什么" in (await slack.slash(BEN, SUPPORT, "/mot") or "")


async def test_a_persons_own_promises_are_listed_for_them_alone(slack: Workspace, lists: Lists) -> None:
    lists.found = PromiseList(mine_open=(tracked(),), mine_ended=(ended(what="the old thing"),))
    await slack.slash(ALICE, SUPPORT, "/mot", "  promises  please ")
    shown = seen(slack, ALICE)

    for expected in (
        "Your promises, the soonest first",
        "the repaired export is in your folder · by Mon 2 Mar, 15:00 · in #support-customer · ",
        "https://ours.slack.com/archives/C0SUPPORT/",
        "✓ Kept: the old thing",
    ):
        assert expected in shown
    assert lists.asked == [(ALICE, SUPPORT)]
    assert slack.history(SUPPORT) == []


async def test_promises_can_be_asked_for_in_chinese(slack: Workspace, lists: Lists) -> None:
    await slack.slash(BEN, SUPPORT, "/mot", "承诺")

    assert lists.asked == [(BEN, SUPPORT)]


def test_whatever_can_be_asked_for_has_a_word_in_both_languages() -> None:
    source = (ROOT / "motbot" / "slack" / "commands.py").read_text(encoding="utf-8")
    words = [set(re.findall(r'"([^"]+)"', line)) for line in re.findall(r"case \[(\".*)\]", source)]

    assert {word for few in words for word in few if word.isascii()} == THERE_ARE
    assert [few for few in words if len(few) != 2] == []


async def test_a_lead_sees_what_is_late_in_the_channel_by_what_it_lets_down_and_no_names(
    slack: Workspace, lists: Lists
) -> None:
    lists.found = PromiseList(late_here=(LATE, LatePromise(item=BROKEN)))
    await slack.slash("U0LEAD", SUPPORT, "/mot", "promises")
    shown = seen(slack, "U0LEAD")

    assert "Past their time in #support-customer, the most pressing first" in shown
    assert "the refund is booked · was due Mon 2 Mar, 15:00 · Stated: the money is back on the account · " in shown
    assert '"user"' not in str(slack.ephemerals("U0LEAD")[-1].message["blocks"]).replace("'", '"')


async def test_a_lead_hears_that_nothing_is_late_in_the_channel(slack: Workspace, lists: Lists) -> None:
    lists.found = PromiseList(leads="support-customer")
    await slack.slash("U0LEAD", SUPPORT, "/mot", "promises")

    assert "Nothing promised in #support-customer is late." in seen(slack, "U0LEAD")


async def test_what_a_colleague_has_said_carries_their_name_in_the_list(slack: Workspace, lists: Lists) -> None:
    lists.found = PromiseList(mine_open=(tracked(agent=ALICE, said_by="U0KIM"),))
    await slack.slash(ALICE, SUPPORT, "/mot", "promises")

    assert "U0KIM" in str(slack.ephemerals(ALICE)[-1].message["blocks"])


async def test_a_guest_gets_what_a_member_gets_who_has_promised_nothing(slack: Workspace) -> None:
    answers = {await slack.slash(user, HELP, "/mot", "promises") for user in (ALICE, "U0GUEST")}
    answers.add(await slack.slash(ALICE, RANDOM, "/mot", "promises"))

    assert len(answers) == 1
    assert (
        answers.pop() == "Nothing promised that is still to be done. What you tell customers you will do appears here."
    )


@pytest.mark.parametrize("hangs", [True, False])
async def test_what_cannot_be_read_in_time_is_said_within_slacks_three_seconds(
    slack: Workspace, lists: Lists, hangs: bool
) -> None:
    lists.hangs, lists.trouble = hangs, None if hangs else StorageUnavailable()
    answer = await slack.slash(ALICE, SUPPORT, "/mot", "promises")

    assert "could not be read just now" in (answer or "")
    assert "请稍后再试" in (answer or "")


async def test_somebody_slack_does_not_describe_just_now_is_not_told_that_they_promised_nothing(
    slack: Workspace, server: Server, lists: Lists
) -> None:
    server.faults.plan("users.info", Broken())

    assert "could not be read just now" in (await slack.slash(ALICE, SUPPORT, "/mot", "promises") or "")
    assert lists.asked == []


async def test_what_was_typed_is_neither_logged_nor_stored(
    slack: Workspace, lists: Lists, kept: Kept, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    lists.trouble = StorageUnavailable()
    await slack.slash(ALICE, SUPPORT, "/mot", "promises of tulip")
    await slack.slash(ALICE, SUPPORT, "/mot", "tulip")
    logged = caplog.text + "".join(capsys.readouterr())

    assert "command not answered" in logged
    assert "tulip" not in logged + str(kept)


@pytest.mark.parametrize("language", Language)
def test_help_the_pages_menu_and_the_manifest_name_exactly_the_commands_there_are(language: Language) -> None:
    page = (ROOT / "motbot" / "playground" / "static" / "js" / "composer.js").read_text(encoding="utf-8")
    manifest = yaml.safe_load((ROOT / "config" / "slack-manifest.yaml").read_text(encoding="utf-8"))
    [command] = manifest["features"]["slash_commands"]
    hinted = {one.split()[0] for one in command["usage_hint"].split(" | ")}

    assert set(re.findall(r"/mot ([a-z]+)", promise_wording(language).help)) == THERE_ARE
    assert set(re.findall(r'"/mot ([a-z]+)"', page)) == THERE_ARE
    assert hinted - {"help"} == THERE_ARE


@pytest.mark.parametrize("language", Language)
def test_any_number_of_promises_in_any_state_is_something_slack_takes(language: Language) -> None:
    every = tuple(every_item())
    pen = Pen(language=language, workspace_url=US.url)
    for found in (
        PromiseList(),
        PromiseList(mine_open=every * 3, mine_ended=every, late_here=(LATE,) * 99, is_whole=False),
    ):
        blocks = [block.to_dict() for block in list_blocks(found, pen)]
        assert block_problems(blocks, surface="message", most=50) == []
