"""Reads the front matter of a prompt file strictly: python-frontmatter alone passes over most mistakes in silence."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from typing_extensions import override

from motbot.domain.errors import BadPrompt

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a prompt file, every scalar as the string that was written, and the body below them."""

    values: dict[str, Any]
    lines: dict[str, int]
    """Line of each top-level key in the file, from 1."""
    body: str
    body_line: int
    """Line of the body's first line in the file."""


class _Strict(YAMLHandler):
    """Keeps every scalar a string: YAML would read `1.10` as 1.1 and `no` as False."""

    @override
    def load(self, fm: str, **kwargs: object) -> Any:
        return yaml.load(fm, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes strings, lists and mappings only


def read_front_matter(text: str, source: str, known: Collection[str]) -> FrontMatter:
    """Read the front matter.

    Args:
        text: the whole file.
        source: how the file is called in messages.
        known: keys that may stand at the top.

    Raises:
        BadPrompt: with file, line and remedy.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    rows = text.split("\n")
    if rows[0].rstrip() != _FENCE:
        raise BadPrompt(f"{source}:1: expected `---` as the first line; start the file with its front matter")
    closing = next((number for number, row in enumerate(rows[1:], 2) if row.rstrip() == _FENCE), 0)
    if not closing:
        raise BadPrompt(f"{source}:1: the front matter never ends; add a line `---` below its last key")
    lines = _checked_keys("\n".join(rows[1 : closing - 1]), source, known)
    post = frontmatter.loads(
        "\n".join(row.rstrip() if row.rstrip() == _FENCE else row for row in rows), handler=_Strict()
    )
    return FrontMatter(dict(post.metadata), lines, "\n".join(rows[closing:]), closing + 1)


def _checked_keys(block: str, source: str, known: Collection[str]) -> dict[str, int]:
    """Find every top-level key's line; unknown keys, and keys given twice at any level, are refused."""
    try:
        root = yaml.compose(block, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 2 if wrong.problem_mark else 2
        raise BadPrompt(
            f"{source}:{line}: not valid YAML ({wrong.problem}); put a text with a colon in quotation marks"
        ) from None
    if not isinstance(root, yaml.MappingNode):
        raise BadPrompt(f"{source}:2: expected `key: value` lines; mind the space after the colon")
    _refuse_twice(root, source)
    lines: dict[str, int] = {}
    for key, _value in root.value:
        if key.value not in known:
            near = difflib.get_close_matches(key.value, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys are {', '.join(sorted(known))}"
            raise BadPrompt(f"{source}:{key.start_mark.line + 2}: unknown key `{key.value}`; {hint}")
        lines[key.value] = key.start_mark.line + 2
    return lines


def _refuse_twice(node: yaml.MappingNode, source: str) -> None:
    seen: set[str] = set()
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise BadPrompt(f"{source}:{key.start_mark.line + 2}: expected a plain key")
        if key.value in seen:
            raise BadPrompt(f"{source}:{key.start_mark.line + 2}: key `{key.value}` stands twice; keep one of them")
        seen.add(key.value)
        if isinstance(value, yaml.MappingNode):
            _refuse_twice(value, source)
