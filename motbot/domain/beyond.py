"""Which limits of a channel a promise goes beyond: by its words, by an amount in them, by how soon it falls due."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from motbot.domain.grounding import folded
from motbot.domain.limits import PromiseLimit
from motbot.domain.promise import Beyond

_LATIN = "a-z0-9\u00df-\u024f"
_NUMBER = rf"(?<![{_LATIN}.,:/#-])\d+(?:[ ,.'](?=\d{{3}}(?!\d))\d{{3}})*(?:[.,]\d{{1,2}}(?!\d))?(?![\d:/]|[.,-]\d)"
_TIMES = r"(?:\ ?(?P<times>thousand|million|k(?![a-z])|m(?![a-z])|千万|百万|千|万|亿))?"
_CURRENCY = r"(?:us\$|[$€£¥₹]|usd|eur|gbp|cny|rmb|chf|inr|人民币)"
_CURRENCY_BEHIND = r"(?:[$€£¥₹]|usd|eur|gbp|cny|rmb|chf|inr|dollars?|euros?|pounds?|yuan|rupees?|元|块|美元|欧元|英镑)"
_AMOUNT = re.compile(rf"(?:(?P<before>{_CURRENCY})\ ?)?(?P<number>{_NUMBER}){_TIMES}(?P<behind>\ ?{_CURRENCY_BEHIND})?")
_NO_AMOUNT_BEFORE = re.compile(
    r"(?:\#|(?:order|invoice|ticket|case|booking|reference|no\.?|number|at|by|until)\ ?\#?|[单号票]号?[::是为]?)\ ?$"
)
_NO_AMOUNT_BEHIND = re.compile(
    r"\ ?(?:[ap]\.?m\b|o'clock|(?:working\ |business\ )?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|hrs?)\b"
    r"|h\b|个?(?:工作日|小时|月|星期)|[天日周年点时号分])"
)
_TIMES_OF = {
    "thousand": 1e3, "k": 1e3, "千": 1e3, "万": 1e4, "million": 1e6, "m": 1e6, "百万": 1e6, "千万": 1e7, "亿": 1e8,
}  # fmt: skip


def beyond(
    words: str, *, due: datetime | None, said_at: datetime, limits: Iterable[PromiseLimit]
) -> tuple[Beyond, ...]:
    """The limits that a promise in these words goes beyond, in the order of the config, each once."""
    text = folded(words)
    left = due.astimezone(UTC) - said_at.astimezone(UTC) if due else None
    gone = (
        Beyond(kind=limit.kind, rule=limit.rule, instead=limit.instead)
        for limit in limits
        if _is_meant(limit, text)
        and (limit.above is None or any(amount > limit.above for amount in _amounts(text)))
        and (limit.sooner_than is None or (left is not None and left < limit.sooner_than))
    )
    return tuple(dict.fromkeys(gone))


def _is_meant(limit: PromiseLimit, text: str) -> bool:
    return not limit.words or any(re.search(_pattern(word), text) for word in limit.words)


def _pattern(word: str) -> str:
    """A word of Latin letters stands alone; Chinese has no gaps to look for."""
    plain = folded(word.removesuffix("*"))
    before = rf"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", plain) else ""
    behind = rf"(?![{_LATIN}])" if not word.endswith("*") and re.search(f"[{_LATIN}]$", plain) else ""
    return before + re.escape(plain) + behind


def _amounts(text: str) -> list[float]:
    """The amounts of money where any is marked as such, else every number that is no time, date or number of a case."""
    found = list(_AMOUNT.finditer(text))
    money = [one for one in found if one["before"] or one["behind"]]
    return [_value(one) for one in money or (one for one in found if _may_be_amount(one, text))]


def _may_be_amount(found: re.Match[str], text: str) -> bool:
    before, behind = text[: found.start()], text[found.end() :]
    return not (_NO_AMOUNT_BEFORE.search(before) or _NO_AMOUNT_BEHIND.match(behind))


def _value(found: re.Match[str]) -> float:
    """The number a text names; a point or comma with two digits behind it parts the cents."""
    number = found["number"]
    whole, cents = number, ""
    if match := re.search(r"[.,](\d{1,2})$", number):
        whole, cents = number[: match.start()], match[1]
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{cents or 0}") * _TIMES_OF.get(found["times"] or "", 1)
