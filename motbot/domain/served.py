"""What words of ours in a contact serve: a line's own words, without those of a promise that was taken back."""

from collections.abc import Iterable, Sequence

from motbot.domain.conditions import names_another
from motbot.domain.expectation import Expectation
from motbot.domain.grounding import occurs, verbatim
from motbot.domain.likeness import ABOUT, likeness
from motbot.domain.message import Line
from motbot.domain.own_words import own_words, says


def stands(words: str, line: Line, *, ours: bool = False) -> bool:
    """Whether the words stand in the line, as our side's own where that is asked."""
    if ours:
        return line.side.is_ours and says(words, own_words(line.text))
    return occurs(words, line.text)


def still_served(expectation: Expectation, said: Iterable[Line], taken_back: Sequence[str]) -> bool:
    """Whether more than a promise that was taken back speaks for an expectation having been met.

    Args:
        expectation: that counts as met.
        said: our lines of the contact.
        taken_back: the words of those promises, as they stand in the lines.
    """
    wish = f"{expectation.text}\n{expectation.quote}"
    if not any(likeness(words, wish) >= ABOUT or not names_another(words) for words in taken_back):
        return True
    lines = tuple(said)
    return any(line.files for line in lines) or likeness("\n".join(_rests(lines, taken_back)), wish) >= ABOUT


def _rests(lines: Iterable[Line], taken_back: Sequence[str]) -> Iterable[str]:
    for line in lines:
        rest = own_words(line.text)
        for words in taken_back:
            found = verbatim(words, rest)
            rest = rest.replace(found, "\n") if found else rest
        yield rest
