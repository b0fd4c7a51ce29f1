"""Lets events that arrive together share a commit: the disk is waited for once, not once for each of them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from motbot.domain.errors import Retryable

AT_ONCE = 64
"""Events in one commit at most."""
A_CROWD = 8
"""So many share a commit only in a flood: at a hundred events a second it is one or two."""
_COMPANY = 0.01
"""Seconds that a flood's next commit waits for company: each costs as much as storing twenty events."""

Row = Mapping[str, Any]
StoreAll = Callable[[Sequence[Row]], Awaitable[Mapping[tuple[str, str], int]]]
"""Commits events, and gives the ids of those that were not known, by team and event id."""


class Entrance:
    """While one commit is under way whoever comes waits for the next one: alone, nobody waits at all."""

    def __init__(self, *, store: StoreAll) -> None:
        """Take what commits."""
        self._store = store
        self._waiting: list[tuple[Row, asyncio.Future[int | None]]] = []
        self._letting_in: asyncio.Task[None] | None = None
        self._last_group = 0

    @property
    def is_crowded(self) -> bool:
        """Whether there is a flood: many shared the newest commit, or wait for the next one."""
        return max(self._last_group, len(self._waiting)) >= A_CROWD

    async def __call__(self, row: Row) -> int | None:
        """Have an event stored; its id, or None when it is known already. Raises what its own commit raises."""
        stored: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, stored))
        if self._letting_in is None or self._letting_in.done():
            # A task of its own: whoever came first may be cancelled, and the others would wait for ever.
            self._letting_in = asyncio.create_task(self._let_in(), name="entrance")
        return await stored

    async def _let_in(self) -> None:
        """Commit everybody who waits, in groups, until nobody does."""
        while self._waiting:
            group, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
            self._last_group = len(group)
            await self._commit(group)
            if self.is_crowded and len(self._waiting) < AT_ONCE:
                await asyncio.sleep(_COMPANY)
        self._last_group = 0

    async def _commit(self, group: Sequence[tuple[Row, asyncio.Future[int | None]]]) -> None:
        rows = {(row["team"], row["event_id"]): row for row, _ in group}
        # Gathered, since whatever goes wrong is for those who wait, and nobody waits for this task.
        (found,) = await asyncio.gather(self._store(tuple(rows.values())), return_exceptions=True)
        if isinstance(found, BaseException):
            await self._tell(found, group)
            return
        ids = dict(found)
        for row, stored in group:
            if not stored.done():
                stored.set_result(ids.pop((row["team"], row["event_id"]), None))

    async def _tell(self, failure: BaseException, group: Sequence[tuple[Row, asyncio.Future[int | None]]]) -> None:
        """Say it to all where the database is at fault; where it may be one of them, try each alone."""
        if len(group) > 1 and not isinstance(failure, Retryable):
            for one in group:
                await self._commit([one])
            return
        for _, stored in group:
            if not stored.done():
                stored.set_exception(failure)
