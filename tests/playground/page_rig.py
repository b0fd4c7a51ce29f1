"""An open page on a clock driven by hand, a browser's requests, and bytes that no browser would send."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp

from motbot.playground.page.page import Page
from motbot.playground.page.scenes import Scene
from motbot.playground.server import Server
from motbot.playground.spec import JSON
from motbot.playground.workspace import Workspace
from tests.playground.rig import ALICE, CARLA, LEAD, HandClock, two_companies_on

TOKEN = "a-token-of-this-start"
VOICES = {"customer": CARLA, "agent": ALICE, "lead": LEAD}


class MovedByHand:
    """The page's clock control over the tests' clock; `timer` is when the bot would wake."""

    def __init__(self, clock: HandClock) -> None:
        self._clock = clock
        self.timer: datetime | None = None
        self.moves: list[timedelta] = []

    def now(self) -> datetime:
        """The present."""
        return self._clock.now()

    async def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.moves.append(by)
        self._clock.forward(by.total_seconds())

    async def next_timer(self) -> datetime | None:
        """When the bot would wake."""
        return self.timer


@dataclass
class Answer:
    """What came back, whoever had asked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> JSON:
        """The body, where it is JSON."""
        found: JSON = json.loads(self.body)
        return found

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.json["error"])


@dataclass
class Opened:
    """One open page with a client that knows the token."""

    server: Server
    page: Page
    slack: Workspace
    moved: MovedByHand
    session: aiohttp.ClientSession

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask as the page does; a header named with underscores replaces the usual one, an empty one takes it away."""
        usual = {"X-Playground-Token": TOKEN} | ({"Content-Type": "application/json"} if body is not None else {})
        given = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in given.items() if value}
        data = body if body is None or isinstance(body, bytes | str) else json.dumps(body)
        async with self.session.request(method, f"{self.server.url}{path}", data=data, headers=kept) as response:
            return Answer(response.status, response.headers, await response.read())

    async def act(self, who: str, verb: str, **rest: object) -> Answer:
        """Let somebody do something."""
        return await self.ask("POST", "/page/act", {"as": who, "verb": verb, **rest})

    async def state(self, who: str) -> JSON:
        """Everything somebody sees."""
        return (await self.ask("GET", f"/page/state?as={who}")).json

    @asynccontextmanager
    async def stream(self, *who: str, after: int = 0) -> AsyncIterator[Callable[[], Awaitable[JSON]]]:
        """Watch as somebody; what is given reads the next line."""
        named = "&".join(f"as={one}" for one in who)
        url = f"{self.server.url}/page/stream?{named}&after={after}"
        async with self.session.get(url, headers={"X-Playground-Token": TOKEN}) as response:
            assert response.status == 200, await response.text()

            async def following() -> JSON:
                while not (line := (await response.content.readline()).strip()):
                    assert not response.content.at_eof()
                found: JSON = json.loads(line)
                return found

            yield following

    async def raw(self, request: str) -> Answer:
        """Send these very bytes and read what comes back until the connection ends."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(request.replace("\n", "\r\n").encode("latin-1"))
        await writer.drain()
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        await writer.wait_closed()
        first, *lines = head.decode("latin-1").split("\r\n")
        return Answer(int(first.split()[1]), dict(_pairs(lines)), body)


def _pairs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(":")
        yield name, value.strip()


@asynccontextmanager
async def opened(
    clock: HandClock,
    *,
    scenes: Sequence[Scene] = (),
    can_move: bool = True,
    read_scenes: Callable[[str], Sequence[Scene]] | None = None,
    explain: Callable[[str, str], Awaitable[JSON | None]] | None = None,
    static: Path | None = None,
    sleep: Callable[[float], Awaitable[None]] | None = None,
) -> AsyncIterator[Opened]:
    """Open a page; scenes wait no real time between their lines."""
    slack, moved = two_companies_on(clock), MovedByHand(clock)
    page = Page(
        slack,
        token=TOKEN,
        clock=moved if can_move else None,
        scenes=scenes,
        read_scenes=read_scenes,
        explain=explain,
        voices=VOICES,
        roles={ALICE: "agent", LEAD: "lead"},
        sleep=sleep or at_once,
        static=static,
    )
    async with Server(slack, redeliver_every=None, page=page) as server, aiohttp.ClientSession() as session:
        yield Opened(server=server, page=page, slack=slack, moved=moved, session=session)


async def at_once(_seconds: float) -> None:
    """Wait no time, but let the others run."""
    await asyncio.sleep(0)
