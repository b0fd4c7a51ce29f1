"""A playground without the bot, in a thread of its own: for the page alone, with as much said in it as a test needs."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from motbot.playground.page.page import Page
from motbot.playground.page.town import VOICES, town
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from tests.browser.loops import LoopThread

TOKEN = "a-token-for-tests"
ROLES = {"U0ALICE": "agent", "U0BEN": "agent", "U0LEAD": "lead", "U0LAN": "lead"}


class QuietPlayground:
    """Serves until it is left; may be closed and opened again at the same address, as after a restart."""

    def __init__(self) -> None:
        """Make the workspace; nothing is served yet."""
        self.workspace = Workspace(town(), now=lambda: datetime.now(UTC))  # noqa: TID251 - nobody's rules look at it
        self.loop = LoopThread()
        self._server: Server | None = None
        self._port = 0

    @property
    def server(self) -> Server:
        """What serves just now."""
        assert self._server is not None
        return self._server

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self._port}/#{TOKEN}"

    def open(self) -> None:
        """Serve."""
        self.loop.run(self._open())

    def close(self) -> None:
        """Stop serving; what was said stays."""
        if self._server is not None:
            self.loop.run(self._server.stop())
            self._server = None

    def __enter__(self) -> Self:
        """Begin to serve."""
        self.loop.__enter__()
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop for good."""
        self.close()
        self.loop.__exit__(kind, error, trace)

    def do(self, work: Callable[[], object]) -> None:
        """Do something to the workspace where its loop runs."""

        async def doing() -> None:
            work()

        self.loop.run(doing())

    def fill_with(self, messages: int) -> None:
        """Let so many messages have been written in the first channel."""

        def write() -> None:
            for number in range(messages):
                author = ("U0CARLA", "U0ALICE", "U0OMAR")[number % 3]
                self.workspace.post(author, "C0SUPPORT", f"Message {number}: where does this stand, please?")

        self.do(write)

    async def _open(self) -> None:
        page = Page(self.workspace, token=TOKEN, voices=VOICES, roles=ROLES)
        page.app_is_ready()
        self._server = Server(self.workspace, port=self._port, page=page)
        await self._server.start()
        self._port = self._server.port
