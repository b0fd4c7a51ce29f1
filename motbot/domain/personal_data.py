"""Finds what in a text belongs to a person: addresses, telephone numbers, cards, accounts and identity numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from motbot.domain.personal_data_folding import folded
from motbot.domain.personal_data_mail import mail_addresses
from motbot.domain.personal_data_numbers import (
    bank_cards,
    chinese_mobiles,
    ibans,
    identity_numbers,
    old_identity_numbers,
    runs,
)
from motbot.domain.personal_data_phones import is_dialled, phone_numbers


class PersonalKind(StrEnum):
    """What kind of thing was found; the value names it in a placeholder."""

    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    IBAN = "iban"
    IDENTITY = "id"


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a text that belongs to a person.

    Args:
        kind: what it is.
        start: index of its first character in the original text.
        end: index behind its last one; zero-width characters and blanks inside it are part of it.
    """

    kind: PersonalKind
    start: int
    end: int


_SEVEN_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6}")
_BY_DIGITS = (
    (PersonalKind.IDENTITY, identity_numbers),
    (PersonalKind.CARD, bank_cards),
    (PersonalKind.IDENTITY, old_identity_numbers),
)
_KNOWN_WORD = re.compile(
    r"(?:tel|phone|mobile|mob|cell|fax|call|wechat|wx|vx|whatsapp|card|visa|mastercard|amex|unionpay|id|no|nr|num|number)$",
    re.IGNORECASE,
)


def find_personal(text: str) -> tuple[Found, ...]:
    """Find mail addresses, telephone numbers, bank cards, IBANs and Chinese identity numbers.

    Disguises are seen through: full-width and other scripts' digits, groups in any length, zero-width characters,
    numbers read out in Chinese signs, addresses spelled with `at` and `dot`. Card, IBAN and identity numbers must have
    right check digits; a bare number is a telephone's only in its country's form or behind a word that says so. Takes
    time in proportion to the text's length.

    Returns:
        what was found, in order; no piece overlaps another.
    """
    plain = folded(text)
    covered = bytearray(len(plain.text))
    found: list[Found] = []
    for kind, start, end in _candidates(plain.text):
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            found.append(Found(kind, *plain.span(start, end)))
    return tuple(sorted(found, key=lambda one: one.start))


_Span = tuple[PersonalKind, int, int]


def _candidates(text: str) -> Iterator[_Span]:
    """What may be something, the best proof first and of equal ones the longest; they may overlap."""
    yield from ((PersonalKind.EMAIL, *span) for span in mail_addresses(text))
    if not _SEVEN_DIGITS.search(text):
        return
    numbers = tuple(runs(text))
    yield from ((PersonalKind.IBAN, *span) for span in ibans(text))
    for kind, find in _BY_DIGITS:
        spans = (span for run in numbers for span in find(run) if _begins(text, span[0]))
        yield from ((kind, *span) for span in sorted(spans, key=_shortness))
    mobiles = (span for run in numbers for span in chinese_mobiles(run) if _begins(text, span[0]))
    phones = (*(span for span in mobiles if is_dialled(text, *span)), *phone_numbers(text))
    yield from ((PersonalKind.PHONE, *span) for span in sorted(phones, key=_shortness))


def _shortness(span: tuple[int, int]) -> int:
    return span[0] - span[1]


def _begins(text: str, first: int) -> bool:
    """Whether a number may begin there: not in the middle of a code such as a7c4, unless a word says what it is."""
    before = text[first - 1 : first]
    return not (before.isascii() and before.isalpha()) or bool(_KNOWN_WORD.search(text[max(first - 12, 0) : first]))
