"""The directory with what people have set for themselves: their language and quiet hours hold wherever one looks."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from motbot.domain.people import Person
from motbot.domain.policy import ChannelPolicy
from motbot.domain.preferences import Preferences
from motbot.ports.slack import Directory
from motbot.ports.store import Store

_REMEMBERED = 20.0
"""Seconds after which a change that another process has stored holds in this one."""


class PersonalDirectory:
    """The Directory port over another one; its verbs raise StorageUnavailable besides."""

    def __init__(self, *, directory: Directory, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take the directory that knows people, the store that knows what they have set, and a clock to remember by."""
        self._directory = directory
        self._store = store
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, Preferences]] = {}

    @property
    def team(self) -> str:
        """Our own workspace's id."""
        return self._directory.team

    async def person(self, user: str, *, team: str = "") -> Person:
        """Describe an account; a full member of ours with what they have set."""
        person = await self._directory.person(user, team=team)
        if not person.may_be_nudged:
            return person
        return replace(person, preferences=await self._preferences(user))

    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works."""
        return await self._directory.channel(channel)

    async def watched(self) -> Sequence[str]:
        """Ids of the channels of the config."""
        return await self._directory.watched()

    async def members(self, channel: str) -> frozenset[str]:
        """Accounts in the channel now."""
        return await self._directory.members(channel)

    def forget(self, user: str = "") -> None:
        """Drop what is remembered about an account, or about all."""
        self._directory.forget(user)
        self.forget_preferences(user)

    def forget_preferences(self, user: str = "") -> None:
        """Drop only what they have set: it was changed just now."""
        if user:
            self._known.pop(user, None)
        else:
            self._known.clear()

    async def _preferences(self, user: str) -> Preferences:
        now = self._monotonic()
        at, known = self._known.get(user, (float("-inf"), None))
        if known is not None and now - at < _REMEMBERED:
            return known
        async with self._store.begin() as tx:
            found = await tx.preferences.look_up(self.team, user)
        self._known[user] = (now, found)
        return found
