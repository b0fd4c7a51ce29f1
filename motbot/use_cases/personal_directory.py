"""The directory with what people have set for themselves: their language and quiet hours hold wherever one looks."""

import time
from collections.abc import Callable
from dataclasses import replace

from typing_extensions import override

from motbot.domain.people import Person
from motbot.domain.preferences import Preferences
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.directory_over import DirectoryOver

_REMEMBERED = 20.0
"""Seconds after which a change that another process has stored holds in this one."""


class PersonalDirectory(DirectoryOver):
    """The Directory port over another one; its verbs raise StorageUnavailable besides."""

    def __init__(self, *, directory: Directory, store: Store, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Take the directory that knows people, the store that knows what they have set, and a clock to remember by."""
        super().__init__(directory=directory)
        self._store = store
        self._monotonic = monotonic
        self._known: dict[str, tuple[float, Preferences]] = {}

    @override
    async def person(self, user: str, *, team: str = "") -> Person:
        """Describe an account; a full member of ours with what they have set."""
        person = await super().person(user, team=team)
        if not person.may_be_nudged:
            return person
        return replace(person, preferences=await self._preferences(user))

    @override
    def forget(self, user: str = "") -> None:
        """Drop what is remembered about an account, or about all."""
        super().forget(user)
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
        async with self._store.singly() as tx:
            found = await tx.preferences.look_up(self.team, user)
        self._known[user] = (now, found)
        return found
