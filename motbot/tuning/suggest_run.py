"""The folder of a search: what it has spent and been told, so that it goes on where it was broken off."""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from motbot.catalogue import say
from motbot.domain.case import Case
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of

_SCHEMA = "motbot-suggest-run/1"
_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFolder:
    """Where a search keeps what it has; only this account can read it."""

    path: Path
    changed: tuple[str, ...] = ()
    """What is another than in the search that stood here before, in words; empty where it goes on or is the first."""
    resumed: bool = False

    @property
    def ledger(self) -> Path:
        """What was spent, a line for each call and one for what it took."""
        return self.path / "spent.jsonl"

    @property
    def answers(self) -> Path:
        """What the model has proposed."""
        return self.path / "answers"

    @property
    def best(self) -> Path:
        """The best prompt so far."""
        return self.path / "best.md"

    def keep_best(self, text: str) -> None:
        """Write down the best prompt so far. Raises Failed."""
        try:
            self.best.write_text(text, encoding="utf-8")
        except OSError as error:
            raise Failed(
                say("{path}: cannot be written ({reason})", path=self.best, reason=reason_of(error))
            ) from error


def digest(value: Any) -> str:
    """A short hash of a value of plain types, cases and the like; the same whatever the order of its sets."""
    text = json.dumps(value, default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def digest_of_cases(cases: Sequence[Case]) -> str:
    """A hash of what cases say, wherever they are written down."""
    return digest([asdict(replace(case, file="", line=0)) for case in cases])


def _plain(value: Any) -> Any:
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return value.isoformat() if isinstance(value, datetime) else str(value)


@contextmanager
def run_folder(path: Path, parts: Mapping[str, str], *, resume: bool) -> Iterator[RunFolder]:
    """Open the folder for one search, and nobody else: what stands there is kept if it is of the same search.

    Args:
        path: the folder; it is made.
        parts: what makes a search this one: by its name for people, a hash or a word.
        resume: go on with what stands there.

    Raises:
        Failed: another process searches there, or it cannot be used.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (path / "lock").open("w")
    except OSError as error:
        raise Failed(
            say(
                "{path}: cannot be used ({reason}); see to its rights, or set MOTBOT_DATA_DIR",
                path=path,
                reason=reason_of(error),
            )
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(
                say("{path}: another `motbot prompts suggest` works on this prompt; wait for its end", path=path)
            ) from None
        yield _opened(path, parts, resume=resume)


def _opened(path: Path, parts: Mapping[str, str], *, resume: bool) -> RunFolder:
    file = path / "run.json"
    before = _parts_in(file)
    changed = tuple(name for name in {**before, **parts} if before and before.get(name) != parts.get(name))
    resumed = resume and bool(before) and not changed
    folder = RunFolder(path=path, changed=changed if resume else (), resumed=resumed)
    if resumed:
        return folder
    try:
        file.unlink(missing_ok=True)
        folder.ledger.unlink(missing_ok=True)
        folder.best.unlink(missing_ok=True)
        shutil.rmtree(folder.answers, ignore_errors=True)
        file.write_text(json.dumps({"schema": _SCHEMA, "parts": dict(parts)}, indent=1), encoding="utf-8")
    except OSError as error:
        raise Failed(
            say("{path}: cannot be written ({reason}); see to its rights", path=path, reason=reason_of(error))
        ) from error
    return folder


def _parts_in(file: Path) -> dict[str, str]:
    """What the search that stands there was made of; nothing where there is none, or none that can be read."""
    try:
        kept = json.loads(file.read_bytes())
        return {str(name): str(value) for name, value in kept["parts"].items()} if kept["schema"] == _SCHEMA else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
