"""Tests of PostgreSQL's programs: found, copied where they cannot be read, and refused where there are none."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from motbot.domain.errors import StorageRefused
from motbot.storage.complaints import refusal_of
from motbot.storage.folder import NOBODYS_ID, Account, ServerFolder, prepare
from motbot.storage.programs import ProgramFailed, Programs, account_with_a_name, copied, installed, is_open
from tests.fakes.database import own_folder

OURS = Account.of_this_process()


@pytest.fixture
def folder() -> Iterator[ServerFolder]:
    """A server's folder, empty."""
    with own_folder() as place:
        yield prepare(place, OURS)


def test_a_copy_of_the_programs_runs_under_the_servers_own_number(folder: ServerFolder) -> None:
    copy = copied(installed(), folder)

    said = subprocess.run(
        [copy / "bin" / "postgres", "--version"],
        check=True,
        capture_output=True,
        text=True,
        user=OURS.uid,
        group=OURS.gid,
    )
    assert said.stdout.startswith("postgres (PostgreSQL) 18.")


def test_programs_are_copied_once(folder: ServerFolder) -> None:
    first = (copied(installed(), folder) / "bin" / "postgres").stat()

    assert (copied(installed(), folder) / "bin" / "postgres").stat().st_ino == first.st_ino


def test_programs_behind_a_closed_door_are_not_open(tmp_path: Path) -> None:
    install = tmp_path / "install"
    for name in ("bin", "lib", "share"):
        (install / name).mkdir(parents=True)
    for name in ("postgres", "initdb", "pg_ctl"):
        (install / "bin" / name).touch(mode=0o755)
    install.chmod(0o700)

    assert not is_open(install)


def test_a_machine_without_the_wheel_is_told_what_to_do() -> None:
    with pytest.raises(StorageRefused, match=r"no build for this machine.*MOTBOT_DATABASE_URL"):
        installed("no_such_wheel")


def test_a_program_that_fails_hands_on_what_it_said(folder: ServerFolder) -> None:
    with pytest.raises(ProgramFailed, match="does not exist"):
        Programs(folder=folder).run("pg_ctl", "status", "-D", str(folder.base / "nothing"))


def test_an_account_without_a_name_is_refused_with_the_remedy() -> None:
    with pytest.raises(StorageRefused, match=r"number 54321 has no name.*/etc/passwd"):
        account_with_a_name(Account(uid=54321, gid=54321, by_root=False))


def test_root_makes_the_database_under_a_named_account_that_is_not_root() -> None:
    maker = account_with_a_name(Account(uid=NOBODYS_ID, gid=NOBODYS_ID, by_root=True))

    assert maker.uid != 0
    assert maker.gid == NOBODYS_ID


@pytest.mark.parametrize(
    "said",
    [
        'initdb: error: could not write file "/x/PG_VERSION": No space left on device\ninitdb: removing contents',
        "LOG:  starting\nFATAL:  could not extend file: No space left on device\nHINT:  Check free disk space.",
        "initdb: error: could not create directory: Disk quota exceeded",
    ],
)
def test_a_full_disk_is_called_a_full_disk(said: str) -> None:
    assert "the disk is full. Make room" in str(refusal_of("PostgreSQL does not start", said))


def test_of_much_that_is_said_the_reason_is_told() -> None:
    said = "LOG:  starting PostgreSQL\nFATAL:  data directory has wrong ownership\nLOG:  database system is shut down\n"

    assert str(refusal_of("It does not start", said)).startswith(
        "It does not start: FATAL:  data directory has wrong ownership. Set MOTBOT_DATA_DIR"
    )


def test_no_variable_of_the_user_reaches_the_programs(folder: ServerFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", os.fspath(folder.base))

    with pytest.raises(ProgramFailed, match="no database directory specified"):
        Programs(folder=folder).run("pg_ctl", "status")
