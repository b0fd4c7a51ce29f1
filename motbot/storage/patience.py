"""Takes a step again while its rows are in other hands: a bot that runs beside holds them for moments only."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg
from sqlalchemy.exc import SQLAlchemyError
from tenacity import AsyncRetrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_random_exponential

from motbot.domain.errors import StorageUnavailable

TRIES = 40
"""At most; about half a minute where each of them is turned away at once."""
LONGEST = 60.0
"""Seconds after which no other try is begun: one may wait for a lock by itself."""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 2.0

T = TypeVar("T")


class Patient:
    """For whoever has nobody to come again for them: a command that is typed once."""

    def __init__(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Take how the time between two tries is passed."""
        self._sleep = sleep

    async def __call__(self, step: Callable[[], Awaitable[T]], /) -> T:
        """Take a step that may be repeated. Raises StorageUnavailable: the database did not let it pass."""
        retrying = AsyncRetrying(
            sleep=self._sleep,
            wait=wait_random_exponential(multiplier=_FIRST_WAIT, max=_LONGEST_WAIT),
            stop=stop_after_attempt(TRIES) | stop_after_delay(LONGEST),
            retry=retry_if_exception(_may_pass),
            reraise=True,
        )
        return await retrying(step)


def _may_pass(error: BaseException) -> bool:
    """Whether the database itself turned it away: what a newer motbot has written stays unreadable."""
    return isinstance(error, StorageUnavailable) and isinstance(error.__cause__, (SQLAlchemyError, psycopg.Error))
