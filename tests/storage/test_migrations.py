"""Tests of what lets processes be replaced one after the other: a migration only adds, or names what it takes."""

import re
from collections.abc import Callable, Iterator
from itertools import count, pairwise

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from motbot.domain.errors import StorageRefused
from motbot.storage.database import Url, make_engine, open_database
from motbot.storage.schema import SCRIPTS, VERSION_TABLE, migrate
from tests.fakes.database import TestServer

_TAKES = re.compile(
    r"\bDROP\s+(?!INDEX\b)|\bRENAME\b|\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\s+\S+\s+(?:SET\s+DATA\s+)?TYPE\b"
    r"|\bADD\s+CONSTRAINT\b|\bTRUNCATE\b|^\s*(?:UPDATE|DELETE)\b",
    re.IGNORECASE,
)
_MUST_BE_GIVEN = re.compile(r"\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT)(?=.*\bNOT\s+NULL\b)(?!.*\bDEFAULT\b)", re.IGNORECASE)
_UNIQUE_INDEX = re.compile(r"\bCREATE\s+UNIQUE\s+INDEX\b.*\bON\s+(\w+)", re.IGNORECASE)


def breaks(statement: str, *, tables: frozenset[str]) -> bool:
    """Whether code that knows only these tables, as they were, could fail because of a statement."""
    line = " ".join(statement.split())
    if f" {VERSION_TABLE}" in line:
        return False
    unique = _UNIQUE_INDEX.search(line)
    return bool(_TAKES.search(line) or _MUST_BE_GIVEN.search(line) or (unique and unique.group(1) in tables))


def scripts() -> ScriptDirectory:
    """All migrations."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return ScriptDirectory.from_config(config)


@pytest.fixture
def bare(postgres: TestServer) -> Iterator[str]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield conninfo
    postgres.drop(conninfo)


def up_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to one."""
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


TABLES = frozenset({"moments", "lines"})


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE moments DROP COLUMN agent",
        "DROP TABLE lines",
        "ALTER TABLE moments RENAME agent TO responsible",
        "ALTER TABLE moments RENAME TO requests",
        "ALTER TABLE moments ALTER COLUMN agent TYPE BIGINT",
        "ALTER TABLE moments ALTER COLUMN wake_at SET NOT NULL",
        "ALTER TABLE moments ADD COLUMN began TEXT NOT NULL",
        "ALTER TABLE moments ADD CONSTRAINT one_an_agent UNIQUE (agent)",
        "ALTER TABLE lines ALTER COLUMN is_read DROP DEFAULT",
        "CREATE UNIQUE INDEX moments_agent_idx ON moments (agent)",
        "UPDATE moments SET agent = ''",
        "DELETE FROM lines",
        "TRUNCATE lines",
    ],
)
def test_what_older_code_could_fail_on_is_found(statement: str) -> None:
    assert breaks(statement, tables=TABLES)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE promises (id BIGINT NOT NULL, UNIQUE (id))",
        "CREATE UNIQUE INDEX promises_key_idx ON promises (key)",
        "CREATE INDEX moments_agent_idx ON moments (agent)",
        "DROP INDEX moments_agent_idx",
        "ALTER TABLE moments ADD COLUMN began TIMESTAMP WITH TIME ZONE",
        "ALTER TABLE moments ADD COLUMN began TEXT DEFAULT '' NOT NULL",
        "ALTER TABLE lines ALTER COLUMN is_read SET DEFAULT false",
        "UPDATE motbot_revision SET version_num='0002'",
    ],
)
def test_what_only_adds_is_no_break(statement: str) -> None:
    assert not breaks(statement, tables=TABLES)


@pytest.mark.row("R2")
def test_every_migration_only_adds_or_names_the_oldest_code_that_can_do_without(bare: str) -> None:
    engine = create_engine("postgresql+psycopg://", connect_args=_words(bare), poolclass=NullPool)
    said: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement))
    chain = [script.revision for script in scripts().walk_revisions()][::-1]
    with engine.begin() as connection:
        up_to(connection, chain[0])
        for before, revision in pairwise(chain):
            tables = frozenset(
                connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            )
            said.clear()
            up_to(connection, revision)
            broken = [one for one in said if breaks(one, tables=tables)]
            oldest = getattr(scripts().get_revision(revision).module, "oldest_code", None)
            assert not broken or (oldest in chain[: chain.index(before) + 1]), (revision, broken)


@pytest.mark.row("R3", trials=6, long=20)
async def test_a_migration_that_is_cut_off_anywhere_leaves_nothing_and_the_next_start_makes_it_whole(
    bare: str, trials: int
) -> None:
    """To the database, a process that is killed is a connection that ends."""
    for trial in range(trials):
        engine = make_engine(bare)
        event.listen(engine.sync_engine, "before_cursor_execute", _cut_at(5 + 3 * trial, bare))
        with pytest.raises(DBAPIError):
            await migrate(engine)
        await engine.dispose()
        with psycopg.connect(bare) as connection:
            assert connection.execute("SELECT FROM pg_tables WHERE schemaname = 'public'").fetchall() == []

    async with open_database(Url(text=bare)) as database, database.engine.connect() as connection:
        found = (await connection.execute(text("SELECT version_num FROM motbot_revision"))).scalar_one()
    assert found == scripts().get_current_head()


def _cut_at(number: int, conninfo: str) -> Callable[..., None]:
    """Ends every connection to a database before so many statements have been sent."""
    sent = count(1)

    def cut(*_: object) -> None:
        if next(sent) == number:
            with psycopg.connect(conninfo, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    return cut


@pytest.mark.row("R2")
async def test_an_older_process_works_on_a_newer_schema_that_was_only_added_to(bare: str) -> None:
    """It starts again in the middle of an upgrade, or after a change of mind."""
    await _as_left_by_a_newer_motbot(bare, "9999 usable by code of 9999 {ours}")

    async with open_database(Url(text=bare)) as database, database.engine.connect() as connection:
        assert (await connection.execute(text("SELECT version_num FROM motbot_revision"))).scalar_one() == "9999"


@pytest.mark.row("R2")
@pytest.mark.parametrize("note", ["9999 usable by code of 9999", "9998 usable by code of 9998 {ours}", "a table"])
async def test_an_older_process_refuses_a_newer_schema_that_it_cannot_be_sure_of(bare: str, note: str) -> None:
    await _as_left_by_a_newer_motbot(bare, note)

    with pytest.raises(StorageRefused, match=r"schema 9999, which a newer motbot has made.*Start the newer motbot"):
        async with open_database(Url(text=bare)):
            pass


async def _as_left_by_a_newer_motbot(conninfo: str, note: str) -> None:
    """The schema of this code, said to be newer."""
    async with open_database(Url(text=conninfo)):
        pass
    engine = make_engine(conninfo)
    ours = scripts().get_current_head()
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE motbot_revision SET version_num = '9999'"))
        await connection.execute(text(f"COMMENT ON TABLE motbot_revision IS '{note.format(ours=ours)}'"))
    await engine.dispose()


def _words(conninfo: str) -> dict[str, str]:
    """An address as libpq's words."""
    return {key: str(value) for key, value in conninfo_to_dict(conninfo).items() if value is not None}
