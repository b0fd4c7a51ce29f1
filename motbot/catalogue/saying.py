"""What the terminal and the local pages say, in the language of the process or of whoever asked."""

import os

from motbot.catalogue.codes import DEFAULT, matched
from motbot.catalogue.filling import filled_in
from motbot.catalogue.shelf import our_shelf
from motbot.catalogue.speaking import spoken

SAID_IN = ("terminal", "config", "workbench")
"""The contexts a text of ours is looked for in, first found first taken: where it is said first tells them apart."""

LANGUAGE_TOLD_BY = ("MOTBOT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Environment variables that tell the language of a terminal, the first that is set."""


def say(text: str, /, *, language: str | None = None, **filled: object) -> str:
    """The text in a language, with its names in braces filled; English where it has none.

    Args:
        text: in English, as a literal, so that it can be collected; or one that was marked by `to_say`.
        language: whose; where none is given, the one that is spoken just now, else the process's.
        filled: what stands in the braces.
    """
    code = language or spoken() or language_of_process()
    if code == DEFAULT:
        return text.format(**filled)
    found = our_shelf().catalogue(code)
    translated = next((said for context in SAID_IN if (said := found.said(text, context)) is not None), text)
    return filled_in(translated, text, filled)


def say_many(one: str, many: str, /, *, count: int, language: str | None = None, **filled: object) -> str:
    """A text with a number, in the form that the language has for that number; `{count}` is the number.

    Args:
        one: what English says of one.
        many: what it says of any other number.
        count: the number.
        language: whose; where none is given, the one that is spoken just now, else the process's.
        filled: what else stands in braces.
    """
    code = language or spoken() or language_of_process()
    english = one if count == 1 else many
    filled = {"count": count, **filled}
    if code == DEFAULT:
        return english.format(**filled)
    found = our_shelf().catalogue(code)
    forms = (found.said_of(one, many, count, context) for context in SAID_IN)
    translated = next((said for said in forms if said is not None), english)
    return filled_in(translated, english, filled)


def to_say(text: str, /) -> str:
    """The text as it is: marks what is said later, by `say`, so that it stands in the catalogue."""
    return text


def language_of_process() -> str:
    """The code of the language that this process speaks on the terminal: the first variable that is set tells it."""
    told = next((value for name in LANGUAGE_TOLD_BY if (value := os.environ.get(name))), "")
    return matched(told, our_shelf().languages()) or DEFAULT
