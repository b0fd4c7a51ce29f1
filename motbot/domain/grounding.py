"""Whether words that a coach quotes really stand in the conversation."""

import unicodedata
from collections.abc import Iterable
from functools import cached_property

from motbot.domain.message import Line

# NFKC folds full-width punctuation but leaves these; two true quotes failed on U+2019 and U+2011 when tried.
_FOLDED = str.maketrans(
    {
        "\u00b4": "'", "\u0060": "'",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u300c": '"', "\u300d": '"',
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2033": '"', "\u300e": '"', "\u300f": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
        "\u3002": ".", "\u3001": ",", "\uff61": ".",
        "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None, "\u00ad": None,
        "\u200e": None, "\u200f": None, "\u061c": None, "\ufe0e": None, "\ufe0f": None,
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))),
    }
)  # fmt: skip


def folded(text: str) -> str:
    """Bring a text to the form quotes are compared in: case, width, quote marks, dashes and white space alike."""
    # Hidden characters go first, since one between a letter and its accent would keep NFKC from joining them; folding
    # takes letters apart and NFKC brings forth marks of the table, hence the second round.
    joined = unicodedata.normalize("NFKC", text.translate(_FOLDED)).casefold()
    return " ".join(unicodedata.normalize("NFKC", joined).translate(_FOLDED).split())


class Searched:
    """A text that quotes are looked for in: folded once, however many there are."""

    def __init__(self, text: str) -> None:
        """Take the text; nothing is folded before the first quote."""
        self.text = text

    def holds(self, quote: str) -> bool:
        """Whether the quote stands in it word for word; an empty quote never does."""
        wanted = folded(quote)
        return bool(wanted) and wanted in self._folded

    def verbatim(self, quote: str) -> str:
        """The quote as it stands in it, where case, width or quote marks differ; itself where it does not occur."""
        if quote in self.text:
            return quote
        letters, places = self._letters
        wanted = "".join(folded(quote).split())
        start = letters.find(wanted) if wanted else -1
        return self.text[places[start] : places[start + len(wanted) - 1] + 1] if start >= 0 else quote

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The folded letters without any space, and where in the text each comes from."""
        forms = {character: folded(character) for character in set(self.text)}
        places = [place for place, character in enumerate(self.text) for _ in forms[character]]
        return "".join(forms[character] for character in self.text), places


def occurs(quote: str, text: str) -> bool:
    """Whether the quote stands in the text word for word; an empty quote never does."""
    return Searched(text).holds(quote)


def bare(text: str) -> str:
    """What two texts are compared by: their letters and digits only."""
    return "".join(character for character in folded(text) if character.isalnum())


def verbatim(quote: str, text: str) -> str:
    """The quote as it stands in the text, where case, width or quote marks differ; itself where it does not occur."""
    return Searched(text).verbatim(quote)


def source_of(quote: str, lines: Iterable[Line]) -> str:
    """Give the `ts` of the newest line that holds the quote, or "" where none does."""
    return next((line.ts for line in reversed(tuple(lines)) if occurs(quote, line.text)), "")
