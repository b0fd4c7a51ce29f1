"""How long somebody wants no nudges, as they type it: a span, a time of the clock, or the rest of the day."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from motbot.domain.errors import BadInput
from motbot.domain.numerals import CHINESE, value_of
from motbot.domain.wall_times import instant_of

LONGEST = timedelta(days=7)
EXAMPLES = ("30m", "2h", "today", "until 15:00")
_TYPED_AT_MOST = 60

_HAN = rf"\d{{1,3}}(?:\.\d)?|{CHINESE}"
_REST_OF_DAY = re.compile(
    r"|(?:for |until )?(?:today|tomorrow|(?:the )?(?:end|rest) of (?:the |this )?day)"
    r"|到?(?:今天|今日|明天)(?:结束|为止)?"
)
_PIECE = rf"""
    (?P<count>\d{{1,4}}(?:\.\d)?)\ ?(?P<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?)
    | (?P<half>half\ an\ hour|半个?(?:小时|钟头))
    | (?P<one>an\ hour|one\ hour|a\ day|one\ day)
    | (?P<han>{_HAN})\ ?个?(?P<more>半)?\ ?(?P<han_unit>分钟?|小时|钟头|天)
"""
_ONE_PIECE = re.compile(_PIECE, re.VERBOSE | re.ASCII)
_SPAN = re.compile(
    rf"(?:for\ )?(?:(?:{re.sub('[?]P<[a-z_]+>', '?:', _PIECE)})\ ?(?:and\ )?){{1,3}}", re.VERBOSE | re.ASCII
)
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "分": timedelta(minutes=1),
    "小": timedelta(hours=1),
    "钟": timedelta(hours=1),
    "天": timedelta(days=1),
}
_DAY_PARTS = "凌晨|清晨|早上|上午|中午|下午|傍晚|晚上"
_LATER_HALF = frozenset({"pm", "下午", "傍晚", "晚上"})
_UNTIL = re.compile(
    r"(?:until|till|til|to) (?P<day>today|tomorrow)?(?: at)? ?"
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>am|pm)?(?: (?P<day_after>today|tomorrow))?",
    re.ASCII,
)
_UNTIL_HAN = re.compile(
    rf"(?:直?到|至) ?(?P<day>今天|明天)? ?(?P<half>{_DAY_PARTS})? ?"
    rf"(?P<hour>\d{{1,2}}|{CHINESE})(?::(?P<minute>\d\d)|[点时](?:(?P<past>\d\d?)分?|(?P<mid>半))?)(?:为止)?",
    re.ASCII,
)


def mute_end(typed: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When a mute ends, in the person's zone; nothing typed means the end of their day.

    An hour below 13 with neither minutes nor a half of the day is the next time that a clock's hand shows it.

    Raises:
        BadInput: it is no such time, or lies more than a week ahead; nothing that was typed stands in the message.
    """
    words = " ".join(unicodedata.normalize("NFKC", typed[: _TYPED_AT_MOST + 1]).lower().split())
    local = now.astimezone(zone)
    if len(typed) > _TYPED_AT_MOST:
        raise _nonsense()
    if _REST_OF_DAY.fullmatch(words):
        return instant_of(f"{local.date() + timedelta(days=1)}T00:00", zone)
    if _SPAN.fullmatch(words):
        end = (now.astimezone(UTC) + _length(words)).astimezone(zone)
    elif found := _UNTIL.fullmatch(words) or _UNTIL_HAN.fullmatch(words):
        end = _hour(found, local, zone)
    else:
        raise _nonsense()
    if not now < end <= now + LONGEST:
        raise _nonsense()
    return end


def _length(words: str) -> timedelta:
    """The pieces of a span together."""
    total = timedelta(0)
    for piece in _ONE_PIECE.finditer(words):
        if piece["half"]:
            total += timedelta(minutes=30)
        elif piece["one"]:
            total += timedelta(days=1) if "day" in piece["one"] else timedelta(hours=1)
        elif piece["count"]:
            total += float(piece["count"]) * _UNITS[piece["unit"][0]]
        else:
            count = _number(piece["han"]) + (0.5 if piece["more"] else 0)
            total += min(count, 1e4) * _UNITS[piece["han_unit"][0]]
    return total


def _hour(found: re.Match[str], local: datetime, zone: ZoneInfo) -> datetime:
    """The hour that is named, on the day that is named, else the next time that it comes."""
    given = found.groupdict()
    hour, half = int(_number(found["hour"])), found["half"] or ""
    day = given["day"] or given.get("day_after")
    minute = 30 if given.get("mid") else int(given["minute"] or given.get("past") or 0)
    is_loose = not given["minute"] and not half and not day and 1 <= hour <= 12  # noqa: PLR2004 - a clock's hand
    if half and not 1 <= hour <= (12 if half in {"am", "pm"} else 23):
        raise _nonsense()
    if half in _LATER_HALF and hour < 12:  # noqa: PLR2004 - likewise
        hour += 12
    elif half == "am" and hour == 12:  # noqa: PLR2004 - likewise
        hour = 0
    elif half == "中午" and hour < 3:  # noqa: PLR2004 - one and two in the afternoon
        hour += 12
    if hour > 23 or minute > 59:  # noqa: PLR2004 - of a day, of an hour
        raise _nonsense()
    if day in {"today", "今天", "tomorrow", "明天"}:
        named = local.date() + timedelta(days=day in {"tomorrow", "明天"})
        return instant_of(f"{named}T{hour:02}:{minute:02}", zone)
    hours = {hour % 12, hour % 12 + 12} if is_loose else {hour}
    days = (local.date() + timedelta(days=ahead) for ahead in (0, 1))
    at = (instant_of(f"{one}T{each:02}:{minute:02}", zone) for one in days for each in sorted(hours))
    return next(one for one in at if one > local)


def _number(digits: str) -> float:
    """Digits, or a number in Chinese signs."""
    return float(digits) if digits[0].isascii() else value_of(digits) or 0.0


def _nonsense() -> BadInput:
    return BadInput(f"this is no time to be silent for; write one of {', '.join(EXAMPLES)}, at most a week")
