"""Reads the times that stand before or behind a name in a copied conversation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from motbot.catalogue import say
from motbot.transcripts.transcript import in_utc

FORMS = "10:12, 10:12 AM, 2026-03-02 10:12 or 2026-03-02T10:12:00+01:00"
EARLIEST, LATEST = 1990, 2100

_GAP = re.compile(r"[ \t]+|[ \t]*(?=[\[(（【])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = (
    r"(?P<year>\d{4})(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)|年(?P<month_zh>\d{1,2})月)(?P<day>\d{1,2})日?"
    rf"|(?P<named>(?:{'|'.join(_MONTHS)})[a-z]*)\.?\ (?P<day_named>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,?\ (?P<year_named>\d{4}))?"
    r"|(?P<month_short>\d{1,2})月(?P<day_short>\d{1,2})日"
    r"|(?P<word>today|yesterday|今天|昨天)"
)
_CLOCK = (
    r"(?:(?P<part>凌晨|早上|上午|中午|下午|晚上)\ ?)?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})"
    r"(?:[:：](?P<second>\d{2})(?:[.,]\d{1,9})?)?(?:\ ?(?P<noon>[ap])\.?m\b\.?)?"
    r"(?:\ ?(?P<offset>z\b|[+-](?:0\d|1[0-4]):?[0-5]\d))?"
)
_STAMP = re.compile(rf"(?:(?:{_DAY})(?:,|\ at|T|,?\ at)?\ *)?{_CLOCK}(?!\d|[:：]\d)", re.IGNORECASE | re.ASCII)
_NOON = 12
_AFTER_NOON = frozenset({"下午", "晚上", "中午"})
_NEXT_DAY_BEYOND = timedelta(hours=1)
_SAME_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time of day as written; whatever else of it was written stands beside it."""

    hour: int
    minute: int
    second: int = 0
    year: int = 0
    month: int = 0
    day: int = 0
    days_back: int | None = None
    """0 for today, 1 for yesterday."""
    zone: tzinfo | None = None

    @property
    def has_day(self) -> bool:
        """Whether it names the year, the month and the day in figures."""
        return bool(self.year)

    def at(self, *, zone: tzinfo, today: date, fallback: date) -> datetime:
        """The instant; `today` is what `yesterday` counts from, `fallback` the day of a bare time.

        Raises:
            ValueError: there is no such day or time.
        """
        try:
            day = self._day(today, fallback)
            at = datetime(day.year, day.month, day.day, self.hour, self.minute, self.second, tzinfo=self.zone or zone)
        except (ValueError, OverflowError):
            raise ValueError(
                say("there is no such day or time; expected one such as 10:12 or 2026-03-02 10:12")
            ) from None
        if not EARLIEST <= at.year <= LATEST:
            raise ValueError(
                say(
                    "the year {year} is not between {earliest} and {latest}",
                    year=at.year,
                    earliest=EARLIEST,
                    latest=LATEST,
                )
            )
        return at

    def _day(self, today: date, fallback: date) -> date:
        if self.days_back is not None:
            return today - timedelta(days=self.days_back)
        return date(self.year or today.year, self.month, self.day) if self.month else fallback


def stamp_at_start(text: str) -> tuple[Stamp, str] | None:
    """The time a text begins with, in brackets or not, and what follows; None where it begins with none."""
    opening = text[:1]
    inside = text[1:].lstrip() if opening in "[(（【" and opening else text
    found = _STAMP.match(inside)
    if not found:
        return None
    rest = inside[found.end() :]
    if inside is not text:
        closed = re.match(r"\s*[\])）】]", rest)
        return (_stamp(found), rest[closed.end() :].lstrip(" \t-–—,，")) if closed else None
    if rest and not re.match(r"[\s\-–—,，:：]", rest):
        return None
    return _stamp(found), rest.lstrip(" \t-–—,，")


def whole_stamp(text: str) -> Stamp | None:
    """The time that a text consists of; None for every other text."""
    found = stamp_at_start(text.strip())
    return found[0] if found and not found[1] else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A time that stands behind other words, and what follows it."""

    words: str
    gap: str
    """The blanks between the two; none where a bracket parts them."""
    is_square: bool
    stamp: Stamp
    rest: str


def stamps_behind(text: str, *, within: int) -> Iterator[Behind]:
    """Every reading of a text as words and then a time, the fewest words first; no more than `within` characters."""
    for gap in _GAP.finditer(text, 1, within):
        found = stamp_at_start(text[gap.end() :])
        if found:
            is_square = text[gap.end()] in "[【"
            yield Behind(words=text[: gap.start()], gap=gap[0], is_square=is_square, stamp=found[0], rest=found[1])


def _stamp(found: re.Match[str]) -> Stamp:
    hour = int(found["hour"])
    if found["noon"]:
        hour = hour % _NOON + (_NOON if found["noon"].lower() == "p" else 0)
    elif found["part"]:
        hour = _by_part(found["part"], hour)
    month = found["month"] or found["month_zh"] or found["month_short"]
    named = found["named"]
    day = found["day"] or found["day_named"] or found["day_short"]
    word = found["word"]
    return Stamp(
        hour=hour,
        minute=int(found["minute"]),
        second=int(found["second"] or 0),
        year=int(found["year"] or found["year_named"] or 0),
        month=_MONTHS.index(named[:3].lower()) + 1 if named else int(month or 0),
        day=int(day or 0),
        days_back=None if not word else int(word.lower() in {"yesterday", "昨天"}),
        zone=_zone(found["offset"]),
    )


def _by_part(part: str, hour: int) -> int:
    """The hour that is meant in a part of the day: `晚上8:00` is 20:00, `中午11:30` is 11:30, `凌晨12:05` is 0:05."""
    if part in _AFTER_NOON and 1 <= hour < _NOON - (part == "中午"):
        return hour + _NOON
    return 0 if part == "凌晨" and hour == _NOON else hour


def _zone(offset: str | None) -> tzinfo | None:
    if not offset:
        return None
    if offset in "zZ":
        return ZoneInfo("UTC")
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    return timezone(timedelta(minutes=minutes if offset[0] == "+" else -minutes))


class Clock:
    """Turns a file's times, which may leave out the day, into instants that never go back."""

    def __init__(self, *, zone: ZoneInfo, today: date) -> None:
        """Take the zone and the day of times that name none."""
        self._zone = zone
        self._today = today
        self._last: datetime | None = None

    def at(self, stamp: Stamp) -> datetime:
        """The instant of the next message.

        Raises:
            ValueError: there is no such time, or it is before the message above.
        """
        fallback = self._last.astimezone(self._zone).date() if self._last else self._today
        at = self._not_back(stamp, stamp.at(zone=self._zone, today=self._today, fallback=fallback))
        self._last = at
        return at

    def _not_back(self, stamp: Stamp, at: datetime) -> datetime:
        if self._last is None or in_utc(at) >= in_utc(self._last):
            return at
        again = at.replace(fold=1)
        if in_utc(again) >= in_utc(self._last):
            return again
        back = in_utc(self._last) - in_utc(at)
        if back < _SAME_MINUTE and not stamp.second:
            return self._last
        if not stamp.month and stamp.days_back is None and back > _NEXT_DAY_BEYOND:
            return stamp.at(zone=self._zone, today=self._today, fallback=at.date() + timedelta(days=1))
        there = at.astimezone(self._last.tzinfo)
        told = say(
            "the time goes back from {last:%Y-%m-%d %H:%M} to {there:%Y-%m-%d %H:%M}", last=self._last, there=there
        )
        raise ValueError(say("{told}; put the messages in order, or write the dates", told=told))
