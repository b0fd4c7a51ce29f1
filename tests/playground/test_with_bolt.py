"""A real Bolt app runs on the playground unmodified, over real Socket Mode."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, CARLA, SUPPORT, HandClock, buttons, eventually, modal

JSON = dict[str, Any]


def coach(server: Server) -> AsyncApp:
    """Return a little bot in the manner of motbot."""
    app = AsyncApp(client=AsyncWebClient(token=server.workspace.app.bot_token, base_url=server.api_url))

    @app.event(re.compile(".*"))
    async def on_event(event: JSON, client: AsyncWebClient) -> None:
        if event["type"] == "message" and event.get("user") == CARLA:
            await client.chat_postMessage(channel=ALICE, text=f"She says: {event['text']}", blocks=[buttons()])

    @app.action("go")
    async def on_press(ack: AsyncAck, body: JSON, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal())

    @app.view("edit")
    async def on_submit(ack: AsyncAck, view: JSON, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=ALICE, text=view["state"]["values"]["note"]["typed"]["value"])

    return app


@asynccontextmanager
async def connected(server: Server, app: AsyncApp) -> AsyncIterator[None]:
    """Connect a Bolt app over Socket Mode."""
    handler = AsyncSocketModeHandler(app, server.workspace.app.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await eventually(lambda: server.sockets.live)
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def test_a_customers_message_becomes_a_card_a_modal_and_a_note(server: Server, slack: Workspace) -> None:
    async with connected(server, coach(server)):
        slack.post(CARLA, SUPPORT, "our export is broken")
        await eventually(lambda: slack.dm(ALICE))
        card = slack.dm(ALICE)[0]
        await slack.press(ALICE, (slack.im_with(ALICE).id, card["ts"]), "go")
        await eventually(lambda: slack.views_of(ALICE))
        await slack.submit_view(ALICE, slack.views_of(ALICE)[0]["id"], {"note": "I will look"})
        await eventually(lambda: len(slack.dm(ALICE)) == 2)
        await slack.drained()

    assert [message["text"] for message in slack.dm(ALICE)] == ["She says: our export is broken", "I will look"]
    assert slack.of_bot_visible_to(CARLA) == []
    assert slack.refused == []


async def test_an_event_whose_middleware_fails_comes_again(server: Server, slack: Workspace, clock: HandClock) -> None:
    app = coach(server)
    attempts: list[str] = []

    @app.middleware
    async def fail_once(body: JSON, next_: Callable[[], Awaitable[None]]) -> None:
        attempts.append(body["event_id"])
        if len(attempts) == 1:
            raise RuntimeError("the inbox could not be written")
        await next_()

    async with connected(server, app):
        slack.post(CARLA, SUPPORT, "help")
        await eventually(lambda: attempts)
        clock.forward(3)
        slack.delivery.redeliver_due()
        await eventually(lambda: len(slack.dm(ALICE)) == 1)
        await slack.drained()

    assert attempts[0] == attempts[1]


async def test_a_burst_of_events_is_acknowledged_one_by_one(server: Server, slack: Workspace) -> None:
    async with connected(server, coach(server)):
        for number in range(200):
            slack.post(CARLA, SUPPORT, str(number))
        await eventually(lambda: len(slack.dm(ALICE)) == 200)
        await slack.drained()

    assert slack.delivery.lost == []
    assert slack.posts_by_bot == {slack.im_with(ALICE).id: 200}
