"""Lists and labels within a sentence, with the commas and colons of the reader's language."""

from collections.abc import Callable, Iterable
from functools import reduce

from motbot.catalogue.saying import say


def listed(parts: Iterable[str]) -> str:
    """Things one beside the other: `a, b, c`."""
    return _joined(parts, lambda one, more: say("{one}, {more}", one=one, more=more))


def in_turn(parts: Iterable[str]) -> str:
    """Sentences or longer pieces, which may hold commas: `a, b; c`."""
    return _joined(parts, lambda one, more: say("{one}; {more}", one=one, more=more))


def labelled(name: str, words: str) -> str:
    """What it is about, then the words: `draft: refused`."""
    return say("{name}: {words}", name=name, words=words)


def with_aside(words: str, aside: str) -> str:
    """The words with something in brackets behind them: `a (b)`; the words alone where there is nothing to add."""
    return say("{words} ({aside})", words=words, aside=aside) if aside else words


def _joined(parts: Iterable[str], together: Callable[[str, str], str]) -> str:
    kept = list(parts)
    return reduce(together, kept) if kept else ""
