"""Hears of people and channels what Slack has told another process: each remembers them for itself."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

import structlog

from motbot.domain.errors import BadInput, StorageUnavailable
from motbot.domain.events import ChannelChange, ChannelChanged, PersonChanged
from motbot.ports.slack import Parse
from motbot.storage.tidings import Tiding

EVERY = 1.0
"""Seconds between two looks: two look-ups by the inbox's own numbers."""
STILL_COMING = 10
"""So many looks after a number was the newest a lower one may still appear: a commit takes no longer."""

log = structlog.get_logger()


class Inbox(Protocol):
    """What is asked of the inbox."""

    async def newest(self) -> int:
        """The highest number."""
        ...

    async def since(self, after: int, kinds: Collection[str]) -> Sequence[Tiding]:
        """Events of these types with a higher number."""
        ...


class Rooms(Protocol):
    """What remembers people and channels."""

    def forget(self, user: str = "") -> None:
        """Ask about this account, or about everything, anew."""
        ...

    def hear_of_number(self, body: Mapping[str, Any]) -> bool:
        """Go on watching a channel under its new id; whether that was news."""
        ...


class Tidings:
    """Follows the inbox that all processes share, for what concerns the memory of this one."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        rooms: Rooms,
        parse: Parse,
        kinds: Collection[str],
        unheard: Callable[[], None] = lambda: None,
        look_every: float = EVERY,
    ) -> None:
        """Take the inbox, the memory, what reads an event, and which of Slack's types to follow.

        `unheard` is told when something may have been said that this process dropped, not knowing better.
        """
        self._inbox = inbox
        self._rooms = rooms
        self._parse = parse
        self._kinds = frozenset(kinds)
        self._unheard = unheard
        self._look_every = look_every
        self._newest: deque[int] = deque(maxlen=STILL_COMING)
        self._heard: set[int] = set()

    async def follow(self) -> None:
        """Look until cancelled; an outage of the database is waited out."""
        while True:
            try:
                await self.look()
            except StorageUnavailable:
                log.warning("tidings.not_followed")
            await asyncio.sleep(self._look_every)

    async def look(self) -> int:
        """Look once; gives how much was news. The first look only finds out where to begin."""
        if not self._newest:
            self._newest.append(await self._inbox.newest())
            return 0
        newest = await self._inbox.newest()
        if newest == self._newest[0]:
            return 0  # nothing has come for so long that nothing is still coming
        found = [one for one in await self._inbox.since(self._newest[0], self._kinds) if one.id not in self._heard]
        for one in found:
            self._tell(one.body)
        self._newest.append(newest)
        self._heard = {one for one in (*self._heard, *(one.id for one in found)) if one > self._newest[0]}
        return len(found)

    def _tell(self, body: Mapping[str, Any]) -> None:
        try:
            event = self._parse(body)
            is_new_number = self._rooms.hear_of_number(body)
        except BadInput:
            return  # whoever takes it in lays it aside
        match event:
            case PersonChanged():
                self._rooms.forget(event.user)
            case ChannelChanged(change=ChannelChange.LEFT | ChannelChange.RENUMBERED):
                self._rooms.forget()
            case _:
                pass
        if is_new_number:
            self._unheard()
