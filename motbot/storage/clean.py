"""Takes out of JSON what PostgreSQL refuses, once, at the door, so that no later write trips over it."""

import math
from collections.abc import Mapping
from typing import Any

from motbot.domain.errors import BadInput

DEEPEST = 100
"""Levels of nesting that are kept; Slack's own payloads stay under twenty."""

# PostgreSQL stores no NUL, and half of a surrogate pair, which JSON may spell out, has no UTF-8.
_REFUSED = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def clean_text(text: str) -> str:
    """Put U+FFFD where the text has a NUL or a lone surrogate; pairs of surrogates become their character."""
    if text.isascii() and "\0" not in text:
        return text
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.translate(_REFUSED)


def clean(body: Mapping[str, Any]) -> dict[str, Any]:
    """Give a copy of a JSON object that PostgreSQL takes; numbers that are not finite become null.

    Raises:
        BadInput: it is nested deeper than any payload of Slack's.
    """
    return {clean_text(str(key)): _clean(value, 1) for key, value in body.items()}


def _clean(value: Any, depth: int) -> Any:
    """Clean one value, whatever JSON type it has."""
    if depth > DEEPEST:
        raise BadInput(f"JSON is nested deeper than {DEEPEST} levels")
    match value:
        case str():
            return clean_text(value)
        case float() if not math.isfinite(value):
            return None
        case Mapping():
            return {clean_text(str(key)): _clean(inner, depth + 1) for key, inner in value.items()}
        case list() | tuple():
            return [_clean(inner, depth + 1) for inner in value]
        case _:
            return value
