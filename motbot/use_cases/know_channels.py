"""Lays what leads have set in Slack on how channels work: every process follows each change within seconds."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog
from typing_extensions import override

from motbot.domain.channel_knowledge import KnowledgeChange, laid_on
from motbot.domain.errors import StorageUnavailable
from motbot.domain.policy import ChannelPolicy
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.directory_over import DirectoryOver

EVERY = 1.0
"""Seconds between two looks: a look asks for one number, and for more only where that has grown."""

log = structlog.get_logger()


class KnowingDirectory(DirectoryOver):
    """A Directory whose channels know what their leads have set, beside what the config says."""

    def __init__(
        self,
        *,
        directory: Directory,
        store: Store,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take who knows people and the config, and where changes are kept; nothing is laid on before `look`."""
        super().__init__(directory=directory)
        self._store = store
        self._sleep = sleep
        self._seen = 0
        self._in_force: Mapping[str, KnowledgeChange] = {}

    @override
    async def channel(self, channel: str) -> ChannelPolicy | None:
        """How a watched channel works, with what its leads have set. Raises as the port says."""
        policy = await super().channel(channel)
        return None if policy is None else laid_on(policy, self._in_force.get(channel))

    async def look(self) -> None:
        """Look once for what is new. Raises StorageUnavailable."""
        async with self._store.singly() as tx:
            newest = await tx.knowledge.last()
            if newest == self._seen:
                return
            in_force = await tx.knowledge.in_force(self.team)
        self._in_force = {one.channel: one for one in in_force}
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
