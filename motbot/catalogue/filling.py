"""The names in braces of a text: which there are, and how they are filled."""

from collections.abc import Mapping
from string import Formatter


def gaps(text: str) -> frozenset[str]:
    """The names in braces.

    Raises:
        ValueError: the braces do not match.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def fits(translated: str, english: str) -> bool:
    """Whether a translation can be filled with what its English text is filled with."""
    try:
        wanted = gaps(english)
    except ValueError:
        # Not a text that is ever filled, such as an example of JSON.
        return True
    try:
        return gaps(translated) <= wanted
    except ValueError:
        return False


def filled_in(translated: str, english: str, filled: Mapping[str, object]) -> str:
    """The translation filled; English where it cannot be, for no translator's slip may stop a command."""
    try:
        return translated.format(**filled)
    except (LookupError, ValueError, AttributeError, TypeError):
        return english.format(**filled)
