"""Tests of bringing a database to the schema of this code."""

import asyncio
from collections.abc import Iterator
from importlib.resources import files

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from motbot.domain.errors import StorageRefused
from motbot.storage import migrations
from motbot.storage.database import Url, make_engine, open_database
from motbot.storage.model_ledger import model_ledgers
from motbot.storage.schema import VERSION_TABLE, migrate
from motbot.storage.tables import metadata
from tests.fakes.database import TestServer

OURS = {*metadata.tables, model_ledgers.name}


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield conninfo
    postgres.drop(conninfo)


async def tables_of(conninfo: str) -> set[str]:
    """Names of all tables."""
    engine = make_engine(conninfo)
    async with engine.connect() as connection:
        query = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = set((await connection.execute(query)).scalars())
    await engine.dispose()
    return names


async def test_the_migrations_make_exactly_the_tables_of_the_code(bare: str) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in OURS,
            },
        )
        return list(compare_metadata(context, metadata))

    async with open_database(Url(text=bare)) as database, database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_one_version_covers_the_queue_too(bare: str) -> None:
    async with open_database(Url(text=bare)):
        pass

    assert await tables_of(bare) >= {*OURS, VERSION_TABLE, "procrastinate_jobs", "procrastinate_workers"}


def test_the_queues_schema_is_that_of_the_installed_release() -> None:
    kept = files(migrations).joinpath("procrastinate_3_10_0.sql").read_text(encoding="utf-8")
    released = files("procrastinate.sql").joinpath("schema.sql").read_text(encoding="utf-8")

    assert kept.endswith(released)


async def test_a_second_start_changes_nothing(bare: str) -> None:
    for _ in range(2):
        async with open_database(Url(text=bare)) as database, database.engine.begin() as connection:
            await connection.execute(text("INSERT INTO mutes VALUES ('T', gen_random_uuid()::text, now())"))

    async with open_database(Url(text=bare)) as database, database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM mutes"))).scalar_one() == 2


async def test_processes_that_start_at_once_make_the_schema_once(bare: str) -> None:
    engines = [make_engine(bare) for _ in range(4)]

    await asyncio.gather(*(migrate(engine) for engine in engines))

    for engine in engines:
        await engine.dispose()
    assert await tables_of(bare) >= OURS


async def test_a_schema_of_a_newer_motbot_is_refused(bare: str) -> None:
    async with open_database(Url(text=bare)) as database, database.engine.begin() as connection:
        await connection.execute(text("UPDATE motbot_revision SET version_num = '9999'"))

    with pytest.raises(StorageRefused, match=r"schema 9999, which a newer motbot has made.*Start the newer motbot"):
        async with open_database(Url(text=bare)):
            pass


async def test_tables_of_another_program_are_left_alone_and_nothing_is_half_made(bare: str) -> None:
    engine = make_engine(bare)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE feedback (stars int)"))
    await engine.dispose()

    with pytest.raises(StorageRefused, match=r"another program has tables.*a database of its own"):
        async with open_database(Url(text=bare)):
            pass
    assert await tables_of(bare) == {"feedback"}
