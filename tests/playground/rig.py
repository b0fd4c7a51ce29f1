"""A hand-driven clock and a real Socket Mode client that records what it hears."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.server import Server
from motbot.playground.spec import two_companies
from motbot.playground.workspace import Workspace

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SUPPORT, HELP, RANDOM, SECRET = "C0SUPPORT", "C0HELP", "C0RANDOM", "C0SECRET"
ALICE, BEN, LEAD, GUEST, LEFT = "U0ALICE", "U0BEN", "U0LEAD", "U0GUEST", "U0LEFT"
CARLA, CHEN, STRANGER, BRIDGE = "U0CARLA", "U0CHEN", "U0STRANGER", "U0BRIDGE"

JSON = dict[str, Any]


class Silent:
    """The answer of an app that does not acknowledge."""


class HandClock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> datetime:
        """Return the time of day."""
        return T0 + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        """Return the seconds passed."""
        return self.passed

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.passed += seconds


class Ears:
    """Hears what the app is sent; `answer` says what to acknowledge it with, or `Silent()`."""

    def __init__(self, client: SocketModeClient) -> None:
        self.client = client
        self.heard: list[SocketModeRequest] = []
        self.answer: Callable[[SocketModeRequest], JSON | Silent | None] = lambda _: None
        client.socket_mode_request_listeners.append(self._hear)

    async def _hear(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        self.heard.append(request)
        answer = self.answer(request)
        if not isinstance(answer, Silent):
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, answer))

    @property
    def events(self) -> list[JSON]:
        """The inner events heard so far."""
        return [request.payload["event"] for request in self.heard if request.type == "events_api"]

    def of_type(self, kind: str) -> list[JSON]:
        """Return the events of one type, in the order heard."""
        return [event for event in self.events if event["type"] == kind]


async def eventually(condition: Callable[[], object]) -> None:
    """Wait until something becomes true; pytest's own timeout ends what never does."""
    while not condition():  # noqa: ASYNC110 - what is waited for is outside of our reach
        await asyncio.sleep(0.002)


@asynccontextmanager
async def listening(server: Server, ping_interval: float = 5) -> AsyncIterator[Ears]:
    """Connect a real Socket Mode client."""
    app = server.workspace.app
    web = AsyncWebClient(token=app.bot_token, base_url=server.api_url)
    client = SocketModeClient(app.app_token, web_client=web, ping_interval=ping_interval)
    ears = Ears(client)
    before = server.sockets.opened
    await client.connect()  # type: ignore[no-untyped-call]
    await eventually(lambda: server.sockets.opened > before)
    try:
        yield ears
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def refused_with(call: Any) -> str:
    """Return the error code a Web API call is refused with."""
    try:
        await call
    except SlackApiError as error:
        return str(error.response["error"])
    raise AssertionError("the call was answered with ok")


def button(action_id: str = "go", value: str = "v1", text: str = "Go") -> JSON:
    """Return a button."""
    return {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": text}}


def buttons(*made: JSON) -> JSON:
    """Return an actions block."""
    return {"type": "actions", "block_id": "row", "elements": list(made or [button()])}


def section(text: str = "hello") -> JSON:
    """Return a section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def text_input(block_id: str = "note", action_id: str = "typed", **more: Any) -> JSON:
    """Return an input block with a text field."""
    element = {"type": "plain_text_input", "action_id": action_id, **more}
    label = {"type": "plain_text", "text": "Note"}
    return {"type": "input", "block_id": block_id, "label": label, "element": element}


def modal(*blocks: JSON, **more: Any) -> JSON:
    """Return a modal."""
    title, submit = {"type": "plain_text", "text": "Edit"}, {"type": "plain_text", "text": "Save"}
    shown = list(blocks or [text_input()])
    return {"type": "modal", "callback_id": "edit", "title": title, "submit": submit, "blocks": shown, **more}


def home(*blocks: JSON) -> JSON:
    """Return a Home tab."""
    return {"type": "home", "blocks": list(blocks or [section()])}


def two_companies_on(clock: HandClock) -> Workspace:
    """Return the example workspace on a clock driven by hand."""
    return Workspace(two_companies(), now=clock.now, monotonic=clock.monotonic)


async def card(client: AsyncWebClient, *blocks: JSON, user: str = ALICE) -> tuple[str, str]:
    """Post a card in a person's direct message and return where it is."""
    posted = await client.chat_postMessage(channel=user, text="card", blocks=list(blocks or [buttons()]))
    return posted["channel"], posted["ts"]


async def opened(slack: Workspace, client: AsyncWebClient, ears: Ears, view: JSON | None = None) -> JSON:
    """Open a modal for Alice by way of a press and return it as stored."""
    await slack.press(ALICE, await card(client), "go")
    trigger = ears.heard[-1].payload["trigger_id"]
    return dict((await client.views_open(trigger_id=trigger, view=view or modal()))["view"])


def answering(answer: JSON) -> Any:
    """Return an answer of the app to submissions only."""

    def answer_submissions(request: SocketModeRequest) -> JSON | None:
        return answer if request.payload.get("type") == "view_submission" else None

    return answer_submissions


def select(action_id: str = "reason", kind: str = "static_select") -> JSON:
    """Return a menu with two options."""
    options = [{"text": {"type": "plain_text", "text": text}, "value": text.lower()} for text in ("Wrong", "Late")]
    return {"type": kind, "action_id": action_id, "options": options}
