"""The languages motbot speaks and how a text's own language is told, without any model."""

import re
from enum import StrEnum


class Language(StrEnum):
    """A language that cards and replies can be written in."""

    EN = "en"
    ZH = "zh"


_CJK = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("\uf900", "\ufaff"))

_NO_WORDS = re.compile(
    r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*+://[!-~]+ | (?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+ | [@#][\w.-]+"
    r" | :[\w+'-]+:",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""Links, addresses, mentions and emoji: written alike in every language."""


def is_chinese_character(character: str) -> bool:
    """Whether the character is a Han character of the blocks used in modern text."""
    return any(low <= character <= high for low, high in _CJK)


def language_of(text: str, default: Language = Language.EN) -> Language:
    """Tell the language to answer a customer in.

    A Han character says about as much as a word, so characters are weighed against Latin words: a Chinese sentence
    with a few product names in Latin letters stays Chinese. A text with neither gives the default; links, addresses,
    mentions and emoji count for neither.
    """
    text = _NO_WORDS.sub(" ", text)
    han = sum(1 for character in text if is_chinese_character(character))
    latin = sum(1 for word in text.split() if any("a" <= letter <= "z" for letter in word.lower()))
    if han == latin == 0:
        return default
    return Language.ZH if han >= latin else Language.EN
