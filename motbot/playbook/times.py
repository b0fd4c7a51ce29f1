"""Rough times in a customer's words, as far as urgency and a promise that ran out need them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from motbot.catalogue import say
from motbot.domain.due import Hour
from motbot.playbook.files import Entry
from motbot.playbook.phrases import Phrases, plain
from motbot.ports.due_times import DueTimes

_HALF = 0.5
_HALF_A_YEAR = timedelta(days=180)
_NEXT_DAYS = 62
_MOMENT = timedelta(microseconds=1)
_SPAN = re.compile(
    r"(?<![\d.:])(?P<n>\d{1,3}|half an?|half|an?|(?<=within )the(?= hour\b)|one|two|three|four|five"
    r"|[一两二三四五六七八九十半])[\s-]*个?"
    r"(?P<unit>[a-z]+|[\u4e00-\u9fff]{1,3})"
)
_ZH_DATE = re.compile(r"(?P<mon>1[0-2]|[1-9])\s*月\s*(?P<day>3[01]|[12]?\d)\s*[日号]?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_EN_DATE = re.compile(
    rf"\b(?:(?P<mon>{_MONTH})\.? (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?\b(?!:)"
    rf"|(?P<day2>3[01]|[12]?\d)(?:st|nd|rd|th)? (?:of )?(?P<mon2>{_MONTH})\b)",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    r"\bon the (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)\b"
    r"|(?<![\d月/.-])(?P<day2>3[01]|[12]?\d)\s?[号日](?=之?前|早|上午|下午|晚|中午|要|开|交|到货|[,。]|$)",
    re.IGNORECASE,
)
_NUMBERS = {
    **{word: at for at, word in enumerate(("one", "two", "three", "four", "five"), start=1)},
    **{word: at for at, word in enumerate("一二三四五六七八九十", start=1)},
    "a": 1, "an": 1, "两": 2, "十一": 11, "十二": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A time that words name: aware, with the words; `to_the_minute` when a clock time or a span was given."""

    at: datetime
    words: str
    to_the_minute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The words of times.yaml, beside the hours and the working days that `due_times` knows."""

    due_times: DueTimes
    days: Sequence[tuple[int, Phrases]]
    weekdays: Sequence[tuple[int, Phrases]]
    clocks: Sequence[tuple[int, Phrases]]
    spans: Sequence[tuple[int, Phrases]]
    zones: Sequence[tuple[ZoneInfo, Phrases]]
    next_week: Phrases
    month_end: Phrases
    within: Phrases
    within_after: Phrases

    @classmethod
    def read(cls, entry: Entry, due_times: DueTimes) -> "Times":
        """Read times.yaml.

        Raises:
            BadPrompt: a key is missing, unknown or of another type, or a zone is no IANA name.
        """
        numbered = ("days", "weekdays", "clocks", "spans")
        lists = ("next_week", "month_end", "within", "within_after")
        found = entry.keys(required=(*numbered, *lists, "zones"))
        tables = {name: tuple(_numbered(item) for item in found[name].items()) for name in numbered}
        return cls(
            due_times=due_times,
            days=tables["days"],
            weekdays=tables["weekdays"],
            clocks=tables["clocks"],
            spans=tables["spans"],
            zones=tuple(_zoned(item) for item in found["zones"].items()),
            next_week=found["next_week"].phrases(),
            month_end=found["month_end"].phrases(),
            within=found["within"].phrases(),
            within_after=found["within_after"].phrases(),
        )

    def day(self, text: str, *, at: datetime, zone: ZoneInfo) -> date | None:
        """The day that the text names, or None."""
        return self._day(text, at.astimezone(self._spoken(text, zone)))[0]

    def named(
        self, text: str, *, at: datetime, zone: ZoneInfo, rolls: bool = False, same_day: date | None = None
    ) -> Named | None:
        """The first time after `at` that the text names, or None; without a zone in the text, `zone` is meant.

        With `rolls`, an hour of no day that has passed is one of the next working day. `same_day` is the day of the
        words before, on which an hour without a day of its own lies.
        """
        spoken = self._spoken(text, zone)
        local, office = at.astimezone(spoken), self.due_times.conventions
        if span := self._span(text, local):
            return span
        day, day_words = self._day(text, local)
        hour = self.due_times.hour(text)
        clock, clock_words = self._clock(text, hour, day or same_day, local)
        day = day or (same_day if clock else None)
        if day is None and clock is None:
            return None
        due = datetime.combine(day or local.date(), clock or office.end_of_day, tzinfo=spoken)
        if hour and hour.overnight:
            is_this_night = due.date() == local.date() and local.hour < office.earliest_hour and due > local
            due += timedelta(days=not is_this_night)
        if rolls and hour and day is None and due <= local:
            following = next(office.workdays_after(local.date()), local.date())
            due = datetime.combine(following, self._of_day(hour, local, is_today=False), tzinfo=spoken)
        if due <= local and not (clock is None and day == local.date()):
            return None
        words = " ".join(word for word in (day_words, clock_words) if word)
        return Named(at=due, words=words, to_the_minute=hour is not None)

    def _spoken(self, text: str, zone: ZoneInfo) -> ZoneInfo:
        """The zone in which the text tells its times."""
        return next((known for known, phrases in self.zones if phrases.within(text)), zone)

    def _span(self, text: str, local: datetime) -> Named | None:
        smooth = plain(text)
        for match in _SPAN.finditer(smooth):
            rest = smooth[match.start("unit") :]
            unit, length = next(
                ((minutes, found.end()) for minutes, phrases in self.spans if (found := _front(phrases, rest))), (0, 0)
            )
            inside = self.within.within(smooth[: match.start()]) or self.within_after.within(rest[length:])
            if unit and inside:
                number = _amount(match["n"])
                return Named(
                    at=local + timedelta(minutes=unit * number),
                    words=text[match.start() : match.start("unit") + length],
                    to_the_minute=unit < 24 * 60,
                )
        return None

    def _day(self, text: str, local: datetime) -> tuple[date | None, str]:
        today = local.date()
        if dated := _dated(text, today):
            return dated
        for plus, phrases in reversed(self.days):
            if phrases.within(text):
                return today + timedelta(days=plus), phrases.words(text)
        later = 7 if self.next_week.within(text) else 0
        for weekday, phrases in self.weekdays:
            if phrases.within(text):
                monday = today - timedelta(days=today.weekday())
                day = monday + timedelta(days=weekday + later)
                return (day if day >= today else day + timedelta(days=7)), phrases.words(text)
        if later:
            return today + timedelta(days=11 - today.weekday()), self.next_week.words(text)
        if self.month_end.within(text):
            return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1), self.month_end.words(
                text
            )
        return None, ""

    def _clock(self, text: str, hour: Hour | None, day: date | None, local: datetime) -> tuple[time | None, str]:
        """The time of day and its words: an hour, else a part of the day."""
        if hour is not None:
            return self._of_day(hour, local, is_today=day in {None, local.date()}), hour.words
        for minutes, phrases in self.clocks:
            if phrases.within(text):
                return time(*divmod(minutes, 60)), phrases.words(text)
        return None, ""

    def _of_day(self, hour: Hour, local: datetime, *, is_today: bool) -> time:
        return hour.of_day(is_today=is_today, now=local.time(), earliest=self.due_times.conventions.earliest_hour)

    def workdays_until(self, due: datetime, at: datetime, zone: ZoneInfo) -> int:
        """How many working days lie behind the day of `at`, up to and with that of `due`; a midnight ends its day."""
        last = (due - _MOMENT).astimezone(zone).date()
        return self.due_times.conventions.workdays_until(last, at.astimezone(zone).date())


def _dated(text: str, today: date) -> tuple[date, str] | None:
    match = _ZH_DATE.search(text) or _EN_DATE.search(text)
    if not match:
        return _day_alone(text, today)
    groups = match.groupdict()
    month = groups["mon"] or groups.get("mon2") or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()[:3]) + 1
    try:
        day = date(today.year, number, int(groups["day"] or groups.get("day2") or 0))
        return (day if today - day < _HALF_A_YEAR else day.replace(year=today.year + 1)), match[0]
    except ValueError:
        return None


def _day_alone(text: str, today: date) -> tuple[date, str] | None:
    """The next day of that number."""
    match = _DAY_ALONE.search(plain(text))
    if not match:
        return None
    number = int(match["day"] or match["day2"])
    days = (today + timedelta(days=plus) for plus in range(_NEXT_DAYS))
    return next(((day, text[match.start() : match.end()]) for day in days if day.day == number), None)


def _front(phrases: Phrases, text: str) -> re.Match[str] | None:
    return phrases.pattern.match(text)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 1)


def _amount(word: str) -> float:
    """How many of a unit; half an hour is half of one."""
    return _HALF if word.lower().startswith(("half", "半")) else float(_number(word))


def _numbered(item: Entry) -> tuple[int, Phrases]:
    keys = item.keys(required=("number", "phrases"))
    return keys["number"].whole(), keys["phrases"].phrases()


def _zoned(item: Entry) -> tuple[ZoneInfo, Phrases]:
    keys = item.keys(required=("zone", "phrases"))
    try:
        return ZoneInfo(keys["zone"].text()), keys["phrases"].phrases()
    except (ZoneInfoNotFoundError, ValueError):
        keys["zone"].refuse(say("is no time zone"), say("write an IANA name such as Europe/London"))
