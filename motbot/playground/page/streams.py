"""Tells watching pages what happens, one JSON object a line, for as long as they read."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import web

from motbot.loopback.refusals import PageRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from motbot.playground.page.feed import Feed, Note
    from motbot.playground.page.sight import Sight
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

STREAMS_AT_MOST = 32
READ_WITHIN = 20.0
"""Seconds that a reader may leave the connection full; after that it is cut, and may come back."""
_LOOK_EVERY = 1.0
"""Seconds after which a stream notices that its reader has gone."""
_ALIVE_EVERY = 15
"""Looks without news after which a blank line keeps the connection alive."""
_AT_ONCE = 200
_TYPE = "application/x-ndjson; charset=utf-8"


class Streams:
    """All open streams; what is still to be told is kept once in the feed, not once for each of them."""

    def __init__(self, workspace: Workspace, *, feed: Feed, sight: Sight) -> None:
        self._workspace = workspace
        self._feed = feed
        self._sight = sight
        self._closing = False
        self.open = 0
        """How many pages watch."""

    def close(self) -> None:
        """End every stream."""
        self._closing = True
        self._feed.wake()

    async def serve(self, request: web.Request, viewers: Sequence[str], after: int) -> web.StreamResponse:
        """Tell what these people see, from the number `after` on, until the reader goes away."""
        if self.open >= STREAMS_AT_MOST:
            raise PageRefused(429, "too_many_streams", f"More than {STREAMS_AT_MOST} pages watch; close some of them.")
        self.open += 1
        try:
            response = web.StreamResponse(headers={"Content-Type": _TYPE})
            await response.prepare(request)
            await self._tell(request, response, viewers, after)
        except (ConnectionError, TimeoutError):
            _cut(request)
        finally:
            self.open -= 1
        return response

    async def _tell(
        self, request: web.Request, response: web.StreamResponse, viewers: Sequence[str], after: int
    ) -> None:
        quiet = 0
        await self._write(response, b"\n")
        while not self._closing and not _is_gone(request):
            notes = self._feed.after(after)
            if notes is None:
                after = self._feed.seq
                await self._write(response, _line({"seq": after, "kind": "reload"}))
                continue
            for told in self._told(notes[:_AT_ONCE], viewers):
                await self._write(response, _line(told))
                quiet = 0
            after += len(notes[:_AT_ONCE])
            if after == self._feed.seq and await self._nothing_new():
                quiet += 1
                if quiet % _ALIVE_EVERY == 0:
                    await self._write(response, b"\n")

    def _told(self, notes: Iterable[Note], viewers: Sequence[str]) -> Iterable[JSON]:
        now = self._workspace.monotonic()
        for note in notes:
            for viewer in viewers:
                told = self._sight.told(note, viewer, now)
                if told is not None:
                    yield {"seq": note.seq, "kind": note.kind, "as": viewer, **told}

    async def _nothing_new(self) -> bool:
        """Wait for news for a while; True when there was none."""
        try:
            async with asyncio.timeout(_LOOK_EVERY):
                await self._feed.news()
        except TimeoutError:
            return True
        return False

    @staticmethod
    async def _write(response: web.StreamResponse, data: bytes) -> None:
        async with asyncio.timeout(READ_WITHIN):
            await response.write(data)


def _line(told: JSON) -> bytes:
    return json.dumps(told).encode() + b"\n"


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
