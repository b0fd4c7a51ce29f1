"""Tests of opening a PostgreSQL of the user's own: each trouble is one plain line with the remedy."""

import socket
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from motbot.domain.errors import StorageRefused, StorageUnavailable
from motbot.engine.arming import armed
from motbot.storage.database import Database, Url, make_engine, open_database
from motbot.storage.store import PostgresStore
from tests.fakes.database import TestServer
from tests.fakes.postgres import FakePostgres, listening
from tests.fakes.samples import a_conversation

SECRET = "hunter2-hunter2"


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield conninfo
    postgres.drop(conninfo)


@pytest.fixture
def closed_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def refusal(address: str) -> str:
    """What is said when this database is opened: always one line."""
    with pytest.raises(StorageRefused) as refused:
        async with open_database(Url(text=address)):
            pass
    said = str(refused.value)
    assert "\n" not in said
    assert SECRET not in said
    return said


async def test_a_server_that_does_not_run_is_named_without_the_password(closed_port: int) -> None:
    said = await refusal(f"postgresql://bot:{SECRET}@127.0.0.1:{closed_port}/motbot")

    assert f"127.0.0.1:{closed_port}/motbot cannot be reached" in said
    assert "refused" in said
    assert "Check that the server runs" in said


async def test_a_host_that_does_not_exist_is_named() -> None:
    said = await refusal(f"postgresql://bot:{SECRET}@no-such-host.invalid/motbot")

    assert "no-such-host.invalid:5432/motbot cannot be reached" in said


async def test_a_wrong_password_is_told_in_the_servers_own_words() -> None:
    fake = FakePostgres(refuses=("28P01", "Passwort-Authentifizierung fehlgeschlagen"))
    async with listening(fake) as port:
        said = await refusal(f"postgresql://bot:{SECRET}@127.0.0.1:{port}/motbot")

    assert "Passwort-Authentifizierung fehlgeschlagen" in said
    assert "Check user, password and database name in MOTBOT_DATABASE_URL" in said


async def test_a_missing_password_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")
    async with listening(FakePostgres(refuses=("28P01", "no"))) as port:
        said = await refusal(f"postgresql://bot@127.0.0.1:{port}/motbot")

    assert "Give a password" in said


async def test_a_server_that_is_too_old_is_refused() -> None:
    async with listening(FakePostgres(version="12.4")) as port:
        said = await refusal(f"postgresql://bot:{SECRET}@127.0.0.1:{port}/motbot")

    assert "is PostgreSQL 12, and motbot needs 14 or newer" in said


async def test_what_is_no_address_is_refused_with_an_example() -> None:
    assert "Expected: postgresql://user:password@host:5432/database" in await refusal(f"mysql:{SECRET}")


async def test_a_database_in_another_encoding_is_refused(postgres: TestServer) -> None:
    with psycopg.connect(postgres.conninfo, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"
        )
    conninfo = make_conninfo(postgres.conninfo, dbname="ascii")

    said = await refusal(conninfo)

    postgres.drop(conninfo)
    assert "is encoded in SQL_ASCII" in said


async def test_a_read_only_database_is_refused(bare: str) -> None:
    with psycopg.connect(bare, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(
            psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(
                psycopg.sql.Identifier(name)
            )
        )

    assert "is read-only, as a standby is" in await refusal(bare)


async def test_an_account_that_may_not_make_tables_is_told_what_to_grant(bare: str) -> None:
    with psycopg.connect(bare, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")

    assert "GRANT CREATE ON SCHEMA public" in await refusal(make_conninfo(bare, user="guest"))


async def test_a_database_that_does_not_exist_is_named(postgres: TestServer) -> None:
    said = await refusal(make_conninfo(postgres.conninfo, dbname="nowhere"))

    assert "nowhere" in said


def test_an_address_never_shows_its_password() -> None:
    assert SECRET not in repr(Url(text=f"postgresql://bot:{SECRET}@db/motbot"))


async def test_a_transaction_whose_connection_is_cut_off_may_work_later(
    store: PostgresStore, postgres: TestServer, worker_database: str
) -> None:
    async def cut_off() -> None:
        async with store.begin() as tx:
            await tx.inbox.count_aside()
            with psycopg.connect(worker_database, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            await tx.inbox.count_aside()

    with pytest.raises(StorageUnavailable, match="does not answer just now"):
        await cut_off()

    async with store.begin() as tx:
        assert await tx.inbox.count_aside() == 0


async def test_a_server_that_is_away_makes_the_store_unavailable(closed_port: int) -> None:
    engine = make_engine(f"postgresql://bot@127.0.0.1:{closed_port}/motbot")
    store = PostgresStore(engine=engine, armed=armed)

    with pytest.raises(StorageUnavailable):
        await store.next_wake()
    await engine.dispose()


async def test_an_error_of_the_database_quotes_no_value(store: PostgresStore, database: Database) -> None:
    store = PostgresStore(engine=database.engine, armed=armed)

    async def double() -> None:
        async with store.begin() as tx:
            for _ in range(2):
                await tx.conversations.save(a_conversation(SECRET))

    with pytest.raises(StorageUnavailable) as failed:
        await double()
    assert SECRET not in str(failed.value)


async def test_whoever_comes_after_the_database_was_closed_finds_none(postgres: TestServer) -> None:
    async with open_database(Url(text=postgres.new_database())) as database:
        late = PostgresStore(engine=database.engine, durable=database.durable, armed=armed)
        async with late.begin() as tx:
            assert await tx.knowledge.last() == 0

    for durable in (False, True):
        with pytest.raises(StorageUnavailable):
            async with late.begin(durable=durable) as tx:
                await tx.knowledge.last()
