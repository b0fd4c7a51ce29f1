"""Says a thing in every language we have, for somebody of whom nothing is known yet."""

from collections.abc import Callable
from typing import TypeVar

from motbot.domain.language import Language, languages_spoken

W = TypeVar("W")


def in_each_language(words: Callable[[Language], W], text: Callable[[W], str]) -> list[str]:
    """One text of some phrases in each language; one that is the same is there once."""
    return list(dict.fromkeys(text(words(language)) for language in languages_spoken()))


def in_every_language(words: Callable[[Language], W], text: Callable[[W], str], *, between: str = " ") -> str:
    """One text of some phrases in each language, one behind the other."""
    return between.join(in_each_language(words, text))
