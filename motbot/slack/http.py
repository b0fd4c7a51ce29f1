"""HTTP mode: Slack's requests with their signature checked, on an app of ours, and the pages that tell our health."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import CollectorRegistry, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import Clock as SignatureClock
from slack_sdk.signature import SignatureVerifier

from motbot.slack.inbox import Door

LARGEST_BODY = 2 * 1024 * 1024
"""Bytes; Slack's own payloads stay below a quarter of a megabyte. More is refused with 413."""

AT_ONCE = 256
"""Requests of Slack's that are being stored at most: more would wait longer than Slack does. It is told so at once."""

Health = Callable[[], Awaitable[Mapping[str, object]]]
"""Tells how things stand, as flat JSON; `ok` says whether they stand well."""

Refresh = Callable[[], Awaitable[None]]
"""Brings figures up to date that are only looked up when somebody asks."""


def slack_routes(
    *,
    app: AsyncApp,
    door: Door,
    signing_secret: str,
    path: str = "/slack/events",
    body_within: float = 3.0,
    at_once: int = AT_ONCE,
    signature_clock: SignatureClock | None = None,
) -> list[web.RouteDef]:
    """Routes for events and interactions; `body_within` is how many seconds a body may take to arrive."""
    verifier = SignatureVerifier(signing_secret, clock=signature_clock or SignatureClock())
    room = asyncio.Semaphore(at_once)

    async def take(request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(body_within):
                raw = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not _is_signed(verifier, raw, headers):
            return web.Response(status=401)
        if room.locked():
            return web.Response(status=503)  # Slack sends it again
        async with room:
            answer = await door.answer(app, body=raw.decode(), query=request.query_string, headers=headers)
        return await to_aiohttp_response(answer)

    return [web.post(path, take)]


def _is_signed(verifier: SignatureVerifier, raw: bytes, headers: dict[str, str]) -> bool:
    """Slack's signature over body and time; a time that is no number, or a body that is no UTF-8, has none."""
    try:
        return verifier.is_valid_request(raw, headers)
    except ValueError:
        return False


def health_routes(
    *, alive: Health, ready: Health, registry: CollectorRegistry, refresh: Refresh | None = None
) -> list[web.RouteDef]:
    """`/healthz` (restart us when it fails), `/readyz` (send us work when it is well) and `/metrics`.

    `refresh` is awaited before figures are told.
    """

    async def metrics(_: web.Request) -> web.Response:
        if refresh is not None:
            await refresh()
        return web.Response(body=generate_latest(registry), headers={"content-type": "text/plain; version=0.0.4"})

    return [
        web.get("/healthz", _told(alive)),
        web.get("/readyz", _told(ready)),
        web.get("/metrics", metrics),
    ]


def _told(health: Health) -> Handler:
    async def tell(_: web.Request) -> web.Response:
        state = await health()
        return web.json_response(dict(state), status=200 if state.get("ok") else 503)

    return tell


def web_application(*routes: list[web.RouteDef]) -> web.Application:
    """An aiohttp app with these routes and a bound on what it reads; its owner runs and stops it."""
    application = web.Application(client_max_size=LARGEST_BODY)
    for some in routes:
        application.add_routes(some)
    return application
