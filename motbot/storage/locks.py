"""Files that are there only to be locked: who uses the embedded server, and who starts or stops it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import StorageRefused


def open_lock(path: Path) -> int:
    """Open a file that is there only to be locked."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def locked_alone(lock: int) -> bool:
    """Whether nobody else holds this lock, which is then ours alone."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def starting_alone(path: Path, *, patience: float) -> Iterator[None]:
    """Be the only process that starts or stops this server; waits for others so many seconds.

    Raises:
        StorageRefused: another one takes longer.
    """
    lock = open_lock(path)
    deadline = time.monotonic() + patience
    try:
        while not locked_alone(lock):
            if time.monotonic() > deadline:
                raise StorageRefused(
                    say(
                        "Another motbot has been starting or stopping the database in {parent} for {patience:.0f} s. "
                        "End that process and try again.",
                        parent=path.parent,
                        patience=patience,
                    )
                )
            time.sleep(0.05)
        yield
    finally:
        os.close(lock)
