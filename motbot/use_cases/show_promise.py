"""Shows one promise as it stands now, for the window that asks its agent for another time."""

from motbot.domain.nudge import PromiseItem
from motbot.domain.promise import Promise
from motbot.domain.routing import zone_of
from motbot.ports.slack import Directory
from motbot.ports.store import Store, Transaction
from motbot.use_cases.whispering import Whispering
from motbot.use_cases.who_may import may_see


class ShowPromise:
    """Reads; changes nothing."""

    def __init__(self, *, store: Store, directory: Directory, whispering: Whispering) -> None:
        """Take the ports, and what turns promises into what an agent sees."""
        self._store = store
        self._directory = directory
        self._whispering = whispering

    async def __call__(self, promise_id: int, user: str) -> PromiseItem | None:
        """A promise on this person's own clock; None where it is not theirs, or over."""
        async with self._store.begin() as tx:
            promise = await tx.promises.get(promise_id)
            if promise is None or not promise.is_open or not await self._was_told(tx, promise, user):
                return None
        if not await may_see(self._directory, user, promise.channel):
            return None
        person = await self._directory.person(user)
        policy = await self._directory.channel(promise.channel)
        name, otherwise = (policy.name, policy.zone) if policy else ("", "UTC")
        zone = zone_of(person, otherwise=otherwise)
        async with self._store.begin() as tx:
            items = await self._whispering.items(tx, (promise,), zone=zone, channel_name=name)
        return items[0]

    async def _was_told(self, tx: Transaction, promise: Promise, user: str) -> bool:
        """Whether it is theirs: its agent's, and whoever's we have told of it."""
        return promise.agent == user or await self._whispering.has_shown(tx, promise, user) is not None
