"""Reads the front matter of a prompt file strictly: python-frontmatter alone passes over most mistakes in silence."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler
from typing_extensions import override

from motbot.catalogue import say
from motbot.llm.flaws import Flaw, nearest
from motbot.llm.plain_yaml import Plain, Value, read_plain

_FENCE = "---"
_EXACTLY = re.compile(r"^---$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a prompt file, every scalar as the string that was written, and the body below them."""

    values: dict[str, Value]
    plain: Plain
    body: str
    body_line: int
    """Line of the body's first line in the file."""

    def line(self, *loc: str | int) -> int:
        """The line of a key, or of what it belongs to, in the file."""
        return self.plain.line(*loc)


class _Strict(YAMLHandler):
    """Reads with our own strict reader: YAML would take `1.10` for 1.1, `no` for False, and the last of two keys."""

    def __init__(self) -> None:
        """Start with nothing read."""
        super().__init__(fm_boundary=_EXACTLY)
        self.plain = Plain("")

    @override
    def load(self, fm: str, **kwargs: object) -> Any:
        self.plain = read_plain(fm.removeprefix("\n"), lines_above=1)
        return self.plain.value


def read_front_matter(text: str, known: Collection[str]) -> FrontMatter:
    """Read the front matter; `known` are the keys that may stand at the top.

    Raises:
        Flaw: with the line and the remedy.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    rows = text.split("\n")
    if rows[0].rstrip() != _FENCE:
        raise Flaw(1, say("expected `---` as the first line; start the file with its front matter"))
    closing = next((number for number, row in enumerate(rows[1:], 2) if row.rstrip() == _FENCE), 0)
    if not closing:
        raise Flaw(1, say("the front matter never ends; add a line `---` below its last key"))
    reader = _Strict()
    rows[0] = rows[closing - 1] = _FENCE
    frontmatter.parse("\n".join(rows[:closing]), handler=reader)
    values = reader.plain.value
    if not isinstance(values, dict):
        raise Flaw(2, say("expected `key: value` lines; mind the space after the colon"))
    for key in values:
        if key not in known:
            raise Flaw(
                reader.plain.line(key), say("unknown key `{key}`; {remedy}", key=key, remedy=nearest(key, known))
            )
    return FrontMatter(values, reader.plain, "\n".join(rows[closing:]), closing + 1)
