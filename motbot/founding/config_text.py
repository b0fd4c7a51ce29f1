"""Writes the answers into the commented example, line by line: every comment stays, examples become ones."""

import math
import re
from collections.abc import Sequence

import yaml

from motbot.founding.answers import Answers, Watched
from motbot.settings.tree import ChannelBranch

_KEY = re.compile(r"(?P<indent> {4}| {2}- )(?P<key>[a-z_]+):")
_ENTRY = 4
"""Columns before a key of a channel."""


def config_text(example: str, answers: Answers, *, shown: ChannelBranch) -> str:
    """The example with the answers in it.

    Args:
        example: the shipped configuration.
        answers: what it is to say.
        shown: the one channel of the example as it was read: what differs from the defaults is only an example, which
            must not come into force for somebody's customers.
    """
    lines = example.splitlines()
    _set(lines, "coach", answers.coach.value)
    _set(lines, "language", answers.language.value)
    _set(lines, "timezone", answers.timezone)
    _set(lines, "  leads", _listed(answers.leads), below="people:")
    first = lines.index("channels:") + 1
    last = first + next(at for at, line in enumerate([*lines[first:], ""]) if not line.startswith("  "))
    block = lines[first:last]
    if not answers.channels:
        lines[first - 1 : last] = ["channels: []", *(_aside(line, 2) for line in block)]
    else:
        entry, *more = answers.channels
        others = (line for channel in more for line in _entry(channel, channel.agents or answers.agents))
        lines[first:last] = [*_filled(block, entry, entry.agents or answers.agents, _examples(shown)), *others]
    return "\n".join(lines) + "\n"


def _set(lines: list[str], key: str, value: str, *, below: str = "") -> None:
    """Give a key its value; `key` is written with its indentation."""
    start = lines.index(below) if below else 0
    at = next(place for place in range(start, len(lines)) if lines[place].startswith(f"{key}: "))
    lines[at] = f"{key}: {value}"


def _examples(shown: ChannelBranch) -> frozenset[str]:
    """Keys of the example's channel that say something else than motbot does by itself."""
    fields = ChannelBranch.model_fields.items()
    return frozenset(name for name, field in fields if getattr(shown, name) != field.get_default())


def _filled(block: Sequence[str], channel: Watched, agents: Sequence[str], examples: frozenset[str]) -> list[str]:
    """The example's channel with what was answered; its other examples become comments."""
    said = {"id": channel.id, "name": _quoted(channel.name), "agents": _listed(agents)}
    filled: list[str] = []
    key = ""
    for line in block:
        found = _KEY.match(line)
        key = found["key"] if found else key
        if line.lstrip().startswith("#"):
            filled.append(line)
        elif found and key in said:
            filled.append(f"{found['indent']}{key}: {said[key]}")
        elif key not in said:
            filled.append(_aside(line, _ENTRY) if key in examples else line)
    return filled


def _entry(channel: Watched, agents: Sequence[str]) -> list[str]:
    """One more channel, with what must be said of it."""
    return [f"  - id: {channel.id}", f"    name: {_quoted(channel.name)}", f"    agents: {_listed(agents)}"]


def _aside(line: str, column: int) -> str:
    """A line as a comment, in force again once its `# ` is taken away."""
    return line if line.lstrip().startswith("#") else f"{line[:column]}# {line[column:]}"


def _listed(ids: Sequence[str]) -> str:
    return f"[{', '.join(ids)}]"


def _quoted(name: str) -> str:
    """A name between double quotes, whatever signs are in it."""
    return str(yaml.safe_dump(name, default_style='"', allow_unicode=True, width=math.inf)).strip()
