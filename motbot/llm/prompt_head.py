"""What the front matter of a prompt says, checked key by key."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from motbot.catalogue import say
from motbot.llm.flaws import Flaw, nearest
from motbot.llm.front_matter import FrontMatter
from motbot.llm.plain_yaml import Value

KEYS = frozenset(
    {"id", "version", "title", "owner", "task", "language", "model", "params", "inputs", "examples", "changelog"}
)
WISHED = ("title", "owner", "changelog")
"""Keys that a trainer's colleague will miss, but the model will not."""
_NEEDED = ("id", "version", "task", "inputs")
_TEXTS = ("id", "version", "title", "owner", "task", "language", "model", "changelog")
_LONGEST = 2000
_NAME = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9_]*)(?P<optional>\??)")
_TYPES = {
    "text": "text", "string": "text", "number": "number", "flag": "flag", "boolean": "flag", "list": "list",
    "section": "section", "object": "section",
}  # fmt: skip
_TYPED = re.compile(r"(?P<type>[a-z]+)\s*(?:,.*)?", re.DOTALL)
_HOTTEST = 2
_LEAST_OUTPUT, _MOST_OUTPUT = 50, 32_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An input that the front matter lists."""

    type: str
    """text, number, flag, list or section; empty where none is said."""
    optional: bool
    """Written `name?`: it may be empty."""
    description: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The front matter's meaning."""

    version: str
    title: str = ""
    owner: str = ""
    changelog: str = ""
    params: Mapping[str, float] = field(default_factory=dict)
    inputs: Mapping[str, Declared] = field(default_factory=dict)
    examples: Value = ""
    """Name of the file with examples, or the examples themselves; empty where there are none."""


def read_head(front: FrontMatter, *, task: str, inputs: Mapping[str, str]) -> Head:
    """Check the keys of a prompt for a task; `inputs` are those that it is given, with their types.

    Raises:
        Flaw: with the line and the remedy.
    """
    for key in _NEEDED:
        if not front.values.get(key):
            raise Flaw(
                1 if key not in front.values else front.line(key),
                say("key `{key}` is missing; {remedy}", key=key, remedy=_filled_in(key)),
            )
    texts = {key: _text(front, key) for key in _TEXTS}
    for key in ("task", "id"):
        if texts[key] != task:
            raise Flaw(
                front.line(key),
                say(
                    "`{key}` is `{found}`; expected `{expected}`, the name of the folder",
                    key=key,
                    found=texts[key],
                    expected=task,
                ),
            )
    if ("version",) not in front.plain.quoted:
        remedy = say('write `version: "{version}"`', version=texts["version"])
        raise Flaw(front.line("version"), say("the version stands without quotation marks; {remedy}", remedy=remedy))
    if texts["model"] not in {"", "default"}:
        raise Flaw(front.line("model"), say("expected `model: default`; the model is set in the config"))
    if texts["language"] not in {"", "auto"}:
        raise Flaw(front.line("language"), say("expected `language: auto`; a prompt serves every language"))
    return Head(
        version=texts["version"],
        title=texts["title"],
        owner=texts["owner"],
        changelog=texts["changelog"],
        params=_params(front),
        inputs=_inputs(front, inputs),
        examples=front.values.get("examples", ""),
    )


def _filled_in(key: str) -> str:
    return {
        "id": say("write `id:` and the name of the folder"),
        "task": say("write `task:` and the name of the folder"),
        "version": 'write `version: "1"`',
        "inputs": say("list what the user part uses, each `name: type, description`"),
    }[key]


def _text(front: FrontMatter, key: str) -> str:
    value = front.values.get(key, "")
    if not isinstance(value, str):
        raise Flaw(
            front.line(key),
            say("expected a text behind `{key}:`; put it on the same line, in quotation marks", key=key),
        )
    if len(value) > _LONGEST:
        raise Flaw(
            front.line(key), say("`{key}` has more than {longest} characters; shorten it", key=key, longest=_LONGEST)
        )
    return value


def _params(front: FrontMatter) -> dict[str, float]:
    given = front.values.get("params") or {}
    if not isinstance(given, dict):
        raise Flaw(front.line("params"), say("expected `params: {{temperature: 0, max_output: 900}}`"))
    params: dict[str, float] = {}
    for name, value in given.items():
        line = front.line("params", name)
        if name not in {"temperature", "max_output"}:
            raise Flaw(
                line,
                say(
                    "unknown parameter `{name}`; {remedy}",
                    name=name,
                    remedy=nearest(name, ("temperature", "max_output")),
                ),
            )
        params[name] = _number(name, value, line)
    return params


def _number(name: str, value: Value, line: int) -> float:
    try:
        number = float(value) if isinstance(value, str) and value.isascii() else math.nan
    except ValueError:
        number = math.nan
    if math.isnan(number):
        raise Flaw(line, say("`{name}` is `{value}`; expected a number", name=name, value=value))
    if name == "temperature" and not 0 <= number <= _HOTTEST:
        raise Flaw(
            line,
            say("`temperature` is `{value}`; expected a temperature of 0 to {hottest}", value=value, hottest=_HOTTEST),
        )
    if name == "max_output" and not (_LEAST_OUTPUT <= number <= _MOST_OUTPUT and number.is_integer()):
        raise Flaw(
            line,
            say(
                "`max_output` is `{value}`; expected a whole number of {least_output} to {most_output}",
                value=value,
                least_output=_LEAST_OUTPUT,
                most_output=_MOST_OUTPUT,
            ),
        )
    return int(number) if name == "max_output" else number


def _inputs(front: FrontMatter, known: Mapping[str, str]) -> dict[str, Declared]:
    given = front.values["inputs"]
    if not isinstance(given, dict):
        raise Flaw(front.line("inputs"), say("expected `name: type, description` lines below `inputs`"))
    declared: dict[str, Declared] = {}
    for key, value in given.items():
        line = front.line("inputs", key)
        named = _NAME.fullmatch(key)
        name = named["name"] if named else key
        if named is None or name not in known:
            raise Flaw(line, say("unknown input `{key}`; {remedy}", key=key, remedy=nearest(key.rstrip("?"), known)))
        if name in declared:
            raise Flaw(line, say("input `{name}` is listed twice, once with ?; keep one of them", name=name))
        if not isinstance(value, str):
            raise Flaw(line, say("expected `{key}: type, description`; put the description on the same line", key=key))
        declared[name] = Declared(
            type=_type(name, value, known[name], line), optional=bool(named["optional"]), description=value, line=line
        )
    return declared


def _type(name: str, description: str, actual: str, line: int) -> str:
    typed = _TYPED.fullmatch(description)
    said = _TYPES.get(typed["type"], "") if typed else ""
    if said and actual and said != actual:
        raise Flaw(
            line,
            say(
                "input `{name}` is a {actual}, not a {said}; write `{name}: {actual}, description`",
                name=name,
                actual=actual,
                said=said,
            ),
        )
    return said
