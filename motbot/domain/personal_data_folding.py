"""Reads a text as its disguises mean it: full-width digits, zero-width characters, odd dashes, numbers in Chinese."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Mn", "Me"})
"""What parts digits without being seen: controls, zero-width and bidi characters, marks put on a letter."""
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fc\u2500\u2501\u02d7\u00ad"
_DOTS = "\u00b7\u30fb\u2022\u2027\u2219\u22c5"
_NUMERALS = str.maketrans("零〇○一二三四五六七八九幺两兩壹贰貳叁肆伍陆陸柒捌玖", "00012345678912212234566789")
_SIGN = "[0-9零〇○一二三四五六七八九幺两兩壹贰貳叁肆伍陆陸柒捌玖]"
_READ_OUT = re.compile(rf"{_SIGN}(?:[ ._-]?{_SIGN}){{6,}}")
"""Digits and signs for digits, as many as a number has that is dialled: shorter ones are words as often as numbers."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain letters and digits, and where each of its characters stands in the original."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text, which is not empty, stands in the original."""
        return self.origins[start], self.origins[end - 1] + 1


class _Plain(dict[int, str]):
    """What each character is read as, by its number; filled as characters are met."""

    def __missing__(self, number: int) -> str:
        plain = self[number] = _plain(chr(number))
        return plain


def _plain(character: str) -> str:
    if character in _BREAKS:
        return "\n"
    if character in _DASHES:
        return "-"
    if character in _DOTS:
        return "."
    if character.isspace():
        return " "
    if unicodedata.category(character) in _UNSEEN:
        return ""
    digit = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKC", character) if digit is None else str(digit)


def folded(text: str) -> Folded:
    """Fold a text; takes time in proportion to its length, whatever it holds."""
    if text.isascii() and text.isprintable():
        return Folded(text, range(len(text)))
    plain = _Plain()
    origins: Sequence[int] = range(len(text))
    whole = text.translate(plain)
    if any(len(one) != 1 for one in plain.values()):
        origins = [index for index, character in enumerate(text) for _ in plain[ord(character)]]
    return Folded(_READ_OUT.sub(lambda match: match[0].translate(_NUMERALS), whole), origins)
