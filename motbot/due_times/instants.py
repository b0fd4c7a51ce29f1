"""From what a phrase says to the instant it means, or to why it means none that could be told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from motbot.domain.due import Doubt, DueConventions
from motbot.due_times import calendar
from motbot.due_times.days import Ahead, DayOfMonth, Days, DayWords, Rough, Stretch, Unit, Weekday
from motbot.due_times.meanings import ANY_HOUR, Clock, Dial, Part, Span, Whose, Zone
from motbot.due_times.phrases import Phrase

_NOON = 12
_MIDNIGHT = 24
_BEFORE_DAWN = 5
_AFTER_NOON = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When, where and to whom something was said, and what the team means by its words."""

    at: datetime
    """In UTC, since Python compares two times of one zone by their walls, wrongly where the clocks go back."""
    zone: ZoneInfo
    their_zone: ZoneInfo | None
    conventions: DueConventions
    only_ahead: bool = True
    """Of what is promised nothing lies behind; of what is told about, something may."""


def instant(phrase: Phrase, said: Said) -> datetime | Doubt:
    """The time a phrase means; of a range the far end."""
    zone = _zone(phrase.zone, said)
    if isinstance(zone, Doubt):
        return zone
    if phrase.span:
        return _after_span(phrase.span, phrase, said, zone)
    return _on_a_day(replace(phrase, overnight=_is_overnight(phrase, said)), said, zone)


def _is_overnight(phrase: Phrase, said: Said) -> bool:
    """Whether a range of hours on a named day runs over midnight (明天晚上十点到凌晨两点)."""
    if not (phrase.near and phrase.days and phrase.days == phrase.near.days):
        return False
    told = replace(said, only_ahead=False)
    begin, end = (instant(one, told) for one in (phrase.near, replace(phrase, near=None)))
    if isinstance(begin, Doubt) or isinstance(end, Doubt) or phrase.clock is None:
        return False
    return begin.date() == end.date() and end.time() < begin.time()


def _zone(named: Zone | None, said: Said) -> tzinfo | Doubt:
    match named.whose if named else Whose.SPEAKER:
        case Whose.SPEAKER:
            return said.zone
        case Whose.READER:
            return said.their_zone or Doubt.UNKNOWN_ZONE
        case Whose.LOCAL:
            return said.zone if said.their_zone == said.zone else Doubt.UNKNOWN_ZONE
        case None:
            return _placed(named.zones, said.zone, undecided=named.undecided) if named else said.zone


def _placed(zones: tuple[tzinfo, ...], own: ZoneInfo, *, undecided: bool) -> tzinfo | Doubt:
    """The zone of a name: the speaker's own where it is among them, else the commonest where one is."""
    if own in zones:
        return own
    if zones and not undecided:
        return zones[0]
    continent = own.key.partition("/")[0]
    return next((zone for zone in zones if str(zone).partition("/")[0] == continent), Doubt.AMBIGUOUS_ZONE)


def _on_a_day(phrase: Phrase, said: Said, zone: tzinfo) -> datetime | Doubt:
    """Days are counted on the speaker's calendar, and on that of the named clock where the first would be over."""
    here = said.at.astimezone(said.zone).date()
    there = said.at.astimezone(zone).date()
    only_today = phrase.clock is None and Part.END_OF_DAY in phrase.parts
    words: list[DayWords] = phrase.days or ([Ahead(0)] if only_today else [])
    if not words:
        return _first_ahead((there, there + calendar.DAY), phrase, said, zone)
    found = _first_ahead(_days(words, here, said.conventions), phrase, said, zone)
    if found is Doubt.PAST and here != there:
        return _first_ahead(_days(words, there, said.conventions), phrase, said, zone)
    return found


def _days(words: list[DayWords], today: date, conventions: DueConventions) -> Days:
    """The days that all the words can mean."""
    if rough := next((word for word in words if isinstance(word, Rough)), None):
        return rough.doubt
    joined = words[0] if len(words) == 1 else _joined(*words) or _joined(*words[::-1])
    if joined:
        return joined.days(today, conventions)
    lists = [word.days(today, conventions) for word in words if not _is_bare_weekday(word)]
    bare = {word.weekday for word in words if isinstance(word, Weekday) and word.weeks is None}
    found = lists[0]
    for days in lists:
        if isinstance(days, Doubt) or isinstance(found, Doubt):
            return days if isinstance(days, Doubt) else found
        found = tuple(day for day in found if day in days)
    if isinstance(found, Doubt):
        return found
    return tuple(day for day in found if not bare or day.weekday() in bare) or Doubt.CONTRADICTION


def _joined(one: DayWords, other: DayWords) -> DayWords | None:
    """A weekday of a named week, or a day of a named month."""
    match one, other:
        case Stretch(unit=Unit.WEEK, ahead=ahead), Weekday(weekday=weekday):
            return Weekday(weekday, ahead)
        case Stretch(unit=Unit.MONTH, ahead=ahead), DayOfMonth(day=day):
            return DayOfMonth(day, ahead)
        case _:
            return None


def _is_bare_weekday(word: DayWords) -> bool:
    return isinstance(word, Weekday) and word.weeks is None


def _first_ahead(days: Days, phrase: Phrase, said: Said, zone: tzinfo) -> datetime | Doubt:
    if isinstance(days, Doubt):
        return days
    today = said.at.astimezone(zone).date()
    for day in days:
        near = day == today or not phrase.days
        for hour, minute in _hours(phrase, said, zone, near=near):
            found = calendar.on_the_clock(day + calendar.DAY * phrase.overnight, hour, minute, zone)
            if found > said.at or not said.only_ahead:
                return found
    return Doubt.PAST


def _hours(phrase: Phrase, said: Said, zone: tzinfo, *, near: bool) -> Iterator[tuple[int, int]]:
    """The hours that may be meant, earliest first; from 24 on they lie after the midnight that ends the day."""
    clock, conventions = phrase.clock, said.conventions
    if clock is None:
        yield _usual(phrase.parts, conventions)
    elif clock.hour == ANY_HOUR:
        now = said.at.astimezone(zone).hour
        yield from ((hour, clock.minute) for hour in (now, now + 1))
    elif clock.dial is Dial.EXACT and not phrase.parts:
        yield clock.hour, clock.minute
    elif phrase.parts:
        hour = in_part(clock, phrase.parts)
        if near and hour >= _MIDNIGHT and said.only_ahead and said.at.astimezone(zone).hour < _BEFORE_DAWN:
            yield hour - _MIDNIGHT, clock.minute
        yield hour, clock.minute
    else:
        awake = range(conventions.earliest_hour, conventions.latest_hour + 1)
        at_night = said.at.astimezone(zone).hour not in awake
        yield from ((hour, clock.minute) for hour in _on_dial(clock, awake, near=near, at_night=at_night))


def _usual(parts: list[Part], conventions: DueConventions) -> tuple[int, int]:
    """The hour by which a part of the day is meant; a day without any is meant by its end."""
    if Part.MIDNIGHT in parts:
        return _MIDNIGHT, 0
    usual: dict[Part, time] = {
        Part.SMALL_HOURS: conventions.small_hours,
        Part.START_OF_WORK: conventions.start_of_work,
        Part.FIRST_THING: conventions.first_thing,
        Part.MORNING: conventions.morning,
        Part.NOON: conventions.noon,
        Part.AFTERNOON: conventions.afternoon,
        Part.EVENING: conventions.evening,
        Part.NIGHT: conventions.evening,
        Part.END_OF_DAY: conventions.end_of_day,
    }
    meant = usual[parts[0]] if parts else conventions.end_of_day
    return meant.hour, meant.minute


def in_part(clock: Clock, parts: list[Part]) -> int:
    """An hour on the half of the day that was named with it."""
    hour = clock.hour
    if hour > _NOON:
        return hour
    if Part.SMALL_HOURS in parts:
        following = _MIDNIGHT if {Part.EVENING, Part.NIGHT} & set(parts) else 0
        return hour % _NOON + following
    if {Part.EVENING, Part.NIGHT, Part.MIDNIGHT} & set(parts):
        return hour % _NOON + (_MIDNIGHT if hour % _NOON < _BEFORE_DAWN else _NOON)
    if Part.NOON in parts:
        return hour + _NOON if 0 < hour < _AFTER_NOON else hour
    if {Part.AFTERNOON, Part.END_OF_DAY} & set(parts):
        return hour % _NOON + _NOON
    return hour


def _on_dial(clock: Clock, awake: range, *, near: bool, at_night: bool) -> Iterator[int]:
    """Both halves of the day for an hour soon to come; for another day the half in which people work."""
    hour = clock.hour
    if not near:
        yield hour + _NOON if 0 < hour < awake.start else hour
    elif clock.dial is Dial.COLON:
        yield from (half for half in (hour, hour + _NOON) if half == hour or half in awake)
    else:
        yield from (half for half in (hour, hour + _NOON) if at_night or half in awake)


def _after_span(span: Span, phrase: Phrase, said: Said, zone: tzinfo) -> datetime | Doubt:
    if span.depends and not phrase.days:
        return Doubt.DEPENDS
    base: datetime | Doubt = said.at.astimezone(zone)
    if phrase.days:
        base = _on_a_day(Phrase(start=0, end=0, days=phrase.days), said, zone)
    if isinstance(base, Doubt):
        return base
    if span.workhours:
        return _after_work(base, span.workhours, said.conventions, zone)
    return _after_days(span, base, phrase, said)


def _after_days(span: Span, base: datetime, phrase: Phrase, said: Said) -> datetime | Doubt:
    zone = base.tzinfo or said.zone
    way = -1 if span.ago else 1
    day: date | None = calendar.months_later(base.date(), way * span.months) + calendar.DAY * span.days * way
    if span.workdays:
        later = said.conventions.workdays_after(base.date())
        day = next(islice(later, span.workdays - 1, None), None)
    if day is None:
        return Doubt.IMPOSSIBLE
    if span.workdays or phrase.clock or phrase.parts:
        hour, minute = next(_hours(phrase, said, zone, near=False))
        return calendar.on_the_clock(day, hour, minute, zone)
    start = base if day == base.date() else calendar.at_wall(day, base, zone)
    return calendar.elapsed(start, span.length * way, zone)


def _after_work(start: datetime, hours: float, conventions: DueConventions, zone: tzinfo) -> datetime | Doubt:
    """Count hours of business only, which lie between the start of work and the end of the day."""
    left = timedelta(hours=hours)
    yesterday = start.date() - calendar.DAY
    opens, closes = conventions.start_of_work, conventions.end_of_day
    for day in conventions.workdays_after(yesterday):
        begin = max(start.astimezone(UTC), calendar.on_the_clock(day, opens.hour, opens.minute, zone).astimezone(UTC))
        end = calendar.on_the_clock(day, closes.hour, closes.minute, zone).astimezone(UTC)
        if end - begin >= left:
            return calendar.elapsed(begin, left, zone)
        left -= max(end - begin, timedelta())
    return Doubt.IMPOSSIBLE
