"""Lays what leads have set in Slack on how channels work: every process follows each change within seconds."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import structlog
from typing_extensions import override

from motbot.domain.channel_knowledge import KnowledgeChange, laid_at
from motbot.domain.errors import StorageUnavailable
from motbot.domain.policy import ChannelPolicy
from motbot.ports.clock import Clock
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.directory_over import DirectoryOver

EVERY = 1.0
"""Seconds between two looks: a look asks for one number, and for more only where that has grown."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """How a channel works for one day: laying out its facts reads each of them, and every message asks."""

    policy: ChannelPolicy
    change: KnowledgeChange | None
    day: date
    works: ChannelPolicy

    def holds(self, policy: ChannelPolicy, change: KnowledgeChange | None, day: date) -> bool:
        """Whether it would come out the same: a policy is put together anew at each question, a change is not."""
        return self.change is change and self.day == day and self.policy == policy


class KnowingDirectory(DirectoryOver):
    """A Directory whose channels know what their leads have set, beside what the config says."""

    def __init__(
        self,
        *,
        directory: Directory,
        store: Store,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take who knows people and the config, and where changes are kept; nothing is laid on before `look`."""
        super().__init__(directory=directory)
        self._store = store
        self._clock = clock
        self._sleep = sleep
        self._seen = 0
        self._in_force: Mapping[str, KnowledgeChange] = {}
        self._laid: dict[str, _Laid] = {}
        """By channel, its newest one: of channels there are as many as are watched."""

    @override
    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works, with what its leads have set and still holds. Raises as the port says."""
        policy = await super().channel(channel)
        if policy is None:
            return None
        now, change = self._clock.now(), self._in_force.get(channel)
        day, laid = now.astimezone(ZoneInfo(policy.zone)).date(), self._laid.get(channel)
        if laid is None or not laid.holds(policy, change, day):
            laid = _Laid(policy=policy, change=change, day=day, works=laid_at(policy, change, now))
            self._laid[channel] = laid
        return laid.works

    async def look(self) -> None:
        """Look once for what is new. Raises StorageUnavailable."""
        async with self._store.singly() as tx:
            newest = await tx.knowledge.last()
            if newest == self._seen:
                return
            in_force = await tx.knowledge.in_force(self.team)
        self._in_force = {one.channel: one for one in in_force}
        self._laid.clear()
        self._seen = newest
        log.info("knowledge.followed", channels=len(in_force))

    async def follow(self) -> None:
        """Follow every change from now on; never ends, and waits out an outage of the database."""
        while True:
            await self._sleep(EVERY)
            try:
                await self.look()
            except StorageUnavailable:
                log.warning("knowledge.not_followed")
