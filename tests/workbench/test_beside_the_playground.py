"""The workbench beside the playground: behind the same gate and token, on the database that the bot answers from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from motbot.replay.open_playground import Playground, opened
from motbot.replay.perform import Wish
from motbot.settings.loading import load_playground_settings
from motbot.storage.database import Url
from motbot.tuning.desk_measuring import DeskWish
from motbot.tuning.desk_page import BenchBeside
from tests.fakes.database import make_empty
from tests.workbench.rig import Trainer


@asynccontextmanager
async def visiting(beside: BenchBeside) -> AsyncIterator[tuple[Playground, Trainer]]:
    """Open the playground's page with the workbench beside it; no bot is there yet."""
    settings = load_playground_settings({})
    async with opened(settings, Wish(), beside=beside) as playground, aiohttp.ClientSession() as session:
        address = f"{playground.server.url}/bench/#{playground.page.token}"
        yield playground, Trainer(address=address, session=session)


@pytest.fixture
def beside() -> BenchBeside:
    return BenchBeside(load_playground_settings({}), DeskWish())


async def test_it_stands_on_the_playground_s_server_for_the_same_token_and_works_while_its_database_is_there(
    beside: BenchBeside, worker_database: str
) -> None:
    make_empty(worker_database)
    async with visiting(beside) as (playground, trainer):
        assert (await trainer.ask("GET", "api/overview")).json["error"] == "starting"
        async with beside.working_on(Url(text=worker_database)):
            overview = await trainer.get("overview")
            state = await trainer.session.get(
                f"{playground.server.url}/page/state?as=U0CARLA", headers={"X-Playground-Token": trainer.token}
            )
            told = await state.json()
        late = await trainer.ask("GET", "api/overview")

    assert overview["is_scratch"]
    assert not overview["is_own_folder"]
    assert "assess" in [one["name"] for one in overview["tasks"]]
    assert told["beside"] == "/bench/"
    assert late.status == 503


async def test_the_playground_s_gate_stands_before_it_too(beside: BenchBeside) -> None:
    async with visiting(beside) as (_, trainer):
        rebound = await trainer.ask("GET", "", Host="evil.example")
        foreign = await trainer.ask("POST", "api/save", {}, Origin="http://evil.example")
        without = await trainer.ask("GET", "api/overview", X_Workbench_Token="")
        page = await trainer.ask("GET", "")

    assert (rebound.status, foreign.status, without.status) == (403, 403, 401)
    assert b"/bench/static/js/main.js" in page.body
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
