"""A running playground, our Web API client on it, and a bot connected to it over Socket Mode."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from motbot.domain.cards import language_for
from motbot.domain.language import Language
from motbot.domain.nudge import Card, PromiseItem
from motbot.domain.policy import ChannelPolicy
from motbot.domain.silence import Silence
from motbot.metrics import Metrics
from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace
from motbot.slack.actions import Buttons
from motbot.slack.bolt import answer_the_rest, bolt_app, web_client
from motbot.slack.commands import Commands
from motbot.slack.identity import identify
from motbot.slack.inbox import Door
from motbot.slack.opening import WindowOpener
from motbot.slack.people import SlackDirectory
from motbot.slack.report_requests import ReportRequests
from motbot.slack.review_requests import ReviewRequests
from motbot.slack.sheet_clicks import SheetClicks
from motbot.slack.socket import SocketConnections, SocketPace
from motbot.slack.web_api import WebApi
from tests.slack.asking_rig import Asked
from tests.slack.rig import HELP, SUPPORT, US, HandClock, Kept, eventually
from tests.slack.sheet_rig import Sheets


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
        yield web_client(token=server.workspace.app.bot_token, session=session, base_url=server.api_url)


@pytest.fixture
def api(client: AsyncWebClient, clock: HandClock) -> WebApi:
    return WebApi(client=client, monotonic=clock.monotonic)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def door(kept: Kept, clock: HandClock) -> Door:
    return Door(
        us=US,
        accept=kept.accept,
        set_aside=kept.set_aside,
        watches=lambda channel: channel in {SUPPORT, HELP},
        clock=clock,
        metrics=Metrics(),
    )


@pytest.fixture
def cards() -> dict[tuple[int, str], Card]:
    """Cards by moment and person, for what a test wants a press to find."""
    return {}


@pytest.fixture
def promises() -> dict[tuple[int, str], PromiseItem]:
    """Promises by id and person, likewise."""
    return {}


@pytest.fixture
def followed() -> list[str]:
    """Who is known to have done something about a promise."""
    return []


@pytest.fixture
def directory(api: WebApi, clock: HandClock) -> SlackDirectory:
    policies = (ChannelPolicy(id=SUPPORT), ChannelPolicy(id=HELP, language=Language.ZH))
    return SlackDirectory(api=api, us=US, channels=policies, monotonic=clock.monotonic)


@pytest.fixture
def buttons(
    *,
    api: WebApi,
    cards: dict[tuple[int, str], Card],
    promises: dict[tuple[int, str], PromiseItem],
    directory: SlackDirectory,
    clock: HandClock,
    followed: list[str],
) -> Buttons:
    async def look_up(moment: int, user: str) -> Card | None:
        return cards.get((moment, user))

    async def look_up_promise(promise: int, user: str) -> PromiseItem | None:
        return promises.get((promise, user))

    async def follow(user: str, *, is_there: bool = False) -> None:
        assert not is_there
        followed.append(user)

    async def silenced(*, user: str) -> Silence:
        person = await directory.person(user)
        return Silence(language=language_for(person, Language.EN), zone="UTC", until=clock.now())

    return Buttons(
        api=api,
        look_up=look_up,
        look_up_promise=look_up_promise,
        directory=directory,
        clock=clock,
        followed=follow,
        silenced=silenced,
        called=directory.called,
    )


@pytest.fixture
async def app(client: AsyncWebClient, api: WebApi, slack: Workspace, buttons: Buttons) -> AsyncApp:
    made = bolt_app(client=client, us=await identify(api), signing_secret=slack.app.signing_secret)
    buttons.listen(made)
    answer_the_rest(made)
    return made


@dataclass
class Bot:
    """What is connected, with the clock that its watch goes by."""

    connections: SocketConnections
    clock: HandClock


@pytest.fixture
async def bot(
    *, server: Server, app: AsyncApp, api: WebApi, door: Door, clock: HandClock, slack: Workspace
) -> AsyncIterator[Bot]:
    connections = SocketConnections(
        app=app,
        api=api,
        app_token=slack.app.app_token,
        door=door,
        clock=clock,
        pace=SocketPace(check=0.01, ping=0.05),
        monotonic=clock.monotonic,
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    yield Bot(connections=connections, clock=clock)
    await connections.close()


@pytest.fixture
def sheets() -> Sheets:
    """What the windows of sheets find."""
    return Sheets()


@pytest.fixture
def asked() -> Asked:
    """What advice, silence and figures people get."""
    return Asked()


@pytest.fixture
async def reading(
    *,
    server: Server,
    client: AsyncWebClient,
    api: WebApi,
    door: Door,
    clock: HandClock,
    sheets: Sheets,
    asked: Asked,
    directory: SlackDirectory,
) -> AsyncIterator[Sheets]:
    """A bot on a socket that answers all that is done about sheets."""
    app = bolt_app(client=client, us=US, signing_secret="")
    opener = WindowOpener(api=api)
    requests = ReviewRequests(calls=sheets.calls, opener=opener, us=US)
    requests.listen(app)
    coach = asked.coach_requests(opener)
    coach.listen(app)
    SheetClicks(calls=sheets.calls, opener=opener, workspace_url=US.url, within=0.2).listen(app)
    Commands(
        list_promises=sheets.no_promises,
        directory=directory,
        requests=requests,
        reports=ReportRequests(make_report=sheets.no_report, directory=directory, opener=opener, clock=clock),
        coach=coach,
        mutes=asked.mute_requests(opener),
        show_notice=asked.show_notice,
        workspace_url=US.url,
    ).listen(app)
    answer_the_rest(app)
    connections = SocketConnections(
        app=app, api=api, app_token=server.workspace.app.app_token, door=door, clock=clock, monotonic=clock.monotonic
    )
    await connections.start()
    await eventually(lambda: len(server.sockets.live) == 2)
    yield sheets
    await connections.close()
