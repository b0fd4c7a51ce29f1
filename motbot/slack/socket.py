"""Socket Mode: two connections at once, so that one is open while Slack renews the other, and a watch over both."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.errors import Failed, Retryable, SlackRefused
from motbot.ports.clock import Clock
from motbot.slack.bolt import wire_logger
from motbot.slack.inbox import Door
from motbot.slack.web_api import WebApi

log = structlog.get_logger()

AT_ONCE = 192
"""Envelopes under way at most, over all connections: three times what the database stores at once, so that some are
being read while others are being stored. The rest of a flood stays where it is cheap, with Slack."""

_ENVELOPE_ID = re.compile(r'"envelope_id"\s*:\s*"([^"\\]{1,100})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketPace:
    """How patient the watch is, in seconds."""

    check: float = 15.0
    revive: float = 30.0
    """Down this long: the client is made to ask for a new address, since it would try the used-up one for ever."""
    rebuild: float = 120.0
    """Down this long: the connection is built anew, and again after as long."""
    give_up: float = 600.0
    """No connection at all this long: the process should end, so that its supervisor starts a fresh one."""
    ping: float = 5.0
    drain: float = 5.0
    """How long closing waits for what is being stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SocketState:
    """How the connections stand."""

    connected: int
    wanted: int
    last_envelope_at: datetime | None


class _Client(SocketModeClient):
    """The SDK's client, but that each frame is handed over as it comes, and the next one is read once that is done.

    Its own way would decode each frame once more, and drop without a word what it cannot turn into an envelope.
    """

    def __init__(self, *, hear: Callable[["_Client", str], Awaitable[bool]], **given: Any) -> None:
        super().__init__(**given)
        self._hear = hear

    @override
    async def enqueue_message(self, message: str) -> None:
        """Hand it over; what is the connection's own affair goes the SDK's way."""
        if not await self._hear(self, message):
            await super().enqueue_message(message)


@dataclass(slots=True, kw_only=True)
class _Connection:
    client: SocketModeClient
    connecting: asyncio.Task[None]
    down_since: float
    rebuilt_at: float


class SocketConnections:
    """The connections over which Slack talks to us."""

    def __init__(
        self,
        *,
        app: AsyncApp,
        api: WebApi,
        app_token: str,
        door: Door,
        clock: Clock,
        wanted: int = 2,
        pace: SocketPace | None = None,
        at_once: int = AT_ONCE,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the app that answers, the app token (`xapp-...`), and how many connections to hold (10 at most)."""
        self._app = app
        self._api = api
        self._app_token = app_token
        self._door = door
        self._clock = clock
        self._wanted = wanted
        self._pace = pace or SocketPace()
        self._room = asyncio.Semaphore(at_once)
        self._monotonic = monotonic
        self._connections: list[_Connection] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._closing = False
        self._all_down_since: float | None = None
        self._last_envelope_at: datetime | None = None

    async def start(self) -> None:
        """Check the token, then connect in the background; `connected` tells when it has happened.

        Raises:
            Failed: Slack refuses the token; says what to do.
        """
        try:
            await self._api.call("apps.connections.open", token=self._app_token)
        except SlackRefused as refusal:
            raise Failed(
                say(
                    "SLACK_APP_TOKEN is refused by Slack ({code}): set it to an app-level token (xapp-...) with the "
                    "scope connections:write, and switch Socket Mode on in the app's settings",
                    code=refusal.code,
                )
            ) from refusal
        except Retryable as trouble:
            log.warning("slack does not answer yet", error=type(trouble).__name__)
        now = self._monotonic()
        self._all_down_since = now
        self._connections = [self._connect(now) for _ in range(self._wanted)]

    async def connected(self) -> int:
        """How many connections stand."""
        return sum([await connection.client.is_connected() for connection in self._connections])

    async def state(self) -> SocketState:
        """What to tell about the connections."""
        return SocketState(
            connected=await self.connected(), wanted=self._wanted, last_envelope_at=self._last_envelope_at
        )

    async def watch(self) -> None:
        """Revive what does not come back by itself; runs until cancelled.

        Raises:
            Failed: nothing could be connected for very long.
        """
        while True:
            await asyncio.sleep(self._pace.check)
            await self.check()

    async def check(self) -> None:
        """Look at every connection once. Raises as `watch`."""
        now = self._monotonic()
        if await self.connected():
            self._all_down_since = None
        elif self._all_down_since is None:
            self._all_down_since = now
        elif now - self._all_down_since > self._pace.give_up:
            raise Failed(
                say(
                    "no connection to Slack for {give_up:g} s: check the network and the app token",
                    give_up=self._pace.give_up,
                )
            )
        for place, connection in enumerate(self._connections):
            self._connections[place] = await self._checked(connection, now)

    async def close(self) -> None:
        """Take nothing new, let what is being stored be acknowledged, then hang up."""
        self._closing = True
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._pace.drain)
            # Not acknowledged, so Slack delivers it again.
            for task in late:
                task.cancel()
        await asyncio.gather(*(_hang_up(connection) for connection in self._connections))
        self._connections = []

    async def _checked(self, connection: _Connection, now: float) -> _Connection:
        if await connection.client.is_connected():
            connection.down_since = connection.rebuilt_at = now
            return connection
        if now - connection.rebuilt_at > self._pace.rebuild:
            log.warning("slack connection rebuilt", down_s=round(now - connection.down_since))
            await _hang_up(connection)
            rebuilt = self._connect(now)
            rebuilt.down_since = connection.down_since
            return rebuilt
        if now - connection.down_since > self._pace.revive:
            log.warning("slack connection revived", down_s=round(now - connection.down_since))
            # The client tries one address for ever, but an address is good for one connection only.
            connection.client.wss_uri = None
        return connection

    def _connect(self, now: float) -> _Connection:
        client = _Client(
            hear=self._hear,
            app_token=self._app_token,
            logger=wire_logger(),
            web_client=self._app.client,
            ping_interval=self._pace.ping,
        )
        connecting = asyncio.ensure_future(client.connect())  # type: ignore[no-untyped-call]
        return _Connection(client=client, connecting=connecting, down_since=now, rebuilt_at=now)

    async def _hear(self, client: _Client, frame: str) -> bool:
        """Take a frame; False where it is the connection's own affair.

        The SDK reads no further until this is done: where enough is under way, the socket fills up and Slack waits.
        """
        # As good a sign of life as a pong, which in a flood stands behind all that is still to be read.
        client.last_ping_pong_time = time.time()
        decoded = _decoded(frame)
        if decoded is not None and _is_of_the_connection(decoded):
            return False
        envelope = None if decoded is None else SocketModeRequest.from_dict(decoded)
        await self._room.acquire()
        taking = self._lay_aside(client, frame) if envelope is None else self._take(client, envelope)
        task = asyncio.create_task(taking, name="envelope")
        self._under_way.add(task)
        task.add_done_callback(self._taken)
        return True

    def _taken(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._room.release()
        if not task.cancelled() and (trouble := task.exception()):
            # Not acknowledged, so Slack delivers it again; most often the connection has gone meanwhile.
            log.warning("slack envelope not answered", error=type(trouble).__name__)

    async def _take(self, client: _Client, envelope: SocketModeRequest) -> None:
        """Answer an envelope: what the door says is the acknowledgement."""
        if self._closing:
            return
        self._last_envelope_at = self._clock.now()
        response = await self._door.answer(
            self._app, mode="socket_mode", body=envelope.payload, headers=build_headers(envelope)
        )
        await send_async_response(client, envelope, response, time.time())

    async def _lay_aside(self, client: _Client, frame: str) -> None:
        """Keep a frame that is no whole envelope, and acknowledge it where it says what it is called."""
        envelope = _ENVELOPE_ID.search(frame)
        if self._closing or envelope is None:
            return
        self._last_envelope_at = self._clock.now()
        if await self._door.lay_aside("a frame that is no whole envelope", frame[:10_000]):
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=envelope.group(1)))


def _decoded(frame: str) -> dict[str, Any] | None:
    """A frame that makes sense: a JSON object, with an object or a text for a payload where it has one."""
    try:
        decoded = json.loads(frame)
    except (ValueError, RecursionError):
        return None
    makes_sense = isinstance(decoded, dict) and isinstance(decoded.get("payload", ""), dict | str)
    return decoded if makes_sense else None


def _is_of_the_connection(decoded: dict[str, Any]) -> bool:
    """Whether Slack speaks of the connection; whatever else has a name waits for an answer by that name."""
    return decoded.get("type") == "disconnect" or "envelope_id" not in decoded


async def _hang_up(connection: _Connection) -> None:
    connection.connecting.cancel()
    await asyncio.wait([connection.connecting])
    await connection.client.close()  # type: ignore[no-untyped-call]
