"""Socket Mode: the websockets that the app opens, envelopes out, acknowledgements in, and all that breaks there."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from aiohttp import ClientConnectionError, WSMsgType, web

if TYPE_CHECKING:
    from collections.abc import Callable

    from motbot.playground.delivery import Delivery, Envelope
    from motbot.playground.tickets import SocketTickets

MAX_CONNECTIONS = 10
CONNECTION_TIME = 18_060


class Connection:
    """One open websocket with a queue of its own, so that a slow reader holds up nobody else."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.retiring = False
        """Told to go away: gets no more envelopes, its acknowledgements still count."""
        self._request = request
        self._outgoing: asyncio.Queue[str] = asyncio.Queue()

    @property
    def is_open(self) -> bool:
        """Whether envelopes may be sent on it."""
        return not self.retiring and not self.socket.closed

    def send(self, text: str) -> None:
        """Put a frame in the queue."""
        self._outgoing.put_nowait(text)

    async def write(self) -> None:
        """Send what is in the queue until the peer has gone."""
        with suppress(ConnectionError, ClientConnectionError):
            while True:
                await self.socket.send_str(await self._outgoing.get())

    def cut(self) -> None:
        """Break the line without a closing handshake."""
        if self._request.transport is not None:
            self._request.transport.abort()


class SocketMode:
    """The app's open connections; it is the delivery's transport."""

    def __init__(self, delivery: Delivery, tickets: SocketTickets, *, app_id: str, clock: Callable[[], float]) -> None:
        self._delivery = delivery
        self._tickets = tickets
        self._app_id = app_id
        self._clock = clock
        self._turn = 0
        self._refused_attempts = 0
        self._refused_until = float("-inf")
        self.connections: list[Connection] = []
        self.half_open = False
        """Accept connections but answer no ping, send nothing and hear nothing."""
        self.unheard = 0
        """How many frames came in while half open, and were overlooked."""
        self.opened = 0
        """How many connections were ever accepted."""
        self.refused = 0
        """How many connection attempts were refused."""

    @property
    def live(self) -> list[Connection]:
        """The connections that may get envelopes."""
        return [connection for connection in self.connections if connection.is_open]

    def offer(self, envelope: Envelope) -> bool:
        """Send the envelope on exactly one live connection, each in its turn."""
        live = self.live
        if not live:
            return False
        self._turn += 1
        if not self.half_open:
            live[self._turn % len(live)].send(_frame(envelope))
        return True

    def send_frame(self, text: str) -> None:
        """Send any text, however malformed, on one live connection."""
        self.live[0].send(text)

    def refuse_connections(self, *, attempts: int = 0, seconds: float = 0.0) -> None:
        """Refuse the next attempts to connect, or all of them for some seconds of the monotonic clock."""
        self._refused_attempts = attempts
        self._refused_until = self._clock() + seconds if seconds else float("-inf")

    def disconnect(self, reason: str = "refresh_requested", *, count: int | None = None) -> int:
        """Send `disconnect` frames; only after a `warning` does the connection go on getting envelopes."""
        chosen = self.live[:count]
        for connection in chosen:
            connection.send(_disconnect_frame(reason))
            connection.retiring = reason != "warning"
        return len(chosen)

    def cut(self, count: int | None = None) -> int:
        """Break connections without a closing handshake."""
        chosen = self.connections[:count]
        for connection in chosen:
            connection.retiring = True
            connection.cut()
        return len(chosen)

    async def close(self) -> None:
        """Close every connection properly."""
        await asyncio.gather(*(connection.socket.close() for connection in tuple(self.connections)))

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one websocket request of the app until it ends."""
        if self._must_refuse() or not self._tickets.redeem(request.query.get("ticket", "")):
            self.refused += 1
            return web.Response(status=403, text="refused")
        # Pings are answered by hand, so that a half-open connection can leave them unanswered.
        socket = web.WebSocketResponse(autoping=False, timeout=1.0, max_msg_size=16 * 2**20)
        await socket.prepare(request)
        connection = Connection(socket, request)
        if len(self.live) >= MAX_CONNECTIONS:
            await socket.send_str(_disconnect_frame("too_many_websockets"))
            await socket.close()
            return socket
        if not self.half_open:
            connection.send(self._hello(debug="debug_reconnects" in request.query))
        await self._converse(connection)
        return socket

    async def _converse(self, connection: Connection) -> None:
        self.connections.append(connection)
        self.opened += 1
        writer = asyncio.create_task(connection.write())
        try:
            await self._listen(connection)
        finally:
            self.connections.remove(connection)
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if self.half_open:
                self.unheard += 1
                continue
            if message.type is WSMsgType.PING:
                await connection.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._hear(message.data)

    def _hear(self, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            return
        if isinstance(frame, dict) and isinstance(frame.get("envelope_id"), str):
            self._delivery.acknowledge(frame["envelope_id"], frame.get("payload"))

    def _must_refuse(self) -> bool:
        if self._refused_attempts > 0:
            self._refused_attempts -= 1
            return True
        return self._clock() < self._refused_until

    def _hello(self, *, debug: bool) -> str:
        return json.dumps(
            {
                "type": "hello",
                "num_connections": len(self.connections) + 1,
                "connection_info": {"app_id": self._app_id},
                "debug_info": {
                    "host": "playground",
                    "build_number": 1,
                    "approximate_connection_time": 360 if debug else CONNECTION_TIME,
                },
            }
        )


def _frame(envelope: Envelope) -> str:
    frame: dict[str, object] = {
        "envelope_id": envelope.ids[-1],
        "type": envelope.kind,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.kind != "events_api",
    }
    if envelope.kind == "events_api":
        frame |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason if envelope.attempt else ""}
    return json.dumps(frame)


def _disconnect_frame(reason: str) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}})
