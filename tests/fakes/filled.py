"""Makes a value of any of our types with something in every field, and the same words in every text."""

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tests.fakes.clock import T0

OTHER = "besides"
_PLAIN: dict[Any, Any] = {int: 1, float: 1.0, bool: True, datetime: T0, date: T0.date(), timedelta: timedelta(days=1)}


def filled(kind: Any, words: str, *, besides: Collection[str] = ()) -> Any:
    """A value of the type; of several that fit, the first that is not nothing.

    `besides` are names of fields whose text is not to be the words.
    """
    origin, inside = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return filled(next(one for one in inside if one is not NoneType), words, besides=besides)
    if origin is not None:
        return _collection(origin, inside, words, besides)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        said = {one.name: OTHER if one.name in besides else words for one in fields(kind) if one.init}
        return kind(**{name: filled(hints[name], text, besides=besides) for name, text in said.items()})
    if issubclass(kind, Enum):
        return next(iter(kind))
    return words if kind is str else _PLAIN[kind]


def _collection(origin: Any, inside: tuple[Any, ...], words: str, besides: Collection[str]) -> Any:
    """One of each, or one entry."""
    made = [filled(one, words, besides=besides) for one in inside if one is not Ellipsis]
    if origin in {tuple, frozenset}:
        return origin(made)
    return {made[0]: made[1]}
