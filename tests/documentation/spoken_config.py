"""Writes the shipped configuration in another language: its keys and values as they are, its remarks in our words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from motbot.settings.defaults import default_config
from tests.documentation.keys import REAL, all_keys, path_of_key

_EXAMPLE = re.compile(r"(?P<start>#\s+(?:- )?[a-z_]+:.*?\s)#\s+(?P<key>[a-z_]+):.*?(?P<must>; required)?$")
_TOLD = re.compile(r"#\s+(?P<key>[a-z_]+)(?: \(required\))?: ")
_PIECES = re.compile(r"[!-~]+|[^!-~\s]|\s+")
_NEVER_FIRST = "，。；：、）”』」……？！"
_WIDTH = 118


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the remarks say."""

    head: str
    """Above everything."""
    keys: Mapping[str, str]
    more: Mapping[str, str]
    """What stands below the example of a list, by its path."""
    must: str
    """Behind the name of a key that has to be there."""


def spoken_config(words: Words) -> str:
    """The file. Raises KeyError: a remark has no words in that language."""
    return "\n".join(_lines(words)) + "\n"


def _lines(words: Words) -> Iterator[str]:
    required = {key.path for key in all_keys() if key.is_required}
    above: list[tuple[int, str]] = []
    remarks: list[str] = []
    for line in default_config().read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("#"):
            remarks.append(line)
            continue
        found = REAL.match(line)
        if not line.strip() and remarks:
            yield from _folded(words.head, "# ")
        elif found:
            path = path_of_key(found, above)
            if remarks:
                yield from _remarks(remarks, path, words, required)
        yield line
        remarks = []


def _remarks(remarks: Sequence[str], path: str, words: Words, required: set[str]) -> Iterator[str]:
    """What stands above a key: what it means, then an entry of its list as an example."""
    indent = remarks[0][: len(remarks[0]) - len(remarks[0].lstrip())]
    name = path.rpartition(".")[2]
    must = words.must if path in required else ""
    yield from _folded(f"{name}{must}: {words.keys[path]}", f"{indent}# ")
    shown = False
    for line in remarks:
        example = _EXAMPLE.match(line.strip())
        if example:
            shown = True
            inner = f"{path}[].{example['key']}"
            must = words.must if example["must"] or inner in required else ""
            yield f"{indent}{example['start']}# {example['key']}{must}: {words.keys[inner]}"
    if shown and path in words.more:
        yield from _folded(words.more[path], f"{indent}# ")


def _folded(text: str, start: str) -> Iterator[str]:
    """Lines that are not too wide; no line begins with a sign that ends something."""
    for paragraph in text.strip().splitlines():
        if not paragraph.strip():
            yield start.rstrip()
            continue
        line = start
        for piece in _PIECES.findall(paragraph):
            if cell_len(line) + cell_len(piece) > _WIDTH and piece[0] not in _NEVER_FIRST and line.strip() != "#":
                yield line.rstrip()
                line = start
            line += piece.lstrip() if line == start else piece
        yield line.rstrip()
