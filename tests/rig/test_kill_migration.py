"""A process is killed while it makes the schema: there is all of it or nothing, and the next start completes it."""

import subprocess
import sys
import time
from random import Random

import psycopg
import pytest

from motbot.storage.database import Url, open_database
from tests.fakes.database import TestServer

MIGRATE = """
import asyncio, sys
from motbot.storage.database import Url, open_database

async def main():
    print("go", flush=True)
    async with open_database(Url(text=sys.argv[1])):
        print("done", flush=True)

asyncio.run(main())
"""
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


def killed_after(seconds: float, database: str) -> None:
    """Let a process of its own make the schema, and kill it."""
    with subprocess.Popen([sys.executable, "-c", MIGRATE, database], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "go\n"
        time.sleep(seconds)
        process.kill()


def tables(database: str) -> int:
    """How many there are, once whoever was killed has gone."""
    with psycopg.connect(database, autocommit=True) as connection:
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        while connection.execute(others).fetchone() != (0,):
            time.sleep(0.02)
        row = connection.execute(TABLES).fetchone()
    return int(row[0]) if row else 0


@pytest.mark.row("R3", trials=4, long=200)
async def test_a_kill_in_the_middle_of_making_the_schema_leaves_all_of_it_or_nothing(
    postgres: TestServer, trials: int
) -> None:
    random = Random(17)
    for _ in range(trials):
        database = postgres.new_database(migrated=False)
        killed_after(random.uniform(0.0, 0.8), database)
        before = tables(database)
        async with open_database(Url(text=database)):
            pass
        assert before in {0, tables(database)}
        postgres.drop(database)
