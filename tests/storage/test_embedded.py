"""Tests of the embedded server: whose it is, who shares it, and what it survives."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from motbot.domain.errors import StorageRefused
from motbot.storage.database import open_database
from motbot.storage.embedded import Embedded, EmbeddedServer
from motbot.storage.folder import NOBODYS_ID, Account, prepare
from tests.fakes.database import own_folder

USER = """
import sys, time
from pathlib import Path
import psycopg
from motbot.storage.embedded import Embedded, EmbeddedServer

with EmbeddedServer(source=Embedded(folder=Path(sys.argv[1]), root_allowed=True)) as server:
    with psycopg.connect(server.conninfo) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS said (word text)")
        connection.execute("INSERT INTO said VALUES ('kept')")
    print("ready", flush=True)
    sys.stdin.read()
"""
"""Another process: stores a word, says so, and stays until its input ends."""


@pytest.fixture(scope="module")
def used() -> Iterator[Path]:
    """A folder whose server has been started and stopped once."""
    with own_folder() as folder:
        with embedded(folder):
            pass
        yield folder


@pytest.fixture
def fresh() -> Iterator[Path]:
    """A folder nobody has used yet."""
    with own_folder() as folder:
        yield folder


def embedded(folder: Path, *, account: Account | None = None) -> EmbeddedServer:
    """The server of a folder."""
    return EmbeddedServer(source=Embedded(folder=folder, root_allowed=True), account=account)


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process on the folder, once it has stored its word; killed at the end if it still lives."""
    command = [sys.executable, "-W", "error", "-c", USER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def server_number(folder: Path) -> int:
    """The number of the server's process; 0 when it does not run."""
    stamp = folder / "postgres" / "data" / "postmaster.pid"
    return int(stamp.read_text().splitlines()[0]) if stamp.exists() else 0


def ask(server: EmbeddedServer, query: str) -> object:
    """The one answer to a query."""
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        done = connection.execute(query.encode())
        row = done.fetchone() if done.description else None
    return row[0] if row else None


def rights(*paths: Path) -> list[tuple[str, int, int, int]]:
    """Mode and owner of folders."""
    found = [(path, path.stat()) for path in paths]
    return [(str(path), stat.S_IMODE(one.st_mode), one.st_uid, one.st_gid) for path, one in found]


def test_the_first_user_starts_the_server_and_the_last_stops_it(used: Path) -> None:
    with embedded(used):
        first = server_number(used)
        with embedded(used):
            assert server_number(used) == first
        assert server_number(used) == first

    assert first
    assert server_number(used) == 0


def test_a_second_process_shares_the_server(used: Path) -> None:
    with another_process(used) as other:
        running = server_number(used)
        with embedded(used) as server:
            assert server_number(used) == running
            assert ask(server, "SELECT word FROM said") == "kept"
        assert server_number(used) == running

        other.communicate()

    assert server_number(used) == 0


def test_who_comes_first_knows_to_be_alone_and_who_joins_knows_nothing(used: Path) -> None:
    with embedded(used) as first, embedded(used) as second:
        assert first.alone_at is not None
        assert second.alone_at is None


def test_who_comes_after_a_killed_one_knows_to_be_alone(used: Path) -> None:
    with another_process(used) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()

    with embedded(used) as server:
        assert server.alone_at is not None


def test_after_a_kill_the_next_start_joins_the_server_that_was_left(used: Path) -> None:
    with another_process(used) as other:
        left = server_number(used)
        other.send_signal(signal.SIGKILL)
        other.wait()

    with embedded(used) as server:
        assert server_number(used) == left
        assert ask(server, "SELECT min(word) FROM said") == "kept"
    assert server_number(used) == 0


def test_after_a_kill_of_the_server_the_next_start_has_every_commit(used: Path) -> None:
    with embedded(used) as server:
        ask(server, "CREATE TABLE IF NOT EXISTS acked (n int)")
        for _ in range(20):
            ask(server, "INSERT INTO acked VALUES (1)")
        os.kill(server_number(used), signal.SIGKILL)

    with embedded(used) as server:
        assert ask(server, "SELECT count(*) FROM acked") == 20


def test_a_number_that_belongs_to_another_process_by_now_does_not_stand_in_the_way(used: Path) -> None:
    stamp = used / "postgres" / "data" / "postmaster.pid"
    stamp.write_text(f"{os.getpid()}\n{stamp.parent}\n1\n5432\n\n\n0\nready\n")

    with embedded(used) as server:
        assert ask(server, "SELECT 1") == 1


def test_no_folder_that_was_there_changes_its_rights_and_nobody_else_gets_in(fresh: Path) -> None:
    way = [fresh, *fresh.parents]
    before = rights(*way)

    with embedded(fresh):
        own = rights(*(fresh / "postgres" / name for name in ("", "data", "socket")))

    assert rights(*way) == before
    base, data, listening = own
    by_root = os.geteuid() == 0
    assert base[1:] == ((0o710, 0, NOBODYS_ID) if by_root else (0o700, os.geteuid(), os.getegid()))
    assert {data[1], listening[1]} == {0o700}
    assert data[2] == listening[2] == (NOBODYS_ID if by_root else os.geteuid())


def test_neither_a_path_too_long_for_a_socket_nor_a_database_half_made_is_a_hindrance(fresh: Path) -> None:
    deep = fresh / ("long-" * 20) / ("longer-" * 10)
    unfinished = prepare(deep, Account.of_this_process()).unfinished
    unfinished.mkdir()
    (unfinished / "pg_wal").mkdir()

    with embedded(deep) as server:
        place = psycopg.conninfo.conninfo_to_dict(server.conninfo)["host"]
        assert ask(server, "SELECT 1") == 1

    assert not Path(str(place)).is_relative_to(deep)
    assert rights(Path(str(place)))[0][1] == 0o700
    shutil.rmtree(str(place))


def test_the_server_listens_only_here_and_syncs_every_commit(used: Path) -> None:
    with embedded(used) as server:
        settings = {name: ask(server, f"SHOW {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")}
        logins = ask(server, "SELECT string_agg(DISTINCT type || ' ' || auth_method, ',') FROM pg_hba_file_rules")
        assert ask(server, "SHOW listen_addresses") == ""

    assert set(settings.values()) == {"on"}
    assert logins == "host reject,local trust"


def test_the_servers_log_holds_no_words_of_anybody(used: Path) -> None:
    with embedded(used) as server:
        ask(server, "CREATE TABLE IF NOT EXISTS words (word text PRIMARY KEY)")
        for _ in range(2):
            with pytest.raises(psycopg.Error) as failed, psycopg.connect(server.conninfo) as connection:
                connection.execute("INSERT INTO words VALUES ('canary-4711'), ('canary-4711')")
            assert "canary-4711" in str(failed.value)

    assert "canary-4711" not in (used / "postgres" / "data" / "server.log").read_text()


def test_root_is_refused_unless_it_is_told_otherwise(fresh: Path) -> None:
    root = Account(uid=NOBODYS_ID, gid=NOBODYS_ID, by_root=True)
    server = EmbeddedServer(source=Embedded(folder=fresh), account=root)

    with pytest.raises(StorageRefused, match=r"as root.*root_allowed: true.*MOTBOT_DATABASE_URL"):
        server.__enter__()
    assert list(fresh.iterdir()) == []


def test_a_folder_that_is_open_to_others_is_refused(used: Path) -> None:
    base = used / "postgres"
    mode = stat.S_IMODE(base.stat().st_mode)
    base.chmod(0o777)

    with pytest.raises(StorageRefused, match=rf"open to others \(mode 0777\).*chmod {mode:04o} {base}"):
        embedded(used).__enter__()
    base.chmod(mode)


def test_a_database_of_another_release_is_refused(used: Path) -> None:
    stamp = used / "postgres" / "data" / "PG_VERSION"
    stamp.write_text("16\n")

    with pytest.raises(StorageRefused, match=r"made by PostgreSQL 16, and motbot carries 18.*restore"):
        embedded(used).__enter__()
    stamp.write_text("18\n")


def test_a_server_that_does_not_start_says_why_in_one_line(used: Path) -> None:
    control = used / "postgres" / "data" / "global" / "pg_control"
    control.rename(control.with_name("elsewhere"))

    with pytest.raises(StorageRefused, match="does not start: could not find the database system") as refused:
        embedded(used).__enter__()
    control.with_name("elsewhere").rename(control)
    assert "\n" not in str(refused.value)


def test_a_refused_start_holds_no_lock(used: Path) -> None:
    stamp = used / "postgres" / "data" / "PG_VERSION"
    stamp.write_text("16\n")
    with pytest.raises(StorageRefused):
        embedded(used).__enter__()
    stamp.write_text("18\n")

    with embedded(used):
        pass
    assert server_number(used) == 0


async def test_the_embedded_database_opens_with_the_schema(used: Path) -> None:
    async with open_database(Embedded(folder=used, root_allowed=True)) as database:
        with psycopg.connect(database.conninfo) as connection:
            assert connection.execute("SELECT count(*) FROM inbox").fetchone() == (0,)

    assert server_number(used) == 0


def test_a_machine_without_a_runtime_folder_hears_no_warning(used: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "HOME", "TMPDIR"))}
    command = [sys.executable, "-W", "error", "-c", USER, str(used)]

    done = subprocess.run(command, check=True, input="", capture_output=True, text=True, env=bare)

    assert done.stderr == ""


def test_something_that_is_no_folder_is_refused(fresh: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(fresh / "postgres"))

    with pytest.raises(StorageRefused, match="is no folder"):
        embedded(fresh).__enter__()


def test_a_folder_that_cannot_be_made_is_refused(fresh: Path) -> None:
    (fresh / "file").write_text("")

    with pytest.raises(StorageRefused, match=r"cannot be made: Not a directory.*MOTBOT_DATA_DIR"):
        embedded(fresh / "file" / "below").__enter__()
