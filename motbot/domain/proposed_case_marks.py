"""Finds links, addresses and the numbers of orders and the like in a text, and makes stand-ins of the same shape."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motbot.domain.personal_data import find_personal


class MarkKind(StrEnum):
    """What was found, as a trainer is told of it."""

    MAIL = "mail address"
    PHONE = "phone number"
    CARD = "bank card"
    IBAN = "bank account"
    IDENTITY = "identity number"
    LINK = "link"
    HOST = "host"
    NUMBER = "number"
    CHANNEL = "channel"
    GROUP = "group"
    NAME = "name"
    FIRM = "organisation"


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a text that points to somebody."""

    kind: MarkKind
    start: int
    end: int


_PERSONAL = {
    "email": MarkKind.MAIL,
    "phone": MarkKind.PHONE,
    "card": MarkKind.CARD,
    "iban": MarkKind.IBAN,
    "id": MarkKind.IDENTITY,
}
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.)[^\s<>|\"'“”‘’「」《》，。；！？、（）\u4e00-\u9fff]+", re.IGNORECASE
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(
    r"(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
    r"(?:com|net|org|info|biz|io|co|ai|app|dev|eu|de|at|ch|uk|ie|fr|es|it|nl|be|pl|se|no|dk|fi|pt|cn|hk|tw|jp|kr|sg|us"
    r"|ca|au|nz|in|br|mx|za|ru|tr|cloud|shop|online|site|xyz|tech|top|vip)(?![a-z0-9-])(?:/[^\s<>|\u4e00-\u9fff]*)?",
    re.IGNORECASE,
)
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)")
_CHANNEL = re.compile(r"(?<![\w&#/])#(?=[\w-]*[^\W\d])[\w-]{2,80}")
_GROUP = re.compile(
    r"<!subteam\^[^<>]*>|(?<![\w.@])@(?!(?:here|channel|everyone)\b)(?![UWB][A-Z0-9]{2,}\b)[A-Za-z][A-Za-z0-9_.-]{0,78}[A-Za-z0-9]"
)
_COUNTED = (
    r"(?!\s?(?:%|€|\$|£|¥|元|块|万|亿|千|百|个|份|人|条|件|台|次|天|小时|分钟|秒|箱|张|套|批|米|公里|公斤|吨|度|位|行|字|页"
    r"|(?i:eur|usd|gbp|cny|rmb|chf|euros?|dollars?|pounds?|units?|pieces?|pcs|rows?|records?|users?|people|guests?|items?"
    r"|lines?|times|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|ms|kb|mb|gb|tb|km|kg|m|g|cm|mm|px|seats?|boxes"
    r"|pallets?|tons?|tonnes?|calls?|events?|messages?|requests?|percent)(?![A-Za-z])))"
)
_PAID = re.compile(r"(?:[$€£¥₹]|\b(?:eur|usd|gbp|cny|rmb|chf))\s?$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:\b(?i:orders?|tickets?|invoices?|cases?|refs?|references?|numbers?|no|nr|id|account|contract|booking|reservation"
    r"|shipment|pin|otp|pass\s?code"
    r"|(?<!error )(?<!status )codes?|tracking|parcel|policy|claim|customer|serial|batch|lot|po|so|rma|job"
    r"|request|incident|bestellung|rechnung)\b\.?(?:\s(?i:number|no|nr|id)\b\.?)?\s?[:#]?\s?(?:is\s)?|#\s?|№\s?"
    r"|(?:(?:订单|工单|运单|快递单|合同|流水|发票|案件|会员|客户|房间|序列|批次|车牌)(?:编?号码?)?|(?:单|编|账|卡|尾|票|货)号码?|密码|验证码)"
    r"(?:是|为)?[:：]?\s?)"
    rf"(?P<number>(?!(?:19|20)\d\d(?!\d))\d{{3,}}(?![\d.,:]*\d)(?!\s?[-–~至到]\s?\d)(?![A-Za-z])){_COUNTED}"
)
_LONG = re.compile(rf"(?<![A-Za-z0-9.,:+/-])\d{{5,}}(?![A-Za-z0-9]|[.,:]\d){_COUNTED}")
_CODE = re.compile(
    r"(?<![A-Za-z0-9_./-])(?=[A-Za-z0-9_/-]*\d{3})(?=[A-Za-z0-9_/-]*[A-Za-z]|\d+[-/]\d+[-/]?\d*)"
    r"[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*(?![A-Za-z0-9_]|[.]\d)"
)
_NO_CODE = re.compile(
    r"""
    (?i:v\d.*|http\d*|iso-?\d+|en-?\d+|din-?\d+|rfc-?\d+|sha-?\d+|base64|error-?\d{3}|status-?\d{3}|e\d{3})
    | \d+(?i:st|nd|rd|th|k|m|h|s|ms|px|gb|mb|kb|tb|kg|km|g|cm|mm|eur|usd|gbp|cny|rmb|chf|am|pm|min|mins|hrs?|pcs|w|kwh)
    | (?:19|20)\d\d[-/](?:q[1-4]|h[12]|w?\d{1,2}(?:[-/]\d{1,2}(?:T.*)?)?)
    | \d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d\d
    | \d{1,4}[-/]\d{1,4}
    | (?i:[qh]\d[-/]?(?:19|20)?\d\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_READ_OUT = frozenset("零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖")
_KEPT_PREFIX = re.compile(r"(?:SO|PO|INV|RMA|ORD|ORDER|TICKET|CASE|REF|ID|NO|JOB)(?=[-_/#\d])", re.IGNORECASE)


def marks_in(text: str) -> list[Spot]:
    """Everything in a text that points to somebody and is no name, in order; no two overlap."""
    found = [Spot(_PERSONAL[one.kind.value], one.start, one.end) for one in find_personal(text)]
    found += [Spot(MarkKind.LINK, one.start(), _end_of_link(one)) for one in _LINK.finditer(text)]
    for kind, pattern in ((MarkKind.MAIL, _MAIL), (MarkKind.HOST, _HOST), (MarkKind.HOST, _IP)):
        found += [Spot(kind, one.start(), one.end()) for one in pattern.finditer(text)]
    found += [Spot(MarkKind.GROUP, one.start(), one.end()) for one in _GROUP.finditer(text)]
    found += [Spot(MarkKind.CHANNEL, one.start(), one.end()) for one in _CHANNEL.finditer(text)]
    found += [Spot(MarkKind.NUMBER, *one.span("number")) for one in _NUMBERED.finditer(text)]
    found += [Spot(MarkKind.NUMBER, *span) for span in _numbers(text)]
    return apart(found)


def apart(found: list[Spot]) -> list[Spot]:
    """Those that begin first, and of several there the longest; what they overlap goes with them."""
    kept: list[Spot] = []
    for one in sorted(found, key=lambda spot: (spot.start, -spot.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end > kept[-1].end:
            # Half of it would be left: the two are taken out as one.
            kept[-1] = Spot(kept[-1].kind, kept[-1].start, one.end)
    return kept


def _end_of_link(found: re.Match[str]) -> int:
    return found.start() + len(found[0].rstrip(".,;:!?)]}'\""))


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Long numbers that count nothing, and codes of letters and digits."""
    for found in _LONG.finditer(text):
        if not _is_day(found[0]) and not _PAID.search(text, 0, found.start()):
            yield found.span()
    for found in _CODE.finditer(text):
        if not _NO_CODE.fullmatch(found[0]):
            yield found.span()


def _is_day(digits: str) -> bool:
    if len(digits) != len("20260302"):
        return False
    try:
        return 1990 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100  # noqa: PLR2004 # years
    except ValueError:
        return False


def like_phone(said: str, number: int) -> str:
    """A telephone number of the same shape that is nobody's; a country's prefix stays."""
    prefix = re.match(r"\s*(?:\+|00)\s?\d{1,2}", said)
    head = prefix[0] if prefix and sum(map(str.isdigit, said)) > len(prefix[0]) + 4 else ""
    rest = said[len(head) :]
    count = sum(map(_is_digit, rest))
    return head + _filled(rest, ("5550100000000000000"[: max(count - 2, 0)] + f"{number % 100:02d}")[:count])


def like_account(said: str, number: int) -> str:
    """A card, account or identity number of the same shape, all noughts but for its end: nobody's."""
    count = sum(map(_is_digit, said))
    return _filled(said, f"{number:0{count}d}"[-count:] if count else "")


def like_number(said: str, number: int) -> str:
    """A number or code of the same shape; its digits say nothing of the true ones."""
    chance = random.Random(number)
    kept = _KEPT_PREFIX.match(said)
    head = kept[0] if kept else ""
    return head + "".join(_other(sign, chance) for sign in said[len(head) :])


def _other(sign: str, chance: random.Random) -> str:
    if sign.isdigit():
        return chance.choice("123456789")
    if sign.isascii() and sign.isalpha():
        letter = chance.choice("BCDFGHJKLMNPQRTVWXZ")
        return letter if sign.isupper() else letter.lower()
    return sign


def _filled(said: str, digits: str) -> str:
    """The same with other digits."""
    left = iter(digits)
    return "".join(next(left, "0") if _is_digit(sign) else sign for sign in said)


def _is_digit(sign: str) -> bool:
    return sign.isdigit() or sign in _READ_OUT
