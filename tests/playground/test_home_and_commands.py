"""App Home, slash commands and message shortcuts are there for our own people."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.errors import CannotDo
from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    BEN,
    CARLA,
    HELP,
    RANDOM,
    SUPPORT,
    Ears,
    buttons,
    home,
    modal,
    refused_with,
    section,
)  # fmt: skip


async def test_home_is_published_for_one_person_and_its_buttons_work(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    slack.open_home(ALICE)
    await slack.drained()
    assert ears.of_type("app_home_opened")[0]["tab"] == "home"
    assert slack.home(ALICE) is None

    first = (await client.views_publish(user_id=ALICE, view=home(section(), buttons())))["view"]
    await slack.press(ALICE, "home", "go")
    assert ears.heard[-1].payload["view"]["id"] == first["id"]
    await slack.press(ALICE, first["id"], "go")

    second = (await client.views_publish(user_id=ALICE, view=home(), hash=first["hash"]))["view"]
    assert second["id"] == first["id"]
    stale = client.views_publish(user_id=ALICE, view=home(), hash=first["hash"])
    assert await refused_with(stale) == "hash_conflict"
    assert slack.home(BEN) is None
    slack.open_home(ALICE)
    await slack.drained()
    assert ears.of_type("app_home_opened")[1]["view"]["id"] == first["id"]


async def test_home_is_not_there_for_outsiders(slack: Workspace, client: AsyncWebClient) -> None:
    assert await refused_with(client.views_publish(user_id=CARLA, view=home())) == "not_enabled"
    assert await refused_with(client.views_publish(user_id="U0NOBODY", view=home())) == "user_not_found"
    assert await refused_with(client.views_publish(user_id=ALICE, view=modal())) == "invalid_arguments"
    with pytest.raises(CannotDo, match="another workspace"):
        slack.open_home(CARLA)


async def test_a_command_travels_as_a_form_and_its_answer_is_private(slack: Workspace, ears: Ears) -> None:
    ears.answer = lambda _: {"text": "help", "response_type": "ephemeral"}
    assert await slack.slash(ALICE, SUPPORT, "/mot", "mine") == "help"

    request = ears.heard[-1]
    assert request.type == "slash_commands"
    assert request.payload["command"] == "/mot"
    assert request.payload["text"] == "mine"
    assert request.payload["is_enterprise_install"] == "false"
    assert request.payload["channel_id"] == SUPPORT
    assert "thread_ts" not in request.payload
    assert [one.message["text"] for one in slack.ephemerals(ALICE)] == ["help"]
    assert slack.history(SUPPORT) == []


async def test_a_command_may_be_answered_with_nothing_or_before_everybody(slack: Workspace, ears: Ears) -> None:
    assert await slack.slash(ALICE, HELP, "/mot") is None
    ears.answer = lambda _: {"text": "all", "response_type": "in_channel"}
    await slack.slash(ALICE, HELP, "/mot")

    assert [message["text"] for message in slack.history(HELP)] == ["all"]


async def test_commands_and_shortcuts_are_not_there_for_outsiders_nor_elsewhere(slack: Workspace) -> None:
    ts = slack.post(CARLA, SUPPORT, "help")
    with pytest.raises(CannotDo, match="another workspace"):
        await slack.slash(CARLA, SUPPORT, "/mot")
    with pytest.raises(CannotDo, match="another workspace"):
        await slack.shortcut(CARLA, SUPPORT, ts, "review")
    with pytest.raises(CannotDo, match="is not in"):
        await slack.slash(BEN, RANDOM, "/mot")
    with pytest.raises(CannotDo, match="does not see"):
        await slack.shortcut(BEN, RANDOM, ts, "review")


async def test_a_shortcut_carries_the_message_even_where_the_bot_is_not(slack: Workspace, ears: Ears) -> None:
    parent = slack.post(ALICE, RANDOM, "look at this")
    reply = slack.post("U0COLLEAGUE", RANDOM, "hm", thread_ts=parent)
    await slack.shortcut(ALICE, RANDOM, reply, "review")

    body = ears.heard[-1].payload
    assert (body["type"], body["callback_id"]) == ("message_action", "review")
    assert (body["message"]["text"], body["message"]["thread_ts"]) == ("hm", parent)
    assert body["channel"] == {"id": RANDOM, "name": "random"}
    assert body["trigger_id"]
