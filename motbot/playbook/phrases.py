"""Phrase lists as trainers write them, compiled once, and the plain form of a text that they are matched against."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

# One character for one: a match's offsets hold in the original, so that quotes stay verbatim.
_PLAIN = str.maketrans("’‘“”，？！：；（）～　", "''\"\",?!:;()~ ")
_SEPARATORS = " ,.!?;:~-()\"'\n\t。、…—"


def plain(text: str) -> str:
    """The same text, character for character, with curly and full-width marks made plain."""
    return text if text.isascii() else text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class Phrases:
    """One list of phrases. A phrase is words (whole words where Latin, any place where Chinese) or `/a regex/`."""

    source: str
    """All of them as one regular expression."""

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Phrases":
        """Take a list; the longest phrase wins where several begin at one place.

        Raises:
            re.error: a phrase between slashes is no regular expression that can stand beside others.
        """
        parts = sorted((_expression(phrase) for phrase in phrases), key=len, reverse=True)
        return cls("|".join(parts) if parts else r"(?!)")

    @property
    def pattern(self) -> re.Pattern[str]:
        """The list compiled: at its first use, since a start needs few of the hundreds there are."""
        return _compiled(self.source)

    def first(self, text: str) -> re.Match[str] | None:
        """The first match in a text, which may be in its original form."""
        return self.pattern.search(plain(text))

    def within(self, text: str) -> bool:
        """Whether any phrase occurs."""
        return self.first(text) is not None

    def words(self, text: str) -> str:
        """The matched words as the text has them; empty where nothing matches."""
        match = self.first(text)
        return text[match.start() : match.end()].strip(_SEPARATORS) if match else ""

    def without(self, text: str) -> str:
        """What is left of a text without these phrases, for telling "nothing but thanks" from more."""
        return self.pattern.sub(" ", plain(text)).strip(_SEPARATORS)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.MULTILINE)


@cache
def _check(expression: str) -> None:
    """See that it can stand among others: where it is compiled with them, nobody could say which one is wrong."""
    alone = re.compile(f"(?!)|(?:{expression})")
    if alone.groupindex:
        raise re.error("a named group would stand beside others of its name")


def is_expression(phrase: str) -> bool:
    """Whether a phrase is a regular expression rather than words."""
    return len(phrase) > 1 and phrase.startswith("/") and phrase.endswith("/")


def _expression(phrase: str) -> str:
    """A phrase as a regular expression that opens no numbered group."""
    if is_expression(phrase):
        _check(phrase[1:-1])
        return f"(?:{phrase[1:-1]})"
    words = r"\s+".join(re.escape(word) for word in plain(phrase).split())
    before = r"(?<![A-Za-z0-9])" if phrase[:1].isascii() and phrase[:1].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if phrase[-1:].isascii() and phrase[-1:].isalnum() else ""
    return f"{before}{words}{after}"
