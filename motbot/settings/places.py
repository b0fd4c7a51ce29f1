"""Where something stands in a file, and how a mistake there is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from motbot.catalogue import say
from motbot.domain.errors import BadConfig
from motbot.settings.scalars import holds_secret

MOST_PROBLEMS = 10
"""More mistakes than this at once help nobody; the rest is counted."""

Loc = tuple[str | int, ...]
"""Keys and list places from the top of the file down to one value."""


class YamlMark(Protocol):
    """A place as PyYAML tells it, counted from 0."""

    @property
    def line(self) -> int:
        """Line, from 0."""
        ...

    @property
    def column(self) -> int:
        """Column, from 0."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place as people count: from 1. 0 means the file as a whole."""

    line: int = 0
    column: int = 0

    @classmethod
    def of(cls, mark: YamlMark) -> "Mark":
        """Count from 1."""
        return cls(line=mark.line + 1, column=mark.column + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake: where, which key, and what was expected with the remedy."""

    mark: Mark = Mark()
    path: str = ""
    text: str

    def told(self, file: str) -> str:
        """One line, as compilers write it, so that editors can jump there."""
        place = f"{file}:{self.mark.line}:{self.mark.column}" if self.mark.line else file
        return ": ".join(part for part in (place, self.path, self.text) if part)


def path_of(loc: Loc) -> str:
    """The key path as a person would write it: `channels[0].agents`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_key(part)}" for part in loc)
    return "".join(parts).removeprefix(".")


def _key(word: str) -> str:
    """A key may be a token that was pasted into the wrong place: then it must not reach a terminal or a log."""
    return say("(a secret)") if holds_secret(word) else word


def bad_config(file: str, problems: Iterable[Problem]) -> BadConfig:
    """One error that tells every mistake, in the order of the file, up to `MOST_PROBLEMS`."""
    ordered = sorted(problems, key=lambda problem: (problem.mark.line, problem.mark.column))
    lines = [problem.told(file) for problem in ordered[:MOST_PROBLEMS]]
    more = len(ordered) - len(lines)
    return BadConfig("\n".join([*lines, say("... and {more} more", more=more)] if more else lines))
