"""A crowd on the scenarios' stage: many customers in many channels, a clock that jumps, and the ledger at the end."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from sqlalchemy.exc import SQLAlchemyError

from motbot.playground.changes import Change
from motbot.playground.faults import Fault
from tests.rig.ledger import Tally, tally
from tests.rig.town import Town, request
from tests.scenarios.stage import Stage

CALM_WITHIN = 80.0
PATIENCE = 0.5
"""Seconds more for each request: the long trials have thousands."""


@dataclass(slots=True, kw_only=True)
class Crowd:
    """Everybody says one thing; then it is seen who was shown what."""

    town: Town
    stage: Stage
    said: int = 0

    def say(self, count: int) -> None:
        """So many more requests, each of another customer or in another channel; no time passes."""
        for number in range(self.said, self.said + count):
            self.stage.workspace.post(self.town.customer(number), self.town.channel(number), request(number))
        self.has_said(self.said + count)

    def has_said(self, count: int) -> None:
        """So many requests are there in all: the bot is given the time that they take."""
        self.said = count
        self.stage.rest_within = CALM_WITHIN + PATIENCE * count

    def misfortune(self, *faults: Fault, chance: float, seed: int = 1, methods: tuple[str, ...]) -> Callable[[], int]:
        """From now on each of the methods meets one of the faults by chance; gives how many it were so far."""
        random, met = Random(seed), [0]

        def plan(_: Change | None = None) -> None:
            for method in methods:
                if random.random() < chance:
                    met[0] += 1
                    self.stage.server.faults.plan(method, random.choice(faults))

        self.stage.workspace.on_change(lambda change: plan(change) if change.by_bot else None)
        plan()
        return lambda: met[0]

    async def calm(self) -> None:
        """Wait until nothing runs or waits out a pause: pauses after a failure are real time, up to a minute here."""
        async with asyncio.timeout(self.stage.rest_within):
            while self.stage.workspace.unacked or not await self._is_idle():  # noqa: ASYNC110 - nothing tells
                await asyncio.sleep(0.1)

    async def _is_idle(self) -> bool:
        """Whether the bot has nothing to do; False while its database does not answer."""
        try:
            return await self.stage.bot.is_idle()
        except SQLAlchemyError:
            return False

    async def settles(self, time: timedelta = timedelta(minutes=10)) -> Tally:
        """Let time enough pass for everything that was put off, and read the ledger."""
        await self.calm()
        await self.stage.passes(time)
        return tally(self.town, self.stage.workspace, self.said)


def assert_whole(found: Tally) -> None:
    """Every request was shown once, to its own agent, and to nobody else."""
    assert found.lost == ()
    assert (found.doubled, found.misplaced, found.others, found.seen_by_customers) == (0, 0, 0, 0)
