"""Tests of fetching jobs: nothing that is announced waits for the next look, and no look is made for nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, LiteralString

import pytest
from typing_extensions import override

from motbot.engine.connecting import Connector
from motbot.engine.engine import Engine
from motbot.engine.fetching import OwnJobs
from motbot.engine.yielding import Yielding
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore

TAKE = JobKind.TAKE_EVENT
WITHIN = 20.0
"""Seconds: far more than it takes, and far less than until the next look."""


class Counting(Connector):
    """Counts the looks; during the next one a job may be put."""

    looks = 0
    meanwhile: Job | None = None
    announced: Callable[[], None]
    store: PostgresStore

    @override
    async def execute_query_one_async(self, query: LiteralString, **arguments: Any) -> dict[str, Any]:
        self.looks += 1
        found = await super().execute_query_one_async(query, **arguments)
        if self.meanwhile is not None:
            job, self.meanwhile = self.meanwhile, None
            await put(self.store, job)
            self.announced()
        return found


@pytest.fixture
async def connector(database: Database, store: PostgresStore) -> AsyncIterator[Counting]:
    """Open connections."""
    opened = Counting(conninfo=database.conninfo, max_size=2)
    opened.store = store
    await opened.open_async()
    yield opened
    await opened.close_async()


async def put(store: PostgresStore, *jobs: Job) -> None:
    """Put jobs in one commit."""
    async with store.begin() as tx:
        for job in jobs:
            await tx.arm(job)


async def subject_of(own: OwnJobs) -> int | None:
    """The subject of the job that a worker is given next."""
    job = await own.fetch_job([TAKE.value], worker_id=None)  # type: ignore[arg-type] # nobody's: it is not run
    return None if job is None else int(str(job.task_kwargs["subject"]))


async def test_who_has_been_given_the_last_job_is_told_so_without_another_look(
    connector: Counting, store: PostgresStore
) -> None:
    own = OwnJobs(connector)
    await put(store, *(Job(kind=TAKE, subject=subject) for subject in (1, 2)))

    assert [await subject_of(own) for _ in range(3)] == [1, 2, None]
    assert connector.looks == 2


async def test_a_job_that_is_announced_after_the_last_one_is_looked_for(
    connector: Counting, store: PostgresStore
) -> None:
    own = OwnJobs(connector)
    await put(store, Job(kind=TAKE, subject=1))
    assert await subject_of(own) == 1

    await put(store, Job(kind=TAKE, subject=2))
    own.hear()

    assert await subject_of(own) == 2


async def test_a_job_that_is_announced_during_a_look_that_finds_nothing_is_found(connector: Counting) -> None:
    own = OwnJobs(connector)
    connector.meanwhile, connector.announced = Job(kind=TAKE, subject=1), own.hear

    assert await subject_of(own) == 1


async def test_a_look_by_the_clock_is_made_after_a_look_was_spared(connector: Counting, store: PostgresStore) -> None:
    own = OwnJobs(connector)
    await put(store, Job(kind=TAKE, subject=1))
    assert [await subject_of(own) for _ in range(2)] == [1, None]
    await put(store, Job(kind=TAKE, subject=2))  # announced to nobody

    assert await subject_of(own) == 2


async def test_who_waits_for_a_lock_is_begun_when_it_falls_free_and_not_at_the_next_look(
    database: Database, store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motbot.engine.engine.FETCH_EVERY", 600.0)
    may_end, begun = asyncio.Event(), asyncio.Queue[int]()

    async def take(subject: int) -> None:
        await begun.put(subject)
        await may_end.wait()

    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers={TAKE: take})
    work = asyncio.create_task(engine.run())
    async with asyncio.timeout(WITHIN):
        await put(store, Job(kind=TAKE, subject=1, lock="C1"))
        assert await begun.get() == 1
        await put(store, Job(kind=TAKE, subject=2, lock="C1"))
        await put(store, Job(kind=TAKE, subject=3, lock="C2"))
        assert await begun.get() == 3  # so that the second has been looked for in vain
        may_end.set()
        assert await begun.get() == 2
    engine.stop()
    await work


async def test_no_job_begins_while_many_events_wait_to_be_stored(connector: Counting, store: PostgresStore) -> None:
    crowd, seen = [True], []

    async def look_away(_: float) -> None:
        seen.append(connector.looks)
        crowd.clear()

    own = OwnJobs(connector, yielding=Yielding(is_crowded=lambda: bool(crowd), sleep=look_away))
    await put(store, Job(kind=TAKE, subject=1))

    assert await subject_of(own) == 1
    assert seen == [0]
