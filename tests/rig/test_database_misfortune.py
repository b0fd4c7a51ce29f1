"""The database fails under the whole bot: what is acknowledged is there, and work goes on by itself."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from random import Random

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier
from structlog.testing import capture_logs

from motbot.playground.delivery import Timetable
from tests.rig.conftest import OpenCrowd
from tests.rig.crowd import Crowd, assert_whole
from tests.rig.town import Town
from tests.scenarios.stage import SOON

pytestmark = pytest.mark.timeout(300)  # a busy machine is no failure
OFTEN = Timetable(delays=(0.3,), endless=True)
LOUDEST = 15
"""Lines in the log while the database fails for a few seconds: each part may say it, none may go on about it."""

FULL = """
    CREATE FUNCTION rig_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
    END $$;
    DO $$
    DECLARE name text;
    BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('CREATE TRIGGER rig_full BEFORE INSERT OR UPDATE ON %I EXECUTE FUNCTION rig_full()', name);
        END LOOP;
    END $$;
"""
ROOM = "DROP FUNCTION rig_full CASCADE"
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND random() < %s
"""


@asynccontextmanager
async def full_disk(database: str) -> AsyncIterator[None]:
    """Let every row that is written meet what a server says whose disk is full."""
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        await connection.execute(FULL)
        try:
            yield
        finally:
            await connection.execute(ROOM)


@asynccontextmanager
async def locked(database: str, table: str) -> AsyncIterator[None]:
    """Let everybody wait who wants anything of a table."""
    async with await psycopg.AsyncConnection.connect(database) as connection:
        await connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        await connection.rollback()


@contextmanager
def closed(database: str) -> Iterator[None]:
    """Throw everybody out, and let nobody in."""
    name = str(conninfo_to_dict(database)["dbname"])
    allow = SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(make_conninfo(database, dbname="postgres"), autocommit=True) as connection:
        connection.execute(allow.format(Identifier(name), SQL("false")))
        try:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            yield
        finally:
            connection.execute(allow.format(Identifier(name), SQL("true")))


async def unheard(people: Crowd, count: int) -> None:
    """So many requests that cannot be stored now: none is acknowledged."""
    people.say(count)
    await asyncio.sleep(1.5)
    assert people.stage.workspace.unacked == count


@pytest.mark.row("B1", trials=10, long=100)
async def test_while_the_disk_is_full_nothing_is_acknowledged_and_afterwards_nothing_is_missing(
    crowd: OpenCrowd, worker_database: str, trials: int
) -> None:
    """In the middle of the work too: half of the requests are stored already, and are being coached."""
    async with crowd(Town(channels=10, customers=-(-2 * trials // 10)), timetable=OFTEN) as people:
        people.say(trials)
        await people.stage.rests()
        with capture_logs() as lines:
            async with full_disk(worker_database):
                people.stage.clock.jump(people.stage.clock.now() + SOON)
                await unheard(people, trials)
        await people.calm()
        assert_whole(await people.settles())

    told = Counter(line["event"] for line in lines)
    assert told.total() <= LOUDEST, told


@pytest.mark.row("B3", trials=3, long=60)
async def test_a_table_that_somebody_holds_delays_and_loses_nothing(
    crowd: OpenCrowd, worker_database: str, trials: int
) -> None:
    random = Random(3)
    async with crowd(Town(channels=10, customers=trials), timetable=OFTEN) as people:
        for _ in range(trials):
            table = random.choice(("inbox", "lines", "conversations", "moments", "whispers", "procrastinate_jobs"))
            async with locked(worker_database, table):
                people.say(10)
                await asyncio.sleep(1.0)
            await people.calm()
            await people.stage.passes(SOON)
        assert_whole(await people.settles())


@pytest.mark.row("B5", trials=4, long=100)
async def test_connections_that_are_cut_in_the_middle_of_everything_lose_and_double_nothing(
    crowd: OpenCrowd, worker_database: str, trials: int
) -> None:
    async with crowd(Town(channels=10, customers=trials), timetable=OFTEN) as people:
        with psycopg.connect(worker_database, autocommit=True) as monkey:
            for _ in range(trials):
                people.say(10)
                people.stage.clock.jump(people.stage.clock.now() + SOON)
                await asyncio.sleep(0.3)
                monkey.execute(CUT, [0.7])
        await people.calm()
        assert_whole(await people.settles())


@pytest.mark.row("B5", trials=10)
async def test_a_server_that_lets_nobody_in_for_a_while_is_waited_for(crowd: OpenCrowd, worker_database: str) -> None:
    """To whoever wants a connection that is the same as a server that has none left."""
    async with crowd(Town(channels=10, customers=2), timetable=OFTEN) as people:
        people.say(10)
        await people.stage.rests()
        with closed(worker_database):
            await unheard(people, 10)
        await people.calm()
        assert_whole(await people.settles())
