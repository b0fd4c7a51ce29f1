"""HTTP mode signs what it sends so that Bolt takes it, and repeats what was not answered with 200."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.errors import NotAnswered
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, CARLA, HELP, SUPPORT, HandClock, button, buttons, eventually

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[str]:
    """Run a small web server and give its address."""
    application = web.Application()
    application.router.add_post("/slack/events", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


class Scripted:
    """Answers with the scripted statuses in turn and keeps the requests' headers."""

    def __init__(self, *responses: web.Response) -> None:
        self.responses = list(responses)
        self.headers: list[dict[str, str]] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        self.headers.append({key.lower(): value for key, value in request.headers.items()})
        return self.responses.pop(0)


def bolt(server: Server) -> AsyncApp:
    """Return a real Bolt app in HTTP mode."""
    app = server.workspace.app
    client = AsyncWebClient(token=app.bot_token, base_url=server.api_url)
    return AsyncApp(signing_secret=app.signing_secret, client=client)


async def test_bolt_takes_signed_events_presses_and_commands(server: Server, slack: Workspace) -> None:
    app = bolt(server)
    heard: list[str] = []

    @app.event("message")
    async def on_message(event: dict[str, str]) -> None:
        heard.append(event["text"])

    @app.action("go")
    async def on_press(ack: AsyncAck) -> None:
        heard.append("pressed")
        await ack()

    @app.command("/mot")
    async def on_command(ack: AsyncAck) -> None:
        await ack("help")

    async with serving(app.server().handle_post_requests) as url:
        sender = await server.send_over_http(url)
        assert await sender.verify()
        slack.post(CARLA, SUPPORT, "hello")
        await slack.drained()
        posted = await app.client.chat_postMessage(channel=ALICE, text="card", blocks=[buttons(button())])
        await slack.drained()
        await slack.press(ALICE, (posted["channel"], posted["ts"]), "go")
        assert await slack.slash(ALICE, HELP, "/mot") == "help"
        await eventually(lambda: set(heard) >= {"hello", "pressed"})


async def test_a_wrong_signature_is_refused_by_bolt(server: Server, slack: Workspace) -> None:
    app = AsyncApp(signing_secret="another", client=bolt(server).client)
    async with serving(app.server().handle_post_requests) as url:
        sender = await server.send_over_http(url)
        assert not await sender.verify()


async def test_an_error_is_tried_again_with_a_retry_header(server: Server, slack: Workspace, clock: HandClock) -> None:
    script = Scripted(web.Response(status=500), web.Response())
    async with serving(script.answer) as url:
        await server.send_over_http(url)
        slack.post(CARLA, SUPPORT, "hello")
        await eventually(lambda: any(envelope.reason for envelope in slack.delivery.waiting))
        clock.forward(3)
        slack.delivery.redeliver_due()
        await slack.drained()

    assert "x-slack-retry-num" not in script.headers[0]
    assert script.headers[1]["x-slack-retry-num"] == "1"
    assert script.headers[1]["x-slack-retry-reason"] == "http_error"


async def test_an_app_may_ask_for_no_retry(server: Server, slack: Workspace) -> None:
    async with serving(Scripted(web.Response(status=500, headers={"x-slack-no-retry": "1"})).answer) as url:
        await server.send_over_http(url)
        slack.post(CARLA, SUPPORT, "hello")
        await slack.drained()

    assert len(slack.delivery.lost) == 1


async def test_an_app_that_is_not_there_is_tried_again(server: Server, slack: Workspace) -> None:
    await server.send_over_http("http://127.0.0.1:1/slack/events")
    slack.post(CARLA, SUPPORT, "hello")
    await eventually(lambda: any(one.reason == "connection_failed" for one in slack.delivery.waiting))

    assert slack.unacked == 1


async def test_an_app_that_does_not_answer_in_time_is_tried_again(server: Server, slack: Workspace) -> None:
    ended = asyncio.Event()

    async def never(request: web.Request) -> web.StreamResponse:
        await ended.wait()
        return web.Response()

    slack.delivery.ack_timeout = 0.01
    async with serving(never) as url:
        await server.send_over_http(url)
        slack.post(CARLA, SUPPORT, "hello")
        await eventually(lambda: any(one.reason == "http_timeout" for one in slack.delivery.waiting))
        ended.set()

    assert slack.unacked == 1


async def test_a_command_answered_with_plain_text_shows_it(server: Server, slack: Workspace) -> None:
    async with serving(Scripted(web.Response(text="just text")).answer) as url:
        await server.send_over_http(url)
        assert await slack.slash(ALICE, HELP, "/mot") == "just text"


async def test_a_command_answered_with_an_error_fails_for_the_person(server: Server, slack: Workspace) -> None:
    async with serving(Scripted(web.Response(status=404)).answer) as url:
        await server.send_over_http(url)
        with pytest.raises(NotAnswered, match="http_error"):
            await slack.slash(ALICE, HELP, "/mot")
