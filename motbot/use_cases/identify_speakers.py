"""Asks again who is behind words whose author Slack would not describe: until that is known, they open nothing."""

from dataclasses import replace
from datetime import timedelta

from motbot.domain.people import Side
from motbot.domain.sides import side_of
from motbot.ports.clock import Clock
from motbot.ports.records import StoredLine
from motbot.ports.slack import Directory
from motbot.ports.store import Store
from motbot.use_cases.picture import Picture

AGAIN = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
AT_MOST = 30
"""With the pauses between, about a day: then nobody would be nudged about the words any more."""


class IdentifySpeakers:
    """A step before judging a conversation."""

    def __init__(self, *, store: Store, directory: Directory, clock: Clock) -> None:
        """Take the ports."""
        self._store = store
        self._directory = directory
        self._clock = clock

    async def __call__(self, picture: Picture) -> bool:
        """Store every side that is known now; True where the conversation is to be looked at anew, now or later."""
        unknown = [one for one in picture.stored if one.line.side is Side.UNKNOWN]
        if not unknown or picture.conversation.attempts >= AT_MOST:
            return False
        known = [one for one in [await self._asked(one, picture) for one in unknown] if one is not None]
        async with self._store.begin() as tx:
            conversation = await tx.conversations.get(picture.conversation.id)
            if conversation is None:
                return True
            for one in known:
                await tx.lines.put(one)
            pause = min(AGAIN * 2 ** min(conversation.attempts, 10), LONGEST_PAUSE)
            wake = self._clock.now() + (timedelta(0) if len(known) == len(unknown) else pause)
            await tx.conversations.save(replace(conversation, attempts=conversation.attempts + 1, wake_at=wake))
        return True

    async def _asked(self, one: StoredLine, picture: Picture) -> StoredLine | None:
        """The same line with its side, where Slack says whose it is."""
        person = await self._directory.person(one.author.user, team=one.author.team)
        side = side_of(one.author, person, picture.policy)
        return None if side is Side.UNKNOWN else replace(one, line=replace(one.line, side=side))
