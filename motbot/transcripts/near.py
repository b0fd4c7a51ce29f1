"""Tells a slip of the pen from another word."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.8


def nearest_of(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is near."""
    return next(iter(get_close_matches(word, [str(one) for one in known], n=1, cutoff=_ALIKE)), "")
