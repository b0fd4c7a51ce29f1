"""conversations.*, users.* and their kin show the app what Slack would show it."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    BRIDGE,
    CARLA,
    CHEN,
    GUEST,
    HELP,
    LEFT,
    RANDOM,
    SECRET,
    STRANGER,
    SUPPORT,
    refused_with,
)  # fmt: skip


def texts(answer: object) -> list[str]:
    """Return the texts of an answer's messages."""
    return [message["text"] for message in answer["messages"]]  # type: ignore[index]


async def test_history_is_newest_first_and_without_replies(slack: Workspace, client: AsyncWebClient) -> None:
    first = slack.post(CARLA, SUPPORT, "one")
    slack.post(ALICE, SUPPORT, "reply", thread_ts=first)
    slack.post(CHEN, SUPPORT, "two")

    answer = await client.conversations_history(channel=SUPPORT)

    assert texts(answer) == ["two", "one"]
    assert answer["has_more"] is False
    assert answer["messages"][1]["reply_count"] == 1


async def test_history_is_paged_by_cursor_to_the_last_message(slack: Workspace, client: AsyncWebClient) -> None:
    for number in range(7):
        slack.post(CARLA, SUPPORT, str(number))

    pages = [texts(page) async for page in await client.conversations_history(channel=SUPPORT, limit=3)]

    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]


async def test_history_can_be_cut_by_time_with_and_without_the_edges(slack: Workspace, client: AsyncWebClient) -> None:
    stamps = [slack.post(CARLA, SUPPORT, str(number)) for number in range(5)]
    oldest, latest = stamps[1], stamps[3]

    without = await client.conversations_history(channel=SUPPORT, oldest=oldest, latest=latest)
    with_them = await client.conversations_history(channel=SUPPORT, oldest=oldest, latest=latest, inclusive=True)

    assert texts(without) == ["2"]
    assert texts(with_them) == ["3", "2", "1"]


async def test_a_page_of_a_cut_history_goes_on_where_the_last_ended(slack: Workspace, client: AsyncWebClient) -> None:
    stamps = [slack.post(CARLA, SUPPORT, str(number)) for number in range(6)]

    answer = await client.conversations_history(channel=SUPPORT, oldest=stamps[0], limit=2)
    pages = [texts(page) async for page in answer]

    assert pages == [["5", "4"], ["3", "2"], ["1"]]


async def test_metadata_is_returned_only_when_asked_for(slack: Workspace, client: AsyncWebClient) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"key": "n1"}}
    posted = await client.chat_postMessage(channel=ALICE, text="x", metadata=metadata)
    channel = posted["channel"]

    without = await client.conversations_history(channel=channel)
    with_it = await client.conversations_history(channel=channel, include_all_metadata=True)

    assert "metadata" not in without["messages"][0]
    assert with_it["messages"][0]["metadata"] == metadata


async def test_replies_come_oldest_first_after_their_parent(slack: Workspace, client: AsyncWebClient) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    replies = [slack.post(ALICE, SUPPORT, str(number), thread_ts=parent) for number in range(5)]

    answer = await client.conversations_replies(channel=SUPPORT, ts=parent, limit=3)
    pages = [texts(page) async for page in answer]
    later = await client.conversations_replies(channel=SUPPORT, ts=parent, oldest=replies[2])
    from_reply = await client.conversations_replies(channel=SUPPORT, ts=replies[0])

    assert pages == [["help", "0", "1"], ["2", "3", "4"]]
    assert texts(later) == ["help", "3", "4"]
    assert texts(from_reply)[0] == "help"


async def test_a_message_without_replies_is_a_thread_of_one(slack: Workspace, client: AsyncWebClient) -> None:
    ts = slack.post(CARLA, SUPPORT, "help")

    assert texts(await client.conversations_replies(channel=SUPPORT, ts=ts)) == ["help"]
    assert await refused_with(client.conversations_replies(channel=SUPPORT, ts="1.000000")) == "thread_not_found"


async def test_members_are_paged(client: AsyncWebClient) -> None:
    answer = await client.conversations_members(channel=SUPPORT, limit=3)
    found = [member async for page in answer for member in page["members"]]

    assert found[:3] == ["U0PLAYBOT", ALICE, BEN]
    assert len(found) == len(set(found)) == 8


async def test_a_shared_channel_is_described_as_shared(client: AsyncWebClient) -> None:
    shared = (await client.conversations_info(channel=SUPPORT, include_num_members=True))["channel"]
    own = (await client.conversations_info(channel=HELP))["channel"]

    assert shared["is_ext_shared"] is True
    assert shared["connected_team_ids"] == ["T0CUSTOMER"]
    assert shared["num_members"] == 8
    assert own["is_ext_shared"] is False
    assert own["is_member"] is True


async def test_a_direct_message_is_described_by_its_partner(client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users=ALICE)
    shown = (await client.conversations_info(channel=opened["channel"]["id"]))["channel"]

    assert shown["is_im"] is True
    assert shown["user"] == ALICE
    again = await client.conversations_open(users=ALICE, return_im=True)
    assert again["already_open"] is True
    assert again["channel"]["user"] == ALICE


@pytest.mark.parametrize(
    ("users", "code"),
    [("U0NOBODY", "user_not_found"), (BRIDGE, "cannot_dm_bot"), (LEFT, "user_disabled")],
)
async def test_not_everybody_can_be_written_to(client: AsyncWebClient, users: str, code: str) -> None:
    assert await refused_with(client.conversations_open(users=users)) == code


async def test_several_people_at_once_are_not_supported(client: AsyncWebClient) -> None:
    code = await refused_with(client.conversations_open(users=[ALICE, BEN]))
    assert code == "method_not_supported_for_channel_type"


async def test_lists_of_channels_leave_out_what_the_app_may_not_know(slack: Workspace, client: AsyncWebClient) -> None:
    slack.archive(RANDOM)
    everything = await client.conversations_list(types="public_channel,private_channel")
    alive = await client.conversations_list(exclude_archived=True)
    own = await client.users_conversations()
    alices = await client.users_conversations(user=ALICE)

    assert [one["id"] for one in everything["channels"]] == [SUPPORT, HELP, RANDOM]
    assert [one["id"] for one in alive["channels"]] == [SUPPORT, HELP]
    assert [one["id"] for one in own["channels"]] == [SUPPORT, HELP]
    assert [one["id"] for one in alices["channels"]] == [SUPPORT, HELP, RANDOM]
    assert await refused_with(client.users_conversations(user="U0NOBODY")) == "user_not_found"


async def test_the_bot_can_join_public_channels_only(slack: Workspace, client: AsyncWebClient) -> None:
    assert (await client.conversations_join(channel=RANDOM))["channel"]["is_member"] is True
    assert (await client.conversations_join(channel=RANDOM))["warning"] == "already_in_channel"
    assert await refused_with(client.conversations_join(channel=SECRET)) == "channel_not_found"

    slack.join("U0PLAYBOT", SECRET)
    assert await refused_with(client.conversations_join(channel=SECRET)) == "method_not_supported_for_channel_type"
    slack.leave("U0PLAYBOT", RANDOM)
    slack.archive(RANDOM)
    assert await refused_with(client.conversations_join(channel=RANDOM)) == "is_archived"


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NONE", "channel_not_found"),
        ("C0THEIRS", "channel_not_found"),
        (SECRET, "channel_not_found"),
        (RANDOM, "not_in_channel"),
    ],
)
async def test_only_channels_of_the_bot_can_be_read(client: AsyncWebClient, channel: str, code: str) -> None:
    assert await refused_with(client.conversations_history(channel=channel)) == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"limit": 0.5}, "invalid_arguments"),
        ({"limit": 5000}, "invalid_limit"),
        ({"cursor": "%%%"}, "invalid_cursor"),
        ({"oldest": "yesterday"}, "invalid_ts_oldest"),
        ({"latest": "tomorrow"}, "invalid_ts_latest"),
    ],
)
async def test_nonsense_in_paging_is_refused(client: AsyncWebClient, arguments: dict[str, str], code: str) -> None:
    assert await refused_with(client.conversations_history(channel=SUPPORT, **arguments)) == code  # type: ignore[arg-type]


async def test_people_of_our_team_are_described_fully(client: AsyncWebClient) -> None:
    ben = (await client.users_info(user=BEN, include_locale=True))["user"]

    assert (ben["team_id"], ben["tz"], ben["locale"]) == ("T0OURTEAM", "Asia/Shanghai", "zh-CN")
    assert ben["profile"]["real_name"] == "Ben Agent"
    assert "is_stranger" not in ben


async def test_outsiders_are_strangers_only_while_they_share_no_channel(client: AsyncWebClient) -> None:
    carla = (await client.users_info(user=CARLA, include_locale=True))["user"]
    stranger = (await client.users_info(user=STRANGER))["user"]

    assert carla["team_id"] == "T0CUSTOMER"
    assert carla["is_stranger"] is False
    assert stranger["is_stranger"] is True
    assert "locale" not in carla


async def test_guests_bots_and_deactivated_people_are_marked(client: AsyncWebClient) -> None:
    guest, bridge, left = [(await client.users_info(user=one))["user"] for one in (GUEST, BRIDGE, LEFT)]

    assert guest["is_ultra_restricted"] is True
    assert bridge["is_bot"] is True
    assert bridge["profile"]["bot_id"] == "B0BRIDGE"
    assert left["deleted"] is True
    assert "tz" not in left
    assert await refused_with(client.users_info(user="U0NOBODY")) == "user_not_found"


async def test_the_list_of_people_leaves_out_strangers(client: AsyncWebClient) -> None:
    found = [one["id"] async for page in await client.users_list(limit=4) for one in page["members"]]

    assert CARLA in found
    assert STRANGER not in found
    assert len(found) == len(set(found))


async def test_user_groups_list_their_members(client: AsyncWebClient) -> None:
    group = (await client.usergroups_list(include_users=True))["usergroups"][0]

    assert (group["handle"], group["users"]) == ("agents", [ALICE, BEN])
    assert (await client.usergroups_users_list(usergroup=group["id"]))["users"] == [ALICE, BEN]
    assert await refused_with(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"


async def test_files_bots_teams_and_reactions_can_be_looked_up(slack: Workspace, client: AsyncWebClient) -> None:
    ts = slack.post(CARLA, SUPPORT, "see", files=["log.txt"])
    slack.react(ALICE, SUPPORT, ts, "eyes")
    file_id = slack.history(SUPPORT)[0]["files"][0]["id"]

    assert (await client.files_info(file=file_id))["file"]["name"] == "log.txt"
    assert (await client.bots_info(bot="B0BRIDGE"))["bot"]["user_id"] == BRIDGE
    assert (await client.team_info())["team"]["domain"] == "ours"
    assert (await client.team_info(team="T0CUSTOMER"))["team"]["name"] == "Customer"
    assert (await client.reactions_get(channel=SUPPORT, timestamp=ts))["message"]["reactions"][0]["name"] == "eyes"
    assert await refused_with(client.files_info(file="F0")) == "file_not_found"
    assert await refused_with(client.bots_info(bot="B0")) == "bot_not_found"
    assert await refused_with(client.team_info(team="T0")) == "team_not_found"
    assert await refused_with(client.reactions_get(channel=SUPPORT, timestamp="1.0")) == "message_not_found"
