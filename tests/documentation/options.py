"""Reads the command line as it is: every command with its arguments, options and example."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, get_args

import typer

from motbot.catalogue import speaking
from motbot.cli import commands


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One argument or option: how it is written, whether it must be there, its default and what it is for."""

    written: str
    is_required: bool
    default: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command, with the words before it: `motbot prompts test`."""

    words: str
    help: str
    options: Sequence[Option]
    example: str


def all_commands(language: str) -> list[Command]:
    """Every command that does something, in the order of the help, in a language."""
    with speaking(language):
        return list(_below(typer.main.get_command(commands()), "motbot"))


def refuse_unknown(line: str) -> None:
    """Take a line apart as the command line would, without doing anything.

    Raises:
        typer.BadParameter: a command, an argument or an option is not understood; or what else Typer raises.
    """
    word, *rest = shlex.split(line)
    command = _in_english()
    while hasattr(command, "commands"):
        if not rest and command.invoke_without_command:
            return
        if not rest or rest[0] not in command.commands:
            raise typer.BadParameter(f"no command: {line}")
        command, word, rest = command.commands[rest[0]], rest[0], rest[1:]
    command.make_context(word, rest)


@cache
def _in_english() -> Any:
    """The whole command line, which takes a while to build."""
    with speaking("en"):
        return typer.main.get_command(commands())


def _below(command: Any, words: str) -> Iterator[Command]:
    for name, one in command.commands.items():
        if not hasattr(one, "commands"):
            yield _told(one, f"{words} {name}")
            continue
        if one.invoke_without_command:
            yield _told(one, f"{words} {name}")
        yield from _below(one, f"{words} {name}")


def _told(one: Any, words: str) -> Command:
    return Command(
        words=words,
        help=_plain(one.help),
        options=[_option(given) for given in one.params if given.name != "help"],
        example=_plain(one.epilog).replace("：", ": ").partition(": ")[2].strip(),
    )


def _option(given: Any) -> Option:
    is_argument = given.param_type_name == "argument"
    names = given.name.upper() if is_argument else ", ".join([*given.opts, *given.secondary_opts])
    value = "" if is_argument or getattr(given, "is_flag", False) else f" {_kind(given.type_descriptor.annotation)}"
    return Option(written=names + value, is_required=given.required, default=_default(given), help=_plain(given.help))


def _kind(annotation: Any) -> str:
    """What stands behind an option, as a word or as the choices there are."""
    kinds = [one for one in get_args(annotation) if one is not type(None)] or [annotation]
    kind = kinds[0] if isinstance(kinds[0], type) else str
    if issubclass(kind, Enum):
        return "|".join(str(one.value) for one in kind)
    return "FILE" if issubclass(kind, Path) else "N" if issubclass(kind, int | float) else "TEXT"


def _default(given: Any) -> str:
    found = given.default
    if getattr(given, "is_flag", False):
        return str(given.opts[0]) if found and given.secondary_opts else ""
    if found is None or callable(found) or found in ((), "", []):
        return ""
    return str(getattr(found, "value", found))


def _plain(text: str | None) -> str:
    return "\n\n".join(" ".join(one.split()) for one in str(text or "").split("\n\n")).strip()
