"""Writes a proposal down as a new draft of its prompt, when a trainer says so, and never over another file."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from motbot.catalogue import say
from motbot.domain.errors import BadInput, Failed
from motbot.domain.os_reasons import reason_of
from motbot.llm.draft_files import read_draft, read_text
from motbot.llm.prompt_files import Task
from motbot.llm.schema import portable_schema
from motbot.tuning.suggest_text import PromptParts, next_version, parts_of_text, with_keys

SUGGESTED = "suggested"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_ENDING = ".md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The prompt that a search begins with."""

    path: Path
    raw: PromptParts
    """As the file stands."""
    complete: PromptParts
    """The same with its examples in it: what is rendered."""

    @property
    def name(self) -> str:
        """As people call it."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def text(self) -> str:
        """What is rendered."""
        return self.complete.with_system(self.complete.system)


def origin_of(path: Path, task: Task) -> Origin:
    """Read a prompt's file, and what it names. Raises BadPrompt."""
    schema = portable_schema(task.answer)
    complete = parts_of_text(read_draft(path, schema=schema), str(path))
    return Origin(
        path=path, raw=parts_of_text(read_text(path, path.absolute().parent.parent), str(path)), complete=complete
    )


def free_path(origin: Origin, folder: Path, name: str) -> Path:
    """Where the draft is to be written, beside the others; without a name, the first free one is taken.

    Raises:
        BadInput: the name is none for a file, or there is such a file.
    """
    if name:
        plain = name.removesuffix(_ENDING)
        if not _NAME.fullmatch(plain):
            raise BadInput(
                say("--out: {name!r} is no name of a variant; use letters, digits, - and _, such as shorter", name=name)
            )
        path = folder / f"{plain}{_ENDING}"
        if path.exists():
            raise BadInput(say("--out: {path} is there already and is not overwritten; choose another name", path=path))
        return path
    numbered = (f"{SUGGESTED}-{number}" for number in range(2, 10_000))
    return next(
        path for path in (folder / f"{one}{_ENDING}" for one in (SUGGESTED, *numbered))
        if not path.exists() and path != origin.path
    )  # fmt: skip


def draft_text(origin: Origin, system: str, *, version: str, changelog: str) -> str:
    """The file of a proposal: another version and changelog, the new system part, and all else as it was."""
    head = with_keys(origin.raw.head, version=next_version(version), changelog=changelog)
    return f"{head}{system}{origin.raw.tail}"


def may_write(console: Console, path: Path, *, agreed: bool) -> bool:
    """Whether the trainer wants it written; nobody can be asked without a terminal."""
    if agreed:
        return True
    if not (console.is_terminal and sys.stdin.isatty()):
        console.print(say("Not written: there is no terminal to ask at. Give --yes to write it."))
        return False
    return typer.confirm(say("Write it as {path}?", path=path), default=False)


def write_draft(path: Path, text: str) -> None:
    """Write a new file. Raises Failed: it is there already, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise Failed(
            say("{path}: somebody has written it meanwhile; run it again with another --out", path=path)
        ) from None
    except OSError as error:
        raise Failed(
            say("{path}: cannot be written ({reason}); see to its rights", path=path, reason=reason_of(error))
        ) from error
