"""A process stands still in the middle of sending, another takes its job over and is done, and the first goes on."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from motbot.domain.errors import SlackUnclear
from motbot.domain.nudge import Place, WhisperState
from motbot.ports.store import Transaction
from motbot.storage.store import PostgresStore
from motbot.use_cases.send_whisper import IN_FLIGHT, SendWhisper
from tests.fakes.directory import FakeDirectory
from tests.fakes.messenger import FakeMessenger, Verb
from tests.use_cases.outbox import Killed, Outbox, outbox

pytestmark = pytest.mark.row("C1", "K1")

STOOD_STILL = timedelta(seconds=60)
Meanwhile = Callable[[], Awaitable[None]]


class StillInDirectory(FakeDirectory):
    """Stands still while Slack is asked who is in the channel."""

    meanwhile: Meanwhile

    @override
    async def members(self, channel: str) -> frozenset[str]:
        found = await super().members(channel)
        await self.meanwhile()
        return found


class StillAfterCommit:
    """A store whose process stands still after its first commit that waits for the disk."""

    def __init__(self, store: PostgresStore, meanwhile: Meanwhile) -> None:
        self._store = store
        self._meanwhile: Meanwhile | None = meanwhile

    @asynccontextmanager
    async def begin(self, *, durable: bool = False) -> AsyncIterator[Transaction]:
        async with self._store.begin(durable=durable) as tx:
            yield tx
        await self._stood_still(durable=durable)

    @asynccontextmanager
    async def singly(self, *, durable: bool = False) -> AsyncIterator[Transaction]:
        async with self._store.singly(durable=durable) as tx:
            yield tx
        await self._stood_still(durable=durable)

    async def _stood_still(self, *, durable: bool) -> None:
        if durable and self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            await meanwhile()


class StillAfterLooking:
    """A messenger whose process stands still once it has looked a message up."""

    def __init__(self, messenger: FakeMessenger, meanwhile: Meanwhile) -> None:
        self.post, self.update, self.delete = messenger.post, messenger.update, messenger.delete
        self._find = messenger.find
        self._meanwhile = meanwhile

    async def find(self, *, to: str, key: str, since: datetime) -> Place | None:
        found = await self._find(to=to, key=key, since=since)
        await self._meanwhile()
        return found


def other_process(box: Outbox, *, killed_in_its_post: bool = False) -> Meanwhile:
    """Time passes in which another process takes the job over, and is done, or is killed once Slack has its post."""

    async def meanwhile() -> None:
        box.clock.move(STOOD_STILL)
        if killed_in_its_post:
            await box.runs()
            box.messenger.fail_next(Killed(), verb=Verb.POST, after=True)
            await box.runs()
        else:
            await box.runs_to_the_end()

    return meanwhile


async def test_what_another_has_posted_while_slack_was_asked_who_may_see_it_is_not_posted_again(
    store: PostgresStore,
) -> None:
    box = await outbox(store)
    directory = StillInDirectory(
        people=[await box.directory.person("U1")], channels=[p for p in [await box.directory.channel("C1")] if p]
    )
    directory.meanwhile = other_process(box)

    await SendWhisper(store=store, directory=directory, messenger=box.messenger, clock=box.clock)(box.id)
    row = await box.runs_to_the_end()

    assert len(box.shown) == 1
    assert box.verbs == [Verb.POST]
    assert (row.state, row.ts) == (WhisperState.SENT, box.shown[0].place.ts)


async def test_what_another_has_found_missing_and_posted_before_the_call_began_is_not_posted_again(
    store: PostgresStore,
) -> None:
    box = await outbox(store)
    still = StillAfterCommit(store, other_process(box))

    await SendWhisper(store=still, directory=box.directory, messenger=box.messenger, clock=box.clock)(box.id)  # type: ignore[arg-type] # no more of a store is asked for
    row = await box.runs_to_the_end()

    assert len(box.shown) == 1
    assert (row.state, row.ts) == (WhisperState.SENT, box.shown[0].place.ts)


async def test_a_call_that_begins_late_with_nobody_else_there_is_looked_up_and_made_after_all(
    store: PostgresStore,
) -> None:
    box = await outbox(store)

    async def nobody_came() -> None:
        box.clock.move(STOOD_STILL)

    still = StillAfterCommit(store, nobody_came)
    await SendWhisper(store=still, directory=box.directory, messenger=box.messenger, clock=box.clock)(box.id)  # type: ignore[arg-type] # no more of a store is asked for
    assert box.verbs == []
    await box.runs_to_the_end()

    assert box.verbs == [Verb.FIND, Verb.POST]


async def test_that_nothing_was_found_is_forgotten_where_another_has_tried_since(store: PostgresStore) -> None:
    """The other one is killed in the middle of its own try: what the first had found says nothing about that one."""
    box = await outbox(store)
    box.messenger.fail_next(SlackUnclear())
    await box.runs()
    box.clock.move(IN_FLIGHT)
    await store.due(box.clock.now(), 10)
    still = StillAfterLooking(box.messenger, other_process(box, killed_in_its_post=True))

    await SendWhisper(store=store, directory=box.directory, messenger=still, clock=box.clock)(box.id)
    row = await box.runs_to_the_end()

    assert len(box.shown) == 1
    assert row.state is WhisperState.SENT
    assert row.ts == box.shown[0].place.ts
