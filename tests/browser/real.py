"""The page with the real bot on a database of the tests: open within half a second, empty for each test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from motbot.replay.open_playground import opened
from motbot.replay.perform import Wish
from motbot.settings.loading import Settings, load_playground_settings
from motbot.storage.database import Url
from motbot.use_cases.coaching import Coaching
from tests.browser.loops import LoopThread
from tests.fakes.database import make_empty
from tests.replay.only_next import shipped_coaching, sweep

QUIET = timedelta(seconds=0.5)
"""How long a burst of messages rests here; as shipped, it is longer, as people type more slowly than these tests."""
RESTS_WITHIN = 10.0
TIMES_FASTER = 8.0
"""How much faster than as shipped the scenes are played."""


@dataclass(frozen=True, kw_only=True)
class Backstage:
    """What all open playgrounds of a run share: reading it takes longer than opening them."""

    loop: LoopThread
    settings: Settings
    coaching: Coaching

    @contextmanager
    def playground(self, database: str) -> Iterator[str]:
        """Open one that nobody has written in; gives the address."""
        make_empty(database)
        with self.loop.opened(self._open(database)) as address:
            yield address
        sweep()

    @asynccontextmanager
    async def _open(self, database: str) -> AsyncIterator[str]:
        async with (
            opened(self.settings, Wish(), sleep=briskly) as playground,
            playground.with_bot(self.settings, source=Url(text=database), coaching=self.coaching) as bot,
        ):
            yield playground.address
            # A test may end while the bot still works; cut off, it would leave its connections to the next one.
            with suppress(TimeoutError):
                async with asyncio.timeout(RESTS_WITHIN):
                    while playground.server.workspace.unacked or not await bot.is_idle():  # noqa: ASYNC110
                        await asyncio.sleep(0.02)


async def briskly(seconds: float) -> None:
    """Wait between a scene's lines."""
    await asyncio.sleep(seconds / TIMES_FASTER)


@contextmanager
def backstage() -> Iterator[Backstage]:
    """Read the shipped settings and the playbook once."""
    with LoopThread() as loop:
        settings = hurried(load_playground_settings({}))
        yield Backstage(loop=loop, settings=settings, coaching=loop.run(shipped_coaching(settings)))


def hurried(settings: Settings) -> Settings:
    """The same, for writers who type at a machine's speed."""
    pace = settings.config.pace.model_copy(update={"quiet": QUIET})
    return settings.model_copy(update={"config": settings.config.model_copy(update={"pace": pace})})
