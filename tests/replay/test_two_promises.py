"""The scene of the two promises plays by Next alone, with the real bot, to an outcome that is confirmed at last."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from motbot.playground.page.scenes import Turn
from motbot.playground.page.town import SPEAKERS
from motbot.replay.open_playground import Playground, opened
from motbot.replay.perform import Wish
from motbot.replay.scene_files import read_scenes
from motbot.settings.defaults import default_config
from motbot.settings.loading import load_playground_settings
from motbot.storage.database import Url
from tests.fakes.database import make_empty

WITHIN = 20.0
AGENT = {"en": "U0ALICE", "zh": "U0BEN"}
CONFIRMED = {"en": "Confirmed by the customer", "zh": "客户已确认"}
KEPT = {"en": "Kept: ", "zh": "已做到："}
REASON = {"en": "the spare part is still on the road", "zh": "备件还在路上"}


@dataclass
class Playing:
    """The page with the real bot, and somebody who only ever presses Next."""

    playground: Playground
    session: aiohttp.ClientSession
    agent: str

    @property
    def state(self) -> dict[str, Any]:
        """How the scene stands."""
        return self.playground.page.player.state

    async def stops(self, scene: str) -> AsyncIterator[str]:
        """Play to the end; gives all the private words at each stop, once the bot has nothing more to do."""
        await self._ask("scenes/play", {"id": scene})
        while True:
            async with asyncio.timeout(WITHIN):
                while self.state["state"] == "playing":  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.005)
            await self._ask("clock", {"by": 20})
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
        for message in self.playground.server.workspace.dm(self.agent):
            if str(message["metadata"]["event_payload"]["key"]).startswith(kind):
                yield message

    def seen(self, kind: str = "") -> str:
        """Every word of them."""
        return " ".join(words for message in self.messages(kind) for words in texts(message["blocks"]))


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
    """Wait no time between a scene's lines."""
    await asyncio.sleep(0)


@asynccontextmanager
async def playing(database: str, language: str) -> AsyncIterator[Playing]:
    """Open the playground with the bot on a database of the tests."""
    make_empty(database)
    settings = load_playground_settings({})
    async with (
        opened(settings, Wish(), sleep=at_once) as playground,
        aiohttp.ClientSession() as session,
        playground.with_bot(settings, source=Url(text=database)),
    ):
        yield Playing(playground=playground, session=session, agent=AGENT[language])


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_two_promises_are_kept_and_moved_and_the_outcome_is_confirmed_at_last(
    worker_database: str, language: str
) -> None:
    name = f"two-promises-{language}"
    (scene,) = (one for one in read_scenes(default_config("scenes"), voices=SPEAKERS) if one.id == name)
    turns = [step for step in scene.steps if isinstance(step, Turn)]
    moved = next(at for at, turn in enumerate(turns) if turn.fills)

    async with playing(worker_database, language) as play:
        told = [words async for words in play.stops(name)]

        assert len(told) == len(turns) + 1
        assert play.state["hint"] == ""
        assert REASON[language] not in told[moved]
        assert REASON[language] in told[moved + 1]
        assert "15:45" in told[moved + 1]
        assert told[-1].count(KEPT[language]) >= 2
        assert CONFIRMED[language] not in told[-2]
        assert CONFIRMED[language] in play.seen("card:")
        kinds = {str(one["metadata"]["event_payload"]["key"]).split(":")[0] for one in play.messages()}
        assert {"card", "note", "confirm", "not_quite"} <= kinds
        assert len(list(play.messages("note:reminder:"))) == 2
        assert play.playground.server.workspace.refused == []
