"""Calls to Slack: made once, bounded in time, and every failure told apart."""

import asyncio

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.errors import Failed as PlainlyFailed
from motbot.domain.errors import SlackRateLimited, SlackRefused, SlackUnclear
from motbot.playground.faults import Broken, Dropped, Failed, Hanging, HtmlPage, RateLimited
from motbot.playground.server import Server
from motbot.slack.bolt import web_client
from motbot.slack.identity import identify
from motbot.slack.web_api import WebApi
from tests.slack.rig import US, HandClock


async def test_our_identity_is_what_auth_test_says(api: WebApi) -> None:
    us = await identify(api)

    assert (us.team, us.user, us.bot) == (US.team, US.user, US.bot)
    assert us.url.endswith("/")


async def test_a_wrong_bot_token_is_one_plain_error(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        api = WebApi(client=web_client(token="xoxb-wrong", session=session, base_url=server.api_url))
        with pytest.raises(PlainlyFailed, match=r"SLACK_BOT_TOKEN is refused by Slack \(invalid_auth\): set it to"):
            await identify(api)


async def test_a_slack_that_cannot_be_reached_is_told_with_its_address_and_what_to_see_to() -> None:
    async with aiohttp.ClientSession() as session:
        api = WebApi(client=web_client(token="xoxb-any", session=session, base_url="http://127.0.0.1:9/api/"))
        with pytest.raises(SlackUnclear, match=r"http://127\.0\.0\.1:9/api/ \(ClientConnectorError\); see that this"):
            await identify(api)


@pytest.mark.parametrize(
    "fault", [Broken(status=500), Broken(status=503), HtmlPage(), Failed(code="internal_error"), Dropped(stored=True)]
)
async def test_what_may_have_happened_is_unclear(api: WebApi, server: Server, fault: Broken) -> None:
    server.faults.plan("auth.test", fault)

    with pytest.raises(SlackUnclear):
        await api.call("auth.test")


async def test_a_call_that_hangs_is_given_up_as_unclear(client: AsyncWebClient, server: Server) -> None:
    server.faults.plan("auth.test", Hanging())

    with pytest.raises(SlackUnclear, match=r"auth\.test"):
        await WebApi(client=client, timeout=0.05).call("auth.test")


async def test_a_clear_no_is_refused_with_slacks_code(api: WebApi) -> None:
    with pytest.raises(SlackRefused) as refused:
        await api.call("users.info", user="U0NOBODY")

    assert refused.value.code == "user_not_found"


async def test_after_a_429_the_method_waits_its_time_out_for_that_channel_alone(
    api: WebApi, server: Server, clock: HandClock
) -> None:
    server.faults.plan("conversations.info", RateLimited(retry_after=30))
    with pytest.raises(SlackRateLimited) as limited:
        await api.call("conversations.info", channel="C0SUPPORT")
    assert limited.value.retry_after == 30

    clock.forward(29)
    with pytest.raises(SlackRateLimited) as still:
        await api.call("conversations.info", channel="C0SUPPORT")
    assert still.value.retry_after == pytest.approx(1)
    assert (await api.call("conversations.info", channel="C0HELP"))["ok"]
    assert (await api.call("conversations.members", channel="C0SUPPORT"))["ok"]
    assert (await api.call("auth.test"))["ok"]

    clock.forward(1)
    assert (await api.call("conversations.info", channel="C0SUPPORT"))["ok"]


async def answered(body: bytes, content_type: str, status: int = 200, headers: dict[str, str] | None = None) -> WebApi:
    """Call a server that always answers this, and raise what comes of it."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, content_type=content_type, status=status, headers=headers)

    application = web.Application()
    application.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        async with aiohttp.ClientSession() as session:
            api = WebApi(client=web_client(token="xoxb-x", session=session, base_url=base))
            await api.call("auth.test")
            return api
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"upstream", "text/plain"),
        (b"[]", "application/json"),
        (b"[1]", "application/json"),
        (b"{broken", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"", "application/json"),
        (b"null", "application/json"),
        (b"{}", "application/json"),
        (b"\x1f\x8b", "application/gzip"),
    ],
)
async def test_an_answer_that_is_not_slacks_is_unclear_or_empty(body: bytes, content_type: str) -> None:
    if content_type == "application/gzip":
        await answered(body, content_type)
        return
    with pytest.raises(SlackUnclear):
        await answered(body, content_type)


@pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("soon", 30), (None, 30)])
async def test_a_429_without_a_usable_time_waits_half_a_minute(header: str | None, seconds: float) -> None:
    headers = {"Retry-After": header} if header else None
    with pytest.raises(SlackRateLimited) as limited:
        await answered(b'{"ok": false, "error": "ratelimited"}', "application/json", 429, headers)

    assert limited.value.retry_after == seconds


async def test_a_missing_scope_is_named() -> None:
    with pytest.raises(SlackRefused, match=r"the app needs the scope users:read"):
        await answered(b'{"ok": false, "error": "missing_scope", "needed": "users:read"}', "application/json")


async def test_no_server_at_all_is_unclear(client: AsyncWebClient, server: Server) -> None:
    await server.stop()

    with pytest.raises(SlackUnclear):
        await WebApi(client=client).call("auth.test")
    await asyncio.sleep(0)
