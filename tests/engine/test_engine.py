"""Tests of running jobs: order, locks, retries without a lock, stops and outages."""

import asyncio
import os
import signal
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import psycopg
from sqlalchemy import text
from structlog.testing import capture_logs

from motbot.domain.errors import ModelUnavailable
from motbot.engine.arming import armed
from motbot.engine.engine import Engine
from motbot.engine.queue import Queue
from motbot.engine.tasks import Handler
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database, open_database
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.store import PostgresStore
from tests.fakes.database import own_folder

TAKE = JobKind.TAKE_EVENT


@asynccontextmanager
async def running(
    database: Database, handlers: Mapping[JobKind, Handler], *, grace: timedelta = timedelta(seconds=8)
) -> AsyncIterator[Engine]:
    """An engine at work."""
    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers=handlers, grace=grace)
    work = asyncio.create_task(engine.run())
    try:
        yield engine
    finally:
        engine.stop()
        await work


async def put(store: PostgresStore, *jobs: Job) -> None:
    """Put jobs in one commit."""
    async with store.begin() as tx:
        for job in jobs:
            await tx.arm(job)


async def states(database: Database) -> list[tuple[str, str]]:
    """Task and state of every job there is, the oldest first."""
    async with database.engine.connect() as connection:
        rows = await connection.execute(text("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY id"))
        return [(row[0], row[1]) for row in rows]


class Recorder:
    """A handler that notes what it is called for; a subject of `broken` raises the error the first time."""

    def __init__(self, broken: Mapping[int, Exception] | None = None) -> None:
        self.done: list[int] = []
        self._called = asyncio.Condition()
        self._broken = dict(broken or {})

    async def __call__(self, subject: int) -> None:
        async with self._called:
            self.done.append(subject)
            self._called.notify_all()
        error = self._broken.pop(subject, None)
        if error is not None:
            raise error

    async def called_for(self, subject: int) -> None:
        """Wait until it has been called for this one."""
        async with self._called:
            await self._called.wait_for(lambda: subject in self.done)

    async def called(self, times: int) -> None:
        """Wait until it has been called so often."""
        async with self._called:
            await self._called.wait_for(lambda: len(self.done) >= times)


async def test_a_job_runs_once_its_commit_stands(store: PostgresStore, database: Database) -> None:
    take = Recorder()

    async with running(database, {TAKE: take}) as engine:
        await put(store, Job(kind=TAKE, subject=7))
        await engine.wait_idle()

    assert take.done == [7]
    assert await states(database) == []


async def test_jobs_of_one_lock_run_in_order_and_never_overlap(store: PostgresStore, database: Database) -> None:
    order: dict[int, list[int]] = defaultdict(list)
    inside: set[int] = set()

    async def take(subject: int) -> None:
        lock = subject % 4
        assert lock not in inside
        inside.add(lock)
        await asyncio.sleep(0.001)
        order[lock].append(subject)
        inside.discard(lock)

    await put(store, *(Job(kind=TAKE, subject=number, lock=f"C{number % 4}") for number in range(80)))
    async with running(database, {TAKE: take}) as engine:
        await engine.wait_idle()

    assert dict(order) == {lock: list(range(lock, 80, 4)) for lock in range(4)}


async def test_jobs_of_different_locks_run_side_by_side(store: PostgresStore, database: Database) -> None:
    together = asyncio.Barrier(5)

    async def take(subject: int) -> None:
        await together.wait()

    await put(store, *(Job(kind=TAKE, subject=number, lock=f"C{number}") for number in range(5)))
    async with running(database, {TAKE: take}) as engine:
        await engine.wait_idle()

    assert await states(database) == []


async def test_a_failed_job_lets_the_next_of_its_lock_run_while_it_waits(
    store: PostgresStore, database: Database
) -> None:
    take = Recorder({1: ModelUnavailable()})

    async with running(database, {TAKE: take}) as engine:
        await put(store, *(Job(kind=TAKE, subject=number, lock="C1") for number in (1, 2)))
        await engine.wait_idle()

    assert take.done == [1, 2, 1]


async def test_after_five_failures_a_job_lies_aside_and_the_queue_goes_on(
    store: PostgresStore, database: Database
) -> None:
    take = Recorder({1: ValueError("secret words")})
    await Queue(engine=database.engine).put_again(task=TAKE, subject=1, lock="C1", attempt=4)
    await put(store, Job(kind=TAKE, subject=2, lock="C1"))

    with capture_logs() as lines:
        async with running(database, {TAKE: take}) as engine:
            await engine.wait_idle()
            assert await engine.aside() == 1

    assert take.done == [1, 2]
    assert await states(database) == [("take_event", "failed")]
    (line,) = [line for line in lines if line["event"] == "job.aside"]
    assert (line["kind"], line["subject"], line["attempt"], line["error"]) == ("take_event", 1, 5, "ValueError")


async def test_what_a_job_raised_is_never_told_in_its_own_words(store: PostgresStore, database: Database) -> None:
    take = Recorder({1: ValueError("secret words")})

    with capture_logs() as lines:
        async with running(database, {TAKE: take}) as engine:
            await put(store, Job(kind=TAKE, subject=1))
            await engine.wait_idle()

    assert [line["event"] for line in lines] == ["job.postponed"]
    assert "secret" not in str(lines)


async def test_jobs_of_a_kind_nobody_here_knows_wait_and_hold_nobody_up(
    store: PostgresStore, database: Database
) -> None:
    follow = Recorder()
    await Queue(engine=database.engine).put_again(task="kind_of_tomorrow", subject=1, lock="moment:1", attempt=0)
    await put(store, Job(kind=JobKind.FOLLOW_MOMENT, subject=1, lock="moment:1"))

    with capture_logs() as lines:
        async with running(database, {JobKind.FOLLOW_MOMENT: follow}):
            await follow.called(1)

    assert await states(database) == [("kind_of_tomorrow", "todo")]
    assert {"event": "jobs.unknown_kind", "kind": "kind_of_tomorrow", "jobs": 1, "log_level": "warning"} in lines


async def test_a_stop_lets_a_running_job_finish_and_takes_no_other(store: PostgresStore, database: Database) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()
    done: list[int] = []

    async def take(subject: int) -> None:
        begun.set()
        await may_end.wait()
        done.append(subject)

    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers={TAKE: take})
    await put(store, *(Job(kind=TAKE, subject=number, lock="C1") for number in (1, 2)))
    work = asyncio.create_task(engine.run())
    await begun.wait()
    engine.stop()
    may_end.set()
    await work

    assert done == [1]
    assert await states(database) == [("take_event", "todo")]


async def test_a_job_that_outlasts_the_grace_is_cut_off_and_waits_for_the_next_start(
    store: PostgresStore, database: Database
) -> None:
    begun = asyncio.Event()

    async def hang(subject: int) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with running(database, {TAKE: hang}, grace=timedelta(0)):
        await put(store, Job(kind=TAKE, subject=1, lock="C1"))
        await begun.wait()

    assert await states(database) == [("take_event", "todo")]

    take = Recorder()
    async with running(database, {TAKE: take}) as engine:
        await engine.wait_idle()
    assert take.done == [1]


async def test_a_stop_before_the_start_ends_at_once(database: Database) -> None:
    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers={TAKE: Recorder()})

    engine.stop()

    await engine.run()


async def test_when_every_connection_is_cut_off_work_goes_on(store: PostgresStore, database: Database) -> None:
    take = Recorder()

    async with running(database, {TAKE: take}) as engine:
        await put(store, Job(kind=TAKE, subject=1))
        await engine.wait_idle()
        with psycopg.connect(database.conninfo, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        await put(store, Job(kind=TAKE, subject=2))
        await take.called(2)

    assert take.done == [1, 2]
    assert await states(database) == []


async def test_when_the_server_stops_and_comes_back_work_goes_on_and_the_outage_is_told_once() -> None:
    take = Recorder()
    with own_folder() as folder:
        source = Embedded(folder=folder, root_allowed=True)
        async with open_database(source) as database:
            store = PostgresStore(engine=database.durable, armed=armed)
            with capture_logs() as lines:
                async with running(database, {TAKE: take}) as engine:
                    await put(store, Job(kind=TAKE, subject=1))
                    await engine.wait_idle()
                    await asyncio.to_thread(restart, folder)
                    await put(store, Job(kind=TAKE, subject=2))
                    await take.called_for(2)

    assert set(take.done) == {1, 2}  # the end of a job is not waited for on the disk: a crash may run it once more
    assert [line["event"] for line in lines].count("engine.database_away") <= 1


def restart(folder: Path) -> None:
    """Stop the server as a crash does, and start it again."""
    stamp = folder / "postgres" / "data" / "postmaster.pid"
    os.kill(int(stamp.read_text().splitlines()[0]), signal.SIGQUIT)
    with EmbeddedServer(source=Embedded(folder=folder, root_allowed=True)):
        pass
