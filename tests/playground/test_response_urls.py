"""Response URLs answer, change and remove, and wear out."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from motbot.playground.workspace import Workspace
from tests.playground.rig import (
    ALICE,
    HELP,
    Ears,
    HandClock,
    buttons,
    card,
    section,
)  # fmt: skip


async def test_a_response_url_answers_the_presser_alone(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    posted = await client.chat_postMessage(channel=HELP, text="x", blocks=[buttons()])
    await slack.press(ALICE, (HELP, posted["ts"]), "go")
    hook = AsyncWebhookClient(ears.heard[-1].payload["response_url"])

    assert (await hook.send(text="only you")).status_code == 200
    assert [one.message["text"] for one in slack.ephemerals(ALICE)] == ["only you"]
    await hook.send(text="all", response_type="in_channel")
    assert slack.history(HELP)[-1]["text"] == "all"
    await hook.send(text="changed", replace_original=True)
    assert slack.history(HELP)[0]["text"] == "changed"
    await hook.send(delete_original=True)
    assert [message["text"] for message in slack.history(HELP)] == ["all"]


async def test_a_response_url_changes_and_removes_an_ephemeral(
    slack: Workspace, client: AsyncWebClient, ears: Ears
) -> None:
    ts = (await client.chat_postEphemeral(channel=HELP, user=ALICE, text="x", blocks=[buttons()]))["message_ts"]
    await slack.press(ALICE, (HELP, ts), "go")
    hook = AsyncWebhookClient(ears.heard[-1].payload["response_url"])

    await hook.send(text="changed", replace_original=True)
    assert [(one.ts, one.message["text"]) for one in slack.ephemerals(ALICE)] == [(ts, "changed")]
    await hook.send(delete_original=True)
    assert slack.ephemerals(ALICE) == []
    gone = await hook.send(delete_original=True)
    assert (gone.status_code, "message_not_found" in gone.body) == (404, True)


async def test_an_answer_may_go_into_the_thread(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    parent = slack.post(ALICE, HELP, "help")
    posted = await client.chat_postMessage(channel=HELP, text="x", blocks=[buttons()], thread_ts=parent)
    await slack.press(ALICE, (HELP, posted["ts"]), "go")
    assert ears.heard[-1].payload["container"]["thread_ts"] == parent

    hook = AsyncWebhookClient(ears.heard[-1].payload["response_url"])
    await hook.send_dict({"text": "all", "response_type": "in_channel", "thread_ts": parent})
    assert slack.history(HELP)[-1]["thread_ts"] == parent


async def test_a_command_has_no_original_to_replace(slack: Workspace, ears: Ears) -> None:
    await slack.slash(ALICE, HELP, "/mot")
    gone = await AsyncWebhookClient(ears.heard[-1].payload["response_url"]).send(text="x", replace_original=True)

    assert "message_not_found" in gone.body


async def test_a_response_url_wears_out_and_expires(
    slack: Workspace, client: AsyncWebClient, ears: Ears, clock: HandClock
) -> None:
    where = await card(client)
    await slack.press(ALICE, where, "go")
    await slack.press(ALICE, where, "go")
    used, old = [AsyncWebhookClient(request.payload["response_url"]) for request in ears.heard[-2:]]

    for _ in range(5):
        assert (await used.send(text="x")).status_code == 200
    assert "used_url" in (await used.send(text="x")).body
    clock.forward(30 * 60 + 1)
    assert "expired_url" in (await old.send(text="x")).body
    assert "invalid_url" in (await AsyncWebhookClient(slack.response_urls.base + "none").send(text="x")).body


async def test_a_bad_answer_to_a_response_url_is_refused(slack: Workspace, client: AsyncWebClient, ears: Ears) -> None:
    await slack.press(ALICE, await card(client), "go")
    url = ears.heard[-1].payload["response_url"]
    async with aiohttp.ClientSession() as session, session.post(url, json={"blocks": [section("")]}) as response:
        assert response.status == 404
        assert (await response.json())["error"] == "invalid_blocks"
    assert slack.refused[0].where == "response"
