"""Somebody at the playground's page, with the real bot behind it, who only ever presses Next."""

import asyncio
import gc
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from pydantic import SecretStr

from motbot.clock import SystemClock
from motbot.coaches import coaching_of
from motbot.playground import controls
from motbot.playground.page.scenes import Scene
from motbot.playground.page.town import SPEAKERS
from motbot.replay.open_playground import Playground, opened
from motbot.replay.perform import Wish
from motbot.replay.scene_files import read_scenes
from motbot.settings.defaults import default_config
from motbot.settings.loading import Settings, SlackAccess, load_playground_settings
from motbot.storage.database import Url
from motbot.use_cases.coaching import Coaching
from motbot.wiring import Wiring
from tests.fakes.database import make_empty

WITHIN = 30.0
CONFIRMED = {"en": "They confirmed it", "zh": "对方已确认"}
_LOOKS_FOR = 20
"""Seconds on the clock that they look at each stop before they press."""


def shipped_scenes() -> dict[str, Scene]:
    """Every scene that comes with motbot, by its id."""
    return {scene.id: scene for scene in read_scenes(default_config("scenes"), voices=SPEAKERS)}


async def shipped_coaching(settings: Settings) -> Coaching:
    """The playbook, which many playgrounds can share: reading it takes longer than opening one."""
    slack = SlackAccess(bot_token=SecretStr("none"))
    wiring = Wiring.for_playground(settings, slack=slack, clock=SystemClock(), source=Url(text=""))
    async with AsyncExitStack() as stack:
        return await coaching_of(wiring, stack)


@dataclass(kw_only=True)
class OnlyNext:
    """The page and the one who looks at it; everything is told of the scene's agent."""

    playground: Playground
    session: aiohttp.ClientSession
    scene: Scene

    @property
    def state(self) -> dict[str, Any]:
        """How the scene stands."""
        return self.playground.page.player.state

    async def stops(self) -> AsyncIterator[str]:
        """Play to the end; gives all the private words at each stop, once the bot has nothing more to do."""
        await self._ask("scenes/play", {"id": self.scene.id})
        while True:
            async with asyncio.timeout(WITHIN):
                while self.state["state"] == "playing":  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.005)
            await self._ask("clock", {"by": _LOOKS_FOR})
            yield self.seen()
            if self.state["state"] == "done":
                return
            await self._ask("scenes/next", {})

    async def _ask(self, path: str, body: dict[str, Any]) -> None:
        """Ask as the page does."""
        headers = {"X-Playground-Token": self.playground.page.token}
        url = f"{self.playground.server.url}/page/{path}"
        async with self.session.post(url, json=body, headers=headers) as response:
            assert response.status == 200, await response.text()

    def messages(self, kind: str = "") -> Iterator[dict[str, Any]]:
        """The bot's private messages to the agent."""
        for message in self.playground.server.workspace.dm(self.scene.agent):
            if str(message["metadata"]["event_payload"]["key"]).startswith(kind):
                yield message

    def seen(self, kind: str = "") -> str:
        """Every word of them."""
        return " ".join(words for message in self.messages(kind) for words in texts(message["blocks"]))

    def buttons(self) -> set[str]:
        """What can still be pressed in them."""
        return {
            control.element["action_id"]
            for message in self.messages()
            for control in controls.controls(message["blocks"])
        }


def texts(part: Any) -> Iterator[str]:
    """Every text below."""
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from texts(inner)


async def at_once(_seconds: float) -> None:
    """Wait no time between a scene's lines, but let the others run."""
    await asyncio.sleep(0.001)


def sweep() -> None:
    """Drop what a bot that stopped has left.

    SQLAlchemy leaves a connection to the garbage collector where its task was cancelled while it came out of the pool.
    In a process that ends it is of no matter; here it would be told to whichever test comes next.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


@asynccontextmanager
async def only_next(database: str, scene: Scene, coaching: Coaching) -> AsyncIterator[OnlyNext]:
    """Open the playground with the bot on a database of the tests."""
    make_empty(database)
    settings = load_playground_settings({})
    async with (
        opened(settings, Wish(), sleep=at_once) as playground,
        aiohttp.ClientSession() as session,
        playground.with_bot(settings, source=Url(text=database), coaching=coaching),
    ):
        yield OnlyNext(playground=playground, session=session, scene=scene)
    sweep()
