"""The part of JSON Schema that every server understands, made from our answer models."""

from functools import cache
from typing import Any

from pydantic import BaseModel

_KEPT = frozenset({"type", "properties", "items", "enum", "const", "anyOf", "description"})
_SENT = _KEPT | {"required", "additionalProperties"}
_DEEPEST = 5
"""Levels of objects; Azure's limit, the lowest."""
_MOST_KEYS = 100
"""Over all levels; likewise."""


def portable_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """The schema that is sent for an answer model: no references, defaults or bounds, every key required.

    Bounds are checked after the answer: OpenAI, Azure and the compatible servers each refuse or ignore others.

    It is made once: who gets it changes nothing in it.
    """
    return _made(answer)


@cache
def _made(answer: type[BaseModel]) -> dict[str, Any]:
    full = answer.model_json_schema()
    portable: dict[str, Any] = _portable(full, full.get("$defs", {}))
    return portable


def _portable(node: Any, definitions: dict[str, Any]) -> Any:
    if "$ref" in node:
        target = definitions[node["$ref"].rsplit("/", 1)[-1]]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    kept = {key: value for key, value in node.items() if key in _KEPT}
    if "items" in kept:
        kept["items"] = _portable(kept["items"], definitions)
    if "anyOf" in kept:
        kept["anyOf"] = [_portable(one, definitions) for one in kept["anyOf"]]
    if "properties" in kept:
        kept["properties"] = {name: _portable(one, definitions) for name, one in kept["properties"].items()}
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept


def schema_problems(schema: dict[str, Any]) -> list[str]:
    """What in a schema some server would refuse or ignore; empty where every one understands it."""
    problems: list[str] = []
    keys = 0
    waiting: list[tuple[Any, str, int]] = [(schema, "answer", 1)]
    while waiting:
        node, name, depth = waiting.pop()
        problems += [f"{name}: `{word}` is not understood everywhere" for word in sorted(set(node) - _SENT)]
        inner = node.get("properties", {})
        keys += len(inner)
        if depth > _DEEPEST:
            problems.append(f"{name}: stands more than {_DEEPEST} levels deep")
        if node.get("type") == "object" and not inner:
            problems.append(f"{name}: has free keys")
        waiting += [(one, f"{name}.{key}", depth + 1) for key, one in inner.items()]
        waiting += [
            (one, name, depth) for one in (*node.get("anyOf", ()), *([node["items"]] if "items" in node else ()))
        ]
    if schema.get("type") != "object":
        problems.append("answer: is no object")
    if keys > _MOST_KEYS:
        problems.append(f"answer: has {keys} keys, more than {_MOST_KEYS}")
    return problems
