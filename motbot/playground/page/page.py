"""The page's routes: what each person sees, what they do, the clock, the scenes, and why a card is as it is."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from motbot.loopback.bodies import read_file, read_object
from motbot.loopback.files import Files
from motbot.loopback.guards import Token
from motbot.loopback.refusals import PageRefused
from motbot.playground.page.acts import Acts
from motbot.playground.page.feed import Feed
from motbot.playground.page.player import Player
from motbot.playground.page.scenes import Turn
from motbot.playground.page.sight import Sight
from motbot.playground.page.streams import Streams
from motbot.playground.page.verbs import MoveBy, Reader

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from motbot.playground.page.clock import MovableClock
    from motbot.playground.page.player import Sleep
    from motbot.playground.page.scenes import Scene
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

TOKEN_HEADER = "X-Playground-Token"  # noqa: S105 - the name of a header
_VIEWERS_AT_MOST = 12
_CLOCK_EVERY = 2.0
"""Seconds between looks at the next timer, while somebody watches."""


class BadFile(ValueError):
    """A file that a person wants to be played cannot be; the message says where and why."""


class Page:
    """Everything behind one open page; give it to a `Server`."""

    _next_timer: datetime | None = None
    _ticking: asyncio.Task[None] | None = None
    _is_ready = False

    def __init__(
        self,
        workspace: Workspace,
        *,
        token: str,
        explain: Callable[[str, str], Awaitable[JSON | None]] | None = None,
        clock: MovableClock | None = None,
        scenes: Sequence[Scene] = (),
        read_scenes: Callable[[str], Sequence[Scene]] | None = None,
        apart: timedelta = timedelta(minutes=16),
        voices: Mapping[str, str] | None = None,
        roles: Mapping[str, str] | None = None,
        sleep: Sleep = asyncio.sleep,
        static: Path | None = None,
        beside: str = "",
    ) -> None:
        """Take what the page shows.

        Args:
            workspace: the local Slack.
            token: the secret of this start.
            explain: why a message of the bot's is as it is, by channel and ts.
            clock: may be put forward; None means that time passes by itself only.
            scenes: what the menu offers.
            read_scenes: turns a file of dialogues into scenes; raises BadFile.
            apart: how long a channel rests between scenes, on the clock.
            voices: who the switch of writers offers first.
            roles: what people are, by id, where it cannot be seen from their account.
            sleep: waits real seconds between a scene's lines.
            static: the folder of the page's own files.
            beside: the path of another page on the same server, for the same token; empty where there is none.
        """
        self._workspace = workspace
        self.token = token
        self._guard = Token(token, header=TOKEN_HEADER)
        self._explain = explain
        self._clock = clock
        self._scenes = {scene.id: scene for scene in scenes}
        self._read_scenes = read_scenes
        self._voices = dict(voices or {})
        self._beside = beside
        self._reader = Reader()
        self._files = Files(static or Path(str(files("motbot.playground"))) / "static")
        self._sight = Sight(workspace, roles=roles or {})
        self.feed = Feed(workspace)
        self.player = Player(workspace, feed=self.feed, clock=clock, moved=self._tell_time, apart=apart, sleep=sleep)
        self._acts = Acts(workspace, feed=self.feed, sight=self._sight, acted=self.player.acted)
        self.streams = Streams(workspace, feed=self.feed, sight=self._sight)
        self._moving = asyncio.Lock()

    def app_is_ready(self) -> None:
        """The app has connected: tell whoever watches."""
        self._is_ready = True
        self.feed.add("app", payload={"ready": True})

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add the page's routes."""
        router.add_get("/", self._index)
        router.add_get("/static/{name:.*}", self._static)
        reading = {"state": self._state, "stream": self._stream, "scenes": self._list_scenes, "explain": self._why}
        writing = {
            "act": self._act,
            "clock": self._move,
            "scenes/play": self._play,
            "scenes/stop": self._stop,
            "scenes/next": self._next,
            "scenes/pace": self._keep_pace,
            "play": self._play_file,
        }
        for name, answer in reading.items():
            router.add_get(f"/page/{name}", self._guard.guarding(answer), allow_head=False)
        for name, answer in writing.items():
            router.add_post(f"/page/{name}", self._guard.guarding(answer))
        router.add_route("*", "/page/{rest:.*}", self._guard.guarding(_nothing_here))

    def start(self) -> None:
        """Begin to follow the clock."""
        if self._clock is not None:
            self._ticking = asyncio.create_task(self._tick(), name="page clock")

    async def close(self) -> None:
        """End the scene and every stream."""
        self.feed.end()
        self.streams.close()
        await self.player.stop()
        if self._ticking is not None:
            self._ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticking

    async def _index(self, _request: web.Request) -> web.Response:
        return self._files.answer("index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return self._files.answer(request.match_info["name"])

    async def _state(self, request: web.Request) -> web.Response:
        viewer = self._viewers(request)[0]
        clock = await self._time()
        state = {
            "seq": self.feed.seq,
            "now": clock["now"],
            "clock": {"can_move": self._clock is not None, "next_timer": clock["next_timer"]},
            "voices": self._voices,
            "scene": self.player.state,
            "beside": self._beside,
        }
        seen = self._sight.everything(viewer)
        seen["app"]["ready"] = self._is_ready
        return web.json_response(state | seen)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        viewers = self._viewers(request)
        after = request.query.get("after", "")
        if not (after.isascii() and after.isdigit() and len(after) < 16):  # noqa: PLR2004 - more than any page sees
            raise PageRefused(400, "bad_request", "stream: after: expected the seq of the state.")
        return await self.streams.serve(request, viewers, int(after))

    def _viewers(self, request: web.Request) -> list[str]:
        named = list(dict.fromkeys(request.query.getall("as", [])))
        if not 1 <= len(named) <= _VIEWERS_AT_MOST:
            raise PageRefused(400, "bad_request", f"as: expected the ids of 1 to {_VIEWERS_AT_MOST} people.")
        return [self._sight.person(one).id for one in named]

    async def _act(self, request: web.Request) -> web.Response:
        verb = self._reader.verb(await read_object(request))
        return web.json_response({"ok": True} | await self._acts.do(verb))

    async def _move(self, request: web.Request) -> web.Response:
        move = self._reader.move(await read_object(request))
        if self._clock is None:
            raise PageRefused(501, "clock_is_fixed", "The clock of this playground cannot be moved.")
        async with self._moving:
            if isinstance(move, MoveBy):
                await self._clock.move(timedelta(seconds=move.by))
            else:
                until = await self._clock.next_timer()
                if until is None:
                    raise PageRefused(409, "no_timer", "No timer is set.")
                await self._clock.move(max(until - self._clock.now(), timedelta()))
        await self._tell_time()
        return web.json_response(await self._time())

    async def _tell_time(self) -> None:
        """Tell whoever watches how late it is."""
        self.feed.add("clock", payload=await self._time())

    async def _time(self) -> JSON:
        """The present, and when the next timer fires."""
        self._next_timer = await self._clock.next_timer() if self._clock else None
        now = self._clock.now() if self._clock else self._workspace.now()
        return {"now": now.isoformat(), "next_timer": self._next_timer.isoformat() if self._next_timer else None}

    async def _tick(self) -> None:
        """Tell whoever watches when the next timer has changed."""
        while True:
            await asyncio.sleep(_CLOCK_EVERY)
            before = self._next_timer
            if self.streams.open and not self._moving.locked():
                told = await self._time()
                if self._next_timer != before:
                    self.feed.add("clock", payload=told)

    async def _list_scenes(self, _request: web.Request) -> web.Response:
        return web.json_response([_menu_line(scene) for scene in self._scenes.values()])

    async def _play(self, request: web.Request) -> web.Response:
        scene = self._scenes.get(self._reader.scene(await read_object(request)))
        if scene is None:
            raise PageRefused(404, "no_such_scene", "There is no such scene.")
        return web.json_response(await self.player.play([scene]))

    async def _stop(self, request: web.Request) -> web.Response:
        await read_object(request)
        return web.json_response(await self.player.stop())

    async def _next(self, request: web.Request) -> web.Response:
        await read_object(request)
        return web.json_response(self.player.go_on())

    async def _keep_pace(self, request: web.Request) -> web.Response:
        return web.json_response(self.player.keep_pace(self._reader.pace(await read_object(request))))

    async def _play_file(self, request: web.Request) -> web.Response:
        text = await read_file(request)
        if self._read_scenes is None:
            raise PageRefused(501, "no_files", "This playground plays no files.")
        try:
            scenes = self._read_scenes(text)
        except BadFile as error:
            raise PageRefused(400, "bad_file", str(error)) from error
        await self.player.play(scenes)
        return web.json_response({"ok": True, "dialogues": len(scenes)})

    async def _why(self, request: web.Request) -> web.Response:
        channel, ts = request.query.get("channel", ""), request.query.get("ts", "")
        room = self._workspace.conversations.get(channel)
        told = None
        if self._explain is not None and room is not None and ts in room.messages:
            told = await self._explain(channel, ts)
        if told is None:
            raise PageRefused(404, "nothing_to_explain", "Nothing is known about this message.")
        return web.json_response(told)


def _menu_line(scene: Scene) -> JSON:
    turns = sum(isinstance(step, Turn) for step in scene.steps)
    return {
        "id": scene.id,
        "lang": scene.lang,
        "title": scene.title,
        "about": scene.about,
        "channel": scene.channel,
        "steps": len(scene.steps),
        "turns": turns,
    }


async def _nothing_here(_request: web.Request) -> web.StreamResponse:
    raise PageRefused(404, "not_found", "The page has no such address, or not for this method.")
