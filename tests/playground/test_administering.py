"""The workspace changes under the app's feet, and the app hears of it as Slack tells it."""

from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, BEN, CARLA, HELP, SECRET, SUPPORT, Ears, refused_with


async def test_archiving_is_told(slack: Workspace, ears: Ears) -> None:
    slack.archive(HELP, by=ALICE)
    await slack.drained()

    assert ears.of_type("channel_archive")[0]["channel"] == HELP


async def test_a_bot_thrown_out_hears_so_and_nothing_afterwards(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    slack.remove_bot(SUPPORT, by=ALICE)
    slack.post(CARLA, SUPPORT, "help")
    await slack.drained()

    assert [event["type"] for event in ears.events] == ["channel_left"]
    assert ears.events[0]["actor_id"] == ALICE
    assert await refused_with(client.chat_postEphemeral(channel=SUPPORT, user=ALICE, text="x")) == "not_in_channel"


async def test_private_channels_have_events_of_their_own_names(slack: Workspace, ears: Ears) -> None:
    slack.join(slack.app.bot_user_id, SECRET)
    slack.archive(SECRET)
    slack.remove_bot(SECRET)
    await slack.drained()

    assert [event["type"] for event in ears.events[2:]] == ["group_archive", "group_left"]


async def test_a_deactivated_person_is_out_of_every_channel_and_group(slack: Workspace, ears: Ears) -> None:
    slack.deactivate(ALICE)
    await slack.drained()

    assert ears.of_type("user_change")[0]["user"]["deleted"] is True
    assert ears.of_type("subteam_members_changed")[0]["removed_users"] == [ALICE]
    assert ALICE not in slack.conversation(HELP).members
    assert slack.user_groups["S0AGENTS"].users == (BEN,)


async def test_a_changed_time_zone_is_told_and_looked_up(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    slack.change_user(ALICE, tz="America/New_York", tz_offset=-18000)
    await slack.drained()

    assert ears.of_type("user_change")[0]["user"]["tz"] == "America/New_York"
    assert (await client.users_info(user=ALICE))["user"]["tz_offset"] == -18000


async def test_a_changed_user_group_is_told(slack: Workspace, ears: Ears) -> None:
    slack.set_user_group("S0AGENTS", [BEN, "U0LEAD"])
    await slack.drained()

    event = ears.of_type("subteam_members_changed")[0]
    assert (event["added_users"], event["removed_users"]) == (["U0LEAD"], [ALICE])


async def test_after_a_revocation_comes_one_last_event(slack: Workspace, ears: Ears) -> None:
    slack.revoke_token()
    slack.post(CARLA, SUPPORT, "unheard")
    await slack.drained()

    assert [event["type"] for event in ears.events] == ["tokens_revoked"]


async def test_somebody_back_in_slack_sees_ephemerals_again(slack: Workspace, client: AsyncWebClient) -> None:
    slack.set_away(ALICE)
    slack.set_away(ALICE, away=False)
    await client.chat_postEphemeral(channel=HELP, user=ALICE, text="psst")

    assert slack.ephemerals(ALICE)[0].shown
