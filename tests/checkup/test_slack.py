"""What check says of the Slack app and its channels, asked of a small Slack at the wire."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motbot.checkup.finding import Finding, Light
from motbot.checkup.perform import look_at_slack
from motbot.checkup.slack_app import FAR_APART, scopes_asked
from motbot.clock import SystemClock
from motbot.playground.faults import Broken, RateLimited
from motbot.playground.server import Server
from motbot.playground.spec import AppSpec, two_companies
from motbot.playground.workspace import Workspace
from motbot.settings import Settings
from tests.checkup.conftest import ALICE, BEN, CARLA, GUEST, Founded, about, lights
from tests.fakes.clock import FakeClock

READING = {
    "auth.test",
    "apps.connections.open",
    "conversations.info",
    "conversations.members",
    "users.info",
    "usergroups.users.list",
}


async def look(settings: Settings, *, http: bool = False) -> Sequence[Finding]:
    """What Slack's part gives."""
    return await look_at_slack(settings, SystemClock(), http=http)


async def test_where_all_is_well_everything_is_green_and_nothing_was_changed(slack: Server, founded: Founded) -> None:
    found = await look(founded(agents=(ALICE, "S0AGENTS"), SLACK_API_URL=slack.api_url))

    assert set(lights(found).values()) == {Light.GREEN}
    assert "shared with another company, 2 of 2 agents in it" in about(found, "channel C0SUPPORT")
    assert {call.method for call in slack.workspace.calls} <= READING
    assert slack.workspace.posts_by_bot.total() == 0


@pytest.mark.parametrize(
    ("channel", "agents", "light", "told"),
    [
        ("C0RANDOM", (ALICE,), Light.RED, "motbot is not in #random Type /invite @motbot there"),
        ("C0NOWHERE", (ALICE,), Light.RED, "is not there, or private and motbot is not in it"),
        ("C0SECRET", (ALICE,), Light.RED, "is not there, or private and motbot is not in it"),
        ("C0SUPPORT", (ALICE, GUEST), Light.AMBER, "1 of 2 agents in it No card reaches U0GUEST: invite them"),
        ("C0SUPPORT", ("U0LEFT",), Light.RED, "0 of 1 agents in it Nobody gets a card"),
        ("C0SUPPORT", (ALICE, CARLA), Light.AMBER, "No card reaches U0CARLA: only full members"),
        ("C0HELP", (GUEST,), Light.RED, "No card reaches U0GUEST: only full members"),
        ("C0HELP", (ALICE, BEN), Light.GREEN, "#ask-it, not shared, 2 of 2 agents in it"),
    ],
)
async def test_a_channel_is_told_with_what_to_do(
    *, slack: Server, founded: Founded, channel: str, agents: Sequence[str], light: Light, told: str
) -> None:
    found = await look(founded(channel=channel, agents=agents, SLACK_API_URL=slack.api_url))

    assert lights(found)[f"channel {channel}"] is light
    assert told in about(found, f"channel {channel}")


async def test_an_archived_channel_is_red(slack: Server, founded: Founded) -> None:
    slack.workspace.archive("C0SUPPORT")

    assert lights(await look(founded(SLACK_API_URL=slack.api_url)))["channel C0SUPPORT"] is Light.RED


async def test_a_group_that_is_not_there_and_people_who_are_no_members_are_told(
    slack: Server, founded: Founded
) -> None:
    found = await look(founded(agents=(ALICE, "S0NOBODY", "U0STRANGER"), SLACK_API_URL=slack.api_url))

    assert lights(found)["user group S0NOBODY"] is Light.RED
    assert "Copy group ID" in about(found, "user group S0NOBODY")
    assert "2 named, 1 of them full members" in about(found, "people")
    assert "U0STRANGER" in about(found, "people")


async def test_without_a_good_bot_token_the_rest_says_why_it_was_not_tried(slack: Server, founded: Founded) -> None:
    refused = await look(founded(bot="xoxb-wrong", SLACK_API_URL=slack.api_url))
    missing = await look(founded(bot="", SLACK_API_URL=slack.api_url))

    for found, why in ((refused, "SLACK_BOT_TOKEN is refused"), (missing, "SLACK_BOT_TOKEN is not set")):
        assert lights(found)["SLACK_BOT_TOKEN"] is Light.RED
        assert about(found, "channel C0SUPPORT") == f"not tried: {why} "
        assert lights(found)["SLACK_APP_TOKEN"] is Light.GREEN


async def test_a_misspelt_name_is_told_where_its_variable_is_missed(slack: Server, founded: Founded) -> None:
    wrong = {"SLACK_BOT_TOKN": "xoxb-canary", "SLACK_APP_TOKN": "xapp-canary", "SLACK_APP_TOKEN": ""}
    found = await look(founded(bot="", SLACK_API_URL=slack.api_url, **wrong))

    assert about(found, "SLACK_BOT_TOKEN") == "is not set, but SLACK_BOT_TOKN is Correct its name."
    assert about(found, "SLACK_APP_TOKEN") == "is not set, but SLACK_APP_TOKN is Correct its name."


async def test_a_token_that_was_revoked_is_told_with_its_remedy(slack: Server, founded: Founded) -> None:
    slack.workspace.token_state = "token_revoked"

    found = await look(founded(SLACK_API_URL=slack.api_url))

    assert "install the app again and set the new token" in about(found, "SLACK_BOT_TOKEN")


@pytest.mark.parametrize(("token", "told"), [("xapp-wrong", "is refused by Slack (invalid_auth)"), ("", "is not set")])
async def test_an_app_token_that_opens_nothing_is_red(slack: Server, founded: Founded, token: str, told: str) -> None:
    found = await look(founded(SLACK_APP_TOKEN=token, SLACK_API_URL=slack.api_url))

    assert lights(found)["SLACK_APP_TOKEN"] is Light.RED
    assert told in about(found, "SLACK_APP_TOKEN")
    assert lights(found)["channel C0SUPPORT"] is Light.GREEN


async def test_over_http_the_secret_is_wanted_and_no_app_token(slack: Server, founded: Founded) -> None:
    urls = {"SLACK_APP_TOKEN": "", "SLACK_API_URL": slack.api_url}

    with_secret = await look(founded(SLACK_SIGNING_SECRET="secret", **urls))
    without = await look(founded(**urls), http=True)

    assert lights(with_secret)["SLACK_SIGNING_SECRET"] is Light.UNTRIED
    assert lights(without)["SLACK_SIGNING_SECRET"] is Light.RED
    assert "SLACK_APP_TOKEN" not in lights(with_secret) | lights(without)


async def test_each_scope_that_is_lacking_has_a_line_of_its_own(founded: Founded) -> None:
    spec = replace(two_companies(), app=AppSpec(scopes="chat:write commands users:read"))
    async with Server(Workspace(spec, now=SystemClock().now)) as server:
        found = await look(founded(SLACK_API_URL=server.api_url))

    lacking = [one for one in found if one.thing == "scope"]
    assert {one.text for one in lacking} == {
        f"{scope} is missing" for scope in scopes_asked() if scope not in {"chat:write", "commands", "users:read"}
    }
    assert {one.light for one in lacking} == {Light.RED}
    assert "install the app again" in lacking[0].remedy


async def test_a_clock_far_from_slacks_is_red(slack: Server, founded: Founded) -> None:
    late = FakeClock(datetime.now(UTC) + FAR_APART + timedelta(minutes=1))  # noqa: TID251 # a server's Date is real

    found = await look_at_slack(founded(SLACK_API_URL=slack.api_url), late, http=False)

    assert lights(found)["clock"] is Light.RED


async def test_a_slack_that_is_away_is_told_in_one_line(founded: Founded) -> None:
    found = await look(founded(SLACK_API_URL="http://127.0.0.1:9/api/"))

    assert lights(found)["SLACK_BOT_TOKEN"] is Light.RED
    assert about(found, "SLACK_BOT_TOKEN").startswith("no usable answer from Slack at http://127.0.0.1:9")
    assert about(found, "channel C0SUPPORT") == "not tried: Slack is away "


async def test_a_call_that_fails_by_chance_is_to_be_tried_again(slack: Server, founded: Founded) -> None:
    slack.faults.plan("conversations.info", RateLimited(retry_after=30))
    slack.faults.plan("apps.connections.open", Broken(status=500))

    found = await look(founded(SLACK_API_URL=slack.api_url))

    assert lights(found)["channel C0SUPPORT"] is Light.AMBER
    assert "Try again in a minute" in about(found, "channel C0SUPPORT")


async def test_at_slack_itself_delayed_events_are_named_as_what_nobody_can_see(founded: Founded) -> None:
    found = await look(founded(bot="", SLACK_APP_TOKEN=""))

    assert lights(found)["Delayed Events"] is Light.UNTRIED
