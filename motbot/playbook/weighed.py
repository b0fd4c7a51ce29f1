"""Remembers what was found of a text, and not the text: rules that look back weigh each sentence only once."""

from collections.abc import Callable
from hashlib import blake2b
from os import urandom
from typing import Generic, TypeVar

T = TypeVar("T")

_AT_MOST = 10_000


class Weighed(Generic[T]):
    """A pure function of a text that is not worked out again for the texts it has lately been asked about.

    Only their digests are kept, with a key of this process: whoever reads its memory cannot even try guesses.
    """

    def __init__(self, weigh: Callable[[str], T], *, at_most: int = _AT_MOST) -> None:
        """Take the function, and how many texts are remembered."""
        self._weigh = weigh
        self._at_most = at_most
        self._key = urandom(16)
        self._found: dict[bytes, T] = {}

    def __call__(self, text: str) -> T:
        """What the function gives for the text."""
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._key).digest()
        found = self._found.pop(digest) if digest in self._found else self._weigh(text)
        if len(self._found) >= self._at_most:
            del self._found[next(iter(self._found))]
        self._found[digest] = found
        return found
