"""A running playground on a clock that stands still, with a real Web API client and a real Socket Mode client."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from tests.playground.rig import Ears, HandClock, listening


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[Server]:
    workspace = Workspace(two_companies(), now=clock.now, monotonic=clock.monotonic)
    async with Server(workspace, redeliver_every=None) as running:
        yield running


@pytest.fixture
def slack(server: Server) -> Workspace:
    return server.workspace


@pytest.fixture
async def client(server: Server) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        token = server.workspace.app.bot_token
        made = AsyncWebClient(token=token, base_url=server.api_url, session=session)
        made.retry_handlers.clear()
        yield made


@pytest.fixture
async def ears(server: Server) -> AsyncIterator[Ears]:
    async with listening(server) as made:
        yield made
