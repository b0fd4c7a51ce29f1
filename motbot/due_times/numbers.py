"""Numbers as people write them in times: digits, English words, Chinese numerals."""

_SMALL = [
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
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DIGITS = {"零": 0, "〇": 0, "两": 2, "俩": 2, **{digit: at for at, digit in enumerate("一二三四五六七八九", start=1)}}

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
EN_ORDINAL = "|".join(reversed(_ORDINALS)).replace("-", "[- ]")
"""First to thirty-first in words, as a pattern."""
EN_HOUR = "|".join(_SMALL[12:0:-1])
"""One to twelve in words, as a pattern."""
_TENS_PATTERN = f"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?"
EN = (
    rf"(?:\d{{1,2}} 1/2|\d{{1,4}}(?:\.\d{{1,2}})?|{_TENS_PATTERN}|{'|'.join(reversed(_SMALL[1:]))}"
    rf"|an?|couple(?: of)?|a couple(?: of)?)"
)
"""How many, in English, as a pattern; "a couple" is two."""
ZH = r"(?:\d{1,4}(?:\.\d{1,2})?|廿?[零〇一二两俩三四五六七八九十百]{1,6})"
"""A number in Chinese text, as a pattern."""


def number(words: str) -> float:
    """What a text that matches one of the patterns comes to; of two neighbouring numerals (两三) the larger."""
    words = words.strip().lower()
    if words.endswith(" 1/2"):
        return float(words[:-4]) + 0.5
    if words[0].isdigit():
        return float(words)
    return float(_english(words) if words.isascii() else _chinese(words))


def whole(words: str) -> int:
    """As `number`, for what is counted in wholes."""
    return int(number(words))


def ordinal(words: str) -> int:
    """Which day of a month an ordinal in words names."""
    return _ORDINALS.index(words.lower().replace(" ", "-")) + 1


def _english(words: str) -> int:
    if "couple" in words:
        return 2
    if words in {"a", "an"}:
        return 1
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens in _TENS:
        return 20 + 10 * _TENS.index(tens) + (_SMALL.index(ones) if ones else 0)
    return _SMALL.index(tens)


def _chinese(words: str) -> int:
    hundreds, mark, rest = words.replace("廿", "二十").rpartition("百")
    total = 100 * (_DIGITS.get(hundreds[-1:], 1)) if mark else 0
    tens, mark, ones = rest.rpartition("十")
    if mark:
        total += 10 * (_DIGITS[tens[-1]] if tens and tens[-1] in _DIGITS else 1)
    return total + (_DIGITS[ones[-1]] if ones and ones[-1] in _DIGITS else 0)
