"""The part of JSON Schema that every server understands, made from our answer models."""

from typing import Any

from pydantic import BaseModel

_KEPT = frozenset({"type", "properties", "items", "enum", "const", "anyOf", "description"})


def portable_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """The schema that is sent for an answer model: no references, defaults or bounds, every key required.

    Bounds are checked after the answer: OpenAI, Azure and the compatible servers each refuse or ignore others.
    """
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
