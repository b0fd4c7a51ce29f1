"""Brings a message to one way of writing, with the place of every character in the original."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

_ALIKE = str.maketrans(
    "週禮後點鐘時間個內兩號這過盡儘馬會進終點現週約點鍾從開請間東倫紐國歐臺鬆總貴們當隨裡裏應歲結給樓線舊爾灣聖華",
    "周礼后点钟时间个内两号这过尽尽马会进终点现周约点钟从开请间东伦纽国欧台松总贵们当随里里应岁结给楼线旧尔湾圣华",
)
_MARKS = str.maketrans({
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "~": "~", "〜": "~",
    "‘": "'", "’": "'", "“": '"', "”": '"', "拜": "拜", "\u00a0": " ", "\u202f": " ", "\u3000": " ",
})  # fmt: skip
_NOT_SPEECH = re.compile(
    r"```.*?```|`[^`\n]+`|<[@#!][^<>]*>|<?https?://[^\s>]+>?|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+", re.DOTALL
)
_HYPHENED = re.compile(r"\b(?:end|close|start|beginning|middle)-of-(?:the-|next-|this-)?", re.IGNORECASE)
_RUN = re.compile(r"(?P<blank>\s)\s{2,}|(?P<mark>[^\w\s])(?P=mark){3,}")
_MARKS_LEFT = 3
_BLANK = "\x00"
_LONGEST_FOLD = 3
_READ = 60_000
"""Characters that are read, after folding; Slack's longest message has 40,000."""
_WINDOW = 600
_HEAD = 200
_SENTENCE_END = re.compile(r"[。!?;]|(?<![ap]\.m)\.(?=\s)", re.IGNORECASE)


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

    def windows(self) -> Iterator[tuple[int, str]]:
        """The text in parts of at most 600 characters, cut between lines or sentences if it can be, and their places.

        The rules look back and ahead from each place, so what they cost grows with the square of what they are given.
        """
        begin = 0
        while len(self.text) - begin > _WINDOW:
            end = _seam(self.text, begin + _HEAD, begin + _WINDOW)
            yield begin, self.text[begin:end]
            begin = end
        yield begin, self.text[begin:]


def legible(original: str) -> Legible:
    """Fold width, traditional characters of time words, dashes and quotes; blank out code, links and mentions.

    Of a run of white space one character is left, of a run of any other mark three.
    """
    speech = _NOT_SPEECH.sub(lambda match: _BLANK * len(match[0]), original[:_READ])
    speech = _HYPHENED.sub(lambda match: match[0].replace("-", " "), speech)
    text, places = _folded(speech)
    kept = tuple(_outside_runs(text[:_READ]))
    return Legible(
        text="".join(text[part] for part in kept),
        original=original,
        places=tuple(chain.from_iterable(places[part] for part in kept)),
    )


def _folded(speech: str) -> tuple[str, list[int] | range]:
    if speech.isascii():
        return speech, range(len(speech))
    letters: list[str] = []
    places: list[int] = []
    known: dict[str, str] = {}
    for place, character in enumerate(speech):
        folded = known.get(character) or known.setdefault(character, _fold(character))
        letters.append(folded)
        places.extend([place] * len(folded))
    return "".join(letters), places


def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character.translate(_MARKS)).translate(_MARKS).translate(_ALIKE)
    # What one character stands for at greater length (株式会社, a blessing) is no time, unlike the one for 10日.
    return folded if len(folded) <= _LONGEST_FOLD else character


def _outside_runs(text: str) -> Iterator[slice]:
    """The parts of a text that are left of it: a long run says no more than a short one."""
    begin = 0
    for run in _RUN.finditer(text):
        if run["mark"]:
            yield slice(begin, run.start() + _MARKS_LEFT)
        else:
            # A line break in it is what counts.
            left = max(run.start(), text.find("\n", run.start(), run.end()))
            yield slice(begin, run.start())
            yield slice(left, left + 1)
        begin = run.end()
    yield slice(begin, len(text))


def _seam(text: str, low: int, high: int) -> int:
    """Where to cut a text between two of its places."""
    line = text.rfind("\n", low, high)
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, low, high)]
    word = text.rfind(" ", low, high)
    return next((end for end in (line + 1, *sentences[-1:], word + 1) if end > low), high)
