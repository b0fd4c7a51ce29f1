"""Writes files that are not there yet, each wholly or not at all; a file that is there is never touched."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of

_OPEN, _SECRET = 0o666, 0o600
"""Rights before the umask."""


class Fate(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    SAME = "same"
    """It is there, and says what would be written."""
    KEPT = "kept"
    """It is there and says something else: somebody's edit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A file as it would be written."""

    name: str
    """Below the folder, with slashes."""
    content: bytes = field(repr=False)
    also: tuple[bytes, ...] = field(default=(), repr=False)
    """The same with remarks in other languages: whoever keeps one of these has changed nothing."""
    secret: bool = False
    """Only its owner may read it, and what is in it is never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file after the fact."""

    wanted: Wanted
    path: Path
    fate: Fate

    def difference(self) -> str:
        """Their file against ours, as `diff -u` tells it; empty for what was not kept and for secrets."""
        if self.fate is not Fate.KEPT or self.wanted.secret:
            return ""
        theirs = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        return min((self._against(theirs, ours) for ours in (self.wanted.content, *self.wanted.also)), key=len)

    def _against(self, theirs: Sequence[str], content: bytes) -> str:
        """Their lines against a text of ours: those that differ, without the ones around them."""
        ours, ending = content.decode("utf-8", errors="replace").splitlines(), say("what motbot init writes")
        return "\n".join(unified_diff(theirs, ours, fromfile=str(self.path), tofile=ending, lineterm="", n=0))


def write(folder: Path, files: Iterable[Wanted]) -> Iterator[Found]:
    """Write what is missing, one after the other.

    Raises:
        Failed: the folder or a file cannot be written; what was written before stays, and another run goes on there.
    """
    for wanted in files:
        path = folder / wanted.name
        try:
            yield Found(wanted=wanted, path=path, fate=_fate(path, wanted))
        except OSError as error:
            told = say(
                "{path}: cannot be written ({reason}); give a folder of your own", path=path, reason=reason_of(error)
            )
            raise Failed(told) from error


def _fate(path: Path, wanted: Wanted) -> Fate:
    if not os.path.lexists(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if _placed(path, wanted):
            return Fate.WRITTEN
    return Fate.SAME if _says(path, wanted) else Fate.KEPT


def _says(path: Path, wanted: Wanted) -> bool:
    """Whether a file says what would be written; of secrets that are another account's nobody can tell."""
    try:
        return path.is_file() and path.read_bytes() in (wanted.content, *wanted.also)
    except PermissionError:
        if wanted.secret:
            return False
        raise


def _placed(path: Path, wanted: Wanted) -> bool:
    """Give a whole file its name; False where somebody else's has got there first."""
    number, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            os.fchmod(number, _SECRET if wanted.secret else _OPEN & ~_umask())
            file.write(wanted.content)
            file.flush()
            os.fsync(number)
        return _named(Path(draft), path)
    finally:
        with suppress(FileNotFoundError):
            Path(draft).unlink()


def _named(draft: Path, path: Path) -> bool:
    """Name it by a link, which never replaces what is there; where the file system knows none, by a look and a move."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:
        if os.path.lexists(path):
            return False
        draft.rename(path)
    return True


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
