"""A Slack app that does as a test tells it, connected to the page's workspace by a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from motbot.playground.server import Server
from tests.playground.rig import Ears, listening

JSON = dict[str, Any]
Reaction = Callable[[AsyncWebClient, JSON], Awaitable[object]]


@dataclass(kw_only=True)
class SmallApp:
    """Acknowledges everything; then reacts to what it was told to react to."""

    ears: Ears
    reactions: dict[str, Reaction] = field(default_factory=dict)
    """What it does, by the callback_id, action_id or command it hears of."""

    def heard(self, kind: str) -> list[JSON]:
        """The payloads of this type so far."""
        return [one.payload for one in self.ears.heard if one.payload.get("type") == kind]

    async def react(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Do what belongs to this request; it has been acknowledged already."""
        for name in _names(request.payload):
            if name in self.reactions:
                await self.reactions[name](client.web_client, request.payload)


def _names(payload: JSON) -> list[str]:
    actions = [str(one["action_id"]) for one in payload.get("actions", [])]
    return [*actions, *(str(payload[name]) for name in ("callback_id", "command") if name in payload)]


@asynccontextmanager
async def small_app(server: Server) -> AsyncIterator[SmallApp]:
    """Connect one."""
    async with listening(server) as ears:
        app = SmallApp(ears=ears)
        ears.client.socket_mode_request_listeners.append(app.react)
        yield app
