"""Reads pieces of meaning off a text by rules: a pattern, and what its match means."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from motbot.due_times.meanings import Meaning, Piece

Read = Callable[[re.Match[str]], tuple[Meaning, ...]]
"""What a match means; empty where, looked at closely, it is no time at all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying something; the pattern is read without regard to case."""

    pattern: str
    read: Read


def says(pattern: str, *meanings: Meaning) -> Rule:
    """Make a rule for words that always mean the same."""
    return Rule(pattern, lambda _: meanings)


class Family:
    """Rules of which none can apply to a text without some sign; looking for that saves trying them all."""

    def __init__(self, *, sign: str, rules: Iterable[Rule]) -> None:
        self._sign = re.compile(sign, re.IGNORECASE)
        self._rules = tuple((re.compile(rule.pattern, re.IGNORECASE), rule.read) for rule in rules)

    def pieces(self, text: str) -> list[Piece]:
        """Everything its rules find in a text, overlapping or not."""
        return self.tried(text) if self._sign.search(text) else []

    def tried(self, text: str) -> list[Piece]:
        """The same without a look at the sign."""
        return [
            Piece(match.start(), match.end(), meanings)
            for pattern, read in self._rules
            for match in pattern.finditer(text)
            if match.end() > match.start() and (meanings := read(match))
        ]


class Lexicon:
    """All rules of all languages, ready for use."""

    def __init__(self, *, families: Iterable[Family]) -> None:
        self._families = tuple(families)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The pieces of a text in their order; of overlapping ones the longest stands, then the earliest rule's."""
        found = [piece for family in self._families for piece in family.pieces(text)]
        found.sort(key=lambda piece: piece.start - piece.end)
        free = bytearray(b"\x01") * len(text)
        taken: list[Piece] = []
        for piece in found:
            if 0 not in free[piece.start : piece.end]:
                free[piece.start : piece.end] = bytes(piece.end - piece.start)
                taken.append(piece)
        return tuple(sorted(taken, key=lambda piece: piece.start))
