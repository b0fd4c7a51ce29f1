"""A small memory for what Slack was asked: each answer is kept for a while, and asked for once at a time."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Answers by key, each at most `seconds` old; a failure is not kept."""

    def __init__(
        self, *, seconds: float, monotonic: Callable[[], float] = time.monotonic, at_most: int = 10_000
    ) -> None:
        """Take how long answers hold, the clock that says so, and how many are kept."""
        self._seconds = seconds
        self._monotonic = monotonic
        self._at_most = at_most
        self._known: dict[K, tuple[float, V]] = {}
        self._asking: dict[K, asyncio.Task[V]] = {}

    async def get(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        """Give the answer, asking only where none is known; several who wait for one key share one question."""
        known = self._known.get(key)
        if known is not None and known[0] > self._monotonic():
            return known[1]
        task = self._asking.get(key)
        if task is None:
            task = asyncio.ensure_future(self._ask(key, ask))
            task.add_done_callback(_look_at)
            self._asking[key] = task
        # One who stops waiting must not take the answer away from the others.
        return await asyncio.shield(task)

    def forget(self, key: K) -> None:
        """Ask again next time; an answer still under way is given to those who wait, and not kept."""
        self._known.pop(key, None)
        self._asking.pop(key, None)

    def forget_all(self) -> None:
        """Forget every key."""
        self._known.clear()
        self._asking.clear()

    async def _ask(self, key: K, ask: Callable[[], Awaitable[V]]) -> V:
        task = asyncio.current_task()
        try:
            answer = await ask()
            if self._asking.get(key) is task:
                self._keep(key, answer)
            return answer
        finally:
            if self._asking.get(key) is task:
                del self._asking[key]

    def _keep(self, key: K, answer: V) -> None:
        self._known.pop(key, None)
        if len(self._known) >= self._at_most:
            del self._known[next(iter(self._known))]
        self._known[key] = (self._monotonic() + self._seconds, answer)


def _look_at(task: asyncio.Task[V]) -> None:
    """A failure nobody waits for any more is no news."""
    if not task.cancelled():
        task.exception()
