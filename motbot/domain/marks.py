"""What tells a thing from others of its kind: the number, month, version or code that words name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from motbot.domain.grounding import folded
from motbot.domain.numerals import CHINESE, ENGLISH, value_of
from motbot.domain.said_times import HAN, MONTH, MONTHS, WEEKDAY, without_times

_ORDINALS = {
    name: str(number)
    for number, name in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), 1)
}
_ADDRESS = re.compile(r"<[^<>\n]*>|https?://\S+|(?<![\w:]):[a-z0-9_+-]+:(?!\w)")
_MAY = re.compile(r"\bmay\b|\bMay (?=I\b|we\b|you\b|it\b|they\b|he\b|she\b|be\b)")
_LETTER = re.compile(r"(?<=\w )[A-HJ-Z](?![\w'’.-])")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CURRENCY = r"(?:usd|eur|gbp|cny|rmb|chf|inr)\b"
_AMOUNT = re.compile(
    rf"""
    (?:[$€£¥₹]|\b{_CURRENCY})\ ?(?P<behind>\d+(?:\.\d+)?)
    | (?P<before>\d+(?:\.\d+)?|\b{ENGLISH}|(?!一块){CHINESE})\ ?
        (?:[$€£¥₹%]|{_CURRENCY}|(?:euros?|dollars?|pounds?|percent)\b|元|块|美元|欧元)
    """,
    re.VERBOSE,
)
_IN_MONTH = re.compile(rf"(?<!个)(?P<han>{HAN})月|(?<![a-z])(?P<name>{MONTH})(?![a-z])")
_QUARTER = re.compile(rf"第?(?P<han>{HAN})季度")
_PERIOD = re.compile(
    rf"""
    \b(?P<english>(?:last|this|next|current|previous)\ (?:week|month|quarter|year)|{WEEKDAY})'s
    | (?P<chinese>[上本这下]个?(?:周|星期|月|季度)[一二三四五六日天]?|周[一二三四五六日天])的(?!时候)
    """,
    re.VERBOSE,
)
_CODE = re.compile(r"[a-z0-9]*\d[a-z0-9]*(?:[-_.:/][a-z0-9]+)*|[a-z]+[-_.][a-z0-9]*\d[a-z0-9]*(?:[-_.][a-z0-9]+)*")
_PREFIX = re.compile(r"(?:[a-z]+[-_.]|v(?=\d))(?=\d)")
_RANK = re.compile(r"(?P<digits>\d+)(?:st|nd|rd|th)")
_ORDINAL = re.compile(
    rf"""
    \b(?:the|your|our|my|their|his|her)\ (?P<name>{"|".join(_ORDINALS)})
        (?=\ (?!(?:things?|time|part(?:y|ies)|of)\b)[a-z])
    """,
    re.VERBOSE,
)
_WORDS = re.compile(
    rf"""
    \b(?P<word>(?!(?:one\b(?!\ (?:hundred|thousand))|an?|half)\b){ENGLISH})\b
    | \b(?:no\.?|number|phase|part|step|stage|version|option|level|lift|floor|room|unit|batch|round|site|line)
        \ (?P<one>one)\b
    """,
    re.VERBOSE,
)
_HAN_NUMBER = re.compile(
    rf"""
    第(?P<rank>{CHINESE})(?!方)
    | (?P<label>{CHINESE})(?=[号楼层期版批季栋室组班单])
    | (?P<count>[二两三四五六七八九十百]+)(?=[份个台张件条笔箱套批间位])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that words carry, each kind by itself: numbers and codes, amounts, months, years, letters, periods."""

    kinds: tuple[frozenset[str], ...]

    def contradict(self, other: "Marks") -> bool:
        """Whether the two cannot be about one thing: both name marks, and none in common or another one of a kind."""
        here, there = frozenset[str]().union(*self.kinds), frozenset[str]().union(*other.kinds)
        if not here or not there:
            return False
        if not here & there:
            return True
        return any(one and two and one != two for one, two in zip(self.kinds, other.kinds, strict=True))


@lru_cache(maxsize=512)
def marks(*texts: str, due_words: str = "") -> Marks:
    """What the texts, taken together, name; the words for when it is due name nothing, nor does another time."""
    raw = _MAY.sub(" ", _ADDRESS.sub(" ", _without(due_words, "\n".join(texts))))
    letters = frozenset(letter.lower() for letter in _LETTER.findall(raw))
    text = _GROUPED.sub("", _without(folded(due_words), folded(raw)))
    text, periods = _taken(_PERIOD, text, lambda one: (one["english"] or one["chinese"]).replace("个", ""))
    text, amounts = _taken(_AMOUNT, without_times(text), lambda one: _whole(one["behind"] or one["before"]))
    text, quarters = _taken(_QUARTER, text, lambda one: f"q{_whole(one['han'])}")
    text, months = _taken(_IN_MONTH, text, _month)
    numbers = frozenset((*quarters, *_numbers(text)))
    years = frozenset(one for one in numbers if re.fullmatch(r"(?:19|20)\d\d", one))
    return Marks(kinds=(numbers - years, amounts, months, years, letters, periods))


def _without(words: str, text: str) -> str:
    """The text without the words, where they do not stand inside others."""
    if not words.strip():
        return text
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", words) else ""
    behind = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", words) else ""
    return re.sub(before + re.escape(words) + behind, " ; ", text)


def _taken(pattern: re.Pattern[str], text: str, read: Callable[[re.Match[str]], str]) -> tuple[str, frozenset[str]]:
    """The text without what the pattern finds, and what that comes to."""
    return pattern.sub(" ", text), frozenset(map(read, pattern.finditer(text)))


def _month(found: re.Match[str]) -> str:
    return f"month {MONTHS[found['name']] if found['name'] else _whole(found['han'])}"


def _numbers(text: str) -> Iterator[str]:
    """Everything counted, numbered or coded: in digits, in words, by rank."""
    for found in _CODE.finditer(text):
        code = _PREFIX.sub("", found[0])
        yield _whole((_RANK.fullmatch(code) or {"digits": code})["digits"])
    yield from (_ORDINALS[found["name"]] for found in _ORDINAL.finditer(text))
    yield from (_whole(found["word"] or found["one"]) for found in _WORDS.finditer(text))
    for found in _HAN_NUMBER.finditer(text):
        yield _whole(found["rank"] or found["label"] or found["count"])


def _whole(number: str) -> str:
    """A number in one form, whether it stands in digits or in words."""
    value = value_of(number)
    return number.lstrip("0") or "0" if value is None else f"{value:.12g}"
