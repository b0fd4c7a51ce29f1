"""Numbers that are written in words, English and Chinese: `one thousand`, `half a million`, 两千五, 十二."""

import re

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: value * 10
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)  # noqa: SIM905
}
_TIMES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000}
_WORD = "|".join((*_SMALL, *_TENS, *_TIMES))
ENGLISH = (
    rf"(?:(?:half\ an?|an?)\ (?:{'|'.join(_TIMES)})|(?:{'|'.join((*_SMALL, *_TENS))}))(?:[\ -](?:and\ )?(?:{_WORD}))*"
)
"""A number in English words, in folded text; put word bounds around it."""

_DIGITS = {sign: value for value, signs in enumerate("零〇 一 二两 三 四 五 六 七 八 九".split()) for sign in signs}  # noqa: SIM905
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHINESE = f"[{''.join((*_DIGITS, *_UNITS, *_MYRIADS))}]+"
"""A number in Chinese signs."""


def value_of(words: str) -> float | None:
    """The number that words of either form come to; None where they are no number."""
    return _chinese(words) if re.fullmatch(CHINESE, words) else _english(words)


def _english(words: str) -> float | None:
    if not re.fullmatch(ENGLISH, words):
        return None
    total = current = 0.0
    for word in re.findall(r"[a-z]+", words):
        if word in _TIMES and _TIMES[word] == 100:  # noqa: PLR2004
            current = (current or 1) * 100
        elif word in _TIMES:
            total, current = total + (current or 1) * _TIMES[word], 0
        elif word == "half":
            current = 0.5
        else:
            current += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return total + current


def _chinese(signs: str) -> float:
    """两千五 is 2500: a last digit right behind a unit counts tenths of it; 一二三 without any unit is read out."""
    if all(sign in _DIGITS for sign in signs):
        return float("".join(str(_DIGITS[sign]) for sign in signs))
    total = section = digit = 0.0  # not whole numbers: 亿 said fifty times would be one too large to compare
    last = 1
    for sign in signs:
        if sign in _DIGITS:
            digit, last = _DIGITS[sign], last if _DIGITS[sign] else 1
        elif sign in _UNITS:
            section, digit, last = section + (digit or 1) * _UNITS[sign], 0.0, _UNITS[sign]
        else:
            # 亿 counts all that stands before it, 万 only what stands behind the last 亿.
            before, counted = (0.0, total + section + digit) if sign == "亿" else (total, section + digit)
            total, section, digit, last = before + (counted or 1) * _MYRIADS[sign], 0.0, 0.0, _MYRIADS[sign]
    return total + section + (digit * last // 10 if digit and last > 1 else digit)
