"""Tests of what becomes of the jobs of dead processes."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from motbot.engine.engine import Engine
from motbot.engine.queue import Queue
from motbot.engine.rescue import DEATHS_AT_MOST, LOOKS, Rescue
from motbot.engine.tasks import Tasks
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore

TAKE = JobKind.TAKE_EVENT

WORKER = """
import asyncio, sys
from motbot.engine.engine import Engine
from motbot.ports.jobs import JobKind
from motbot.storage.database import make_engine

async def hang(subject):
    print("begun", flush=True)
    await asyncio.Event().wait()

async def main():
    database = make_engine(sys.argv[1])
    await Engine(database=database, conninfo=sys.argv[1], handlers={JobKind.TAKE_EVENT: hang}).run()

asyncio.run(main())
"""
"""Another process: takes a job, and never ends it."""


@contextmanager
def another_worker(conninfo: str) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of a job; killed at the end if it still lives."""
    command = [sys.executable, "-c", WORKER, conninfo]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        yield process
        process.kill()


async def run(database: Database, *statements: str) -> None:
    """Change the queue by hand."""
    async with database.engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def status(database: Database) -> list[str]:
    """State of every job, the oldest first."""
    async with database.engine.connect() as connection:
        return list(
            (await connection.execute(text("SELECT status::text FROM procrastinate_jobs ORDER BY id"))).scalars()
        )


def rescue(database: Database) -> Rescue:
    """A rescue of a process that runs nothing itself."""
    queue = Queue(engine=database.engine)
    return Rescue(queue=queue, tasks=Tasks(queue=queue, handlers={}))


async def put(store: PostgresStore, *jobs: Job) -> None:
    """Put jobs in one commit."""
    async with store.begin() as tx:
        for job in jobs:
            await tx.arm(job)


async def test_the_job_of_a_killed_process_runs_again_before_the_next_of_its_lock(
    store: PostgresStore, database: Database
) -> None:
    done: list[int] = []

    async def take(subject: int) -> None:
        done.append(subject)

    await put(store, *(Job(kind=TAKE, subject=number, lock="C1") for number in (1, 2)))
    with another_worker(database.conninfo) as worker:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert await status(database) == ["doing", "todo"]
    async with database.engine.connect() as connection:
        now = (await connection.execute(text("SELECT now()"))).scalar_one()

    engine = Engine(database=database.engine, conninfo=database.conninfo, handlers={TAKE: take}, dead_before=now)
    work = asyncio.create_task(engine.run())
    await engine.wait_idle()
    engine.stop()
    await work

    assert done == [1, 2]


async def test_a_worker_that_has_long_been_silent_is_dead(store: PostgresStore, database: Database) -> None:
    await put(store, Job(kind=TAKE, subject=1))
    with another_worker(database.conninfo) as worker:
        worker.send_signal(signal.SIGSTOP)
        looking = rescue(database)
        assert await looking.look(None) == 0
        await run(database, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '9 seconds'")

        assert [await looking.look(None) for _ in range(LOOKS + 1)] == [0, 0, 1]

    assert await status(database) == ["todo"]


@pytest.mark.row("C1")
@pytest.mark.parametrize("hours", [-24, 24], ids=["ahead", "back"])
async def test_whoever_still_gives_signs_of_life_is_not_dead_because_the_clock_was_set(
    store: PostgresStore, database: Database, hours: int
) -> None:
    await put(store, Job(kind=TAKE, subject=1))
    moved = "UPDATE procrastinate_workers SET last_heartbeat = now() + interval '%d hours'"
    with another_worker(database.conninfo):
        looking = rescue(database)
        for _ in range(2 * LOOKS):
            await run(database, moved % hours)
            assert await looking.look(None) == 0
            await run(database, "UPDATE procrastinate_workers SET last_heartbeat = clock_timestamp()")
            assert await looking.look(None) == 0

    assert await status(database) == ["doing"]


@pytest.mark.row("C1")
async def test_whoever_died_before_the_clock_was_set_back_is_dead_all_the_same(
    store: PostgresStore, database: Database
) -> None:
    await put(store, Job(kind=TAKE, subject=1))
    with another_worker(database.conninfo) as worker:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    await run(database, "UPDATE procrastinate_workers SET last_heartbeat = now() + interval '1 hour'")
    looking = rescue(database)

    assert sum([await looking.look(None) for _ in range(LOOKS + 1)]) == 1


@pytest.mark.row("C1", "B6")
async def test_that_all_before_us_are_dead_is_believed_once(store: PostgresStore, database: Database) -> None:
    """A clock that is set back lets the signs of the living look older than the time when we were alone."""
    async with database.engine.connect() as connection:
        alone_at = (await connection.execute(text("SELECT now() + interval '1 hour'"))).scalar_one()
    queue = Queue(engine=database.engine)
    looking = Rescue(queue=queue, tasks=Tasks(queue=queue, handlers={}), dead_before=alone_at)
    assert await looking.look(None) == 0

    await put(store, Job(kind=TAKE, subject=1))
    with another_worker(database.conninfo):
        assert await looking.look(None) == 0


async def test_the_job_of_a_living_process_is_left_to_it(store: PostgresStore, database: Database) -> None:
    await put(store, Job(kind=TAKE, subject=1))

    with another_worker(database.conninfo):
        assert await rescue(database).look(None) == 0
        assert await status(database) == ["doing"]


async def test_two_processes_rescue_a_job_once(store: PostgresStore, database: Database) -> None:
    await put(store, *(Job(kind=TAKE, subject=number) for number in range(30)))
    await run(database, "UPDATE procrastinate_jobs SET status = 'doing'")

    rescued = await asyncio.gather(*(rescue(database).look(None) for _ in range(6)))

    assert sum(rescued) == 30
    assert set(await status(database)) == {"todo"}


async def test_a_job_whose_end_was_lost_beside_a_living_worker_is_found_at_the_second_look(
    store: PostgresStore, database: Database
) -> None:
    await put(store, Job(kind=TAKE, subject=1))
    await run(
        database,
        "INSERT INTO procrastinate_workers DEFAULT VALUES",
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)",
    )
    looking = rescue(database)

    assert await looking.look(1) == 0
    assert await looking.look(1) == 1
    assert await status(database) == ["todo"]


async def test_a_job_that_runs_here_is_not_taken_for_lost(store: PostgresStore, database: Database) -> None:
    await put(store, Job(kind=TAKE, subject=1))
    await run(
        database,
        "INSERT INTO procrastinate_workers DEFAULT VALUES",
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)",
    )
    queue = Queue(engine=database.engine)
    tasks = Tasks(queue=queue, handlers={})
    tasks._running[1, 0] = None
    looking = Rescue(queue=queue, tasks=tasks)

    assert [await looking.look(1) for _ in range(3)] == [0, 0, 0]


async def test_a_job_that_takes_every_process_down_goes_aside(store: PostgresStore, database: Database) -> None:
    await put(store, Job(kind=TAKE, subject=1, lock="C1"))
    await run(database, "UPDATE procrastinate_jobs SET status = 'doing', attempts = 24")

    with capture_logs() as lines:
        assert await rescue(database).look(None) == 1

    assert DEATHS_AT_MOST == 25
    assert await status(database) == ["failed"]
    assert [line["event"] for line in lines] == ["job.aside"]
