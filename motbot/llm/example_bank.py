"""The examples that a prompt shows the model: a YAML file beside it, checked against the shape of the answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motbot.catalogue import say
from motbot.llm.flaws import Flaw, nearest
from motbot.llm.plain_yaml import Loc, Plain, Value, read_plain

SCHEMA = "motbot-examples/1"
_KEYS = frozenset({"id", "asked", "answer", "why"})
_AT_MOST = 40
_FLAGS = {"true": True, "false": False}
_NUMBERS = {"integer": int, "number": float}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands, for what is said of it."""

    plain: Plain
    loc: Loc

    def refuse(self, problem: str) -> Flaw:
        """What is wrong here."""
        return Flaw(self.plain.line(*self.loc), problem)

    def inside(self, *loc: str | int) -> "_Place":
        """A place in it."""
        return _Place(self.plain, (*self.loc, *loc))


def parse_bank(text: str) -> list[Value]:
    """Read a file of examples; what the entries hold is checked with the prompt.

    Raises:
        Flaw: with the line and the remedy.
    """
    plain = read_plain(text.removeprefix("\ufeff"))
    value = plain.value
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise Flaw(
            plain.line("schema"),
            say("expected `schema: {schema}` as the first line of a file of examples", schema=SCHEMA),
        )
    for key in value:
        if key not in {"schema", "examples"}:
            raise Flaw(
                plain.line(key),
                say("unknown key `{key}`; {remedy}", key=key, remedy=nearest(key, ("schema", "examples"))),
            )
    examples = value.get("examples")
    if not isinstance(examples, list) or not examples:
        raise Flaw(plain.line("examples"), say("expected a list of examples, each `- id: ...`"))
    return examples


def check_bank(text: str, schema: Mapping[str, Any]) -> None:
    """Check a whole file of examples, its answers included. Raises Flaw."""
    parse_bank(text)
    shown_examples(read_plain(text.removeprefix("\ufeff")), ("examples",), schema)


def shown_examples(plain: Plain, loc: Loc, schema: Mapping[str, Any]) -> list[dict[str, str]]:
    """The examples as a template shows them, the answers as JSON; those of one file or front matter, below `loc`.

    An answer may leave keys out: what is not shown is empty. What it has must fit `schema`, the shape of the answer.

    Raises:
        Flaw: with the line and the remedy.
    """
    rows: Any = plain.value
    for key in loc:
        rows = rows[key]
    if len(rows) > _AT_MOST:
        raise Flaw(
            plain.line(*loc),
            say(
                "{rows} examples are too many to show every time; keep {at_most} at most",
                rows=len(rows),
                at_most=_AT_MOST,
            ),
        )
    found: list[dict[str, str]] = []
    for place, row in enumerate(rows):
        found.append(_example(row, _Place(plain, (*loc, place)), schema))
        if found[-1]["id"] in {one["id"] for one in found[:-1]}:
            raise Flaw(
                plain.line(*loc, place, "id"),
                say("example `{found}` stands twice; give each its own id", found=found[-1]["id"]),
            )
    return found


def _example(row: Value, place: _Place, schema: Mapping[str, Any]) -> dict[str, str]:
    if not isinstance(row, dict):
        raise place.refuse(say("expected an example with id, asked and answer"))
    for key in row:
        if key not in _KEYS:
            raise place.inside(key).refuse(say("unknown key `{key}`; {remedy}", key=key, remedy=nearest(key, _KEYS)))
    for key in ("id", "asked", "answer"):
        if not row.get(key):
            raise place.inside(key).refuse(say("key `{key}` is missing; an example has id, asked and answer", key=key))
    for key in ("id", "asked", "why"):
        if not isinstance(row.get(key, ""), str):
            raise place.inside(key).refuse(say("expected a text behind `{key}:`", key=key))
    answer = _shaped(row["answer"], schema, place.inside("answer"))
    return {
        **{key: str(row.get(key, "")).strip() for key in ("id", "asked", "why")},
        "answer": json.dumps(answer, ensure_ascii=False, separators=(",", ":")),
    }


def _shaped(value: Value, schema: Mapping[str, Any], place: _Place) -> Any:
    """A value as the shape reads it: in YAML every scalar is text."""
    if "anyOf" in schema:
        return _either(value, schema["anyOf"], place)
    if "enum" in schema or "const" in schema:
        return _one_of(value, schema.get("enum", [schema.get("const")]), place)
    kind = schema.get("type")
    if kind == "object":
        return _section(value, schema.get("properties", {}), place)
    if kind == "array":
        if not isinstance(value, list):
            raise place.refuse(say("expected a list; begin each entry with `- `, or write []"))
        return [_shaped(one, schema["items"], place.inside(number)) for number, one in enumerate(value)]
    if not isinstance(value, str):
        raise place.refuse(say("expected a {kind}, found a list or section", kind=kind))
    return value if kind == "string" else _scalar(value, str(kind), place)


def _scalar(value: str, kind: str, place: _Place) -> Any:
    if kind == "boolean":
        if value not in _FLAGS:
            raise place.refuse(say("`{found}` is neither true nor false; write one of them", found=value))
        return _FLAGS[value]
    if kind == "null":
        return None
    try:
        return _NUMBERS[kind](value)
    except ValueError:
        raise place.refuse(say("`{found}` is no {kind}; write it in digits", found=value, kind=kind)) from None


def _section(value: Value, properties: Mapping[str, Any], place: _Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise place.refuse(say("expected `key: value` lines"))
    for key in value:
        if key not in properties:
            raise place.inside(key).refuse(
                say("the answer has no key `{key}`; {remedy}", key=key, remedy=nearest(key, properties))
            )
    return {key: _shaped(one, properties[key], place.inside(key)) for key, one in value.items()}


def _one_of(value: Value, allowed: list[Any], place: _Place) -> Any:
    for one in allowed:
        if isinstance(value, str) and value == str(one):
            return one
    raise place.refuse(
        say("`{found}` is not allowed here; {remedy}", found=value, remedy=nearest(str(value), map(str, allowed)))
    )


def _either(value: Value, kinds: list[Mapping[str, Any]], place: _Place) -> Any:
    if isinstance(value, str) and value in {"", "null", "~"} and any(kind.get("type") == "null" for kind in kinds):
        return None
    rest = [kind for kind in kinds if kind.get("type") != "null"]
    return _shaped(value, rest[0], place)
