"""Tests of jobs whose process stood still for so long that they were taken for abandoned, and then went on."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from motbot.engine.engine import Engine
from motbot.engine.queue import Queue
from motbot.engine.rescue import LOOKS, Rescue
from motbot.engine.tasks import Handler, Tasks
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore

TAKE = JobKind.TAKE_EVENT

WORKER = """
import asyncio, sys
from motbot.engine.engine import Engine
from motbot.ports.jobs import JobKind
from motbot.storage.database import make_engine

async def work(subject):
    print("begun", subject, flush=True)
    try:
        await asyncio.to_thread(sys.stdin.readline)
    except asyncio.CancelledError:
        print("cut off", subject, flush=True)
        raise
    print("ended", subject, flush=True)

async def main():
    database = make_engine(sys.argv[1])
    await Engine(database=database, conninfo=sys.argv[1], handlers={JobKind.TAKE_EVENT: work}, concurrency=1).run()

asyncio.run(main())
"""
"""Another process, with one job at a time, which ends when a line is written to it."""

LATE = """
    UPDATE procrastinate_workers SET last_heartbeat = now() - interval '9 seconds'
     WHERE id = (SELECT min(id) FROM procrastinate_workers)
"""


class Overlap:
    """A handler that notes how many of it run at once for the same lock, and holds each until it is let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.most_at_once = 0
        self._running = 0
        self._may_end = asyncio.Event()
        self._changed = asyncio.Condition()

    async def __call__(self, subject: int) -> None:
        self._running += 1
        self.most_at_once = max(self.most_at_once, self._running)
        try:
            async with self._changed:
                self.begun.append(subject)
                self._changed.notify_all()
            await self._may_end.wait()
            self.ended.append(subject)
        finally:
            self._running -= 1

    def may_end(self) -> None:
        """Let go of all."""
        self._may_end.set()

    async def has_begun(self, times: int) -> None:
        """Wait until so many have begun."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.begun) >= times)


@asynccontextmanager
async def running(database: Database, handler: Handler) -> AsyncIterator[Engine]:
    """An engine at work."""
    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers={TAKE: handler})
    work = asyncio.create_task(engine.run())
    try:
        yield engine
    finally:
        engine.stop()
        await work


@contextmanager
def another_worker(conninfo: str) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of a job; killed at the end if it still lives."""
    command = [sys.executable, "-c", WORKER, conninfo]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert heard(process) == "begun 1"
            yield process
        finally:
            process.kill()


def heard(process: subprocess.Popen[str]) -> str:
    """The next thing it says of its work; its log goes the same way."""
    assert process.stdout is not None
    return next(line.strip() for line in process.stdout if line.startswith(("begun", "cut off", "ended")))


async def put(store: PostgresStore, *subjects: int) -> None:
    """Put jobs that share a lock, in one commit."""
    async with store.begin() as tx:
        for subject in subjects:
            await tx.arm(Job(kind=TAKE, subject=subject, lock="C1"))


async def run(database: Database, statement: str) -> None:
    """Change the queue by hand."""
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))


async def jobs(database: Database) -> list[tuple[int, str]]:
    """Subject and state of every job."""
    async with database.engine.connect() as connection:
        found = "SELECT (args->>'subject')::int, status::text FROM procrastinate_jobs ORDER BY id"
        return [(row[0], row[1]) for row in await connection.execute(text(found))]


def looking(database: Database) -> Rescue:
    """The rescue of a process that runs nothing itself."""
    queue = Queue(engine=database.engine)
    return Rescue(queue=queue, tasks=Tasks(queue=queue, handlers={}))


@pytest.mark.row("C1", "B6")
async def test_a_process_that_stood_still_does_not_take_its_own_jobs_for_abandoned(
    store: PostgresStore, database: Database
) -> None:
    take = Overlap()
    await put(store, 1, 2)

    async with running(database, take) as engine:
        await take.has_begun(1)
        for _ in range(LOOKS + 1):
            await run(database, LATE)
            assert await engine._rescue.look(engine._worker_id()) == 0
        take.may_end()
        await engine.wait_idle()

    assert (take.begun, take.most_at_once) == ([1, 2], 1)


@pytest.mark.row("C1", "B6")
async def test_a_process_that_was_forgotten_while_it_stood_still_keeps_what_nobody_has_taken_over(
    store: PostgresStore, database: Database
) -> None:
    take = Overlap()
    await put(store, 1)

    async with running(database, take) as engine:
        await take.has_begun(1)
        await run(database, "DELETE FROM procrastinate_workers")
        assert await engine._rescue.look(engine._worker_id()) == 0
        take.may_end()
        await engine.wait_idle()

    assert take.ended == [1]


@pytest.mark.row("C1", "B6", "K1")
async def test_a_job_that_was_taken_over_is_cut_off_where_it_was_and_ended_only_by_its_new_process(
    store: PostgresStore, database: Database
) -> None:
    """The old process is stopped in the middle, another takes its job, the old one goes on: a second job must wait."""
    take = Overlap()
    await put(store, 1, 2)
    with another_worker(database.conninfo) as other:
        other.send_signal(signal.SIGSTOP)
        abandoned = looking(database)
        await abandoned.look(None)
        await run(database, LATE)
        assert sum([await abandoned.look(None) for _ in range(LOOKS + 1)]) == 1
        async with running(database, take) as engine:
            await take.has_begun(1)
            other.send_signal(signal.SIGCONT)
            said = await asyncio.to_thread(heard, other)
            # Whoever still believes to run the first one has let go of it, and the second has begun nowhere.
            assert (said, take.begun) == ("cut off 1", [1])
            assert await jobs(database) == [(1, "doing"), (2, "todo")]
            take.may_end()
            other.kill()
            await take.has_begun(2)
            await engine.wait_idle()

    assert (take.ended, take.most_at_once) == ([1, 2], 1)


@pytest.mark.row("C1", "B6")
async def test_the_end_of_a_job_that_was_taken_over_changes_nothing(store: PostgresStore, database: Database) -> None:
    take = Overlap()
    await put(store, 1, 2)

    with capture_logs() as lines:
        async with running(database, take):
            await take.has_begun(1)
            await run(database, "UPDATE procrastinate_jobs SET attempts = attempts + 1 WHERE status = 'doing'")
            take.may_end()
            async with asyncio.timeout(10):
                while not lines:  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.01)
            assert await jobs(database) == [(1, "doing"), (2, "todo")]

    assert [line["event"] for line in lines] == ["job.taken_over"]
