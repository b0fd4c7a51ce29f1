"""What words for a day mean: each gives the days it may stand for, the likeliest first, or why it names none."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import islice

from typing_extensions import override

from motbot.domain.due import Doubt, DueConventions
from motbot.due_times import calendar

_SUNDAY = 6
_MIDDLE_OF_WEEK = 2
_MIDDLE_OF_MONTH = 15
_LONGEST_MONTH = 31
_RECENT = timedelta(days=60)

Days = Sequence[date] | Doubt


class DayWords(ABC):
    """Words that name a day."""

    @abstractmethod
    def days(self, today: date, conventions: DueConventions) -> Days:
        """The days that may be meant, in the order they should be tried."""


@dataclass(frozen=True, slots=True)
class Ahead(DayWords):
    """Today, tomorrow, the day after; negative for days gone by."""

    plus: int

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        return (today + calendar.DAY * self.plus,)


@dataclass(frozen=True, slots=True)
class WorkdaysAhead(DayWords):
    """The next business day, or one further on."""

    plus: int

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        return tuple(islice(conventions.workdays_after(today), self.plus - 1, self.plus))


@dataclass(frozen=True, slots=True)
class Weekday(DayWords):
    """A day of the week; `weeks` from this one, which begins on Monday, or None for the next such day."""

    weekday: int
    weeks: int | None = None
    further: int = 0
    """Weeks after the next such day."""

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        this = calendar.monday_of(today) + calendar.DAY * self.weekday
        if self.weeks is not None:
            return (this + calendar.DAY * calendar.WEEK * self.weeks,)
        coming = this if this >= today else this + calendar.DAY * calendar.WEEK
        return tuple(coming + calendar.DAY * calendar.WEEK * (self.further + more) for more in (0, 1))


@dataclass(frozen=True, slots=True)
class MonthDay(DayWords):
    """A day of a named month; `years` from this one, `year` by number, or neither for the next such day."""

    month: int
    day: int
    year: int | None = None
    years: int | None = None

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        named = self.year if self.year is not None else None if self.years is None else today.year + self.years
        if named is not None:
            exact = calendar.date_or_none(named, self.month, self.day)
            return (exact,) if exact else Doubt.IMPOSSIBLE
        this, following = (calendar.date_or_none(today.year + plus, self.month, self.day) for plus in (0, 1))
        if this is None and following is None:
            return Doubt.IMPOSSIBLE
        if this is None:
            # 29 February of a year that has none: nobody means the one in a year's time.
            return Doubt.IMPOSSIBLE
        if this >= today or today - this <= _RECENT or following is None:
            return (this,)
        return (following,)


@dataclass(frozen=True, slots=True)
class DayOfMonth(DayWords):
    """A day by its number only; `months` from this one, or None for the next such day."""

    day: int
    months: int | None = None

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        ahead = (self.months,) if self.months is not None else (0, 1) if today.day >= self.day else (0,)
        firsts = [calendar.months_later(today.replace(day=1), months) for months in ahead]
        found = [calendar.date_or_none(first.year, first.month, self.day) for first in firsts]
        days = tuple(day for day in found if day)
        return days or Doubt.IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class NumericDate(DayWords):
    """Two numbers, of which one is the month."""

    first: int
    second: int
    year: int | None = None
    month_first: bool = False

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        order = conventions.date_order
        months = calendar.YEAR
        month_first = order is order.MONTH_FIRST or (order is order.UNKNOWN and self.month_first)
        if max(self.first, self.second) > _LONGEST_MONTH or min(self.first, self.second) > months:
            return Doubt.IMPOSSIBLE
        if self.first > months:
            return MonthDay(self.second, self.first, self.year).days(today, conventions)
        if self.second > months or self.first == self.second or month_first:
            return MonthDay(self.first, self.second, self.year).days(today, conventions)
        if order is order.DAY_FIRST:
            return MonthDay(self.second, self.first, self.year).days(today, conventions)
        return Doubt.AMBIGUOUS_DATE


class Unit(Enum):
    """The stretches of a calendar."""

    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()


class Share(Enum):
    """Which share of a stretch is meant."""

    END = auto()
    START = auto()
    FIRST_DAYS = auto()
    FIRST_THIRD = auto()
    MIDDLE = auto()
    SECOND_THIRD = auto()
    BEFORE = auto()


@dataclass(frozen=True, slots=True)
class Stretch(DayWords):
    """A week, month, quarter or year; `ahead` from this one, or None for the one whose time is still to come."""

    unit: Unit
    ahead: int | None = None
    share: Share = Share.END
    number: int | None = None
    """Which month or quarter of its year, where that was said."""
    years: int | None = None
    year: int | None = None

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        if self.share is Share.FIRST_DAYS:
            return Doubt.TOO_ROUGH
        return tuple(self._day(today, ahead, conventions) for ahead in self._tries(today))

    def _tries(self, today: date) -> tuple[int, ...]:
        if self.number is None:
            return (0, 1) if self.ahead is None else (self.ahead,)
        quarter = self.unit is Unit.QUARTER
        current = (today.month + 2) // calendar.QUARTER if quarter else today.month
        cycle = calendar.YEAR // calendar.QUARTER if quarter else calendar.YEAR
        years = self.years if self.year is None else self.year - today.year
        if years is not None:
            return (self.number - current + cycle * years,)
        return ((self.number - current) % cycle,)

    def _day(self, today: date, ahead: int, conventions: DueConventions) -> date:
        first, last = self._bounds(today, ahead, conventions)
        if self.share is Share.START:
            return first
        if self.share is Share.BEFORE:
            # Before a week begins means by the end of the one before, as people who work count it.
            return first - calendar.DAY * (calendar.WEEK - conventions.end_of_week if self.unit is Unit.WEEK else 1)
        if self.share is Share.END:
            return last
        return self._inside(first)

    def _inside(self, first: date) -> date:
        """A day well after the first; thirds are those of a month (上旬, 中旬)."""
        if self.unit is Unit.WEEK:
            return first + calendar.DAY * _MIDDLE_OF_WEEK
        if self.unit is Unit.MONTH:
            days = {Share.FIRST_THIRD: 10, Share.SECOND_THIRD: 20}
            return first.replace(day=days.get(self.share, _MIDDLE_OF_MONTH))
        if self.unit is Unit.YEAR:
            return calendar.month_end(first, 5)
        return calendar.month_end(first, 1).replace(day=_MIDDLE_OF_MONTH)

    def _bounds(self, today: date, ahead: int, conventions: DueConventions) -> tuple[date, date]:
        if self.unit is Unit.WEEK:
            monday = calendar.monday_of(today) + calendar.DAY * calendar.WEEK * ahead
            return monday, monday + calendar.DAY * conventions.end_of_week
        if self.unit is Unit.MONTH:
            last = calendar.month_end(today, ahead)
            return last.replace(day=1), last
        if self.unit is Unit.QUARTER:
            last = calendar.quarter_end(today, ahead)
            return calendar.months_later(last.replace(day=1), 1 - calendar.QUARTER), last
        return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)


@dataclass(frozen=True, slots=True)
class Weekend(DayWords):
    """The days off after a week: by their end, or, where `before` is said, by the week's own."""

    weeks: int = 0
    before: bool = False

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        weekday = conventions.end_of_week if self.before else _SUNDAY
        return Weekday(weekday, self.weeks).days(today, conventions)


@dataclass(frozen=True, slots=True)
class Rough(DayWords):
    """Words that point at a day which cannot be told."""

    doubt: Doubt

    @override
    def days(self, today: date, conventions: DueConventions) -> Days:
        return self.doubt
