"""`pg_dump` and `pg_restore`: those of the embedded server, or of a PostgreSQL on this machine that is new enough."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.storage.programs import MAJOR, ProgramFailed, installed

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
_PATIENCE = 3600.0
"""Seconds that a copy may take."""
_PASSED_ON = ("HOME", "SSL_CERT_FILE")


def program_for(name: str, server: int, *, path: str | None = None) -> Path:
    """A program that understands a server of this major version.

    Args:
        name: of the program.
        server: the server's major version.
        path: where to look for programs; None looks where the system does.

    Raises:
        StorageRefused: there is none.
    """
    found = shutil.which(name, path=path)
    if server <= int(MAJOR):
        try:
            return installed() / "bin" / name
        except StorageRefused:
            if found is None:
                raise
    if found is not None and major_of(Path(found)) >= server:
        return Path(found)
    raise StorageRefused(
        say(
            "The server is PostgreSQL {server}, and there is no {name} of that version or a newer one on "
            "this machine. Install PostgreSQL's client programs, version {server} or newer, so that {name} "
            "is found.",
            server=server,
            name=name,
        )
    )


def major_of(program: Path) -> int:
    """The major version that a program says it is; 0 where it says nothing."""
    try:
        done = subprocess.run(  # noqa: S603 # a program of PostgreSQL's
            [str(program), "--version"],
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    said = _VERSION.search(done.stdout)
    return int(said.group(1)) if said else 0


def run_program(program: Path, arguments: Sequence[str], *, conninfo: str = "") -> str:
    """Run it to its end; gives what it wrote. The password goes by the environment, where no other account sees it.

    Raises:
        ProgramFailed: it did not succeed; the text is what it said last.
    """
    parts: dict[str, str] = {key: str(value) for key, value in conninfo_to_dict(conninfo).items() if value is not None}
    password = parts.pop("password", "")
    to = [f"--dbname={make_conninfo(**parts)}"] if parts else []
    try:
        done = subprocess.run(  # noqa: S603 # a program of PostgreSQL's
            [str(program), *to, *arguments],
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            env=_environment(os.environ, password),
            timeout=_PATIENCE,
            umask=0o077,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProgramFailed(f"{program.name}: {type(error).__name__}") from error
    if done.returncode != 0:
        raise ProgramFailed(_last_line(done.stderr))
    return done.stdout


def _environment(environ: Mapping[str, str], password: str) -> dict[str, str]:
    """Nothing of the user's but what PostgreSQL's own settings are."""
    kept = {name: value for name, value in environ.items() if name.startswith("PG") or name in _PASSED_ON}
    ours = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}
    return {**kept, **ours, **({"PGPASSWORD": password} if password else {})}


def _last_line(said: str) -> str:
    """The line that says why; it may quote a statement, never a row."""
    lines = [line.strip() for line in said.splitlines() if "error:" in line or "FATAL" in line]
    return (lines or [say("no reason given")])[0]
