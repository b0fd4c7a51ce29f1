"""Counting days and months, and putting a wall time on the world's clock."""

import calendar
from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY = timedelta(days=1)
WEEK = 7
YEAR = 12
QUARTER = 3


def monday_of(day: date) -> date:
    """The day that began the week."""
    return day - DAY * day.weekday()


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it is shorter."""
    count = day.year * YEAR + day.month - 1 + months
    year, month = count // YEAR, count % YEAR + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end(day: date, months: int = 0) -> date:
    """The last day of a month, counted from the day's own."""
    later = months_later(day.replace(day=1), months)
    return later.replace(day=calendar.monthrange(later.year, later.month)[1])


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of a calendar quarter, counted from the day's own."""
    return month_end(day, (QUARTER - day.month) % QUARTER + QUARTER * quarters)


def date_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such."""
    return date(year, month, day) if 1 <= month <= YEAR and 1 <= day <= calendar.monthrange(year, month)[1] else None


def on_the_clock(day: date, hour: int, minute: int, zone: tzinfo) -> datetime:
    """The instant of a wall time; hour 24 is the midnight that ends the day.

    Where the wall time happens twice the second is meant, and where the clocks jump over it, it counts from the time
    before the jump and so falls after it: neither is ever earlier than what was said.
    """
    wall = datetime.combine(day + DAY * (hour // 24), time(hour % 24, minute))
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return max(first, second).astimezone(zone)


def elapsed(start: datetime, length: timedelta, zone: tzinfo) -> datetime:
    """The instant after a length of real time, whatever the clocks do meanwhile."""
    return (start.astimezone(UTC) + length).astimezone(zone)


def at_wall(day: date, like: datetime, zone: tzinfo) -> datetime:
    """The same wall time on another day, to the second."""
    start = on_the_clock(day, like.hour, like.minute, zone)
    return elapsed(start, timedelta(seconds=like.second, microseconds=like.microsecond), zone)
