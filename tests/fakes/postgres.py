"""A server that speaks just enough of PostgreSQL's protocol to be an old one, or to refuse a password."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_SSL_REQUEST = 80877103
_GSS_REQUEST = 80877104


def _message(kind: bytes, payload: bytes) -> bytes:
    """One message of the server's."""
    return kind + struct.pack("!i", len(payload) + 4) + payload


def _error(state: str, text: str) -> bytes:
    """A fatal error."""
    fields = {"S": "FATAL", "V": "FATAL", "C": state, "M": text}
    return _message(b"E", b"".join(key.encode() + value.encode() + b"\0" for key, value in fields.items()) + b"\0")


_WELCOME = _message(b"R", struct.pack("!i", 0))
_ASK_PASSWORD = _message(b"R", struct.pack("!i", 3))
_READY = _message(b"Z", b"I")


class FakePostgres:
    """Steer it with `version` (what it says it is) or `refuses` (SQLSTATE and text after a password was given)."""

    def __init__(self, *, version: str = "18.0", refuses: tuple[str, str] | None = None) -> None:
        """Take how it behaves."""
        self._version = version
        self._refuses = refuses
        self.served: list[asyncio.Task[None] | None] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one client up to the point where it may ask, and hang up."""
        self.served.append(asyncio.current_task())
        try:
            await self._talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Say what a server says first."""
        await self._start(reader, writer)
        if self._refuses is not None:
            writer.write(_ASK_PASSWORD)
            await reader.read(1000)
            writer.write(_error(*self._refuses))
        else:
            said = {"server_version": self._version, "client_encoding": "UTF8", "server_encoding": "UTF8"}
            told = b"".join(_message(b"S", f"{name}\0{value}\0".encode()) for name, value in said.items())
            writer.write(_WELCOME + told + _READY)
            await reader.read(1000)

    async def _start(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read up to the start-up message; encryption is declined."""
        while True:
            (length, code) = struct.unpack("!ii", await reader.readexactly(8))
            if code not in {_SSL_REQUEST, _GSS_REQUEST}:
                await reader.readexactly(length - 8)
                return
            writer.write(b"N")


@asynccontextmanager
async def listening(server: FakePostgres) -> AsyncIterator[int]:
    """Listen on a free port of this machine; gives the port."""
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listener:
        yield listener.sockets[0].getsockname()[1]
        await asyncio.gather(*(task for task in server.served if task is not None))
