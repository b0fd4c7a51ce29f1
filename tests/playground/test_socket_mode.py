"""Websockets come, break, are refused and are told to go away, as Slack's do."""

import json

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.faults import Failed
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.playground.rig import CARLA, SUPPORT, Ears, HandClock, Silent, eventually, listening


async def socket_url(server: Server) -> str:
    """Ask for a new websocket URL."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=server.api_url, session=session)
        return str((await client.apps_connections_open(app_token=server.workspace.app.app_token))["url"])


async def test_a_connection_is_greeted(server: Server) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        hello = await socket.receive_json()

    assert hello["type"] == "hello"
    assert hello["connection_info"]["app_id"] == server.workspace.app.app_id
    assert hello["num_connections"] == 1
    assert hello["debug_info"]["approximate_connection_time"] == 18_060


async def test_debug_reconnects_shortens_a_connections_life(server: Server) -> None:
    url = await socket_url(server) + "&debug_reconnects=true"
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        assert (await socket.receive_json())["debug_info"]["approximate_connection_time"] == 360


async def test_pings_are_answered_with_their_own_payload(server: Server) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url, autoping=False) as socket:
        await socket.receive_json()
        await socket.ping(b"sdk-ping-pong:1")
        answer = await socket.receive()

    assert (answer.type, bytes(answer.data)) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1")


async def test_a_half_open_connection_answers_and_hears_nothing(server: Server, clock: HandClock) -> None:
    server.sockets.half_open = True
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url, autoping=False) as socket:
        await eventually(lambda: server.sockets.live)
        await socket.ping(b"sdk-ping-pong:1")
        server.workspace.post(CARLA, SUPPORT, "lost")
        await eventually(lambda: server.sockets.unheard)
        server.sockets.half_open = False
        server.workspace.post(CARLA, SUPPORT, "heard")
        first = await socket.receive_json()

    assert first["payload"]["event"]["text"] == "heard"
    assert server.workspace.unacked == 2


async def test_a_ticket_is_good_for_one_connection(server: Server) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)

    assert (server.sockets.opened, server.sockets.refused) == (1, 1)


async def test_a_ticket_gets_old(server: Server, clock: HandClock) -> None:
    url = await socket_url(server)
    clock.forward(31)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_connections_can_be_refused_for_some_attempts_or_some_time(server: Server, clock: HandClock) -> None:
    async with aiohttp.ClientSession() as session:
        server.sockets.refuse_connections(attempts=1)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(await socket_url(server))

        server.sockets.refuse_connections(seconds=5)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(await socket_url(server))
        clock.forward(5)
        async with session.ws_connect(await socket_url(server)) as socket:
            assert (await socket.receive_json())["type"] == "hello"


async def test_asking_for_a_connection_can_fail(server: Server) -> None:
    server.faults.plan("apps.connections.open", Failed(code="internal_error"))

    with pytest.raises(SlackApiError, match="internal_error"):
        await socket_url(server)


async def test_an_eleventh_connection_is_sent_away(server: Server) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await socket_url(server)) for _ in range(10)]
        await eventually(lambda: len(server.sockets.live) == 10)
        async with session.ws_connect(await socket_url(server)) as one_more:
            assert (await one_more.receive_json())["reason"] == "too_many_websockets"
        for socket in sockets:
            await socket.close()


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled", "too_many_websockets"])
async def test_the_sdk_comes_back_after_a_disconnect_frame(server: Server, slack: Workspace, reason: str) -> None:
    async with listening(server) as ears:
        assert server.sockets.disconnect(reason) == 1
        await eventually(lambda: server.sockets.opened == 2 and server.sockets.live)

        slack.post(CARLA, SUPPORT, "hello again")
        await slack.drained()
        assert [event["text"] for event in ears.events] == ["hello again"]


async def test_a_warned_connection_still_gets_events(server: Server) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        server.sockets.disconnect("warning")
        assert (await socket.receive_json())["reason"] == "warning"
        server.workspace.post(CARLA, SUPPORT, "still here")
        assert (await socket.receive_json())["payload"]["event"]["text"] == "still here"


async def test_a_connection_told_to_go_gets_no_more_events_but_may_still_acknowledge(
    server: Server, slack: Workspace
) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        slack.post(CARLA, SUPPORT, "one")
        envelope = await socket.receive_json()
        server.sockets.disconnect("refresh_requested")
        slack.post(CARLA, SUPPORT, "two")
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await eventually(lambda: slack.unacked == 1)
        assert (await socket.receive_json())["type"] == "disconnect"


async def test_only_some_connections_may_be_told_to_go(server: Server) -> None:
    async with listening(server), listening(server):
        assert server.sockets.disconnect("refresh_requested", count=1) == 1
        await eventually(lambda: server.sockets.opened == 3)


async def test_a_cut_connection_ends_without_a_closing_handshake(
    server: Server, slack: Workspace, clock: HandClock
) -> None:
    async with listening(server, ping_interval=0.05) as ears:
        ears.answer = lambda _: Silent()
        slack.post(CARLA, SUPPORT, "hello")
        await eventually(lambda: ears.heard)
        ears.answer = lambda _: None

        assert server.sockets.cut() == 1
        await eventually(lambda: server.sockets.opened == 2 and server.sockets.live)
        clock.forward(3)
        slack.delivery.redeliver_due()
        await slack.drained()

        assert [request.retry_attempt for request in ears.heard] == [0, 1]


async def test_frames_that_make_no_sense_are_overlooked(server: Server, slack: Workspace) -> None:
    url = await socket_url(server)
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        await socket.receive_json()
        slack.post(CARLA, SUPPORT, "hello")
        envelope = await socket.receive_json()
        for nonsense in ("{", "[]", json.dumps({"envelope_id": 5}), json.dumps({"envelope_id": "unknown"})):
            await socket.send_str(nonsense)
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {}})
        await slack.drained()


async def test_any_text_can_be_sent_as_a_frame(server: Server, slack: Workspace, ears: Ears) -> None:
    server.sockets.send_frame("this is not JSON")
    server.sockets.send_frame(json.dumps({"type": "surprise"}))
    slack.post(CARLA, SUPPORT, "hello")
    await slack.drained()

    assert len(ears.heard) == 1
