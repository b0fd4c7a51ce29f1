"""Reads YAML into plain values, every scalar as the text that stands there, with the line of each."""

from dataclasses import dataclass, field

import yaml
from typing_extensions import override

from motbot.catalogue import say

_DEEPEST = 12
_VALUES_AT_MOST = 200_000
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})

Loc = tuple[str | int, ...]
Value = None | str | list["Value"] | dict[str, "Value"]


class Unreadable(Exception):
    """A text is no YAML, or more of YAML than is read here."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line, counted from 1, and what is wrong in it."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Marked:
    """What a text says, and in which line each key or entry begins."""

    value: Value
    lines: dict[Loc, int] = field(default_factory=dict)

    def line(self, loc: Loc) -> int:
        """The line of something, or else of what it belongs to."""
        return next((self.lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in self.lines), 1)


class _Loader(yaml.BaseLoader):
    """Composes nodes without giving any scalar a meaning, a bounded number of levels deep."""

    depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one node."""
        self.depth += 1
        if self.depth > _DEEPEST:
            # PyYAML's stubs leave this method untyped.
            event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
            raise Unreadable(event.start_mark.line + 1 if event.start_mark else 1, _too_deep())
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_yaml(text: str) -> Marked:
    """Read one document.

    Raises:
        Unreadable: with the line, what is wrong there, and what to do.
    """
    try:
        node = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = error.problem or error.context or say("this is no YAML")
        advice = say("align the keys, and put text that holds ': ' or begins with a sign in quotes")
        raise Unreadable(
            mark.line + 1 if mark else 1, say("no readable YAML: {told}; {advice}", told=told, advice=advice)
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Unreadable(line, say("a control character stands here; delete it")) from error
    lines: dict[Loc, int] = {}
    return Marked(_value(node, (), lines) if node else None, lines)


def _value(node: yaml.Node, loc: Loc, lines: dict[Loc, int]) -> Value:
    line = lines.setdefault(loc, node.start_mark.line + 1)
    # An alias may stand for what holds it, or for much that holds much.
    if len(loc) > _DEEPEST:
        raise Unreadable(line, _too_deep())
    if len(lines) > _VALUES_AT_MOST:
        raise Unreadable(
            line, say("more than {most} values stand here; split the file, or use no aliases", most=_VALUES_AT_MOST)
        )
    if node.tag not in _TAGS:
        raise Unreadable(line, say("the tag {tag!r} is not read; write the value without it", tag=node.tag))
    if isinstance(node, yaml.MappingNode):
        return _section(node, loc, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(entry, (*loc, place), lines) for place, entry in enumerate(node.value)]
    is_bare = isinstance(node, yaml.ScalarNode) and node.style is None
    return None if is_bare and node.value in _NOTHING else str(node.value)


def _section(node: yaml.MappingNode, loc: Loc, lines: dict[Loc, int]) -> Value:
    found: dict[str, Value] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(
                line, say("expected a key, found a list or section; put text that starts with [ or {{ in quotes")
            )
        name = str(key.value)
        if name in found:
            first = lines[*loc, name]
            raise Unreadable(
                line,
                say(
                    "{name}: this key stands here twice (first in line {first}); keep one of the two",
                    name=name,
                    first=first,
                ),
            )
        lines[*loc, name] = line
        found[name] = _value(value, (*loc, name), lines)
    return found


def _too_deep() -> str:
    return say("values nested more than {deepest} levels deep are not read; no key needs them", deepest=_DEEPEST)
