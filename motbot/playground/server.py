"""The playground's server on the loopback: Web API, Socket Mode, or signed requests to an app in HTTP mode."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from aiohttp import web

from motbot.loopback.guards import Gate, is_loopback, protect
from motbot.playground.errors import PlaygroundError
from motbot.playground.faults import Faults
from motbot.playground.http_events import HttpEvents
from motbot.playground.socket_mode import SocketMode
from motbot.playground.web_api import WebApi

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from motbot.playground.page.page import Page
    from motbot.playground.workspace import Workspace

MAX_BODY = 16 * 2**20
LINGER = 0.2
"""Seconds."""


class NotLoopback(PlaygroundError):
    """The playground has no real secrets to protect itself with, so it serves this machine only."""


class Server:
    """Serves one workspace while inside `async with`, with a page for people where one is given.

    `redeliver_every=None` leaves redelivery to the caller; `beside` adds the routes of somebody else's page, behind
    the same gate.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        redeliver_every: float | None = 0.05,
        page: Page | None = None,
        beside: Callable[[web.UrlDispatcher], None] | None = None,
    ) -> None:
        if not is_loopback(host):
            raise NotLoopback(f"the playground listens on the loopback only, not on {host}")
        self.workspace = workspace
        self.faults = Faults()
        self.sockets = SocketMode(
            workspace.delivery, workspace.socket_tickets, app_id=workspace.app.app_id, clock=workspace.monotonic
        )
        self.port = port
        self._host = host
        self._api = WebApi(workspace, self.faults)
        self._page = page
        self._beside = beside
        self._gate = Gate(sockets="/link")
        self._redeliver_every = redeliver_every
        self._runner: web.AppRunner | None = None
        self._redelivery: asyncio.Task[None] | None = None
        self._http: HttpEvents | None = None

    @property
    def url(self) -> str:
        """The server's own address, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.port}"

    @property
    def api_url(self) -> str:
        """What an app takes as Slack's base URL."""
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Listen; a port of 0 is replaced by the one that was free."""
        application = web.Application(client_max_size=MAX_BODY, middlewares=[self._gate.middleware])
        application.on_response_prepare.append(protect)
        application.router.add_route("*", "/api/{method}", self._api.serve)
        application.router.add_post("/response/{key}", self._api.respond)
        application.router.add_get("/link", self.sockets.serve)
        if self._page is not None:
            self._page.add_to(application.router)
            self._page.start()
        if self._beside is not None:
            self._beside(application.router)
        # What is left of a refused body is read for a moment only: a sender without end must not hold a connection.
        self._runner = web.AppRunner(
            application, handle_signals=False, access_log=None, shutdown_timeout=1.0, lingering_time=LINGER
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._gate.stand_at(self.port)
        self._api.socket_url = f"{self.url.replace('http', 'ws', 1)}/link"
        self.workspace.response_urls.base = f"{self.url}/response/"
        self.workspace.delivery.transport = self.sockets
        if self._redeliver_every is not None:
            self._redelivery = asyncio.create_task(self.workspace.delivery.keep_redelivering(self._redeliver_every))

    async def send_over_http(self, request_url: str) -> HttpEvents:
        """Send everything to an app in HTTP mode from now on; returns the sender, e.g. to `verify()` the address."""
        await self._close_http()
        self._http = HttpEvents(
            self.workspace.delivery, request_url=request_url, signing_secret=self.workspace.app.signing_secret
        )
        self.workspace.delivery.transport = self._http
        return self._http

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        if self._redelivery is not None:
            self._redelivery.cancel()
            with suppress(asyncio.CancelledError):
                await self._redelivery
        self.faults.clear()
        if self._page is not None:
            await self._page.close()
        await self._close_http()
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _close_http(self) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
