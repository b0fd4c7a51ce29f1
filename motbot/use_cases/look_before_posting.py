"""Looks in Slack before it posts, while the database is a copy: what was sent since the copy was made is not in it."""

from datetime import datetime, timedelta

import structlog

from motbot.domain.nudge import Nudge, Place
from motbot.ports.slack import Messenger

LOOKS_FOR = timedelta(days=7)
"""How long after a restore it looks."""

log = structlog.get_logger()


class LookBeforePosting:
    """A Messenger: a message is known by its key for ever, so that what fires again is found, and not sent twice."""

    def __init__(self, *, messenger: Messenger, since: datetime) -> None:
        """Take who sends, and when the copy was made."""
        self._messenger = messenger
        self._since = since

    async def post(self, *, to: str, nudge: Nudge, key: str) -> Place:
        """Post it, or bring what is there already to this state. Raises as the port says."""
        place = await self._messenger.find(to=to, key=key, since=self._since)
        if place is None:
            return await self._messenger.post(to=to, nudge=nudge, key=key)
        log.info("whisper.sent_before")
        await self._messenger.update(place=place, nudge=nudge, key=key)
        return place

    async def update(self, *, place: Place, nudge: Nudge, key: str) -> None:
        """Make a message of ours show this nudge."""
        await self._messenger.update(place=place, nudge=nudge, key=key)

    async def delete(self, *, place: Place) -> None:
        """Take a message of ours away."""
        await self._messenger.delete(place=place)

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        """Look for a message of ours; further back than is asked for, where the copy is older."""
        return await self._messenger.find(to=to, key=key, since=min(since, self._since))
