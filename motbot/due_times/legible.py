"""Brings a message to one way of writing, with the place of every character in the original."""

import re
import unicodedata
from dataclasses import dataclass

_ALIKE = str.maketrans(
    "週禮後點鐘時間個內兩號這過盡儘馬會進終點現週約點鍾從開請間東倫紐國歐臺鬆總貴們當隨裡裏應歲結給樓線舊爾灣聖華",
    "周礼后点钟时间个内两号这过尽尽马会进终点现周约点钟从开请间东伦纽国欧台松总贵们当随里里应岁结给楼线旧尔湾圣华",
)
_MARKS = str.maketrans({
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "~": "~", "〜": "~",
    "‘": "'", "’": "'", "“": '"', "”": '"', "拜": "拜", "\u00a0": " ", "\u202f": " ", "\u3000": " ",
})  # fmt: skip
_NOT_SPEECH = re.compile(r"```.*?```|`[^`\n]+`|<[@#!][^>]*>|<?https?://[^\s>]+>?|[\w.+-]+@[\w-]+\.[\w.]+", re.DOTALL)
_HYPHENED = re.compile(r"\b(?:end|close|start|beginning|middle)-of-(?:the-|next-|this-)?", re.IGNORECASE)
_BLANK = "\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Legible:
    """A text to be read by rules; `places[i]` is where its character i stands in the original."""

    text: str
    original: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the text stands in the original, without white space around it."""
        first, last = self.places[start], self.places[end - 1] + 1
        piece = self.original[first:last]
        return first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())


def legible(original: str) -> Legible:
    """Fold width, traditional characters of time words, dashes and quotes; blank out code, links and mentions."""
    speech = _NOT_SPEECH.sub(lambda match: _BLANK * len(match[0]), original)
    speech = _HYPHENED.sub(lambda match: match[0].replace("-", " "), speech)
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(speech):
        folded = unicodedata.normalize("NFKC", character.translate(_MARKS)).translate(_MARKS).translate(_ALIKE)
        letters.extend(folded)
        places.extend([place] * len(folded))
    return Legible(text="".join(letters), original=original, places=tuple(places))
