"""Socket Mode against the playground: stored before acknowledged, two connections, and back from every break."""

import asyncio
import json

import pytest
from slack_bolt.async_app import AsyncApp
from structlog.testing import capture_logs

from motbot.domain.errors import Failed, StorageUnavailable
from motbot.playground.delivery import Timetable
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.inbox import Door
from motbot.slack.socket import SocketConnections, SocketPace
from motbot.slack.web_api import WebApi
from tests.slack.conftest import Bot
from tests.slack.rig import CARLA, RANDOM, SUPPORT, HandClock, Kept, eventually


async def test_a_message_is_stored_and_then_acknowledged(bot: Bot, slack: Workspace, kept: Kept) -> None:
    slack.post(CARLA, SUPPORT, "the export is broken")
    await slack.drained()

    [body] = kept.bodies
    assert body["event"]["text"] == "the export is broken"


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    bot: Bot, slack: Workspace, kept: Kept
) -> None:
    kept.trouble = StorageUnavailable()
    slack.post(CARLA, SUPPORT, "the export is broken")
    await eventually(lambda: bot.connections._last_envelope_at)
    assert slack.unacked == 1

    kept.trouble = None
    bot.clock.forward(3)
    slack.delivery.redeliver_due()
    await slack.drained()

    assert len(kept.bodies) == 1


async def test_a_redelivered_message_is_stored_once(bot: Bot, slack: Workspace, kept: Kept) -> None:
    slack.post(CARLA, SUPPORT, "the export is broken")
    await slack.drained()
    [(_, event_id)] = kept.accepted
    slack.delivery.duplicate(event_id, times=3)
    await slack.drained()

    assert len(kept.accepted) == 1


async def test_a_channel_that_is_not_watched_is_acknowledged_and_forgotten(
    bot: Bot, slack: Workspace, kept: Kept
) -> None:
    slack.join(slack.app.bot_user_id, RANDOM)
    slack.post("U0ALICE", RANDOM, "lunch?")
    await slack.drained()

    assert kept.bodies == []


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "too_many_websockets"])
async def test_a_connection_that_slack_renews_comes_back(
    bot: Bot, server: Server, slack: Workspace, kept: Kept, reason: str
) -> None:
    server.sockets.disconnect(reason, count=1)
    slack.post(CARLA, SUPPORT, "while one connection is renewed")
    await slack.drained()
    await eventually(lambda: len(server.sockets.live) >= 2)

    assert len(kept.bodies) == 1


async def test_a_cut_connection_comes_back(bot: Bot, server: Server, slack: Workspace, kept: Kept) -> None:
    opened = server.sockets.opened
    server.sockets.cut()
    await eventually(lambda: server.sockets.opened >= opened + 2)
    slack.post(CARLA, SUPPORT, "after the cut")
    await slack.drained()

    assert len(kept.bodies) == 1


async def test_a_half_open_connection_is_noticed_and_replaced(
    bot: Bot, server: Server, slack: Workspace, kept: Kept
) -> None:
    slack.delivery.timetable = Timetable(delays=(3.0,), endless=True)
    server.sockets.half_open = True
    opened = server.sockets.opened
    slack.post(CARLA, SUPPORT, "into the silence")
    await eventually(lambda: server.sockets.opened >= opened + 2)
    assert kept.bodies == []

    server.sockets.half_open = False
    while not kept.bodies:
        bot.clock.forward(3)
        slack.delivery.redeliver_due()
        await asyncio.sleep(0.02)

    assert len(kept.bodies) == 1


async def test_a_client_stuck_on_a_used_up_address_is_revived(bot: Bot, server: Server, clock: HandClock) -> None:
    server.sockets.refuse_connections(attempts=4)
    server.sockets.disconnect("refresh_requested")
    await eventually(lambda: server.sockets.refused >= 4)
    # From here on the addresses the clients hold are used up: they would be refused for ever.
    slack_is_back = server.sockets.refused + 2
    clock.forward(31)
    await eventually(lambda: server.sockets.refused >= slack_is_back)
    assert await bot.connections.connected() == 0

    await bot.connections.check()

    await eventually(lambda: len(server.sockets.live) == 2)


async def test_a_connection_that_stays_away_is_built_anew(bot: Bot, server: Server, clock: HandClock) -> None:
    server.sockets.refuse_connections(attempts=10_000)
    server.sockets.disconnect("refresh_requested")
    await eventually(lambda: server.sockets.refused >= 2)
    before = [connection.client for connection in bot.connections._connections]
    clock.forward(121)
    await bot.connections.check()

    assert all(connection.client not in before for connection in bot.connections._connections)
    server.sockets.refuse_connections()
    await eventually(lambda: len(server.sockets.live) == 2)


async def test_no_connection_for_very_long_ends_the_watch_with_a_plain_line(
    bot: Bot, server: Server, clock: HandClock
) -> None:
    server.sockets.refuse_connections(attempts=10_000)
    server.sockets.disconnect("link_disabled")
    await eventually(lambda: server.sockets.refused >= 2)
    await bot.connections.check()
    clock.forward(601)

    with pytest.raises(Failed, match="no connection to Slack for 600 s"):
        await bot.connections.watch()


async def test_a_wrong_app_token_is_one_plain_error(
    app: AsyncApp, api: WebApi, door: Door, clock: HandClock, server: Server
) -> None:
    connections = SocketConnections(app=app, api=api, app_token="xapp-wrong", door=door, clock=clock)

    with pytest.raises(Failed, match=r"SLACK_APP_TOKEN .* connections:write"):
        await connections.start()
    assert server.sockets.opened == 0


async def test_the_state_tells_how_many_are_connected_and_when_slack_last_spoke(
    bot: Bot, slack: Workspace, clock: HandClock
) -> None:
    slack.post(CARLA, SUPPORT, "the export is broken")
    await slack.drained()
    state = await bot.connections.state()

    assert (state.connected, state.wanted, state.last_envelope_at) == (2, 2, clock.now())


@pytest.mark.parametrize(
    "payload",
    [
        [1, 2],
        None,
        7,
        "text",
        {"type": "event_callback", "authorizations": None, "event": ["list"]},
        {"type": "event_callback", "authorizations": [None], "event": {"type": "message"}},
        {"type": "event_callback", "authorizations": True, "event": {"type": "message"}},
        {"type": "block_actions", "enterprise": 1, "user": 5},
        {"type": "view_submission", "view": []},
        {},
    ],
)
async def test_what_makes_no_sense_is_laid_aside_and_acknowledged(
    bot: Bot, server: Server, slack: Workspace, kept: Kept, payload: object
) -> None:
    slack.delivery.send_event(payload)
    await slack.drained()

    assert len(kept.aside) == 1
    slack.post(CARLA, SUPPORT, "still listening")
    await slack.drained()
    assert len(kept.bodies) == 1


async def sends_bare(server: Server, slack: Workspace, more: str) -> None:
    """Send an event, and then an envelope that has its name and what is given, until both are acknowledged."""
    envelope = slack.delivery.send_event({"type": "event_callback", "event_id": "Ev0"})
    await slack.drained()
    slack.delivery._hold(envelope)
    envelope.ids.append("bare")
    slack.delivery._by_id["bare"] = envelope
    server.sockets.send_frame(f'{{"envelope_id": "bare"{more}}}')
    await slack.drained()


async def test_a_payload_nested_too_deep_for_json_is_laid_aside_and_acknowledged(
    bot: Bot, server: Server, slack: Workspace, kept: Kept
) -> None:
    await sends_bare(server, slack, f', "type": "events_api", "payload": {"[" * 100_000 + "]" * 100_000}')

    assert len(kept.aside) == 2


@pytest.mark.parametrize("more", ["", ', "type": "events_api"', ', "payload": {"event_id": "Ev1"}'])
async def test_an_envelope_that_lacks_a_part_is_laid_aside_and_acknowledged(
    bot: Bot, server: Server, slack: Workspace, kept: Kept, more: str
) -> None:
    await sends_bare(server, slack, more)

    assert len(kept.aside) == 2


async def test_what_slack_says_of_the_connection_is_kept_nowhere(
    bot: Bot, server: Server, slack: Workspace, kept: Kept
) -> None:
    server.sockets.send_frame(json.dumps({"type": "hello", "num_connections": 2}))
    server.sockets.disconnect("refresh_requested", count=1)
    slack.post(CARLA, SUPPORT, "still listening")
    await slack.drained()

    assert (len(kept.bodies), kept.aside) == (1, [])


async def test_a_frame_that_is_no_json_does_not_stop_the_connection(
    bot: Bot, server: Server, slack: Workspace, kept: Kept
) -> None:
    server.sockets.send_frame("{broken")
    server.sockets.send_frame("[]")
    slack.post(CARLA, SUPPORT, "still listening")
    await slack.drained()

    assert len(kept.bodies) == 1


async def test_what_breaks_while_it_is_answered_is_told_without_its_words_and_not_acknowledged(
    bot: Bot, slack: Workspace, kept: Kept
) -> None:
    kept.trouble = RuntimeError("the export is broken")
    with capture_logs() as lines:
        slack.post(CARLA, SUPPORT, "the export is broken")
        await eventually(lambda: lines)
    kept.trouble = None

    assert [(line["event"], line["error"]) for line in lines] == [("slack envelope not answered", "RuntimeError")]
    assert "export" not in str(lines)
    assert slack.unacked == 1
    slack.post(CARLA, SUPPORT, "still listening")
    await eventually(lambda: kept.bodies)


async def test_closing_waits_for_what_is_being_stored(
    *, app: AsyncApp, api: WebApi, door: Door, clock: HandClock, server: Server, slack: Workspace, kept: Kept
) -> None:
    connections = SocketConnections(
        app=app, api=api, app_token=slack.app.app_token, door=door, clock=clock, pace=SocketPace(ping=0.05)
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    for number in range(20):
        slack.post(CARLA, SUPPORT, f"message {number}")
    await eventually(lambda: kept.bodies)
    await connections.close()
    await eventually(lambda: not server.sockets.live)

    assert slack.unacked == 20 - len(kept.bodies)


async def test_a_flood_waits_with_slack_and_not_in_memory(
    *, server: Server, app: AsyncApp, api: WebApi, door: Door, clock: HandClock, slack: Workspace, kept: Kept
) -> None:
    connections = SocketConnections(
        app=app, api=api, app_token=slack.app.app_token, door=door, clock=clock, at_once=10, monotonic=clock.monotonic
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    kept.open.clear()
    for number in range(600):
        slack.post(CARLA, SUPPORT, f"request {number}")
    await eventually(lambda: kept.knocking >= 10)
    for _ in range(50):
        await asyncio.sleep(0.001)
    most, read = kept.knocking, sum(one.client.message_queue.qsize() for one in connections._connections)

    kept.open.set()
    await slack.drained()
    await connections.close()

    assert most + read <= 2 * 10
    assert len(kept.bodies) == 600
