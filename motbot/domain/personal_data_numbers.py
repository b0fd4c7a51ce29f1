"""Finds bank cards, IBANs and Chinese identity numbers in a folded text by their check digits, however grouped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = r"[ ._-]{0,3}"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{8,}}(?:{_GAP}[Xx](?![A-Za-z0-9]))?")
_GROUP = re.compile(r"\d+|[Xx]")

_PROVINCE = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123]|91)"
_DAY = r"(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|[12]\d))"
# Looked ahead, so that one may begin at every digit.
_IDENTITY = re.compile(rf"(?=({_PROVINCE}\d{{4}}(?:19|20)\d\d{_DAY}\d{{3}}[\dXx]))")
_OLD_IDENTITY = re.compile(rf"(?=({_PROVINCE}\d{{6}}{_DAY}\d{{3}}))")
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_MOBILE = re.compile(r"(?=((?:86)?1[3-9]\d{9}))")

_CARD = re.compile(
    r"""(?=
    (?P<short>3(?:0[0-5]|[689]\d)\d{11})?                                 # Diners Club
    (?P<fifteen>3[47]\d{13})?                                             # American Express
    (?P<sixteen>(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720 # Mastercard
        |35(?:2[89]|[3-8]\d)|9558)\d{12})?                                # JCB, ICBC
    (?P<two>(?:4\d|6[013-9]|50|5[678])\d{14})?                            # Visa, Discover, Maestro, RuPay
    (?P<long>(?:62|81)\d{14})?                                            # UnionPay
    (?P<longest>9558\d{15})?                                              # ICBC
    )(?=[2345689])""",
    re.VERBOSE,
)
_CARD_LENGTHS = {
    "longest": (19,),
    "long": (19, 18, 17, 16),
    "two": (19, 16),
    "sixteen": (16,),
    "fifteen": (15,),
    "short": (14,),
}
_SHORTEST_CARD = 14
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)

_IBAN_START = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{_GAP}[A-Za-z]{_GAP}\d{_GAP}\d")
_IBAN_NEXT = re.compile(rf"{_GAP}([A-Za-z0-9])")
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20,
    "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Digits with nothing but blanks, dots, dashes and underscores between them, and where their groups begin and end.

    Args:
        digits: all of them; the last may be the X of an identity number.
        places: where each stands in the text.
        starts: indexes into `digits` at which a group begins.
        ends: indexes behind the last digit of each group.
    """

    digits: str
    places: tuple[int, ...]
    starts: frozenset[int]
    ends: frozenset[int]

    def whole(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where the pattern's first group matches whole groups of digits, in the text's own indexes."""
        for found in pattern.finditer(self.digits):
            if found.start() in self.starts and found.end(1) in self.ends:
                yield found.span(1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the digits from `start` to before `end` stand in the text."""
        return self.places[start], self.places[end - 1] + 1


def runs(text: str) -> Iterator[Run]:
    """Every run of at least nine digits, in order."""
    for found in _RUN.finditer(text):
        places: list[int] = []
        starts: set[int] = set()
        ends: set[int] = set()
        for group in _GROUP.finditer(found[0]):
            starts.add(len(places))
            places.extend(range(found.start() + group.start(), found.start() + group.end()))
            ends.add(len(places))
        digits = "".join(text[place] for place in places)
        yield Run(digits, tuple(places), frozenset(starts), frozenset(ends))


def chinese_mobiles(run: Run) -> Iterator[tuple[int, int]]:
    """Where digits stand that are grouped as and begin like a Chinese mobile number, as indexes of the text."""
    return (run.span(start, end) for start, end in run.whole(_MOBILE))


def identity_numbers(run: Run) -> Iterator[tuple[int, int]]:
    """Where Chinese identity numbers stand, right check digit included."""
    for start, end in run.whole(_IDENTITY):
        weighed = sum(int(digit) * weight for digit, weight in zip(run.digits[start:end], _WEIGHTS, strict=False))
        if _CHECKS[weighed % 11] == run.digits[end - 1].upper():
            yield run.span(start, end)


def old_identity_numbers(run: Run) -> Iterator[tuple[int, int]]:
    """Where Chinese identity numbers of the old form stand, of 15 digits and without a check digit."""
    return (run.span(start, end) for start, end in run.whole(_OLD_IDENTITY))


def bank_cards(run: Run) -> Iterator[tuple[int, int]]:
    """Where numbers of bank cards stand, right check digit included."""
    digits = run.digits.rstrip("Xx")
    if len(digits) < _SHORTEST_CARD:
        return
    plain, doubled = _alternating(digits)
    for found in _CARD.finditer(digits):
        start = found.start()
        kinds = (kind for kind in _CARD_LENGTHS if found[kind]) if start in run.starts else ()
        for end in (start + length for kind in kinds for length in _CARD_LENGTHS[kind]):
            if end in run.ends and end <= len(digits) and _is_luhn(plain, doubled, start, end):
                yield run.span(start, end)


def _alternating(digits: str) -> tuple[list[int], list[int]]:
    """Sums over every second digit up to each place: taken once, and doubled as Luhn's check wants it."""
    plain, doubled = [0, 0], [0, 0]
    for digit in map(int, digits):
        plain.append(plain[-2] + digit)
        doubled.append(doubled[-2] + _DOUBLED[digit])
    return plain, doubled


def _is_luhn(plain: list[int], doubled: list[int], start: int, end: int) -> bool:
    """Whether the digits from `start` to before `end` have a right check digit; the last is taken once."""
    length = end - start
    odd, even = length + length % 2, length - length % 2
    once = plain[end + 1] - plain[end + 1 - odd]
    twice = doubled[end] - doubled[end - even]
    return (once + twice) % 10 == 0


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Where IBANs stand, in order."""
    for found in _IBAN_START.finditer(text):
        head = re.sub(r"[ ._-]", "", found[0]).upper()
        length = _IBAN_LENGTHS.get(head[:2])
        if length is None:
            continue
        number, end = head, found.end()
        while len(number) < length and (following := _IBAN_NEXT.match(text, end)):
            number += following[1].upper()
            end = following.end()
        is_whole = len(number) == length and not re.match(r"[A-Za-z0-9]", text[end : end + 1])
        if is_whole and int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1:
            yield found.start(), end
