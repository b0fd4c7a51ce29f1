"""Files that motbot wrote into its own data folder, by age: copies of the database, answers about cases, searches."""

import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog

from motbot.domain.retention import Kind, Retention

BACKUPS, ANSWERS, SEARCHES = "backups", "answers", "suggest"
"""Folders below the data folder."""
_OF_KIND = ((Kind.BACKUP, BACKUPS), (Kind.CASE, ANSWERS), (Kind.CASE, SEARCHES))

log = structlog.get_logger()


class OwnFiles:
    """Erases what is old; a file that cannot be erased is told of, and tried again at the next sweep."""

    def __init__(self, folder: Path | None) -> None:
        """Take the data folder; None where there is none."""
        self._folder = folder

    def erase(self, *, retention: Retention, now: datetime) -> int:
        """Erase what is old enough, in these three folders and nowhere else; gives how many files."""
        if self._folder is None:
            return 0
        return sum(
            self._erased(path)
            for kind, name in _OF_KIND
            for path in _older(self._folder / name, retention.gone_before(kind, now))
        )

    def _erased(self, path: Path) -> int:
        try:
            path.unlink()
        except OSError as error:
            log.warning("file.not_erased", reason=error.strerror)
            return 0
        with suppress(OSError):  # it still holds younger ones
            path.parent.rmdir()
        return 1


def _older(folder: Path, than: datetime) -> Iterator[Path]:
    """Files below a folder that were last written before; no link is followed."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        with suppress(OSError):  # gone meanwhile
            found = path.lstat()
            if stat.S_ISREG(found.st_mode) and datetime.fromtimestamp(found.st_mtime, UTC) < than:
                yield path
