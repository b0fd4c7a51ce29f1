"""Serves the workbench alone, on the loopback, behind the gate that every local page has."""

from types import TracebackType
from typing import Self

from aiohttp import web

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of
from motbot.loopback.guards import Gate, protect
from motbot.workbench.asked import LARGEST_REQUEST
from motbot.workbench.page import PATH, WorkbenchPage

_HOST = "127.0.0.1"
_LINGER = 0.2
"""Seconds in which what is left of a refused body is read."""


class BenchServer:
    """Serves while inside `async with`; a port of 0 is replaced by the one that was free."""

    def __init__(self, page: WorkbenchPage, *, port: int = 0) -> None:
        """Take the page and the port."""
        self.port = port
        self._page = page
        self._gate = Gate()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where the page stands."""
        return f"http://{_HOST}:{self.port}{PATH}"

    async def __aenter__(self) -> Self:
        """Listen. Raises Failed: the port is taken."""
        application = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[self._gate.middleware])
        application.on_response_prepare.append(protect)
        self._page.add_to(application.router)
        application.router.add_get("/", _to_page)
        self._runner = web.AppRunner(
            application, handle_signals=False, access_log=None, shutdown_timeout=1.0, lingering_time=_LINGER
        )
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, _HOST, self.port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise Failed(
                say(
                    "port {port} cannot be listened on ({reason}); choose another --port, or 0",
                    port=self.port,
                    reason=reason_of(error),
                )
            ) from error
        self.port = self._runner.addresses[0][1]
        self._gate.stand_at(self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()


async def _to_page(_request: web.Request) -> web.StreamResponse:
    raise web.HTTPTemporaryRedirect(PATH)
