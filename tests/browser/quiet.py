"""A playground without the bot, in a thread of its own: for the page alone, with as much said in it as a test needs."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from motbot.playground.page.page import Page
from motbot.playground.page.town import VOICES, town
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace

TOKEN = "a-token-for-tests"
ROLES = {"U0ALICE": "agent", "U0BEN": "agent", "U0LEAD": "lead"}


class QuietPlayground:
    """Serves until it is left; may be closed and opened again at the same address, as after a restart."""

    def __init__(self) -> None:
        """Make the workspace; nothing is served yet."""
        self.workspace = Workspace(town(), now=lambda: datetime.now(UTC))  # noqa: TID251 - nobody's rules look at it
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="quiet playground")
        self._server: Server | None = None
        self._port = 0

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self._port}/#{TOKEN}"

    def open(self) -> None:
        """Serve."""
        if not self._thread.is_alive():
            self._thread.start()
        self._wait(self._open())

    def close(self) -> None:
        """Stop serving; what was said stays."""
        if self._server is not None:
            asyncio.run_coroutine_threadsafe(self._server.stop(), self._loop).result()
            self._server = None

    def end(self) -> None:
        """Stop for good."""
        self.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, work: Callable[[], object]) -> None:
        """Do something to the workspace where its loop runs."""

        async def doing() -> None:
            work()

        self._wait(doing())

    def _wait(self, work: "asyncio.Future[None] | object") -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()  # type: ignore[arg-type]

    async def _open(self) -> None:
        page = Page(self.workspace, token=TOKEN, voices=VOICES, roles=ROLES)
        page.app_is_ready()
        self._server = Server(self.workspace, port=self._port, page=page)
        await self._server.start()
        self._port = self._server.port


@contextmanager
def quiet_playground(*, messages: int = 0) -> Iterator[QuietPlayground]:
    """A playground without the bot, with so many messages in the first channel."""
    playground = QuietPlayground()
    for number in range(messages):
        author = ("U0CARLA", "U0ALICE", "U0OMAR")[number % 3]
        playground.workspace.post(author, "C0SUPPORT", f"Message {number}: where does this stand, please?")
    playground.open()
    try:
        yield playground
    finally:
        playground.end()
