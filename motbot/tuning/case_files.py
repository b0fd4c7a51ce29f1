"""Where cases from life are kept below the folder of prompts: those proposed, those accepted, and what was seen."""

import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

from motbot.catalogue import say, to_say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.os_reasons import reason_of
from motbot.settings.loading import Settings

_STATE = re.compile(r"\b[0-9a-f]{64}\b")
_OWN = to_say("set MOTBOT_PROMPTS to a folder of your own")


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The folder of cases of one trainer."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> "CaseFiles":
        """Below the folder of prompts.

        Raises:
            BadInput: it came with motbot, and goes with it when the next version is installed.
        """
        if not settings.has_own_prompts:
            raise BadInput(
                say(
                    "{path}: came with motbot and is replaced by its next version; copy it, {remedy}",
                    path=settings.prompts,
                    remedy=say(_OWN),
                )
            )
        return cls(settings.prompts / "cases")

    @property
    def proposed(self) -> Path:
        """The folder of the files of proposals."""
        return self.folder / "proposed"

    @property
    def accepted(self) -> Path:
        """The file of the accepted ones."""
        return self.folder / "accepted.yaml"

    @property
    def seen(self) -> Path:
        """The list of the state of every conversation that was ever proposed."""
        return self.proposed / "seen.txt"

    def known_states(self) -> frozenset[str]:
        """The states that were ever proposed, also where the list was not reached when a machine failed."""
        files = [self.seen, *self.proposed.glob("*.yaml")] if self.proposed.is_dir() else []
        try:
            return frozenset(state for path in files if path.is_file() for state in _STATE.findall(_read(path)))
        except OSError as error:
            raise BadInput(
                say(
                    "{path}: cannot be read ({reason}); mend its rights",
                    path=error.filename,
                    reason=reason_of(error),
                )
            ) from error

    def write_new(self, text: str, *, today: date, out: Path | None) -> Path:
        """Write a file of proposals that nobody else may read; gives where it stands. Nothing is ever overwritten.

        Raises:
            BadInput: the file that was asked for is there already, or no file can be made there.
        """
        names = (self.proposed / f"{today.isoformat()}{f'-{n}' if n > 1 else ''}.yaml" for n in count(1))
        for path in names if out is None else (out,):
            try:
                if out is None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 # of a descriptor
                    file.write(text)
            except FileExistsError:
                if out is not None:
                    raise BadInput(
                        say("--out: {out} is there already and is never overwritten; name another", out=out)
                    ) from None
            except OSError as error:
                advice = say(_OWN) if out is None else say("name another file with --out")
                raise BadInput(
                    say(
                        "{path}: cannot be written ({reason}); {remedy}",
                        path=path,
                        reason=reason_of(error),
                        remedy=advice,
                    )
                ) from error
            else:
                return path
        raise BadInput(say("{path}: no name is left for a new file; name one with --out", path=self.proposed))

    def note_states(self, states: Iterable[str]) -> None:
        """Remember what was proposed, however long its file lives.

        Raises:
            Failed: the list cannot be written; the cases of the last file may be proposed again once it is deleted.
        """
        try:
            self.proposed.mkdir(parents=True, exist_ok=True)
            with self.seen.open("a", encoding="utf-8") as file:
                file.writelines(f"{state}\n" for state in states)
        except OSError as error:
            raise Failed(
                say(
                    "{path}: cannot be written ({reason}); {remedy}",
                    path=self.seen,
                    reason=reason_of(error),
                    remedy=say(_OWN),
                )
            ) from error


def replace_text(path: Path, text: str) -> None:
    """Put a text in a file's place in one step, or a new file there; with no text, take the file away.

    Raises:
        Failed: it cannot be written.
    """
    try:
        if not text:
            path.unlink(missing_ok=True)
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False, suffix=".tmp") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).chmod(mode)
        Path(file.name).replace(path)
    except OSError as error:
        raise Failed(
            say("{path}: cannot be written ({reason}); {remedy}", path=path, reason=reason_of(error), remedy=say(_OWN))
        ) from error


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
