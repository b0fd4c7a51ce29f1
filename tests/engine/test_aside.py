"""Tests of jobs that have failed for good: they are told with their reason, and go on where somebody puts them back."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from motbot.engine.aside import Aside
from motbot.engine.retrying import FAILURES_AT_MOST
from motbot.ports.jobs import Job, JobKind
from motbot.storage.database import Database
from motbot.storage.store import PostgresStore
from tests.engine.test_engine import Recorder, put, running, states

TAKE, SEND = JobKind.TAKE_EVENT, JobKind.SEND_WHISPER


async def tried_often(database: Database) -> None:
    """What waits has been tried as often as it may, but for once."""
    nearly = text("UPDATE procrastinate_jobs SET args = args || jsonb_build_object('attempt', CAST(:tries AS int))")
    async with database.engine.begin() as connection:
        await connection.execute(nearly, {"tries": FAILURES_AT_MOST - 1})


async def lay_aside(store: PostgresStore, database: Database, *subjects: int) -> None:
    """Have jobs fail for good, all for the same reason."""
    await put(store, *(Job(kind=TAKE, subject=subject, lock="C1") for subject in subjects))
    await tried_often(database)
    broken = Recorder({subject: KeyError("what somebody wrote") for subject in subjects})
    async with running(database, {TAKE: broken}) as engine:
        await engine.wait_idle()
        assert await engine.aside() == len(subjects)


async def rows(database: Database) -> list[Mapping[str, object]]:
    """Every job there is."""
    query = "SELECT task_name, lock, args, priority, status::text FROM procrastinate_jobs ORDER BY id"
    async with database.engine.connect() as connection:
        return [dict(row) for row in (await connection.execute(text(query))).mappings()]


async def test_what_lies_aside_is_told_with_its_reason_and_since_when_and_without_words(
    store: PostgresStore, database: Database
) -> None:
    await lay_aside(store, database, 7)

    (job,) = await Aside(engine=database.engine).listed()

    assert (job.kind, job.why) == ("take_event", "KeyError")
    assert job.since is not None
    assert abs(datetime.now(tz=UTC) - job.since) < timedelta(minutes=1)  # noqa: TID251 # by the server's clock
    assert "somebody" not in str(await rows(database))


async def test_what_is_put_back_runs_again_with_all_its_tries_lock_and_urgency(
    store: PostgresStore, database: Database
) -> None:
    await put(store, Job(kind=SEND, subject=1, lock="C1"))
    before = await rows(database)
    await tried_often(database)
    async with running(database, {SEND: Recorder({1: KeyError()})}) as engine:
        await engine.wait_idle()
    aside = Aside(engine=database.engine)
    (job,) = await aside.listed()

    assert await aside.put_back([job.id]) == {job.id}

    assert await rows(database) == before
    again = Recorder()
    async with running(database, {SEND: again}) as engine:
        await engine.wait_idle()
    assert again.done == [1]
    assert await states(database) == []


async def test_only_those_that_are_named_are_put_back(store: PostgresStore, database: Database) -> None:
    await lay_aside(store, database, 1, 2, 3)
    await put(store, Job(kind=TAKE, subject=4))
    aside = Aside(engine=database.engine)
    first, second, third = [one.id for one in await aside.listed()]
    waiting = third + 1

    assert await aside.put_back([second, waiting, 10**12]) == {second}

    assert [one.id for one in await aside.listed()] == [first, third]
    assert await aside.put_back(None) == {first, third}
    assert await aside.listed() == []
    assert await aside.put_back(None) == frozenset()
    assert [row["args"] for row in await rows(database)] == [{"subject": one} for one in (4, 2, 1, 3)]


async def test_two_people_put_a_job_back_once(store: PostgresStore, database: Database) -> None:
    await lay_aside(store, database, 1, 2)
    aside = Aside(engine=database.engine)

    one, other = await asyncio.gather(aside.put_back(None), aside.put_back(None))

    assert len(one) + len(other) == 2
    assert len(await rows(database)) == 2


async def test_a_job_under_which_its_process_died_has_no_error_to_name(database: Database) -> None:
    died = """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
              VALUES ('rearm', 'rearm', '{"task": "take_event", "subject": 7, "lock": "C1", "attempt": 3}', 'failed')"""
    async with database.engine.begin() as connection:
        await connection.execute(text(died))
    aside = Aside(engine=database.engine)

    (job,) = await aside.listed()
    await aside.put_back([job.id])

    assert (job.kind, job.why, job.since) == ("take_event", "", None)
    assert (await rows(database))[0]["args"] == {"task": "take_event", "subject": 7, "lock": "C1", "attempt": 3}


async def test_a_job_that_was_cut_off_on_its_way_aside_still_runs(store: PostgresStore, database: Database) -> None:
    await put(store, Job(kind=TAKE, subject=7))
    async with database.engine.begin() as connection:
        await connection.execute(text('UPDATE procrastinate_jobs SET args = args || \'{"why": "KeyError"}\''))
    take = Recorder()

    async with running(database, {TAKE: take}) as engine:
        await engine.wait_idle()

    assert take.done == [7]
