"""Reads one YAML file into plain values, every scalar as the text that stands there, with the place of each."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import yaml
from typing_extensions import override

from motbot.catalogue import say
from motbot.domain.os_reasons import reason_of
from motbot.settings.places import Loc, Mark, Problem, path_of
from motbot.settings.syntax import explain_syntax

LARGEST_FILE = 1024 * 1024
"""Bytes. A configuration of this size is another file given by mistake."""

_DEEPEST = 12
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_TEXT_TAG = "tag:yaml.org,2002:str"
_PLAIN_TAGS = frozenset({_TEXT_TAG, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})

Value = None | str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a file says. Scalars are text or, where nothing is written, None."""

    file: str
    value: Value
    keys: dict[Loc, Mark] = field(default_factory=dict)
    """Where each key or list entry begins."""
    values: dict[Loc, Mark] = field(default_factory=dict)
    """Where each value begins."""
    problems: tuple[Problem, ...] = ()

    def mark(self, loc: Loc, *, of_key: bool = False) -> Mark:
        """Where something stands, or else what it belongs to."""
        for length in range(len(loc), -1, -1):
            wanted = loc[:length]
            found = (self.keys if of_key else self.values).get(wanted) or self.keys.get(wanted)
            if found:
                return found
        return Mark()


class _Loader(yaml.BaseLoader):
    """Composes nodes without giving any scalar a meaning; refuses aliases, which can swell to any size."""

    depth = 0

    @override
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose one node, a bounded number of levels deep."""
        if self.check_event(yaml.AliasEvent):
            self._refuse(
                say("aliases (a * before a word) are not read; write the value out, or put the text in quotes")
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
        # The mark of the token that comes next; PyYAML's stubs leave this method untyped.
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


class _Unfolding:
    """Turns composed nodes into values, noting places and whatever cannot be meant."""

    def __init__(self) -> None:
        """Start with nothing noted."""
        self.keys: dict[Loc, Mark] = {}
        self.values: dict[Loc, Mark] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, loc: Loc) -> Value:
        """The value of a node."""
        mark = Mark.of(node.start_mark)
        self.values[loc] = mark
        if node.tag not in _PLAIN_TAGS:
            self._note(mark, loc, say("the tag {tag!r} is not read; write the value without it", tag=node.tag))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            for place, entry in enumerate(node.value):
                self.keys[*loc, place] = Mark.of(entry.start_mark)
            return [self.value(entry, (*loc, place)) for place, entry in enumerate(node.value)]
        is_bare = isinstance(node, yaml.ScalarNode) and node.style is None
        return None if is_bare and node.value in _EMPTY else str(node.value)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> Value:
        found: dict[str, Value] = {}
        for key, value in node.value:
            mark = Mark.of(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                self._note(
                    mark,
                    loc,
                    say("expected a key, found a list or section; put text that starts with [ or {{ in quotes"),
                )
                continue
            name = str(key.value)
            if name in found:
                first = self.keys[*loc, name]
                again = say(
                    "this key stands here a second time (first in line {line}); keep one of the two", line=first.line
                )
                self._note(mark, (*loc, name), again)
                continue
            self.keys[*loc, name] = mark
            found[name] = self.value(value, (*loc, name))
        return found

    def _note(self, mark: Mark, loc: Loc, text: str) -> None:
        self.problems.append(Problem(mark=mark, path=path_of(loc), text=text))


def read_document(path: Path) -> Document:
    """Read a file; mistakes end up in the document's problems, with the value None where nothing can be used."""
    file = str(path)
    text = _text_of(path)
    if isinstance(text, Problem):
        return Document(file=file, value=None, problems=(text,))
    try:
        node = _Loader(text).get_single_node()
    except yaml.YAMLError as error:
        return Document(file=file, value=None, problems=(explain_syntax(error, text),))
    unfolding = _Unfolding()
    value = unfolding.value(node, ()) if node else None
    if value is None and not unfolding.problems:
        nothing = Problem(mark=Mark(line=1, column=1), text=say("the file is empty; start from the shipped example"))
        return Document(file=file, value=None, problems=(nothing,))
    return Document(
        file=file, value=value, keys=unfolding.keys, values=unfolding.values, problems=tuple(unfolding.problems)
    )


def _text_of(path: Path) -> str | Problem:
    """The file's text without a byte order mark, or what keeps it from being read."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = reason_of(error)
        return Problem(
            text=say(
                "cannot be read ({reason}); check the path that MOTBOT_CONFIG names, and its rights", reason=reason
            )
        )
    if len(raw) > LARGEST_FILE:
        return Problem(text=say("is larger than 1 MiB, so it is hardly a configuration; check the path"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        mark = Mark(line=before.count(b"\n") + 1, column=len(before) - (before.rfind(b"\n") + 1) + 1)
        return Problem(mark=mark, text=say("this is not UTF-8; save the file with the encoding UTF-8"))
