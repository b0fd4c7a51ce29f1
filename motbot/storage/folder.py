"""The folder of our own that the embedded server lives in: where, whose, and with which rights."""

import os
import stat
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psutil

from motbot.catalogue import say, to_say, with_aside
from motbot.domain.errors import StorageRefused
from motbot.domain.os_reasons import reason_of

NOBODYS_ID = 60777
"""The user and group number the server runs under when root starts it: of the range that Linux leaves unused
(systemd, "Users, Groups, UIDs and GIDs"), so that it is nobody's, and nobody else reads its files."""

SOCKET_PATH_AT_MOST = 103
"""Bytes that fit into sockaddr_un on macOS, less the closing NUL; Linux takes four more."""

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "afs", "ceph", "lustre", "gpfs", "beegfs"),
        *("glusterfs", "fuse.ceph", "fuse.glusterfs", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse"),
        *("fuse.davfs2", "fuse.juicefs"),
    }
)

_MADE_WITHIN = 0.5
"""Seconds from a folder's making to its being given away."""

ELSEWHERE = to_say(
    "Set MOTBOT_DATA_DIR to a folder on a local disk, or MOTBOT_DATABASE_URL to a PostgreSQL of your own."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Under whose number the server runs."""

    uid: int
    gid: int
    by_root: bool
    """Root has started us, and gives the server a number of its own: PostgreSQL refuses to run as root."""

    @classmethod
    def of_this_process(cls) -> "Account":
        """The account for a server that this process starts."""
        if os.geteuid() == 0:
            return cls(uid=NOBODYS_ID, gid=NOBODYS_ID, by_root=True)
        return cls(uid=os.geteuid(), gid=os.getegid(), by_root=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerFolder:
    """`postgres` in the folder that was asked for: everything the server needs, and nobody else's."""

    base: Path
    socket: Path
    account: Account

    @property
    def data(self) -> Path:
        """The cluster."""
        return self.base / "data"

    @property
    def unfinished(self) -> Path:
        """The cluster while it is being made: renamed once it is whole."""
        return self.base / "data.unfinished"

    @property
    def program(self) -> Path:
        """A copy of PostgreSQL's programs, where the server may not read the installed ones."""
        return self.base / "program"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.base / "data" / "server.log"


def prepare(asked: Path, account: Account) -> ServerFolder:
    """Make the folder, or take the one that is there; no folder that was there before changes its rights.

    Raises:
        StorageRefused: it cannot be used.
    """
    asked = Path(os.path.abspath(asked))  # noqa: PTH100 # resolve() would follow links that may come to lead elsewhere
    refuse_network(asked, ((part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)))
    base = asked / "postgres"
    try:
        if account.by_root:
            refuse_closed_parents(base)
        _make_parents(asked, account)
        make_own(base, mode=0o710 if account.by_root else 0o700, uid=os.geteuid(), gid=account.gid)
        socket = _socket_folder(base)
        make_own(socket, mode=0o700, uid=account.uid, gid=account.gid)
    except OSError as error:
        reason = with_aside(reason_of(error), str(error.filename))
        raise StorageRefused(
            say(
                "The database's folder {path} cannot be made: {reason}. {elsewhere}",
                path=base,
                reason=reason,
                elsewhere=say(ELSEWHERE),
            )
        ) from error
    return ServerFolder(base=base, socket=socket, account=account)


def file_system_of(path: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Name the kind of file system a path lies on, among pairs of mount point and kind."""
    at = Path(os.path.realpath(path))
    on = [(Path(point), kind) for point, kind in mounts if at.is_relative_to(point)]
    return max(on, key=lambda one: len(one[0].parts), default=(at, ""))[1]


def refuse_network(asked: Path, mounts: Iterable[tuple[str, str]]) -> None:
    """Refuse a file system over the network: it breaks the locks and the syncs that a database rests on."""
    kind = file_system_of(asked, mounts)
    if kind.lower() in _NETWORK:
        raise StorageRefused(
            say(
                "The database's folder {path} lies on a network file system ({kind}), which loses data. {elsewhere}",
                path=asked,
                kind=kind,
                elsewhere=say(ELSEWHERE),
            )
        )


def _make_parents(asked: Path, account: Account) -> None:
    """Make the folders on the way that are missing; the server's number must get through those that root makes."""
    for missing in reversed([path for path in (asked, *asked.parents) if not path.exists()]):
        with suppress(FileExistsError):  # another process is on its way to the same folder
            missing.mkdir(mode=0o711 if account.by_root else 0o700)
            if account.by_root:
                missing.chmod(0o711)  # whatever the umask has taken away


def make_own(path: Path, *, mode: int, uid: int, gid: int) -> None:
    """Make a folder with exactly these rights; one that is there already must have this owner and no wider rights."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        _wait_for_its_maker(path, uid)
        _refuse_foreign(path, mode=mode, uid=uid)
        return
    if os.geteuid() == 0:
        os.chown(path, uid, gid)
    path.chmod(mode)


def _wait_for_its_maker(path: Path, uid: int) -> None:
    """Another process may have made it a moment ago, and be about to give it to the server's number."""
    deadline = time.monotonic() + _MADE_WITHIN
    while path.lstat().st_uid == os.geteuid() != uid and time.monotonic() < deadline:
        time.sleep(0.02)


def _refuse_foreign(path: Path, *, mode: int, uid: int) -> None:
    """Whoever else can write here could hand us a server of their own."""
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise StorageRefused(say("{path} is no folder. Move it away. {elsewhere}", path=path, elsewhere=say(ELSEWHERE)))
    if found.st_uid != uid:
        raise StorageRefused(
            say(
                "The database's folder {path} belongs to account number {owner}, and motbot runs as {mine}. "
                "Start motbot as the account that made it. {elsewhere}",
                path=path,
                owner=found.st_uid,
                mine=os.geteuid(),
                elsewhere=say(ELSEWHERE),
            )
        )
    if stat.S_IMODE(found.st_mode) & ~mode:
        raise StorageRefused(
            say(
                "The database's folder {path} is open to others (mode {mode_now:04o}). Close it with: chmod "
                "{mode:04o} {path}",
                path=path,
                mode_now=stat.S_IMODE(found.st_mode),
                mode=mode,
            )
        )


def refuse_closed_parents(base: Path) -> None:
    """Refuse a way that the server's own number cannot go; no folder on it is opened for us."""
    for parent in (parent for parent in base.parents if parent.is_dir()):
        if not _lets_through(parent):
            raise StorageRefused(
                say(
                    "The database's folder {path} lies below {parent}, which only its owner may enter, and "
                    "PostgreSQL does not run as root. Set MOTBOT_DATA_DIR to a folder like /var/lib/motbot, or start "
                    "motbot as an ordinary user, or set MOTBOT_DATABASE_URL to a PostgreSQL of your own.",
                    path=base,
                    parent=parent,
                )
            )


def _lets_through(parent: Path) -> bool:
    """Whether anybody may enter a folder; one of our own may have been made a moment ago, and be about to be opened."""
    deadline = time.monotonic() + _MADE_WITHIN
    while not parent.stat().st_mode & stat.S_IXOTH:
        if parent.stat().st_uid != os.geteuid() or time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _socket_folder(base: Path) -> Path:
    """Where the server listens: in our folder, or in the system's folder for passing files if the path is too long."""
    mark = f"motbot-{sha256(os.fsencode(base)).hexdigest()[:16]}"
    shortest = Path("/tmp")  # nosec B108 # noqa: S108 - its owner is checked
    places = (base / "socket", Path(tempfile.gettempdir()) / mark, shortest / mark)
    fitting = (place for place in places if len(os.fsencode(place / ".s.PGSQL.5432")) <= SOCKET_PATH_AT_MOST)
    return next(fitting, places[-1])
