"""Has every played conversation reviewed by the road that a request in Slack takes."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.language import Language
from motbot.domain.review import Review, ReviewState
from motbot.ports.jobs import Job, JobKind
from motbot.ports.store import Store
from motbot.replay.clock import JumpingClock
from motbot.replay.stage import OURS, Part

LOOK_EVERY = 0.05
PATIENCE = timedelta(days=1)
"""On the bot's clock: a review that has not been made by then will not be."""
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_UNDER_WAY = {ReviewState.READING, ReviewState.ASKING}


class Bot(Protocol):
    """The running bot, as far as this needs it."""

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        ...

    async def is_idle(self) -> bool:
        """Whether no job runs or waits to run."""
        ...

    async def wake(self) -> None:
        """Move everything to jobs whose time has come on the bot's clock."""
        ...


async def review_all(bot: Bot, parts: Sequence[Part], *, clock: JumpingClock, language: Language) -> None:
    """Review every conversation, and wait until all sheets are made.

    Raises:
        Failed: the bot does not get done with them.
    """
    waiting = {one for part in parts for one in await _asked_for(bot, part, clock.now(), language)}
    end = clock.now() + PATIENCE
    while waiting:
        await asyncio.sleep(LOOK_EVERY)
        if not await bot.is_idle():
            continue
        waiting = {one for one in waiting if await _is_under_way(bot, one)}
        wake = await bot.store.next_wake()
        if waiting and (wake is None or wake > end):
            raise Failed(
                say(
                    "conversations left without a sheet: {count}; the log says what went wrong",
                    count=len(waiting),
                )
            )
        if waiting and wake is not None:
            clock.jump(max(wake, clock.now()))
            await bot.wake()


async def _asked_for(bot: Bot, part: Part, now: datetime, language: Language) -> list[int]:
    """Ask for the sheet of every conversation of a dialogue; whoever asks has agreed to what it takes."""
    asked = []
    async with bot.store.begin() as tx:
        for one in await tx.conversations.recent(OURS, part.channel, _EVER):
            review = await tx.reviews.save(
                Review(
                    team=OURS,
                    channel=part.channel,
                    ts=one.root_ts,
                    conversation=one.id,
                    asked_by=part.agents[0],
                    asked_at=now,
                    language=language,
                    is_agreed=True,
                )
            )
            await tx.arm(Job(kind=JobKind.REVIEW_THREAD, subject=review.id, lock=f"review:{review.id}"))
            asked.append(review.id)
    return asked


async def _is_under_way(bot: Bot, review: int) -> bool:
    async with bot.store.begin() as tx:
        found = await tx.reviews.get(review)
    return found is not None and found.state in _UNDER_WAY
