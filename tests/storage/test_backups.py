"""Tests of copying a database and restoring the copy: by really restoring it, and comparing every row."""

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from psycopg.conninfo import make_conninfo
from sqlalchemy import text

from motbot.domain.errors import BadInput, Failed, StorageRefused
from motbot.domain.nudge import WhisperState
from motbot.engine.arming import armed
from motbot.ports.jobs import Job, JobKind
from motbot.ports.upkeep_rows import UpkeepName
from motbot.storage import copy_programs
from motbot.storage.backups import LEFT_BEHIND, move_database, restore_backup, write_backup
from motbot.storage.copy_programs import major_of, program_for, run_program
from motbot.storage.database import Database, Url, make_engine, open_database
from motbot.storage.embedded import Embedded
from motbot.storage.programs import ProgramFailed
from motbot.storage.store import PostgresStore
from motbot.storage.upkeep import PostgresUpkeep
from tests.fakes.clock import T0
from tests.fakes.database import TestServer, own_folder
from tests.fakes.everything import dumped, fill
from tests.fakes.old_rows import fill as fill_old
from tests.fakes.old_rows import missing
from tests.fakes.samples import a_moment, a_whisper


@pytest.fixture
def empty(postgres: TestServer) -> Iterator[Url]:
    """A database without anything in it."""
    conninfo = postgres.new_database(migrated=False)
    yield Url(text=conninfo)
    postgres.drop(conninfo)


@pytest.fixture
def source(database: Database) -> Url:
    """The database of the test, which has the schema."""
    return Url(text=database.conninfo)


async def rows_of(conninfo: str) -> dict[str, list[str]]:
    """Every row of every table, in no order."""
    engine = make_engine(conninfo)
    found = await dumped(Database(engine=engine, durable=engine, conninfo=conninfo, where="tests"))
    await engine.dispose()
    return {
        name: sorted(json.dumps(row, sort_keys=True) for row in json.loads(rows))
        for name, rows in found.items()
        if name not in LEFT_BEHIND
    }


def files_in(folder: Path) -> list[Path]:
    """Everything there."""
    return sorted(folder.iterdir())


async def test_a_restored_copy_holds_every_row_as_it_was(
    database: Database, store: PostgresStore, source: Url, empty: Url, tmp_path: Path
) -> None:
    await fill(database, store)
    before = await rows_of(source.text)

    copied = await write_backup(source, tmp_path / "copy.dump")
    restored = await restore_backup(empty, tmp_path / "copy.dump")

    assert await rows_of(empty.text) == before
    assert {name: count for name, count in copied.rows.items() if name not in LEFT_BEHIND} == {
        name: count for name, count in restored.items() if name not in LEFT_BEHIND
    }


async def test_a_copy_is_for_this_account_alone_and_takes_no_other_ones_place(source: Url, tmp_path: Path) -> None:
    file = tmp_path / "copy.dump"
    await write_backup(source, file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert files_in(tmp_path) == [file]
    with pytest.raises(BadInput, match=r"copy\.dump: is there already"):
        await write_backup(source, file)
    with pytest.raises(BadInput, match="is no folder"):
        await write_backup(source, tmp_path / "nowhere" / "copy.dump")


async def test_timers_fire_after_a_restore_and_new_rows_get_new_numbers(
    database: Database, store: PostgresStore, source: Url, empty: Url, tmp_path: Path
) -> None:
    async with store.begin() as tx:
        await tx.moments.save(a_moment(wake_at=T0 + timedelta(hours=1)))
    await write_backup(source, tmp_path / "copy.dump")
    await restore_backup(empty, tmp_path / "copy.dump")

    engine = make_engine(empty.text)
    restored = PostgresStore(engine=engine, armed=armed)
    jobs = await restored.due(T0 + timedelta(hours=2), 10)
    async with restored.begin() as tx:
        another = await tx.moments.save(a_moment())
    await engine.dispose()

    assert jobs == [Job(kind=JobKind.FOLLOW_MOMENT, subject=1, lock="moment:1")]
    assert another.id == 2


async def test_what_was_being_sent_is_looked_up_and_what_was_under_way_begins_again(
    database: Database, store: PostgresStore, source: Url, empty: Url, tmp_path: Path
) -> None:
    async with store.begin() as tx:
        trying = replace(a_whisper(), state=WhisperState.TRYING, ts="", channel="", tried_at=T0)
        whisper = await tx.whispers.save(trying)
        await tx.arm(Job(kind=JobKind.SEND_WHISPER, subject=whisper.id, lock="whisper:1"))
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE procrastinate_jobs SET status = 'doing'"))
    await write_backup(source, tmp_path / "copy.dump")
    await restore_backup(empty, tmp_path / "copy.dump")

    engine = make_engine(empty.text)
    async with PostgresStore(engine=engine, armed=armed).begin() as tx:
        found = await tx.whispers.get(whisper.id)
    async with engine.connect() as connection:
        states = (await connection.execute(text("SELECT status::text FROM procrastinate_jobs"))).scalars().all()
    restored_from = await PostgresUpkeep(engine=engine).since(UpkeepName.RESTORED)
    await engine.dispose()

    assert found is not None
    assert (found.state, found.wake_at is None) == (WhisperState.UNSURE, False)
    assert states == ["todo"]
    assert restored_from is not None
    upkeep = PostgresUpkeep(engine=database.engine)
    assert (await upkeep.since(UpkeepName.COPYING), await upkeep.since(UpkeepName.RESTORED)) == (None, None)


async def test_a_database_that_holds_something_is_not_touched_unless_that_is_wanted(
    database: Database, store: PostgresStore, source: Url, postgres: TestServer, tmp_path: Path
) -> None:
    await fill(database, store)
    await write_backup(source, tmp_path / "copy.dump")
    other = Url(text=postgres.new_database())

    with pytest.raises(StorageRefused, match=r"is not empty.*or say --replace"):
        await restore_backup(other, tmp_path / "copy.dump")
    restored = await restore_backup(other, tmp_path / "copy.dump", replace=True)

    assert restored["moments"] == 1
    postgres.drop(other.text)


async def test_a_copy_that_is_broken_changes_nothing(
    database: Database, store: PostgresStore, source: Url, postgres: TestServer, tmp_path: Path
) -> None:
    await fill(database, store)
    file = tmp_path / "copy.dump"
    await write_backup(source, file)
    file.write_bytes(file.read_bytes()[:-2000])
    other = Url(text=postgres.new_database())
    before = await rows_of(other.text)

    with pytest.raises((Failed, BadInput), match=r"copy\.dump"):
        await restore_backup(other, file, replace=True)

    assert await rows_of(other.text) == before
    postgres.drop(other.text)


@pytest.mark.parametrize("content", [b"", b"no copy at all", b"PGDMP\x01\x10\x00"])
async def test_a_file_that_is_no_copy_is_refused(empty: Url, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "some.file").write_bytes(content)

    with pytest.raises(BadInput, match=r"some\.file: is no copy of a database"):
        await restore_backup(empty, tmp_path / "some.file")
    with pytest.raises(BadInput, match="is no file"):
        await restore_backup(empty, tmp_path / "none.dump")


async def test_a_copy_of_a_newer_motbot_is_refused_with_what_to_do(
    database: Database, source: Url, empty: Url, tmp_path: Path
) -> None:
    current = ScriptDirectory(str(Path(copy_programs.__file__).parent / "migrations")).get_current_head()
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE motbot_revision SET version_num = '9999'"))
    try:
        await write_backup(source, tmp_path / "newer.dump")
    finally:
        async with database.engine.begin() as connection:
            await connection.execute(text("UPDATE motbot_revision SET version_num = :now"), {"now": current})

    with pytest.raises(StorageRefused, match=r"schema 9999, which a newer motbot has made.*Restore it with that"):
        await restore_backup(empty, tmp_path / "newer.dump")


async def test_an_older_copy_is_brought_up_to_date(empty: Url, postgres: TestServer, tmp_path: Path) -> None:
    old = postgres.new_database(migrated=False)
    await fill_old(old, "0002")
    file = tmp_path / "old.dump"
    run_program(program_for("pg_dump", 18), ["--format=custom", f"--file={file}"], conninfo=old)

    await restore_backup(empty, file)

    assert await missing(empty.text, "0002") == []
    postgres.drop(old)


async def test_nothing_is_restored_or_moved_beneath_a_running_bot(
    source: Url, empty: Url, postgres: TestServer, tmp_path: Path
) -> None:
    await write_backup(source, tmp_path / "copy.dump")
    used = Url(text=postgres.new_database())

    async with open_database(used) as database, database.engine.connect():
        with pytest.raises(StorageRefused, match="A motbot works on the database"):
            await restore_backup(used, tmp_path / "copy.dump", replace=True)
        with pytest.raises(StorageRefused, match="Stop it first"):
            await move_database(used, empty)
        assert (await write_backup(used, tmp_path / "while-it-runs.dump")).rows["moments"] == 0
    postgres.drop(used.text)


async def test_a_database_moves_to_the_embedded_server_and_back(
    database: Database, store: PostgresStore, source: Url, empty: Url
) -> None:
    await fill(database, store)
    before = await rows_of(source.text)

    with own_folder() as folder:
        embedded = Embedded(folder=folder, root_allowed=True)
        await move_database(source, embedded)
        await move_database(embedded, empty)

    assert await rows_of(empty.text) == before
    assert await rows_of(source.text) == before


async def test_a_move_to_a_database_that_holds_something_names_its_own_option(
    source: Url, postgres: TestServer
) -> None:
    full = Url(text=postgres.new_database())

    with pytest.raises(StorageRefused, match=r"is not empty\. Name an empty one with --to\.$"):
        await move_database(source, full)
    postgres.drop(full.text)


async def test_an_empty_database_has_nothing_to_copy(empty: Url, tmp_path: Path) -> None:
    with pytest.raises(StorageRefused, match=r"holds nothing of this motbot's.*motbot run"):
        await write_backup(empty, tmp_path / "copy.dump")

    assert files_in(tmp_path) == []


def test_programs_that_are_too_old_for_the_server_are_not_used(tmp_path: Path) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.4'\n")
    old.chmod(0o755)

    assert major_of(old) == 15
    assert program_for("pg_dump", 18, path=str(tmp_path)) != old
    with pytest.raises(StorageRefused, match=r"The server is PostgreSQL 19, and there is no pg_dump.*Install"):
        program_for("pg_dump", 19, path=str(tmp_path))


def test_a_password_is_never_among_the_words_that_other_accounts_can_read(tmp_path: Path) -> None:
    program = tmp_path / "tells"
    program.write_text('#!/bin/sh\necho "$@"\necho "kept: $PGPASSWORD"\n')
    program.chmod(0o755)

    said = run_program(program, ["--x"], conninfo=make_conninfo(host="h", user="u", password="s3cret"))

    assert said.splitlines() == ["--dbname=user=u host=h --x", "kept: s3cret"]


def test_a_program_that_fails_says_why_in_one_line(tmp_path: Path) -> None:
    program = tmp_path / "fails"
    program.write_text("#!/bin/sh\necho noise >&2\necho 'pg_dump: error: no room' >&2\nexit 1\n")
    program.chmod(0o755)

    with pytest.raises(ProgramFailed, match=r"^pg_dump: error: no room$"):
        run_program(program, [])
