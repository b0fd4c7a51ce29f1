"""Lets in only this machine's own page: names of the host, origins, fetch metadata, upgrades and the token."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from aiohttp import hdrs, web

from motbot.playground.page.refusals import PageRefused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from aiohttp.typedefs import Middleware

    Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN_HEADER = "X-Playground-Token"  # noqa: S105 - the name of a header
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_OWN_SITE = frozenset({"same-origin", "none"})
_SOCKETS = "/link"
"""The only path that a connection may be turned into a socket on: Socket Mode, which asks for a ticket."""

PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


class Gate:
    """Guards every route of the server, the app's own ones too: a web page elsewhere must reach none of them.

    Browsers resolve foreign names to the loopback (DNS rebinding) and send cross-site requests and sockets to it, so
    the names, the origin and the fetch metadata are checked, as Vite had to learn (GHSA-vg6x-rcgg-rjx6).
    """

    def __init__(self) -> None:
        self._hosts: frozenset[str] = frozenset()

    def stand_at(self, port: int) -> None:
        """Learn the port that the server listens on."""
        bare = _NAMES if port == 80 else ()  # noqa: PLR2004 - the port that browsers leave out
        self._hosts = frozenset((*(f"{name}:{port}" for name in _NAMES), *bare))

    def check(self, request: web.Request) -> None:
        """Refuse whatever does not come from this machine's own page or from a program on it."""
        hosts = request.headers.getall(hdrs.HOST, [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise PageRefused(403, "wrong_host", "The playground answers only to 127.0.0.1 and localhost.")
        origins = request.headers.getall(hdrs.ORIGIN, [])
        if origins and origins != [f"http://{hosts[0]}"]:
            raise PageRefused(403, "wrong_origin", "Another page may not use the playground.")
        if not _OWN_SITE.issuperset(request.headers.getall("Sec-Fetch-Site", [])):
            raise PageRefused(403, "cross_site", "Another page may not use the playground; open its address yourself.")
        if hdrs.UPGRADE in request.headers and request.path != _SOCKETS:
            raise PageRefused(400, "no_upgrade", "This address speaks plain HTTP only.")

    @property
    def middleware(self) -> Middleware:
        """What the server's application runs every request through."""

        @web.middleware
        async def guarded(request: web.Request, handler: Answering) -> web.StreamResponse:
            try:
                self.check(request)
                return await handler(request)
            except PageRefused as refusal:
                return refusal.answer()

        return guarded


class Token:
    """The secret of one start of the page: it travels in a header only, which no other page can send."""

    def __init__(self, text: str) -> None:
        self._text = text.encode()

    def check(self, request: web.Request) -> None:
        """Refuse a request without exactly this token, in a time that tells nothing about it."""
        given = request.headers.getall(TOKEN_HEADER, [])
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(errors="surrogateescape"), self._text):
            message = "The token is missing or wrong; open the address that the playground has printed."
            raise PageRefused(401, "wrong_token", message)


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the protecting headers on an answer; also on errors and streams, which no middleware could change."""
    response.headers.update(PROTECTION)
    response.headers.popall(hdrs.SERVER, None)
