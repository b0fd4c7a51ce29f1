"""When a team works, as its conventions have it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.due import DueConventions

ZONE = ZoneInfo("Europe/Berlin")
FRIDAY, MONDAY = date(2026, 4, 10), date(2026, 4, 13)
TEAM = DueConventions(
    start_of_work=time(8),
    end_of_day=time(17),
    holidays=frozenset({MONDAY}),
    extra_workdays=frozenset({date(2026, 4, 18)}),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        ("2026-04-10T10:30", "2026-04-10T10:30"),
        ("2026-04-10T17:00", "2026-04-10T17:00"),
        ("2026-04-10T06:00", "2026-04-10T08:00"),
        ("2026-04-10T17:01", "2026-04-14T08:00"),
        ("2026-04-13T10:00", "2026-04-14T08:00"),
        ("2026-04-17T20:00", "2026-04-18T08:00"),
    ],
)
def test_a_time_outside_working_hours_gives_way_to_the_next_that_lies_within(said: str, opening: str) -> None:
    assert TEAM.opening(at(said), ZONE) == at(opening)


def test_working_hours_are_those_of_the_zone_that_is_asked_for() -> None:
    night = datetime(2026, 4, 9, 22, tzinfo=ZoneInfo("America/New_York"))
    assert TEAM.opening(night, ZONE) == at("2026-04-10T08:00")


def test_working_days_skip_weekends_and_holidays() -> None:
    assert DueConventions().workdays_until(MONDAY, FRIDAY) == 1
    assert TEAM.workdays_until(MONDAY, FRIDAY) == 0
    assert TEAM.workdays_until(date(2026, 4, 20), FRIDAY) == 6
    assert TEAM.workdays_until(FRIDAY, MONDAY) == 0


def test_a_team_that_never_works_hangs_nothing() -> None:
    never = DueConventions(workdays=frozenset())
    assert list(never.workdays_after(FRIDAY)) == []
    assert never.opening(at("2026-04-10T10:30"), ZONE) == at("2026-04-10T10:30")
