"""Writes every text of a value anew, wherever it stands in it; what is counted, timed or chosen stays."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

T = TypeVar("T")


def rewritten(value: T, write: Callable[[str], str]) -> T:
    """The same frozen value with each of its texts as `write` gives it; a word of our own code is no text."""
    return cast("T", _rewritten(value, write))


def _rewritten(value: object, write: Callable[[str], str]) -> object:
    if isinstance(value, str) and not isinstance(value, Enum):
        return write(value)
    if isinstance(value, tuple):
        return tuple(_rewritten(one, write) for one in value)
    if isinstance(value, Mapping):
        return {key: _rewritten(one, write) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {one.name: _rewritten(getattr(value, one.name), write) for one in fields(value) if one.init}
        return replace(value, **changes)
    return value
