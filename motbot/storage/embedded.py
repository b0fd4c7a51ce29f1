"""The embedded server: made at the first start, shared by every process on the same folder, stopped by the last."""

import fcntl
import os
import shlex
import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.storage.complaints import refusal_of
from motbot.storage.folder import Account, ServerFolder, prepare
from motbot.storage.locks import locked_alone, open_lock, starting_alone
from motbot.storage.programs import MAJOR, ProgramFailed, Programs, account_with_a_name

SUPERUSER = "motbot"
_PATIENCE = 120.0
"""Seconds we wait for a server that another process starts, or that recovers from a crash."""
_LOG_AT_MOST = 1_000_000

# Its log never holds a statement or a row; nothing listens on the network; a commit that was told stands.
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "400",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "32MB",
    "max_wal_size": "256MB",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """PostgreSQL out of the installed wheel, in `postgres` below this folder."""

    folder: Path
    root_allowed: bool = False
    """Root may start it; the server itself then runs under a number of its own."""
    database: str = "motbot"


class EmbeddedServer:
    """The server of one folder, as long as the context is open. Blocks: meant for a thread.

    Every process on the folder holds a shared lock, which the system takes away from a killed one. The last to leave
    finds that it could lock alone, and stops the server; a killed last one leaves it running for the next.
    """

    def __init__(self, *, source: Embedded, account: Account | None = None) -> None:
        """Take where it lives, and whose it is: this process's by default. Nothing happens yet."""
        self._source = source
        self._account = account or Account.of_this_process()
        self.alone_at: datetime | None = None
        """When, by the server's clock, no other process used it: whoever seems to be at work since before is dead."""
        self._users: int | None = None
        self._folder: ServerFolder | None = None

    def __enter__(self) -> Self:
        """Make, start or join the server.

        Raises:
            StorageRefused: it cannot be used as it stands.
        """
        if self._account.by_root and not self._source.root_allowed:
            raise StorageRefused(
                say(
                    "motbot does not start its own PostgreSQL as root unless told to. Start motbot as an ordinary "
                    "user, or set `root_allowed: true` under `database:` in the configuration, or set "
                    "MOTBOT_DATABASE_URL."
                )
            )
        folder = prepare(self._source.folder, self._account)
        with starting_alone(folder.base / "start.lock", patience=_PATIENCE), ExitStack() as undo:
            users = open_lock(folder.base / "users.lock")
            undo.callback(os.close, users)
            alone = locked_alone(users)
            fcntl.flock(users, fcntl.LOCK_SH)
            started_at = _Cluster(folder=folder).ensure(self._source.database)
            self.alone_at = started_at if alone else None
            undo.pop_all()
        self._users, self._folder = users, folder
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave; the last one stops the server."""
        if self._users is None or self._folder is None:
            return
        with starting_alone(self._folder.base / "start.lock", patience=_PATIENCE):
            if locked_alone(self._users):
                _Cluster(folder=self._folder).stop()
            os.close(self._users)
            self._users = None

    def revive(self) -> bool:
        """Start the server again if it has ended by itself; gives whether it had. Raises as entering does."""
        if self._folder is None or _Cluster(folder=self._folder).has_process():
            return False
        with starting_alone(self._folder.base / "start.lock", patience=_PATIENCE):
            if self._users is not None:
                _Cluster(folder=self._folder).ensure(self._source.database)
        return True

    @property
    def conninfo(self) -> str:
        """How to reach the database: a local socket that only the server's number and root can open."""
        if self._folder is None:
            raise StorageRefused(say("The embedded server has not been started"))
        return _conninfo(self._folder, self._source.database)


class _Cluster:
    """The files and the process of one server; every method is called by one process at a time."""

    def __init__(self, *, folder: ServerFolder) -> None:
        """Take the folder."""
        self._folder = folder
        self._programs = Programs(folder=folder)

    def ensure(self, database: str) -> datetime:
        """Make what is missing, start what does not run; gives the server's time."""
        self._refuse_other_release()
        if not self._folder.data.exists():
            self._make()
        if not self._is_running():
            self._start()
        return self._ensure_database(database)

    def stop(self) -> None:
        """Stop the server; sessions of others are ended. One that does not stop in time is left running."""
        try:
            self._pg_ctl("stop", "-m", "fast", "-t", "20")
        except ProgramFailed:
            return

    def _refuse_other_release(self) -> None:
        """A cluster is read by its own major version only."""
        stamp = self._folder.data / "PG_VERSION"
        made_by = stamp.read_text().strip() if stamp.exists() else MAJOR
        if made_by != MAJOR:
            raise StorageRefused(
                say(
                    "The database in {data} was made by PostgreSQL {made_by}, and motbot carries {major}. Back it up "
                    "with the motbot that made it, and restore it into an empty folder with this one.",
                    data=self._folder.data,
                    made_by=made_by,
                    major=MAJOR,
                )
            )

    def _make(self) -> None:
        """Make the cluster; a half-made one never gets the final name."""
        folder, maker = self._folder, account_with_a_name(self._folder.account)
        shutil.rmtree(folder.unfinished, ignore_errors=True)
        folder.unfinished.mkdir(mode=0o700)
        if maker.by_root:
            os.chown(folder.unfinished, maker.uid, maker.gid)
        locale = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
        logins = ("--auth-local=trust", "--auth-host=reject", f"--username={SUPERUSER}")
        try:
            self._programs.run(
                "initdb", f"--pgdata={folder.unfinished}", *locale, *logins, "--no-instructions", as_account=maker
            )
        except ProgramFailed as failure:
            raise refusal_of(
                say("PostgreSQL cannot make its database in {base}", base=folder.base), str(failure)
            ) from failure
        if maker.by_root:
            _give(folder.unfinished, folder.account)
        folder.unfinished.rename(folder.data)

    def _is_running(self) -> bool:
        """Whether a server of this folder answers; waits for one that is starting, recovering or stopping."""
        deadline = time.monotonic() + _PATIENCE
        while self.has_process():
            try:
                psycopg.connect(_conninfo(self._folder, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise StorageRefused(
                        say(
                            "PostgreSQL in {base} runs but does not answer. See {log}.",
                            base=self._folder.base,
                            log=self._folder.log,
                        )
                    ) from None
                time.sleep(0.1)
            else:
                return True
        return False

    def has_process(self) -> bool:
        """Whether the server that left its number here lives; a number that is another process by now is taken away."""
        stamp = self._folder.data / "postmaster.pid"
        try:
            number = int(stamp.read_text().split("\n", 1)[0])
            place = psutil.Process(number).cwd()
        except (OSError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            return False
        if os.path.realpath(place) == os.path.realpath(self._folder.data):
            return True
        stamp.unlink(missing_ok=True)
        return False

    def _start(self) -> None:
        """Start the server, which then outlives us."""
        log = self._folder.log
        if log.exists() and log.stat().st_size > _LOG_AT_MOST:
            log.unlink()
        known = log.stat().st_size if log.exists() else 0
        settings = {**_SETTINGS, "unix_socket_directories": str(self._folder.socket)}
        options = shlex.join(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
        try:
            self._pg_ctl("start", "-t", f"{_PATIENCE:.0f}", "-l", str(log), "-o", options)
        except ProgramFailed as failure:
            said = log.read_bytes()[known:].decode(errors="replace") if log.exists() else ""
            raise refusal_of(
                say("PostgreSQL in {base} does not start", base=self._folder.base), said or str(failure)
            ) from failure

    def _ensure_database(self, name: str) -> datetime:
        """Make the database at the first start; gives the server's time."""
        try:
            with psycopg.connect(_conninfo(self._folder, "postgres"), autocommit=True) as connection:
                known = "SELECT now(), EXISTS (SELECT FROM pg_database WHERE datname = %s)"
                now, exists = connection.execute(known, [name]).fetchall()[0]
                if not exists:
                    connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        except psycopg.OperationalError as error:
            raise refusal_of(
                say("PostgreSQL in {base} cannot make its database", base=self._folder.base), str(error)
            ) from error
        at: datetime = now
        return at

    def _pg_ctl(self, verb: str, *arguments: str) -> None:
        """Tell the server something, and wait until it is done."""
        self._programs.run("pg_ctl", verb, "-w", "-s", "-D", str(self._folder.data), *arguments)


def _conninfo(folder: ServerFolder, database: str) -> str:
    """The connection string of a database of this server."""
    return make_conninfo(host=str(folder.socket), port="5432", user=SUPERUSER, dbname=database)


def _give(folder: Path, account: Account) -> None:
    """Hand a folder of ours with all that is in it to the server's number."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
