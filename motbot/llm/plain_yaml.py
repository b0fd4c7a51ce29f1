"""Reads YAML that trainers write into texts, lists and sections, with the line of each, and refuses all other YAML."""

from dataclasses import dataclass, field
from typing import NoReturn

import yaml
from typing_extensions import override

from motbot.catalogue import say
from motbot.llm.flaws import Flaw

_DEEPEST = 12
_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})

Loc = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Plain:
    """What a text says, in which line each key or entry stands, and which scalars are in quotation marks."""

    value: Value
    lines: dict[Loc, int] = field(default_factory=dict)
    quoted: frozenset[Loc] = frozenset()

    def line(self, *loc: str | int) -> int:
        """The line of something, or else of what it belongs to."""
        return next((self.lines[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in self.lines), 1)


class _Loader(yaml.BaseLoader):
    """Composes nodes without giving any scalar a meaning; aliases can swell to any size, depth can break the stack."""

    depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one node."""
        if self.check_event(yaml.AliasEvent):
            self._refuse(
                say("aliases (a * before a word) are not read; put a text that begins with * in quotation marks")
            )
        if self.depth >= _DEEPEST:
            self._refuse(
                say("values nested more than {deepest} levels deep are not read; no key needs them", deepest=_DEEPEST)
            )
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, problem: str) -> NoReturn:
        # PyYAML's stubs leave this method untyped.
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        raise Flaw(event.start_mark.line + 1 if event.start_mark else 1, problem)


def read_plain(text: str, *, lines_above: int = 0) -> Plain:
    """Read one document that begins below so many lines of a file.

    Raises:
        Flaw: with the line in the file, what is wrong there, and what to do.
    """
    unfolding = _Unfolding(lines_above)
    try:
        node = _Loader(text).get_single_node()
        value = unfolding.value(node, ()) if node else ""
    except yaml.MarkedYAMLError as wrong:
        # A quotation mark that is never closed is noticed at the end, and told where it stands.
        is_open = wrong.problem == "found unexpected end of stream"
        mark = wrong.context_mark if is_open else wrong.problem_mark or wrong.context_mark
        told = wrong.problem or wrong.context or say("this is no YAML")
        line = mark.line + 1 if mark else 1
        raise Flaw(
            lines_above + line,
            say("not valid YAML ({told}); put a text with a colon in quotation marks, align the keys", told=told),
        ) from None
    except yaml.reader.ReaderError as wrong:
        line = text.count("\n", 0, wrong.position) + 1
        raise Flaw(lines_above + line, say("a control character stands here; delete it")) from None
    except Flaw as wrong:
        raise Flaw(lines_above + wrong.line, str(wrong)) from None
    return Plain(value, unfolding.lines, frozenset(unfolding.quoted))


class _Unfolding:
    """Turns composed nodes into values, noting places."""

    def __init__(self, lines_above: int) -> None:
        self.lines: dict[Loc, int] = {}
        self.quoted: set[Loc] = set()
        self._above = lines_above

    def value(self, node: yaml.Node, loc: Loc) -> Value:
        """The value of a node."""
        line = node.start_mark.line + 1
        self.lines.setdefault(loc, self._above + line)
        if node.tag not in _TAGS:
            raise Flaw(line, say("the tag {tag!r} is not read; write the value without it", tag=node.tag))
        if isinstance(node, yaml.MappingNode):
            return self._section(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, (*loc, place)) for place, entry in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}:
            self.quoted.add(loc)
        return str(node.value)

    def _section(self, node: yaml.MappingNode, loc: Loc) -> Value:
        found: dict[str, Value] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise Flaw(line, say("expected a plain key; put a text that starts with [ or {{ in quotation marks"))
            name = str(key.value)
            if name in found:
                first = self.lines[*loc, name]
                raise Flaw(
                    line,
                    say("key `{name}` stands twice (first in line {first}); keep one of them", name=name, first=first),
                )
            self.lines[*loc, name] = self._above + line
            found[name] = self.value(value, (*loc, name))
        return found
