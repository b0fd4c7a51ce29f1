"""Reads the configuration as it is: every key, its default, and what the shipped file says of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import yaml
from pydantic_core import PydanticUndefined

from motbot.settings.branch import Branch, branch_in
from motbot.settings.defaults import default_config
from motbot.settings.tree import Config

REAL = re.compile(r"(?P<indent> *)(?P<entry>- )?(?P<key>[a-z_]+):")
"""A line of the file with a key that is in force."""
_TOLD = re.compile(r"#\s+(?P<key>[a-z_]+)(?: \(required\))?: (?P<text>.*)")
_EXAMPLE = re.compile(r"#\s+(?:- )?[a-z_]+:.*?\s(?P<told>#\s.*)")
_CHOICE = re.compile(r"#   (?P<choice>[a-z]+)  +(?P<text>.*)")
_MORE_OF_EXAMPLE = re.compile(r"#\s{10,}#\s+(?P<text>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: its dotted path, with `[]` behind every list on the way; and whether further keys stand below it."""

    path: str
    default: str
    is_required: bool
    is_section: bool


def all_keys() -> list[Key]:
    """Every key in the order of the code, those of a section behind it."""
    return list(_keys(Config, "", yaml.load(_text(), Loader=yaml.BaseLoader)))  # noqa: S506 # makes nothing but strings


def told_in_file() -> Mapping[str, str]:
    """What the comments of the shipped file say of every key, by its path."""
    known = {key.path for key in all_keys()}
    told: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    waiting: list[str] = []
    for line in _text().splitlines():
        if line.lstrip().startswith("#"):
            waiting.append(line.strip())
        elif found := REAL.match(line):
            told |= _shared_out(waiting, path_of_key(found, above), known)
            waiting = []
    return told | {path: _of_sibling(path, told) for path in known - told.keys()}


def path_of_key(found: re.Match[str], above: list[tuple[int, str]]) -> str:
    """The path of a key in the file; `above` are the keys it stands below, with their columns, and is kept up."""
    depth = len(found["indent"]) + len(found["entry"] or "")
    above[:] = [one for one in above if one[0] < depth]
    path = ".".join([*(_with_list(above, at, depth) for at in range(len(above))), found["key"]])
    above.append((depth, found["key"]))
    return path


def _text() -> str:
    return default_config().read_text(encoding="utf-8")


def _keys(branch: type[Branch], path: str, shipped: Any) -> Iterator[Key]:
    for name, field in branch.model_fields.items():
        key = field.alias or name
        inner = branch_in(field.annotation)
        here = shipped.get(key) if isinstance(shipped, dict) else None
        default = _written(here) if isinstance(shipped, dict) else _default(field.default)
        yield Key(path=path + key, default=default, is_required=field.is_required(), is_section=inner is not None)
        if inner:
            is_list = inner is not field.annotation
            yield from _keys(inner, f"{path}{key}{'[]' if is_list else ''}.", None if is_list else here)


def _with_list(above: Sequence[tuple[int, str]], at: int, depth: int) -> str:
    """A name, with `[]` where it holds a list: keys of an entry stand four columns deeper than its own."""
    below = above[at + 1][0] if at + 1 < len(above) else depth
    return f"{above[at][1]}{'[]' if below - above[at][0] > 2 else ''}"  # the file is indented by two


def _shared_out(lines: Sequence[str], path: str, known: set[str]) -> dict[str, str]:
    """A block of comments: what it says of the key below it, and of the keys of an entry shown as an example."""
    told: dict[str, str] = {}
    current = ""
    for line in lines:
        example = _EXAMPLE.match(line)
        found = _TOLD.match(example["told"] if example else line)
        more = _MORE_OF_EXAMPLE.match(line)
        inner = f"{path}[].{found['key']}" if found else ""
        if found and (inner in known or path.endswith(found["key"])):
            current = inner if inner in known and (example or path in told) else path
            told[current] = found["text"].strip().removesuffix("; required")
        elif current.startswith(f"{path}[]") and more:
            told[current] += f" {more['text'].strip()}"
        elif current == path and not example:
            told[current] = f"{told[current]} {_CHOICE.sub(_choice, line).strip('# ')}".strip()
        else:
            current = ""
    return {
        key: text.removesuffix(" One entry for each:").replace(". ;", ".").replace(" ;", ";")
        for key, text in told.items()
    }


def _choice(found: re.Match[str]) -> str:
    return f"; `{found['choice']}`: {found['text']}"


def _of_sibling(path: str, told: Mapping[str, str]) -> str:
    """A key that means the same in two sections is explained in the first one."""
    section, _, name = path.rpartition(".")
    beside = section.rpartition(".")[0]
    return next((text for other, text in told.items() if re.fullmatch(rf"{re.escape(beside)}\.\w+\.{name}", other)), "")


def _written(value: Any) -> str:
    """A value as it stands in the shipped file; nothing where it is a section or empty."""
    if isinstance(value, list):
        return ", ".join(value) if value and all(isinstance(one, str) for one in value) else ""
    return value.strip() if isinstance(value, str) else ""


def _default(value: Any) -> str:
    if value is PydanticUndefined or value is None or value in ("", ()) or isinstance(value, Branch):
        return ""
    return str(value.value) if isinstance(value, Enum) else str(value).lower()
