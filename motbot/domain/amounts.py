"""The amounts that a promise names: money, and bare numbers where the words before or behind them say what they are."""

import re
from collections.abc import Sequence

from motbot.domain.numerals import CHINESE, ENGLISH, value_of

_LETTERS = "a-z0-9\u00df-\u024f"
_DIGITS = rf"(?<![{_LETTERS}.,:/#-])\d+(?:[ ,.'](?=\d{{3}}(?!\d))\d{{3}})*(?:[.,]\d{{1,2}}(?!\d))?(?![\d:/]|[.,-]\d)"
_TIMES_OF = {
    "hundred": 1e2, "thousand": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6,
    "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8,
}  # fmt: skip
_CODE = (
    "usd|eur|gbp|cny|rmb|chf|inr|sgd|hkd|aud|cad|nzd|jpy|krw|twd|thb|myr|idr|vnd|sek|nok|dkk|pln|czk|huf|ils|aed|zar|brl"
    "|mxn"
)
_BEFORE = rf"(?:[a-z]{{0,3}}[$€£¥₹]|(?<![{_LETTERS}])(?:{_CODE})(?![a-z])|人民币)\ ?"
_BEHIND = (
    rf"\ ?(?:[$€£¥₹]|(?:{_CODE}|dollars?|bucks|euros?|pounds?|quid|francs?|yuan|yen|rupees?)(?![a-z])"
    r"|元|块(?!儿)|美[元金]|欧元|英镑|港[元币])|,-"
)
_AMOUNT = re.compile(
    rf"""
    (?P<before>{_BEFORE})?
    (?:(?P<digits>{_DIGITS})
        (?:\ ?(?P<times>hundred|thousand|grand|million|[km](?![a-z])|百万|千万|[百千万亿])(?P<tenths>\d(?!\d))?)?
        | (?<![{_LETTERS}])(?P<english>{ENGLISH})(?![{_LETTERS}])
        | (?!一块)(?P<chinese>{CHINESE}))
    (?P<behind>{_BEHIND})?
    """,
    re.VERBOSE,
)
_GIVEN = (
    r"refund(?:s|ed|ing)?|repay(?:s|ing)?|reimburs(?:e[ds]?|ing|ement)|credit(?:s|ed|ing)?|pay(?:s|ing|out)?|paid|payment"
    r"|compensat(?:e[ds]?|ing|ion)|rebate|discount|voucher|waiv(?:e[ds]?|ing)|deduct(?:s|ed|ing)?|transfer(?:red|ring)?"
    r"|wir(?:e[ds]?|ing)|grant(?:s|ed|ing)?|write\ off|goodwill|amount|total|sum|worth"
    r"|(?:fee|charge|price|cost|deposit)s?\ of"
)
_GIVEN_CHINESE = (
    r"退款?|退[还回]|退款金额|返[还现利]?|赔[偿付]?|补偿?|补贴|付|支付|垫付|打款|转账|[减抵]免?|优惠|报销"
    r"|金额|总额|余额|押金|定金|赔款"
)
_FILLING = (
    r"(?:\ (?:you|them|him|her|us|the\ customer|of|for|up\ to|about|around|over|another|a|an|the|full|by|back|out"
    r"|in\ full|to|with|exactly|almost|nearly|total|amount|note"
    r"|(?:your|the|their)\ account\ (?:with|by))(?![a-z])|[:=(]|\ )*\ ?"
)
_FILLING_CHINESE = (
    r"(?:给|您|你|贵司|客户|他们?|她们?|全额|全款|一共|总共|合计|共|大?约|差不多|近|超过|至少|为|是|了|到|[:=\ ])*"
)
# What may stand behind a bare amount; anything else is what it counts or numbers: 600 users, the 2026 fee.
_FREE = re.compile(
    r"""
    \ *(?:$|[^\sa-z0-9\u2e80-\u9fff%]
    | (?:today|tomorrow|tonight|now|by|within|until|before|after|at|on|in|to|for|as|and|or|but|if|once|when|while|from
      |via|with|without|you|we|i|it|is|will|right|straight|back|off|this|next|that|too|again|plus|immediately|shortly
      |please|asap|eod|total|all|per|each|so|\w+ly|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])
    | [给到以吧呢啊哦嘛哈了左右多上之前明今后本下当马立尽并和您你就的来去作做整补赔])
    """,
    re.VERBOSE,
)
_HAD_BEFORE = re.compile(r"(?:^|(?<![a-z])(?:an?|the|your|get|take|have|full))\ ?$")
_HAD_BEHIND = re.compile(
    r"\ (?:(?:will\ be|is)\ )?(?:refund(?:ed)?|credit(?:ed)?|reimbursed|discount|rebate|compensation|voucher|back|off)"
    r"(?![a-z])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def amounts(text: str, meant: Sequence[str] = ()) -> tuple[float, ...]:
    """Every amount that a folded text names; where some are marked as money, those alone.

    A bare number is one where a word of giving stands right before it ("refund you 600", 退您五千) or behind it ("600
    back"), or one of the patterns `meant`, the words of whoever asks; never where it counts or numbers something: days,
    users, a year, a room.
    """
    found = list(_AMOUNT.finditer(text))
    money = [one for one in found if one["before"] or one["behind"] or re.search(r"grand$", one[0])]
    return tuple(_value(one) for one in money or (one for one in found if _is_given(one, text, meant)))


def _is_given(found: re.Match[str], text: str, meant: Sequence[str]) -> bool:
    before, behind = text[: found.start()], text[found.end() :]
    given = "|".join((rf"(?<![a-z])(?:{_GIVEN})(?![a-z])", *meant))
    if re.search(rf"(?:(?:{given}){_FILLING}|(?:{_GIVEN_CHINESE}){_FILLING_CHINESE})$", before):
        return bool(_FREE.match(behind))
    had = _HAD_BEFORE.search(before) and _HAD_BEHIND.match(behind)
    return bool(had) and not _YEAR.fullmatch(found[0])


def _value(found: re.Match[str]) -> float:
    """The number a text names; in digits, a point or comma with two digits behind it parts the cents."""
    if words := found["english"] or found["chinese"]:
        return value_of(words) or 0.0
    number = found["digits"]
    whole, cents = number, ""
    if match := re.search(r"[.,](\d{1,2})$", number):
        whole, cents = number[: match.start()], match[1]
    times = _TIMES_OF.get(found["times"] or "", 1)
    return (float(f"{re.sub(r'[^0-9]', '', whole)}.{cents or 0}") + int(found["tenths"] or 0) / 10) * times
