"""Lets in only this machine's own page: names of the host, origins, fetch metadata, upgrades and the token."""

import hmac
import ipaddress
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from motbot.catalogue import matched, our_shelf, say, speaking
from motbot.loopback.refusals import PageRefused

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_LANGUAGES = 200
"""So much of a list of languages is read; browsers write the dearest first."""
_OWN_SITE = frozenset({"same-origin", "none"})

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
    """Guards every route of a server: a web page elsewhere must reach none of them.

    Browsers resolve foreign names to the loopback (DNS rebinding) and send cross-site requests and sockets to it, so
    the names, the origin and the fetch metadata are checked, as Vite had to learn (GHSA-vg6x-rcgg-rjx6).
    """

    def __init__(self, *, sockets: str = "") -> None:
        """Take the only path that a connection may be turned into a socket on; none where it is empty."""
        self._hosts: frozenset[str] = frozenset()
        self._sockets = sockets

    def stand_at(self, port: int) -> None:
        """Learn the port that the server listens on."""
        bare = _NAMES if port == 80 else ()  # noqa: PLR2004 - the port that browsers leave out
        self._hosts = frozenset((*(f"{name}:{port}" for name in _NAMES), *bare))

    def check(self, request: web.Request) -> None:
        """Refuse whatever does not come from this machine's own page or from a program on it."""
        hosts = request.headers.getall(hdrs.HOST, [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            raise PageRefused(403, "wrong_host", say("This page answers only to 127.0.0.1 and localhost."))
        origins = request.headers.getall(hdrs.ORIGIN, [])
        if origins and origins != [f"http://{hosts[0]}"]:
            raise PageRefused(403, "wrong_origin", say("Another page may not use this one."))
        if not _OWN_SITE.issuperset(request.headers.getall("Sec-Fetch-Site", [])):
            raise PageRefused(403, "cross_site", say("Another page may not use this one; open its address yourself."))
        if hdrs.UPGRADE in request.headers and (not self._sockets or request.path != self._sockets):
            raise PageRefused(400, "no_upgrade", say("This address speaks plain HTTP only."))

    @property
    def middleware(self) -> Middleware:
        """What the server's application runs every request through."""

        @web.middleware
        async def guarded(request: web.Request, handler: Answering) -> web.StreamResponse:
            with speaking(reader_language(request)):
                try:
                    self.check(request)
                    return await handler(request)
                except PageRefused as refusal:
                    return refusal.answer()

        return guarded


class Token:
    """The secret of one start of a page: it travels in a header of the page's own, which no other page can send."""

    def __init__(self, text: str, *, header: str) -> None:
        """Take the secret, and the header that it is sent in."""
        self._text = text.encode()
        self._header = header

    def check(self, request: web.Request) -> None:
        """Refuse a request without exactly this token, in a time that tells nothing about it."""
        given = request.headers.getall(self._header, [])
        if len(given) != 1 or not hmac.compare_digest(given[0].encode(errors="surrogateescape"), self._text):
            message = say("The token is missing or wrong; open the address that was printed in the terminal.")
            raise PageRefused(401, "wrong_token", message)

    def guarding(self, answer: Answering) -> Answering:
        """The same answer, for whoever has the token."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            self.check(request)
            return await answer(request)

        return guarded


def reader_language(request: web.Request) -> str:
    """The code of the language that a reader has chosen on the page, or in the browser; empty for none of ours."""
    known = our_shelf().languages()
    wanted = (one.partition(";")[0] for one in request.headers.get(hdrs.ACCEPT_LANGUAGE, "")[:_LANGUAGES].split(","))
    return next((code for one in wanted if (code := matched(one.strip(), known))), "")


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the protecting headers on an answer; also on errors and streams, which no middleware could change."""
    response.headers.update(PROTECTION)
    response.headers.popall(hdrs.SERVER, None)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach such an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
