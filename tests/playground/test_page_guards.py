"""Whoever is not the page of this start on this machine gets nothing from it, and can do nothing through it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from motbot.loopback.guards import PROTECTION
from tests.playground.page_rig import TOKEN, Opened, opened
from tests.playground.rig import ALICE, CARLA, SUPPORT, HandClock

STATE = f"/page/state?as={ALICE}"
POST = {"as": CARLA, "verb": "post", "channel": SUPPORT, "text": "hello"}


@pytest.fixture
async def page(clock: HandClock) -> AsyncIterator[Opened]:
    async with opened(clock) as made:
        yield made


def everything_said(page: Opened) -> list[str]:
    """All that stands in any conversation."""
    return [message["text"] for room in page.slack.conversations.values() for message in room.walk()]


async def test_the_page_of_this_start_is_let_in(page: Opened) -> None:
    origin = f"http://127.0.0.1:{page.port}"

    answer = await page.ask("POST", "/page/act", POST, Origin=origin, Sec_Fetch_Site="same-origin")

    assert answer.status == 200
    assert everything_said(page) == ["hello"]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
async def test_every_name_of_the_loopback_is_let_in(page: Opened, name: str) -> None:
    assert (await page.ask("GET", STATE, Host=f"{name}:{page.port}")).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "localhost.evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}0",
        "127.1:{port}",
        "2130706433:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:{port}@evil.example",
        "localhost:{port}/",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", STATE, "/api/auth.test", "/static/page.css"])
async def test_a_foreign_or_rebound_name_is_refused_on_every_path(page: Opened, host: str, path: str) -> None:
    named = host.format(port=page.port)

    answer = await page.raw(f"GET {path} HTTP/1.1\nHost: {named}\nX-Playground-Token: {TOKEN}\nConnection: close\n\n")

    assert answer.status in {400, 403}
    assert b"messages" not in answer.body


async def test_a_request_with_two_names_or_none_is_refused(page: Opened) -> None:
    good = f"Host: 127.0.0.1:{page.port}\n"
    rest = f"X-Playground-Token: {TOKEN}\nConnection: close\n\n"

    assert (await page.raw(f"GET {STATE} HTTP/1.1\n{good}Host: evil.example\n{rest}")).status in {400, 403}
    assert (await page.raw(f"GET {STATE} HTTP/1.0\n{rest}")).status in {400, 403}


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "null",
        "file://",
        "chrome-extension://abcdef",
        "http://127.0.0.1:{port}/",
    ],
)
async def test_another_origin_is_refused_although_it_has_the_token(page: Opened, origin: str) -> None:
    answer = await page.ask("POST", "/page/act", POST, Origin=origin.format(port=page.port))

    assert (answer.status, answer.code) == (403, "wrong_origin")
    assert everything_said(page) == []


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "Same-Origin, cross-site"])
async def test_what_another_site_has_caused_is_refused(page: Opened, site: str) -> None:
    request = f"Host: 127.0.0.1:{page.port}\nX-Playground-Token: {TOKEN}\nConnection: close\nSec-Fetch-Site: {site}\n\n"

    answer = await page.raw(f"GET {STATE} HTTP/1.1\n{request}")

    assert (answer.status, answer.code) == (403, "cross_site")


async def test_another_site_cannot_frame_or_load_the_page_itself(page: Opened) -> None:
    answer = await page.ask("GET", "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="iframe")

    assert answer.status == 403


@pytest.mark.parametrize("path", ["/api/chat.postMessage", "/response/C1-1", "/link?ticket=ticket-1"])
async def test_another_site_reaches_none_of_the_apps_own_paths(page: Opened, path: str) -> None:
    method = "GET" if path.startswith("/link") else "POST"

    assert (await page.ask(method, path, Origin="http://evil.example")).status == 403
    assert (await page.ask(method, path, Sec_Fetch_Site="cross-site")).status == 403


async def test_another_site_opens_no_socket_even_with_a_good_ticket(page: Opened) -> None:
    ticket = page.slack.socket_tickets.issue()
    address = f"ws://127.0.0.1:{page.port}/link?ticket={ticket}"

    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await page.session.ws_connect(address, origin="http://evil.example")

    assert refusal.value.status == 403
    assert page.server.sockets.opened == 0


@pytest.mark.parametrize("path", ["/page/stream?as=U0ALICE&after=0", STATE, "/page/act", "/", "/api/auth.test"])
async def test_no_other_path_becomes_a_socket(page: Opened, path: str) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await page.session.ws_connect(f"ws://127.0.0.1:{page.port}{path}", headers={"X-Playground-Token": TOKEN})

    assert refusal.value.status == 400


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), f" {TOKEN}x"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", STATE),
        ("GET", "/page/stream?as=U0ALICE&after=0"),
        ("GET", "/page/scenes"),
        ("GET", "/page/explain?channel=D0ALICE&ts=1.000000"),
        ("POST", "/page/act"),
        ("POST", "/page/clock"),
        ("POST", "/page/play"),
        ("POST", "/page/scenes/play"),
        ("POST", "/page/scenes/stop"),
        ("POST", "/page/scenes/next"),
        ("GET", "/page/anything"),
        ("PUT", "/page/act"),
    ],
)
async def test_nothing_is_told_or_done_without_the_token(page: Opened, token: str, method: str, path: str) -> None:
    body = None if method == "GET" else POST

    answer = await page.ask(method, path, body, X_Playground_Token=token)

    assert (answer.status, answer.code) == (401, "wrong_token")
    assert everything_said(page) == []


async def test_the_token_counts_in_its_header_only(page: Opened) -> None:
    in_query = await page.ask("GET", f"{STATE}&token={TOKEN}&X-Playground-Token={TOKEN}", X_Playground_Token="")
    as_bearer = await page.ask("GET", STATE, X_Playground_Token="", Authorization=f"Bearer {TOKEN}")
    as_cookie = await page.ask("GET", STATE, X_Playground_Token="", Cookie=f"X-Playground-Token={TOKEN}")

    assert {in_query.status, as_bearer.status, as_cookie.status} == {401}


async def test_two_tokens_at_once_are_refused(page: Opened) -> None:
    both = f"X-Playground-Token: wrong\nX-Playground-Token: {TOKEN}\n"

    answer = await page.raw(f"GET {STATE} HTTP/1.1\nHost: 127.0.0.1:{page.port}\n{both}Connection: close\n\n")

    assert answer.status == 401


async def test_a_token_of_any_bytes_is_compared_and_not_stumbled_over(page: Opened) -> None:
    odd = "X-Playground-Token: \xff\xfe\xe4\n"

    answer = await page.raw(f"GET {STATE} HTTP/1.1\nHost: 127.0.0.1:{page.port}\n{odd}Connection: close\n\n")

    assert answer.status in {400, 401}


@pytest.mark.parametrize("path", ["/", "/static/none.js", STATE, "/page/none", "/nowhere", "/api/auth.test"])
async def test_every_answer_carries_the_protecting_headers_and_allows_no_other_origin(page: Opened, path: str) -> None:
    answer = await page.ask("GET", path, Origin="")

    assert {name: answer.headers[name] for name in PROTECTION} == PROTECTION
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []
    assert "Server" not in answer.headers


async def test_a_refusal_and_a_stream_carry_them_too(page: Opened) -> None:
    refused = await page.ask("GET", STATE, X_Playground_Token="wrong")
    headers = {"X-Playground-Token": TOKEN}
    async with page.session.get(f"{page.server.url}/page/stream?as={ALICE}&after=0", headers=headers) as stream:
        told = dict(stream.headers)

    assert {name: refused.headers[name] for name in PROTECTION} == PROTECTION
    assert {name: told[name] for name in PROTECTION} == PROTECTION


async def test_a_preflight_of_another_origin_is_told_nothing_that_would_let_it_in(page: Opened) -> None:
    asked = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "x-playground-token"}

    answer = await page.ask("OPTIONS", "/page/act", Origin="http://evil.example", **asked)

    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_policy_allows_no_inline_script_and_no_other_place() -> None:
    policy = PROTECTION["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.startswith("default-src 'none'")
