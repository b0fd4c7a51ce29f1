"""Writes files that are not there yet, each wholly or not at all; what somebody has changed is never touched."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of

_OPEN, _SECRET = 0o666, 0o600
"""Rights before the umask."""
WRITTEN = ".written"
"""The file that remembers what was written of shipped files, as `sha256sum` writes it."""


class Fate(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    SAME = "same"
    """It is there, and says what would be written."""
    KEPT = "kept"
    """It is there and says something else: somebody's edit."""
    RENEWED = "renewed"
    """An earlier version has written it and nobody has changed it: it says what this one writes."""


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
    follows: bool = False
    """It is shipped as it stands: where nobody has changed it, it is brought up to date."""


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


def write(folder: Path, files: Iterable[Wanted], *, renew: bool = True) -> Iterator[Found]:
    """Write what is missing, and with `renew` bring up to date what only we have written, one after the other.

    Raises:
        Failed: the folder or a file cannot be written; what was written before stays, and another run goes on there.
    """
    before = _remembered(folder)
    now = dict(before)
    for wanted in files:
        path = folder / wanted.name
        with _told_of(path):
            fate = _fate(path, wanted, ours=before.get(wanted.name) if renew else None)
        if wanted.follows and fate is not Fate.KEPT:
            now[wanted.name] = _digest(wanted.content)
        yield Found(wanted=wanted, path=path, fate=fate)
    if now != before:
        content = "".join(f"{digest}  {name}\n" for name, digest in sorted(now.items())).encode()
        with _told_of(folder / WRITTEN):
            _placed(folder / WRITTEN, Wanted(name=WRITTEN, content=content), over=True)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """Say which file could not be written. Raises Failed."""
    try:
        yield
    except OSError as error:
        told = say(
            "{path}: cannot be written ({reason}); give a folder of your own", path=path, reason=reason_of(error)
        )
        raise Failed(told) from error


def _remembered(folder: Path) -> Mapping[str, str]:
    """What an earlier run has written, by name; nothing where that cannot be read, so that everything is somebody's."""
    try:
        lines = (folder / WRITTEN).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    parts = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in parts if name}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _fate(path: Path, wanted: Wanted, *, ours: str | None) -> Fate:
    """Write it where it is missing, or where it says what `ours` stands for."""
    if not os.path.lexists(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if _placed(path, wanted):
            return Fate.WRITTEN
    if _says(path, wanted):
        return Fate.SAME
    if ours and not path.is_symlink() and path.is_file() and _digest(path.read_bytes()) == ours:
        _placed(path, wanted, over=True)
        return Fate.RENEWED
    return Fate.KEPT


def _says(path: Path, wanted: Wanted) -> bool:
    """Whether a file says what would be written; of secrets that are another account's nobody can tell."""
    try:
        return path.is_file() and path.read_bytes() in (wanted.content, *wanted.also)
    except PermissionError:
        if wanted.secret:
            return False
        raise


def _placed(path: Path, wanted: Wanted, *, over: bool = False) -> bool:
    """Give a whole file its name, `over` what has it now; False where somebody else's has got there first."""
    number, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            os.fchmod(number, _SECRET if wanted.secret else _OPEN & ~_umask())
            file.write(wanted.content)
            file.flush()
            os.fsync(number)
        if over:
            Path(draft).replace(path)
        return over or _named(Path(draft), path)
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
