"""The Web API takes arguments however they travel, minds tokens, logs calls and fails on demand."""

import asyncio
import json

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.faults import Broken, Dropped, Failed, Hanging, HtmlPage, RateLimited, Slow
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, BEN, HELP, SUPPORT, eventually, refused_with, section


async def test_the_token_says_who_the_bot_is_and_what_it_may(client: AsyncWebClient) -> None:
    answer = await client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == ("T0OURTEAM", "U0PLAYBOT", "B0PLAYBOT")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("token", "method", "code"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("xapp-playground", "auth.test", "not_allowed_token_type"),
        ("xoxb-playground", "apps.connections.open", "not_allowed_token_type"),
        ("xoxb-playground", "nonsense.method", "unknown_method"),
    ],
)
async def test_a_call_with_the_wrong_token_or_name_is_refused(
    server: Server, token: str, method: str, code: str
) -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=token, base_url=server.api_url, session=session)
        assert await refused_with(client.api_call(method)) == code


async def test_arguments_may_travel_in_query_form_or_json(server: Server, slack: Workspace) -> None:
    headers = {"Authorization": "Bearer xoxb-playground"}
    url = f"{server.api_url}chat.postMessage"
    blocks = json.dumps([section("from a form")])
    async with aiohttp.ClientSession(headers=headers) as session:
        for sent in (
            session.get(url, params={"channel": HELP, "text": "query"}),
            session.post(url, params={"channel": HELP, "text": "query of a post"}),
            session.post(url, data={"channel": HELP, "text": "form", "blocks": blocks}),
            session.post(url, json={"channel": HELP, "text": "json", "blocks": None}),
        ):
            async with sent as response:
                assert (await response.json())["ok"] is True

    assert [message["text"] for message in slack.history(HELP)] == ["query", "query of a post", "form", "json"]
    assert slack.history(HELP)[2]["blocks"][0]["text"]["text"] == "from a form"


@pytest.mark.parametrize(("body", "code"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_a_body_that_is_no_json_object_is_refused(server: Server, body: str, code: str) -> None:
    headers = {"Authorization": "Bearer xoxb-playground", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.api_url}chat.postMessage", data=body, headers=headers) as response,
    ):
        assert await response.json() == {"ok": False, "error": code}


async def test_every_call_is_logged(slack: Workspace, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=HELP, text="x")
    await refused_with(client.chat_postMessage(channel="C0NONE", text="x"))

    logged = [(call.method, call.args["channel"], call.status, call.error) for call in slack.calls]
    assert logged == [("chat.postMessage", HELP, 200, ""), ("chat.postMessage", "C0NONE", 200, "channel_not_found")]


async def test_a_revoked_token_and_an_uninstalled_app_are_told_apart(slack: Workspace, client: AsyncWebClient) -> None:
    slack.revoke_token()
    assert await refused_with(client.auth_test()) == "token_revoked"
    slack.uninstall()
    assert await refused_with(client.auth_test()) == "account_inactive"


async def test_a_rate_limit_says_when_to_come_back(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("chat.postMessage", RateLimited(retry_after=7), times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            await client.chat_postMessage(channel=HELP, text="x")
        assert raised.value.response.status_code == 429
        assert raised.value.response.headers["Retry-After"] == "7"
        assert raised.value.response["error"] == "ratelimited"
    await client.chat_postMessage(channel=HELP, text="x")

    assert [call.status for call in server.workspace.calls] == [429, 429, 200]
    assert len(server.workspace.history(HELP)) == 1


async def test_a_fault_can_be_meant_for_one_channel(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("chat.postMessage", Failed(code="fatal_error"), channel=SUPPORT)

    await client.chat_postMessage(channel=HELP, text="x")
    assert await refused_with(client.chat_postMessage(channel=SUPPORT, text="x")) == "fatal_error"
    await client.chat_postMessage(channel=SUPPORT, text="x")


async def test_a_server_error_is_no_slack_answer(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("*", Broken(status=503))

    with pytest.raises(SlackApiError):
        await client.auth_test()
    assert (await client.auth_test())["ok"] is True


async def test_a_web_page_may_come_with_status_200(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("auth.test", HtmlPage())

    with pytest.raises(SlackApiError):
        await client.auth_test()


async def test_a_post_may_be_stored_and_its_answer_lost(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("chat.postMessage", Dropped(stored=True))

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=ALICE, text="once")

    assert [message["text"] for message in server.workspace.dm(ALICE)] == ["once"]


async def test_a_post_may_get_lost_before_it_is_stored(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("chat.postMessage", Dropped(stored=False))

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await client.chat_postMessage(channel=ALICE, text="never")

    assert server.workspace.dm(ALICE) == []


async def test_the_sdks_own_retry_after_a_lost_answer_posts_twice(server: Server) -> None:
    server.faults.plan("chat.postMessage", Dropped(stored=True))
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-playground", base_url=server.api_url, session=session)
        await client.chat_postMessage(channel=ALICE, text="twice")

    assert [message["text"] for message in server.workspace.dm(ALICE)] == ["twice", "twice"]


@pytest.mark.parametrize(("stored", "posts"), [(True, 1), (False, 0)])
async def test_a_call_may_hang_until_released(server: Server, client: AsyncWebClient, stored: bool, posts: int) -> None:
    server.faults.plan("chat.postMessage", Hanging(stored=stored))
    call = asyncio.create_task(client.chat_postMessage(channel=ALICE, text="x"))
    await eventually(lambda: server.workspace.calls)
    assert not call.done()

    server.faults.release()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await call
    assert len(server.workspace.dm(ALICE)) == posts


async def test_a_slow_answer_is_still_an_answer(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("chat.postMessage", Slow(seconds=0.001))

    assert (await client.chat_postMessage(channel=ALICE, text="x"))["ok"] is True


async def test_planned_faults_can_be_forgotten(server: Server, client: AsyncWebClient) -> None:
    server.faults.plan("auth.test", Broken(), times=100)
    server.faults.clear()

    assert (await client.auth_test())["ok"] is True


async def test_whoever_watches_is_told_of_every_change(slack: Workspace, client: AsyncWebClient) -> None:
    seen: list[tuple[str, bool]] = []
    stop = slack.on_change(lambda change: seen.append((change.kind, change.by_bot)))

    ts = slack.post(ALICE, HELP, "hi")
    slack.react(BEN, HELP, ts, "eyes")
    posted = await client.chat_postMessage(channel=ALICE, text="x")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="y")
    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    await client.chat_postEphemeral(channel=HELP, user=ALICE, text="z")
    stop()
    slack.delete(ALICE, HELP, ts)

    assert seen == [
        ("posted", False),
        ("reaction", False),
        ("posted", True),
        ("edited", True),
        ("deleted", True),
        ("ephemeral", True),
    ]
