"""The languages motbot speaks and how a text's own language is told, without any model."""

import re
from enum import StrEnum
from typing import Self, TypeVar

from typing_extensions import override

from motbot.catalogue import canonical, matched, our_shelf

V = TypeVar("V")


class Language(StrEnum):
    """A language that cards and replies can be written in.

    The two that stand here the coach masters without a model. Any other code of a language, such as `pt-BR`, is one
    too: our own words come from its catalogue, and what is missing there, or in the playbook, is said in English.
    """

    EN = "en"
    ZH = "zh"

    @property
    def is_mastered(self) -> bool:
        """Whether the coach knows it without a model, and we tell a text in it from others."""
        return self in tuple(type(self))

    @classmethod
    @override
    def _missing_(cls, value: object) -> Self | None:
        """A language beside the two: it is made when first named, and is the same one ever after."""
        code = canonical(value) if isinstance(value, str) else ""
        if not code or code != value:
            return cls(code) if code else None
        member = str.__new__(cls, code)
        member._name_, member._value_ = code.upper(), code
        known = cls._value2member_map_.setdefault(code, member)
        return known if isinstance(known, cls) else None


class ByLanguage(dict[Language, V]):
    """What differs from language to language; English stands in for one that is not there."""

    def __missing__(self, key: Language) -> V:
        """The English one."""
        return self[Language.EN]


def languages_spoken() -> tuple[Language, ...]:
    """Every language there are words of ours in, the two of the coach first."""
    others = our_shelf().languages() - set(Language)
    return (*Language, *(Language(code) for code in sorted(others)))


def language_like(code: str) -> Language | None:
    """The language with words of ours that a setting such as Slack's `zh-TW` asks for; None where there is none."""
    found = matched(code, our_shelf().languages())
    return Language(found) if found else None


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
