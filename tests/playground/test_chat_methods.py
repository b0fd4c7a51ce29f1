"""chat.* answers as Slack does, with its echoes and its error codes."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    BRIDGE,
    CARLA,
    HELP,
    LEFT,
    RANDOM,
    SECRET,
    SUPPORT,
    Ears,
    button,
    buttons,
    refused_with,
    section,
)  # fmt: skip

UNKNOWN_TS = "1600000000.000100"


async def test_a_post_is_stored_and_echoed_as_the_bots_own(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    answer = await client.chat_postMessage(channel=HELP, text="hello")
    await slack.drained()

    event = ears.events[0]
    assert answer["channel"] == HELP
    assert answer["ts"] == event["ts"] == slack.history(HELP)[0]["ts"]
    assert (event["user"], event["bot_id"], event["app_id"]) == ("U0PLAYBOT", "B0PLAYBOT", "A0PLAYBOT")
    assert slack.posts_by_bot[HELP] == 1


async def test_a_post_to_a_persons_id_goes_to_the_apps_direct_message(slack: Workspace, client: AsyncWebClient) -> None:
    answer = await client.chat_postMessage(channel=ALICE, text="a hint", blocks=[section("a hint"), buttons()])

    assert answer["channel"].startswith("D")
    assert slack.dm(ALICE)[0]["text"] == "a hint"
    assert slack.dm(BEN) == []


async def test_a_post_may_name_a_channel(slack: Workspace, client: AsyncWebClient) -> None:
    assert (await client.chat_postMessage(channel="#ask-it", text="x"))["channel"] == HELP


async def test_stored_blocks_get_ids_and_the_defaults_of_texts(slack: Workspace, client: AsyncWebClient) -> None:
    nameless = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    await client.chat_postMessage(channel=ALICE, blocks=[{"type": "actions", "elements": [nameless]}], text="x")

    block = slack.dm(ALICE)[0]["blocks"][0]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert block["elements"][0]["text"]["emoji"] is True


async def test_a_post_in_a_thread_hangs_on_its_parent(slack: Workspace, client: AsyncWebClient) -> None:
    parent = slack.post(ALICE, HELP, "help")
    await client.chat_postMessage(channel=HELP, text="here", thread_ts=parent)

    first, reply = slack.history(HELP)
    assert first["reply_users"] == ["U0PLAYBOT"]
    assert reply["thread_ts"] == parent


async def test_a_name_of_its_own_makes_a_bot_message(slack: Workspace, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=HELP, text="x", username="Coach")

    assert slack.history(HELP)[0]["subtype"] == "bot_message"


async def test_an_update_replaces_text_and_blocks_in_place(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    posted = await client.chat_postMessage(channel=ALICE, text="one", blocks=[section("one")])
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two", blocks=[section("two")])
    await slack.drained()

    assert [message["text"] for message in slack.dm(ALICE)] == ["two"]
    assert slack.dm(ALICE)[0]["blocks"][0]["text"]["text"] == "two"
    assert ears.events[1]["subtype"] == "message_changed"
    assert ears.events[1]["message"]["bot_id"] == "B0PLAYBOT"


async def test_an_update_with_text_alone_takes_the_blocks_away(slack: Workspace, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=ALICE, text="one", blocks=[section("one")])
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")

    assert "blocks" not in slack.dm(ALICE)[0]


async def test_an_update_keeps_the_metadata_of_the_post(slack: Workspace, client: AsyncWebClient) -> None:
    metadata = {"event_type": "nudge", "event_payload": {"key": "n1"}}
    posted = await client.chat_postMessage(channel=ALICE, text="one", metadata=metadata)
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")

    assert slack.dm(ALICE)[0]["metadata"] == metadata


async def test_a_deleted_post_is_gone(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    posted = await client.chat_postMessage(channel=ALICE, text="one")
    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    await slack.drained()

    assert slack.dm(ALICE) == []
    assert ears.events[1]["subtype"] == "message_deleted"


async def test_an_ephemeral_is_seen_by_one_person_and_is_no_part_of_the_history(
    slack: Workspace, client: AsyncWebClient
) -> None:
    answer = await client.chat_postEphemeral(channel=SUPPORT, user=ALICE, text="psst")

    assert [one.message["text"] for one in slack.ephemerals(ALICE)] == ["psst"]
    assert slack.ephemerals(BEN) == []
    assert slack.history(SUPPORT) == []
    assert await refused_with(client.chat_update(channel=SUPPORT, ts=answer["message_ts"], text="x")) == (
        "message_not_found"
    )


async def test_an_ephemeral_to_somebody_away_or_in_an_empty_thread_is_ok_and_never_shown(
    slack: Workspace, client: AsyncWebClient
) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    await client.chat_postEphemeral(channel=SUPPORT, user=ALICE, text="lost", thread_ts=parent)
    slack.set_away(BEN)
    await client.chat_postEphemeral(channel=SUPPORT, user=BEN, text="lost")

    assert [one.shown for one in slack.ephemerals(ALICE) + slack.ephemerals(BEN)] == [False, False]
    assert not slack.of_bot_visible_to(ALICE)


async def test_a_permalink_names_the_thread_of_a_reply(slack: Workspace, client: AsyncWebClient) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    reply = slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)

    of_parent = (await client.chat_getPermalink(channel=SUPPORT, message_ts=parent))["permalink"]
    of_reply = (await client.chat_getPermalink(channel=SUPPORT, message_ts=reply))["permalink"]

    assert of_parent == f"https://ours.slack.com/archives/{SUPPORT}/p{parent.replace('.', '')}"
    assert of_reply.endswith(f"?thread_ts={parent}&cid={SUPPORT}")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C0NONE", "text": "x"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
        ({"channel": SECRET, "text": "x"}, "channel_not_found"),
        ({"channel": RANDOM, "text": "x"}, "not_in_channel"),
        ({"channel": BRIDGE, "text": "x"}, "cannot_dm_bot"),
        ({"channel": LEFT, "text": "x"}, "user_disabled"),
        ({"channel": HELP}, "no_text"),
        ({"channel": HELP, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": HELP, "text": "x", "blocks": [section("y" * 3000)] * 5}, "msg_blocks_too_long"),
        ({"channel": HELP, "text": "x", "blocks": [section("y" * 3001)]}, "invalid_blocks"),
        ({"channel": HELP, "text": "x", "blocks": "not json"}, "invalid_blocks_format"),
        ({"channel": HELP, "text": "x", "thread_ts": UNKNOWN_TS}, "thread_not_found"),
        ({"text": "x"}, "invalid_arguments"),
    ],
)
async def test_a_post_is_refused_with_slacks_code(
    client: AsyncWebClient, arguments: dict[str, object], code: str
) -> None:
    assert await refused_with(client.api_call("chat.postMessage", json=arguments)) == code


async def test_nothing_can_be_posted_in_an_archived_channel(slack: Workspace, client: AsyncWebClient) -> None:
    slack.archive(HELP)

    assert await refused_with(client.chat_postMessage(channel=HELP, text="x")) == "is_archived"


async def test_a_reply_to_a_reply_is_refused(slack: Workspace, client: AsyncWebClient) -> None:
    parent = slack.post(CARLA, SUPPORT, "help")
    reply = slack.post(ALICE, SUPPORT, "on it", thread_ts=parent)

    code = await refused_with(client.chat_postMessage(channel=SUPPORT, text="x", thread_ts=reply))
    assert code == "cannot_reply_to_message"


async def test_the_direct_message_with_a_deactivated_person_is_closed(slack: Workspace, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=ALICE, text="x")
    slack.deactivate(ALICE)

    assert await refused_with(client.chat_postMessage(channel=posted["channel"], text="x")) == "user_disabled"


async def test_only_ones_own_messages_can_be_changed_or_deleted(slack: Workspace, client: AsyncWebClient) -> None:
    ts = slack.post(ALICE, HELP, "mine")

    assert await refused_with(client.chat_update(channel=HELP, ts=ts, text="x")) == "cant_update_message"
    assert await refused_with(client.chat_delete(channel=HELP, ts=ts)) == "cant_delete_message"
    assert await refused_with(client.chat_update(channel=HELP, ts=UNKNOWN_TS, text="x")) == "message_not_found"
    assert await refused_with(client.chat_delete(channel=HELP, ts=UNKNOWN_TS)) == "message_not_found"
    assert await refused_with(client.chat_getPermalink(channel=HELP, message_ts=UNKNOWN_TS)) == "message_not_found"


@pytest.mark.parametrize(
    ("channel", "user", "code"),
    [
        ("C0NONE", ALICE, "channel_not_found"),
        (RANDOM, ALICE, "not_in_channel"),
        (HELP, CARLA, "user_not_in_channel"),
        (HELP, "U0NOBODY", "user_not_found"),
    ],
)
async def test_an_ephemeral_is_refused_with_slacks_code(
    client: AsyncWebClient, channel: str, user: str, code: str
) -> None:
    assert await refused_with(client.chat_postEphemeral(channel=channel, user=user, text="x")) == code


async def test_a_refused_payload_is_kept_for_the_tests_to_see(slack: Workspace, client: AsyncWebClient) -> None:
    twins = [buttons(button("a"), button("a"))]
    await refused_with(client.chat_postMessage(channel=ALICE, text="x", blocks=twins))

    assert slack.refused[0].where == "chat.postMessage"
    assert slack.refused[0].problems == ("action_id 'a' occurs 2 times in a block",)
    assert slack.calls[-1].error == "invalid_blocks"
