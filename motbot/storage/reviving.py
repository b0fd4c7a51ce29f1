"""Starts the embedded server again when it has ended by itself: after a full disk, or when the system killed it."""

import asyncio

import structlog

from motbot.domain.errors import StorageRefused
from motbot.storage.embedded import EmbeddedServer

LOOK_EVERY = 2.0
"""Seconds between two looks at whether it lives."""
TRY_AGAIN = 10.0
"""Seconds until it is started once more where that did not work: its disk may be full for long."""

log = structlog.get_logger()


async def keep_alive(server: EmbeddedServer, *, look_every: float = LOOK_EVERY, try_again: float = TRY_AGAIN) -> None:
    """Look until cancelled. What fails is told at its first time only."""
    told, pause = False, look_every
    while True:
        await asyncio.sleep(pause)
        try:
            revived = await asyncio.to_thread(server.revive)
        except StorageRefused as refused:
            if not told:
                log.warning("database.server_does_not_start", error=type(refused).__name__)
            told, pause = True, try_again
        else:
            if revived:
                log.warning("database.server_started_again")
            told, pause = False, look_every
