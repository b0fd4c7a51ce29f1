"""Frozen dataclasses of phrases in another language: the English one stands in the code and is the pattern."""

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import partial
from typing import Any, TypeVar, cast

from motbot.catalogue.codes import DEFAULT
from motbot.catalogue.shelf import our_shelf
from motbot.catalogue.texts import Catalogue

W = TypeVar("W")


def translated(english: W, language: str, *, context: str) -> W:
    """Phrases in a language, each in English where the catalogue has none. Made once for each language.

    Args:
        english: a frozen dataclass of phrases, or a mapping or tuple of them, as deep as it goes.
        language: the code of the language.
        context: what the catalogue calls these phrases, such as `slack.card`; each phrase is named by it and by the
            way to it: `slack.card.urgency.high`.
    """
    if language == DEFAULT:
        return english
    found = our_shelf().catalogue(language)
    return cast("W", found.once(context, partial(_in, found, english, context)))


def phrases_of(english: object, context: str) -> Iterator[tuple[str, str]]:
    """Every phrase with its name, in the order of the code."""
    if isinstance(english, str):
        if english:
            yield context, english
        return
    for name, value in _parts(english):
        yield from phrases_of(value, f"{context}.{name}")


def _in(catalogue: Catalogue, english: Any, context: str) -> Any:
    if isinstance(english, str):
        said = catalogue.said(english, context) if english else None
        return english if said is None else said
    parts = {name: _in(catalogue, value, f"{context}.{name}") for name, value in _parts(english)}
    return _like(english, parts)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from ((_name(key), inner) for key, inner in value.items())
    elif isinstance(value, tuple):
        yield from ((str(at), inner) for at, inner in enumerate(value))
    elif dataclasses.is_dataclass(value):
        yield from ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))


def _like(english: Any, parts: Mapping[str, Any]) -> Any:
    if isinstance(english, Mapping):
        return dict(zip(english, parts.values(), strict=True))
    if isinstance(english, tuple):
        return tuple(parts.values())
    return dataclasses.replace(english, **parts) if parts else english


def _name(key: object) -> str:
    if isinstance(key, tuple):
        return "-".join(map(_name, key))
    return str(key.value if isinstance(key, Enum) else key).lower()
