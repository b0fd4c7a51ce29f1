"""Tests of databases that live as long as one performance."""

import psycopg

from motbot.storage.database import open_database
from motbot.storage.scratch import scratch_database
from tests.fakes.database import TestServer


def names(server: TestServer) -> set[str]:
    """Every scratch database there is."""
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'scratch%'")}


async def test_each_performance_has_a_database_of_its_own_and_leaves_none(postgres: TestServer) -> None:
    before = names(postgres)
    here = postgres.folder
    async with scratch_database(here) as one, scratch_database(here) as other, open_database(one), open_database(other):
        assert {one.database, other.database} <= names(postgres)

    assert one.database != other.database
    assert names(postgres) == before


async def test_the_database_of_a_killed_performance_is_dropped_by_the_next(postgres: TestServer) -> None:
    orphan = "scratch_999999999_left"
    with psycopg.connect(postgres.conninfo, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {orphan}".encode())

    async with scratch_database(postgres.folder):
        assert orphan not in names(postgres)
