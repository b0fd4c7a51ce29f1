"""States a team's conventions for open times, so that a model reckons with the same ones as the code beside it."""

from collections.abc import Iterable
from datetime import time

from motbot.domain.due import DueConventions

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def stated(conventions: DueConventions) -> list[dict[str, str]]:
    """What the usual words mean, as plain values that a template can loop over."""
    week_ends = f"{_DAYS[conventions.end_of_week]} {_clock(conventions.end_of_day)}"
    rows = {
        'a day without an hour; "today"; "end of day", "close of business"; 下班前': _clock(conventions.end_of_day),
        '"first thing"; 一早': _clock(conventions.first_thing),
        '"in the morning"; 上午': f"by {_clock(conventions.morning)}",
        '"noon"; 中午': _clock(conventions.noon),
        '"in the afternoon"; 下午': f"by {_clock(conventions.afternoon)}",
        '"this evening", "tonight"; 晚上': f"by {_clock(conventions.evening)}",
        '"this week", "by the end of the week"; 本周内': week_ends,
        '"by Friday"; 周五前': f"that day {_clock(conventions.end_of_day)}, the day itself included",
        'a range, as in "two to three days"; 三到五天': "its far end",
        '"business days"; 工作日': _business_days(conventions),
    }
    return [{"words": words, "meaning": meaning} for words, meaning in rows.items()]


def working_hours(conventions: DueConventions) -> str:
    """When work is done, on the channel's clock."""
    return f"{_clock(conventions.start_of_work)} to {_clock(conventions.end_of_day)}; {_business_days(conventions)}"


def _business_days(conventions: DueConventions) -> str:
    week = ", ".join(_DAYS[day] for day in sorted(conventions.workdays))
    off = f"; not {_dates(conventions.holidays)}" if conventions.holidays else ""
    more = f"; also {_dates(conventions.extra_workdays)}" if conventions.extra_workdays else ""
    return f"only {week} count{off}{more}"


def _dates(days: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, days)))


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
