"""Windows that are open show another page; closed ones are told of; and messages lead to a sheet without its scores."""

import itertools

import pytest

from motbot.domain.errors import SlackRateLimited, SlackUnclear
from motbot.domain.language import Language
from motbot.domain.nudge import SheetPurpose
from motbot.playground.faults import Broken, Failed, RateLimited
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.messenger import SlackMessenger
from motbot.slack.sheet_views import loading_view
from motbot.slack.web_api import WebApi
from motbot.slack.windows import SlackWindows
from tests.slack.looking import acts, assert_slack_takes, primaries, shown_of, strings, texts
from tests.slack.rig import ALICE, SUPPORT, US
from tests.slack.sheet_rig import contact, note, overview


@pytest.fixture
def windows(api: WebApi) -> SlackWindows:
    return SlackWindows(api=api, workspace_url=US.url)


@pytest.fixture
def opened(slack: Workspace) -> str:
    """A window of Alice's that waits."""
    return str(slack.views.open(ALICE, slack.stored_view(loading_view()))["id"])


async def test_a_window_shows_what_the_job_has_made(windows: SlackWindows, slack: Workspace, opened: str) -> None:
    assert await windows.show(opened, overview())
    assert "Contact by contact" in list(strings(slack.views_of(ALICE)))
    assert await windows.show(opened, contact())
    assert "Contact 1 of 2 · +1 meets" in list(strings(slack.views_of(ALICE)))
    assert slack.refused == []


async def test_a_window_that_is_closed_is_none(windows: SlackWindows, slack: Workspace, opened: str) -> None:
    slack.views.clear(ALICE)

    assert not await windows.show(opened, overview())
    assert not await windows.show("V0NEVER", overview())


async def test_what_slack_cannot_say_now_is_told(windows: SlackWindows, server: Server, opened: str) -> None:
    server.faults.plan("views.update", RateLimited(retry_after=2))
    with pytest.raises(SlackRateLimited):
        await windows.show(opened, overview())


async def test_what_slack_leaves_open_is_told(windows: SlackWindows, server: Server, opened: str) -> None:
    server.faults.plan("views.update", Broken())
    with pytest.raises(SlackUnclear):
        await windows.show(opened, overview())


async def test_a_refusal_loses_nothing_but_the_window(windows: SlackWindows, server: Server, opened: str) -> None:
    server.faults.plan("views.update", Failed(code="invalid_arguments"))

    assert not await windows.show(opened, overview())


NOTES = list(itertools.product(SheetPurpose, (True, False), (True, False), (0, 3), Language))


@pytest.mark.parametrize(("purpose", "by_lead", "is_yours", "number", "language"), NOTES)
def test_every_message_about_a_sheet_leads_to_it_and_holds_no_score(
    *, purpose: SheetPurpose, by_lead: bool, is_yours: bool, number: int, language: Language
) -> None:
    told = note(purpose=purpose, by_lead=by_lead, is_yours=is_yours, contact=number, language=language)
    shown = shown_of(told)

    assert_slack_takes(shown)
    assert acts(shown) == ["open_sheet", "open_thread"]
    assert f"5:{number}:0" in list(strings(shown.blocks))
    assert "support-customer" in shown.text
    assert not any(sign in texts(shown) for sign in ("+1", "+3", "-1", "\u2212", "{", "}"))


def test_both_sides_are_told_that_they_see_the_same_sheet() -> None:
    asked, agent = shown_of(note(is_yours=True)), shown_of(note())

    assert "you and they see the same sheet" in texts(asked)
    assert "you and the lead see the same sheet" in texts(agent)
    assert shown_of(note(by_lead=False)) != agent
    assert primaries(agent) == ["open_sheet"]


def test_a_dispute_says_who_by_role_and_which_contact_and_not_what() -> None:
    said = texts(shown_of(note(purpose=SheetPurpose.DISPUTED, by_lead=False, contact=3)))

    assert "An agent of this conversation sees contact 3 differently." in said
    assert "A lead sees the conversation differently." in texts(shown_of(note(purpose=SheetPurpose.DISPUTED)))


async def test_a_message_about_a_sheet_is_posted_like_every_other(api: WebApi, slack: Workspace) -> None:
    place = await SlackMessenger(api=api, us=US).post(to=ALICE, nudge=note(), key="sheet:5:U0ALICE")
    [message] = slack.history(place.channel)

    assert "The sheet is ready" in message["text"]
    assert f"{US.url}archives/{SUPPORT}/p" in str(message["blocks"])
    assert slack.refused == []
