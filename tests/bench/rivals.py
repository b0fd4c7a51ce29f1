"""Starts motbot and bare Bolt in the same way on the same local Slack, so that they can be measured in turns."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from enum import StrEnum
from time import perf_counter

from typing_extensions import override

from motbot.playground.changes import Change
from motbot.playground.delivery import Envelope, Transport
from tests.bench.billing import Bill, billing_model
from tests.rig.bot import Recipe
from tests.rig.stage import Stage, stage
from tests.rig.town import Town, numbers_in
from tests.rig.watching import Watch

AT_A_TIME = 32
"""Questions that motbot may have open at the model at once; bare Bolt has no bound."""


class Rival(StrEnum):
    """Who is measured."""

    MOTBOT = "motbot"
    BARE = "bare Bolt"


@dataclass(frozen=True, slots=True, kw_only=True)
class BareRecipe(Recipe):
    """How bare Bolt is started: as motbot is, with the same environment."""

    @property
    @override
    def command(self) -> tuple[str, ...]:
        """What is run, from the project's root."""
        return (sys.executable, "-m", "tests.bench.bare_bolt")


@dataclass(slots=True, kw_only=True)
class Scene:
    """A stage set for one of the two, with what is seen of it."""

    rival: Rival
    stage: Stage
    bill: Bill
    shown: dict[int, float] = field(default_factory=dict)
    """When a request was first shown to an agent in private, by its number; kept over all lives of the bot."""

    @property
    def sockets(self) -> int:
        """Connections that it holds to Slack."""
        return 2 if self.rival is Rival.MOTBOT else 1

    def watch(self) -> Watch:
        """Watch from now on when events go out and are acknowledged."""
        seen, delivery = Watch(), self.stage.workspace.delivery
        delivery.transport = _Stamping(delivery.transport, seen)
        return seen

    def on_change(self, change: Change) -> None:
        """Note what an agent is shown: a card of motbot's, an ephemeral of bare Bolt's."""
        if change.kind == "ephemeral" or (change.by_bot and change.kind == "posted"):
            now = perf_counter()
            for number in numbers_in(change.payload):
                self.shown.setdefault(number, now)


class _Stamping:
    """A way to the app that stamps what people wrote on its way through, customers and agents alike."""

    def __init__(self, transport: Transport, seen: Watch) -> None:
        self._transport = transport
        self._seen = seen

    def offer(self, envelope: Envelope) -> bool:
        """Send it, and note the seconds from its first sending to its acknowledgement."""
        if envelope.answer is None and envelope.attempt == 0 and _is_a_persons(envelope):
            began = perf_counter()
            envelope.answer = asyncio.get_running_loop().create_future()
            envelope.answer.add_done_callback(lambda _: self._seen.acknowledged.append(perf_counter() - began))
        return self._transport.offer(envelope)


def _is_a_persons(envelope: Envelope) -> bool:
    """Whether it carries somebody's words: posts of the bot's come back as events too."""
    event = envelope.payload.get("event") if isinstance(envelope.payload, dict) else None
    return isinstance(event, dict) and event.get("type") == "message" and "bot_id" not in event


@asynccontextmanager
async def scene(
    rival: Rival, town: Town, *, pace: Mapping[str, str], coach: str = "model", model_takes: float = 0.0
) -> AsyncIterator[Scene]:
    """Set a stage; the bot is started by whoever measures. `coach` is motbot's: bare Bolt always asks the model."""
    bill = Bill(takes=model_takes)
    async with billing_model(bill) as model, stage(town, coach=coach, pace=pace) as set_up:
        recipe = set_up.recipe
        with recipe.config.open("a", encoding="utf-8") as config:
            config.write(f"model:\n  concurrency: {AT_A_TIME}\n")
        kind = Recipe if rival is Rival.MOTBOT else BareRecipe
        told = {one.name: getattr(recipe, one.name) for one in fields(Recipe)}
        set_up.recipe = kind(**{**told, "model_url": model.url})
        ready = Scene(rival=rival, stage=set_up, bill=bill)
        set_up.workspace.on_change(ready.on_change)
        yield ready
