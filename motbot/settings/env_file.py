"""Reads the `.env` file beside the configuration, strictly: what this file and a shell would read otherwise is refused.

Shells, systemd, Docker and the usual libraries disagree about spaces, quotes, `#`, `$` and backslashes; a value that
they would not all read alike is refused with its line. Only motbot's own variables are read, and what the environment
itself says wins.
"""

import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from motbot.catalogue import labelled, say
from motbot.domain.errors import BadConfig
from motbot.domain.os_reasons import reason_of
from motbot.settings.environment import VARIABLES
from motbot.settings.nearest import nearest
from motbot.settings.places import Mark, Problem, bad_config

NAME = ".env"
CONFIG = "MOTBOT_CONFIG"
_TOO_LATE = frozenset({CONFIG, "MOTBOT_LANGUAGE", "MOTBOT_LOCALES"})
"""The file is found by the first, and its mistakes are told in the language of the others."""

_LARGEST = 64 * 1024
"""Bytes. A file of secrets of this size is another file."""
_LINE = re.compile(r"(?P<start>\s*(?:export\s+)?)(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?P<gap>\s*=\s*)(?P<value>.*)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_QUOTES = ("'", '"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All variables, and for those out of the file the line they stand in."""

    environ: Mapping[str, str] = field(repr=False)
    origins: Mapping[str, str] = field(default_factory=dict)
    """`file:line` of each variable that the file has set."""


def env_file_of(environ: Mapping[str, str]) -> Path | None:
    """The `.env` beside the configuration that MOTBOT_CONFIG names; a folder of that name is something else."""
    config = environ.get(CONFIG)
    path = Path(config).expanduser().parent / NAME if config else None
    return path if path is not None and path.is_file() else None


def with_env_file(environ: Mapping[str, str]) -> Given:
    """The environment, completed by the file beside the configuration where a variable is not set or empty.

    Raises:
        BadConfig: a line of the file cannot be read in one way only; no message repeats a value.
    """
    path = env_file_of(environ)
    if path is None:
        return Given(environ=environ)
    added = {name: one for name, one in _read(path).items() if not environ.get(name)}
    return Given(
        environ={**environ, **{name: value for name, (value, _) in added.items()}},
        origins={name: f"{path}:{line}" for name, (_, line) in added.items()},
    )


def open_to_others(path: Path) -> bool:
    """Whether others than its owner may read or write a file."""
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _read(path: Path) -> dict[str, tuple[str, int]]:
    """Our variables with the line of each."""
    found: dict[str, tuple[str, int]] = {}
    problems: list[Problem] = []
    for number, line in _lines(path):
        read = _line(line, number, {name: first for name, (_, first) in found.items()})
        if isinstance(read, Problem):
            problems.append(read)
        elif read is not None:
            found[read[0]] = (read[1], number)
    if problems:
        raise bad_config(str(path), problems)
    return found


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are not blank and no comment, from 1."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise BadConfig(
            say("{path}: cannot be read ({reason}); check whose it is", path=path, reason=reason_of(error))
        ) from error
    except UnicodeDecodeError as error:
        number = raw[: error.start].count(b"\n") + 1
        told = say("this is not UTF-8; save the file with the encoding UTF-8")
        raise BadConfig(labelled(f"{path}:{number}", told)) from None
    if len(raw) > _LARGEST:
        raise BadConfig(
            say("{path}: is larger than 64 KiB, so it is hardly a file of variables; move it away", path=path)
        )
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line


def _line(line: str, number: int, known: Mapping[str, int]) -> tuple[str, str] | Problem | None:
    """A variable of ours, what is wrong with it, or None for somebody else's."""
    found = _LINE.fullmatch(line)
    if not found:
        return Problem(mark=Mark(line=number, column=1), text=say("expected NAME=value, or a # before a remark"))
    name, mark = found["name"], Mark(line=number, column=found.start("name") + 1)
    if name not in VARIABLES:
        near = nearest(name, VARIABLES)
        told = say("unknown variable; did you mean '{near}'?", near=near)
        return Problem(mark=mark, path=name, text=told) if near else None
    out_of_place = _out_of_place(name, found["gap"], known)
    if out_of_place:
        return Problem(mark=mark, path=name, text=out_of_place)
    value = found["value"].rstrip(" \t")
    flaw = _flaw(value)
    if flaw:
        return Problem(mark=Mark(line=number, column=found.start("value") + 1), path=name, text=flaw)
    return name, value[1:-1] if value.startswith(_QUOTES) else value


def _out_of_place(name: str, gap: str, known: Mapping[str, int]) -> str:
    """Why a variable cannot stand as it does, whatever its value; empty where it can."""
    if name in _TOO_LATE:
        return say("cannot stand in this file, which is read after it is needed; set it where motbot is started")
    if name in known:
        return say("stands here a second time (first in line {line}); keep one of the two", line=known[name])
    if gap != "=":
        return say("spaces around the = are read differently elsewhere; take them out")
    return ""


def _flaw(value: str) -> str:
    """Why a value cannot be read in one way only; empty where it can."""
    if _CONTROL.search(value):
        return say("holds a control character; write the value again")
    if value.startswith(_QUOTES):
        if len(value) < 2 or value[-1] != value[0] or value[0] in value[1:-1]:  # noqa: PLR2004 # two quotes
            return say("the quote that opens here is not closed at the end of the line; close it, or take it out")
        if value[0] == '"' and re.search(r"[\\$`]", value):
            return say("a \\, $ or ` means something else between double quotes elsewhere; use single ones")
        return ""
    if re.search(r"\s#", value):
        return say("a # behind a space may be meant as a remark; quote the value, or put the remark on its own line")
    return ""
