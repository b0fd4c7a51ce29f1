"""Whether words that a coach quotes really stand in the conversation."""

import unicodedata
from collections.abc import Iterable

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


def occurs(quote: str, text: str) -> bool:
    """Whether the quote stands in the text word for word; an empty quote never does."""
    wanted = folded(quote)
    return bool(wanted) and wanted in folded(text)


def bare(text: str) -> str:
    """What two texts are compared by: their letters and digits only."""
    return "".join(character for character in folded(text) if character.isalnum())


def verbatim(quote: str, text: str) -> str:
    """The quote as it stands in the text, where case, width or quote marks differ; itself where it does not occur."""
    if quote in text:
        return quote
    marks = [(position, letter) for position, character in enumerate(text) for letter in folded(character)]
    flat = "".join(letter for _, letter in marks)
    wanted = "".join(folded(quote).split())
    start = flat.find(wanted)
    return text[marks[start][0] : marks[start + len(wanted) - 1][0] + 1] if start >= 0 and wanted else quote


def source_of(quote: str, lines: Iterable[Line]) -> str:
    """Give the `ts` of the newest line that holds the quote, or "" where none does."""
    return next((line.ts for line in reversed(tuple(lines)) if occurs(quote, line.text)), "")
