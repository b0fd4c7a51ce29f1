"""HTTP mode: what is signed gets in, everything else stays out, and health is told."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from io import BytesIO
from random import Random
from urllib.parse import urlencode

import aiohttp
import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry, Counter
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from motbot.domain.errors import StorageUnavailable
from motbot.playground.server import Server
from motbot.playground.workspace import Workspace
from motbot.slack.http import LARGEST_BODY, health_routes, slack_routes, web_application
from motbot.slack.inbox import Door
from tests.slack.rig import CARLA, SUPPORT, Kept, event_body, eventually, message, press_body


@pytest.fixture
async def url(app: AsyncApp, door: Door, slack: Workspace) -> AsyncIterator[str]:
    routes = slack_routes(app=app, door=door, signing_secret=slack.app.signing_secret, body_within=0.2)
    runner = web.AppRunner(web_application(routes), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


def signed(body: bytes, secret: str, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {
        "content-type": "application/json",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": str(signature),
    }


async def status(url: str, body: bytes | BytesIO, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        return response.status


BODY = json.dumps(event_body(message())).encode()


async def test_slack_itself_gets_in(url: str, server: Server, slack: Workspace, kept: Kept) -> None:
    sender = await server.send_over_http(url)
    await sender.verify()
    slack.post(CARLA, SUPPORT, "the export is broken")
    await slack.drained()

    assert [body["event"]["text"] for body in kept.bodies] == ["the export is broken"]


async def test_a_good_signature_gets_in(url: str, slack: Workspace, kept: Kept) -> None:
    assert await status(url, BODY, signed(BODY, slack.app.signing_secret)) == 200
    assert len(kept.bodies) == 1


@pytest.mark.parametrize("broken", ["wrong secret", "old", "missing", "no number", "changed body", "no UTF-8"])
async def test_a_bad_signature_stays_out(url: str, slack: Workspace, kept: Kept, broken: str) -> None:
    good = signed(BODY, slack.app.signing_secret)
    body, headers = {
        "wrong secret": (BODY, signed(BODY, "guessed")),
        "old": (BODY, signed(BODY, slack.app.signing_secret, at=time.time() - 400)),
        "missing": (BODY, {"content-type": "application/json"}),
        "no number": (BODY, good | {"x-slack-request-timestamp": "now"}),
        "no UTF-8": (b"\xff", good),
        "changed body": (BODY.replace(b"broken", b"stolen"), good),
    }[broken]

    assert await status(url, body, headers) == 401
    assert kept.bodies == []
    assert kept.aside == []


@pytest.mark.row("S5", trials=20, long=1000)
async def test_nothing_of_a_good_request_can_be_changed_without_its_signature(
    url: str, slack: Workspace, kept: Kept, trials: int
) -> None:
    random, seen = Random(5), set[int]()
    for _ in range(trials):
        headers, body = signed(BODY, slack.app.signing_secret), bytearray(BODY)
        name = random.choice(["x-slack-request-timestamp", "x-slack-signature", ""])
        if name:
            at, told = random.randrange(len(headers[name])), headers[name]
            headers[name] = told[:at] + chr((ord(told[at]) - 32 + random.randrange(1, 95)) % 95 + 32) + told[at + 1 :]
        else:
            body[random.randrange(len(body))] ^= random.randrange(1, 256)
        seen.add(await status(url, bytes(body), headers))

    assert seen == {401}
    assert (kept.bodies, kept.aside) == ([], [])


async def test_more_than_can_be_stored_in_time_is_refused_at_once_so_that_slack_sends_it_again(
    app: AsyncApp, door: Door, slack: Workspace, kept: Kept
) -> None:
    routes = slack_routes(app=app, door=door, signing_secret=slack.app.signing_secret, at_once=2)
    runner = web.AppRunner(web_application(routes), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    bodies = [json.dumps(event_body(message(), event_id=f"Ev{number}")).encode() for number in range(3)]
    kept.open.clear()
    taken = [asyncio.create_task(status(url, body, signed(body, slack.app.signing_secret))) for body in bodies[:2]]
    await eventually(lambda: kept.knocking == 2)

    assert await status(url, bodies[2], signed(bodies[2], slack.app.signing_secret)) == 503

    kept.open.set()
    assert await asyncio.gather(*taken) == [200, 200]
    await runner.cleanup()


async def test_what_cannot_be_stored_is_refused_so_that_slack_sends_it_again(
    url: str, slack: Workspace, kept: Kept
) -> None:
    kept.trouble = StorageUnavailable()

    assert await status(url, BODY, signed(BODY, slack.app.signing_secret)) == 503


@pytest.mark.parametrize("body", [b"{broken", b"[1]", b'{"type":"event_callback","authorizations":[null]}'])
async def test_a_signed_body_that_makes_no_sense_is_laid_aside(
    url: str, slack: Workspace, kept: Kept, body: bytes
) -> None:
    assert await status(url, body, signed(body, slack.app.signing_secret)) == 200
    assert len(kept.aside) == 1


async def test_a_huge_body_is_refused_and_nothing_is_stored(url: str, slack: Workspace, kept: Kept) -> None:
    body = b"x" * (LARGEST_BODY + 1)

    assert await status(url, BytesIO(body), signed(body, slack.app.signing_secret)) == 413
    assert kept.aside == []


async def test_a_body_that_never_ends_is_given_up(url: str, kept: Kept) -> None:
    host, port = url.removeprefix("http://").partition("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert b"408" in answer


async def test_health_readiness_and_metrics_are_told() -> None:
    registry = CollectorRegistry()
    Counter("motbot_cards", "Cards posted", registry=registry).inc()
    states = {"alive": True, "ready": False}

    async def alive() -> dict[str, object]:
        return {"ok": states["alive"], "connected": 2}

    async def ready() -> dict[str, object]:
        return {"ok": states["ready"]}

    runner = web.AppRunner(web_application(health_routes(alive=alive, ready=ready, registry=registry)))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{base}/healthz") as response:
            assert (response.status, await response.json()) == (200, {"ok": True, "connected": 2})
        async with session.get(f"{base}/readyz") as response:
            assert response.status == 503
        async with session.get(f"{base}/metrics") as response:
            assert "motbot_cards_total 1.0" in await response.text()
    await runner.cleanup()


async def test_a_press_over_http_is_stored(url: str, slack: Workspace, kept: Kept) -> None:
    body = urlencode({"payload": json.dumps(press_body("claim"))}).encode()
    headers = signed(body, slack.app.signing_secret) | {"content-type": "application/x-www-form-urlencoded"}

    assert await status(url, body, headers) == 200
    assert len(kept.bodies) == 1
