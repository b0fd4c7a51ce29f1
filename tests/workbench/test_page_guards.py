"""Whoever is not the page of this start on this machine gets nothing from the workbench, and changes nothing."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from motbot.domain.errors import Failed
from motbot.loopback.guards import PROTECTION
from motbot.workbench.page import WorkbenchPage
from motbot.workbench.server import BenchServer
from tests.workbench.desks import FakeDesk
from tests.workbench.rig import Trainer

TOKEN = "a-token-of-this-start"
READING = ["overview", "text", "cases", "case?id=x", "runs", "run?number=1", "log"]
WRITING = ["check", "render", "save", "copy", "start", "promote", "cancel", "rollback"]


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def page(desk: FakeDesk) -> AsyncIterator[Trainer]:
    async with BenchServer(WorkbenchPage(token=TOKEN, desk=desk)) as server, aiohttp.ClientSession() as session:
        yield Trainer(address=f"{server.url}#{TOKEN}", session=session)


async def test_the_page_of_this_start_is_let_in(page: Trainer) -> None:
    answer = await page.ask("GET", "api/overview", Origin=f"http://127.0.0.1:{page.port}", Sec_Fetch_Site="same-origin")

    assert answer.status == 200


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
async def test_nothing_is_told_or_done_without_the_token(page: Trainer, desk: FakeDesk, token: str) -> None:
    reading = [await page.ask("GET", f"api/{path}", X_Workbench_Token=token) for path in READING]
    writing = [await page.ask("POST", f"api/{path}", {}, X_Workbench_Token=token) for path in WRITING]
    others = [
        await page.ask("PUT", "api/save", {}, X_Workbench_Token=token),
        await page.ask("GET", "api/none", X_Workbench_Token=token),
    ]

    assert {answer.status for answer in (*reading, *writing, *others)} == {401}
    assert desk.wishes == []


async def test_the_token_counts_in_its_header_only(page: Trainer) -> None:
    in_query = await page.ask("GET", f"api/overview?token={TOKEN}", X_Workbench_Token="")
    as_cookie = await page.ask("GET", "api/overview", X_Workbench_Token="", Cookie=f"X-Workbench-Token={TOKEN}")
    as_the_playground = await page.ask("GET", "api/overview", X_Workbench_Token="", X_Playground_Token=TOKEN)

    assert {in_query.status, as_cookie.status, as_the_playground.status} == {401}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:{port}", "127.0.0.1", "localhost:1"])
async def test_a_foreign_or_rebound_name_is_refused_on_every_path(page: Trainer, host: str) -> None:
    named = host.format(port=page.port)

    answers = [await page.ask("GET", path, Host=named) for path in ("", "static/js/main.js", "api/overview")]

    assert {answer.status for answer in answers} == {403}


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:{port}", "https://127.0.0.1:{port}"]
)
async def test_another_origin_is_refused_although_it_has_the_token(page: Trainer, desk: FakeDesk, origin: str) -> None:
    answer = await page.ask("POST", "api/cancel", {"run": 1}, Origin=origin.format(port=page.port))

    assert (answer.status, answer.json["error"]) == (403, "wrong_origin")
    assert desk.wishes == []


async def test_what_another_site_has_caused_is_refused_and_no_socket_is_opened(page: Trainer) -> None:
    caused = await page.ask("GET", "", Sec_Fetch_Site="cross-site")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
        await page.session.ws_connect(page.url.replace("http", "ws", 1), headers={"X-Workbench-Token": TOKEN})

    assert (caused.status, refusal.value.status) == (403, 400)


@pytest.mark.parametrize("path", ["", "static/js/main.js", "static/none.js", "api/overview", "api/none"])
async def test_every_answer_carries_the_protecting_headers_and_allows_no_other_origin(page: Trainer, path: str) -> None:
    answer = await page.ask("GET", path)

    assert {name: answer.headers[name] for name in PROTECTION} == PROTECTION
    assert [name for name in answer.headers if name.lower().startswith("access-control-")] == []


@pytest.mark.parametrize("name", ["../server.py", "%2e%2e/page.py", "js/../../page.py", "/etc/passwd", "js", ""])
async def test_only_the_page_s_own_files_are_served(page: Trainer, name: str) -> None:
    assert (await page.ask("GET", f"static/{name}")).status in {403, 404}


async def test_the_root_leads_to_the_page(page: Trainer) -> None:
    root = page.url.removesuffix("bench/")
    answers = [await page.session.get(f"{root}{path}", allow_redirects=False) for path in ("", "bench")]

    assert [(answer.status, answer.headers["Location"]) for answer in answers] == [(307, "/bench/")] * 2


async def test_a_page_whose_desk_is_not_there_yet_says_so(desk: FakeDesk) -> None:
    page = WorkbenchPage(token=TOKEN)
    async with BenchServer(page) as server, aiohttp.ClientSession() as session:
        trainer = Trainer(address=f"{server.url}#{TOKEN}", session=session)
        early = await trainer.ask("GET", "api/overview")
        page.desk = desk
        late = await trainer.ask("GET", "api/overview")

    assert (early.status, early.json["error"], late.status) == (503, "starting", 200)


async def test_a_port_that_is_taken_is_told_with_the_remedy(desk: FakeDesk) -> None:
    taken = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    with pytest.raises(Failed, match=f"port {port} cannot be listened on .* choose another --port, or 0"):
        await BenchServer(WorkbenchPage(token=TOKEN, desk=desk), port=port).__aenter__()
    taken.close()
    await taken.wait_closed()
