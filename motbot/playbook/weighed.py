"""Remembers what was found of a text, and not the text: rules that look back weigh each sentence only once."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")

_AT_MOST = 10_000


class Weighed(Generic[T]):
    """A pure function of a text that is not worked out again for the texts it has lately been asked about.

    Only their digests are kept: nobody's words stay in memory longer than they are needed.
    """

    def __init__(self, weigh: Callable[[str], T], *, at_most: int = _AT_MOST) -> None:
        """Take the function, and how many texts are remembered."""
        self._weigh = weigh
        self._at_most = at_most
        self._found: dict[bytes, T] = {}

    def __call__(self, text: str) -> T:
        """What the function gives for the text."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in self._found:
            if len(self._found) >= self._at_most:
                del self._found[next(iter(self._found))]
            self._found[key] = self._weigh(text)
        return self._found[key]
