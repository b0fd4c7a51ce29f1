"""Takes the words and the people out of a value, and leaves what is counted: numbers, times, states, places."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

KEPT = frozenset(
    {
        *("team", "channel", "ts", "root_ts", "thread_ts", "source", "focus"),
        *("coach", "revision", "model", "dropped", "zone", "act", "refused"),
    }
)
"""Names of the fields whose text says where something stood, what made it, or what was pressed: never what was said.

Every other text goes, so that a field that is added goes too until it is named here.
"""

T = TypeVar("T")


def without_words(value: T) -> T:
    """The same frozen value with every text emptied that is not in `KEPT`, and every list of texts.

    A value within stays where it was: how many expectations, and of which kinds, can still be counted.
    """
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"expected a value of the domain, not {type(value).__name__}")
    changes = {one.name: _blank(one.name, getattr(value, one.name)) for one in fields(value) if one.init}
    return replace(value, **changes)


def _blank(name: str, value: Any) -> Any:
    """One field."""
    if _is_text(value):
        return value if name in KEPT else ""
    if isinstance(value, Mapping):
        return {}
    if isinstance(value, tuple | frozenset):
        return type(value)(_blank(name, one) for one in value if name in KEPT or not _is_text(one))
    if is_dataclass(value) and not isinstance(value, type):
        return without_words(value)
    return value


def _is_text(value: object) -> bool:
    """Whether it is words, and not one of our own."""
    return isinstance(value, str) and not isinstance(value, Enum)
